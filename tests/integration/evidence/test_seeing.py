"""Who gets to see a photo: a stranger finds the same as where there is none."""

from __future__ import annotations

from datetime import timedelta

import pytest

from helpcenter.services.context import Context
from helpcenter.services.evidence.accepting import Destination, remove
from helpcenter.services.evidence.seeing import load_file
from helpcenter.services.request_access import close_requests, open_request
from helpcenter.services.wizards import start_over
from tests.integration.evidence.conftest import (
    ADA,
    DEFECTIVE,
    MALLORY,
    added,
    held,
    sent_with,
    up_to_the_photos,
)
from tests.integration.timing import NOW

AT_WORK = "ada-at-work-visitor"
HOUR = timedelta(hours=1)


async def test_a_stranger_neither_sees_nor_removes_nor_claims_a_photo(
    context: Context, to: Destination
) -> None:
    file = await added(context, to)
    assert (await up_to_the_photos(context, MALLORY)).draft_id != to.draft_id
    for preview in (False, True):
        assert await load_file(context, file.id, MALLORY, NOW, preview=preview) is None
    assert not await remove(context, file.id, MALLORY, NOW)
    assert await held(context, MALLORY) == ()
    assert await held(context) == (file.id,)
    await sent_with(context, file.id)
    assert await load_file(context, file.id, MALLORY, NOW) is None
    assert not await remove(context, file.id, MALLORY, NOW)


async def test_who_proves_to_know_the_request_sees_its_photos_for_an_hour(
    context: Context, to: Destination
) -> None:
    file = await added(context, to)
    request = await sent_with(context, file.id)
    assert await load_file(context, file.id, AT_WORK, NOW) is None
    await open_request(context, request.reference, AT_WORK, NOW)
    assert await load_file(context, file.id, AT_WORK, NOW + HOUR - timedelta(seconds=1)) is not None
    assert await load_file(context, file.id, AT_WORK, NOW + HOUR) is None
    assert await load_file(context, file.id, MALLORY, NOW) is None
    await open_request(context, request.reference, AT_WORK, NOW)
    await close_requests(context, AT_WORK)
    assert await load_file(context, file.id, AT_WORK, NOW) is None


@pytest.mark.parametrize("was_sent", [False, True])
async def test_the_next_person_at_the_same_computer_sees_nothing(
    context: Context, to: Destination, was_sent: bool
) -> None:
    file = await added(context, to)
    if was_sent:
        await open_request(context, (await sent_with(context, file.id)).reference, ADA, NOW)
    await start_over(context, DEFECTIVE, ADA, NOW)
    assert await load_file(context, file.id, ADA, NOW) is None
    assert not await remove(context, file.id, ADA, NOW)


async def test_a_draft_that_is_over_shows_nothing_any_more(context: Context, to: Destination) -> None:
    file = await added(context, to)
    assert await load_file(context, file.id, ADA, NOW + context.draft_life - timedelta(seconds=1)) is not None
    assert await load_file(context, file.id, ADA, NOW + context.draft_life) is None
