"""Send an order to another address, or by another method, while the policy allows it."""

from helpcenter.flows.case import Case
from helpcenter.flows.fields import Choice, MethodChoice, PostalAddress
from helpcenter.flows.flow import Ending, Flow, Outcome, Question, Rule, otherwise
from helpcenter.orders.address import Address
from helpcenter.orders.claim import Action, Claim
from helpcenter.orders.order import code_key

ACTION = Action.CHANGE_SHIPPING
WHAT = ("address", "method", "both")
# For a store whose policy says nothing about methods.
USUAL_METHODS = ("standard", "express")


def _methods(case: Case) -> tuple[str, ...]:
    """All but the one that the order has."""
    methods = case.terms.codes("shipping_changes.methods") or USUAL_METHODS
    return tuple(method for method in methods if code_key(method) != code_key(case.order.shipping.method))


def _claim(case: Case) -> Claim:
    parts = case.address_parts("address")
    return Claim(method=case.text("method") or None, address=Address(**parts) if parts else None)


def _is_refused(case: Case) -> bool:
    return not case.decide(ACTION, _claim(case)).allowed


CHANGE_SHIPPING = Flow(
    slug="change-shipping",
    action=ACTION,
    start=(
        Rule("refused", _is_refused, "the policy refuses"),
        Rule("address", lambda case: not _methods(case), "there is no other method"),
        otherwise("what", "it can be changed"),
    ),
    nodes=(
        Question(
            "what",
            Choice(lambda _case: WHAT),
            (
                Rule("method", lambda case: case.text("what") == "method", "the method alone"),
                otherwise("address", "the address"),
            ),
        ),
        Question(
            "address",
            PostalAddress(),
            (
                Rule("method", lambda case: case.text("what") == "both", "the method, too"),
                Rule("refused_request", _is_refused, "express does not go there"),
                otherwise("submit"),
            ),
        ),
        Question(
            "method",
            MethodChoice(_methods),
            (Rule("refused_request", _is_refused, "no carrier takes it so"), otherwise("submit")),
        ),
        Outcome("refused", Ending.REFUSED, _claim),
        Outcome("refused_request", Ending.REFUSED, _claim, reconsider="what"),
        Outcome("submit", Ending.SUBMIT),
    ),
    claims=lambda case: (_claim(case),),
)
