from __future__ import annotations

import base64
import hashlib

import pytest

from helpcenter.web.content_security import policy, script_sources


def sha(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def test_a_page_may_run_files_of_ours_and_its_own_inline_scripts():
    page = (
        "<html><script>theme()</script><script type='module' async>home('ü')</script><script>theme()</script>"
    )
    assert script_sources(page).split() == ["'self'", sha("theme()"), sha("home('ü')")]


def test_structured_data_and_linked_scripts_need_no_hash():
    page = '<script src="/assets/a.js"></script><script type="application/ld+json">{"a": 1}</script>'
    assert script_sources(page) == "'self'"


@pytest.mark.parametrize(
    "part",
    [
        "default-src 'self'",
        "script-src 'self' 'sha256-x'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "connect-src 'self' wss://help.example",
    ],
)
def test_a_page_may_load_from_this_host_alone(part: str):
    rules = policy("'self' 'sha256-x'", "help.example", encrypted=True)
    assert part in rules.split("; ")
    assert "unsafe-eval" not in rules


@pytest.mark.parametrize("host", ["evil.example; script-src *", "a b", "", "evil.example/x"])
def test_a_forged_host_does_not_get_into_the_policy(host: str):
    assert policy("'self'", host, encrypted=False).endswith("connect-src 'self'")
