"""Days where clocks are set at midnight: no store lives there yet, and the first one should not notice."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from helpcenter.policy.terms import DatedValue, Unit
from helpcenter.policy.windows import closes_at, opens_at
from tests.builders import at

A_DAY = DatedValue(date(2024, 1, 1), Unit.DAYS, 1)


def test_a_day_ends_with_its_last_second_where_that_second_comes_twice() -> None:
    # Chile sets its clocks back from 24:00 to 23:00.
    closing = closes_at(A_DAY, at("2026-04-03T12:00:00-03:00"), ZoneInfo("America/Santiago"))
    assert closing.isoformat() == "2026-04-04T23:59:59-04:00"


@pytest.mark.parametrize(
    ("zone", "start", "first_instant"),
    [
        ("America/Santiago", "2026-09-05T12:00:00-04:00", "2026-09-06T01:00:00-03:00"),
        ("America/Havana", "2026-10-31T12:00:00-04:00", "2026-11-01T00:00:00-04:00"),
    ],
    ids=["midnight is skipped", "midnight comes twice"],
)
def test_a_day_begins_with_its_first_second(zone: str, start: str, first_instant: str) -> None:
    opening = opens_at(A_DAY, at(start), ZoneInfo(zone)).astimezone(UTC)
    assert opening == at(first_instant)
    assert (opening - timedelta(seconds=1)).astimezone(ZoneInfo(zone)).date() == at(start).date()


@pytest.mark.parametrize("unit", [unit for unit in Unit if unit not in {Unit.HOURS, Unit.DAYS}])
def test_no_other_unit_measures_a_window_or_a_wait(unit: Unit) -> None:
    term = DatedValue(date(2024, 1, 1), unit, 1)
    now = datetime(2026, 1, 1, tzinfo=UTC)
    with pytest.raises(TypeError):
        closes_at(term, now, ZoneInfo("UTC"))
    with pytest.raises(TypeError):
        opens_at(term, now, ZoneInfo("UTC"))


def test_a_flag_is_no_number_of_hours() -> None:
    with pytest.raises(TypeError):
        closes_at(DatedValue(date(2024, 1, 1), Unit.HOURS, True), datetime.now(UTC), ZoneInfo("UTC"))
