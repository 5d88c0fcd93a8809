"""What operators ask on the command line about the policy, with real databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from helpcenter.adapters.database import Database
from helpcenter.adapters.migrating import migrate
from helpcenter.adapters.orders import add_order, each_order, load_order
from tests.integration.commands import STUDIO, run
from tests.integration.journeys import DELIVERED, FRESH
from tests.integration.timing import NOW


@pytest.mark.parametrize("batch", [1, 2, 3, 500])
async def test_every_order_is_met_once_and_whole_however_they_are_read(
    database: Database, batch: int
) -> None:
    async with database.writing() as connection:
        for number in ("S-3", "S-1", "S-2"):
            await add_order(connection, replace(DELIVERED, number=number))
    async with database.reading() as connection:
        orders = [order async for order in each_order(connection, batch)]
        alone = [await load_order(connection, number) for number in ("S-1", "S-2", "S-3")]
    assert orders == alone


async def hold_an_old_order(database: Database) -> None:
    await migrate(database)
    async with database.writing() as connection:
        await add_order(connection, replace(FRESH, placed_at=NOW - timedelta(days=300)))


async def test_impact_counts_by_action_and_names_orders_but_nobody(
    embedded: Database, tmp_path: Path
) -> None:
    await hold_an_old_order(embedded)
    new = tmp_path / "new.toml"
    new.write_text(
        (STUDIO / "policy.toml").read_text("utf-8").replace("hours = 12 }", "days = 9000 }"), "utf-8"
    )
    answer = await run("policy", "impact", new)
    assert answer.exit_code == 0, answer.output
    assert answer.output.splitlines()[0] == "1 of 1 orders would be decided differently now."
    assert "change_items            newly allowed           1  S-1001" in answer.output
    assert "ada@example.com" not in answer.output


async def test_impact_says_when_a_value_that_is_to_come_will_count(
    embedded: Database, tmp_path: Path
) -> None:
    await hold_an_old_order(embedded)
    new = tmp_path / "new.toml"
    written = (STUDIO / "policy.toml").read_text("utf-8")
    longer = "hours = 12 }, { from = 2930-01-01, hours = 90000 }"
    new.write_text(written.replace("hours = 12 }", longer), "utf-8")
    today = await run("policy", "impact", new)
    assert today.output.splitlines() == [
        "0 of 1 orders would be decided differently now.",
        "new.toml differs for orders from 2930-01-01 on, still to come: see --at 2930-01-01.",
    ]
    then = await run("policy", "impact", new, "--at", "2930-01-01")
    assert then.output.startswith("1 of 1 orders would be decided differently if placed on 2930-01-01.")


async def test_impact_refuses_a_policy_that_cannot_be_read(embedded: Database, tmp_path: Path) -> None:
    new = tmp_path / "new.toml"
    new.write_text("[cancellation.windw]\n", "utf-8")
    answer = await run("policy", "impact", new)
    assert answer.exit_code == 1
    assert "unknown term" in answer.output


async def test_a_database_without_tables_says_what_to_do(embedded: Database) -> None:
    answer = await run("policy", "impact", STUDIO / "policy.toml")
    assert answer.exit_code == 1
    assert "`helpcenter serve` prepares the tables" in answer.output


@pytest.mark.usefixtures("embedded")
async def test_show_lists_what_holds_on_a_day_and_what_is_to_come(tmp_path: Path) -> None:
    (tmp_path / "store.toml").write_bytes((STUDIO / "store.toml").read_bytes())
    dated = "hours = 2 }, { from = 2030-01-01, hours = 4 }"
    policy = (STUDIO / "policy.toml").read_text("utf-8").replace("hours = 2 }", dated)
    (tmp_path / "policy.toml").write_text(policy, "utf-8")
    shown = {
        day: (await run("policy", "show", "--at", day, "--store", tmp_path)).output.splitlines()
        for day in ("2023-12-31", "2029-12-31", "2030-01-01")
    }
    assert shown["2023-12-31"][1:] == ["There are no terms for that day."]
    windows = {
        day: [" ".join(line.split()) for line in lines if " 4 hours" in line or "cancellation.window" in line]
        for day, lines in shown.items()
    }
    source = "find-my-order.txt, 'What is the cancellation time frame?'"
    assert windows["2029-12-31"] == [
        f"cancellation.window 2 hours 2024-01-01 {source}",
        "4 hours 2030-01-01 (to come)",
    ]
    assert windows["2030-01-01"] == [f"cancellation.window 4 hours 2030-01-01 {source}"]
