"""Files in a folder and in a bucket: both stores are the same to their callers."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from moto.server import ThreadedMotoServer

from helpcenter.adapters.evidence_store import PREVIEW, EvidenceStore

BUCKET = "photos"
PHOTO, PAPER = "a" * 32 + ".jpg", "b" * 32 + ".pdf"


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    """The address of a server that speaks S3."""
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(params=["folder", "bucket"])
def store(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> EvidenceStore:
    if request.param == "folder":
        return EvidenceStore(tmp_path / "not there yet" / "evidence")
    endpoint = request.getfixturevalue("s3")
    for name, value in {
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_ALLOW_HTTP": "true",
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    boto3.client("s3", endpoint_url=endpoint).create_bucket(Bucket=BUCKET)
    return EvidenceStore(f"s3://{BUCKET}/{tmp_path.name}")


async def listed(store: EvidenceStore) -> list[str]:
    return sorted([file_id async for file_ids in store.file_ids() for file_id in file_ids])


async def test_what_is_put_there_can_be_loaded_listed_and_deleted(store: EvidenceStore) -> None:
    assert await listed(store) == []
    await store.put(PHOTO, b"picture", b"small")
    await store.put(PAPER, b"document", None)
    assert (await store.load(PHOTO), await store.load(PHOTO, PREVIEW)) == (b"picture", b"small")
    assert (await store.load(PAPER), await store.load(PAPER, PREVIEW)) == (b"document", None)
    assert await listed(store) == [PHOTO, PHOTO, PAPER]
    await store.delete([PHOTO, "c" * 32 + ".jpg"])
    assert await listed(store) == [PAPER]
    assert await store.load(PHOTO) is None
    await store.clear_unfinished()
    assert await store.load(PAPER) == b"document"


async def test_a_prefix_keeps_to_itself(store: EvidenceStore) -> None:
    if isinstance(store.place, Path):
        neighbour = EvidenceStore(store.place.with_name("neighbour"))
    else:
        neighbour = EvidenceStore(f"{store.place}-neighbour")
    await store.put(PHOTO, b"picture", None)
    assert await neighbour.load(PHOTO) is None
    assert await listed(neighbour) == []


async def test_nobody_else_on_the_machine_can_look_into_the_folder(tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path / "evidence")
    await store.put(PHOTO, b"picture", None)
    assert (tmp_path / "evidence").stat().st_mode & 0o777 == 0o700
