"""The words of parsed Markdown, for search and for labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from markdown_it.token import Token


def body_text(tokens: Sequence[Token]) -> str:
    """One block a line, a table row being one; headings are left out."""
    return "\n".join(line for line, _ in _blocks(tokens))


def table_rows(tokens: Sequence[Token]) -> tuple[str, ...]:
    """The lines of `body_text` that are rows of a table."""
    return tuple(line for line, is_row in _blocks(tokens) if is_row)


def _blocks(tokens: Sequence[Token]) -> Iterator[tuple[str, bool]]:
    """The words of each block that has some, and whether it is a row of a table."""
    row: list[str] | None = None
    for before, token in zip([None, *tokens], tokens, strict=False):
        words, is_row = "", token.type == "tr_close"
        match token.type:
            case "tr_open":
                row = []
            case "tr_close":
                words, row = ", ".join(cell for cell in row or () if cell), None
            case "inline" if before is None or before.type != "heading_open":
                words = inline_text(token.children or ())
                if row is not None:
                    row.append(words)
                    words = ""
            case "fence" | "code_block":
                words = " ".join(token.content.split())
        if words:
            yield words, is_row


def inline_text(children: Iterable[Token]) -> str:
    return " ".join("".join(map(_words, children)).split())


def _words(token: Token) -> str:
    match token.type:
        case "text" | "code_inline":
            return token.content
        case "softbreak" | "hardbreak":
            return " "
        case "image":
            return inline_text(token.children or ())
        case _:
            return ""
