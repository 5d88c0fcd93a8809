"""`helpcenter flows`"""

from __future__ import annotations

from pathlib import Path

import click


@click.command
@click.argument("flow", required=False)
@click.option("--format", "_format", type=click.Choice(["mermaid"]), default="mermaid", show_default=True)
@click.option(
    "--write",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write one file for each flow into this folder, such as docs/flows, instead of printing.",
)
def command(flow: str | None, _format: str, folder: Path | None) -> None:
    """Draw every wizard, or the one named FLOW, as a diagram of the rules that run."""
    from helpcenter.flows.mermaid import draw
    from helpcenter.flows.registry import FLOWS

    if flow is not None and flow not in FLOWS:
        raise click.UsageError(f"There is no flow {flow}; known are {', '.join(FLOWS)}.")
    chosen = [FLOWS[flow]] if flow else list(FLOWS.values())
    if folder is None:
        click.echo(draw(chosen), nl=False)
        return
    folder.mkdir(parents=True, exist_ok=True)
    for one in chosen:
        path = folder / f"{one.slug}.mmd"
        path.write_text(draw([one]), encoding="utf-8")
        click.echo(str(path))
