"""The environment in which Reflex calls the npm of the virtual environment."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

# Python's own directory, with node and npm in it; not resolved, or a virtual environment would be left.
OWN_BIN = Path(sys.executable).parent


def npm_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """`environ`, with which npm fetches from where the machine's owner wants it to.

    Reflex tries out public mirrors and takes the fastest, unless it is told a registry. It is told one at run
    time only, and lock files keep no addresses, so that none reaches the repository.
    """
    environment = dict(environ)
    _use_global_settings_of_the_system(environment)
    environment["PATH"] = os.pathsep.join([str(OWN_BIN), environment.get("PATH", os.defpath)])
    environment["NPM_CONFIG_OMIT_LOCKFILE_REGISTRY_RESOLVED"] = "true"
    environment.setdefault("NPM_CONFIG_FETCH_RETRIES", "3")  # Reflex's own .npmrc says 0
    if registry := _npm_setting("registry", environment):
        environment.setdefault("NPM_CONFIG_REGISTRY", registry)
    return environment


def _use_global_settings_of_the_system(environment: dict[str, str]) -> None:
    """A registry, proxy or certificate set for all users is known to the system's npm, if it has one."""
    parts = environment.get("PATH", os.defpath).split(os.pathsep)
    path_of_system = os.pathsep.join(part for part in parts if part and Path(part) != OWN_BIN)
    if settings := _npm_setting("globalconfig", {**environment, "PATH": path_of_system}):
        environment.setdefault("NPM_CONFIG_GLOBALCONFIG", settings)


def _npm_setting(name: str, environment: Mapping[str, str]) -> str | None:
    npm = shutil.which("npm", path=environment.get("PATH"))
    if npm is None:
        return None
    answer = subprocess.run(  # noqa: S603 - the program was just looked up, the name is one of ours
        [npm, "config", "get", name], env=environment, capture_output=True, text=True, check=False
    )
    value = answer.stdout.strip()
    return value if answer.returncode == 0 and value not in {"", "undefined", "null"} else None
