"""Which files a request was sent with."""

from __future__ import annotations

from collections.abc import Mapping

from helpcenter.flows.evidence import EvidenceFiles
from helpcenter.flows.registry import FLOWS
from helpcenter.orders.request import Request


def evidence_by_kind(request: Request) -> Mapping[str, tuple[str, ...]]:
    """The ids, in the order in which the customer sees them, where "Photo 2" is the second."""
    return {
        question.field.kind: tuple(request.answers[question.key])
        for question in FLOWS[request.flow].questions
        if isinstance(question.field, EvidenceFiles) and question.key in request.answers
    }


def evidence_in(request: Request) -> tuple[str, ...]:
    return tuple(file_id for file_ids in evidence_by_kind(request).values() for file_id in file_ids)
