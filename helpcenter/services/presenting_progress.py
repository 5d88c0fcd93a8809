"""How far a request has come: its way, whose turn it is and by when, and the mails about it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from helpcenter.adapters.outbox import QueuedMail
from helpcenter.adapters.receipt_json import read_receipt
from helpcenter.orders.claim import Action
from helpcenter.orders.request import Request, RequestEvent, RequestStatus
from helpcenter.orders.request_moves import UNANSWERED, Party, acts_next, is_overdue
from helpcenter.policy.decision import Remedy
from helpcenter.services.mails.mail import Mail
from helpcenter.services.request_records import RequestRecord
from helpcenter.services.store import Rules
from helpcenter.services.views.request import SentMail, Stage
from helpcenter.services.views.wizard import Progress

_MASK = "•••"


def say_status(request: Request, rules: Rules, facts: Mapping[str, str]) -> str:
    """In the words for this action or for who brought it there, where there are such."""
    words, last = f"requests.status.{request.status}", request.events[-1]
    return rules.wording.say_first(
        f"{words}.{request.action}",
        f"{words}.by_{last.actor}",
        f"{words}.text",
        facts=facts,
        reference=request.reference,
    )


def say_turn(request: Request, rules: Rules) -> str:
    return rules.wording.say(f"requests.turn.{acts_next(request.status, request.action)}")


def say_promise(request: Request, rules: Rules, now: datetime) -> str:
    """By when the answer comes, or that it is late; "" once it was given."""
    if request.status not in UNANSWERED or request.answer_by is None:
        return ""
    key = "requests.late" if is_overdue(request, now) else "requests.answer_by"
    return rules.wording.say(key, instant=rules.speech.instant(request.answer_by))


def say_granted(record: RequestRecord, rules: Rules, facts: Mapping[str, str]) -> str:
    """The money that was granted, and when; "" while there is none."""
    if record.granted is None:
        return ""
    amount, at = record.granted
    return rules.wording.say(
        _grant(record.request), facts, total=rules.speech.money(amount), day=rules.speech.day(at)
    )


def _grant(request: Request) -> str:
    """A cancellation pays back as soon as it is confirmed; for anything else the shop still has to."""
    if request.action is Action.CANCEL_ORDER:
        return "requests.granted_at_once"
    credit = read_receipt(request.receipt).remedy is Remedy.STORE_CREDIT
    return "requests.granted_credit" if credit else "requests.granted"


def present_way(request: Request, rules: Rules) -> list[Stage]:
    """What happened so far, and what is still to come."""
    *before, last = request.events
    ahead = _ahead(request.status, request.action)
    state = Progress.CURRENT if ahead else Progress.DONE
    return [
        *(_stage(event, Progress.DONE, rules, event.note) for event in before),
        _stage(last, state, rules),
        *(
            Stage(rules.wording.say(f"requests.ahead.{name}"), _by(request, rules), Progress.AHEAD)
            for name in ahead
        ),
    ]


def present_mails(record: RequestRecord, rules: Rules) -> list[SentMail]:
    """The oldest first."""
    return [_mail(mail, record.request, rules) for mail in reversed(record.mails)]


def mask_email(address: str) -> str:
    """Enough to recognise one's own address by, and too little to learn another's: a•••@example.com."""
    name, _, domain = address.rpartition("@")
    return f"{name[:1]}{_MASK}@{domain}"


def _ahead(status: RequestStatus, action: Action) -> tuple[str, ...]:
    if status in UNANSWERED:
        return ("answer",)
    if status is RequestStatus.APPROVED:
        return ("parcel", "completed") if acts_next(status, action) is Party.CUSTOMER else ("completed",)
    return ()


def _stage(event: RequestEvent, state: Progress, rules: Rules, note: str = "") -> Stage:
    title = rules.wording.say_first(
        f"requests.status.{event.kind}.title_by_{event.actor}", f"requests.status.{event.kind}.title"
    )
    return Stage(title, rules.speech.instant(event.at), state, note)


def _by(request: Request, rules: Rules) -> str:
    """Until when the next point comes; "" where no time was promised for it."""
    if request.status not in UNANSWERED or request.answer_by is None:
        return ""
    return rules.wording.say("requests.by", instant=rules.speech.instant(request.answer_by))


def _mail(mail: QueuedMail, request: Request, rules: Rules) -> SentMail:
    names = [f"mails.{mail.mail}.title"]
    if mail.mail == Mail.REQUEST_UPDATED:
        names.insert(0, f"mails.{mail.mail}.{request.events[mail.payload['event']].kind}.title")
    return SentMail(
        title=rules.wording.say_first(*names),
        sentence=rules.wording.say(
            f"requests.mails.{mail.state}",
            when=rules.speech.instant(mail.sent_at or mail.created_at),
            to=mask_email(mail.recipient),
        ),
        state=mail.state,
    )
