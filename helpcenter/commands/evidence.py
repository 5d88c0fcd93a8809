"""`helpcenter evidence`"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from helpcenter.commands._options import reference_argument, store_option

if TYPE_CHECKING:
    from helpcenter.settings import Settings


@click.command
@reference_argument
@click.option("--to", "folder", type=click.Path(file_okay=False, path_type=Path), help="Write them there.")
@store_option
def command(reference: str, folder: Path | None) -> None:
    """List the photos and documents of the request REFERENCE, or write them into a folder."""
    import asyncio

    from helpcenter.settings import load_settings

    found = asyncio.run(_load(load_settings(), reference, with_content=folder is not None))
    for name, content in found.items():
        if folder is None:
            click.echo(name)
        else:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
            click.echo(str(folder / name))
    if not found:
        click.echo(f"Nothing was sent with {reference}.")


async def _load(settings: Settings, reference: str, *, with_content: bool) -> dict[str, bytes]:
    """By name; all of them before the first is written."""
    from helpcenter.commands._database import reading
    from helpcenter.services.evidence.exporting import load_evidence, name_evidence
    from helpcenter.services.opening import open_evidence_store

    async with reading(settings) as connection:
        named = await name_evidence(connection, reference)
    if not with_content:
        return dict.fromkeys(named, b"")
    store = open_evidence_store(settings)
    return {name: await load_evidence(store, file_id) for name, file_id in named.items()}
