"""Components become the HTML that React makes of them, with everything a shop or a visitor writes escaped."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

import pytest
import reflex as rx
from reflex_base.utils.format import json_dumps

from helpcenter.build.page_markup import plain
from helpcenter.components.get_form import get_form
from helpcenter.errors import UnknownMarkup
from helpcenter.web.filling.markup import MarkupReader, write_markup


@dataclass
class Line:
    title: str
    href: str = "/x"


@dataclass
class Shelf:
    title: str = ""
    count: int = 0
    lines: list[Line] = field(default_factory=list)
    html: str = ""


class Sample:
    """What a var of the state compiles down to, without a state."""

    shelf = rx.Var("shelf", _var_type=Shelf).guess_type()


def html_of(component: rx.Component, **values: Any) -> str:
    known = json.loads(json_dumps({"shelf": Shelf(**values)}))
    return write_markup(MarkupReader(frozenset(known)).read(plain(component.render())), known)


VIEW = Sample.shelf


def test_text_and_attributes_are_escaped():
    page = rx.el.p(VIEW.title, class_name=VIEW.title)
    evil = """</p><script>alert('1')</script> {{ x }} "&amp;"""
    escaped = "&lt;/p&gt;&lt;script&gt;alert(&#x27;1&#x27;)&lt;/script&gt; {{ x }} &quot;&amp;amp;"
    assert html_of(page, title=evil) == f'<p class="{escaped}">{escaped}</p>'


@pytest.mark.parametrize(
    ("component", "html"),
    [
        (rx.el.p("a"), "<p>a</p>"),
        (rx.el.p("a", "b"), "<p>a<!-- -->b</p>"),
        (rx.el.p("a", rx.fragment("b"), rx.el.b("c"), "d"), "<p>a<!-- -->b<b>c</b>d</p>"),
        (rx.el.p("a", "", "b"), "<p>a<!-- -->b</p>"),
        (rx.el.p(VIEW.title, "b"), "<p>b</p>"),
        (rx.el.p("It has ", VIEW.count, "."), "<p>It has <!-- -->0<!-- -->.</p>"),
        (rx.el.p(rx.cond(VIEW.count > 0, "some", "none")), "<p>none</p>"),
        (rx.el.p(rx.match(VIEW.count, (0, "none"), (1, "one"), "many")), "<p>none</p>"),
        (rx.match(VIEW.count, (1, rx.el.b("one")), rx.el.i("many")), "<i>many</i>"),
        (rx.el.ul(rx.foreach(VIEW.lines, lambda line: rx.el.li(line.title))), "<ul></ul>"),
        (rx.el.br(), "<br>"),
        (rx.el.label("Name", html_for="name"), '<label for="name">Name</label>'),
        (rx.el.input(default_value="a", disabled=False, required=True), '<input value="a" required="">'),
        (rx.el.p(custom_attrs={"aria-hidden": "true", "aria-pressed": VIEW.count == 0}),
         '<p aria-hidden="true" aria-pressed="true"></p>'),
        (rx.el.a("x", href="/x"), '<a href="/x" data-discover="true">x</a>'),
        (rx.el.a("x", href="mailto:a@b.example"), '<a href="mailto:a@b.example">x</a>'),
        (rx.html("<b>ours</b>"), '<div class="rx-Html"><b>ours</b></div>'),
        (get_form("x", action="/search", key="k"), '<form action="/search" method="get">x</form>'),
        (rx.el.button("x", on_click=rx.console_log("x")), "<button>x</button>"),
    ],
)  # fmt: skip
def test_a_component_is_written_as_react_writes_it(component: rx.Component, html: str):
    assert html_of(component) == html


def test_a_list_is_written_item_by_item():
    links = rx.el.ul(
        rx.foreach(VIEW.lines, lambda line, place: rx.el.li(place, rx.el.a(line.title, href=line.href)))
    )
    written = html_of(links, lines=[Line("A"), Line("<B>", "/b")])
    assert written == (
        '<ul><li>0<a href="/x" data-discover="true">A</a></li>'
        '<li>1<a href="/b" data-discover="true">&lt;B&gt;</a></li></ul>'
    )


@pytest.mark.parametrize(
    "component",
    [
        rx.el.p("a", style={"color": "red"}),
        rx.el.svg(fill="none"),
        rx.el.select(default_value="a"),
        rx.el.textarea(default_value="a"),
        rx.el.p(VIEW.lines.to_string()),
        rx.image(src=rx.Var("window.location.href")),
        rx.moment("2026-01-01"),
    ],
    ids=["style", "style of a drawing", "select", "textarea", "function", "browser", "library"],
)
def test_what_could_not_be_written_is_refused_when_the_page_is_read(component: rx.Component):
    with pytest.raises(UnknownMarkup):
        html_of(component)


def test_a_case_that_only_the_live_page_shows_may_hold_anything():
    page = rx.match(VIEW.title, ("step", rx.el.select(default_value="a")), rx.el.p("Soon"))
    tree = plain(page.render())
    with pytest.raises(UnknownMarkup):
        MarkupReader(frozenset({"shelf"})).read(tree)
    page_with_steps = MarkupReader(frozenset({"shelf"}), has_live_steps=True).read(tree)
    assert write_markup(page_with_steps, {"shelf": {"title": ""}}) == "<p>Soon</p>"
    with pytest.raises(UnknownMarkup):
        write_markup(page_with_steps, {"shelf": {"title": "step"}})
