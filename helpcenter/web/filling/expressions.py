"""Reads the JavaScript that Reflex writes for a var, and does here what the browser will do with it.

Only what vars compile down to is known. Anything else raises UnknownMarkup when a page is read, which is at
build and at start. What the vars hold is known only when a page is served: a value that cannot stand in a
text, such as a list, raises it then (javascript.py).
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from helpcenter.web.filling.combining import (
    FUNCTIONS,
    Expression,
    binary,
    choose,
    constant,
    logical_and,
    logical_or,
    member,
    nullish,
)
from helpcenter.web.filling.javascript import add, is_other, is_same, is_truthy
from helpcenter.web.filling.tokens import Tokens

_CONSTANTS = {"true": True, "false": False, "null": None, "undefined": None}


def read_expression(text: str, names: frozenset[str]) -> Expression:
    """What gives the value of `text`, with the values of `names`: state, and the items of loops."""
    reader = _Reader(Tokens(text), names)
    expression = reader.read()
    if reader.tokens.next.kind != "end":
        raise reader.tokens.unknown()
    return expression


# Binary operators, from the lowest to the highest precedence; those of a row have the same.
_OPERATORS: tuple[dict[str, Callable[[Any, Any], Any]], ...] = (
    {"===": is_same, "!==": is_other},
    {"<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge},
    {"+": add, "-": operator.sub},
)


class _Reader:
    def __init__(self, tokens: Tokens, names: frozenset[str]) -> None:
        self.tokens = tokens
        self._names = names

    def read(self) -> Expression:
        condition = self._logical_or()
        if not self.tokens.take_if("?"):
            return condition
        yes = self.read()
        self.tokens.expect(":")
        no = self.read()
        return lambda values: yes(values) if is_truthy(condition(values)) else no(values)

    def _logical_or(self) -> Expression:
        left = self._logical_and()
        while token := self.tokens.take_if("||", "??"):
            combine = logical_or if token.text == "||" else nullish
            left = combine(left, self._logical_and())
        return left

    def _logical_and(self) -> Expression:
        left = self._binary(0)
        while self.tokens.take_if("&&"):
            left = logical_and(left, self._binary(0))
        return left

    def _binary(self, level: int) -> Expression:
        if level == len(_OPERATORS):
            return self._not()
        left = self._binary(level + 1)
        while token := self.tokens.take_if(*_OPERATORS[level]):
            left = binary(_OPERATORS[level][token.text], left, self._binary(level + 1))
        return left

    def _not(self) -> Expression:
        if self.tokens.take_if("!"):
            inner = self._not()
            return lambda values: not is_truthy(inner(values))
        return self._member()

    def _member(self) -> Expression:
        owner = self._primary()
        while token := self.tokens.take_if(".", "?.", "["):
            if token.text == "[" or self.tokens.take_if("["):
                key = self.read()
                self.tokens.expect("]")
                owner = member(owner, key)
            else:
                owner = self._property(owner)
        return owner

    def _property(self, owner: Expression) -> Expression:
        name = self.tokens.take()
        if name.kind != "name":
            raise self.tokens.unknown()
        if name.text == "length":
            return lambda values: len(owner(values))
        if name.text == "valueOf":
            self.tokens.take_if("?.")
            self.tokens.expect("(", ")")
            return owner
        return member(owner, constant(name.text))

    def _primary(self) -> Expression:
        token = self.tokens.take()
        match token.kind, token.text:
            case "string", text:
                return constant(text)
            case "number", text:
                return constant(float(text) if "." in text else int(text))
            case "name", text if text in _CONSTANTS:
                return constant(_CONSTANTS[text])
            case "name", text if text in self._names:
                return lambda values: values[text]
            case "name", text if text in FUNCTIONS:
                return FUNCTIONS[text](*self._arguments())
            case "sign", "-":
                inner = self._primary()
                return lambda values: -inner(values)
            case "sign", "(":
                return self._switch() if self.tokens.begins("(", ")", "=>") else self._in_parentheses()
            case "sign", "[":
                return self._list()
            case "sign", "{":
                return self._object()
        raise self.tokens.unknown()

    def _arguments(self) -> list[Expression]:
        """None is evaluated before it is needed, so that `() => …` is as good as its body."""
        self.tokens.expect("(")
        arguments: list[Expression] = []
        while not self.tokens.take_if(")"):
            if self.tokens.begins("(", ")", "=>"):
                self.tokens.expect("(", ")", "=>")
            arguments.append(self.read())
            self.tokens.take_if(",")
        return arguments

    def _in_parentheses(self) -> Expression:
        inner = self.read()
        self.tokens.expect(")")
        return inner

    def _list(self) -> Expression:
        entries: list[Expression] = []
        while not self.tokens.take_if("]"):
            entries.append(self.read())
            self.tokens.take_if(",")
        return lambda values: [entry(values) for entry in entries]

    def _object(self) -> Expression:
        entries: list[tuple[Expression, Expression]] = []
        while not self.tokens.take_if("}"):
            self.tokens.expect("[")
            key = self.read()
            self.tokens.expect("]", ":")
            entries.append((key, self.read()))
            self.tokens.take_if(",")
        return lambda values: {key(values): value(values) for key, value in entries}

    def _switch(self) -> Expression:
        """`rx.match` between values: a function, called at once, with a switch in it."""
        self.tokens.expect("(", ")", "=>", "{", "switch", "(")
        subject = self._stringified()
        self.tokens.expect(")", "{")
        cases: list[tuple[Expression, Expression]] = []
        pending: list[Expression] = []
        while self.tokens.take_if("case"):
            pending.append(self._stringified())
            self.tokens.expect(":")
            if self.tokens.take_if("return"):
                outcome = self._returned()
                cases += [(case, outcome) for case in pending]
                pending = []
        self.tokens.expect("default", ":", "return")
        otherwise = self._returned()
        self.tokens.expect("}", ";", "}", ")", "(", ")")
        return lambda values: choose(subject, cases, otherwise, values)(values)

    def _stringified(self) -> Expression:
        self.tokens.expect("JSON", ".", "stringify", "(")
        return self._in_parentheses()

    def _returned(self) -> Expression:
        outcome = self.read()
        self.tokens.expect(";", "break", ";")
        return outcome
