"""The words of parsed Markdown, for search and for labels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markdown_it.token import Token


def body_text(tokens: Sequence[Token]) -> str:
    """One block a line, a table row being one; headings are left out."""
    lines: list[str] = []
    row: list[str] | None = None
    for before, token in zip([None, *tokens], tokens, strict=False):
        match token.type:
            case "tr_open":
                row = []
            case "tr_close" if row is not None:
                lines.append(", ".join(cell for cell in row if cell))
                row = None
            case "inline" if before is None or before.type != "heading_open":
                (lines if row is None else row).append(inline_text(token.children or ()))
            case "fence" | "code_block":
                lines.append(" ".join(token.content.split()))
    return "\n".join(line for line in lines if line)


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
