"""Within which time the shop answers."""

import reflex as rx


def within(time: rx.Var[str]) -> rx.Component:
    """ " within 2 days"; nothing where the shop promises no time."""
    return rx.cond(time != "", rx.fragment(" within ", time), rx.fragment())
