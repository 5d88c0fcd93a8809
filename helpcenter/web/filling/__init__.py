"""Server-side rendering: pages come with their content in the first response, and React hydrates the markup.

What the browser would make of a component is made here, in Python. A page is *filled* when it is rendered
with its content; it is *live* once React has hydrated it and its socket is open.
"""
