from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from helpcenter.build.server import Address
from tests.running_app import free_port, path_without

pytestmark = pytest.mark.usefixtures("frontend")

SERVE = [str(Path(sys.executable).with_name("helpcenter")), "serve"]


@contextmanager
def serving(address: Address, folder: Path, **chosen: str) -> Iterator[subprocess.Popen[str]]:
    """`chosen` are further variables of its environment."""
    environment = {
        **os.environ,
        **chosen,
        "HELPCENTER_HOST": address.host,
        "HELPCENTER_PORT": str(address.port),
        "HELPCENTER_DATABASE_URL": f"sqlite+aiosqlite:///{folder / 'helpcenter.db'}",
        "HELPCENTER_DATA_DIR": str(folder),
        "REFLEX_STATES_WORKDIR": str(folder / "states"),
    }
    with subprocess.Popen(SERVE, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.terminate()


def text_up_to_the_last_demo_order(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    lines = []
    for line in process.stdout:
        lines.append(line)
        if "S-1006" in line:
            return "".join(lines)
    raise AssertionError("it ended before the last demo order: " + "".join(lines))


def test_serve_says_where_it_is_and_what_to_try_and_stops_when_told(tmp_path: Path):
    address = Address("127.0.0.1", free_port())
    with serving(address, tmp_path) as process:
        said = text_up_to_the_last_demo_order(process)
        assert f"open: {address.url}\n" in said
        assert re.findall(r"S-\d+", said) == ["S-1001", "S-1002", "S-1003", "S-1004", "S-1005", "S-1006"]
        with urlopen(address.url) as answer:
            assert answer.status == 200

        process.terminate()
        assert process.wait() == 0
    address.refuse_if_taken()


def test_what_is_built_is_served_where_there_is_no_node(tmp_path: Path):
    address = Address("127.0.0.1", free_port())
    path = path_without("node")
    assert shutil.which("node", path=path) is None
    with serving(address, tmp_path, PATH=path) as process:
        text_up_to_the_last_demo_order(process)
        with urlopen(f"{address.url}/articles/cancel-my-order") as answer:
            assert "Can I cancel my order?" in answer.read().decode()


def test_serve_refuses_a_port_that_is_taken(tmp_path: Path):
    address = Address("127.0.0.1", free_port())
    with serving(address, tmp_path) as process:
        text_up_to_the_last_demo_order(process)
        options = ["--host", address.host, "--port", str(address.port)]
        second = subprocess.run([*SERVE, *options], capture_output=True, text=True, check=False)
        assert second.returncode == 1
        assert "HELPCENTER_PORT" in second.stderr


def test_the_server_ends_with_serve_even_where_serve_is_killed(tmp_path: Path):
    address = Address("127.0.0.1", free_port())
    with serving(address, tmp_path) as process:
        text_up_to_the_last_demo_order(process)
        process.kill()
        process.wait()
        give_up = time.monotonic() + 60
        while address.answers() and time.monotonic() < give_up:
            time.sleep(0.05)
    assert not address.answers()
    address.refuse_if_taken()
