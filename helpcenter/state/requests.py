"""Where a request stands."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import reflex as rx

from helpcenter.clock import this_second
from helpcenter.errors import TooManyAttempts
from helpcenter.services.evidence.seeing import close_files, open_files
from helpcenter.services.identifying import identify_request
from helpcenter.services.presenting_requests import present_request
from helpcenter.services.problems import check_email, check_reference, say_not_found, say_too_many
from helpcenter.services.request_records import load_record
from helpcenter.services.views.request import RequestView
from helpcenter.services.withdrawing import withdraw
from helpcenter.state.access import ANYONE
from helpcenter.state.desk import desk
from helpcenter.state.focus import HEADING, PROBLEM
from helpcenter.state.guard import handler
from helpcenter.state.inputs import RequestForm
from helpcenter.state.site import SiteState

_NO_PROBLEMS = {"reference": "", "email": ""}


class RequestState(SiteState):
    reference: str = ""
    problems: dict[str, str] = _NO_PROBLEMS
    busy: bool = False
    view: RequestView = RequestView()
    # Whose browser looked the request up. A tab's token can leak, the cookie behind this cannot.
    _granted_to: str = ""

    @handler(who=ANYONE, rate="5/second")
    async def open(self) -> None:
        """`/requests/<reference>` fills in the reference; the email address is always asked for."""
        self._refresh_site()
        self.problems, self.busy = _NO_PROBLEMS, False
        part = self._last_part_of_address()
        self.reference = "" if part == "requests" else part[:40]
        if self.reference != self.view.reference:
            self.view = RequestView()

    @handler(who=ANYONE, accepts=RequestForm, rate="5/second", form=True)
    async def look_up(self, form: RequestForm) -> AsyncIterator[Any]:
        rules = desk().store.rules
        self.problems = {
            "reference": check_reference(form.reference, rules),
            "email": check_email(form.email, rules),
        }
        if any(self.problems.values()):
            yield rx.set_focus(PROBLEM)
            return
        self.busy = True
        yield
        try:
            request = await identify_request(
                desk(), reference=form.reference, email=form.email, address=self._address()
            )
        except TooManyAttempts as error:
            self.problems = {"reference": say_too_many(error, rules), "email": ""}
        else:
            if request is None:
                self.problems = {"reference": say_not_found("request_not_found", rules), "email": ""}
            else:
                await open_files(desk(), request, self._visitor(), this_second())
                await self._show(request.reference)
                self._granted_to = self._visitor()
        finally:
            self.busy = False
        yield rx.set_focus(PROBLEM if any(self.problems.values()) else HEADING)

    @handler(who=ANYONE, rate="2/second")
    async def withdraw(self) -> Any:
        """The request that is shown, by the browser that proved to know its number and email address."""
        if not self.view.reference or self._granted_to != self._visitor():
            return None
        if await withdraw(desk(), self.view.reference, this_second()):
            await self._show(self.view.reference)
        return rx.set_focus(HEADING)

    @handler(who=ANYONE, rate="2/second")
    async def close(self) -> Any:
        self.reference = ""
        self.view = RequestView()
        await close_files(desk(), self._visitor())
        return rx.set_focus(HEADING)

    async def _show(self, reference: str) -> None:
        """To a visitor who has shown whose request it is."""
        if record := await load_record(desk(), reference):
            self.view = present_request(record, desk().store, this_second())
