from __future__ import annotations

import os
from pathlib import Path

import pytest

from helpcenter.build.npm import npm_environment


def npm_that_answers(folder: Path, **settings: str) -> None:
    cases = "".join(f'"config get {name}") echo "{value}";;\n' for name, value in settings.items())
    folder.mkdir()
    (folder / "npm").write_text(f'#!/bin/sh\ncase "$*" in\n{cases}esac\n', encoding="utf-8")
    (folder / "npm").chmod(0o755)


@pytest.fixture
def own_npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Answers as the npm of the virtual environment would on a machine without settings."""
    monkeypatch.setattr("helpcenter.build.npm.OWN_BIN", tmp_path / "venv")
    npm_that_answers(tmp_path / "venv", registry="https://own.example/")
    return tmp_path / "venv"


def test_npm_is_that_of_the_virtual_environment_and_told_its_registry(own_npm: Path):
    environment = npm_environment({"PATH": "/nowhere"})
    assert environment["PATH"].split(os.pathsep)[0] == str(own_npm)
    assert environment["NPM_CONFIG_REGISTRY"] == "https://own.example/"


def test_lock_files_stay_without_addresses(own_npm: Path):
    assert npm_environment({"PATH": "/nowhere"})["NPM_CONFIG_OMIT_LOCKFILE_REGISTRY_RESOLVED"] == "true"


def test_settings_that_the_systems_npm_has_for_all_users_hold_for_ours(own_npm: Path, tmp_path: Path):
    npm_that_answers(tmp_path / "system", globalconfig="/etc/npmrc")
    environment = npm_environment({"PATH": f"{own_npm}:{tmp_path / 'system'}"})
    assert environment["NPM_CONFIG_GLOBALCONFIG"] == "/etc/npmrc"


def test_a_machine_without_any_npm_can_still_be_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("helpcenter.build.npm.OWN_BIN", tmp_path)
    assert "NPM_CONFIG_REGISTRY" not in npm_environment({"PATH": str(tmp_path)})


def test_what_the_operator_has_set_for_npm_stays(own_npm: Path):
    chosen = {"NPM_CONFIG_REGISTRY": "https://chosen.example/", "NPM_CONFIG_GLOBALCONFIG": "/chosen"}
    environment = npm_environment({"PATH": "/nowhere", **chosen})
    assert {name: environment[name] for name in chosen} == chosen
