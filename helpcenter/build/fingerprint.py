"""Whether the frontend has to be built again, told from what it is made of."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

_FILES = ("rxconfig.py", "requirements-serve.lock", "reflex.lock/package-lock.json")
_TREES = ("helpcenter", "assets")

# Pages compile down to the fields of views and states, so a service can shape them; what lies on the other
# side of the services cannot. `assets/external` is written by the build itself.
_WITHOUT_INFLUENCE = ("helpcenter/adapters", "helpcenter/commands", "helpcenter/cli.py", "assets/external")


def fingerprint(project: Path) -> str:
    """Sixteen hexadecimal digits that change when a file does that the built frontend depends on.

    Articles, the policy and `store.toml` are not among them: they are read while the server runs.
    """
    digest = sha256()
    for path in sorted(_sources(project)):
        digest.update(f"{path.relative_to(project).as_posix()}\0".encode())
        digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _sources(project: Path) -> Iterator[Path]:
    for name in _FILES:
        if (file := project / name).exists():
            yield file
    for name in _TREES:
        for path in (project / name).rglob("*"):
            if path.is_file() and not _is_without_influence(path.relative_to(project)):
                yield path


def _is_without_influence(path: Path) -> bool:
    return "__pycache__" in path.parts or any(path.is_relative_to(other) for other in _WITHOUT_INFLUENCE)
