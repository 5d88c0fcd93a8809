"""Which addresses an article may link to or show."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from helpcenter.articles.frontmatter import SLUG

PAGES = frozenset({"/", "/contact", "/requests", "/search"})
_PAGE_OF_CONTENT = re.compile(rf"/(?:articles|wizards)/{SLUG.strip('^$')}")
# No host ("//…"), no scheme, no query.
_LOCAL_FILE = re.compile(r"/[\w%-][\w./%-]*")


@dataclass(frozen=True)
class Target:
    """Where a link leads: outside (`page` is None), or to a page of this site and perhaps an anchor on it."""

    page: str | None = None
    anchor: str = ""


def read_link(address: str, here: str) -> Target | str:
    """The target, or a sentence that says what is wrong. The catalogue sees whether the target exists."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return f"`{address}` is not an address"
    if parts.scheme in ("http", "https"):
        return Target() if parts.netloc else f"`{address}` names no host"
    if parts.scheme == "mailto":
        return Target() if "@" in parts.path else f"`{address}` names no mailbox"
    if parts.scheme:
        return f"`{address}`: links begin with https:, http:, mailto:, / or #"
    if parts.netloc:
        return f"`{address}` leaves this site: write https: before it"
    page = parts.path if parts.path == "/" else parts.path.rstrip("/")
    anchor = unquote(parts.fragment)
    if page == "":
        return Target(here, anchor) if anchor else "a link without an address"
    if page in PAGES or _PAGE_OF_CONTENT.fullmatch(page):
        return Target(page, anchor)
    if page.endswith(".md"):
        return f"`{address}`: link to an article as /articles/{Path(page).stem}"
    return f"`{address}` is not a page of this site"


def image_problems(address: str, alt: str, assets: Path | None) -> list[str]:
    """Images come from this site. `assets` is the folder that `/…` stands for; None asks for no file."""
    problems = []
    if not alt.strip():
        problems.append(f"the image `{address}` needs words for people who cannot see it: ![words](…)")
    if not _LOCAL_FILE.fullmatch(address) or ".." in address:
        problems.append(f"the image `{address}` must be a file of this site, such as /images/parcel.png")
    elif assets is not None and not (assets / unquote(address[1:])).is_file():
        problems.append(f"there is no image `{address}`")
    return problems
