"""Photos and documents on a page: where they are added, and how they are shown once they are there."""

from __future__ import annotations

import json
from collections.abc import Sequence
from urllib.parse import urlencode

from helpcenter.flows.case import Case
from helpcenter.flows.evidence import EvidenceFiles
from helpcenter.flows.fields import Field
from helpcenter.flows.flow import Flow, Question
from helpcenter.policy.decision import Evidence
from helpcenter.services.evidence.accepting import MOST_BYTES
from helpcenter.services.sayings import Sayings
from helpcenter.services.views.wizard import ShownFile

_KINDS = "image/jpeg,image/png,image/webp,image/heic,image/heif,application/pdf,.heic,.heif"


def write_picker(
    field: EvidenceFiles, question: Question, flow: Flow, case: Case, *, draft_id: str, say: Sayings
) -> str:
    """JSON for `<evidence-picker>`. Gaps such as `{name}` are left for it to fill in."""
    words = f"evidence.{field.kind}"
    most = field.most(case)
    limits = {"most": most, "megabytes": MOST_BYTES // 1024**2}
    to = {"wizard": flow.slug, "question": question.key, "draft": draft_id}
    setup = {
        "to": f"/evidence?{urlencode(to)}",
        "most": most,
        "bytes": MOST_BYTES,
        "kinds": _KINDS,
        "files": case.evidence.get(field.kind, ()),
        "name": say.words(f"{words}.name", number="{number}"),
        "choose": say.words(f"{words}.choose"),
        "limits": say.words("evidence.limits", **limits),
        "words": {
            name: say.words(f"evidence.picker.{name}", name="{name}", percent="{percent}")
            for name in say.rules.wording.find("evidence.picker")
        },
        "problems": {
            problem: say.words(f"evidence.problems.{problem}", name="{name}", **limits)
            for problem in say.rules.wording.find("evidence.problems")
        },
    }
    return json.dumps(setup)


def show_files(field: Field, file_ids: Sequence[str], say: Sayings) -> list[ShownFile]:
    """None for an answer of another kind."""
    if not isinstance(field, EvidenceFiles):
        return []
    return [
        ShownFile(
            name=say.words(f"evidence.{field.kind}.name", number=number),
            href=f"/evidence/{file_id}",
            preview=f"/evidence/{file_id}/preview" if file_id.endswith(".jpg") else "",
        )
        for number, file_id in enumerate(file_ids, start=1)
    ]


def say_count(kind: Evidence, count: int, say: Sayings) -> str:
    return say.rules.count(f"evidence.{kind}.count", count) if count else say.words("answers.no_files")
