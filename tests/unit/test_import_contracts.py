"""The contracts of `make check` name all that orders and policy must not import; the map has their layers."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions

import pytest

from tests.builders import REPOSITORY

PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
LAYERS, PURE, _ = PROJECT["tool"]["importlinter"]["contracts"]
FORBIDDEN = frozenset(PURE["forbidden_modules"])
PACKAGES_BY_MODULE = packages_distributions()


@pytest.mark.parametrize("dependency", PROJECT["project"]["dependencies"])
def test_every_dependency_is_kept_out_of_orders_and_policy(dependency: str):
    package = _plain(re.split(r"[\[<>=~! ;]", dependency, maxsplit=1)[0])
    modules = {
        module
        for module, packages in PACKAGES_BY_MODULE.items()
        if package in map(_plain, packages) and module.isidentifier() and not module.startswith("_")
    }
    assert modules <= FORBIDDEN


def test_so_is_all_else_that_others_of_our_modules_import():
    imported = {
        name
        for path in (REPOSITORY / "helpcenter").rglob("*.py")
        for name in _imported(ast.parse(path.read_text("utf-8")))
    }
    assert imported - sys.stdlib_module_names - {"helpcenter"} <= FORBIDDEN


def test_the_map_for_newcomers_has_the_layers_as_they_are():
    told = (REPOSITORY / "docs" / "architecture.md").read_text("utf-8")
    table = told.partition("## Folders")[2].partition("\n\n`orders`")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    assert [re.findall(r"`(\w+)(?:/|\.py)`", row) for row in rows] == [
        layer.split(" | ") for layer in LAYERS["layers"]
    ]


def _imported(module: ast.Module) -> set[str]:
    """The packages that it names, also inside functions."""
    names: set[str] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
    return {name.partition(".")[0] for name in names}


def _plain(package: str) -> str:
    return re.sub(r"[-_.]+", "-", package).lower()
