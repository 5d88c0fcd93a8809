"""Where photos and documents are added (assets/evidence-picker.js)."""

import reflex as rx

from helpcenter.components.custom_element import CustomElement


class EvidencePicker(CustomElement):
    """`<evidence-picker setup="…">`: the script fills it in, so it has no children.

    It adds the field "evidence" to the form around it, and holds the form back until all files have arrived.
    """

    tag = "evidence-picker"

    setup: rx.Var[str]


def evidence_picker(setup: rx.Var[str], field_id: str, described_by: rx.Var[str]) -> rx.Component:
    """`field_id` becomes that of the button that opens the device's files."""
    return EvidencePicker.create(
        setup=setup, custom_attrs={"field-id": field_id, "described-by": described_by}, class_name="block"
    )
