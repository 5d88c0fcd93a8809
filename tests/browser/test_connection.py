from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from tests.browser.conftest import OpenPage
from tests.running_app import RunningApp, running_app


def state_arrives_over_a_socket_of(page: Page, base_url: str) -> bool:
    with page.expect_websocket() as opened:
        page.goto(base_url, wait_until="commit")
    opened.value.wait_for_event("framereceived", lambda frame: "delta" in str(frame))
    return opened.value.url.startswith(base_url.replace("http", "ws", 1) + "/_event")


def test_a_page_is_connected_to_the_server_that_it_came_from(page: Page, server: RunningApp):
    assert state_arrives_over_a_socket_of(page, server.base_url)


def test_one_build_serves_any_port(frontend: Path, tmp_path: Path, open_page: OpenPage, server: RunningApp):
    with running_app(frontend, tmp_path) as other:
        assert other.base_url != server.base_url
        assert state_arrives_over_a_socket_of(open_page(), other.base_url)


def test_a_page_is_connected_under_another_name_of_the_same_machine(page: Page, server: RunningApp):
    assert state_arrives_over_a_socket_of(page, f"http://localhost:{server.settings.port}")
