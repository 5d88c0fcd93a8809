"""`{{ cancellation.window }}` in an article becomes the policy's words ("2 hours").

A fact is put in after the Markdown was parsed, as text: its value can bring in neither markup nor HTML,
and lines keep their numbers. It is filled in in titles, summaries, running text, tables, link texts and
`mailto:` addresses; in code it stays as written, so that an article can show the notation itself.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from urllib.parse import quote

from markdown_it.rules_inline import StateInline

from helpcenter.plain_words import did_you_mean
from helpcenter.policy.facts import FACT, FACT_NAME

# markdown-it has encoded a link's address by the time that it is looked at.
_FACT_IN_ADDRESS = re.compile(rf"%7B%7B(?:%20)*({FACT_NAME})(?:%20)*%7D%7D", re.IGNORECASE)

ODD_BRACES = "`{{` does not begin a fact: one is written {{ cancellation.window }}"


def unknown_fact(name: str, facts: Collection[str]) -> str:
    return f"unknown fact {{{{ {name} }}}}: the policy has no such term{did_you_mean(name, facts)}"


def fill_text(text: str, facts: Mapping[str, str]) -> tuple[str, list[str]]:
    """Plain text in, plain text out, and a sentence for each fact that could not be filled in."""
    problems = [unknown_fact(name, facts) for name in FACT.findall(text) if name not in facts]
    # Looked for in the text as written: a value may well hold braces.
    if "{{" in FACT.sub("", text):
        problems.append(ODD_BRACES)
    return FACT.sub(lambda match: facts.get(match[1], match[0]), text), problems


def fill_address(address: str, facts: Mapping[str, str]) -> tuple[str, list[str]]:
    """The same for an address, percent-encoded, and only behind `mailto:`: no fact decides on a host."""
    names = _FACT_IN_ADDRESS.findall(address)
    if names and not address.startswith("mailto:"):
        return address, ["a fact can stand in a mailto: address only"]
    filled = _FACT_IN_ADDRESS.sub(lambda match: quote(facts.get(match[1], ""), safe="@.+-_"), address)
    return filled, [unknown_fact(name, facts) for name in names if name not in facts]


def fact_rule(state: StateInline, silent: bool) -> bool:
    """An inline rule of markdown-it: leaves a `fact` token with the name, or `odd_braces`."""
    if not state.src.startswith("{{", state.pos):
        return False
    match = FACT.match(state.src, state.pos)
    if not silent:
        token = state.push("fact" if match else "odd_braces", "", 0)
        token.content = match[1] if match else "{{"
        token.meta = {"line": state.src.count("\n", 0, state.pos)}
    state.pos = match.end() if match else state.pos + 2
    return True
