"""The store as it is in its folder right now: profile, policy, words, articles and their index.

Everything in a `Store` belongs together: a request is served from one of them, whatever an editor saves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType

from babel import Locale

from helpcenter.adapters.store_profile import StoreProfile, load_profile
from helpcenter.articles.library import Library
from helpcenter.articles.search.entries import WizardEntry
from helpcenter.articles.sources import Stamp, stamp_of
from helpcenter.errors import ContentError
from helpcenter.flows.flow import Flow
from helpcenter.flows.registry import offered_flows
from helpcenter.orders.money import Money
from helpcenter.policy.facts import Speaker
from helpcenter.policy.loading import load_policy
from helpcenter.policy.terms import Policy
from helpcenter.services.speech import Speech
from helpcenter.wording import Wording, load_wording

# Orders come from a few weeks; older days are put into words again.
_DAYS_KEPT = 256
_RULES_FILES = ("store.toml", "policy.toml", "wording.toml")


@dataclass(frozen=True)
class Rules:
    """What decides and speaks: all of the store but its articles."""

    profile: StoreProfile
    policy: Policy
    wording: Wording

    @cached_property
    def speech(self) -> Speech:
        return Speech(Locale.parse(self.profile.locale), self.profile.zone)

    @cached_property
    def speaker(self) -> Speaker:
        """Puts the policy's values into words."""
        return Speaker(
            word=self.word,
            amount=lambda amount: self.speech.money(Money(amount, self.profile.currency)),
            day=self.speech.day,
        )

    @cached_property
    def flows(self) -> Mapping[str, Flow]:
        """The wizards that this store offers, by slug, in the order in which they are shown."""
        return {flow.slug: flow for flow in offered_flows(self.policy)}

    def quoting(self, facts: Mapping[str, str]) -> Rules:
        """With words that quote these facts wherever no order has its own."""
        if self.wording.facts == facts:
            return self
        return replace(self, wording=replace(self.wording, facts=facts))

    def facts_on(self, day: date) -> Mapping[str, str]:
        """What `{{ … }}` says to everybody on that day, with the values that are still to come."""
        return self._with_shop(self.speaker.facts(self.policy, day))

    def facts_for(self, placed_at: datetime) -> Mapping[str, str]:
        """What it says about an order of that instant: the terms it was placed under, and no others."""
        return self._facts_by_day(placed_at.astimezone(self.profile.zone).date())

    @cached_property
    def _facts_by_day(self) -> Callable[[date], Mapping[str, str]]:
        def say(day: date) -> Mapping[str, str]:
            return self._with_shop(self.speaker.facts_of_one(self.policy, day))

        return lru_cache(maxsize=_DAYS_KEPT)(say)

    def _with_shop(self, facts: Mapping[str, str]) -> Mapping[str, str]:
        return MappingProxyType({**facts, **_facts_of_shop(self.profile)})

    def count(self, key: str, number: int, **values: object) -> str:
        """The sentence for so many: `key.zero`, `key.one` … where there is one, or `key.other`."""
        form = "zero" if number == 0 else str(self.speech.locale.plural_form(number))
        counted = f"{key}.{form}" if self.wording.find(f"{key}.{form}") else f"{key}.other"
        return self.wording.say(counted, None, count=number, **values)

    def word(self, code: str) -> str:
        """Of a unit or a code of the policy; the code made readable where the wording has none for it."""
        known = self.wording.say_first(f"codes.{code}", f"units.{code}", f"words.{code}")
        return known or code.replace("_", " ")


@dataclass(frozen=True, eq=False)
class Store:
    """Only ever the same as itself: what is worked out for one state of the shop is not good for the next."""

    rules: Rules
    library: Library
    facts: Mapping[str, str]
    day: date
    problems_of_rules: tuple[str, ...]
    stamps: tuple[Stamp | None, ...]

    @property
    def problems(self) -> tuple[str, ...]:
        return (*self.problems_of_rules, *self.library.problems)


def load_rules(folder: Path) -> Rules:
    """Raises ContentError where the profile, the policy or the wording cannot be used."""
    profile = load_profile(folder / "store.toml")
    policy = load_policy(folder / "policy.toml", profile.zone)
    facts = {*policy.terms, *_facts_of_shop(profile)}
    return Rules(profile, policy, load_wording(profile.language, folder, facts))


def load_store(
    folder: Path, now: datetime, previous: Store | None = None, *, assets: Path | None = None
) -> Store:
    """Reads what changed since `previous`; a broken file keeps its last good version, as `problems` tells.

    Facts are quoted as of the day that it is in the store's time zone. `assets` is the folder of the images
    that articles may show; None leaves them unchecked.

    Raises ContentError when there is no previous version of a broken profile, policy or wording.
    """
    rules, problems, stamps = _read_rules(folder, previous)
    day = now.astimezone(rules.profile.zone).date()
    facts = rules.facts_on(day)
    rules = rules.quoting(facts)
    library = (previous.library if previous else Library.empty()).updated(
        folder,
        facts,
        categories=[category.slug for category in rules.profile.categories],
        wizards=_wizard_entries(rules),
        language=rules.profile.language,
        popular=rules.profile.popular,
        assets=assets,
    )
    return Store(rules, library, facts, day, problems, stamps)


def _read_rules(
    folder: Path, previous: Store | None
) -> tuple[Rules, tuple[str, ...], tuple[Stamp | None, ...]]:
    """As they were, where no file was written since."""
    stamps = tuple(map(_stamp_if_there, (folder / name for name in _RULES_FILES)))
    if previous and previous.stamps == stamps:
        return previous.rules, previous.problems_of_rules, stamps
    try:
        return load_rules(folder), (), stamps
    except ContentError as error:
        if previous is None:
            raise
        return previous.rules, tuple(error.problems), stamps


def _facts_of_shop(profile: StoreProfile) -> dict[str, str]:
    return {"store.name": profile.name, "store.email": profile.contact.email}


def _stamp_if_there(path: Path) -> Stamp | None:
    try:
        return stamp_of(path)
    except OSError:
        return None


def _wizard_entries(rules: Rules) -> tuple[WizardEntry, ...]:
    say = rules.wording
    return tuple(
        WizardEntry(
            slug=slug,
            title=say.say(f"flows.{slug}.title"),
            summary=say.say(f"flows.{slug}.summary"),
            aliases=say.say_all(f"flows.{slug}.aliases"),
        )
        for slug in rules.flows
    )
