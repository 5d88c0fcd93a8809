"""The words against the code that says them."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from helpcenter.orders.request_moves import ANSWERS
from tests.builders import REPOSITORY

PACKAGE = REPOSITORY / "helpcenter"
WORDS = tomllib.loads((PACKAGE / "wording" / "en.toml").read_text("utf-8"))


def keys(table: Any, at: str = "") -> Iterator[str]:
    for key, value in table.items():
        yield from keys(value, f"{at}{key}.") if isinstance(value, dict) else [f"{at}{key}"]


def said_in(module: Path) -> Iterator[str]:
    """Patterns of the keys in a module: its texts, with anything in the gaps of the formatted ones."""
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "." in node.value:
            yield re.escape(node.value)
        elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
            parts = (
                re.escape(part.value) if isinstance(part, ast.Constant) else ".+" for part in node.values
            )
            yield "".join(parts)


def test_the_code_says_every_word():
    said = {pattern for module in PACKAGE.rglob("*.py") for pattern in said_in(module)}
    a_key_or_its_table = re.compile(f"(?:{'|'.join(sorted(said))})(?:\\..+)?")
    assert [key for key in keys(WORDS) if not a_key_or_its_table.fullmatch(key)] == []


def test_each_answer_of_the_staff_has_a_mail_of_its_own_and_no_other_state_has():
    words = WORDS["mails"]["request_updated"]
    assert {key for key, own in words.items() if isinstance(own, dict)} == set(ANSWERS)
