"""Evidence, outcomes, questions: what is recorded before anything is computed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import pytest

import gradekit as gk
from gradekit.sources import Citation

if TYPE_CHECKING:
    from tests.unit.conftest import Make


class TestOutcome:
    """4: id, name, importance, better, kind, thresholds, scale, catastrophic."""

    def test_least(self, make: Make) -> None:
        made = gk.Outcome("pain", "Pain", importance=8, better="lower")
        assert (made.importance, made.better, made.kind) == ("critical", "lower", "benefit")
        assert made.thresholds is None
        assert not made.catastrophic
        assert make.harm(catastrophic=True).catastrophic

    @pytest.mark.parametrize(("unit", "scale"), [("mm", "cm"), ("points", "points"), (None, "cm")])
    def test_thresholds_on_its_scale(self, make: Make, unit: str | None, scale: str) -> None:
        made = make.outcome(
            thresholds=gk.MID(1, unit=unit), scale=gk.Scale("x", 0, 10, unit=scale), source="x2020"
        )
        assert made.source == Citation("x2020")
        assert made.scale is not None


class TestQuestion:
    """4: sham, placebo, no treatment, usual care are inactive; strategies are active."""

    def test_options_and_populations(self) -> None:
        sham = gk.Option("sham", "Sham", kind="inactive", source="x")
        assert (sham.kind, sham.source) == ("inactive", Citation("x"))
        adults = gk.Population("adults", exclusions=("cancer",), source="x")
        assert (adults.name, adults.exclusions) == ("", ("cancer",))


class TestCertainty:
    """4: a rating, a published level, or not rated: a state of its own."""

    @pytest.mark.parametrize("given", [None, "not rated"])
    def test_not_rated(self, make: Make, given: str | None) -> None:
        assert gk.Evidence(make.outcome(), certainty=given).certainty is None

    def test_a_bare_level_is_as_published(self, make: Make) -> None:
        made = gk.Evidence(make.outcome(), certainty="low").certainty
        assert made == gk.PublishedCertainty("low")

    def test_a_rating_is_kept(self, make: Make) -> None:
        rating = gk.CertaintyRating("low", "high")
        assert gk.Evidence(make.outcome(), certainty=rating).certainty is rating


class TestRow:
    """4: an estimate, an incidence, a judged effect, or nothing."""

    def test_nothing(self, make: Make) -> None:
        made = gk.Evidence(make.outcome())
        assert (made.estimate, made.incidence, made.judged_effect) == (None, None, None)
        assert made.role == "deciding"

    @pytest.mark.parametrize("risk", [None, 0, 0.5, 1])
    def test_baseline_risk_is_a_proportion(self, make: Make, risk: float | None) -> None:
        assert gk.Evidence(make.outcome(), baseline_risk=risk).baseline_risk == risk

    def test_counts_may_be_nought(self, make: Make) -> None:
        made = gk.Evidence(make.outcome(), studies=0, participants=0)
        assert (made.studies, made.participants) == (0, 0)

    def test_a_judgement_may_stand_beside_an_estimate_with_a_reason(self, make: Make) -> None:
        effect = gk.JudgedEffect("trivial", rationale="all trials unblinded")
        made = gk.Evidence(make.outcome(), gk.Estimate("MD", 2, unit="cm"), judged_effect=effect)
        assert made.judged_effect is effect

    def test_a_judgement_beside_an_incidence_needs_none(self, make: Make) -> None:
        made = gk.Evidence(
            make.harm(),
            incidence=gk.Incidence(0.01),
            judged_effect=gk.JudgedEffect("small", "comparator"),
        )
        assert made.incidence == gk.Incidence(0.01)


class TestSwapped:
    """5.11: with intervention and comparator exchanged the effect only changes its sign."""

    @pytest.mark.parametrize(
        ("estimate", "baseline"),
        [
            (gk.Estimate("RR", 0.5, 0.25, 1.5), 0.4),
            (gk.Estimate("OR", 0.5, 0.25, 1.5), 0.4),
            (gk.Estimate("HR", 0.5, 0.25, 1.5), 0.4),
            (gk.Estimate("RATE_RATIO", 0.5, 0.25, 1.5), 0.4),
            (gk.Estimate("RD", -0.1, -0.2, 0.1), 0.4),
            (gk.Estimate("RD", -0.1, -0.2, 0.1), None),
            (gk.Estimate("RR", 0.5, 0.05, 0.9), 0.2),
        ],
    )
    def test_events(self, make: Make, estimate: gk.Estimate, baseline: float | None) -> None:
        death = make.outcome("death", thresholds=gk.MID(0.01, unit="proportion"))
        row = gk.Evidence(death, estimate, baseline_risk=baseline)
        swapped = row.swapped()
        assert swapped.estimate is not None
        before = gk.classify(estimate, death, baseline).effect
        after = gk.classify(swapped.estimate, death, swapped.baseline_risk).effect
        assert before is not None
        assert after is not None
        assert before.low is not None
        assert before.high is not None
        mirror = (-before.value, -before.high, -before.low)
        assert (after.value, after.low, after.high) == pytest.approx(mirror)

    def test_the_baseline_becomes_the_former_intervention_s_risk(self, make: Make) -> None:
        row = gk.Evidence(make.outcome(), gk.Estimate("RR", 0.5), baseline_risk=0.4)
        assert row.swapped().baseline_risk == pytest.approx(0.2)
        assert row.swapped().swapped().baseline_risk == pytest.approx(0.4)

    @pytest.mark.parametrize(("low", "high"), [(-0.2, 0.1), (-0.1, 0.95), (None, None)])
    def test_what_can_be_judged_can_be_judged_swapped(
        self, make: Make, low: float | None, high: float | None
    ) -> None:
        # The ends of a difference carry uncertainty of their own and need not fit the baseline.
        death = make.outcome("death", thresholds=gk.MID(0.01, unit="proportion"))
        row = gk.Evidence(death, gk.Estimate("RD", -0.05, low, high), baseline_risk=0.1)
        assert row.estimate is not None
        assert gk.classify(row.estimate, death, 0.1).favours == "intervention"
        swapped = row.swapped()
        assert swapped.estimate is not None
        found = gk.classify(swapped.estimate, death, swapped.baseline_risk)
        assert found.favours == "comparator"

    def test_twice_can_be_judged_as_well(self, make: Make) -> None:
        death = make.outcome("death", thresholds=gk.MID(0.01, unit="proportion"))
        row = gk.Evidence(death, gk.Estimate("RR", 0.5, 0.1, 1.9), baseline_risk=0.2)
        twice = row.swapped().swapped()
        assert twice.estimate is not None
        found = gk.classify(twice.estimate, death, twice.baseline_risk).effect
        assert found is not None
        assert (found.value, found.low, found.high) == pytest.approx((-0.1, -0.18, 0.18))

    def test_a_difference_of_means_keeps_its_baseline(self, make: Make) -> None:
        row = gk.Evidence(make.outcome(), gk.Estimate("MD", 1, unit="cm"), baseline_risk=0.4)
        assert row.swapped().baseline_risk == 0.4
        assert row.swapped().estimate == gk.Estimate("MD", -1, unit="cm")

    def test_a_ratio_without_a_baseline_is_only_inverted(self, make: Make) -> None:
        swapped = gk.Evidence(make.outcome(), gk.Estimate("RR", 0.5)).swapped()
        assert swapped.estimate == gk.Estimate("RR", 2)
        assert swapped.baseline_risk is None

    def test_what_points_at_an_option_is_turned(self, make: Make) -> None:
        row = gk.Evidence(
            make.harm(),
            incidence=gk.Incidence(0.01, arm="comparator"),
            judged_effect=gk.JudgedEffect("small", "comparator", by="panel"),
            certainty="low",
        )
        swapped = row.swapped()
        assert swapped.incidence == gk.Incidence(0.01, arm="intervention")
        assert swapped.judged_effect == gk.JudgedEffect("small", "intervention", by="panel")
        assert swapped.swapped() == row

    def test_nothing_stays_nothing(self, make: Make) -> None:
        row = gk.Evidence(make.outcome(), baseline_risk=0.2, certainty="low")
        assert row.swapped() == row

    def test_all_else_is_kept(self, make: Make) -> None:
        row = gk.Evidence(
            make.outcome(),
            gk.Estimate("MD", 1, unit="cm"),
            certainty="low",
            role="supporting",
            studies=3,
            informed_by=("x",),
            note="n",
        )
        assert row.swapped() == attrs.evolve(row, estimate=gk.Estimate("MD", -1, unit="cm"))
