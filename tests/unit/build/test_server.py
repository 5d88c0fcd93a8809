from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpcenter.build.server import Address, loading_server
from helpcenter.errors import ConfigurationError


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://localhost:3000"),
        ("0.0.0.0", "http://localhost:3000"),
        ("::", "http://localhost:3000"),
        ("192.0.2.7", "http://192.0.2.7:3000"),
        ("2001:db8::7", "http://[2001:db8::7]:3000"),
    ],
)
def test_the_address_shown_can_be_opened_on_this_machine(host: str, url: str):
    assert Address(host, 3000).url == url


@pytest.fixture
def taken() -> Iterator[Address]:
    """A port that somebody listens on, who would share it as Granian does."""
    with socket.create_server(("127.0.0.1", 0), reuse_port=sys.platform != "win32") as listener:
        yield Address("127.0.0.1", listener.getsockname()[1])


def test_a_port_in_use_is_refused_and_the_setting_named(taken: Address):
    with pytest.raises(ConfigurationError, match=f"port {taken.port}: .*HELPCENTER_PORT"):
        taken.refuse_if_taken()


def test_an_address_that_is_not_of_this_machine_is_refused_and_the_setting_named():
    reserved_for_documentation = "192.0.2.1"
    with pytest.raises(ConfigurationError, match="HELPCENTER_HOST"):
        Address(reserved_for_documentation, 3000).refuse_if_taken()


def test_several_workers_need_redis(tmp_path: Path):
    with (
        pytest.raises(ConfigurationError, match="HELPCENTER_REDIS_URL"),
        loading_server(tmp_path, environment={"GRANIAN_WORKERS": "2"}),
    ):
        pass
