"""What a store may write in its `wording.toml`, and what it is told where that cannot be said."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpcenter.errors import ContentError
from helpcenter.wording import Wording, load_wording

FACTS = {"support.reply": "2 days", "store.email": "help@shop.example", "engravings.by-hand": "3 days"}


def own_words(folder: Path, written: str) -> Wording:
    (folder / "wording.toml").write_text(written, "utf-8")
    return load_wording("en", folder, FACTS)


def problems_of(folder: Path, written: str) -> list[str]:
    with pytest.raises(ContentError) as error:
        own_words(folder, written)
    return [problem.removeprefix(f"{folder / 'wording.toml'}:") for problem in error.value.problems]


def test_a_store_without_words_of_its_own_has_the_packages(tmp_path: Path) -> None:
    assert load_wording("en", tmp_path, FACTS).say("words.and") == "and"


def test_a_language_that_the_package_lacks_is_english(tmp_path: Path) -> None:
    assert load_wording("tlh", tmp_path, FACTS).say("words.and") == "and"


def test_own_words_quote_facts_by_the_names_that_articles_use(tmp_path: Path) -> None:
    wording = own_words(tmp_path, '[identify]\ntext = "In {{ engravings.by-hand }}, or {{store.email}}."\n')
    assert wording.say("identify.text", FACTS) == "In 3 days, or help@shop.example."


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("[done]\nnext = []", "1: done: unknown key"),
        ("[flows.cancel-order.done]\nnext = [1]", "2: flows.cancel-order.done.next.1: a text was expected"),
        (
            '[flows.cancel-order.done]\nnext = ["One.", ["Two."]]',
            "2: flows.cancel-order.done.next.2: a text was expected",
        ),
        (
            '[flows.cancel-order.done]\nnext = "One."',
            "2: flows.cancel-order.done.next: a list of texts was expected",
        ),
        (
            '[flows.lost-parcel.checked]\nchecks = "Look."',
            "2: flows.lost-parcel.checked.checks: a list of tables was expected",
        ),
        (
            '[flows.lost-parcel.checked]\nchecks = ["Look."]',
            "2: flows.lost-parcel.checked.checks.1: a table was expected",
        ),
        (
            '[flows.lost-parcel.checked]\nchecks = [{ title = "Look" }]',
            "2: flows.lost-parcel.checked.checks.1.text: is missing",
        ),
        (
            '[flows.lost-parcel.checked]\nchecks = [{ title = "Look", text = 3 }]',
            "2: flows.lost-parcel.checked.checks.1.text: a text was expected",
        ),
        (
            '[flows.lost-parcel.checked]\nchecks = [{ title = "{{ store.mail }}", text = "There" }]',
            "2: flows.lost-parcel.checked.checks.1.title: the policy has no store.mail; "
            "did you mean `store.email`?",
        ),
        (
            '[flows.lost-parcel.done]\nnext = ["By {answer}."]',
            "2: flows.lost-parcel.done.next.1: unknown placeholder answer; there are answer_by, reference",
        ),
        ('[identify]\ntext = "Write {{ email }}."', "2: identify.text: the policy has no email"),
        ("[codes]\nGU = 3", "2: codes.GU: a text was expected"),
        ('[codes]\nGU = "{name}"', "2: codes.GU: unknown placeholder name; there are none here"),
        (
            '[units]\ndays.one = "{{ store.email }}"',
            "2: units.days.one: facts are made of this word, so it cannot quote one",
        ),
        (
            '[identify]\ntext = "{"',
            "2: identify.text: a brace stands alone; write {value} or {{ topic.fact }}",
        ),
    ],
)
def test_what_no_page_could_show_is_refused_with_its_place(
    tmp_path: Path, written: str, problem: str
) -> None:
    assert problems_of(tmp_path, written) == [problem]


def test_an_unknown_key_in_a_list_comes_with_the_nearest_that_is_known(tmp_path: Path) -> None:
    written = '[flows.lost-parcel.checked]\nchecks = [{ titel = "Look", text = "There" }]'
    assert problems_of(tmp_path, written) == [
        "2: flows.lost-parcel.checked.checks.1.title: is missing",
        "2: flows.lost-parcel.checked.checks.1.titel: unknown key; did you mean `title`?",
    ]


def test_lists_are_said_with_their_facts(tmp_path: Path) -> None:
    wording = own_words(
        tmp_path,
        '[flows.lost-parcel.checked]\nchecks = [{ title = "Us", text = "Write {{ store.email }}." }]\n'
        '[flows.lost-parcel.done]\nnext = ["In {{ support.reply }}: {reference}."]\n',
    )
    assert wording.say_tables("flows.lost-parcel.checked.checks", FACTS) == (
        {"title": "Us", "text": "Write help@shop.example."},
    )
    said = wording.say_all("flows.lost-parcel.done.next", FACTS, reference="R-1", answer_by="")
    assert said == ("In 2 days: R-1.",)


def test_a_store_has_words_for_codes_and_methods_of_its_own(tmp_path: Path) -> None:
    wording = own_words(
        tmp_path,
        '[codes]\nGU = "Guam"\n"D.C." = "Washington"\n'
        '[flows.change-shipping.method.options]\npickup = "I fetch it"\n',
    )
    said = [wording.say(f"codes.{code}") for code in ("GU", "D.C.", "AK")]
    assert said == ["Guam", "Washington", "Alaska"]
    assert wording.say("flows.change-shipping.method.options.pickup") == "I fetch it"


def test_a_value_that_can_be_missing_stands_in_brackets(tmp_path: Path) -> None:
    assert problems_of(tmp_path, '[mails.order_cancelled]\ntext = "{number}: {total} is yours."') == [
        "2: mails.order_cancelled.text: {total} can be missing; write [[ … ]] around what says it"
    ]
    wording = own_words(tmp_path, '[mails.order_cancelled]\ntext = "{number}[[: {total} is yours]]."')
    assert wording.say("mails.order_cancelled.text", FACTS, number="S-1", total="") == "S-1."


def test_a_list_may_be_emptied(tmp_path: Path) -> None:
    wording = own_words(tmp_path, "[flows.lost-parcel]\nchecked.checks = []\ndone.next = []\n")
    assert wording.say_tables("flows.lost-parcel.checked.checks") == ()
    assert wording.say_all("flows.lost-parcel.done.next") == ()
