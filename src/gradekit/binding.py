"""Binding: a guideline's registers put into its comparisons, and ids that name nothing found.

The registers are authoritative. A comparison whose outcome is neither the register's nor what the
register held before was changed on its own, and is refused: changing it silently either way would
move an answer without saying so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol, TypeVar

from attrs import evolve, frozen

from gradekit.comparison import Comparison, Within
from gradekit.errors import GradekitError, Problem, with_article
from gradekit.evidence import Evidence
from gradekit.outcomes import Outcome
from gradekit.panel import Panel
from gradekit.question import Option, Population
from gradekit.records import OtherGuideline, PublishedRecommendation, Subgroup

__all__ = ["Registers", "bind", "dangling", "duplicates"]

Registered = TypeVar("Registered", Outcome, Option, Population)
Place = tuple[str | int, ...]


class Cited(Protocol):
    """The lists of a guideline in which ids are given or used."""

    @property
    def comparisons(self) -> tuple[Comparison, ...]: ...
    @property
    def outcomes(self) -> tuple[Outcome, ...]: ...
    @property
    def options(self) -> tuple[Option, ...]: ...
    @property
    def panel(self) -> Panel | None: ...
    @property
    def recommendations(self) -> tuple[PublishedRecommendation, ...]: ...
    @property
    def subgroups(self) -> tuple[Subgroup, ...]: ...
    @property
    def other_guidelines(self) -> tuple[OtherGuideline, ...]: ...


@frozen(kw_only=True)
class Registers:
    """A guideline's registers by id, and what its comparisons share.

    Args:
        outcomes: by id.
        options: by id.
        populations: by id.
        within: panel, policy, outcomes and sources.
    """

    outcomes: Mapping[str, Outcome]
    options: Mapping[str, Option]
    populations: Mapping[str, Population]
    within: Within


@frozen
class _Binder:
    now: Registers
    before: Registers
    found: list[Problem]

    def own(
        self,
        kind: str,
        given: Registered,
        now: Mapping[str, Registered],
        before: Mapping[str, Registered],
        place: Place,
    ) -> Registered:
        """The register's own object in place of the one given."""
        registered = now.get(given.id)
        if registered is None:
            self.found.append(unknown(kind, place, given.id, now))
            return given
        if given is registered:
            return registered
        if given not in (registered, before.get(given.id)):
            self.found.append(
                Problem(
                    f"{kind} differs from the register",
                    place,
                    f"the guideline's own {given.id!r}",
                    "another definition",
                    f"change it in the guideline's {kind}s, or give it an id of its own",
                )
            )
        return registered

    def row(self, row: Evidence, place: Place) -> Evidence:
        """A row about the register's own outcome; itself where it is that already."""
        own = self.own("outcome", row.outcome, self.now.outcomes, self.before.outcomes, place)
        return row if own is row.outcome else evolve(row, outcome=own)

    def votes(self, each: Comparison, place: Place) -> None:
        """More answers than the panel has members cannot be right."""
        panel = self.now.within.panel
        if each.votes is None or panel is None or not panel.members:
            return
        if each.votes.asked > len(panel.members):
            self.found.append(
                Problem(
                    "votes do not add up",
                    (*place, "votes"),
                    f"at most the panel's {len(panel.members)} members",
                    str(each.votes.asked),
                )
            )

    def comparison(self, each: Comparison, place: Place) -> Comparison:
        """One comparison with the registers' own objects."""
        now, before = self.now, self.before
        if each.within not in (Within(), before.within, now.within):
            self.found.append(
                Problem(
                    "comparison of another guideline",
                    (*place, "within"),
                    "a comparison of this guideline, or of none",
                    each.id,
                    "evolve it with within=Within() to bring it in",
                )
            )
        self.votes(each, place)
        rows = tuple(
            self.row(row, (*place, "evidence", nth, "outcome"))
            for nth, row in enumerate(each.evidence)
        )
        sides: dict[str, Any] = {
            side: self.own(
                "option", getattr(each, side), now.options, before.options, (*place, side)
            )
            for side in ("intervention", "comparator")
        }
        people = self.own(
            "population",
            each.population,
            now.populations,
            before.populations,
            (*place, "population"),
        )
        try:
            return evolve(each, evidence=rows, population=people, within=now.within, **sides)
        except GradekitError as error:
            self.found.extend(error.below(*place).problems)
            return each


def bind(
    comparisons: tuple[Comparison, ...], now: Registers, before: Registers
) -> tuple[tuple[Comparison, ...], list[Problem]]:
    """Comparisons with the registers' own objects, and every problem in doing so.

    Args:
        comparisons: as given.
        now: the registers to bind to.
        before: what the comparisons were last bound to.
    """
    binder = _Binder(now, before, [])
    bound = tuple(
        binder.comparison(each, ("comparisons", place)) for place, each in enumerate(comparisons)
    )
    return bound, binder.found


def unknown(kind: str, place: Place, got: str, register: Mapping[str, object]) -> Problem:
    """An id that names nothing in its register."""
    held = ", ".join(map(repr, sorted(register))) or f"none: there are no {kind}s"
    return Problem(f"unknown {kind}", place, f"one of {held}", repr(got))


def duplicates(lists: Mapping[str, Iterable[Any]]) -> Iterator[Problem]:
    """Every id, or source key, that stands twice in its list."""
    for name, entries in lists.items():
        key = "key" if name == "sources" else "id"
        seen: set[str] = set()
        for place, each in enumerate(entries):
            own = getattr(each, key)
            if own in seen:
                yield Problem(
                    f"duplicate {key}",
                    (name, place, key),
                    f"{with_article(key)} of its own",
                    repr(own),
                )
            seen.add(own)


def dangling(guideline: Cited) -> Iterator[Problem]:
    """Every reference between the lists that names nothing."""
    comparisons = {each.id: each for each in guideline.comparisons}
    options = {each.id: each for each in guideline.options}
    outcomes = {each.id: each for each in guideline.outcomes}
    for where, name in _named_comparisons(guideline):
        if name not in comparisons:
            yield unknown("comparison", where, name, comparisons)
    for place, option in enumerate(guideline.options):
        for nth, part in enumerate(option.components):
            if part not in options:
                yield unknown("option", ("options", place, "components", nth), part, options)
    yield from circles(guideline.options)
    survey = guideline.panel.survey if guideline.panel else None
    for place, scenario in enumerate(survey.scenarios if survey else ()):
        if scenario.outcome is not None and scenario.outcome not in outcomes:
            at: Place = ("panel", "survey", "scenarios", place, "outcome")
            yield unknown("outcome", at, scenario.outcome, outcomes)
    for place, subgroup in enumerate(guideline.subgroups):
        if subgroup.outcome not in outcomes:
            yield unknown("outcome", ("subgroups", place, "outcome"), subgroup.outcome, outcomes)


def circles(options: tuple[Option, ...]) -> Iterator[Problem]:
    """Options that are components of themselves, directly or through others."""
    parts = {each.id: set(each.components) for each in options}
    inside = _trimmed(parts)
    whole: dict[str, set[str]] = {name: set() for name in inside}
    for name in inside:
        for part in parts[name] & inside:
            whole[part].add(name)
    inside = _trimmed(whole)
    place = next((nth for nth, each in enumerate(options) if each.id in inside), None)
    if place is not None:
        yield Problem(
            "circle of components",
            ("options", place, "components"),
            "components that do not hold the option itself",
            ", ".join(map(repr, sorted(inside))),
        )


def _trimmed(leads: Mapping[str, set[str]]) -> set[str]:
    """The names from which one can go on for ever."""
    into: dict[str, list[str]] = {}
    left: dict[str, int] = {}
    for name, targets in leads.items():
        known = [target for target in targets if target in leads]
        left[name] = len(known)
        for target in known:
            into.setdefault(target, []).append(name)
    waiting = [name for name, count in left.items() if count == 0]
    gone: set[str] = set()
    while waiting:
        name = waiting.pop()
        gone.add(name)
        for before in into.get(name, ()):
            left[before] -= 1
            if left[before] == 0:
                waiting.append(before)
    return set(leads) - gone


def _named_comparisons(guideline: Cited) -> Iterator[tuple[Place, str]]:
    for place, published in enumerate(guideline.recommendations):
        for nth, name in enumerate(published.comparisons):
            yield ("recommendations", place, "comparisons", nth), name
    for place, subgroup in enumerate(guideline.subgroups):
        yield ("subgroups", place, "comparison"), subgroup.comparison
    for place, each in enumerate(guideline.comparisons):
        for nth, row in enumerate(each.evidence):
            for which, name in enumerate(row.informed_by):
                yield ("comparisons", place, "evidence", nth, "informed_by", which), name
    for place, other in enumerate(guideline.other_guidelines):
        for nth, published in enumerate(other.recommendations):
            for which, name in enumerate(published.comparisons):
                yield (
                    ("other_guidelines", place, "recommendations", nth, "comparisons", which),
                    name,
                )
