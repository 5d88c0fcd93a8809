"""Numbers in a store's own sentences, planted in its `wording.toml`."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from helpcenter.lint.checks.numbers_in_words import check_numbers_in_words
from helpcenter.lint.finding import Code, Finding
from helpcenter.lint.subject import Subject
from helpcenter.services.store import Store, load_store
from helpcenter.wording import load_wording
from tests.builders import REPOSITORY
from tests.unit.lint.stores import NOW, a_store, found


@cache
def the_studio() -> Store:
    return load_store(REPOSITORY / "content", NOW)


def findings(folder: Path, written: str) -> list[Finding]:
    (folder / "wording.toml").write_text(written, "utf-8")
    store = the_studio()
    wording = load_wording("en", folder, store.facts)
    said = replace(store, rules=replace(store.rules, wording=wording))
    return list(check_numbers_in_words(Subject(folder, said, NOW)))


@pytest.mark.parametrize(
    ("table", "words", "code"),
    [
        ("flows.cancel-order.summary", "Stop an order within 3 hours.", Code.CONTRADICTION),
        ("flows.cancel-order.summary", "Stop an order within two hours.", Code.LITERAL),
        ("flows.cancel-order.submit.text", "You have 3 hours.", Code.CONTRADICTION),
        (
            "flows.return-item.summary",
            "Send it back[[ within {{ returns.window }}]], or in 30 days.",
            Code.CONTRADICTION,
        ),
        ("flows.return-item.condition.hint", "You can return it for 30 days.", Code.CONTRADICTION),
        ("reasons.return_item.window_closed", "Only within 14 days after delivery.", Code.CONTRADICTION),
        ("requests.status.submitted.text", "We answer within 2 business days.", Code.CONTRADICTION),
        ("remedies.refund.hint", "The refund arrives within 3 business days.", Code.CONTRADICTION),
        ("flows.cancel-order.summary", "Stop an order within {{ cancellation.window }}.", None),
        ("flows.cancel-order.reason.hint", "Choose one of these 6 reasons. It takes 10 seconds.", None),
        ("flows.missing-item.photos.hint", "Take 2 photos, from 1 meter away.", None),
        ("search.start", "Start, at any hour, 24/7", None),
        ("problems.order_number", "Enter your order number, such as S-1001", None),
        ("mails.footer.answer", "Call 555 0100 between 9 and 5.", None),
        ("pages.contact.title", "12 years of The Studio", None),
    ],
)
def test_a_number_about_the_policy_is_found_and_no_other(
    tmp_path: Path, table: str, words: str, code: Code | None
) -> None:
    key, _, name = table.rpartition(".")
    found = findings(tmp_path, f'[{key}]\n{name} = "{words}"\n')
    codes = [finding.code for finding in found]
    assert codes == ([code] if code else [])
    assert all((finding.path, finding.line) == (tmp_path / "wording.toml", 2) for finding in found)


def test_what_customers_say_is_no_promise(tmp_path: Path) -> None:
    assert findings(tmp_path, '[flows.cancel-order]\naliases = ["cancel within 5 hours"]\n') == []


def test_a_store_vouches_for_a_number_and_for_none_in_vain(tmp_path: Path) -> None:
    words = '[flows.cancel-order]\nsummary = "Stop an order within 3 hours, by phone."\n'
    assert findings(tmp_path, f'{words}[check]\nvouched = ["3 hours"]\n') == []
    [needless] = findings(tmp_path, '[check]\nvouched = ["3 hours"]\n')
    assert (needless.code, needless.line) == (Code.VOUCHED_FOR_NOTHING, 2)


def test_the_check_of_a_store_reads_its_sentences(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    (store / "wording.toml").write_text('[identify]\ntext = "Cancel within 3 hours."\n', "utf-8")
    assert found(store, Code.CONTRADICTION) == [("wording.toml", 2)]
