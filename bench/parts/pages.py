"""How many HTML pages a second one process gives, beside nginx with the files of the static site."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Callable

from bench import ours
from bench.figures import Figure, at_least_times, compared
from bench.nginx import serving_files
from bench.processes import CannotMeasure
from bench.workshop import Workshop

_PAGE = "/articles/track-my-order"
_CONNECTIONS = 32
_SECONDS = 4
_ROUNDS = 5

Load = Callable[[str, str], float]


def measure(workshop: Workshop) -> list[Figure]:
    _ = workshop.built
    load = find_load()
    rates: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    with (
        ours.serving(workshop.store(), workshop.folder("pages-ours")) as served,
        serving_files(workshop.site(), workshop.folder("pages-nginx")) as site,
    ):
        for _round in range(_ROUNDS):
            for encoding in ("identity", "gzip"):
                for url in (served.url, site):
                    rates[url, encoding].append(load(f"{url}{_PAGE}", encoding))
    return [
        compared(
            "pages a second, one process each",
            "/s",
            rates[served.url, "identity"],
            rates[site, "identity"],
            "nginx",
            at_least_times(0.25),
        ),
        compared(
            "the same, compressed by gzip",
            "/s",
            rates[served.url, "gzip"],
            rates[site, "gzip"],
            "nginx",
        ),
    ]


def find_load() -> Load:
    """One that asks for a page over and over, as fast as it is answered, and gives the pages a second."""
    if wrk := shutil.which("wrk"):
        return lambda url, encoding: rate_of_wrk(_output(*_wrk(wrk, url, encoding)))
    if oha := shutil.which("oha"):
        return lambda url, encoding: rate_of_oha(_output(*_oha(oha, url, encoding)))
    raise CannotMeasure("neither wrk nor oha is installed; on Debian and Ubuntu: apt-get install wrk")


def rate_of_wrk(said: str) -> float:
    """Raises CannotMeasure where not every answer was a page."""
    if failed := re.search(r"Non-2xx or 3xx responses: \d+|Socket errors: .*", said):
        raise CannotMeasure(failed[0])
    return float(_found(r"Requests/sec:\s+([\d.]+)", said))


def rate_of_oha(said: str) -> float:
    if _found(r"Success rate:\s+([\d.]+)", said) not in {"100.00", "1.0000"}:
        raise CannotMeasure("not every answer was a page")
    return float(_found(r"Requests/sec:\s+([\d.]+)", said))


def _wrk(program: str, url: str, encoding: str) -> list[str]:
    load = ["-t", "1", "-c", str(_CONNECTIONS), "-d", f"{_SECONDS}s"]
    return [program, *load, "-H", f"Accept-Encoding: {encoding}", "-H", "Accept: text/html", url]


def _oha(program: str, url: str, encoding: str) -> list[str]:
    load = ["--no-tui", "-c", str(_CONNECTIONS), "-z", f"{_SECONDS}s"]
    return [program, *load, "-H", f"Accept-Encoding: {encoding}", "-H", "Accept: text/html", url]


def _output(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _found(pattern: str, said: str) -> str:
    match = re.search(pattern, said)
    if match is None:
        raise CannotMeasure(f"no figure in what it said:\n{said}")
    return match[1]
