"""Core GRADE 5: no rule gives a level."""

# ruff: noqa: FBT001 - three-valued facts, not switches

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

import gradekit as gk
from gradekit.domains.indirectness import suggest

NAMES = ("population", "intervention", "comparator", "outcome")
ALIKE: dict[str, Any] = dict.fromkeys(NAMES, False)


def kind(found: gk.Suggestion, rule: str) -> str:
    (step,) = found.trace.find(f"indirectness.{rule}")
    return step.kind.value


@pytest.mark.parametrize("edition", ["core", "classic"])
def test_never_a_level(edition: str) -> None:
    for judged in product((None, False, True), repeat=4):
        found = suggest(**dict(zip(NAMES, judged, strict=True)), edition=edition)
        assert found.level is None
        assert found.rule == "indirectness.judgement"
        assert kind(found, "judgement") == ("missing input" if None in judged else "fired")


@pytest.mark.parametrize(
    ("name", "consider"),
    [("population", (-1,)), ("intervention", (-1,)), ("comparator", (-1,)), ("outcome", (-1, -2))],
)
def test_levels_to_consider(name: str, consider: tuple[int, ...]) -> None:
    found = suggest(**{**ALIKE, name: True})
    assert (found.consider, kind(found, name)) == (consider, "fired")
    assert {kind(found, other) for other in NAMES if other != name} == {"not fired"}
    alone: dict[str, Any] = {name: True}
    assert suggest(**alone).consider == consider
    assert suggest(**ALIKE).consider == ()


def test_missing_elements_are_named() -> None:
    found = suggest(population=True)
    assert found.reason == "no rule, judge; not every element is recorded"
    (step,) = found.trace.find("indirectness.judgement")
    assert step.result == (
        "not recorded: different intervention matters, different comparator matters, "
        "different outcome matters"
    )
    assert suggest(**ALIKE).reason == "no rule, judge"


@pytest.mark.parametrize(
    ("compared", "state"), [(None, "missing input"), (True, "not fired"), (False, "fired")]
)
def test_head_to_head_in_classic(compared: bool | None, state: str) -> None:
    found = suggest(**ALIKE, head_to_head=compared, edition="classic")
    assert kind(found, "head_to_head") == state
    assert kind(suggest(**ALIKE, head_to_head=compared), "head_to_head") == "not applicable"


@pytest.mark.parametrize(
    ("outside", "state"), [(None, "missing input"), (True, "fired"), (False, "not fired")]
)
def test_data_from_outside(outside: bool | None, state: str) -> None:
    assert kind(suggest(**ALIKE, all_outside=outside), "no_direct_data") == state
