"""Terms that no rule reads and nobody quotes: a promise that is kept nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from helpcenter.lint.finding import Code, Finding
from helpcenter.lint.sayable import sayable_sentences
from helpcenter.lint.subject import Subject
from helpcenter.policy.facts import FACT
from helpcenter.policy.schema import SCHEMA
from helpcenter.policy.terms import Policy


def check_terms(subject: Subject) -> Iterator[Finding]:
    policy, quoted = subject.store.rules.policy, _quoted(subject)
    for key, term in policy.terms.items():
        if key not in quoted and not _is_enforced(key, policy):
            yield Finding(
                subject.policy_file,
                term.line,
                Code.UNUSED_TERM,
                f"{key} is quoted by no article and read by no rule",
                f"Quote it where it matters, as {{{{ {key} }}}}, or take it out.",
            )


def _quoted(subject: Subject) -> set[str]:
    """By what customers can read: drafts and sentences that this store never says are not."""
    articles = (page.quoted for page in subject.pages if not page.head.draft)
    return {fact for _, sentence in sayable_sentences(subject) for fact in FACT.findall(sentence)}.union(
        *articles
    )


def _is_enforced(key: str, policy: Policy) -> bool:
    """Rules read every term of the topics that they know, as long as the store offers the topic at all."""
    topic, _, name = key.partition(".")
    known = SCHEMA.get(topic, {})
    if name not in known or name == "offered" or "offered" not in known:
        return name in known
    return policy.speaks_of(topic) and (name != "gift" or _is_given(topic, policy))


def _is_given(topic: str, policy: Policy) -> bool:
    """A gift comes with a remedy that customers can choose."""
    gifts, remedies = (_codes(f"{topic}.{name}", policy) for name in ("gift", "remedies"))
    return not gifts.isdisjoint(remedies)


def _codes(key: str, policy: Policy) -> set[str]:
    """At whatever date."""
    values = policy.terms[key].values if key in policy.terms else ()
    return {code for dated in values if isinstance(dated.value, tuple) for code in dated.value}
