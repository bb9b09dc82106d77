"""Imprecision with an MID known only as a range."""

from __future__ import annotations

from typing import Any

import gradekit as gk
from gradekit.domains.imprecision import suggest


def outcome(thresholds: gk.Thresholds) -> gk.Outcome:
    return gk.Outcome(
        "death", "Death", importance="critical", better="lower", thresholds=thresholds
    )


def rd(value: float, low: float, high: float) -> gk.Estimate:
    return gk.Estimate("RD", value, low, high, unit="per 1000")


def pain(thresholds: gk.Thresholds) -> gk.Outcome:
    return gk.Outcome(
        "pain",
        "Pain",
        importance="critical",
        better="lower",
        thresholds=thresholds,
    )


def kind(found: gk.Suggestion, rule: str) -> str:
    (step,) = found.trace.find(f"imprecision.{rule}")
    return step.kind.value


class TestRange:
    """The verdict at both ends of an MID known only as a range."""

    def at(self, low: float, high: float, **given: Any) -> gk.Suggestion:  # noqa: ANN401
        return suggest(
            estimate=gk.Estimate("MD", (low + high) / 2, low, high, unit="cm"),
            outcome=pain(gk.MID((1, 2), unit="cm")),
            **{"implausibly_large": False, **given},
        )

    def test_agree(self) -> None:
        found = self.at(-4, -0.5)
        assert (found.level, found.stable, found.rule) == (-1, True, "imprecision.crosses")
        (step,) = found.trace.find("imprecision.mid_range")
        assert step.kind == "fired"
        assert {each.about for each in found.trace.find("imprecision.crosses")} == {
            "MID 1",
            "MID 2",
        }

    def test_agree_for_other_reasons(self) -> None:
        found = self.at(-4, -1.5, implausibly_large=True, participants=10, information_size=100)
        assert (found.level, found.stable, found.rule) == (-1, True, "imprecision.too_few")
        assert found.consider == (-2,)

    def test_disagree(self) -> None:
        found = self.at(-4, -1.5)
        assert (found.level, found.stable, found.consider) == (None, False, (0, -1))
        assert (found.rule, kind(found, "mid_range")) == ("imprecision.mid_range", "not fired")
        assert "where in its range" in found.reason

    def test_agree_but_not_in_what_to_consider(self) -> None:
        found = self.at(-1.5, 1.5)
        assert (found.level, found.stable) == (None, False)
        assert found.consider == (0, -1, -2)
        found = self.at(-2.5, 1.5)
        assert (found.level, found.stable, found.consider) == (-1, True, (-2,))

    def test_one_end_waits(self) -> None:
        found = self.at(-4, -1.5, implausibly_large=None)
        assert (found.level, found.stable, found.consider) == (None, False, (-1,))
        assert (found.rule, kind(found, "mid_range")) == ("imprecision.modest", "missing input")

    def test_the_other_end_waits(self) -> None:
        found = self.at(-1.8, -0.5, implausibly_large=None)
        assert (found.level, found.stable, found.consider) == (None, False, (-1,))
        assert found.rule == "imprecision.modest"

    def test_both_ends_wait(self) -> None:
        found = self.at(-4, -2.5, implausibly_large=None)
        assert (found.level, found.stable, found.consider) == (None, True, ())

    def test_the_information_size_moves_with_the_mid(self) -> None:
        found = self.at(-4, -2.5, implausibly_large=True, participants=200, sd=3)
        assert (found.level, found.stable, found.consider) == (None, False, (0, -1))

    def test_an_unstable_end_is_unstable(self) -> None:
        found = suggest(
            estimate=gk.Estimate("RR", 0.5, 0.48, 0.52),
            outcome=outcome(gk.MID((1, 2), unit="per 1000")),
            baseline_risk=0.2,
            participants=2000,
        )
        assert (found.level, found.stable, found.consider) == (0, False, (-1,))

    def test_one_unstable_end_is_enough(self) -> None:
        found = suggest(
            estimate=rd(-12, -14, -11),
            outcome=outcome(gk.Thresholds(10, 25, 50, unit="per 1000", small_upper=15)),
            baseline_risk=0.2,
            participants=2000,
            contextualisation="partial",
        )
        assert (found.level, found.stable, found.consider) == (0, False, (-1,))

    def test_near_the_null_is_nearer_than_the_lower_end(self) -> None:
        for value, state in ((-0.9, "fired"), (-1.1, "not fired")):
            found = suggest(
                estimate=gk.Estimate("MD", value, value - 0.05, value + 0.05, unit="cm"),
                outcome=pain(gk.MID((1, 2), unit="cm")),
                threshold="null",
                implausibly_large=False,
            )
            kinds = {step.kind.value for step in found.trace.find("imprecision.near_null")}
            assert kinds == {state}
            assert found.level == 0

    def test_counted_at_both_ends(self) -> None:
        sizes = gk.Thresholds(10, 25, 50, unit="per 1000", small_upper=15)
        found = suggest(
            estimate=rd(-20, -40, -12), outcome=outcome(sizes), contextualisation="partial"
        )
        assert (found.level, found.consider) == (None, (-1, -2))
