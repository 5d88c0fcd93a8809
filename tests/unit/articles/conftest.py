from pathlib import Path
from typing import Any

import pytest

from helpcenter.articles.catalogue import Catalogue, load_catalogue
from tests.unit.articles.shop import CATEGORIES, FACTS, Load, a_copy


@pytest.fixture
def faq(tmp_path: Path) -> Path:
    return a_copy(tmp_path) / "faq"


@pytest.fixture
def load(faq: Path) -> Load:
    def loaded(previous: Catalogue | None = None, **changed: Any) -> Catalogue:
        wizards = ("find-my-order", "cancel-order", "return-item")
        told = {"facts": FACTS, "categories": CATEGORIES, "wizards": wizards, **changed}
        return load_catalogue(faq, previous=previous, **told)

    return loaded
