"""The photos and documents of a request, for staff."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncConnection

from helpcenter.adapters.evidence_store import EvidenceStore
from helpcenter.adapters.requests import load_request
from helpcenter.errors import ConfigurationError
from helpcenter.services.evidence.answers import evidence_by_kind


async def name_evidence(connection: AsyncConnection, reference: str) -> dict[str, str]:
    """File ids by the name for staff: "R-7K4M-2XQP-photos-1.jpg", numbered as the customer sees them."""
    request = await load_request(connection, reference)
    return {
        f"{reference}-{kind}-{number}.{file_id.rpartition('.')[2]}": file_id
        for kind, file_ids in (evidence_by_kind(request).items() if request else ())
        for number, file_id in enumerate(file_ids, start=1)
    }


async def load_evidence(store: EvidenceStore, file_id: str) -> bytes:
    """Raises ConfigurationError where a file that a request names is not in the store."""
    content = await store.load(file_id)
    if content is None:
        raise ConfigurationError(
            f"{file_id} is not there. Are HELPCENTER_DATA_DIR and HELPCENTER_EVIDENCE_URL right?"
        )
    return content
