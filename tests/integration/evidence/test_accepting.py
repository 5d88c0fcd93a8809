"""Photos on their way into a report."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from helpcenter.adapters.evidence import EvidenceFile
from helpcenter.adapters.evidence_store import EvidenceStore
from helpcenter.adapters.pictures import Unusable
from helpcenter.flows.fields import Problem
from helpcenter.flows.registry import FLOWS
from helpcenter.services.context import Context
from helpcenter.services.evidence.accepting import (
    MOST_BYTES,
    Destination,
    NotTaken,
    accept,
    refuse_early,
    remove,
)
from helpcenter.services.evidence.seeing import load_file
from helpcenter.services.wizards import answer, ask_again, open_wizard, start_over
from tests.files import PDF, a_picture, decoded
from tests.integration.evidence.conftest import ADA, DEFECTIVE, MALLORY, added, held, sent_with
from tests.integration.timing import NOW, all_at_once


async def test_a_photo_is_kept_under_a_random_name_and_shown_to_its_sender(
    context: Context, to: Destination
) -> None:
    assert await refuse_early(context, to, ADA, NOW) is None
    file = await added(context, to)
    assert len(file.id) == len("0" * 32 + ".jpg")
    assert await held(context) == (file.id,)
    full = await load_file(context, file.id, ADA, NOW)
    preview = await load_file(context, file.id, ADA, NOW, preview=True)
    assert full is not None
    assert preview is not None
    assert (decoded(full).size, decoded(preview).size) == ((640, 480), (400, 300))


async def test_the_answer_names_files_that_have_arrived_and_no_others(
    context: Context, to: Destination
) -> None:
    file = await added(context, to)
    for raw, problem in (([], Problem.NO_PHOTOS), (["0" * 32 + ".jpg"], Problem.FILES_GONE)):
        assert (await answer(context, DEFECTIVE, ADA, NOW, question="photos", raw=raw)).problem is problem
    request = await sent_with(context, file.id)
    assert request.answers["photos"] == [file.id]


async def test_what_was_sent_stays_and_what_was_left_out_is_not_part_of_it(
    context: Context, to: Destination
) -> None:
    chosen, left_out = await added(context, to), await added(context, to)
    request = await sent_with(context, chosen.id)
    assert request.answers["photos"] == [chosen.id]
    assert not await remove(context, chosen.id, ADA, NOW)
    assert await load_file(context, chosen.id, ADA, NOW) is not None
    assert await remove(context, left_out.id, ADA, NOW)


async def test_a_removed_photo_is_gone_and_the_answer_is_asked_for_again(
    context: Context, to: Destination
) -> None:
    file = await added(context, to)
    await answer(context, DEFECTIVE, ADA, NOW, question="photos", raw=[file.id])
    assert await remove(context, file.id, ADA, NOW)
    wizard = await open_wizard(context, DEFECTIVE, ADA, NOW)
    assert wizard.asked is not None
    assert (wizard.asked.key, wizard.problem) == ("photos", Problem.FILES_GONE)
    assert await load_file(context, file.id, ADA, NOW) is None
    assert [ids async for ids in context.evidence.file_ids()] == []
    assert not await remove(context, file.id, ADA, NOW), "a second time there is nothing to remove"


async def test_six_are_taken_and_a_seventh_is_not(context: Context, to: Destination) -> None:
    files = [await added(context, to, a_picture(size=(8, 6))) for _ in range(6)]
    assert await accept(context, to, ADA, NOW, a_picture()) is NotTaken.TOO_MANY
    assert await refuse_early(context, to, ADA, NOW) is NotTaken.TOO_MANY
    assert await remove(context, files[2].id, ADA, NOW)
    await added(context, to)
    assert len(await held(context)) == 6


async def test_an_order_takes_sixty_files_a_day_however_many_are_taken_away_again(
    context: Context, to: Destination
) -> None:
    for _ in range(60):
        file = await added(context, to, a_picture(size=(8, 6)))
        assert await remove(context, file.id, ADA, NOW)
    assert await accept(context, to, ADA, NOW, a_picture(size=(8, 6))) is NotTaken.TOO_MANY_TODAY
    assert await refuse_early(context, to, ADA, NOW) is NotTaken.TOO_MANY_TODAY


async def test_five_at_once_find_the_one_place_that_is_left(context: Context, to: Destination) -> None:
    for _ in range(5):
        await added(context, to, a_picture(size=(8, 6)))
    outcomes = await all_at_once(5, lambda: accept(context, to, ADA, NOW, a_picture(size=(8, 6))))
    assert sorted(isinstance(outcome, EvidenceFile) for outcome in outcomes) == [False] * 4 + [True]
    assert outcomes.count(NotTaken.TOO_MANY) == 4
    assert len(await held(context)) == 6


async def test_ten_megabytes_are_taken_and_a_byte_more_is_not(context: Context, to: Destination) -> None:
    largest = PDF[:-6] + b" " * (MOST_BYTES - len(PDF)) + PDF[-6:]
    assert len(largest) == MOST_BYTES
    file = await added(context, to, largest)
    assert file.id.endswith(".pdf")
    assert await load_file(context, file.id, ADA, NOW) == largest
    assert await load_file(context, file.id, ADA, NOW, preview=True) is None
    assert await accept(context, to, ADA, NOW, b" " + largest) is NotTaken.TOO_LARGE


async def test_what_cannot_be_used_takes_no_place(context: Context, to: Destination) -> None:
    assert await accept(context, to, ADA, NOW, b"<html>") is Unusable.WRONG_KIND
    assert await accept(context, to, ADA, NOW, a_picture()[:2000]) is Unusable.BROKEN
    assert await held(context) == ()


@pytest.mark.parametrize("visitor", [ADA, MALLORY])
async def test_nothing_is_taken_where_nothing_was_asked_for(
    context: Context, to: Destination, visitor: str
) -> None:
    elsewhere = [
        replace(to, draft_id="another"),
        replace(to, question="product_code"),
        replace(to, question="remedy"),
        replace(to, question="no such question"),
        replace(to, flow=FLOWS["wrong-item"]),
        replace(to, flow=FLOWS["cancel-order"]),
        *([to] if visitor == MALLORY else []),
    ]
    for destination in elsewhere:
        assert await refuse_early(context, destination, visitor, NOW) is NotTaken.NOT_ASKED_FOR
        assert await accept(context, destination, visitor, NOW, a_picture()) is NotTaken.NOT_ASKED_FOR


async def test_before_its_question_and_after_sending_nothing_is_taken(
    context: Context, to: Destination
) -> None:
    much_later = NOW + timedelta(hours=72)
    assert await accept(context, to, ADA, much_later, a_picture()) is NotTaken.NOT_ASKED_FOR
    await sent_with(context, (await added(context, to)).id)
    assert await accept(context, to, ADA, NOW, a_picture()) is NotTaken.NOT_ASKED_FOR
    again = await ask_again(context, DEFECTIVE, ADA, NOW)
    too_early = replace(to, draft_id=again.draft.id)
    assert await accept(context, too_early, ADA, NOW, a_picture()) is NotTaken.NOT_ASKED_FOR
    await start_over(context, DEFECTIVE, ADA, NOW)
    assert await accept(context, to, ADA, NOW, a_picture()) is NotTaken.NOT_ASKED_FOR


async def test_when_the_store_is_away_the_place_is_free_again(context: Context, to: Destination) -> None:
    blocked = context.evidence.place
    assert not isinstance(blocked, str)
    blocked.parent.mkdir(exist_ok=True)
    blocked.write_text("a file where the folder should be")
    for _ in range(7):
        assert await accept(context, to, ADA, NOW, a_picture(size=(8, 6))) is NotTaken.STORE_AWAY
    back = replace(context, evidence=EvidenceStore(blocked.with_name("elsewhere")))
    assert await held(back) == ()
    await added(back, to)
