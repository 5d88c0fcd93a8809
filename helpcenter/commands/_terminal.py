"""Showing what customers, colleagues and the shop wrote: a terminal must find no orders to itself in it."""

from __future__ import annotations

import unicodedata

import click

_LAYOUT = {"\n", "\t"}
# Control characters, halves of characters, and what turns the direction of the text around.
_ORDERS = {"Cc", "Cs"}
_DIRECTIONS = {"\u061c", *map(chr, (*range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A)))}


def show_text(text: str) -> None:
    """Each such character is shown as one that cannot be."""
    click.echo("".join("\ufffd" if _is_order(character) else character for character in text))


def _is_order(character: str) -> bool:
    if character in _LAYOUT:
        return False
    return character in _DIRECTIONS or unicodedata.category(character) in _ORDERS
