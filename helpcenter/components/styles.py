"""Looks that more than one component wears. Colours are the tokens of assets/theme.css."""

FOCUS = "focus-visible:outline-3 focus-visible:outline-offset-2 focus-visible:outline-accent"

CARD = "rounded-xl border border-line bg-surface shadow-card"

FOCUS_INSIDE = "focus-visible:outline-3 focus-visible:-outline-offset-3 focus-visible:outline-accent"

# A row of a list that leads somewhere.
ROW_LINK = (
    "group flex min-h-12 items-center justify-between gap-4 px-5 py-3.5 text-ink no-underline "
    f"hover:bg-accent-soft focus-visible:rounded-xl {FOCUS_INSIDE}"
)

BUTTON = (
    "inline-flex min-h-12 items-center justify-center gap-2 rounded-lg px-5 py-2.5 font-semibold "
    f"no-underline cursor-pointer transition-[background-color] {FOCUS}"
)
PRIMARY = f"{BUTTON} bg-accent text-on-accent hover:bg-accent/90 border border-transparent"
SECONDARY = f"{BUTTON} bg-surface text-ink border border-field hover:bg-sunken"

# On a phone, buttons below each other are equally wide.
WIDE_SECONDARY = f"{SECONDARY} w-full sm:w-auto"
CHOICE_OF_WAYS = "flex flex-col gap-3 sm:flex-row sm:flex-wrap"

LINK = f"text-accent underline underline-offset-4 hover:decoration-2 rounded {FOCUS}"
QUIET_LINK = f"text-ink no-underline hover:underline underline-offset-4 rounded {FOCUS}"

# What unfolds a box with `px-4`: as wide as the box, so that its focus is seen inside.
SUMMARY = f"-mx-4 cursor-pointer rounded-lg px-4 py-3 font-medium {FOCUS_INSIDE}"

# High enough for a thumb, and in no more room than the words take.
TALL = "-my-2.5 inline-block py-2.5"

INPUT = (
    "w-full min-h-12 rounded-lg border border-field bg-surface px-3.5 py-2.5 text-base text-ink "
    f"placeholder:text-soft aria-invalid:border-bad aria-invalid:border-2 {FOCUS}"
)

H1 = "text-[1.75rem] leading-tight font-bold tracking-tight sm:text-4xl"
H2 = "text-xl font-semibold tracking-tight"
SOFT = "text-soft"
