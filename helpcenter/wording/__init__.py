"""The words that people read in wizards, decisions and mails; see `en.toml` beside this file."""

from helpcenter.wording.wording import Wording, load_wording

__all__ = ["Wording", "load_wording"]
