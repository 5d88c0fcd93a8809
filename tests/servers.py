"""Servers that tests use where they answer; what needs one that does not is left out."""

from __future__ import annotations

import os
import socket
from urllib.parse import urlsplit

REDIS = os.environ.get("HELPCENTER_TEST_REDIS", "redis://127.0.0.1:6379/9")


def answers(host: str | None, port: int) -> bool:
    """Without a host, on this machine."""
    try:
        with socket.create_connection((host or "127.0.0.1", port), timeout=2):
            return True
    except OSError:
        return False


def redis_answers() -> bool:
    url = urlsplit(REDIS)
    return answers(url.hostname, url.port or 6379)
