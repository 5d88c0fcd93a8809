"""Checks the parsed body of an article and completes its tokens; one problem never hides the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from markdown_it.token import Token

from helpcenter.articles.article import Heading, InternalLink
from helpcenter.articles.facts import ODD_BRACES, fill_address, unknown_fact
from helpcenter.articles.headings import heading_problems, number_headings
from helpcenter.articles.links import Target, image_problems, read_link
from helpcenter.articles.markup import CALLOUTS, parse_markdown
from helpcenter.articles.plaintext import inline_text


@dataclass(frozen=True)
class Body:
    tokens: Sequence[Token]
    toc: tuple[Heading, ...]
    links: tuple[InternalLink, ...]
    problems: tuple[tuple[int, str], ...]


def read_body(text: str, first_line: int, here: str, facts: Mapping[str, str], assets: Path | None) -> Body:
    """`here` is the article's own address, `first_line` the line of the file on which `text` begins."""
    tokens = parse_markdown(text)
    reader = _Reader(first_line, here, facts, assets)
    if not tokens:
        reader.report(0, "the article has no text")
    for token in tokens:
        line = token.map[0] if token.map else 0
        if token.type == "inline":
            reader.read_block(token, line)
    for line, message in [*heading_problems(tokens), *_open_callouts(tokens, text.split("\n"))]:
        reader.report(line, message)
    return Body(tokens, number_headings(tokens), tuple(reader.links), tuple(reader.problems))


class _Reader:
    def __init__(self, first_line: int, here: str, facts: Mapping[str, str], assets: Path | None) -> None:
        self.first_line, self.here, self.facts, self.assets = first_line, here, facts, assets
        self.links: list[InternalLink] = []
        self.problems: list[tuple[int, str]] = []
        # Opened so far, and not closed.
        self.odd_callouts = 0

    def report(self, line: int, message: str) -> None:
        self.problems.append((self.first_line + line, message))

    def read_block(self, inline: Token, line: int) -> None:
        for offset, written in enumerate(inline.content.split("\n")):
            if written.lstrip().startswith(":::"):
                self.report_odd_callout(written.strip(), line + offset)
        self.read_children(inline.children or [], line)

    def report_odd_callout(self, written: str, line: int) -> None:
        """The line that closes one of an unknown kind is not worth a second complaint."""
        opens = written.strip(": ") != ""
        if opens or not self.odd_callouts:
            known = ", ".join(CALLOUTS)
            self.report(line, f"`{written}` opens or closes no callout; there are {known}")
        self.odd_callouts = max(0, self.odd_callouts + (1 if opens else -1))

    def read_children(self, tokens: Sequence[Token], block_line: int) -> None:
        for index, token in enumerate(tokens):
            line = block_line + token.meta.get("line", 0)
            match token.type:
                case "fact":
                    self.fill_fact(token, line)
                case "odd_braces":
                    self.report(line, ODD_BRACES)
                case "raw_html":
                    self.report(
                        line, f"HTML such as `{_first_line(token.content)}` is not used: write Markdown"
                    )
                case "image":
                    self.read_children(token.children or [], line)
                    self.check_image(token, line)
                case "link_open":
                    self.check_link(token, line, tokens[index + 1 :])

    def fill_fact(self, token: Token, line: int) -> None:
        name = token.content
        if name not in self.facts:
            self.report(line, unknown_fact(name, self.facts))
        # From here on it is text like any other, and escaped like it.
        token.type, token.content, token.meta = "text", self.facts.get(name, ""), {"fact": name}

    def check_link(self, token: Token, line: int, following: Sequence[Token]) -> None:
        address, problems = fill_address(str(token.attrGet("href") or ""), self.facts)
        # An address with an unknown fact in it is not worth a second complaint.
        target = problems[0] if problems else read_link(address, self.here)
        label = _until_link_close(following)
        if isinstance(target, str) and not problems:
            problems.append(target)
        if not inline_text(label) and not any(part.type == "fact" for part in label):
            problems.append(f"the link to `{address}` has no words")
        for message in problems:
            self.report(line, message)
        if isinstance(target, Target):
            token.attrSet("href", address)
            if target.page is not None:
                self.links.append(InternalLink(target.page, target.anchor, self.first_line + line))
            elif not address.startswith("mailto:"):
                token.attrSet("rel", "noopener")

    def check_image(self, token: Token, line: int) -> None:
        alt = inline_text(token.children or ())
        for message in image_problems(str(token.attrGet("src") or ""), alt, self.assets):
            self.report(line, message)


def _first_line(text: str) -> str:
    return text.partition("\n")[0]


def _until_link_close(tokens: Sequence[Token]) -> Sequence[Token]:
    """Links do not nest, so the first one to close is this one."""
    end = next((index for index, token in enumerate(tokens) if token.type == "link_close"), len(tokens))
    return tokens[:end]


def _open_callouts(tokens: Sequence[Token], lines: Sequence[str]) -> list[tuple[int, str]]:
    problems = []
    for token in tokens:
        if token.type.startswith("container_") and token.nesting == 1 and token.map:
            start, end = token.map
            if end >= len(lines) or not lines[end].lstrip(" >").startswith(":::"):
                problems.append((start, f"the callout `:::{token.info}` is not closed by a line of :::"))
    return problems
