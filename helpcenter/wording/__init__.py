"""The words that people read in wizards, decisions and mails; see `en.toml` beside this file."""

from helpcenter.wording.loading import load_wording
from helpcenter.wording.wording import Wording

__all__ = ["Wording", "load_wording"]
