from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bench.processes import CannotMeasure, Process, run, running, wait_until_it_answers
from tests.running_app import free_port

PATIENT = "import time; time.sleep(600)"


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_a_process_ends_with_its_block_even_when_that_is_interrupted(tmp_path: Path):
    started: list[Process] = []

    def interrupted() -> None:
        with running(python(PATIENT), tmp_path / "log") as process:
            started.append(process)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert started[0].returncode is not None


def test_a_command_that_fails_is_told_with_its_last_words(tmp_path: Path):
    with pytest.raises(CannotMeasure, match="no such site"):
        run(python("raise SystemExit('no such site')"), tmp_path / "log")


def test_a_server_that_ends_before_it_answers_is_not_waited_for(tmp_path: Path):
    log, url = tmp_path / "log", f"http://127.0.0.1:{free_port()}/"
    with (
        running(python("raise SystemExit('port taken')"), log) as process,
        pytest.raises(CannotMeasure, match="port taken"),
    ):
        wait_until_it_answers(url, process, log)
