"""The store as it is in its folder right now: profile, policy, words, articles and their index.

Everything in a `Store` belongs together: a request is served from one of them, whatever an editor saves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType

from babel import Locale

from helpcenter.adapters.store_profile import StoreProfile, load_profile
from helpcenter.articles.library import Library
from helpcenter.articles.search.entries import WizardEntry
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
            word=self._word,
            amount=lambda amount: self.speech.money(Money(amount, self.profile.currency)),
            day=self.speech.day,
        )

    @cached_property
    def flows(self) -> Mapping[str, Flow]:
        """The wizards that this store offers, by slug, in the order in which they are shown."""
        return {flow.slug: flow for flow in offered_flows(self.policy)}

    def facts_on(self, day: date) -> Mapping[str, str]:
        """What `{{ … }}` says to somebody who orders on that day."""
        return self._facts_by_day(day)

    @cached_property
    def _facts_by_day(self) -> Callable[[date], Mapping[str, str]]:
        return lru_cache(maxsize=_DAYS_KEPT)(self._say_facts)

    def _say_facts(self, day: date) -> Mapping[str, str]:
        said = self.speaker.facts(self.policy, day)
        shop = {"store.name": self.profile.name, "store.email": self.profile.contact.email}
        return MappingProxyType({**said, **shop})

    def facts_for(self, placed_at: datetime) -> Mapping[str, str]:
        """The same for an order of that instant: the terms it was placed under."""
        return self.facts_on(placed_at.astimezone(self.profile.zone).date())

    def _word(self, code: str) -> str:
        return self.wording.say_first(f"codes.{code}", f"units.{code}", f"words.{code}") or code


@dataclass(frozen=True)
class Store:
    rules: Rules
    library: Library
    facts: Mapping[str, str]
    day: date
    problems: tuple[str, ...] = ()


def load_rules(folder: Path) -> Rules:
    """Raises ContentError where the profile, the policy or the wording cannot be used."""
    profile = load_profile(folder / "store.toml")
    return Rules(
        profile=profile,
        policy=load_policy(folder / "policy.toml", profile.zone),
        wording=load_wording(profile.language, folder),
    )


def load_store(
    folder: Path, now: datetime, previous: Store | None = None, *, assets: Path | None = None
) -> Store:
    """Reads what changed since `previous`; a broken file keeps its last good version, as `problems` tells.

    Facts are quoted as of the day that it is in the store's time zone. `assets` is the folder of the images
    that articles may show; None leaves them unchecked.

    Raises ContentError when there is no previous version of a broken profile, policy or wording.
    """
    problems: list[str] = []
    try:
        rules = load_rules(folder)
    except ContentError as error:
        if previous is None:
            raise
        problems.extend(error.problems)
        rules = previous.rules
    day = now.astimezone(rules.profile.zone).date()
    facts = rules.facts_on(day)
    library = (previous.library if previous else Library.empty()).refresh(
        folder,
        facts,
        categories=[category.slug for category in rules.profile.categories],
        wizards=_wizard_entries(rules, facts),
        language=rules.profile.language,
        popular=rules.profile.popular,
        assets=assets,
    )
    return Store(rules, library, facts, day, (*problems, *library.problems))


def _wizard_entries(rules: Rules, facts: Mapping[str, str]) -> tuple[WizardEntry, ...]:
    say = rules.wording
    return tuple(
        WizardEntry(
            slug=slug,
            title=say.say(f"flows.{slug}.title"),
            summary=say.say(f"flows.{slug}.summary", facts),
            aliases=say.say_all(f"flows.{slug}.aliases"),
        )
        for slug in rules.flows
    )
