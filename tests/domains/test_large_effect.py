"""GRADE guidelines 9: at least two-fold, at least five-fold, and the mirror of each."""

# ruff: noqa: FBT001 - three-valued facts, not switches

from __future__ import annotations

from typing import Any

import pytest

import gradekit as gk
from gradekit.domains.large_effect import Size, suggest

GOOD: dict[str, Any] = {"design": "non-randomised", "well_conducted": True, "rated_down": False}


def kind(found: gk.Suggestion, rule: str) -> str:
    (step,) = found.trace.find(f"large_effect.{rule}")
    return step.kind.value


class TestSize:
    @pytest.mark.parametrize(
        ("ratio", "level", "rule", "consider"),
        [
            (1.0, 0, "not_large", ()),
            (1.99, 0, "not_large", ()),
            (2.0, 1, "large", (0,)),
            (2.01, 1, "large", ()),
            (4.99, 1, "large", ()),
            (5.0, 2, "very_large", (1,)),
            (5.01, 2, "very_large", ()),
            (0.501, 0, "not_large", ()),
            (0.5, 1, "large", (0,)),
            (0.499, 1, "large", ()),
            (0.201, 1, "large", ()),
            (0.2, 2, "very_large", (1,)),
            (0.199, 2, "very_large", ()),
        ],
    )
    def test_by_ratio(self, ratio: float, level: int, rule: str, consider: tuple[int, ...]) -> None:
        found = suggest(estimate=gk.Estimate("RR", ratio), **GOOD)
        assert (found.level, found.rule, found.consider) == (
            level,
            f"large_effect.{rule}",
            consider,
        )
        assert kind(found, rule) == "fired"
        (step,) = found.trace.find("large_effect.boundary")
        expected = ("fired", "at the limit") if consider else ("not fired", "")
        assert (step.kind, step.result) == expected

    @pytest.mark.parametrize(
        ("value", "low", "high", "level", "consider"),
        [
            (3, 2, 4.5, 1, ()),
            (3, 1.99, 4.5, 1, (0,)),
            (0.4, 0.3, 0.5, 1, ()),
            (0.4, 0.3, 0.51, 1, (0,)),
            (0.4, 0.1, 1.6, 1, (0,)),
            (6, 5, 7, 2, ()),
            (6, 4.9, 7, 2, (1,)),
            (6, 1.9, 20, 2, (1, 0)),
            (0.1, 0.02, 0.2, 2, ()),
            (0.1, 0.02, 0.5, 2, (1,)),
            (0.1, 0.01, 0.6, 2, (1, 0)),
            (5, 1.5, 9, 2, (1, 0)),
            (5, 5, 9, 2, (1,)),
            (1.5, 0.2, 9, 0, ()),
        ],
    )
    def test_by_interval(
        self, value: float, low: float, high: float, level: int, consider: tuple[int, ...]
    ) -> None:
        found = suggest(estimate=gk.Estimate("RR", value, low, high), **GOOD)
        assert (found.level, found.consider) == (level, consider)
        end = low if value > 1 else 1 / high
        limit = 5 if level == 2 else 2
        assert kind(found, "imprecise") == ("fired" if level and end < limit else "not fired")

    def test_a_lower_limit(self) -> None:
        near, beyond = (gk.Estimate("RR", 1.8, low, 2.4) for low in (1.6, 1.4))
        assert suggest(estimate=near, **GOOD, large_from=1.5).consider == ()
        assert suggest(estimate=beyond, **GOOD, large_from=1.5).consider == (0,)

    def test_limits_in_no_order(self) -> None:
        # The greater level is asked first, and its own limit says whether the end reaches it.
        found = suggest(estimate=gk.Estimate("RR", 5.5, 5.2, 6), **GOOD, large_from=7)
        assert (found.level, found.consider) == (2, ())

    def test_without_an_interval(self) -> None:
        assert kind(suggest(estimate=gk.Estimate("RR", 0.3), **GOOD), "imprecise") == (
            "missing input"
        )
        assert kind(suggest(estimate=gk.Estimate("RR", 3), **GOOD), "imprecise") == "missing input"
        assert kind(suggest(estimate=gk.Estimate("RR", 1), **GOOD), "imprecise") == "not fired"

    def test_both_editions_alike(self) -> None:
        for ratio in (0.1, 0.4, 1, 3, 9):
            core, classic = (
                suggest(estimate=gk.Estimate("RR", ratio), **GOOD, edition=edition)
                for edition in ("core", "classic")
            )
            assert (core.level, core.rule) == (classic.level, classic.rule)

    def test_limits_can_be_moved(self) -> None:
        found = suggest(
            estimate=gk.Estimate("RR", 3), **GOOD, large_from=4, very_large_from=gk.Parameter(10)
        )
        assert found.level == 0

    def test_words(self) -> None:
        assert [each.level for each in Size] == [0, 1, 2]
        assert suggest(estimate=gk.Estimate("RR", 3), **GOOD).reason == "the effect is large"


class TestWhoIsRatedUp:
    def test_not_randomised_trials(self) -> None:
        found = suggest(estimate=gk.Estimate("RR", 9), design="RCT", well_conducted=True)
        assert (found.level, found.rule) == (0, "large_effect.randomised")

    def test_not_poor_studies(self) -> None:
        found = suggest(estimate=gk.Estimate("RR", 9), design="NRSI", well_conducted=False)
        assert (found.level, found.rule) == (0, "large_effect.not_well_conducted")

    def test_conduct_is_not_guessed(self) -> None:
        found = suggest(estimate=gk.Estimate("RR", 9), design="NRSI")
        assert (found.level, found.reason) == (None, "not recorded: well conducted")

    @pytest.mark.parametrize("measure", ["HR", "RATE_RATIO"])
    def test_another_ratio_is_judged(self, measure: str) -> None:
        found = suggest(estimate=gk.Estimate(measure, 9), **GOOD)
        assert (found.level, found.rule) == (None, "large_effect.other_measure")
        assert measure in found.reason

    @pytest.mark.parametrize(
        ("ratio", "down", "state"),
        [
            (3, True, "fired"),
            (3, False, "not fired"),
            (3, None, "missing input"),
            (1, True, "not fired"),
            (1, None, "not fired"),
        ],
    )
    def test_rating_down_warns(self, ratio: float, down: bool | None, state: str) -> None:
        found = suggest(estimate=gk.Estimate("RR", ratio), **{**GOOD, "rated_down": down})
        assert found.level == (1 if ratio > 1 else 0)
        assert kind(found, "after_rating_down") == state


class TestMeasures:
    def test_an_odds_ratio_is_converted_first(self) -> None:
        with pytest.raises(gk.InvalidValue, match=r"estimate\.measure.*convert it first.*RR = OR"):
            suggest(estimate=gk.Estimate("OR", 6), **GOOD)

    @pytest.mark.parametrize("estimate", [("MD", 6, "cm"), ("RD", 0.1, None), ("ROM", 3, None)])
    def test_no_relative_risk(self, estimate: tuple[str, float, str | None]) -> None:
        measure, value, unit = estimate
        with pytest.raises(gk.InvalidValue, match="no relative risk"):
            suggest(estimate=gk.Estimate(measure, value, unit=unit), **GOOD)
