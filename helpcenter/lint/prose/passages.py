"""An article as prose: what stands where in the file, and what stands around it on the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from markdown_it.token import Token

# Stands for each quoted fact, so that its value is not read as a number. A character of the private use area
# is written by nobody; there are two of it because a title or a summary has two characters at least.
QUOTED = 2 * "\ue000"


@dataclass(frozen=True)
class Passage:
    """A paragraph, list item, heading or table cell; line breaks are those of the file.

    `headings` are those above it, nearest first. `row` and `column` are the headers of a table cell. `lead`
    is the paragraph that a list follows, and `below` the words of that list.
    """

    text: str
    line: int
    headings: tuple[str, ...] = ()
    row: str = ""
    column: str = ""
    lead: str = ""
    below: str = ""

    def line_of(self, offset: int) -> int:
        return self.line + self.text.count("\n", 0, offset)


def passages_of(tokens: Sequence[Token], first_line: int) -> Iterator[Passage]:
    """`first_line` is the line of the file on which the tokens' text begins."""
    placed = list(_placed(tokens, first_line))
    for index, passage in enumerate(placed, 1):
        yield replace(passage, below="\n".join(_items(passage, placed[index:])))


def _placed(tokens: Sequence[Token], first_line: int) -> Iterator[Passage]:
    where = _Where()
    for token in tokens:
        where.enter(token)
        if token.type == "inline":
            line = first_line + (token.map[0] if token.map else 0)
            passage = Passage(_words(token.children or ()), line)
            yield where.place(passage)


@dataclass
class _Where:
    """Keeps track of what the reader has above and beside a block."""

    headings: dict[int, str] = field(default_factory=dict)
    level: int = 0
    lists: int = 0
    paragraph: str = ""
    lead: str = ""
    header: list[str] = field(default_factory=list)
    in_head: bool = False
    row: str = ""
    cell: int = -1

    def enter(self, token: Token) -> None:
        match token.type:
            case "heading_open":
                self.level = int(token.tag[1])
            case "heading_close":
                self.level = 0
            case "bullet_list_open" | "ordered_list_open":
                self.lead = self.paragraph if self.lists == 0 else self.lead
                self.lists += 1
            case "bullet_list_close" | "ordered_list_close":
                self.lists -= 1
            case "thead_open" | "thead_close":
                self.in_head = token.nesting == 1
                self.header = [] if self.in_head else self.header
            case "tr_open":
                self.row, self.cell = "", -1
            case "th_open" | "td_open":
                self.cell += 1
            case "table_close":
                self.header, self.row, self.cell = [], "", -1

    def place(self, passage: Passage) -> Passage:
        above = tuple(text for level, text in sorted(self.headings.items(), reverse=True))
        if self.level:
            kept = {level: text for level, text in self.headings.items() if level < self.level}
            self.headings, self.paragraph = {**kept, self.level: passage.text}, ""
            return replace(passage, headings=tuple(text for _, text in sorted(kept.items(), reverse=True)))
        if self.in_head:
            self.header.append(passage.text)
            return replace(passage, headings=above)
        if self.cell >= 0:
            row, self.row = self.row, self.row or passage.text
            column = self.header[self.cell] if self.cell < len(self.header) else ""
            return replace(passage, headings=above, row=row, column=column)
        if self.lists:
            return replace(passage, headings=above, lead=self.lead)
        self.paragraph = passage.text
        return replace(passage, headings=above)


def _items(lead: Passage, following: Sequence[Passage]) -> Iterator[str]:
    """The words of the list that the paragraph leads up to."""
    yield from (item.text for item in takewhile(lambda item: lead.text and item.lead == lead.text, following))


def _words(children: Sequence[Token]) -> str:
    return "".join(map(_word, children))


def _word(token: Token) -> str:
    match token.type:
        case "text" | "code_inline":
            return token.content
        case "softbreak" | "hardbreak":
            return "\n"
        case "image":
            return _words(token.children or ())
        case _:
            return ""
