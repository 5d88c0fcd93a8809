"""The pictures in docs/flows are what `helpcenter flows --write docs/flows` draws today."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner

from helpcenter.cli import main
from helpcenter.flows.flow import Flow
from helpcenter.flows.mermaid import draw
from helpcenter.flows.registry import FLOWS
from tests.builders import REPOSITORY
from tests.unit.flows.explore import each_flow

PICTURES = REPOSITORY / "docs" / "flows"


@each_flow
def test_the_picture_of_each_flow_is_current(flow: Flow) -> None:
    assert (PICTURES / f"{flow.slug}.mmd").read_text("utf-8") == draw([flow])


def test_there_is_no_picture_of_a_flow_that_is_gone() -> None:
    assert {path.stem for path in PICTURES.iterdir()} == set(FLOWS)


@each_flow
def test_a_drawing_has_every_node_and_every_rule_with_its_label(flow: Flow) -> None:
    drawing = draw([flow])
    edges = re.findall(r'-->\|"(?:\d+: )?([^"]+)"\| (\w+)', drawing)
    rules = [*flow.start, *(rule for question in flow.questions for rule in question.rules)]
    prefix = flow.slug.replace("-", "_")
    assert edges == [(rule.label, f"{prefix}_{rule.to}") for rule in rules]
    assert all(f"\n        {prefix}_{node.key}" in drawing for node in flow.nodes)


def test_no_two_nodes_of_one_drawing_share_an_id() -> None:
    ids = re.findall(r"^        (\w+)[\[({]", draw(FLOWS.values()), re.MULTILINE)
    assert len(ids) == len(set(ids))


def test_the_command_draws_all_flows_or_the_one_that_is_named() -> None:
    every = CliRunner().invoke(main, ["flows", "--format", "mermaid"])
    one = CliRunner().invoke(main, ["flows", "cancel-order"])
    assert (every.exit_code, every.output) == (0, draw(FLOWS.values()))
    assert (one.exit_code, one.output) == (0, draw([FLOWS["cancel-order"]]))


@pytest.mark.parametrize("arguments", [["cancel"], ["--format", "svg"]])
def test_what_cannot_be_drawn_is_a_usage_error(arguments: list[str]) -> None:
    assert CliRunner().invoke(main, ["flows", *arguments]).exit_code == 2
