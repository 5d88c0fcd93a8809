from __future__ import annotations

import subprocess
import sys

import pytest

from helpcenter.web.reflex_environment import LARGEST_MESSAGE, prepare_reflex_environment


def test_reflex_is_told_its_limits_unless_the_operator_has_set_them(monkeypatch: pytest.MonkeyPatch):
    from reflex_base.environment import environment

    monkeypatch.setattr("os.environ", {"REFLEX_CHECK_LATEST_VERSION": "true"})
    prepare_reflex_environment()
    assert environment.REFLEX_SOCKET_MAX_HTTP_BUFFER_SIZE.get() == LARGEST_MESSAGE == 65_536
    assert environment.REFLEX_SOCKET_TIMEOUT.get().total_seconds() == 20
    assert environment.REFLEX_CHECK_LATEST_VERSION.get() is True


def test_preparing_the_environment_imports_nothing_of_reflex():
    imports = "import sys, helpcenter.web.reflex_environment"
    is_clean = "sys.exit(any(name.startswith('reflex') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", f"{imports}; {is_clean}"], check=False).returncode == 0
