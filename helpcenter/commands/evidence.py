"""`helpcenter evidence`"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from helpcenter.commands._options import store_option

if TYPE_CHECKING:
    from helpcenter.settings import Settings


@click.command
@click.argument("reference")
@click.option("--to", "folder", type=click.Path(file_okay=False, path_type=Path), help="Write them there.")
@store_option
def command(reference: str, folder: Path | None) -> None:
    """List the photos and papers of the request REFERENCE, or write them into a folder."""
    import asyncio
    import os

    from helpcenter.build.frontend import PROJECT
    from helpcenter.errors import InvalidInput
    from helpcenter.orders.reference import read_reference
    from helpcenter.settings import load_settings

    known = read_reference(reference)
    if known is None:
        raise InvalidInput("reference", f"{reference} cannot be one; they look like R-7K4M-2XQP")
    target = folder.resolve() if folder else None
    os.chdir(PROJECT)  # what paths in settings are relative to
    found = asyncio.run(_load(load_settings(), known, with_content=target is not None))
    for name, content in found.items():
        if target is None:
            click.echo(name)
        else:
            target.mkdir(parents=True, exist_ok=True)
            (target / name).write_bytes(content)
            click.echo(str(target / name))
    if not found:
        click.echo(f"Nothing was sent with {known}.")


async def _load(settings: Settings, reference: str, *, with_content: bool) -> dict[str, bytes]:
    """By the name for staff: "R-7K4M-2XQP-photos-1.jpg", numbered as the customer sees them."""
    from helpcenter.adapters.requests import load_request
    from helpcenter.commands._database import reading
    from helpcenter.errors import ConfigurationError
    from helpcenter.services.evidence.answers import evidence_by_kind
    from helpcenter.services.opening import open_evidence_store

    async with reading(settings) as session:
        request = await load_request(session, reference)
    store, found = open_evidence_store(settings), {}
    for kind, file_ids in evidence_by_kind(request).items() if request else ():
        for number, file_id in enumerate(file_ids, start=1):
            content = await store.load(file_id) if with_content else b""
            if content is None:
                raise ConfigurationError(
                    f"{file_id} is not there. Are HELPCENTER_DATA_DIR and HELPCENTER_EVIDENCE_URL right?"
                )
            found[f"{reference}-{kind}-{number}.{file_id.rpartition('.')[2]}"] = content
    return found
