from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from helpcenter.build.fingerprint import fingerprint
from helpcenter.build.frontend import ready_frontend
from helpcenter.errors import HelpCenterError

Export = Callable[[Path, Path], None]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("REFLEX_WEB_WORKDIR", raising=False)
    write(tmp_path, "rxconfig.py", "config = 1")
    write(tmp_path, "requirements-serve.lock", "reflex==0.10.1")
    write(tmp_path, "reflex.lock/package-lock.json", "{}")
    write(tmp_path, "assets/logo.svg", "<svg/>")
    write(tmp_path, "helpcenter/pages/home.py", "page = 1")
    write(tmp_path, "helpcenter/adapters/tables.py", "table = 1")
    write(tmp_path, "content/faq/return-policy.md", "text")
    return tmp_path


def write(project: Path, name: str, text: str) -> None:
    path = project / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def exporting(page: str) -> Export:
    """Stands in for Reflex, and writes what the server needs of its work."""

    def export(_project: Path, workdir: Path) -> None:
        write(workdir, "build/client/index.html", page)
        write(workdir, "node_modules/react/index.js", "not for the server")
        write(workdir, "backend/stateful_pages.json", "[]")
        for name in ("routes.json", "reflex.json", "env.json"):
            write(workdir, name, "{}")

    return export


def interrupted_export(project: Path, workdir: Path) -> None:
    exporting("half a page")(project, workdir)
    raise KeyboardInterrupt


def failing_export(_project: Path, _workdir: Path) -> None:
    raise HelpCenterError("a page could not be compiled")


def no_export(_project: Path, _workdir: Path) -> None:
    raise AssertionError("built although there was nothing to build")


def build(project: Path, export: Export, *, force: bool = False) -> Path:
    return ready_frontend(project=project, export=export, force=force, report=lambda _line: None)


def page_of(frontend: Path) -> str:
    return (frontend / "build/client/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "changed",
    [
        "rxconfig.py",
        "requirements-serve.lock",
        "reflex.lock/package-lock.json",
        "assets/logo.svg",
        "helpcenter/pages/home.py",
        "helpcenter/state/wizard.py",
        "helpcenter/components/new.css",
    ],
)
def test_what_pages_are_made_of_changes_the_fingerprint(project: Path, changed: str):
    before = fingerprint(project)
    write(project, changed, "changed")
    assert fingerprint(project) != before


@pytest.mark.parametrize(
    "changed",
    [
        "content/faq/return-policy.md",
        "content/policy.toml",
        "content/store.toml",
        "helpcenter/adapters/tables.py",
        "helpcenter/commands/serve.py",
        "helpcenter/pages/__pycache__/home.cpython-311.pyc",
        "assets/external/copied-by-reflex.js",
        "README.md",
    ],
)
def test_what_pages_do_not_depend_on_leaves_the_fingerprint(project: Path, changed: str):
    before = fingerprint(project)
    write(project, changed, "changed")
    assert fingerprint(project) == before


def test_renaming_a_source_changes_the_fingerprint(project: Path):
    before = fingerprint(project)
    (project / "assets/logo.svg").rename(project / "assets/icon.svg")
    assert fingerprint(project) != before


def test_a_build_is_made_once(project: Path):
    first = build(project, exporting("a page"))
    assert build(project, no_export) == first
    assert page_of(first) == "a page"


def test_a_changed_source_leads_to_a_new_build_beside_the_old_one(project: Path):
    old = build(project, exporting("old"))
    write(project, "helpcenter/pages/home.py", "page = 2")
    new = build(project, exporting("new"))
    assert (page_of(old), page_of(new)) == ("old", "new")


def test_an_interrupted_build_is_never_served_and_made_again(project: Path):
    with pytest.raises(KeyboardInterrupt):
        build(project, interrupted_export)
    assert page_of(build(project, exporting("a whole page"))) == "a whole page"


def begins_with_an_empty_folder(project: Path) -> bool:
    """Reflex empties its folder where it finds no `reflex.json`."""
    found: list[bool] = []

    def export(project: Path, workdir: Path) -> None:
        found.append((workdir / "reflex.json").exists())
        exporting("a page")(project, workdir)

    write(project, "helpcenter/pages/home.py", "another page")
    build(project, export)
    return found == [False]


def test_npm_packages_are_kept_from_build_to_build(project: Path):
    build(project, exporting("a page"))
    assert not begins_with_an_empty_folder(project)


def test_npm_packages_are_kept_when_a_page_could_not_be_compiled(project: Path):
    build(project, exporting("a page"))
    write(project, "helpcenter/pages/home.py", "syntax error")
    with pytest.raises(HelpCenterError):
        build(project, failing_export)
    assert not begins_with_an_empty_folder(project)


def test_npm_packages_are_installed_anew_after_an_interruption(project: Path):
    with pytest.raises(KeyboardInterrupt):
        build(project, interrupted_export)
    assert begins_with_an_empty_folder(project)


def test_a_failed_build_leaves_the_last_good_one(project: Path):
    good = build(project, exporting("good"))
    write(project, "helpcenter/pages/home.py", "syntax error")
    with pytest.raises(HelpCenterError):
        build(project, failing_export)
    write(project, "helpcenter/pages/home.py", "page = 1")
    assert build(project, no_export) == good


def test_a_page_that_was_edited_during_the_build_is_built_again(project: Path):
    versions = iter(["before the edit", "after the edit"])

    def export(project: Path, workdir: Path) -> None:
        exporting(next(versions))(project, workdir)
        write(project, "helpcenter/pages/home.py", "page = 2")

    assert page_of(build(project, export)) == "after the edit"


def test_force_builds_again_from_the_same_sources(project: Path):
    first = build(project, exporting("before"))
    assert build(project, exporting("after"), force=True) == first
    assert page_of(first) == "after"


def test_only_what_a_server_needs_is_kept(project: Path):
    built = build(project, exporting("a page"))
    assert {path.name for path in built.iterdir()} == {
        "build",
        "backend",
        "routes.json",
        "reflex.json",
        "env.json",
    }


def test_old_builds_are_removed_but_not_the_one_a_server_may_still_run_on(project: Path):
    builds = []
    for version in range(6):
        write(project, "helpcenter/pages/home.py", f"page = {version}")
        builds.append(build(project, exporting(f"page {version}")))
        os.utime(builds[-1], (version, version))
    assert [path.exists() for path in builds] == [False, False, False, True, True, True]
