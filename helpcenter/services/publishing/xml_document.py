"""XML as text, with whatever editors write in it."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement, tostring

# What XML 1.0 cannot hold, escaped or not.
_IMPOSSIBLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def add(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    child = SubElement(parent, tag, {name: _possible(value) for name, value in attributes.items()})
    child.text = _possible(text) or None
    return child


def document(root: Element) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _possible(text: str) -> str:
    return _IMPOSSIBLE.sub("\ufffd", text)
