"""What vars compile down to is worked out as JavaScript does it: Node says how."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from helpcenter.errors import UnknownMarkup
from helpcenter.web.filling.expressions import read_expression

VALUES: dict[str, Any] = {
    "page": {
        "title": 'A "B" <c>',
        "count": 2,
        "cards": [{"href": "/x"}],
        "none": [],
        "wizard": {},
        "off": False,
    },
    "zero": 0,
    "empty": "",
    "nothing": None,
}
# Of Reflex's state.js.
REFLEX = """
const isTrue = (val) =>
  Array.isArray(val) ? val.length > 0 : val === Object(val) ? Object.keys(val).length > 0 : Boolean(val);
const isNotNullOrUndefined = (val) => (val ?? undefined) !== undefined;
const pyOr = (a, b) => (isTrue(a) ? a : b());
const pyAnd = (a, b) => (isTrue(a) ? b() : a);
"""
MATCH = """(() => { switch (JSON.stringify(%s)) {
case JSON.stringify(0):  return ("none");  break;
case JSON.stringify(1): case JSON.stringify(2):  return ("one or two");  break;
default:  return (page?.["title"]);  break;};})()"""
EXPRESSIONS = [
    r'"a \"quoted\" \u2026 \n line"',
    "12",
    "-1.5",
    'page?.["title"]',
    'page?.["cards"]?.[0]?.["href"]',
    'page?.["cards"]?.[7]?.["href"] ?? "none"',
    'nothing?.["title"] ?? "none"',
    'page?.["cards"].length > 0',
    'page["title"].length',
    '(page?.["count"]?.valueOf?.() === 2?.valueOf?.())',
    '!((empty?.valueOf?.() === ""?.valueOf?.()))',
    '("mailto:"+page?.["title"])',
    '"a"+1+2',
    "1+2-4",
    "1 < 2 === true",
    'zero === ""',
    "zero === false",
    "zero !== empty",
    "page?.['x']".replace("'", '"') + ' ? "yes" : "no"',
    'page?.["none"] ? "an empty list counts" : "it does not"',
    'isTrue(page?.["none"]) ? "yes" : "no"',
    'isTrue(page?.["wizard"]) ? "yes" : "no"',
    "isTrue(zero)",
    "isNotNullOrUndefined(nothing)",
    'isNotNullOrUndefined(page?.["missing"])',
    'pyOr(page?.["none"], () => (page?.["count"]))',
    'pyAnd(page?.["none"], () => (page?.["count"]))',
    'zero || "right"',
    "empty && zero",
    '(zero ?? 1) + (nothing ?? "x")',
    'true ? false ? "a" : "b" : "c"',
    '({ ["__html"] : page?.["title"], ["n"] : [1, "two"] })',
    MATCH % "zero",
    MATCH % 'page?.["count"]',
    MATCH % 'page?.["title"]',
]


def in_node(expressions: list[str]) -> list[Any]:
    script = (
        REFLEX
        + "".join(f"const {name} = {json.dumps(value)};" for name, value in VALUES.items())
        + f"console.log(JSON.stringify([{','.join(f'({one}) ?? null' for one in expressions)}]))"
    )
    node = Path(sys.executable).with_name("node")
    done = subprocess.run([node, "-e", script], capture_output=True, text=True, check=True)
    return list(json.loads(done.stdout))


def test_an_expression_is_worth_what_it_is_in_the_browser():
    names = frozenset(VALUES)
    here = {text: read_expression(text, names)(VALUES) for text in EXPRESSIONS}
    assert here == dict(zip(EXPRESSIONS, in_node(EXPRESSIONS), strict=True))


@pytest.mark.parametrize(
    "expression",
    [
        "window.location",
        "page.toString()",
        "page?.['title']",
        "fetch(page)",
        "`a ${page}`",
        "1 / 2",
        "(",
        "page page",
        "(() => { alert(1) })()",
        'page?.["cards"].map((card) => card)',
        "",
    ],
)
def test_what_is_not_known_is_refused_when_it_is_read(expression: str):
    with pytest.raises(UnknownMarkup, match="Cannot fill a page with"):
        read_expression(expression, frozenset(VALUES))


def test_an_object_is_never_written_as_text():
    with pytest.raises(UnknownMarkup):
        read_expression('"a" + page', frozenset(VALUES))(VALUES)
