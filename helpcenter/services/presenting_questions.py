"""A question of a wizard, with what was answered before."""

from __future__ import annotations

from dataclasses import replace

from helpcenter.flows.case import Case
from helpcenter.flows.evidence import EvidenceFiles
from helpcenter.flows.fields import (
    Choice,
    LineQuantities,
    MethodChoice,
    ParcelChoice,
    PostalAddress,
    RemedyChoice,
    Text,
)
from helpcenter.flows.flow import Flow, Question
from helpcenter.flows.lines import LineOption, line_options
from helpcenter.flows.replay import Position
from helpcenter.flows.settlement import PAID, settle_claims
from helpcenter.policy.decide import RULES
from helpcenter.policy.decision import Remedy
from helpcenter.services.presenting_evidence import write_picker
from helpcenter.services.presenting_orders import present_parcel
from helpcenter.services.sayings import Sayings
from helpcenter.services.standing import Wizard
from helpcenter.services.views.wizard import AddressForm, LineChoice, Option, Step, WizardView


def present_question(
    view: WizardView, question: Question, flow: Flow, position: Position, say: Sayings
) -> WizardView:
    key, case = f"flows.{flow.slug}.{question.key}", position.case
    view = replace(
        view,
        title=say.words(f"{key}.title"),
        text=say.words_if_any(f"{key}.hint"),
        checks=say.checks(key),
        answered=question.key in case.answers,
        answer=case.text(question.key),
    )
    match question.field:
        case Choice() as field:
            options = [say_option(value, question, flow, case, say) for value in field.options(case)]
            skip = say.words(f"{key}.skip") if field.optional else ""
            return replace(view, step=Step.CHOICE, options=options, skip=skip)
        case LineQuantities() as field:
            available = field.available(case)
            chosen = case.quantities(question.key)
            lines = [
                _line(option, available.get(option.line.id, 0), chosen.get(option.line.id, 0), say)
                for option in (line_options(case, flow.action) if flow.action else ())
            ]
            return replace(view, step=Step.LINES, lines=_only_one_chosen(lines))
        case Text(is_one_line=is_one_line):
            return replace(view, step=Step.TEXT, is_one_line=is_one_line)
        case PostalAddress():
            given = case.address_parts(question.key) or vars(case.order.shipping.address)
            return replace(
                view,
                step=Step.ADDRESS,
                address=AddressForm(**given),
                countries=[Option(code, name) for code, name in say.rules.speech.countries()],
            )
        case EvidenceFiles() as field:
            picker = write_picker(field, question, flow, case, draft_id=view.draft, say=say)
            skip = say.words(f"{key}.skip") if field.optional else ""
            return replace(view, step=Step.EVIDENCE, picker=picker, skip=skip)
    raise TypeError(f"{question.key} is asked in a way that no page knows")


def present_problem(view: WizardView, wizard: Wizard, asked: Question, say: Sayings) -> WizardView:
    """An address has its problems at its parts; whatever else is wrong is wrong with the whole answer."""
    if wizard.problem is None:
        return view
    field = asked.field
    wrong = field.problems(wizard.sent) if isinstance(field, PostalAddress) else {}
    if not wrong:
        return replace(view, problem=say.problem(wizard.problem, asked, wizard.sent))
    words = {part: say.problem(problem, asked) for part, problem in wrong.items()}
    return replace(view, address_problems=AddressForm(**words))


def say_option(value: str, question: Question, flow: Flow, case: Case, say: Sayings) -> Option:
    chosen = case.text(question.key) == value
    match question.field:
        case RemedyChoice():
            title, hint = say.words(f"remedies.{value}.title"), say.words(f"remedies.{value}.hint")
            if flow.action and value in case.terms.codes(f"{RULES[flow.action][0]}.gift"):
                hint = f"{hint} {say.words('receipt.gift')}"
            return Option(value, _with_amount(title, Remedy(value), flow, case, say), hint, chosen)
        case ParcelChoice() if shipment := case.order.shipment(value):
            parcel = present_parcel(shipment, case, say)
            return Option(value, f"{parcel.title}: {', '.join(parcel.contents)}", parcel.expected, chosen)
        case MethodChoice():
            return Option(value, say.method(value), "", chosen)
    return Option(value, say.words(f"flows.{flow.slug}.{question.key}.options.{value}"), "", chosen)


def _with_amount(title: str, remedy: Remedy, flow: Flow, case: Case, say: Sayings) -> str:
    """Says how much money it would be, where it is money."""
    if remedy not in PAID or flow.action is None:
        return title
    refund = settle_claims(flow.action, flow.claims(case), remedy, case).refund
    if refund is None:
        return title
    return say.words("receipt.remedy_amount", title=title, amount=say.money(refund.total))


def _line(option: LineOption, limit: int, chosen: int, say: Sayings) -> LineChoice:
    line = option.line
    note = ""
    if option.is_claimed_already:
        note = say.words("reasons.already_claimed")
    elif not option.decision.allowed:
        note = say.reason(option.decision)
    elif not limit:
        note = say.words("reasons.other_parcel")
    detail = say.words("receipt.line_price", quantity=line.quantity, price=say.money(line.unit_price))
    return LineChoice(line.id, line.title, detail, limit, min(chosen, limit), note)


def _only_one_chosen(lines: list[LineChoice]) -> list[LineChoice]:
    """Where there is just one thing to choose, it is chosen already."""
    choosable = [line for line in lines if line.limit]
    if len(choosable) == 1 and choosable[0].limit == 1 and not choosable[0].chosen:
        return [replace(line, chosen=line.limit) for line in lines]
    return lines
