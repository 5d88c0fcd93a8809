"""The tokens of the JavaScript that Reflex writes for a var."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from helpcenter.errors import UnknownMarkup

_TOKEN = re.compile(
    r"""\s*(?:
    (?P<string>"(?:[^"\\]|\\.)*")
  | (?P<number>\d+(?:\.\d+)?)
  | (?P<name>[A-Za-z_$][\w$]*)
  | (?P<sign>===|!==|>=|<=|&&|\|\||\?\?|\?\.|=>|[()\[\]{}?:,.!<>+\-;])
)""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class Token:
    """`kind` is "string", "number", "name", "sign", or "end"."""

    kind: str
    text: str


class Tokens:
    """What is read from left to right. Raises UnknownMarkup for what is not expected."""

    def __init__(self, expression: str) -> None:
        self._expression = expression
        self._tokens = _split(expression)
        self._at = 0

    @property
    def next(self) -> Token:
        return self._tokens[self._at]

    def take(self) -> Token:
        token = self.next
        self._at += token.kind != "end"
        return token

    def take_if(self, *texts: str) -> Token | None:
        """A sign or a name of those, where it comes next."""
        return self.take() if self.next.kind in {"sign", "name"} and self.next.text in texts else None

    def begins(self, *texts: str) -> bool:
        """Whether these punctuators come next, one after the other."""
        coming = self._tokens[self._at : self._at + len(texts)]
        return [(token.kind, token.text) for token in coming] == [("sign", text) for text in texts]

    def expect(self, *texts: str) -> None:
        """Takes these, one after the other."""
        for text in texts:
            if not self.take_if(text):
                raise self.unknown()

    def unknown(self) -> UnknownMarkup:
        place = self.next.text or "the end"
        return UnknownMarkup(f"Cannot fill a page with `{self._expression}`: at `{place}`.")


def _split(expression: str) -> list[Token]:
    tokens: list[Token] = []
    at = 0
    text = expression.rstrip()
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise UnknownMarkup(f"Cannot fill a page with `{expression}`: at `{text[at : at + 20]}`.")
        kind = found.lastgroup or ""
        tokens.append(Token(kind, json.loads(found[kind]) if kind == "string" else found[kind]))
        at = found.end()
    return [*tokens, Token("end", "")]
