"""What could be sent instead of what was refused, without another question."""

from __future__ import annotations

from helpcenter.flows.case import Case
from helpcenter.flows.fields import Choice
from helpcenter.flows.flow import Ending, Flow, Outcome, Question
from helpcenter.flows.replay import replay


def still_possible(flow: Flow, refused: Outcome, case: Case) -> tuple[str, ...]:
    """The other answers to `refused.reconsider` that, with all that was answered besides, can be sent."""
    question = flow.by_key.get(refused.reconsider)
    if not isinstance(question, Question) or not isinstance(question.field, Choice):
        return ()
    return tuple(
        option
        for option in question.field.options(case)
        if _can_be_sent(flow, case, {**case.answers, question.key: option})
    )


def _can_be_sent(flow: Flow, case: Case, answers: dict[str, object]) -> bool:
    node = replay(flow, case, answers).node
    return isinstance(node, Outcome) and node.ending is Ending.SUBMIT
