"""`helpcenter check`, as editors and CI call it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from helpcenter.cli import main
from helpcenter.lint.finding import Code
from helpcenter.orders.claim import Action
from helpcenter.settings import load_settings
from tests.builders import REPOSITORY
from tests.unit.lint.stores import a_store, append


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("HELPCENTER_STORE", "")
    monkeypatch.delenv("HELPCENTER_STORE")
    monkeypatch.chdir(tmp_path)
    load_settings.cache_clear()
    yield a_store(tmp_path)
    load_settings.cache_clear()


def check(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", "--store", "store", *arguments])


def test_a_clean_store_passes(store: Path) -> None:
    answer = check()
    assert (answer.exit_code, answer.stderr) == (0, "")
    assert f"{len(list((store / 'faq').glob('*.md')))} articles" in answer.stdout
    assert "nothing to mend" in answer.stdout


def test_warnings_alone_pass(store: Path) -> None:
    append(store / "faq" / "cancel-my-order.md", "You have two hours to cancel.")
    answer = check()
    assert answer.exit_code == 0
    assert "0 errors and 1 warning" in answer.stdout


def test_an_error_fails_with_file_line_and_how_to_mend_it(store: Path) -> None:
    line = append(store / "faq" / "cancel-my-order.md", "You have three hours to cancel.")
    answer = check()
    assert answer.exit_code == 1
    assert f"store/faq/cancel-my-order.md:{line}: error [contradiction] “three hours”" in answer.stderr
    assert "Write {{ cancellation.window }}." in answer.stderr


def test_an_article_that_cannot_be_read_keeps_some_checks_waiting_and_says_so(store: Path) -> None:
    page = store / "faq" / "cancel-my-order.md"
    append(page, "[Nowhere](/articles/nowhere)")
    assert "wait" not in check().stdout
    append(page, "{{ no.fact }}")
    answer = check()
    # What links to it, explains by it or quotes by it is not called wrong.
    assert "1 error and 0 warnings" in answer.stdout
    assert "Some checks wait until cancel-my-order.md can be read" in answer.stdout
    assert json.loads(check("--json").stdout)["unread"] == ["store/faq/cancel-my-order.md"]


def test_tools_read_the_same_as_json(store: Path) -> None:
    line = append(store / "faq" / "cancel-my-order.md", "You have three hours to cancel.")
    answer = check("--json")
    told = json.loads(answer.stdout)
    assert answer.exit_code == 1
    assert (told["store"], told["errors"], told["warnings"]) == ("store", 1, 0)
    [finding] = told["findings"]
    assert finding.keys() == {"file", "line", "severity", "code", "message", "mend"}
    assert (finding["file"], finding["line"]) == ("store/faq/cancel-my-order.md", line)
    assert (finding["severity"], finding["code"]) == ("error", "contradiction")


def test_a_store_that_cannot_be_loaded_says_so_as_json_too(store: Path) -> None:
    (store / "policy.toml").write_text("[cancellation\n", "utf-8")
    told = json.loads(check("--json").stdout)
    assert [finding["file"] for finding in told["findings"]] == ["store/policy.toml"]
    assert told["errors"] == 1


def test_every_code_and_every_action_is_documented() -> None:
    told = (REPOSITORY / "docs" / "checking.md").read_text("utf-8")
    assert [code for code in Code if f"`{code}`" not in told] == []
    assert [action for action in Action if f"`{action}`" not in told] == []
