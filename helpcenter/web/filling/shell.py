"""What stands around a page's content: the document that the build has written for one of its pages.

React takes over each page that is written into it, so it has to be React's own. A page differs from another
in the modules that are loaded for it, which are told by the build's manifest.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
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
# Each module that a browser comes upon while it reads keeps a slow device busy before anything is painted.
_FETCH_MODULES = """<script>for (const href of {}) document.head.append(
  Object.assign(document.createElement("link"), {{ rel: "modulepreload", href }}));</script>"""
_BODY = "<body>"
_SCRIPTS = "<script>"


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
        _route_of(entry): _shell(document, home, entry)
        for entry in manifest.values()
        if entry["id"] != "root"
    }


def _read_manifest(document: str, client: Path) -> Mapping[str, Mapping[str, Any]]:
    found = re.search(r'"/(assets/manifest-\w+\.js)"', document)
    if found is None:
        raise HelpCenterError("The built pages name no manifest: adapt web/filling/shell.py to this Reflex.")
    script = (client / found[1]).read_text("utf-8")
    manifest = json.loads(script.partition("=")[2].strip().rstrip(";"))
    routes: Mapping[str, Mapping[str, Any]] = manifest["routes"]
    return routes


def _route_of(entry: Mapping[str, Any]) -> str:
    """ "/articles/[slug]" for the router's "articles/:slug"."""
    path = entry.get("path") or ""
    return "/404" if path == "*" else "/" + re.sub(r":(\w+)", r"[\1]", path)


def _shell(document: str, home: Mapping[str, Any], entry: Mapping[str, Any]) -> Shell:
    document = document.replace(home["module"], entry["module"]).replace(
        f'"{home["id"]}"', f'"{entry["id"]}"'
    )
    head, body, rest = document.partition(_BODY)
    _markup, scripts, tail = rest.partition(_SCRIPTS)
    modules = _FETCH_MODULES.format(json.dumps(_PRELOAD.findall(head)))
    head = _PRELOAD.sub("", _OWN_HEAD.sub("", head))
    return Shell(head + body, modules + scripts + tail)
