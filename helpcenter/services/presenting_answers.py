"""The answers as the customer gave them, to be checked before they are sent."""

from __future__ import annotations

from helpcenter.flows.case import AddressParts, Case
from helpcenter.flows.evidence import EvidenceFiles
from helpcenter.flows.fields import Choice, LineQuantities, MethodChoice, PostalAddress
from helpcenter.flows.flow import Flow, Question
from helpcenter.flows.replay import Position
from helpcenter.orders.address import Address
from helpcenter.orders.claim import Action
from helpcenter.services.presenting_evidence import say_count, show_files
from helpcenter.services.presenting_questions import say_option
from helpcenter.services.sayings import Sayings
from helpcenter.services.views.wizard import Row


def answer_rows(flow: Flow, position: Position, say: Sayings) -> list[Row]:
    """The order first, then one row for each question; what is replaced stands below its replacement.

    What ends a whole order shows all that is in it.
    """
    case = position.case
    rows = [Row(say.words("answers.order"), case.order.number)]
    if flow.action is Action.CANCEL_ORDER:
        contents = "\n".join(say.line(line) for line in case.order.lines)
        rows.append(Row(say.words("answers.contents"), contents))
    for key in position.path:
        question = flow.by_key[key]
        if isinstance(question, Question):
            label = say.words(f"answers.{key}")
            files = show_files(question.field, case.files(key), say)
            rows.append(Row(label, say_answer(question, flow, case, say), question=key, files=files))
            if before := _replaced(question, case, say):
                rows.append(Row(say.words(f"answers.{key}_before"), before))
    return rows


def say_answer(question: Question, flow: Flow, case: Case, say: Sayings) -> str:
    match question.field:
        case LineQuantities():
            chosen = case.quantities(question.key)
            lines = [line for line in case.order.lines if line.id in chosen]
            return "\n".join(say.line(line, chosen[line.id]) for line in lines)
        case Choice():
            value = case.text(question.key)
            return say_option(value, question, flow, case, say).title if value else say.words("answers.none")
        case PostalAddress():
            return say_address(case.address_parts(question.key), say)
        case EvidenceFiles(kind=kind):
            return say_count(kind, len(case.files(question.key)), say)
    return case.text(question.key)


def _replaced(question: Question, case: Case, say: Sayings) -> str:
    shipping = case.order.shipping
    match question.field:
        case PostalAddress():
            return say_address(vars(shipping.address), say)
        case MethodChoice():
            return say.method(shipping.method)
    return ""


def say_address(parts: AddressParts, say: Sayings) -> str:
    """As on a label, without empty lines."""
    address = Address(**parts)
    town = " ".join(part for part in (address.city, address.region, address.postal_code) if part)
    country = say.rules.speech.country(address.country)
    return "\n".join(part for part in (address.name, address.line1, address.line2, town, country) if part)
