"""Checked tokens as Markdown again, for readers that would rather have no HTML.

Facts are filled in, callouts have become quotations, and links to articles lead to their Markdown. All else
reads as its editor wrote it: CommonMark that renders to what the page shows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

# An underscore within a word, and an ampersand that begins no entity, mean themselves.
_SPECIAL = re.compile(r"[\\`*\[\]<|]|(?<![^\W_])_|_(?![^\W_])|&(?=#|\w+;)")
_OPENS_A_BLOCK = re.compile(r"(?=#{1,6}(?:\s|$)|>|[-+](?:\s|$)|[-=]+\s*$|~~~)")
_OPENS_A_LIST = re.compile(r"(\d{1,9})(?=[.)](?:\s|$))")
_ARTICLE = re.compile(r"(/articles/[a-z0-9-]+)/?(#.*)?")
_ALIGNMENTS = {"text-align:left": ":--", "text-align:center": ":-:", "text-align:right": "--:"}


def write_markdown(tokens: Sequence[Token]) -> str:
    """To be called before the tokens are rendered as HTML, which takes from them what only Markdown says."""
    return _blocks(SyntaxTreeNode(tokens)) + "\n"


def escape_markdown(text: str) -> str:
    """Plain text, so that Markdown reads it as just that."""
    return "\n".join(_line(line) for line in _SPECIAL.sub(r"\\\g<0>", text).split("\n"))


def _line(line: str) -> str:
    """A line of text that begins like a heading, a quotation or a list is not one."""
    if number := _OPENS_A_LIST.match(line):
        return f"{number[1]}\\{line[number.end() :]}"
    return f"\\{line}" if _OPENS_A_BLOCK.match(line) else line


def _blocks(parent: SyntaxTreeNode, between: str = "\n\n") -> str:
    return between.join(_block(child) for child in parent.children)


def _block(node: SyntaxTreeNode) -> str:
    if node.type.startswith("container_"):
        return _quoted(node)
    return _BLOCKS[node.type](node)


def _paragraph(node: SyntaxTreeNode) -> str:
    words = "\n".join(_line(line) for line in _inline(node).split("\n"))
    return f"**{words}**" if node.attrs.get("class") == "callout-title" else words


def _heading(node: SyntaxTreeNode) -> str:
    words = _inline(node).replace("\\\n", " ").replace("\n", " ")
    if words.endswith("#"):  # else it would close the heading
        words = f"{words[:-1]}\\#"
    return f"{'#' * int(node.tag[1])} {words}"


def _quoted(node: SyntaxTreeNode) -> str:
    return _prefixed(_blocks(node), "> ", "> ")


def _list(node: SyntaxTreeNode) -> str:
    is_ordered, first = node.type == "ordered_list", int(node.attrs.get("start", 1))
    items = []
    for number, item in enumerate(node.children, first):
        marker = f"{number}{item.markup} " if is_ordered else f"{item.markup} "
        items.append(_prefixed(_blocks(item, "\n" if _is_tight(node) else "\n\n"), marker, " " * len(marker)))
    return ("\n" if _is_tight(node) else "\n\n").join(items)


def _is_tight(node: SyntaxTreeNode) -> bool:
    return any(part.type == "paragraph" and part.hidden for item in node.children for part in item.children)


def _prefixed(text: str, first: str, others: str) -> str:
    head, *rest = text.split("\n")
    return "\n".join([(first + head).rstrip(), *((others + line).rstrip() for line in rest)])


def _code(node: SyntaxTreeNode) -> str:
    fence = _fence(node.content, 3)
    end = "" if node.content.endswith("\n") or not node.content else "\n"
    return f"{fence}{node.info.strip()}\n{node.content}{end}{fence}"


def _table(node: SyntaxTreeNode) -> str:
    head, *bodies = node.children
    columns = [_ALIGNMENTS.get(str(cell.attrs.get("style")), "---") for cell in head.children[0].children]
    rows = [row for body in bodies for row in body.children]
    return "\n".join([_row(head.children[0]), f"| {' | '.join(columns)} |", *map(_row, rows)])


def _row(node: SyntaxTreeNode) -> str:
    # A bare bar ends the cell, in code as well.
    cells = (re.sub(r"(?<!\\)\|", r"\|", _inline(cell)) for cell in node.children)
    return f"| {' | '.join(cells)} |"


def _inline(block: SyntaxTreeNode) -> str:
    """The words of a block whose only child is its inline content."""
    return "".join(_words(inline) for inline in block.children)


def _words(parent: SyntaxTreeNode) -> str:
    return "".join(_INLINES[child.type](child) for child in parent.children)


def _emphasis(node: SyntaxTreeNode) -> str:
    return f"{node.markup}{_words(node)}{node.markup}"


def _code_inline(node: SyntaxTreeNode) -> str:
    fence = _fence(node.content, 1)
    has_edge = node.content[0] in "` " or node.content[-1] in "` "
    padding = " " if has_edge and node.content.strip() else ""
    return f"{fence}{padding}{node.content}{padding}{fence}"


def _fence(code: str, shortest: int) -> str:
    return "`" * max(shortest, 1 + max(map(len, re.findall("`+", code)), default=0))


def _link(node: SyntaxTreeNode) -> str:
    address = str(node.attrs["href"])
    if article := _ARTICLE.fullmatch(address):
        address = f"{article[1]}.md{article[2] or ''}"
    return f"[{_words(node)}]({_destination(address, node.attrs)})"


def _image(node: SyntaxTreeNode) -> str:
    return f"![{_words(node)}]({_destination(str(node.attrs['src']), node.attrs)})"


def _destination(address: str, attrs: Mapping[str, object]) -> str:
    """Spaces are percent-encoded by now."""
    place = f"<{address}>" if set("()") & set(address) or not address else address
    title = str(attrs.get("title") or "")
    return f'{place} "{escape_markdown(title).replace(chr(34), chr(92) + chr(34))}"' if title else place


_Write = Callable[[SyntaxTreeNode], str]
_BLOCKS: Mapping[str, _Write] = {
    "paragraph": _paragraph,
    "heading": _heading,
    "blockquote": _quoted,
    "bullet_list": _list,
    "ordered_list": _list,
    "fence": _code,
    "code_block": _code,
    "table": _table,
    "hr": lambda _: "___",
}
_INLINES: Mapping[str, _Write] = {
    "text": lambda node: _SPECIAL.sub(r"\\\g<0>", node.content),
    "softbreak": lambda _: "\n",
    "hardbreak": lambda _: "\\\n",
    "em": _emphasis,
    "strong": _emphasis,
    "code_inline": _code_inline,
    "link": _link,
    "image": _image,
}
