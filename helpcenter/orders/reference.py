"""The two numbers customers read out and type in: forgiving to enter, easy to say."""

from __future__ import annotations

import re
import secrets
import unicodedata

# Crockford's base 32: without I, L, O and U, so nothing is misheard, misread or rude.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0"})
_GROUP = 4
# The most characters of an order number, as the shop writes it and as it is compared.
LONGEST_ORDER_NUMBER = 64
# For a request's, with the spaces and dashes of whoever types it; nothing after it is looked at.
ROOM_FOR_REFERENCE = 40


def order_key(typed: str) -> str:
    """What order numbers are compared by: "#s-1001", "S 1001" and "s1001" are one number."""
    plain = unicodedata.normalize("NFKC", typed).upper()
    return re.sub(r"[^0-9A-Z]", "", plain)


def email_key(typed: str) -> str:
    """What email addresses are compared by; customers rarely remember how they capitalised theirs."""
    return unicodedata.normalize("NFKC", typed).strip().casefold()


def new_reference() -> str:
    """A random request reference such as R-7K4M-2XQP: 40 bits, checked for uniqueness where it is stored."""
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(2 * _GROUP))
    return f"R-{letters[:_GROUP]}-{letters[_GROUP:]}"


def read_reference(typed: str) -> str | None:
    """The reference as it is stored, however it was typed; None if it cannot be one."""
    code = order_key(typed)
    if len(code) == 2 * _GROUP + 1:
        code = code.removeprefix("R")
    code = code.translate(_MISREAD)
    if len(code) != 2 * _GROUP or any(letter not in _ALPHABET for letter in code):
        return None
    return f"R-{code[:_GROUP]}-{code[_GROUP:]}"
