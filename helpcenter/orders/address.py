"""A postal address, and the two questions that rules ask of it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# "P.O. Box 12", "PO-BOX12", "Post Office Box 12", "P.O.B. 12"; not "Depot Box Road" nor "Po Boxwood Lane".
_PO_BOX = re.compile(
    r"\b(?:(?:p[\s./-]*o|post[\s-]*office)[\s.,-]*box(?![a-z])|p[\s.]*o[\s.]*b[\s.#]*\d)", re.IGNORECASE
)


@dataclass(frozen=True)
class Address:
    """`region` is a state or province code where the country has them; `country` is ISO 3166 alpha-2."""

    name: str = ""
    line1: str = ""
    line2: str = ""
    city: str = ""
    region: str = ""
    postal_code: str = ""
    country: str = ""

    @property
    def is_complete(self) -> bool:
        needed = (self.name, self.line1, self.city, self.postal_code, self.country)
        return all(part.strip() for part in needed)

    @property
    def is_po_box(self) -> bool:
        written = unicodedata.normalize("NFKC", f"{self.line1}\n{self.line2}")
        return _PO_BOX.search(written) is not None
