"""Where keyboard and screen reader go on after a step: at the heading, after a mistake at what is wrong.

Both are constants: nothing that a visitor wrote may stand in an event.
"""

HEADING = "page-heading"
PROBLEM = "error-summary"
