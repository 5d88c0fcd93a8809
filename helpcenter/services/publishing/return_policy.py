"""The rules for sending things back, in the words of schema.org's MerchantReturnPolicy.

Only what the policy rules is said. A store whose policy is silent about returns has no such object: that it
offers none online does not mean that it takes nothing back.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from helpcenter.orders.claim import Condition
from helpcenter.policy.decision import Remedy
from helpcenter.policy.terms import DatedValue, Unit
from helpcenter.services.site_address import SiteAddress
from helpcenter.services.store import Store

_WIZARD = "return-item"
_HOURS_A_DAY = 24
_SCHEMA = "https://schema.org/"
_REFUNDS: Mapping[str, str] = {
    Remedy.REFUND: "FullRefund",
    Remedy.STORE_CREDIT: "StoreCreditRefund",
    Remedy.REPLACEMENT: "ExchangeRefund",
}
_CONDITIONS: Mapping[str, str] = {Condition.ORIGINAL: "NewCondition", Condition.USED: "UsedCondition"}


def return_policy(store: Store, site: SiteAddress) -> dict[str, Any] | None:
    """For orders of today."""
    terms = store.rules.policy.on(store.day)
    if "returns.offered" not in terms:
        return None
    about: dict[str, Any] = {"@type": "MerchantReturnPolicy"}
    if countries := store.rules.profile.countries:
        about["applicableCountry"] = list(countries)
    if not terms.flag("returns.offered"):
        return about | {"returnPolicyCategory": f"{_SCHEMA}MerchantReturnNotPermitted"}
    about |= _window(terms.values.get("returns.window"))
    # The customer sends it back: no store of this help center takes it over a counter.
    about["returnMethod"] = f"{_SCHEMA}ReturnByMail"
    if "returns.customer_pays_shipping" in terms:
        paid_by_customer = terms.flag("returns.customer_pays_shipping")
        fees = "ReturnFeesCustomerResponsibility" if paid_by_customer else "FreeReturn"
        about["returnFees"] = f"{_SCHEMA}{fees}"
    about["refundType"] = _named(_REFUNDS, terms.codes("returns.remedies"))
    about["itemCondition"] = _named(_CONDITIONS, terms.codes("returns.condition"))
    if link := explaining_returns(store):
        about["merchantReturnLink"] = site.link(link)
    return {name: value for name, value in about.items() if value}


def explaining_returns(store: Store) -> str | None:
    """The address of the most popular article that leads to returning an item."""
    articles = store.library.catalogue.articles.values()
    return next((article.address for article in articles if article.wizard == _WIZARD), None)


def _window(window: DatedValue | None) -> dict[str, Any]:
    if window is None:
        return {"returnPolicyCategory": f"{_SCHEMA}MerchantReturnUnlimitedWindow"}
    said: dict[str, Any] = {"returnPolicyCategory": f"{_SCHEMA}MerchantReturnFiniteReturnWindow"}
    count = window.whole_number
    days, rest = (count, 0) if window.unit is Unit.DAYS else divmod(count, _HOURS_A_DAY)
    return said if rest else said | {"merchantReturnDays": days}


def _named(names: Mapping[str, str], codes: tuple[str, ...]) -> list[str]:
    return [f"{_SCHEMA}{names[code]}" for code in codes if code in names]
