"""What customers can be refused, and no article explains.

An article explains an action where the wording names it for that; it explains a reason where one of its cases
is refused for it, so that what it says about the reason is tried against the policy.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from helpcenter.lint.cases.phrases import WHEN
from helpcenter.lint.cases.verdict import UnreadableVerdict, read_verdict
from helpcenter.lint.finding import Code, Finding
from helpcenter.lint.subject import Subject
from helpcenter.orders.claim import Action
from helpcenter.policy.decide import RULES
from helpcenter.policy.decision import Decision, Reason

# Nothing is ruled there that an article could explain.
_NO_RULE = frozenset({Reason.NOT_OFFERED, Reason.NO_TERMS})


def check_explanations(subject: Subject) -> Iterator[Finding]:
    yield from _unexplained_actions(subject)
    explained = _explained(subject)
    for reason, decision in _refusals(subject).items():
        if reason not in explained:
            yield Finding(
                subject.policy_file,
                _line(decision, subject),
                Code.UNEXPLAINED_REASON,
                f"{decision.rule} can refuse {decision.action} as `{reason}`, and no article explains that",
                f"Explain it in {_article(decision.action, subject)}.md, and add a case refused {reason}.",
            )


def _unexplained_actions(subject: Subject) -> Iterator[Finding]:
    policy = subject.store.rules.policy
    for action in Action:
        topic, _ = RULES[action]
        slug = _article(action, subject)
        if policy.speaks_of(topic) and slug not in subject.store.library.catalogue.articles:
            yield Finding(
                subject.policy_file,
                policy.terms[f"{topic}.offered"].line,
                Code.UNEXPLAINED_ACTION,
                f"customers are told to read `{slug}` about {action}, and there is no such article",
                f"Write faq/{slug}.md, or name another one under [actions.{action}] in wording.toml.",
            )


def _explained(subject: Subject) -> set[Reason]:
    reasons = set()
    for page in subject.pages:
        for case in page.head.cases if not page.head.draft else ():
            for action, words in case.items():
                try:
                    verdict = read_verdict(action, words) if action != WHEN else None
                except UnreadableVerdict:
                    continue
                if verdict and verdict.reason:
                    reasons.add(verdict.reason)
    return reasons


def _refusals(subject: Subject) -> Mapping[Reason, Decision]:
    """Each reason that the store can refuse for, with the first decision that does."""
    found: dict[Reason, Decision] = {}
    for decision in subject.refusals:
        if decision.reason not in _NO_RULE:
            found.setdefault(decision.reason, decision)
    return found


def _article(action: Action, subject: Subject) -> str:
    return subject.store.rules.wording.say(f"actions.{action}.article")


def _line(decision: Decision, subject: Subject) -> int:
    term = subject.store.rules.policy.terms.get(decision.rule)
    return term.line if term else 1
