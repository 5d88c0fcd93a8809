"""Numbers about the policy in the sentences of wizards, decisions and mails."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from helpcenter.flows.registry import FLOW_FOR_ACTION, FLOWS
from helpcenter.lint.finding import Finding
from helpcenter.lint.prose.judging import Judge
from helpcenter.lint.prose.passages import QUOTED, Passage
from helpcenter.lint.sayable import sayable_sentences
from helpcenter.lint.subject import Subject
from helpcenter.lint.vouching import finding_for, unneeded_vouch, vouched_phrase
from helpcenter.orders.claim import Action
from helpcenter.policy.decide import RULES
from helpcenter.policy.facts import FACT
from helpcenter.wording import Wording

_VOUCHED = "check.vouched"
_IN_WORDING = 'add "{}" to `vouched` under [check] in wording.toml.'
# What customers say is no promise; what vouches is not said to anybody.
_NOT_READ = (".aliases", _VOUCHED)


def check_numbers_in_words(subject: Subject) -> Iterator[Finding]:
    wording = subject.store.rules.wording
    judge, vouched, used = Judge(subject.store.rules.policy), wording.say_all(_VOUCHED), set[str]()
    for key, sentence in sayable_sentences(subject):
        if key.endswith(_NOT_READ):
            continue
        prose = _prose(sentence)
        path, line = wording.place(key)
        for verdict in judge.judge(Passage(prose, line), _about(key, wording)):
            if phrase := vouched_phrase(verdict, prose, vouched):
                used.add(phrase)
            else:
                yield finding_for(verdict, prose, path, _IN_WORDING, subject)
    yield from (unneeded_vouch(phrase, *wording.place(_VOUCHED)) for phrase in vouched if phrase not in used)


def _prose(sentence: str) -> str:
    """In one line, as it is found by that of its key."""
    return " ".join(FACT.sub(QUOTED, sentence).replace("[[", "").replace("]]", "").split("\n"))


def _about(key: str, wording: Wording) -> Sequence[str]:
    """What the page is about on which it is said, as an article's title and name say it."""
    section, name, *_ = key.split(".")
    action = Action(name) if name in tuple(Action) else None
    flow = FLOW_FOR_ACTION.get(action) if action else FLOWS.get(name) if section == "flows" else None
    if flow is None:
        return ()
    topic = RULES[flow.action][0].replace("_", " ") if flow.action else ""
    return wording.say(f"flows.{flow.slug}.title"), flow.slug.replace("-", " "), topic
