"""Where states find the services: the composition root opens the desk before the first visitor comes."""

from __future__ import annotations

from helpcenter.services.context import Context

_open: list[Context] = []


def open_desk(context: Context) -> None:
    _open[:] = [context]


def desk() -> Context:
    if not _open:
        raise RuntimeError("the desk is not open: the composition root has to call open_desk() first")
    return _open[0]
