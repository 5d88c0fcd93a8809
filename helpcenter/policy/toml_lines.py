"""Where in a TOML file a key stands: the standard library's parser does not say."""

from __future__ import annotations

import re

_TABLE = re.compile(r"^\s*\[\[?\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""^\s*["']?([A-Za-z0-9_-]+)["']?\s*=""")


class TomlLines:
    def __init__(self, text: str) -> None:
        self._lines: dict[tuple[str, str], int] = {}
        table = ""
        for number, line in enumerate(text.splitlines(), start=1):
            if header := _TABLE.match(line):
                table = header[1].replace('"', "").replace(" ", "")
                self._lines.setdefault((table, ""), number)
            elif key := _KEY.match(line):
                self._lines.setdefault((table, key[1]), number)

    def of(self, table: str, key: str = "") -> int:
        """The line of the key, else of its table, else of what holds that table, else 1."""
        parent, _, name = table.rpartition(".")
        for place in ((table, key), (table, ""), (parent, name), (parent, "")):
            if place in self._lines:
                return self._lines[place]
        return 1
