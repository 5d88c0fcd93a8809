"""Which addresses are P.O. Boxes, and which can be delivered to at all."""

from __future__ import annotations

import pytest

from helpcenter.orders.address import Address
from tests.builders import an_address


@pytest.mark.parametrize(
    "written",
    [
        "P.O. Box 12",
        "p.o. box 12",
        "PO Box 12",
        "PO BOX 12",
        "PO BOX12",
        "POBOX 12",
        "PoBox12",
        "P O Box 12",
        "P. O. Box 12",
        "P.O.Box 12",
        "P.O. Box #12",
        "PO-Box 12",
        "P/O Box 12",
        "P.O., Box 12",
        "Post Office Box 12",
        "POST OFFICE BOX 12",
        "post-office box12",
        "Postoffice Box 12",
        "POB 12",
        "P.O.B. 12",
        "P.O. B 12",
        "Elm Farm, P.O. Box 12",
        "c/o Hill, PO Box 12",
        "P.O.\u00a0Box 12",
        "\uff30\uff2f\u3000\uff22\uff4f\uff58 \uff11\uff12",
        "PO Box",
        "P.0. Box 12",
        "P0 BOX 12",
        "P.O. Bx 12",
        "PO Bx. 12",
        "PO Drawer 12",
        "P.O. Drawer D",
        "Post Office Drawer 12",
        "Postbox 12",
        "Post Box 12",
        "post-box #12",
        "Post Box No. 12",
        "Postal Box 12",
        "P.O.\u200b Box 12",
        "PO B\u200box 12",
        "\ufeffP\u00adO\u2060Box 12",
    ],
)
def test_these_are_boxes_in_either_line(written: str) -> None:
    assert an_address(line1=written).is_po_box
    assert an_address(line1="Elm Farm", line2=written).is_po_box


@pytest.mark.parametrize(
    "written",
    [
        "",
        "12 Elm St",
        "12 Box Elder Rd",
        "Unit 4, Box Hill",
        "3 Depot Box Lane",
        "Po Boxwood Lane 12",
        "PO Boxer Street 3",
        "12 Post Road",
        "Old Post Office, 12 High St",
        "12 Pobedy Ave",
        "Calle Pob. Nueva",
        "12 Apollo Box Factory",
        "1 Pine Oak Boulevard",
        "Mailbox Apartments 3",
        "Po Drawers Lane 12",
        "PO Bxyz 12",
        "Post Box Cottage, 12 High St",
        "The Old Postbox",
        "Postal Boxes Ltd, 12 High St",
        "Signpost Box 12",
        "12 High St, Moosonee P0B 1C0",
        "12 Elm\u200b St",
    ],
)
def test_these_only_look_like_it(written: str) -> None:
    assert not an_address(line1=written).is_po_box


def test_only_the_address_lines_are_read() -> None:
    assert not an_address(name="PO Box 12", city="PO Box 12", region="PO Box 12").is_po_box


@pytest.mark.parametrize("part", ["name", "line1", "city", "postal_code", "country"])
@pytest.mark.parametrize("blank", ["", " ", "\t\n\u00a0"])
def test_an_address_without_one_of_these_parts_is_incomplete(part: str, blank: str) -> None:
    assert an_address().is_complete
    assert not an_address(**{part: blank}).is_complete


def test_a_second_line_and_a_region_are_not_needed() -> None:
    assert an_address(line2="", region="").is_complete
    assert not Address().is_complete


@pytest.mark.parametrize("blank", ["", " ", "\t\n\u00a0"])
def test_an_address_is_blank_while_no_part_says_anything(blank: str) -> None:
    assert Address().is_blank
    assert Address(line1=blank, line2=blank, region=blank).is_blank
    assert not Address(region="NY").is_blank
    assert not an_address().is_blank
