"""Shows untrusted text, of customers, colleagues and the shop, without terminal control sequences."""

from __future__ import annotations

import unicodedata

import click

_LAYOUT = {"\n", "\t"}
# Control characters and halves of surrogate pairs.
_CONTROL_CATEGORIES = {"Cc", "Cs"}
# What turns the direction of the text around.
_DIRECTIONS = {"\u061c", *map(chr, (*range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A)))}


def show_text(text: str) -> None:
    """Each such character is shown as U+FFFD, the replacement character."""
    click.echo("".join("\ufffd" if _is_control(character) else character for character in text))


def _is_control(character: str) -> bool:
    if character in _LAYOUT:
        return False
    return character in _DIRECTIONS or unicodedata.category(character) in _CONTROL_CATEGORIES
