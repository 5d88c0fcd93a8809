"""Puts a mail's content into its two templates, in the store's look."""

from __future__ import annotations

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from helpcenter.adapters.mail_message import Letter
from helpcenter.services.mails.content import Content
from helpcenter.services.store import Rules

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=select_autoescape(["html"]),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
# Parts that leave themselves out leave their blank lines behind.
_BLANK_LINES = re.compile(r"\n\s*\n")


def render(content: Content, rules: Rules, public_url: str | None) -> Letter:
    """Without a public address the mail says where to look instead of linking there."""
    given = {
        "mail": content,
        "public_url": public_url,
        "url": f"{public_url}{content.link.href}" if public_url else "",
        "store": rules.profile,
        "say": rules.wording.say,
    }
    text = _TEMPLATES.get_template(f"{content.key}.txt").render(given)
    html = _TEMPLATES.get_template(f"{content.key}.html").render(given)
    return Letter(content.subject, _BLANK_LINES.sub("\n\n", text), html, rules.profile.language)
