from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, WebSocket

from tests.browser.conftest import OpenPage
from tests.browser.steps import open_live
from tests.running_app import RunningApp, running_app


def state_arrives_over_a_socket_of(page: Page, base_url: str) -> bool:
    opened: list[str] = []

    def listen(socket: WebSocket) -> None:
        # From the start: whoever waits for a frame once the socket is open may have missed it.
        socket.on("framereceived", lambda frame: opened.append(socket.url) if "delta" in str(frame) else None)

    page.on("websocket", listen)
    open_live(page, base_url)
    return opened[0].startswith(base_url.replace("http", "ws", 1) + "/_event")


def test_a_page_is_connected_to_the_server_that_it_came_from(page: Page, server: RunningApp):
    assert state_arrives_over_a_socket_of(page, server.base_url)


def test_one_build_serves_any_port(frontend: Path, tmp_path: Path, open_page: OpenPage, server: RunningApp):
    with running_app(frontend, tmp_path) as other:
        assert other.base_url != server.base_url
        assert state_arrives_over_a_socket_of(open_page(), other.base_url)


def test_a_page_is_connected_under_another_name_of_the_same_machine(page: Page, server: RunningApp):
    assert state_arrives_over_a_socket_of(page, f"http://localhost:{server.settings.port}")
