"""Elements of our own: each has a script in assets/ that defines it."""

from reflex_base.constants.compiler import MemoizationDisposition, MemoizationMode
from reflex_components_core.el.elements.base import BaseHTML


class CustomElement(BaseHTML):
    # Reflex names a memoised part after its tag, and JavaScript has no hyphens in names.
    _memoization_mode = MemoizationMode(disposition=MemoizationDisposition.NEVER)
