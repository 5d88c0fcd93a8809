"""Photos and documents that customers send: what is known about each file. The evidence store holds them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import delete, func, or_, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col, select

from helpcenter.adapters.tables import DraftRow, EvidenceRow
from helpcenter.adapters.writing import insert_rows


@dataclass(frozen=True)
class EvidenceFile:
    """`id` is random and ends as the file does: "….jpg". `kind` is a code of the policy's evidence.

    `arrived` is set once the file lies in the store. `reference` names the request that it was sent with.
    """

    id: str
    draft_id: str
    kind: str
    added_at: datetime
    arrived: bool = False
    reference: str | None = None


async def arrived_evidence(connection: AsyncConnection, draft_id: str) -> Mapping[str, tuple[str, ...]]:
    """The ids of a draft's files, by kind, oldest first."""
    statement = (
        select(EvidenceRow.kind, EvidenceRow.id)
        .where(EvidenceRow.draft_id == draft_id, col(EvidenceRow.arrived))
        .order_by(col(EvidenceRow.added_at), col(EvidenceRow.id))
    )
    found: dict[str, tuple[str, ...]] = {}
    for kind, file_id in await connection.execute(statement):
        found[kind] = (*found.get(kind, ()), file_id)
    return found


async def count_evidence(connection: AsyncConnection, draft_id: str, kind: str) -> int:
    """Those on their way as well: each has its place already."""
    statement = (
        select(func.count())
        .select_from(EvidenceRow)
        .where(EvidenceRow.draft_id == draft_id, EvidenceRow.kind == kind)
    )
    return int(await connection.scalar(statement) or 0)


async def find_evidence(connection: AsyncConnection, file_id: str) -> EvidenceFile | None:
    found = await connection.execute(select(EvidenceRow).where(EvidenceRow.id == file_id))
    row = found.one_or_none()
    return (
        EvidenceFile(row.id, row.draft_id, row.kind, row.added_at, row.arrived, row.reference)
        if row
        else None
    )


async def add_evidence(connection: AsyncConnection, file: EvidenceFile) -> None:
    await insert_rows(connection, EvidenceRow, [asdict(file)])


async def mark_arrived(connection: AsyncConnection, file_id: str) -> bool:
    """False where it was given up meanwhile."""
    statement = update(EvidenceRow).where(col(EvidenceRow.id) == file_id).values(arrived=True)
    return bool((await connection.execute(statement.returning(col(EvidenceRow.id)))).scalar_one_or_none())


async def link_evidence(
    connection: AsyncConnection, draft_id: str, file_ids: Collection[str], reference: str
) -> int:
    """Makes these files of the draft the request's for good. Returns how many there were."""
    statement = (
        update(EvidenceRow)
        .where(
            col(EvidenceRow.id).in_(file_ids),
            col(EvidenceRow.draft_id) == draft_id,
            col(EvidenceRow.arrived),
            col(EvidenceRow.reference).is_(None),
        )
        .values(reference=reference)
        .returning(col(EvidenceRow.id))
    )
    return len((await connection.execute(statement)).all())


async def delete_unsent_evidence(connection: AsyncConnection, file_id: str) -> bool:
    """False for one that belongs to a request: it stays."""
    statement = (
        delete(EvidenceRow)
        .where(col(EvidenceRow.id) == file_id, col(EvidenceRow.reference).is_(None))
        .returning(col(EvidenceRow.id))
    )
    return bool((await connection.execute(statement)).scalar_one_or_none())


async def delete_litter(
    connection: AsyncConnection, *, drafts_since: datetime, on_their_way_since: datetime
) -> Sequence[str]:
    """Forgets files of no request: those of drafts that are over, and those that never arrived in full."""
    open_drafts = select(DraftRow.id).where(
        col(DraftRow.reference).is_(None), col(DraftRow.updated_at) > drafts_since
    )
    statement = (
        delete(EvidenceRow)
        .where(
            col(EvidenceRow.reference).is_(None),
            col(EvidenceRow.added_at) <= on_their_way_since,
            or_(col(EvidenceRow.draft_id).not_in(open_drafts), col(EvidenceRow.arrived).is_(False)),
        )
        .returning(col(EvidenceRow.id))
    )
    return list(await connection.scalars(statement))


async def known_evidence(connection: AsyncConnection, file_ids: Collection[str]) -> set[str]:
    statement = select(EvidenceRow.id).where(col(EvidenceRow.id).in_(file_ids))
    return set(await connection.scalars(statement))
