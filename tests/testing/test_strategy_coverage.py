"""Strategies: what they draw. Every field otherwise than by default, and every kind of answer."""

from __future__ import annotations

import enum
import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from random import Random
from typing import Any, TypeVar

import attrs
import pytest
from hypothesis import strategies as st
from hypothesis.control import BuildContext
from hypothesis.internal.conjecture.data import ConjectureData

import gradekit as gk
from gradekit.scales import Measure
from gradekit.situation import assess
from gradekit.testing import strategies as gs
from gradekit.testing.strategies.register import STRATEGIES

T = TypeVar("T")
ALONE = 180
LONG = os.environ.get("GRADEKIT_HYPOTHESIS_PROFILE") == "long"
FIELD_BY_FIELD = pytest.mark.skipif(not LONG, reason="every field of every type: the long profile")
SLOW = (
    "audit_findings",
    "comparisons",
    "guidelines",
    "policy_comparisons",
    "recommendations",
    "reproductions",
)
ALWAYS_DEFAULT: dict[str, str] = {}
"""Fields no draw has otherwise than by default, each with why that is right: there is none."""


def draws(strategy: st.SearchStrategy[T], many: int) -> list[T]:
    """As many draws as asked for, each for itself and the same ones every time."""
    made: list[T] = []
    for number in range(many):
        data = ConjectureData(random=Random(number))  # noqa: S311 - no secret
        with BuildContext(data, wrapped_test=draws):
            made.append(data.draw(strategy))
    return made


def inside(thing: object) -> Iterator[Any]:
    """Every attrs value in a thing, itself included; what was seen before is left out."""
    waiting, seen = [thing], set[int]()
    while waiting:
        each: Any = waiting.pop()
        if isinstance(each, dict):
            waiting += each.values()
        elif isinstance(each, tuple | list):
            waiting += each
        elif attrs.has(type(each)) and id(each) not in seen:
            seen.add(id(each))
            yield each
            waiting += [getattr(each, field.name) for field in attrs.fields(type(each))]


def default_of(field: Any, thing: object) -> object:  # noqa: ANN401 - an attribute of any type
    """What a field of a thing holds where nobody says otherwise."""
    default = field.default
    if isinstance(default, attrs.Factory):  # type: ignore[arg-type]
        default = default.factory(thing) if default.takes_self else default.factory()
    return default


def plain(field: Any, thing: object) -> bool:  # noqa: ANN401 - an attribute of any type
    """Whether a field has a default and holds it."""
    default, held = default_of(field, thing), getattr(thing, field.name)
    if default is attrs.NOTHING:
        return False
    same = held == default or (isinstance(held, enum.Enum) and held.value == default)
    return bool(same) or getattr(held, "value", held) == getattr(default, "value", default)


@pytest.fixture(scope="module")
def comparisons() -> list[gk.Comparison]:
    """The draws a user gets who asks for nothing, and for a panel."""
    return [*draws(gs.comparisons(), ALONE), *draws(gs.comparisons(panel=gs.ANY), 50)]


@pytest.fixture(scope="module")
def drawn(comparisons: list[gk.Comparison]) -> list[Any]:
    """Draws of every registered type, and more guidelines, in which much stands at once."""
    made: list[Any] = []
    for name in dict.fromkeys(STRATEGIES.values()):
        made += draws(getattr(gs, name)(), 8 if name in SLOW else 25)
    made += map(gk.recommend, comparisons)
    return [*made, *draws(gs.guidelines(comparing=1), 30)]


def told(things: Iterable[object]) -> tuple[set[str], set[str]]:
    """The fields that were met, and those that once held another value than by default."""
    met, other = set[str](), set[str]()
    for thing in things:
        for each in inside(thing):
            kind = type(each)
            for field in attrs.fields(kind) if kind in STRATEGIES else ():
                name = f"{kind.__name__}.{field.name}"
                met.add(name)
                if name not in other and not plain(field, each):
                    other.add(name)
    return met, other


@FIELD_BY_FIELD
def test_every_field_is_drawn_otherwise_than_by_default(drawn: list[Any]) -> None:
    met, other = told(drawn)
    assert len(met) > 300
    assert met - other == set(ALWAYS_DEFAULT)


def words_of(things: Iterable[object]) -> dict[str, set[object]]:
    """The words, flags and Nones that stood in each field."""
    found: dict[str, set[object]] = defaultdict(set)
    for thing in things:
        for each in inside(thing):
            kind = type(each)
            for field in attrs.fields(kind) if kind in STRATEGIES else ():
                held = getattr(each, field.name)
                if held is None or isinstance(held, enum.Enum | bool):
                    found[f"{kind.__name__}.{field.name}"].add(held)
    return found


@FIELD_BY_FIELD
def test_every_word_and_flag_is_drawn(drawn: list[Any]) -> None:
    found = words_of(drawn)
    for name, words in found.items():
        if name != "Parameter.value" and any(isinstance(each, bool) for each in words):
            assert {True, False} <= words, name
    for name in (
        "CertaintyRating.start",
        "Classification.magnitude",
        "Estimate.measure",
        "Evidence.role",
        "Outcome.importance",
        "Outcome.kind",
        "PanelHalf.balance",
        "PanelHalf.secondary",
        "PanelHalf.share",
        "PanelHalf.votes",
        "Scenario.benefit",
        "Share.band",
    ):
        kind = next(type(each) for each in found[name] if each is not None)
        unused = {gk.Certainty.VERY_LOW, gk.Certainty.MODERATE} if name.endswith("start") else set()
        assert found[name] >= set(kind) - unused, name  # type: ignore[call-overload]


@FIELD_BY_FIELD
def test_rows_are_measured_in_every_way(drawn: list[Any]) -> None:
    rows = [each for thing in drawn for each in inside(thing) if isinstance(each, gk.Evidence)]
    judged = [
        gk.classify(row.estimate, row.outcome, row.baseline_risk)
        for row in rows
        if row.estimate is not None
    ]
    sized = [row for row in rows if row.estimate is not None and row.outcome.thresholds is not None]
    measures = {row.estimate.measure for row in sized if row.estimate is not None}
    assert measures == set(Measure) - {"ROM"}  # a ratio of means cannot be judged
    assert {len(row.outcome.thresholds.sizes()) for row in sized} == {1, 2, 3}  # type: ignore[union-attr]
    units = {(row.estimate.unit, row.outcome.thresholds.unit) for row in sized}  # type: ignore[union-attr]
    assert {("mm", "cm"), ("%", "per 1000")} <= units
    assert {each.stable for each in judged} == {True, False}
    assert {each.at_threshold for each in judged} == {True, False}
    ratings = [row.certainty for row in rows if isinstance(row.certainty, gk.CertaintyRating)]
    assert {change.change > 0 for each in ratings for change in each.moves} == {True, False}


def test_comparisons_are_answered_in_every_way(comparisons: list[gk.Comparison]) -> None:
    answers = [gk.recommend(each) for each in comparisons]
    ways = Counter((each.direction.value, each.strength.value) for each in answers)
    for direction in ("for", "against"):
        assert min(ways[direction, strength] for strength in ("strong", "conditional")) >= 5, ways
    assert ways["either", "conditional"]
    assert ways["none", "none"] < len(answers) / 2, ways
    paradigms = Counter(number for each in answers for number in each.paradigms)
    assert min(paradigms[number] for number in (1, 2, 3, 4, 5)) >= 3, paradigms
    bindings = Counter(name for each in answers for name in each.binding)
    assert set(bindings) == {"values", "certainty", "secondary", "consensus"}


def test_the_share_comes_by_every_route(comparisons: list[gk.Comparison]) -> None:
    routes = Counter(assess(each).share.route.value for each in comparisons)
    assert min(routes[name] for name in ("recorded", "survey", "dominance", "none")) >= 5, routes
    asked_alone = Counter(assess(each).share.route.value for each in comparisons[:ALONE])
    assert set(asked_alone) == {"recorded", "dominance", "none"}  # no panel, no survey


def test_few_comparisons_are_empty(comparisons: list[gk.Comparison]) -> None:
    empty = sum(not each.evidence for each in comparisons)
    assert 0 < empty < len(comparisons) / 10


def test_comparisons_of_guidelines_are_surveyed_and_dominated() -> None:
    guides = draws(gs.guidelines(comparing=2), 70)
    routes = Counter(assess(each).share.route.value for guide in guides for each in guide)
    assert set(routes) == {"recorded", "survey", "dominance", "none"}, routes
    answers = Counter(each.strength.value for guide in guides for each in guide.recommend())
    assert set(answers) == {"strong", "conditional", "none"}, answers


def test_edges_of_proportions_are_drawn_often() -> None:
    shares = draws(gs.shares(band=None), 100)
    for edge in (0, 0.5, 0.9):
        assert sum(edge in (each.low, each.high) for each in shares) >= 5, edge
    votes = draws(gs.votes(), 200)
    assert sum(max(each.share_for(way) for way in gk.Direction) == 0.8 for each in votes) >= 10
    assert sum(bool(each.recused) for each in votes) >= 10
