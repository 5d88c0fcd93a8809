import reflex as rx
from reflex.plugins import SitemapPlugin

config = rx.Config(
    app_name="bare",
    disable_plugins=[SitemapPlugin],
    telemetry_enabled=False,
    show_built_with_reflex=False,
)
