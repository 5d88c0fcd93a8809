"""Search in each language that has a stemmer, from the question of a customer to the article."""

from __future__ import annotations

import pytest

from helpcenter.articles.search import Entry, Kind, SearchIndex
from helpcenter.articles.search.analysis import STEMMERS
from helpcenter.articles.synonyms import Synonyms

# Title and an alias of three articles: about a parcel, about money back, about cancelling.
SHOPS = {
    "en": (
        ("Where is my parcel?", "Track a delivery"),
        ("When is my purchase refunded?", "Money back to my card"),
        ("Can I cancel?", "Undo a purchase"),
    ),
    "es": (
        ("¿Dónde está mi paquete?", "Seguimiento del envío"),
        ("¿Cuándo llega mi reembolso?", "Devolución del dinero a mi tarjeta"),
        ("¿Puedo cancelar mi pedido?", "Anular una compra"),
    ),
    "de": (
        ("Wo ist mein Paket?", "Sendung verfolgen"),
        ("Wann kommt meine Rückzahlung?", "Geld zurück auf meine Karte"),
        ("Kann ich meine Bestellung stornieren?", "Einen Kauf rückgängig machen"),
    ),
    "fr": (
        ("Où est mon colis ?", "Suivre une livraison"),
        ("Quand arrive mon remboursement ?", "Récupérer l'argent sur ma carte"),
        ("Puis-je annuler ma commande ?", "Revenir sur un achat"),
    ),
}
PARCEL, REFUND, CANCEL = "parcel", "refund", "cancel"


def an_index(language: str) -> SearchIndex:
    entries = [
        Entry(Kind.ARTICLE, slug, title, "…", (alias,))
        for slug, (title, alias) in zip((PARCEL, REFUND, CANCEL), SHOPS[language], strict=True)
    ]
    return SearchIndex.build(entries, language, Synonyms())


def test_each_language_with_a_stemmer_is_tried() -> None:
    assert SHOPS.keys() == STEMMERS.keys()


@pytest.mark.parametrize(
    ("language", "question", "slug"),
    [
        ("en", "I have been tracking my parcels", PARCEL),
        ("en", "how do i get refunds for purchases", REFUND),
        ("en", "cancelling it, please", CANCEL),
        ("es", "no sé dónde están los paquetes que he pedido", PARCEL),
        ("es", "DONDE ESTA EL ENVIO", PARCEL),
        ("es", "quiero que me reembolsen", REFUND),
        ("es", "me gustaría cancelar los pedidos", CANCEL),
        ("es", "cancelar mi peddio", CANCEL),
        ("de", "Könnten Sie mir bitte sagen, wo meine Pakete sind?", PARCEL),
        ("de", "SENDUNGEN VERFOLGEN", PARCEL),
        ("de", "die Ruckzahlung ist noch nicht da", REFUND),
        ("de", "ich möchte die Bestellungen storniert haben", CANCEL),
        ("de", "bestelung stornieren", CANCEL),
        ("fr", "je ne sais pas où sont mes colis", PARCEL),
        ("fr", "comment suivre mes livraisons", PARCEL),
        ("fr", "ou en sont les remboursements", REFUND),
        ("fr", "j'ai récupéré l'argent de la carte", REFUND),
        ("fr", "est-ce que je peux annuler mes commandes", CANCEL),
    ],
)
def test_a_question_in_its_own_words_finds_the_article(language: str, question: str, slug: str) -> None:
    found = an_index(language).search(question)
    assert found.hits[0].slug == slug
    assert found.answered


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "could you please tell me what I have to do"),
        ("es", "por favor, ¿qué es lo que tengo que hacer con esto?"),
        ("de", "bitte, was soll ich denn damit machen und wie?"),
        ("fr", "est-ce que vous pouvez me dire ce que c'est"),
    ],
)
def test_words_that_say_nothing_find_nothing_well(language: str, question: str) -> None:
    assert not an_index(language).search(question).answered


@pytest.mark.parametrize("language", STEMMERS)
def test_what_no_article_speaks_of_is_not_called_answered(language: str) -> None:
    assert not an_index(language).search("zeppelin xylophon quarz").answered
