"""What counts as an email address: the same for what is typed and for what is imported."""

from __future__ import annotations

from email_validator import EmailNotValidError, validate_email


def is_email_address(text: str) -> bool:
    """Its form only. Looking up its domain would tell outsiders who is asking about what."""
    try:
        validate_email(text, check_deliverability=False, test_environment=True)
    except (EmailNotValidError, UnicodeError):
        return False
    return True
