"""How long to wait before a mail is tried again."""

from __future__ import annotations

from datetime import timedelta

# With these, a mail server may be away for a day and a half before anybody has to do something about it.
ATTEMPTS = 15
_FIRST_WAIT = timedelta(minutes=1)
_LONGEST_WAIT = timedelta(hours=6)
_SPREAD = 0.2


def wait_after(attempt: int, chance: float) -> timedelta:
    """Twice as long after each attempt; the first is 1.

    `chance`, from 0 to 1, spreads it by a fifth both ways, or else mails that failed together in an outage
    would all come back together.
    """
    wait = min(_FIRST_WAIT * (1 << attempt - 1), _LONGEST_WAIT)
    return wait * (1 + _SPREAD * (2 * chance - 1))
