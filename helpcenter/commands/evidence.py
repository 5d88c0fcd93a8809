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
    """List the photos and papers of the request REFERENCE, or write them into a folder."""
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
    """By the name for staff: "R-7K4M-2XQP-photos-1.jpg", numbered as the customer sees them."""
    from helpcenter.adapters.requests import load_request
    from helpcenter.commands._database import reading
    from helpcenter.errors import ConfigurationError
    from helpcenter.services.evidence.answers import evidence_by_kind
    from helpcenter.services.opening import open_evidence_store

    async with reading(settings) as connection:
        request = await load_request(connection, reference)
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
