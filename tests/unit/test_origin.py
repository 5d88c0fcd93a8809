"""Which pages may speak to us: our own."""

from __future__ import annotations

import pytest

from helpcenter.web.origin import is_same_origin
from tests.scopes import a_scope


@pytest.mark.parametrize(
    ("origin", "host", "encrypted", "same"),
    [
        ("http://a.example", "a.example", False, True),
        ("http://A.example", "a.EXAMPLE", False, True),
        ("http://a.example", "a.example:80", False, True),
        ("https://a.example", "a.example:443", True, True),
        ("https://a.example", "a.example", False, True),  # a proxy that does not say so ends TLS
        ("http://localhost:3000", "localhost:3000", False, True),
        ("http://[::1]:3000", "[::1]:3000", False, True),
        ("http://a.example", "a.example", True, False),
        ("http://localhost:3001", "localhost:3000", False, False),
        ("http://127.0.0.1:3000", "localhost:3000", False, False),
        ("http://a.example@evil.example", "evil.example", False, False),
        ("http://evil.example/a.example", "a.example", False, False),
        ("http://a.example:x", "a.example", False, False),
        ("file://", "a.example", False, False),
    ],
)
def test_an_origin_is_ours_when_host_and_port_are(origin: str, host: str, encrypted: bool, same: bool):
    scope = a_scope(("origin", origin), ("host", host))
    assert is_same_origin(scope, None, encrypted=encrypted) is same


def test_two_origins_or_two_hosts_are_nobodys():
    ours = ("origin", "http://a.example")
    assert not is_same_origin(a_scope(ours, ours, ("host", "a.example")), None, encrypted=False)
    two_hosts = (("host", "a.example"), ("host", "b.example"))
    assert not is_same_origin(a_scope(ours, *two_hosts), None, encrypted=False)
