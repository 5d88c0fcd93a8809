"""A postal address, and the questions that rules ask of it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import astuple, dataclass

# Not "Depot Box Road", "Po Boxwood Lane", "Post Box Cottage"; nor "P0B 1C0", which is a Canadian postal code.
_PO_BOX = re.compile(
    r"""\b(?:
        (?: p[\s./-]*[o0] | post[\s-]*office ) [\s.,-]* (?: box | bx | drawer ) (?![a-z])  # P.O. Box 12
        | post(?:al)?[\s-]* box [\s.#]* (?: no[\s.]* )? \d  # Postbox 12, Postal Box No. 12
        | p[\s.]*o[\s.]*b [\s.#]* \d  # P.O.B. 12
    )""",
    re.IGNORECASE | re.VERBOSE,
)
# "P.O. B<zero-width space>ox": characters without a width, which come along when an address is pasted.
_UNSEEN = "Cf"


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
    def is_blank(self) -> bool:
        return not any(part.strip() for part in astuple(self))

    @property
    def is_complete(self) -> bool:
        needed = (self.name, self.line1, self.city, self.postal_code, self.country)
        return all(part.strip() for part in needed)

    @property
    def is_po_box(self) -> bool:
        written = unicodedata.normalize("NFKC", f"{self.line1}\n{self.line2}")
        seen = "".join(letter for letter in written if unicodedata.category(letter) != _UNSEEN)
        return _PO_BOX.search(seen) is not None
