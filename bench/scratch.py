"""Things that take long to make, each in a folder of its own in the scratch folder."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

_MADE = ".made"


def made_once(folder: Path, make: Callable[[Path], None]) -> Path:
    """`folder`, filled by `make` unless it was before; what an interruption left unfinished is made anew."""
    if not (folder / _MADE).exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        make(folder)
        (folder / _MADE).touch()
    return folder
