"""The built app in production mode, in processes of its own: Granian with one worker or more."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from helpcenter.build.launch import SECONDS_FOR_OPEN_REQUESTS
from helpcenter.errors import ConfigurationError, HelpCenterError
from helpcenter.project import PROJECT

_SECONDS_TO_GO = 2.0


@dataclass(frozen=True)
class Address:
    host: str
    port: int

    @property
    def url(self) -> str:
        """What to type into a browser on this machine."""
        host = "localhost" if self._reachable_host in {"127.0.0.1", "::1"} else self.host
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"

    def refuse_if_taken(self) -> None:
        """Granian would share the port with another server of the same user, each getting some requests.

        One that has just been killed gets a moment to go.
        """
        give_up_at = time.monotonic() + _SECONDS_TO_GO
        while taken := self._taken():
            if time.monotonic() > give_up_at:
                raise ConfigurationError(
                    f"Cannot listen on {self.host}, port {self.port}: {taken.strerror}. "
                    "Stop what is using it, or choose another with HELPCENTER_PORT (and HELPCENTER_HOST)."
                ) from taken
            time.sleep(0.05)

    def _taken(self) -> OSError | None:
        try:
            family, kind, protocol, _, address = socket.getaddrinfo(
                self.host, self.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
            )[0]
            with socket.socket(family, kind, protocol) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(address)
        except OSError as error:
            return error
        return None

    def answers(self) -> bool:
        connection = http.client.HTTPConnection(self._reachable_host, self.port, timeout=5)
        try:
            connection.request("GET", "/ping")
            return connection.getresponse().status == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    @property
    def _reachable_host(self) -> str:
        return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104 - compared only


@dataclass(frozen=True)
class Server:
    process: subprocess.Popen[bytes]

    def open(self, address: Address) -> None:
        """Once all is ready: let it serve there, and wait until it does. Its input stays open (launch.py)."""
        address.refuse_if_taken()
        assert self.process.stdin
        with suppress(BrokenPipeError):
            self.process.stdin.write(f"{address.host} {address.port}\n".encode())
            self.process.stdin.flush()
        while not address.answers():
            if self.process.poll() is not None:
                raise HelpCenterError("The server stopped while starting; the reason stands above.")
            time.sleep(0.02)

    def wait(self) -> None:
        """Until it stops by itself, which it should not."""
        raise HelpCenterError(f"The server stopped unexpectedly (exit code {self.process.wait()}).")

    def stop(self) -> None:
        """Let open requests finish for a few seconds, then end every process of it."""
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=2 * SECONDS_FOR_OPEN_REQUESTS)
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        assert self.process.stdin
        with suppress(BrokenPipeError):
            self.process.stdin.close()


@contextmanager
def loading_server(
    frontend: Path,
    *,
    environment: Mapping[str, str] = os.environ,
    output: IO[bytes] | None = None,
) -> Iterator[Server]:
    """A server for `frontend` that lives as long as the block, and answers when it has been opened.

    It says nothing of settings that cannot be used: whoever starts it reads them, too. `GRANIAN_…` variables
    of `environment` reach Granian as such.
    """
    _refuse_workers_without_shared_state(environment)
    command = [sys.executable, "-m", "helpcenter.build.launch"]
    process = subprocess.Popen(  # noqa: S603 - our own command
        command,
        cwd=PROJECT,
        env=_production(environment, frontend),
        stdin=subprocess.PIPE,
        stdout=output,
        stderr=output,
        # A group of its own: Ctrl-C in the terminal stops it once, through us, and not twice.
        start_new_session=True,
    )
    server = Server(process)
    try:
        yield server
    finally:
        server.stop()


def _production(environment: Mapping[str, str], frontend: Path) -> dict[str, str]:
    defaults = {
        "GRANIAN_LOG_LEVEL": "warning",
        "GRANIAN_WORKERS_KILL_TIMEOUT": str(SECONDS_FOR_OPEN_REQUESTS),
        "GRANIAN_RESPAWN_FAILED_WORKERS": "true",
    }
    needed = {
        "REFLEX_ENV_MODE": "prod",
        "REFLEX_WEB_WORKDIR": str(frontend),
        "__REFLEX_SKIP_COMPILE": "true",
        "__REFLEX_MOUNT_FRONTEND_COMPILED_APP": "true",
    }
    return defaults | dict(environment) | needed


def _refuse_workers_without_shared_state(environment: Mapping[str, str]) -> None:
    if environment.get("GRANIAN_WORKERS", "1") != "1" and not environment.get("HELPCENTER_REDIS_URL"):
        raise ConfigurationError(
            "GRANIAN_WORKERS: several workers share what visitors have open through Redis. "
            "Set HELPCENTER_REDIS_URL, or leave it at one worker."
        )
