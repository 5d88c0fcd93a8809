from pathlib import Path

from helpcenter.articles.library import Library
from helpcenter.articles.search import WizardEntry
from tests.unit.articles.shop import FACTS, WIZARDS, a_copy, refreshed


def first_hit(library: Library, query: str) -> str | None:
    return next((hit.key for hit in library.index.search(query).hits), None)


def test_an_empty_library_answers_nothing() -> None:
    results = Library.empty().index.search("where is my order")
    assert results.hits == ()
    assert not results.answered


def test_an_edited_alias_is_found_and_the_old_one_forgotten(tmp_path: Path) -> None:
    shop = a_copy(tmp_path)
    before = refreshed(Library.empty(), shop)
    path = shop / "faq" / "refunds.md"
    path.write_text(path.read_text().replace("where is my money", "reimbursement overdue"))
    after = refreshed(before, shop)

    assert first_hit(after, "reimbursement") == "article:refunds"
    assert first_hit(before, "reimbursement") is None
    assert first_hit(after, "money") is None
    assert first_hit(before, "money") == "article:refunds"


def test_deleted_articles_and_wizards_are_not_found(tmp_path: Path) -> None:
    shop = a_copy(tmp_path)
    library = refreshed(Library.empty(), shop)
    (shop / "faq" / "opening-hours.md").unlink()
    library = refreshed(library, shop, wizards=WIZARDS[:2])
    keys = {
        hit.key for query in ("opening hours", "start a return") for hit in library.index.search(query).hits
    }
    assert "article:opening-hours" not in keys
    assert "wizard:return-item" not in keys


def test_a_changed_wizard_is_found_by_its_new_words(tmp_path: Path) -> None:
    shop = a_copy(tmp_path)
    library = refreshed(Library.empty(), shop)
    gift = WizardEntry("find-my-order", "Find my gift", "See where it is.")
    assert first_hit(refreshed(library, shop, wizards=(gift, *WIZARDS[1:])), "gift") == "wizard:find-my-order"


def test_nothing_is_indexed_again_where_nothing_changed(tmp_path: Path) -> None:
    shop = a_copy(tmp_path)
    before = refreshed(Library.empty(), shop)
    after = refreshed(before, shop)
    assert after.index.searcher is before.index.searcher
    assert after.catalogue.articles == before.catalogue.articles


def test_new_synonyms_hold_for_old_articles(tmp_path: Path) -> None:
    shop = a_copy(tmp_path)
    before = refreshed(Library.empty(), shop)
    with (shop / "synonyms.toml").open("a") as file:
        file.write('\n[[group]]\nform = "money"\nwords = ["dough"]\n')
    assert first_hit(before, "where is my dough") != "article:refunds"
    assert first_hit(refreshed(before, shop), "where is my dough") == "article:refunds"


def test_broken_synonyms_keep_their_last_good_version(tmp_path: Path) -> None:
    shop = a_copy(tmp_path)
    before = refreshed(Library.empty(), shop)
    (shop / "synonyms.toml").write_text("[[group]]\nform = 1\n")
    after = refreshed(before, shop)
    assert first_hit(after, "where is my package") == "article:track-my-parcel"
    assert after.index.searcher is before.index.searcher
    assert len(after.problems) == 2
    places = [problem.removeprefix(f"{shop / 'synonyms.toml'}:") for problem in after.problems]
    assert [place.split(": ")[:2] for place in places] == [["2", "group.0.form"], ["1", "group.0.words"]]


def test_problems_of_articles_are_sentences_with_file_and_line(tmp_path: Path) -> None:
    shop = a_copy(tmp_path)
    facts = {name: value for name, value in FACTS.items() if name != "returns.window"}
    library = refreshed(Library.empty(), shop, facts=facts)
    path = shop / "faq" / "returns.md"
    assert f"{path}:3: unknown fact {{{{ returns.window }}}}: the policy has no such term" in library.problems


def test_a_language_without_a_stemmer_is_said_and_read_as_english(tmp_path: Path) -> None:
    library = refreshed(Library.empty(), a_copy(tmp_path), language="tlh")
    assert library.problems == ("search reads `tlh` as English: it knows en, es, de, fr",)
    assert first_hit(library, "refunds") == "article:refunds"
