"""`make bench`: the help center beside what a shop would use instead, measured in one run on one machine.

Each module of `parts/` measures one subject and gives back figures; the others build, serve and drive what is
measured. Nothing in `helpcenter/` imports from here.
"""
