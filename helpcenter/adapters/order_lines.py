"""Orders as the shop's own system exports them, one JSON object a line: all are read before any counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pydantic import ValidationError

from helpcenter.adapters.email_addresses import is_email_address
from helpcenter.adapters.json_lines import filled_lines, read_json_line
from helpcenter.adapters.order_consistency import inconsistencies
from helpcenter.adapters.order_json import OrderJson, misfits
from helpcenter.errors import ContentError, UnreadableLine
from helpcenter.orders.order import Order
from helpcenter.orders.reference import LONGEST_ORDER_NUMBER, order_key

_LONGEST_ID = 100


def read_order_lines(lines: Iterable[bytes], file: str) -> list[Order]:
    """In their order; empty lines are passed over.

    Stricter than `read_order`: a misspelt key would otherwise leave the parcels out without a word. Raises
    ContentError with one sentence for each key of each line that is missing, unknown or wrong.
    """
    orders: list[Order] = []
    problems: list[str] = []
    lines_by_number: dict[str, int] = {}
    for number, line in filled_lines(lines):
        found, order = _read(line)
        if order:
            first = lines_by_number.setdefault(order_key(order.number), number)
            if first != number:
                found = [f"number: the order stands on line {first} already"]
            orders.append(order)
        problems += [f"{file}, line {number}: {problem}" for problem in found]
    if problems:
        raise ContentError(problems)
    return orders


def _read(line: bytes) -> tuple[list[str], Order | None]:
    """What is wrong with it, and the order where nothing is."""
    try:
        read = OrderJson.model_validate(read_json_line(line), extra="forbid")
    except ValidationError as error:
        return [str(misfit) for misfit in misfits(error)], None
    except UnreadableLine as error:
        return [str(error)], None
    # One sentence a key; what is stricter here says more than "is blank".
    expected = dict(inconsistencies(read)) | dict(_unusable(read))
    return [f"{key}: {said}" for key, said in expected.items()], None if expected else read.read()


def _unusable(order: OrderJson) -> Iterator[tuple[str, str]]:
    """By key, what customers could not type or wizards not work with, and what was expected."""
    if not _can_be_typed(order.number):
        long = f"1 to {LONGEST_ORDER_NUMBER} characters on one line"
        yield "number", f"{long}, a letter from A to Z or a digit among them"
    if not is_email_address(order.email):
        yield "email", "one email address"
    ids = {f"lines.{position}.id": line.id for position, line in enumerate(order.lines)}
    ids |= {f"shipments.{position}.id": shipment.id for position, shipment in enumerate(order.shipments)}
    for key, one in ids.items():
        if not _is_one_line(one, _LONGEST_ID) or any(letter.isspace() for letter in one):
            yield key, f"1 to {_LONGEST_ID} characters without spaces"


def _can_be_typed(number: str) -> bool:
    """Also once a character that stands for several letters (㎏) is written out."""
    fits = 0 < len(order_key(number)) <= LONGEST_ORDER_NUMBER
    return fits and _is_one_line(number, LONGEST_ORDER_NUMBER)


def _is_one_line(text: str, longest: int) -> bool:
    return 0 < len(text) <= longest and text.isprintable() and text == text.strip()
