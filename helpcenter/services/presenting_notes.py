"""What is worth knowing about this one request before it is sent."""

from __future__ import annotations

from helpcenter.flows.case import Case
from helpcenter.flows.fields import PostalAddress
from helpcenter.flows.flow import Flow
from helpcenter.orders.claim import Action
from helpcenter.services.sayings import Sayings

_PAID_BY_CUSTOMER = "returns.customer_pays_shipping"


def who_pays_the_way_back(case: Case) -> str:
    """A key of wording; "" where the policy does not say."""
    if _PAID_BY_CUSTOMER not in case.terms:
        return ""
    return "customer_pays" if case.terms.flag(_PAID_BY_CUSTOMER) else "shop_pays"


def say_who_pays(flow: Flow, case: Case, say: Sayings) -> str:
    """For sending something back."""
    who = who_pays_the_way_back(case)
    if flow.action is not Action.RETURN_ITEM or not who:
        return ""
    return say.words(f"flows.{flow.slug}.submit.{who}")


def say_slow_region(flow: Flow, case: Case, say: Sayings) -> str:
    """That the parcel takes longer to the address that was given; "" where none was asked for."""
    codes = case.terms.codes("shipping_changes.slow_regions")
    slow = {name.casefold() for code in codes for name in (code, say.rules.word(code))}
    for question in flow.questions:
        if isinstance(question.field, PostalAddress):
            address = case.address_parts(question.key)
            places = {address.get(part, "").casefold() for part in ("region", "country")}
            if places & slow:
                return say.words(f"flows.{flow.slug}.submit.slow")
    return ""
