"""Who is calling: what our proxies say of it, and nobody else."""

from __future__ import annotations

import pytest

from helpcenter.web.client_address import UNKNOWN, address_group, came_encrypted, client_address
from tests.scopes import a_scope


@pytest.mark.parametrize(
    ("forwarded", "hops", "address"),
    [
        ([], 0, "10.0.0.9"),
        (["203.0.113.5"], 0, "10.0.0.9"),  # anybody can send the header
        (["203.0.113.5"], 1, "203.0.113.5"),
        (["1.1.1.1, 203.0.113.5"], 1, "203.0.113.5"),  # the visitor sent the first
        (["1.1.1.1", "203.0.113.5"], 1, "203.0.113.5"),
        (["1.1.1.1, 203.0.113.5, 10.0.0.2"], 2, "203.0.113.5"),
        (["203.0.113.5"], 2, "10.0.0.9"),  # it did not come through both
        (["nonsense"], 1, UNKNOWN),
        (["2001:DB8::0:1"], 1, "2001:db8::1"),
        (["::ffff:203.0.113.5"], 1, "203.0.113.5"),
        (["203.0.113.5:5555"], 1, "203.0.113.5"),
        (["1.1.1.1:1, 203.0.113.5:5556"], 1, "203.0.113.5"),
        (["[2001:db8::1]:443"], 1, "2001:db8::1"),
        (["[2001:db8::1]"], 1, "2001:db8::1"),
        (["[::ffff:203.0.113.5]:80"], 1, "203.0.113.5"),
        (["2001:db8::1:443"], 1, "2001:db8::1:443"),  # without brackets, that is no port
        (["fe80::1%eth0"], 1, "fe80::1"),
        (["203.0.113.5:x"], 1, UNKNOWN),
        (["203.0.113.5:555555"], 1, UNKNOWN),
        (["[203.0.113.5"], 1, UNKNOWN),
        (["[]:80"], 1, UNKNOWN),
    ],
)
def test_the_address_is_what_our_outermost_proxy_saw(forwarded: list[str], hops: int, address: str):
    assert client_address(a_scope(*(("x-forwarded-for", value) for value in forwarded)), hops) == address


def test_without_a_peer_the_address_is_unknown():
    assert client_address(a_scope(peer=None), 0) == UNKNOWN


@pytest.mark.parametrize("peer", ["203.0.113.5", "::ffff:203.0.113.5", "::ffff:cb00:7105"])
def test_a_peer_is_the_same_however_the_server_listens(peer: str):
    assert client_address(a_scope(peer=peer), 0) == "203.0.113.5"


@pytest.mark.parametrize(
    ("address", "group"),
    [
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::9", "2001:db8:1:3::/64"),
        ("[2001:db8:1:2::9]:443", "2001:db8:1:2::/64"),
        ("203.0.113.5", "203.0.113.5"),
        ("203.0.113.5:5555", "203.0.113.5"),
        ("::ffff:203.0.113.5", "203.0.113.5"),
        ("::ffff:203.0.113.6", "203.0.113.6"),
        (UNKNOWN, UNKNOWN),
    ],
)
def test_a_household_on_ipv6_shares_its_limits_and_nobody_else_does(address: str, group: str):
    assert address_group(address) == group


def test_one_forwarded_scheme_stands_for_all_proxies():
    scope = a_scope(("x-forwarded-proto", "https"))
    assert came_encrypted(scope, 2)
    assert not came_encrypted(scope, 0)
    assert not came_encrypted(a_scope(("x-forwarded-proto", "https, http")), 1)
    assert came_encrypted(a_scope(scheme="wss"), 0)
