"""Line icons, drawn here: the icon set that Reflex ships would add weight to every page."""

import reflex as rx

_SYMBOLS = {
    "search": ("M21 21l-4.35-4.35", "M17 10.5a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0z"),
    "arrow": ("M5 12h14", "M13 6l6 6-6 6"),
    "back": ("M19 12H5", "M11 18l-6-6 6-6"),
    "check": ("M5 12.5l4.5 4.5L19 7.5",),
    "clock": ("M12 7v5l3 2", "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z"),
    "alert": ("M12 8v5", "M12 16.5v.01", "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z"),
    "document": ("M7 3h7l5 5v13H7z", "M14 3v5h5", "M10 13h6", "M10 17h6"),
}
# By the slug of their wizard.
_WIZARDS = {
    "find-my-order": ("M12 21s-6.5-5.6-6.5-11a6.5 6.5 0 0 1 13 0c0 5.4-6.5 11-6.5 11z", "M12 12.2v.01"),
    "cancel-order": ("M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z", "M9 9l6 6", "M15 9l-6 6"),
    "missing-item": ("M4 8l8-4 8 4v8l-8 4-8-4z", "M4 8l8 4 8-4", "M12 12v8"),
    "return-item": ("M9 14l-5-5 5-5", "M4 9h10a6 6 0 0 1 0 12h-3"),
    "change-order": ("M4 20h4L19 9l-4-4L4 16z", "M13 7l4 4"),
    "change-shipping": ("M3 7h11v9H3z", "M14 10h4l3 3v3h-7z", "M7 19.5v.01", "M17.5 19.5v.01"),
    "wrong-item": ("M7 4L3 8l4 4", "M3 8h13", "M17 12l4 4-4 4", "M21 16H8"),
    "defective-item": ("M12 4l9 16H3z", "M12 10v4", "M12 17v.01"),
    "lost-parcel": ("M4 8l8-4 8 4v8l-8 4-8-4z", "M10 10.5a2 2 0 1 1 2.8 1.8c-.6.3-.8.7-.8 1.2", "M12 16v.01"),
    "resend-confirmation": ("M3 6h18v12H3z", "M3 7l9 6 9-6"),
}

# As plain attributes: Reflex makes a style of those that it does not know, which comes with a script to run.
_DRAWN = {
    "aria-hidden": "true",
    "focusable": "false",
    "fill": "none",
    "stroke": "currentColor",
    "strokeWidth": "1.8",
    "strokeLinecap": "round",
    "strokeLinejoin": "round",
}


def icon(name: str, size: str = "size-5", extra: str = "") -> rx.Component:
    """Decorative: the words beside it say it all. An unknown name gets the plain document."""
    paths = _SYMBOLS.get(name) or _WIZARDS.get(name) or _SYMBOLS["document"]
    return rx.el.svg(
        *(rx.el.svg.path(d=path) for path in paths),
        class_name=f"{size} shrink-0 {extra}".rstrip(),
        view_box="0 0 24 24",
        custom_attrs=_DRAWN,
    )


def icon_for(name: rx.Var[str], size: str = "size-6") -> rx.Component:
    """The icon of a wizard whose slug is only known in the browser."""
    return rx.match(name, *((slug, icon(slug, size)) for slug in _WIZARDS), icon("document", size))
