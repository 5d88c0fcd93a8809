"""What stands around a page's content: the document that the build has written for one of its pages.

React hydrates each page that is written into it, so it has to be React's own. A page differs from another
in the modules that are loaded for it, which are told by the build's manifest.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpcenter.errors import HelpCenterError

PAGE_MARKUP = Path("backend") / "page-markup.json"
"""Beside the built files, where they are served from."""

_ROOT = "routes/_index"
# The server writes a head of its own for each page; Reflex would also give the icon as everybody's preview.
_OWN_HEAD = re.compile(r'<title>.*?</title>|<meta [^>]*property="og:image"[^>]*/>', re.DOTALL)
_PRELOAD = re.compile(r'<link rel="modulepreload" href="([^"]*)"/>')
# Reflex finds out which colours somebody wants. Ours are the device's, and the style sheet asks for those.
_THEME = re.compile(r"<script>(?=[^<]*classList\.add\(resolvedTheme\))")
_OWN_MODULE = re.compile(r'<script src="([^"]*)" type="module">')
_ROUTER = re.compile(r'<script type="module" async="">(?=import )')
# Scripts that do not run stay: React looks for as many as it wrote, and for what they say.
_IDLE = '<script type="text/plain">'
_LATER = 'type="text/plain" data-later=""'
_IMPORT = re.compile(r'^import [^;]*"\.(/[\w-]+\.js)";', re.MULTILINE)
_BODY = "<body>"
_END = "</body>"
_SCRIPTS = "<script>"
_COMMENT = re.compile(r"^\s*//.*\n", re.MULTILINE)
_BEFORE_LIVE, _BEGIN_SCRIPTS = (
    _COMMENT.sub("", Path(__file__).with_name(name).read_text("utf-8"))
    for name in ("before-live.js", "begin-scripts.js")
)


@dataclass(frozen=True)
class Shell:
    """`head` begins the document, `tail` follows on the page's markup."""

    head: str
    tail: str


def read_shells(client: Path) -> dict[str, Shell]:
    """By route, from the folder of the built files."""
    document = (client / "index.html").read_text("utf-8")
    manifest = _read_manifest(document, client)
    home = manifest[_ROOT]
    return {
        _route_of(entry): _shell(client, document, home, entry)
        for entry in manifest.values()
        if entry["id"] != "root"
    }


def _read_manifest(document: str, client: Path) -> Mapping[str, Mapping[str, Any]]:
    found = re.search(r'"/(assets/manifest-\w+\.js)"', document)
    if found is None:
        raise HelpCenterError(f"The built pages name no manifest: adapt {__name__} to this Reflex.")
    script = (client / found[1]).read_text("utf-8")
    manifest = json.loads(script.partition("=")[2].strip().rstrip(";"))
    routes: Mapping[str, Mapping[str, Any]] = manifest["routes"]
    return routes


def _route_of(entry: Mapping[str, Any]) -> str:
    """ "/articles/[slug]" for the router's "articles/:slug"."""
    path = entry.get("path") or ""
    return "/404" if path == "*" else "/" + re.sub(r":(\w+)", r"[\1]", path)


def _shell(client: Path, document: str, home: Mapping[str, Any], entry: Mapping[str, Any]) -> Shell:
    document = document.replace(home["module"], entry["module"]).replace(
        f'"{home["id"]}"', f'"{entry["id"]}"'
    )
    head, body, rest = document.partition(_BODY)
    _markup, scripts, tail = rest.partition(_SCRIPTS)
    own = [file for module in _OWN_MODULE.findall(head) for file in _needed_by(client, module)]
    modules = json.dumps([*dict.fromkeys(own), *_PRELOAD.findall(head)])
    begin = f"<script>{_BEFORE_LIVE}{_BEGIN_SCRIPTS.replace('MODULES', modules)}</script>"
    head = _replace(_OWN_HEAD, "", _replace(_PRELOAD, "", head))
    head = _replace(_THEME, _IDLE, _replace(_OWN_MODULE, rf'<script src="\1" {_LATER}>', head))
    tail = _replace(_ROUTER, f"<script {_LATER}>", scripts + tail)
    return Shell(head + body, tail.replace(_END, begin + _END))


def _needed_by(client: Path, module: str) -> Iterator[str]:
    """It, and what it imports at once: a browser would come upon one after the other."""
    yield module
    for imported in _IMPORT.findall((client / module.removeprefix("/")).read_text("utf-8")):
        yield from _needed_by(client, imported)


def _replace(pattern: re.Pattern[str], replacement: str, document: str) -> str:
    replaced, count = pattern.subn(replacement, document)
    if not count:
        raise HelpCenterError(f"The built pages have no {pattern.pattern}: adapt {__name__} to this Reflex.")
    return replaced
