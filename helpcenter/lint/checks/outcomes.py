"""Steps of a wizard that no rule leads to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from helpcenter import flows
from helpcenter.flows.flow import Flow, Question
from helpcenter.lint.finding import Code, Finding
from helpcenter.lint.subject import Subject


def check_outcomes(subject: Subject) -> Iterator[Finding]:
    for flow in subject.store.rules.flows.values():
        for key in unreached(flow):
            path, line = _place(flow, key)
            yield Finding(
                path,
                line,
                Code.UNREACHED_OUTCOME,
                f"nothing in {flow.slug} leads to `{key}`",
                "Add the rule that leads there, or take the step out.",
            )


def unreached(flow: Flow) -> list[str]:
    """Keys of nodes, in the flow's order."""
    reached = set[str]()
    waiting = [rule.to for rule in flow.start]
    while waiting:
        key = waiting.pop()
        node = flow.by_key[key]
        if key not in reached and isinstance(node, Question):
            waiting += [rule.to for rule in node.rules]
        reached.add(key)
    return [node.key for node in flow.nodes if node.key not in reached]


def _place(flow: Flow, key: str) -> tuple[Path, int]:
    """A flow stands in the file of its name."""
    path = Path(flows.__file__).with_name(f"{flow.slug.replace('-', '_')}.py")
    lines = path.read_text("utf-8").split("\n") if path.exists() else []
    return path, next((number for number, line in enumerate(lines, 1) if f'("{key}"' in line), 1)
