"""What no request came of does not stay, and a crash at any moment leaves nothing for long."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest

from helpcenter.adapters.evidence import EvidenceFile, add_evidence
from helpcenter.adapters.evidence_store import EvidenceStore
from helpcenter.services.context import Context
from helpcenter.services.evidence.accepting import Destination
from helpcenter.services.evidence.seeing import load_file
from helpcenter.services.tidying import tidy
from helpcenter.services.wizards import start_over
from tests.integration.evidence.conftest import ADA, DEFECTIVE, added, held, sent_with
from tests.integration.timing import NOW

SOON = NOW + timedelta(minutes=16)


async def stored(context: Context) -> set[str]:
    return {file_id async for file_ids in context.evidence.file_ids() for file_id in file_ids}


async def test_an_open_draft_and_a_request_keep_their_photos(context: Context, to: Destination) -> None:
    file = await added(context, to)
    assert await tidy(context, SOON) == 0
    assert await held(context) == (file.id,)
    await sent_with(context, file.id)
    assert await tidy(context, NOW + timedelta(days=3650)) == 0
    assert await stored(context) == {file.id}


async def test_photos_of_a_draft_that_is_over_are_cleared_away(context: Context, to: Destination) -> None:
    await added(context, to)
    over = NOW + context.draft_life
    assert await tidy(context, over - timedelta(seconds=1)) == 0
    assert await tidy(context, over) == 1
    assert await stored(context) == set()


async def test_photos_that_were_left_out_or_left_behind_are_cleared_away(
    context: Context, to: Destination
) -> None:
    chosen = await added(context, to)
    await added(context, to)
    await sent_with(context, chosen.id)
    assert await tidy(context, SOON) == 1
    assert await stored(context) == {chosen.id}
    await start_over(context, DEFECTIVE, ADA, NOW)
    assert await tidy(context, SOON) == 0, "a request keeps what it was sent with"


@pytest.mark.parametrize("is_written", [False, True])
async def test_a_crash_between_place_and_file_frees_the_place(
    context: Context, to: Destination, is_written: bool
) -> None:
    lost = EvidenceFile("0" * 32 + ".jpg", to.draft_id, "photos", NOW)
    async with context.database.writing() as connection:
        await add_evidence(connection, lost)
    if is_written:
        await context.evidence.put(lost.id, b"content", b"preview")
    assert await held(context) == ()
    assert await load_file(context, lost.id, ADA, NOW) is None
    assert await tidy(context, NOW + timedelta(minutes=14)) == 0, "it may still be on its way"
    assert await tidy(context, SOON) == 1
    assert await stored(context) == set()


async def test_a_file_that_nothing_names_is_cleared_away(context: Context, to: Destination) -> None:
    named = await added(context, to)
    await context.evidence.put("f" * 32 + ".jpg", b"content", b"preview")
    assert await tidy(context, NOW) == 1
    assert await stored(context) == {named.id}


async def test_half_a_file_that_a_crash_has_left_is_cleared_away(context: Context, to: Destination) -> None:
    file = await added(context, to)
    store: EvidenceStore = context.evidence
    assert not isinstance(store.place, str)
    half, coming = (store.place / "file" / f"{'1' * 32}.jpg#{number}" for number in (1, 2))
    for path in (half, coming):
        path.write_bytes(b"half")
    os.utime(half, (0, 0))
    await tidy(context, NOW)
    assert (half.exists(), coming.exists()) == (False, True)
    assert await stored(context) == {file.id}
