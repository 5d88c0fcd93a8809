"""The app, under the name by which Reflex and Granian look for it."""

from helpcenter.composition import create_app

app = create_app()
