"""A shop with thousands of articles, grown from those of a real one.

Every copy has six aliases, none of the further phrases that customers say, and words of its own in place of
some of the original's, drawn as unevenly as words are used: a few very often, most of them once or twice. An
index over it is as wide as one over articles that people wrote.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from random import Random
from typing import Any

import yaml

_SEED = 20_240_601
_WORDS = 40_000
_SHARE_REPLACED = 0.3
_LONGEST = {"title": 100, "summary": 250, "aliases": 100}
_SYLLABLES = [first + vowel for first in "bdfgklmnprstvz" for vowel in "aeiou"]
# What must stay as it is comes first: facts, targets of links, callouts; then words that can be replaced.
_WORD = re.compile(r"\{\{.*?\}\}|\]\([^)]*\)|`[^`]*`|^:::.*$|\S+@\S+|\b([a-z]{5,})\b", re.MULTILINE)


def grow_store(original: Path, grown: Path, count: int) -> None:
    """A copy of the folder of a shop with `count` articles: its own, and varied ones after them."""
    shutil.copytree(original, grown, dirs_exist_ok=True)
    sources = sorted((grown / "faq").glob("*.md"))
    writer = _Writer(Random(_SEED))  # the same articles in every run
    for number in range(count - len(sources)):
        source = sources[number % len(sources)]
        text = writer.vary(source.read_text(encoding="utf-8"))
        (grown / "faq" / f"{source.stem}-{number}.md").write_text(text, encoding="utf-8")


class _Writer:
    def __init__(self, random: Random) -> None:
        self._random = random
        self._lexicon = list(
            dict.fromkeys(
                "".join(random.choices(_SYLLABLES, k=random.choice((2, 3, 3, 4)))) for _ in range(_WORDS)
            )
        )

    def vary(self, article: str) -> str:
        _, head, body = article.split("---\n", 2)
        values: dict[str, Any] = yaml.safe_load(head)
        values.pop("cases", None)
        values["title"] = self._line(values["title"], "title")
        values["summary"] = self._line(values["summary"], "summary")
        values.pop("asked", None)
        values["aliases"] = [self._line(alias, "aliases") for alias in values["aliases"]]
        return f"---\n{yaml.safe_dump(values, sort_keys=False, allow_unicode=True)}---\n{self._words(body)}"

    def _line(self, text: str, key: str) -> str:
        """With a word at its end that makes it one of its kind."""
        end = f" {self._random.choice(self._lexicon)}{self._random.choice(_SYLLABLES)}"
        return f"{self._words(text)[: _LONGEST[key] - len(end)].rstrip(' ?.')}{end}"

    def _words(self, text: str) -> str:
        return _WORD.sub(self._replaced, text)

    def _replaced(self, match: re.Match[str]) -> str:
        if match[1] is None or self._random.random() > _SHARE_REPLACED:
            return match[0]
        place = int(self._random.paretovariate(0.2)) - 1
        return self._lexicon[place] if place < len(self._lexicon) else self._random.choice(self._lexicon)
