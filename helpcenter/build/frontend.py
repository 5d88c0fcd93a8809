"""A finished frontend for the sources as they are now, built when there is none yet.

Reflex works in `.web` (or `REFLEX_WEB_WORKDIR`), in place. What a server needs of that, less than a megabyte,
is copied to `.frontend/builds/<fingerprint>` and gets that name only when it is complete. So a build that was
interrupted is never served, and a running server keeps its files while the next ones are built.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from helpcenter.build.fingerprint import fingerprint
from helpcenter.build.npm import npm_environment
from helpcenter.errors import HelpCenterError
from helpcenter.project import PROJECT

_FOLDER = ".frontend"
_SERVED = ("build/client", "backend", "routes.json", "reflex.json", "env.json")
_OLDER_BUILDS_TO_KEEP = 2


def built_frontend(project: Path = PROJECT) -> Path | None:
    """The folder to serve, where the sources as they are now have been built."""
    built = _place_of_build(project)
    return built if built.is_dir() else None


def ready_frontend(
    *,
    project: Path = PROJECT,
    force: bool = False,
    report: Callable[[str], None] = print,
    export: Callable[[Path, Path], None] | None = None,
) -> Path:
    """The folder to serve (as `REFLEX_WEB_WORKDIR`), built first if need be; `report` is told of it.

    `force` builds from scratch, with all npm packages installed anew.
    """
    built = _place_of_build(project)
    if built.is_dir() and not force:
        return built
    workdir = project / os.environ.get("REFLEX_WEB_WORKDIR", ".web")
    with _only_one_at_a_time(project, report):
        while force or not built.is_dir():
            report("Building the frontend; the first time takes a minute or two …")
            with _starting_over_after_interruption(project, workdir, force=force):
                (export or export_with_reflex)(project, workdir)
            force = False
            begun_for, built = built, _place_of_build(project)
            # Who edits a page meanwhile, or lets Reflex lock another npm package, gets one more round.
            if built == begun_for:
                _publish(workdir, project / _FOLDER / "unfinished", built)
                _remove_old_builds(built)
    return built


def export_with_reflex(project: Path, workdir: Path) -> None:
    """Compile the pages and bundle them, in `workdir`, with Reflex's own command and its progress display."""
    environment = npm_environment(os.environ) | {
        "REFLEX_WEB_WORKDIR": str(workdir),
        "REFLEX_DIR": str(project / _FOLDER / "reflex"),
        "REFLEX_CHECK_LATEST_VERSION": "false",
    }
    command = [sys.executable, "-m", "reflex", "export", "--frontend-only", "--no-zip", "--loglevel=warning"]
    # A group of its own, so that an interruption ends npm and all that it started as well.
    process = subprocess.Popen(command, cwd=project, env=environment, start_new_session=True)  # noqa: S603
    try:
        exit_code = process.wait()
    except BaseException:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise
    if exit_code != 0:
        raise HelpCenterError(
            "The frontend could not be built; Reflex says why above. "
            "Should it be about npm packages, `helpcenter build --force` starts from scratch."
        )


def _place_of_build(project: Path) -> Path:
    return project / _FOLDER / "builds" / fingerprint(project)


@contextmanager
def _only_one_at_a_time(project: Path, report: Callable[[str], None]) -> Iterator[None]:
    (project / _FOLDER).mkdir(exist_ok=True)
    with (project / _FOLDER / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            report("Waiting for another build of the frontend …")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def _starting_over_after_interruption(project: Path, workdir: Path, *, force: bool) -> Iterator[None]:
    """npm takes a package that it was killed over for installed, so nothing of such a build is kept."""
    begun = project / _FOLDER / "begun"
    if force or begun.exists():
        (workdir / "reflex.json").unlink(missing_ok=True)  # without it, Reflex empties the folder first
    begun.touch()
    try:
        yield
    except HelpCenterError:
        begun.unlink()
        raise
    begun.unlink()


def _publish(workdir: Path, unfinished: Path, built: Path) -> None:
    shutil.rmtree(unfinished, ignore_errors=True)
    for part in _SERVED:
        source, target = workdir / part, unfinished / part
        target.parent.mkdir(parents=True, exist_ok=True)
        # Contents only: Reflex makes some files readable to their owner alone, and a server may be another.
        if source.is_dir():
            shutil.copytree(source, target, copy_function=shutil.copyfile)
        else:
            shutil.copyfile(source, target)
    shutil.rmtree(built, ignore_errors=True)
    built.parent.mkdir(exist_ok=True)
    unfinished.rename(built)


def _remove_old_builds(newest: Path) -> None:
    """Keep a few: a server that still runs on an older one serves its files from there."""
    older = [path for path in newest.parent.iterdir() if path != newest]
    older.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    for path in older[_OLDER_BUILDS_TO_KEEP:]:
        shutil.rmtree(path)
