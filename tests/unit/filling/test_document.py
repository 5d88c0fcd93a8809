from __future__ import annotations

import gzip

import brotli
import pytest

from helpcenter.web.filling.document import Document, best_encoding, style_sheets_ahead


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("", "identity"),
        ("identity", "identity"),
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("GZIP;q=0.5, BR;q=0.1", "br"),
        ("br;q=0, gzip;q=1.0", "gzip"),
        ("br; q=0.000,gzip ;q=0", "identity"),
        ("brotli, x-gzip", "identity"),
        (",;,q=0", "identity"),
    ],
)
def test_the_smallest_that_the_browser_can_read_is_chosen(accepted: str, encoding: str):
    assert best_encoding(accepted) == encoding


def test_every_encoding_holds_the_same_page():
    page = Document(200, "<p>é</p>".encode() * 50, "'self'", "")
    assert brotli.decompress(page.encoded("br")) == page.plain
    assert gzip.decompress(page.encoded("gzip")) == page.plain
    assert page.encoded("identity") == page.plain
    assert len(page.encoded("br")) < len(page.plain)


def test_the_etag_changes_with_the_page_alone():
    one, same, other = (Document(200, body, "'self'", "") for body in (b"a", b"a", b"b"))
    assert one.etag == same.etag != other.etag


def test_style_sheets_are_named_ahead_of_the_page() -> None:
    head = '<link rel="icon" href="/"><link href="/b.css" rel="stylesheet"/><link rel="stylesheet" href="/c">'
    assert style_sheets_ahead(head) == "</b.css>; rel=preload; as=style, </c>; rel=preload; as=style"
