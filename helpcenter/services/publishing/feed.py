"""/feed.xml: an Atom feed of what has changed, for customers and colleagues who want to be told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from xml.etree.ElementTree import Element

from helpcenter.services.publishing.changes import changed_on, rule_changes
from helpcenter.services.publishing.once_per_store import once_per_store
from helpcenter.services.publishing.xml_document import add, document
from helpcenter.services.site_address import SiteAddress
from helpcenter.services.store import Store

PATH = "/feed.xml"
_ENTRIES = 50
# The year from which the ids count, by RFC 4151. To change it would make every entry a new one.
_IDS_SINCE = "2026"


@dataclass(frozen=True)
class _Entry:
    """`name` makes its id: stable, and of one entry alone."""

    name: str
    day: date
    title: str
    summary: str
    path: str


@once_per_store
def feed(store: Store, site: SiteAddress) -> str:
    """The newest changes first."""
    profile, say = store.rules.profile, store.rules.wording.say
    found = sorted([*_articles(store), *_rules(store)], key=lambda entry: (entry.day, entry.name))
    entries = found[::-1][:_ENTRIES]
    root = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": profile.language})
    add(root, "title", say("published.changes", store=profile.name))
    add(root, "id", _id(store, "changes"))
    add(root, "updated", _instant(store, entries[0].day if entries else store.day))
    add(add(root, "author"), "name", profile.name)
    add(root, "link", rel="self", type="application/atom+xml", href=site.link(PATH))
    add(root, "link", rel="alternate", type="text/html", href=site.link("/"))
    for entry in entries:
        _add_entry(root, store, site, entry)
    return document(root)


def _add_entry(root: Element, store: Store, site: SiteAddress, entry: _Entry) -> None:
    element = add(root, "entry")
    add(element, "title", entry.title)
    add(element, "id", _id(store, entry.name))
    add(element, "updated", _instant(store, entry.day))
    add(element, "link", rel="alternate", type="text/html", href=site.link(entry.path))
    add(element, "summary", entry.summary)


def _articles(store: Store) -> Iterator[_Entry]:
    for article in store.library.catalogue.articles.values():
        day = changed_on(store, article)
        yield _Entry(f"articles/{article.slug}", day, article.title, article.summary, article.address)


def _rules(store: Store) -> Iterator[_Entry]:
    """Those that have begun: what is only announced stands in the articles, and has no day of its own."""
    rules = store.rules
    for change in rule_changes(store):
        since, key = change.value.since, change.term.key
        value = rules.speaker.value(key, change.value)
        yield _Entry(
            name=f"policy/{key}/{since.isoformat()}",
            day=since,
            title=rules.wording.say("published.rule_title", description=change.term.description),
            summary=rules.wording.say("published.rule_summary", value=value, day=rules.speech.day(since)),
            path=change.article.address,
        )


def _id(store: Store, name: str) -> str:
    """By the contact address, which every store has and which no server's move changes."""
    return f"tag:{store.rules.profile.contact.email},{_IDS_SINCE}:{name}"


def _instant(store: Store, day: date) -> str:
    return datetime.combine(day, time(), store.rules.profile.zone).isoformat()
