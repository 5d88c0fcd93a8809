"""A wizard from its first page to its last question, with a real database below it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from helpcenter.adapters.drafts import load_draft
from helpcenter.flows.fields import Problem
from helpcenter.flows.registry import FLOWS
from helpcenter.services.context import Context
from helpcenter.services.identifying import identify, identify_request
from helpcenter.services.presenting import present
from helpcenter.services.submitting import submit
from helpcenter.services.tidying import tidy
from helpcenter.services.views.wizard import Step
from helpcenter.services.wizards import answer, ask_again, identify_order, open_wizard, start_over
from tests.integration.journeys import (
    ADA,
    ADDRESS,
    CANCEL,
    DELIVERED,
    FRESH,
    MISSING,
    RETURN,
    cancel,
    enter,
    store_order,
)
from tests.integration.timing import NOW

FIND = FLOWS["find-my-order"]
A_SECOND = timedelta(seconds=1)

A_PIECE_GOES_BACK = {"lines": {"2": 1}, "reason": "other", "condition": "original", "return_photos": []}


async def test_a_refusal_names_rule_article_and_what_is_possible(context: Context) -> None:
    await store_order(context, DELIVERED)
    view = present(await enter(context, "cancel-order"))
    assert view.step == Step.REFUSED
    assert view.citation.source
    assert view.article.href == "/articles/cancel-my-order"
    assert {"Return an item", "Report a missing item"} <= {action.title for action in view.possible}


async def test_answers_survive_a_lost_session_and_an_earlier_one_can_be_changed(context: Context) -> None:
    await store_order(context, DELIVERED)
    await enter(context, "return-item")
    await answer(context, RETURN, ADA, NOW, question="lines", raw={"1": "2"})
    await answer(context, RETURN, ADA, NOW, question="reason", raw="other")
    await answer(context, RETURN, ADA, NOW, question="condition", raw="original")
    await answer(context, RETURN, ADA, NOW, question="return_photos", raw=[])
    again = await open_wizard(context, RETURN, ADA, NOW + timedelta(hours=1))
    assert again.asked is not None
    assert again.asked.key == "remedy"
    back = present(await open_wizard(context, RETURN, ADA, NOW, question="lines"))
    assert [line.chosen for line in back.lines] == [2, 0]
    changed = await answer(context, RETURN, ADA, NOW, question="lines", raw={"1": "1", "2": "1"})
    assert changed.asked is not None
    assert changed.asked.key == "remedy", "later answers were kept"


async def test_answers_are_forgotten_after_the_draft_has_expired(context: Context) -> None:
    await store_order(context, FRESH)
    await enter(context, "cancel-order")
    later = NOW + context.draft_life + timedelta(seconds=1)
    assert present(await open_wizard(context, CANCEL, ADA, later)).step == Step.IDENTIFY


@pytest.mark.parametrize("since", [timedelta(0), A_SECOND], ids=str)
async def test_a_draft_that_has_expired_is_not_in_the_way_of_a_new_one(
    context: Context, since: timedelta
) -> None:
    await store_order(context, FRESH)
    before = await enter(context, "cancel-order")
    await answer(context, CANCEL, ADA, NOW, question="reason", raw="too_slow")
    later = NOW + context.draft_life + since
    found = await identify_order(
        context, FIND, ADA, later, number=FRESH.number, email=FRESH.email, address=ADDRESS
    )
    assert found
    carried_over = await open_wizard(context, CANCEL, ADA, later)
    assert carried_over.draft.id != before.draft.id
    assert carried_over.draft.answers == {}


async def test_opening_a_wizard_clears_nothing_away_after_others(context: Context) -> None:
    await store_order(context, FRESH)
    await enter(context, "cancel-order", "grace")
    await enter(context, "cancel-order")
    later = NOW + context.draft_life + A_SECOND
    await identify_order(context, FIND, ADA, later, number=FRESH.number, email=FRESH.email, address=ADDRESS)
    await open_wizard(context, CANCEL, ADA, later)
    async with context.database.reading() as connection:
        assert await load_draft(connection, "grace", "cancel-order")


async def test_drafts_are_deleted_once_they_have_expired(context: Context) -> None:
    await store_order(context, FRESH)
    await enter(context, "cancel-order")
    for then, is_there in ((NOW + context.draft_life, True), (NOW + context.draft_life + A_SECOND, False)):
        await tidy(context, then)
        async with context.database.reading() as connection:
            assert (await load_draft(connection, ADA, "cancel-order") is not None) is is_there


async def test_an_order_is_known_in_the_next_wizard_and_forgotten_on_request(context: Context) -> None:
    await store_order(context, DELIVERED)
    await enter(context, "find-my-order")
    assert present(await open_wizard(context, MISSING, ADA, NOW)).step == Step.LINES
    assert present(await open_wizard(context, MISSING, "somebody else", NOW)).step == Step.IDENTIFY
    await start_over(context, MISSING, ADA, NOW)
    assert present(await open_wizard(context, RETURN, ADA, NOW)).step == Step.IDENTIFY


async def test_after_sending_another_round_can_begin(context: Context) -> None:
    await store_order(context, DELIVERED)
    await enter(context, "return-item")
    for question, raw in A_PIECE_GOES_BACK.items():
        await answer(context, RETURN, ADA, NOW, question=question, raw=raw)
    await answer(context, RETURN, ADA, NOW, question="remedy", raw="refund")
    sent = await submit(context, RETURN, ADA, NOW)
    assert sent.request is not None
    assert sent.request.quantities == {"2": 1}
    assert present(sent).again == "Return another item"
    view = present(await ask_again(context, RETURN, ADA, NOW))
    assert [(line.limit, bool(line.note)) for line in view.lines] == [(3, False), (0, True)]


@pytest.mark.parametrize(
    ("remedy", "told"),
    [("refund", "a refund. It arrives within 7 business days"), ("store_credit", "store credit. It stays")],
)
async def test_what_comes_back_is_told_in_the_words_for_what_was_chosen(
    context: Context, remedy: str, told: str
) -> None:
    await store_order(context, DELIVERED)
    await enter(context, "return-item")
    for question, raw in A_PIECE_GOES_BACK.items():
        await answer(context, RETURN, ADA, NOW, question=question, raw=raw)
    await answer(context, RETURN, ADA, NOW, question="remedy", raw=remedy)
    last = present(await submit(context, RETURN, ADA, NOW)).next_steps[-1]
    assert last.split("you get ")[1].startswith(told)


async def test_once_nothing_is_left_to_ask_for_no_other_round_is_offered(context: Context) -> None:
    await store_order(context, DELIVERED)
    await enter(context, "return-item")
    for question, raw in {"lines": {"1": 3, "2": 1}, "reason": "other", "condition": "original"}.items():
        await answer(context, RETURN, ADA, NOW, question=question, raw=raw)
    await answer(context, RETURN, ADA, NOW, question="remedy", raw="refund")
    assert present(await submit(context, RETURN, ADA, NOW)).again == ""


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (None, Problem.NOTHING_CHOSEN),
        ({}, Problem.NOTHING_CHOSEN),
        ({"1": "0"}, Problem.NOTHING_CHOSEN),
        ({"1": "4"}, Problem.TOO_MANY),
        ({"1": "-1"}, Problem.TOO_MANY),
        ({"1": "1e3"}, Problem.TOO_MANY),
        ("1", Problem.NOTHING_CHOSEN),
    ],
)
async def test_a_bad_answer_is_named_and_changes_nothing(
    context: Context, raw: object, problem: Problem
) -> None:
    await store_order(context, DELIVERED)
    await enter(context, "return-item")
    wizard = await answer(context, RETURN, ADA, NOW, question="lines", raw=raw)
    assert wizard.problem is problem
    assert present(wizard).problem
    assert wizard.draft.answers == {}


@pytest.mark.parametrize("count", ["1", "0"])
async def test_a_line_that_cannot_be_chosen_is_on_an_older_page_than_the_order(
    context: Context, count: str
) -> None:
    await store_order(context, DELIVERED)
    await enter(context, "return-item")
    wizard = await answer(context, RETURN, ADA, NOW, question="lines", raw={"1": "1", "9": count})
    assert wizard.changed_since
    assert present(wizard).step == Step.LINES
    assert wizard.draft.answers == {}


async def test_an_answer_to_a_question_not_reached_yet_is_not_kept(context: Context) -> None:
    await store_order(context, DELIVERED)
    await enter(context, "return-item")
    wizard = await answer(context, RETURN, ADA, NOW, question="remedy", raw="refund")
    assert wizard.draft.answers == {}


async def test_unknown_order_and_wrong_email_get_the_same_answer(context: Context) -> None:
    await store_order(context, FRESH)
    assert await identify(context, number="S-1001", email="eve@example.com", address=ADDRESS) is None
    assert await identify(context, number="S-9999", email="ada@example.com", address=ADDRESS) is None


async def test_a_request_is_shown_to_its_customer_only(context: Context) -> None:
    request = await cancel(context)
    typed = request.reference.lower().replace("-", " ")
    found = await identify_request(context, reference=typed, email="ada@example.com", address=ADDRESS)
    assert found == request
    stranger = await identify_request(
        context, reference=request.reference, email="eve@example.com", address=ADDRESS
    )
    assert stranger is None


async def test_an_answer_for_another_order_than_the_page_showed_is_not_kept(context: Context) -> None:
    await store_order(context, DELIVERED)
    before = await enter(context, "return-item")
    after = await enter(context, "return-item")
    assert before.draft.id != after.draft.id
    wizard = await answer(context, RETURN, ADA, NOW, question="lines", raw={"1": 1}, draft_id=before.draft.id)
    assert wizard.changed_elsewhere
    assert (await open_wizard(context, RETURN, ADA, NOW)).draft.answers == {}
