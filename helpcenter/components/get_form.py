"""A form that leads to an address. The browser sends it: `rx.el.form` keeps every form from being sent."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex_components_core.el.elements.base import BaseHTML


class _GetForm(BaseHTML):
    tag = "form"

    action: rx.Var[str]
    method: rx.Var[str]


def get_form(*children: rx.Component, action: str, **attributes: Any) -> rx.Component:
    return _GetForm.create(*children, action=action, method="get", **attributes)
