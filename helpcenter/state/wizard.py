"""A wizard's page. The browser's claims go to one service; what comes back is the page."""

from __future__ import annotations

from typing import Any

import reflex as rx

from helpcenter.clock import this_second
from helpcenter.errors import TooManyAttempts
from helpcenter.flows.fields import ADDRESS_PARTS
from helpcenter.flows.flow import Flow
from helpcenter.services.asking import ask
from helpcenter.services.presenting import present
from helpcenter.services.problems import check_email, check_order_number, say_not_found, say_too_many
from helpcenter.services.standing import Wizard
from helpcenter.services.submitting import submit
from helpcenter.services.views.wizard import WizardView
from helpcenter.services.wizards import (
    answer,
    ask_again,
    identify_order,
    open_wizard,
    start_over,
)
from helpcenter.state.access import ANYONE
from helpcenter.state.desk import desk
from helpcenter.state.focus import HEADING, PROBLEM
from helpcenter.state.found import Found
from helpcenter.state.guard import handler
from helpcenter.state.inputs import AnswerForm, OrderForm, QuestionKey, SendForm
from helpcenter.state.notices import Notice
from helpcenter.state.site import SiteState

_NO_PROBLEMS = {"number": "", "email": ""}


class WizardState(SiteState):
    found: Found = Found.UNKNOWN
    view: WizardView = WizardView()
    problems: dict[str, str] = _NO_PROBLEMS
    not_found: bool = False

    @handler(who=ANYONE, rate="5/second")
    async def open(self) -> None:
        self._refresh_site()
        self.problems, self.not_found = _NO_PROBLEMS, False
        flow = self._flow()
        self.found = Found.YES if flow else Found.NO
        self.view = WizardView()
        if flow:
            self._show(await open_wizard(desk(), flow, self._visitor(), this_second()))

    @handler(who=ANYONE, accepts=OrderForm, rate="5/second", form=True)
    async def identify(self, form: OrderForm) -> Any:
        flow, rules = self._flow(), desk().store.rules
        self.not_found = False
        self.problems = {
            "number": check_order_number(form.number, rules),
            "email": check_email(form.email, rules),
        }
        if flow is None or any(self.problems.values()):
            return rx.set_focus(PROBLEM)
        try:
            wizard = await (ask if flow.discreet else identify_order)(
                desk(),
                flow,
                self._visitor(),
                this_second(),
                number=form.number,
                email=form.email,
                address=self._address(),
            )
        except TooManyAttempts as error:
            self.problems = {"number": say_too_many(error, rules), "email": ""}
        else:
            self.not_found = wizard is None
            if wizard is None:
                self.problems = {"number": say_not_found("not_found", rules), "email": ""}
            else:
                self._show(wizard)
        return rx.set_focus(PROBLEM if any(self.problems.values()) else HEADING)

    @handler(who=ANYONE, accepts=AnswerForm, rate="10/second", form=True)
    async def answer(self, form: AnswerForm) -> Any:
        flow = self._flow()
        if flow is None:
            return None
        wizard = await answer(
            desk(),
            flow,
            self._visitor(),
            this_second(),
            question=form.question or self.view.question,
            raw=_raw_answer(form),
            draft_id=form.draft,
        )
        self._show(wizard)
        return rx.set_focus(PROBLEM if wizard.problem else HEADING)

    @handler(who=ANYONE, accepts=QuestionKey, rate="10/second")
    async def go_back(self, to: QuestionKey) -> Any:
        if flow := self._flow():
            self._show(await open_wizard(desk(), flow, self._visitor(), this_second(), question=to.question))
        return rx.set_focus(HEADING)

    @handler(who=ANYONE, accepts=SendForm, rate="2/second", form=True)
    async def send(self, form: SendForm) -> Any:
        if flow := self._flow():
            wizard = await submit(
                desk(),
                flow,
                self._visitor(),
                this_second(),
                answers_seal=form.answers_seal,
                terms_seal=form.terms_seal,
            )
            self._show(wizard)
        return rx.set_focus(HEADING)

    @handler(who=ANYONE, rate="2/second")
    async def start_over(self) -> Any:
        if flow := self._flow():
            self._show(await start_over(desk(), flow, self._visitor(), this_second()))
        return rx.set_focus(HEADING)

    @handler(who=ANYONE, rate="2/second")
    async def ask_again(self) -> Any:
        if flow := self._flow():
            self._show(await ask_again(desk(), flow, self._visitor(), this_second()))
        return rx.set_focus(HEADING)

    def _flow(self) -> Flow | None:
        return desk().store.rules.flows.get(self._last_part_of_address())

    def _show(self, wizard: Wizard) -> None:
        self.view = present(wizard)
        if wizard.changed_elsewhere:
            self._tell(Notice.CHANGED_ELSEWHERE)
        elif wizard.changed_since:
            self._tell(Notice.CHANGED_SINCE)


def _raw_answer(form: AnswerForm) -> str | dict[str, str] | list[str] | None:
    """By what the form has, since a page that was answered offline may not be the one shown by now."""
    if form.line:
        return dict(zip(form.line_id, form.line, strict=True))
    if form.evidence is not None:
        return form.evidence.split()
    return form.model_dump(include=set(ADDRESS_PARTS)) if form.country else form.answer
