"""Every wizard that a store offers, in the browser: to each kind of end that it has. No other is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from helpcenter.flows.flow import Ending, Flow
from helpcenter.flows.registry import FLOWS, offered_flows
from helpcenter.services.store import Rules, load_rules
from tests.app_orders import ago, rows, stored
from tests.browser.conftest import OpenPage
from tests.browser.inspection import assert_everybody_can_use
from tests.browser.journeys import Journey, answer, journey
from tests.browser.steps import enter, go_on, heading, press, reference_on, row, set_quantity
from tests.builders import REPOSITORY, a_line, an_order
from tests.example_stores import OFFERED
from tests.running_app import RunningApp, running_app

FOLDERS = {"content": REPOSITORY / "content"} | {
    name: REPOSITORY / "examples" / "stores" / name for name in OFFERED
}
STORES = {name: load_rules(folder) for name, folder in FOLDERS.items()}
OFFERED_WIZARDS = [
    pytest.param(name, flow, id=f"{name}-{flow.slug}")
    for name, store in STORES.items()
    for flow in offered_flows(store.policy)
]
each_sending = pytest.mark.parametrize(
    ("name", "flow"), [it for it in OFFERED_WIZARDS if it.values[1].action]
)
each_showing = pytest.mark.parametrize(
    ("name", "flow"), [it for it in OFFERED_WIZARDS if not it.values[1].action]
)
each_store = pytest.mark.parametrize("name", STORES)

Running = Callable[[str], RunningApp]


@pytest.fixture(scope="module")
def running(
    server: RunningApp, frontend: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Running]:
    """The app of a store, by its name; each is started when it is first asked for."""
    apps = {"content": server}
    with ExitStack() as stack:

        def app(name: str) -> RunningApp:
            if name not in apps:
                folder = tmp_path_factory.mktemp(name)
                apps[name] = stack.enter_context(running_app(frontend, folder, store=str(FOLDERS[name])))
            return apps[name]

        yield app


@each_sending
def test_what_the_policy_allows_is_sent(name: str, flow: Flow, running: Running, open_page: OpenPage):
    app, store = running(name), STORES[name]
    page = open_page(base_url=app.base_url)
    _planned, order = _walk(page, app, name, flow, Ending.SUBMIT)
    press(page, _say(store, f"flows.{flow.slug}.send"))
    expect(heading(page)).to_have_text(_say(store, f"flows.{flow.slug}.done.title"))
    reference = reference_on(page)
    _inspect(page, name, "done")
    kept = rows(app, "SELECT reference, flow FROM requests WHERE order_number = :it", it=order)
    assert kept == [(reference, flow.slug)]
    assert rows(app, "SELECT count(*) FROM outbox WHERE about = :it", it=reference) == [(1,)]


@each_sending
def test_what_the_policy_refuses_is_explained_and_not_sent(
    name: str, flow: Flow, running: Running, open_page: OpenPage
):
    app = running(name)
    page = open_page(base_url=app.base_url)
    planned, order = _walk(page, app, name, flow, Ending.REFUSED)
    expect(page.get_by_text("The rule behind this")).to_be_visible()
    [(kept,)] = rows(app, "SELECT outcome FROM refusals WHERE order_number = :it", it=order)
    assert kept == planned.end.key
    assert rows(app, "SELECT 1 FROM requests WHERE order_number = :it", it=order) == []


@each_showing
def test_what_only_shows_ends_with_what_this_store_offers_and_sends_nothing(
    name: str, flow: Flow, running: Running, open_page: OpenPage
):
    app, store = running(name), STORES[name]
    page = open_page(base_url=app.base_url)
    _planned, order = _walk(page, app, name, flow, Ending.STATUS)
    expect(page.get_by_role("list", name="Progress of your order")).to_be_visible()
    possible = page.locator("section").filter(has=page.get_by_role("heading", name="What you can do now"))
    ways = possible.get_by_role("link").evaluate_all("all => all.map(it => it.pathname.split('/').pop())")
    assert ways
    assert set(ways) <= {other.slug for other in offered_flows(store.policy)}
    assert rows(app, "SELECT 1 FROM requests WHERE order_number = :it", it=order) == []


def test_what_a_change_costs_stands_there_before_anything_is_sent(running: Running, open_page: OpenPage):
    """Charm Jewelry keeps half the price of what is made to order, once it is being made."""
    app, store = running("charm-jewelry"), STORES["charm-jewelry"]
    page = open_page(base_url=app.base_url)
    lines = [a_line("1", "55.55", made_to_order=True), a_line("2", "20.00")]
    order = stored(app, an_order(placed=ago(minutes=30), lines=lines))
    fee = page.get_by_role("term").filter(has_text=_say(store, "receipt.change_fee"))
    enter(page, "change-order", order.number, order.email)
    set_quantity(page, "Item 1", 1)
    expect(fee).to_have_count(0)
    go_on(page)
    page.get_by_role("textbox").last.fill("Engrave it with Ada instead")
    go_on(page)
    expect(heading(page)).to_have_text(_say(store, "flows.change-order.submit.title"))
    expect(row(page, _say(store, "receipt.change_fee"))).to_have_text("$27.77")
    expect(page.get_by_role("button", name=_say(store, "flows.change-order.send"))).to_be_enabled()
    assert rows(app, "SELECT 1 FROM requests WHERE order_number = :it", it=order.number) == []
    press(page, _say(store, "flows.change-order.send"))
    expect(row(page, _say(store, "receipt.change_fee"))).to_have_text("$27.77")


@each_store
def test_a_store_shows_the_wizards_that_it_offers_and_no_other(
    name: str, running: Running, open_page: OpenPage
):
    store, page = STORES[name], open_page(base_url=running(name).base_url)
    offered = {flow.slug for flow in offered_flows(store.policy)}
    page.goto("/")
    expect(page.get_by_role("main").get_by_role("link").first).to_be_visible()
    tiles = page.locator('main a[href^="/wizards/"]').evaluate_all("all => all.map(it => it.pathname)")
    assert {tile.strip("/").split("/")[-1] for tile in tiles} == offered
    for slug in FLOWS:
        response = page.request.get(f"/wizards/{slug}")
        assert response.status == (200 if slug in offered else 404)


def _walk(page: Page, app: RunningApp, name: str, flow: Flow, ending: Ending) -> tuple[Journey, str]:
    """Up to the page at the end, looking at each on the way; the second is the order's number."""
    store = STORES[name]
    planned = journey(flow, store, ending)
    order = stored(app, planned.order)
    if flow.discreet:
        # It tells more only to those who have shown elsewhere that the order is theirs.
        enter(page, "find-my-order", order.number, order.email)
        page.goto(f"/wizards/{flow.slug}")
    else:
        enter(page, flow.slug, order.number, order.email)
    for question, given in planned.steps:
        expect(heading(page)).to_have_text(_say(store, f"flows.{flow.slug}.{question.key}.title"))
        _inspect(page, name, question.key)
        answer(page, question, given)
    expect(heading(page)).to_have_text(_say(store, f"flows.{flow.slug}.{planned.end.key}.title"))
    _inspect(page, name, planned.end.key)
    return planned, order.number


def _inspect(page: Page, name: str, step: str) -> None:
    """In one store: the others have the same pages, with other words."""
    if name == "content":
        assert_everybody_can_use(page, f"{page.url}, {step}")


def _say(store: Rules, key: str) -> str:
    return store.wording.say(key, None)
