"""What a form becomes that was filled in on an older page than the tab shows by now."""

from __future__ import annotations

import pytest
from reflex.istate.data import ReflexURL, URLData
from reflex_base.utils.form import FormData

from helpcenter.services.context import Context
from helpcenter.services.submitting import submit
from helpcenter.services.views.wizard import Step
from helpcenter.services.wizards import answer, open_wizard
from helpcenter.state import wizard as wizards
from helpcenter.state.desk import open_desk
from helpcenter.state.notices import Notice
from helpcenter.state.wizard import WizardState
from tests.integration.journeys import DELIVERED, RETURN, enter, store_order
from tests.integration.timing import NOW
from tests.reflex_states import a_state

REST = {"reason": "other", "condition": "original", "return_photos": [], "remedy": "refund"}


@pytest.fixture
async def page(context: Context, monkeypatch: pytest.MonkeyPatch) -> WizardState:
    """Which items to return? There are three of line 1, and one of line 2."""
    monkeypatch.setattr(wizards, "this_second", lambda: NOW)
    open_desk(context)
    page = a_state(WizardState)
    address = ReflexURL(f"https://help.example.com/wizards/{RETURN.slug}")
    page._get_root_state().rx_router_url = URLData.from_url(address)
    await store_order(context, DELIVERED)
    await enter(context, RETURN.slug, page._visitor())
    await page.open()
    assert [(line.id, line.limit) for line in page.view.lines] == [("1", 3), ("2", 1)]
    return page


async def send(page: WizardState, *counts: tuple[str, str]) -> None:
    """By line, as the page had them when it was filled in."""
    fields = [pair for line_id, count in counts for pair in (("line_id", line_id), ("line", count))]
    await page.answer(FormData([("question", "lines"), ("draft", page.view.draft), *fields]))


async def somebody_returns(context: Context, lines: dict[str, int]) -> None:
    await enter(context, RETURN.slug, "somebody else")
    for question, raw in {"lines": lines, **REST}.items():
        await answer(context, RETURN, "somebody else", NOW, question=question, raw=raw)
    assert (await submit(context, RETURN, "somebody else", NOW)).request


async def check_and_send(page: WizardState, **checked: str) -> None:
    seals = {"answers_seal": page.view.answers_seal, "terms_seal": page.view.terms_seal, **checked}
    await page.send(FormData(seals))


async def kept(context: Context, page: WizardState) -> object:
    wizard = await open_wizard(context, RETURN, page._visitor(), NOW)
    return wizard.draft.answers.get("lines")


async def test_quantities_go_to_the_lines_they_were_chosen_for(context: Context, page: WizardState) -> None:
    await send(page, ("2", "1"), ("1", "2"))
    assert await kept(context, page) == {"1": 2, "2": 1}
    assert page.notice == Notice.NONE


async def test_a_quantity_never_lands_on_another_line_than_it_was_chosen_for(
    context: Context, page: WizardState
) -> None:
    await somebody_returns(context, {"1": 3})
    await page.open()
    assert [line.id for line in page.view.lines if line.limit] == ["2"]
    await send(page, ("1", "1"), ("2", "0"))
    assert (page.view.step, page.notice) == (Step.LINES, Notice.CHANGED_SINCE)
    assert await kept(context, page) is None
    await send(page, ("2", "1"))
    assert await kept(context, page) == {"2": 1}
    assert page.notice == Notice.NONE


async def test_more_than_is_left_of_a_line_is_said_at_the_question(
    context: Context, page: WizardState
) -> None:
    await somebody_returns(context, {"1": 1})
    await send(page, ("1", "3"), ("2", "0"))
    assert page.notice == Notice.NONE
    assert page.view.problem == context.store.rules.wording.say("problems.too_many")
    assert await kept(context, page) is None


async def test_what_was_checked_comes_back_with_the_click(context: Context, page: WizardState) -> None:
    for question, raw in {"lines": {"1": 2}, **REST}.items():
        await answer(context, RETURN, page._visitor(), NOW, question=question, raw=raw)
    await page.open()
    for other, notice in (
        ("answers_seal", Notice.CHANGED_ELSEWHERE),
        ("terms_seal", Notice.CHANGED_SINCE),
    ):
        await check_and_send(page, **{other: "0" * 16})
        assert (page.view.step, page.notice) == (Step.CHECK, notice)
    await check_and_send(page)
    assert (page.view.step, page.notice) == (Step.DONE, Notice.NONE)


async def test_a_quantity_without_its_line_is_not_understood(context: Context, page: WizardState) -> None:
    await page.answer(FormData([("question", "lines"), ("line", "1"), ("line", "0"), ("line_id", "1")]))
    assert page.notice == Notice.NOT_UNDERSTOOD
    assert await kept(context, page) is None
