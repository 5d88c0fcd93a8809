"""Draws wizards as Mermaid diagrams from the rules that run, so that no picture can be out of date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from helpcenter.flows.flow import Ending, Flow, Node, Question, Rule

_SHAPES = {
    Ending.REFUSED: ("{{", "}}"),
    Ending.SUBMIT: ("([", "])"),
    Ending.STATUS: ("(", ")"),
}


def draw(flows: Iterable[Flow]) -> str:
    """One diagram with a frame for each flow. Questions are boxes, refusals hexagons, other ends round."""
    lines = ["flowchart TD"]
    for flow in flows:
        lines += [f'    subgraph {_id(flow, "flow")} ["{flow.slug}"]', *_drawn(flow), "    end"]
    return "\n".join(lines) + "\n"


def _drawn(flow: Flow) -> Iterator[str]:
    start = _id(flow, "start")
    yield f"        {start}((start))"
    for node in flow.nodes:
        opening, closing = ("[", "]") if isinstance(node, Question) else _SHAPES[node.ending]
        yield f"        {_id(flow, node.key)}{opening}{_quoted(_title(node))}{closing}"
    yield from _edges(flow, start, flow.start)
    for question in flow.questions:
        yield from _edges(flow, _id(flow, question.key), question.rules)


def _edges(flow: Flow, source: str, rules: tuple[Rule, ...]) -> Iterator[str]:
    """Rules are read in order, so their edges are numbered where there is a choice."""
    for number, rule in enumerate(rules, 1):
        label = rule.label if len(rules) == 1 else f"{number}: {rule.label}"
        yield f"        {source} -->|{_quoted(label)}| {_id(flow, rule.to)}"


def _title(node: Node) -> str:
    title = node.key.replace("_", " ")
    if not isinstance(node, Question):
        return title
    return f"{title}? (where the policy wants it)" if node.evidence else f"{title}?"


def _id(flow: Flow, key: str) -> str:
    """Prefixed, because two flows in one diagram have nodes of the same name, and `end` is a Mermaid word."""
    return f"{flow.slug}_{key}".replace("-", "_")


def _quoted(text: str) -> str:
    return '"' + text.replace("#", "#35;").replace('"', "#quot;") + '"'
