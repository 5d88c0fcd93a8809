"""Where the project's folder is. It imports nothing, so that a server can begin to load at once."""

from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
