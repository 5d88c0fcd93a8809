"""The strict YAML head of an article: each wrong key is named with its line, and none hides the next."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from pydantic_core import ErrorDetails

from helpcenter.articles.facts import fill_text
from helpcenter.plain_words import did_you_mean, say_misfit, say_yaml_error

SLUG = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
# libyaml is ten times as fast, and in every wheel; a PyYAML built without it still works.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FENCE = "---"
# To YAML, a value that begins so is a mapping.
_QUOTES = "; put a value that begins with {{ in quotes"

Slug = Annotated[str, StringConstraints(pattern=SLUG)]
_ONE_LINE = r"^\S(?:.*\S)?$"
Line = Annotated[str, StringConstraints(min_length=2, max_length=100, pattern=_ONE_LINE)]
Summary = Annotated[str, StringConstraints(min_length=2, max_length=250, pattern=_ONE_LINE)]


Words = Annotated[str, StringConstraints(min_length=1, max_length=300, pattern=_ONE_LINE)]
# {"when": "placed 3 hours ago", "cancel_order": "refused window_closed"}; the check reads what it says.
WrittenCase = Annotated[dict[Words, Words], Field(min_length=2)]


class FrontMatter(BaseModel):
    """`aliases` are other titles that it could have, `asked` what else customers say who look for it.

    `vouched` are numbers, as they stand in the text, that are right without being the policy's.
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    title: Line
    summary: Summary
    category: Slug
    aliases: Annotated[list[Line], Field(min_length=3, max_length=6)]
    wizard: Slug | None = None
    related: list[Slug] = []
    formerly: list[Slug] = []
    reviewed: date
    draft: bool = False
    vouched: list[Line] = []
    cases: list[WrittenCase] = []
    asked: Annotated[list[Line], Field(max_length=60)] = []


Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Head:
    """`values` is None where a problem was found, `body` where it is not clear where the body begins.

    `lines` says where a key, or the nth entry of its list, stands; all lines count from 1 in the whole file.
    """

    values: FrontMatter | None
    lines: Mapping[Place, int]
    body: str | None
    body_line: int
    problems: tuple[tuple[int, str], ...]


def read_head(text: str, categories: Collection[str], facts: Mapping[str, str]) -> Head:
    """Splits a file into head and body. Title and summary come with their facts filled in."""
    lines = text.replace("\r\n", "\n").split("\n")
    if lines[0].rstrip() != _FENCE:
        return Head(
            None, {}, None, 1, ((1, "the file must begin with front matter between two lines of ---"),)
        )
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE), None)
    if end is None:
        return Head(None, {}, None, 1, ((1, "the front matter is not closed by a line of ---"),))
    raw, places, unreadable = _read_yaml("\n".join(lines[1:end]))
    problems = [(line, message) for _, line, message in unreadable]
    for key in ("title", "summary"):
        if isinstance(raw.get(key), str):
            raw[key], wrong = fill_text(raw[key], facts)
            problems += [(places[key,], message) for message in wrong]
    values = None
    if places:
        values, invalid = _validate(raw, places, categories, skip={key for key, _, _ in unreadable})
        problems += invalid
    return Head(
        values=None if problems else values,
        lines=places,
        body="\n".join(lines[end + 1 :]),
        body_line=end + 2,
        problems=tuple(sorted(problems)),
    )


def _read_yaml(text: str) -> tuple[dict[str, Any], dict[Place, int], list[tuple[str, int, str]]]:
    """Key by key, so that one bad value leaves the others readable. Problems are (key, line, sentence)."""
    try:
        loader = _LOADER(text)
        node = loader.get_single_node()
    except yaml.YAMLError as error:
        mark = _mark(error)
        hint = _QUOTES if mark and "{{" in "".join(text.split("\n")[mark.line : mark.line + 1]) else ""
        return {}, {}, [("", _line(mark), f"the YAML cannot be read: {_reason(error)}{hint}")]
    if not isinstance(node, yaml.MappingNode):
        return {}, {}, [("", 2, "the front matter must be lines of `key: value`")]
    raw: dict[str, Any] = {}
    places: dict[Place, int] = {}
    problems: list[tuple[str, int, str]] = []
    for key_node, value_node in node.value:
        line, key = _line(key_node.start_mark), str(key_node.value)
        if (key,) in places:
            problems.append((key, line, f"`{key}` stands here twice"))
            continue
        places[key,] = line
        if isinstance(value_node, yaml.SequenceNode):
            places.update(
                {(key, index): _line(item.start_mark) for index, item in enumerate(value_node.value)}
            )
        try:
            raw[key] = loader.construct_object(value_node, deep=True)
        except (yaml.YAMLError, ValueError) as error:
            hint = _QUOTES if isinstance(value_node, yaml.MappingNode) else ""
            problems.append((key, line, f"`{key}` cannot be read: {_reason(error)}{hint}"))
    return raw, places, problems


def _mark(error: yaml.YAMLError) -> yaml.Mark | None:
    """Where the mistake is: a quotation mark or a bracket that nothing closes is noticed far below it."""
    is_open = re.search("quoted|flow", getattr(error, "context", None) or "")
    mark: yaml.Mark | None = getattr(error, "context_mark" if is_open else "problem_mark", None)
    return mark


def _line(mark: yaml.Mark | None) -> int:
    """YAML counts from 0 and begins below the fence."""
    return mark.line + 2 if mark else 2


def _reason(error: Exception) -> str:
    return say_yaml_error(str(getattr(error, "problem", None) or error).replace("\n", " "))


def _validate(
    raw: dict[str, Any], places: Mapping[Place, int], categories: Collection[str], skip: Collection[str]
) -> tuple[FrontMatter | None, list[tuple[int, str]]]:
    values, problems = None, []
    try:
        values = FrontMatter.model_validate(raw)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            if detail["loc"][0] not in skip:
                line = places.get(detail["loc"][:2], places.get(detail["loc"][:1], 1))
                problems.append((line, _sentence(detail)))
    category = raw.get("category")
    if isinstance(category, str) and category not in categories:
        there = ", ".join(sorted(categories))
        message = f"`category` must be one of {there}{did_you_mean(category, categories)}"
        problems.append((places["category",], message))
    return values, problems


def _sentence(detail: ErrorDetails) -> str:
    key = f"`{detail['loc'][0]}`"
    said = say_misfit(detail, detail.get("ctx", {}))
    match detail["type"]:
        case "extra_forbidden":
            near = did_you_mean(str(detail["loc"][0]), FrontMatter.model_fields)
            return f"{key} {said}; known are {', '.join(FrontMatter.model_fields)}{near}"
        case "string_pattern_mismatch" if SLUG in detail["msg"]:
            return f"{key}: “{detail['input']}” is not a slug: small letters, digits and single hyphens"
        case "string_pattern_mismatch":
            return f"{key} must be one line, with no spaces around it"
        case "dict_type" | "too_short" if len(detail["loc"]) > 1:
            return f"{key}: a case is `when: …` and below it an action with its answer"
        case "string_type" | "list_type" if detail["input"] is not None:
            return f"{key}: {said}"
        case _:
            return f"{key} {said}"
