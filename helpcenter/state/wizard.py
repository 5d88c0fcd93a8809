"""A wizard's page. The browser's claims go to one service; what comes back is the page."""

from __future__ import annotations

from collections.abc import AsyncIterator
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
from helpcenter.state.guard import handler
from helpcenter.state.inputs import AnswerForm, OrderForm, QuestionKey, SendForm
from helpcenter.state.notices import Notice
from helpcenter.state.site import SiteState

_NO_PROBLEMS = {"number": "", "email": ""}


class WizardState(SiteState):
    """`found` is "" until it is known whether there is such a wizard, then "yes" or "no"."""

    found: str = ""
    view: WizardView = WizardView()
    problems: dict[str, str] = _NO_PROBLEMS
    busy: bool = False

    @handler(who=ANYONE, rate="5/second")
    async def open(self) -> None:
        self._refresh_site()
        self.problems, self.busy = _NO_PROBLEMS, False
        flow = self._flow()
        self.found = "yes" if flow else "no"
        self.view = WizardView()
        if flow:
            self._show(await open_wizard(desk(), flow, self._visitor(), this_second()))

    @handler(who=ANYONE, accepts=OrderForm, rate="5/second", form=True)
    async def identify(self, form: OrderForm) -> AsyncIterator[Any]:
        flow, rules = self._flow(), desk().store.rules
        self.problems = {
            "number": check_order_number(form.number, rules),
            "email": check_email(form.email, rules),
        }
        if flow is None or any(self.problems.values()):
            yield rx.set_focus(PROBLEM)
            return
        self.busy = True
        yield
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
            if wizard is None:
                self.problems = {"number": say_not_found("not_found", rules), "email": ""}
            else:
                self._show(wizard)
        finally:
            self.busy = False
        yield rx.set_focus(PROBLEM if any(self.problems.values()) else HEADING)

    @handler(who=ANYONE, accepts=AnswerForm, rate="5/second", form=True)
    async def answer(self, form: AnswerForm) -> Any:
        flow = self._flow()
        if flow is None:
            return None
        raw = self._raw_answer(form)
        wizard = await answer(
            desk(),
            flow,
            self._visitor(),
            this_second(),
            question=form.question or self.view.question,
            raw=raw,
            draft_id=form.draft,
        )
        self._show(wizard)
        return rx.set_focus(PROBLEM if wizard.problem else HEADING)

    @handler(who=ANYONE, accepts=QuestionKey, rate="5/second")
    async def go_back(self, to: QuestionKey) -> Any:
        if flow := self._flow():
            self._show(await open_wizard(desk(), flow, self._visitor(), this_second(), question=to.question))
        return rx.set_focus(HEADING)

    @handler(who=ANYONE, accepts=SendForm, rate="2/second", form=True)
    async def send(self, form: SendForm) -> AsyncIterator[Any]:
        flow = self._flow()
        if flow is None:
            return
        self.busy = True
        yield
        try:
            self._show(await submit(desk(), flow, self._visitor(), this_second(), sealed=form.sealed))
        finally:
            self.busy = False
        yield rx.set_focus(HEADING)

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

    def _raw_answer(self, form: AnswerForm) -> str | dict[str, str] | list[str] | None:
        """By what the form has, since a page that was answered offline may not be the one shown by now."""
        if form.line:
            return self._quantities(form.line)
        if form.evidence is not None:
            return form.evidence.split()
        return form.model_dump(include=set(ADDRESS_PARTS)) if form.country else form.answer

    def _quantities(self, counts: tuple[str, ...]) -> dict[str, str]:
        """By line id: the page had one field for each line of which something can be chosen."""
        choosable = [line.id for line in self.view.lines if line.limit]
        return dict(zip(choosable, counts, strict=False))

    def _show(self, wizard: Wizard) -> None:
        self.view = present(wizard)
        if wizard.changed_elsewhere:
            self._tell(Notice.CHANGED_ELSEWHERE)
