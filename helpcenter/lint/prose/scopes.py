"""Where the topic of a number is looked for: near it first, and last in the article's title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from helpcenter.lint.prose.passages import Passage
from helpcenter.lint.prose.quantities import Dimension, Quantity
from helpcenter.lint.prose.sentences import Span, clause_around, joined, sentence_around
from helpcenter.lint.prose.topics import ELSEWHERE, HARDLY, Lexicon, Mention

# Away from the words that it is about, a number is a promise only where something says so.
_LIMIT = re.compile(
    r"\b(?:within|inside|up to|at most|at the latest|no (?:more|later|longer) than|not more than|less than"
    r"|more than|until|have|got|limit|window|deadline|period|grace|you get|gives? you|how long|last day"
    r"|first (?=(?:\S+ )?(?:minute|hour|day|week|month))|count on|lock(?:s|ed)?(?! for)|closes? after"
    r"|too late|can no longer|possible for|report(?:ed)?(?: it| them)? for"
    r"|you (?:can|may) \w+ (?:it|that|so) for|wait [^.!?]*before you (?:ask|write|report|contact|claim|try)"
    r"|(?:it|this|that) (?:can |may |will )?takes?)\b",
    re.IGNORECASE,
)
_ALONE = re.compile(r"(?:(?:for|in|after|about|only|just)\s)*\s*[.!]?", re.IGNORECASE)
_CONTINUED = re.compile(r"\b(?:it|this|that|they|these|which|takes?|wait|allow|after|for)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Scope:
    """The topics that some words speak of. `near` words are the number's own sentence or table headers.

    `together` tells an enumeration ("cancel or change"): what is said holds for each of the topics.
    """

    topics: tuple[str, ...]
    near: bool
    together: bool = False


@dataclass(frozen=True)
class Number:
    """A number in its passage, with all that is mentioned there. `article` says what the article is about."""

    passage: Passage
    quantity: Quantity
    quantities: Sequence[Quantity]
    mentions: Sequence[Mention]
    article: Sequence[str]

    @property
    def sentence(self) -> Span:
        return sentence_around(self.passage.text, self.quantity)

    @property
    def said(self) -> str:
        """The sentence and the headers of the cell that it stands in."""
        sentence = self.sentence
        own = self.passage.text[sentence.start : sentence.end]
        return f"{self.passage.column} {self.passage.row} {own}"

    @property
    def asked(self) -> str:
        """What a number answers that has hardly any words of its own: the lead or the heading above it."""
        passage, quantity = self.passage, self.quantity
        if not _ALONE.fullmatch(passage.text[: quantity.start] + passage.text[quantity.end :]):
            return ""
        return passage.lead or next(iter(passage.headings), "")


def scope_of(number: Number, lexicon: Lexicon) -> Scope | None:
    """The nearest that has a topic; None where there is none, or where the number is about something else."""
    return next(_scopes(number, lexicon), None)


def topics_around(number: Number, lexicon: Lexicon) -> Iterator[tuple[str, ...]]:
    """Those of the sentence, then of what stands above it, ever further away; none where it is about else."""
    passage = number.passage
    here = [mention for mention in number.mentions if number.sentence.holds(mention)]
    if any(mention.topic == ELSEWHERE for mention in here):
        return
    yield _distinct(here)
    for words in (f"{passage.row}\n{passage.column}", passage.lead, *passage.headings, *number.article):
        yield _distinct(_mentions(lexicon, words))


def _scopes(number: Number, lexicon: Lexicon) -> Iterator[Scope | None]:
    """The first one decides, even if it is None: the number is about something that no rule knows."""
    text, quantity, mentions = number.passage.text, number.quantity, number.mentions
    clause = clause_around(text, quantity, number.quantities, mentions)
    for span in (clause, number.sentence):
        if inside := [mention for mention in mentions if span.holds(mention)]:
            yield _beside(text, quantity, inside)
    if headers := _mentions(lexicon, number.passage.row, number.passage.column):
        yield _aside(headers, near=True)
    before = [mention for mention in mentions if mention.end <= number.sentence.start]
    if before and (_LIMIT.search(number.said) or _CONTINUED.search(number.said)):
        yield _aside(before[-1:], near=False)
    if _promises_something(number, lexicon):
        for words in (number.passage.lead, *number.passage.headings, *number.article):
            if found := _mentions(lexicon, words):
                yield _aside(found, near=False)


def _promises_something(number: Number, lexicon: Lexicon) -> bool:
    """Even far from the words that it is about. Times are limits, amounts fees; shares may be either."""
    said, dimension = number.said, number.quantity.amount.dimension
    if dimension is Dimension.MONEY:
        return lexicon.says_kept(said)
    limited = _LIMIT.search(f"{number.asked} {said}") is not None
    if dimension is Dimension.SHARE:
        return limited or lexicon.says_kept(said) or lexicon.says_priced(said)
    return limited


def _beside(text: str, quantity: Quantity, inside: Sequence[Mention]) -> Scope | None:
    telling = [mention for mention in inside if mention.topic != HARDLY]
    nearest = min(telling, key=lambda one: one.distance(quantity.start, quantity.end), default=None)
    if nearest is None or not nearest.is_policy:
        return None
    together = len(telling) > 1 and all(joined(text, one, other) for one, other in pairwise(telling))
    return Scope(_distinct(telling), near=True, together=together)


def _aside(mentions: Sequence[Mention], *, near: bool) -> Scope | None:
    topics = _distinct(mentions)
    return Scope(topics, near) if topics else None


def _mentions(lexicon: Lexicon, *texts: str) -> list[Mention]:
    return [mention for text in texts for mention in lexicon.mentions(text)]


def _distinct(mentions: Sequence[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mention.topic for mention in mentions if mention.is_policy))
