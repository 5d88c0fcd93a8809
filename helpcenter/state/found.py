"""Whether there is what the address of a page names."""

from enum import StrEnum


class Found(StrEnum):
    """UNKNOWN until the page has opened."""

    UNKNOWN = ""
    YES = "yes"
    NO = "no"
