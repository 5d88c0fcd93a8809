"""What Reflex is told. It reads this file from the folder in which it is started."""

import os
import sys
from pathlib import Path

from helpcenter.web.reflex_environment import prepare_reflex_environment

# Node and npm come from a package in the virtual environment: with these two settings Reflex finds them
# there, even with an old Node on the system or none. All of this has to stand before Reflex is imported.
os.environ.setdefault("REFLEX_USE_NPM", "1")
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])
prepare_reflex_environment()

import reflex as rx  # noqa: E402
from reflex.constants import StateManagerMode  # noqa: E402
from reflex.plugins import SitemapPlugin, TailwindV4Plugin  # noqa: E402

from helpcenter.build.plugins import FilledPagesPlugin, SameAddressPlugin  # noqa: E402
from helpcenter.settings import load_settings  # noqa: E402

settings = load_settings()

# The tokens of assets/theme.css, so that a page says `text-soft` and never a colour.
_COLOURS = [
    "paper",
    "surface",
    "sunken",
    "ink",
    "soft",
    "line",
    "field",
    "accent",
    "on-accent",
    "accent-soft",
    "ok",
    "warn",
    "warn-soft",
    "bad",
    "bad-soft",
]
_THEME = {
    "colors": {name: f"var(--{name})" for name in _COLOURS},
    "boxShadow": {"card": "var(--shadow)"},
}

config = rx.Config(
    app_name="helpcenter",
    plugins=[TailwindV4Plugin({"theme": {"extend": _THEME}}), SameAddressPlugin(), FilledPagesPlugin()],
    disable_plugins=[SitemapPlugin],  # knows static pages only: the server writes /sitemap.xml itself
    redis_url=settings.redis_url.get_secret_value() if settings.redis_url else None,
    # Without Redis. What a tab shows can be shown again from the database, so it is not worth a file for each
    # change: after a restart, Reflex opens the page anew before it handles the next event.
    state_manager_mode=StateManagerMode.REDIS if settings.redis_url else StateManagerMode.MEMORY,
    # Reflex's default lets every site read ours with the visitor's cookie. `web/origin.py` guards the socket.
    cors_allowed_origins=[],
    frontend_compression_formats=["brotli", "gzip"],
    telemetry_enabled=False,
    show_built_with_reflex=False,
)
