"""Where a request stands."""

from __future__ import annotations

from typing import Any

import reflex as rx

from helpcenter.clock import this_second
from helpcenter.errors import TooManyAttempts
from helpcenter.orders.reference import ROOM_FOR_REFERENCE, read_reference
from helpcenter.orders.refusal import Refusal
from helpcenter.services.identifying import identify_request
from helpcenter.services.presenting_requests import present_refusal, present_request
from helpcenter.services.problems import check_email, check_reference, say_not_found, say_too_many
from helpcenter.services.request_access import close_requests, is_open, open_request
from helpcenter.services.request_records import load_record
from helpcenter.services.views.request import RequestView
from helpcenter.services.withdrawing import withdraw
from helpcenter.state.access import ANYONE, Who
from helpcenter.state.desk import desk
from helpcenter.state.focus import HEADING, PROBLEM
from helpcenter.state.guard import handler
from helpcenter.state.inputs import RequestForm
from helpcenter.state.site import SiteState

_NO_PROBLEMS = {"reference": "", "email": ""}


async def _looked_it_up(state: RequestState) -> bool:
    """By the cookie. A tab's token can leak, and its view with it."""
    return await is_open(desk(), state.view.reference, state._visitor(), this_second())


WHO_LOOKED_IT_UP = Who("whoever looked the request up", _looked_it_up)


class RequestState(SiteState):
    reference: str = ""
    problems: dict[str, str] = _NO_PROBLEMS
    not_found: bool = False
    view: RequestView = RequestView()

    @handler(who=ANYONE, rate="5/second")
    async def open(self) -> None:
        """`/requests/<reference>` shows the request to the visitor whom it is open to, by the cookie alone.

        To everybody else it fills in the reference, and the email address is asked for.
        """
        self._refresh_site()
        self.problems, self.not_found = _NO_PROBLEMS, False
        part = self._last_part_of_address()
        self.reference = "" if part == "requests" else part[:ROOM_FOR_REFERENCE]
        self.view = RequestView()
        reference = read_reference(self.reference)
        if reference and await is_open(desk(), reference, self._visitor(), this_second()):
            await self._show(reference)

    @handler(who=ANYONE, accepts=RequestForm, rate="5/second", form=True)
    async def look_up(self, form: RequestForm) -> Any:
        rules = desk().store.rules
        self.not_found = False
        self.problems = {
            "reference": check_reference(form.reference, rules),
            "email": check_email(form.email, rules),
        }
        if any(self.problems.values()):
            return rx.set_focus(PROBLEM)
        try:
            request = await identify_request(
                desk(), reference=form.reference, email=form.email, address=self._address()
            )
        except TooManyAttempts as error:
            self.problems = {"reference": say_too_many(error, rules), "email": ""}
        else:
            self.not_found = request is None
            if request is None:
                self.problems = {"reference": say_not_found("request_not_found", rules), "email": ""}
            elif isinstance(request, Refusal):
                self.view = present_refusal(request, desk().store)
            else:
                await open_request(desk(), request.reference, self._visitor(), this_second())
                await self._show(request.reference)
        return rx.set_focus(PROBLEM if any(self.problems.values()) else HEADING)

    @handler(who=WHO_LOOKED_IT_UP, rate="2/second")
    async def withdraw(self) -> Any:
        """The request that is shown."""
        if await withdraw(desk(), self.view.reference, this_second()):
            await self._show(self.view.reference)
        return rx.set_focus(HEADING)

    @handler(who=ANYONE, rate="2/second")
    async def close(self) -> Any:
        self.reference = ""
        self.view = RequestView()
        await close_requests(desk(), self._visitor())
        return rx.set_focus(HEADING)

    async def _show(self, reference: str) -> None:
        """To a visitor who has shown whose request it is."""
        if record := await load_record(desk(), reference):
            self.view = present_request(record, desk().store, this_second())
