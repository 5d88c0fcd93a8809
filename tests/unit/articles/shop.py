"""A small garden shop to search and to edit; its files stand in `tests/fixtures/articles/shop`."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from helpcenter.articles.catalogue import Catalogue
from helpcenter.articles.library import Library
from helpcenter.articles.search import WizardEntry
from tests.builders import REPOSITORY

FIXTURES = REPOSITORY / "tests" / "fixtures" / "articles"
CATEGORIES = ("orders", "delivery", "problems", "returns", "contact")
FACTS = {
    "delivery.time": "2 to 3 days",
    "returns.window": "30 days",
    "refunds.arrival": "5 business days",
    "store.email": "help@garden.example",
}
WIZARDS = (
    WizardEntry("find-my-order", "Find my order", "See where it is.", ("track my order", "order status")),
    WizardEntry("cancel-order", "Cancel an order", "While it is not packed.", ("cancel my purchase",)),
    WizardEntry(
        "return-item", "Return an item", "Send it back.", ("start a return", "I want to return this")
    ),
)


def a_copy(folder: Path) -> Path:
    return Path(shutil.copytree(FIXTURES / "shop", folder / "shop"))


def refreshed(library: Library, folder: Path, **changed: object) -> Library:
    told = {"categories": CATEGORIES, "wizards": WIZARDS, "language": "en", "facts": FACTS, **changed}
    return library.updated(folder, **told)  # type: ignore[arg-type]


def the_library() -> Library:
    return refreshed(Library.empty(), FIXTURES / "shop")


Load = Callable[..., Catalogue]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def sentences(catalogue: Catalogue) -> list[str]:
    return [f"{problem.path.name}:{problem.line}: {problem.message}" for problem in catalogue.problems]
