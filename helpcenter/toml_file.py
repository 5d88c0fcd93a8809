"""A TOML file of the store, and where in it a key stands: the standard library's parser does not say."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpcenter.errors import ContentError
from helpcenter.plain_words import say_toml_error

_NAME = r"""["']?[A-Za-z0-9_-]+["']?"""
_PATH = rf"{_NAME}(?:\s*\.\s*{_NAME})*"
_TABLE = re.compile(rf"^\s*(\[\[?)\s*({_PATH})\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(rf"^\s*({_PATH})\s*=")
_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


class TomlLines:
    def __init__(self, text: str) -> None:
        self._lines: dict[str, int] = {}
        table = ""
        seen = Counter[str]()
        for number, line in enumerate(text.splitlines(), start=1):
            if header := _TABLE.match(line):
                table = _dotted(header[2])
                self._lines.setdefault(table, number)
                if header[1] == "[[":
                    seen[table] += 1
                    table = f"{table}.{seen[table] - 1}"
                    self._lines[table] = number
            elif key := _KEY.match(line):
                self._lines.setdefault(f"{table}.{_dotted(key[1])}".lstrip("."), number)

    def of(self, *path: str | int) -> int:
        """The line of a key, else of what holds it, else 1. The nth [[categories]] is ("categories", n)."""
        place = ".".join(str(part) for part in path if part != "")
        while place:
            if place in self._lines:
                return self._lines[place]
            place = place.rpartition(".")[0]
        return 1


@dataclass(frozen=True)
class TomlFile:
    path: Path
    raw: bytes
    text: str
    tables: Mapping[str, Any]
    lines: TomlLines


def read_toml(path: Path) -> TomlFile:
    """Raises ContentError with a sentence that names the line from which on the file cannot be read."""
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8")
        return TomlFile(path, raw, text, tomllib.loads(text), TomlLines(text))
    except OSError as error:
        raise ContentError([f"{path}: the file cannot be read: {error.strerror}"]) from error
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise ContentError([f"{path}:{line}: the file is not written in UTF-8"]) from error
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        line = int(place[1]) if place and place[1] else max(len(text.splitlines()), 1)
        sentence = say_toml_error(_PLACE.sub("", str(error)))
        raise ContentError([f"{path}:{line}: {sentence}"]) from error


def _dotted(name: str) -> str:
    return re.sub(r"""["'\s]""", "", name)
