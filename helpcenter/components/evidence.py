"""Where photos and papers are added (assets/evidence-picker.js)."""

import reflex as rx
from reflex_base.constants.compiler import MemoizationDisposition, MemoizationMode
from reflex_components_core.el.elements.base import BaseHTML


class EvidencePicker(BaseHTML):
    """`<evidence-picker setup="…">`: the script fills it in, so it has no children.

    It adds the field "evidence" to the form around it, and holds the form back until all files have arrived.
    """

    tag = "evidence-picker"
    # Reflex names a memoised part after its tag, and a hyphen is no name in JavaScript.
    _memoization_mode = MemoizationMode(disposition=MemoizationDisposition.NEVER)

    setup: rx.Var[str]


def evidence_picker(setup: rx.Var[str], field_id: str, described_by: rx.Var[str]) -> rx.Component:
    """`field_id` becomes that of the button that opens the device's files."""
    return EvidencePicker.create(
        setup=setup, custom_attrs={"field-id": field_id, "described-by": described_by}, class_name="block"
    )
