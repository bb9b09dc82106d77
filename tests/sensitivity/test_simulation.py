"""Probabilities of recommendations, and the share of people who weigh outcomes differently."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np
import pytest
from attrs import evolve

import gradekit as gk
from gradekit.sensitivity.asking import with_row
from gradekit.simulation import (
    Fixed,
    LogNormal,
    Uniform,
    people_share,
    simulate,
    simulate_both,
)
from gradekit.simulation.draws import absolute_of, draw
from gradekit.simulation.probability import _stretches

SIGMAS = 4
Weights = dict[str, Fixed | Uniform | LogNormal]


class TestEstimates:
    def test_chance_of_relief_is_that_of_the_normal(self, guide: gk.Guideline) -> None:
        found = simulate(guide["axial/im-la"], draws=200_000, seed=7)
        error = (0.92 + 1.97) / 2 / NormalDist().inv_cdf(0.975)
        wanted = NormalDist(-0.53, error).cdf(-1.5)
        got = found.answers["conditional against"]
        assert abs(got.value - wanted) < SIGMAS * got.error
        assert sum(each.value for each in found.answers.values()) == pytest.approx(1)

    def test_same_seed_same_result(self, guide: gk.Guideline) -> None:
        its = guide["axial/im-la"]
        assert simulate(its, draws=999, seed=3) == simulate(its, draws=999, seed=3)
        assert simulate(its, draws=999, seed=3) != simulate(its, draws=999, seed=4)

    def test_ratios_are_drawn_on_the_log_scale(self) -> None:
        values = draw(gk.Estimate("RR", 0.8, 0.5, 1.28), 400_000, np.random.default_rng(1))
        assert values.min() > 0
        assert float(np.median(values)) == pytest.approx(0.8, rel=0.01)
        assert float(np.quantile(values, 0.025)) == pytest.approx(0.5, rel=0.01)
        assert float(np.quantile(values, 0.975)) == pytest.approx(1.28, rel=0.01)

    def test_impossible_draws_are_counted_not_clipped(self, trial: gk.Comparison) -> None:
        wide = gk.Estimate("RR", 1.5, 1.2, 1.99)
        its = with_row(trial, "bleed", estimate=wide, baseline_risk=0.5)
        found = simulate(its, draws=50_000, seed=1)
        spread = (math.log(1.99) - math.log(1.2)) / 2 / NormalDist().inv_cdf(0.975)
        wanted = 1 - NormalDist(math.log(1.5), spread).cdf(math.log(2))
        got = found.answers["impossible"]
        assert abs(got.value - wanted) < SIGMAS * got.error

    def test_against_one_answer_for_each_draw(self, trial: gk.Comparison) -> None:
        """Each draw put into `recommend`, and counted."""
        draws, random = 300, np.random.default_rng(5)
        values = {}
        for row in trial.evidence:
            assert row.estimate is not None
            values[row.outcome.id] = draw(row.estimate, draws, random)
        counted: dict[str, int] = {}
        for nth in range(draws):
            changed = trial
            for name, drawn in values.items():
                its = changed.row(name)
                assert its is not None
                assert its.estimate is not None
                value = evolve(its.estimate, value=float(drawn[nth]), low=None, high=None)
                changed = with_row(changed, name, estimate=value)
            answer = str(gk.recommend(changed))
            counted[answer] = counted.get(answer, 0) + 1
        found = simulate(trial, draws=draws, seed=5)
        assert {name: each.value * draws for name, each in found.answers.items()} == {
            name: pytest.approx(count) for name, count in counted.items()
        }

    def test_what_was_held(self, guide: gk.Guideline, trial: gk.Comparison) -> None:
        assert simulate(guide["axial/im-la"], draws=10, seed=1).held == (
            "burden",
            "catastrophic-harm",
        )
        alone = simulate(guide["axial/joint-rfa"], draws=10, seed=1)
        assert list(alone.answers) == ["strong against"]
        assert "pain" in alone.held
        assert simulate(trial, draws=10, seed=1).held == ()

    def test_no_draws(self, guide: gk.Guideline) -> None:
        with pytest.raises(gk.InvalidValue, match="draws not counted"):
            simulate(guide["axial/im-la"], draws=0, seed=1)


class TestPeople:
    def test_share_is_that_of_the_weights(self, trial: gk.Comparison) -> None:
        """40 fewer deaths against 10 more bleeds: chosen unless a bleed weighs over four deaths."""
        weights: Weights = {"death": Fixed(1), "bleed": Uniform(0, 16)}
        found = people_share(trial, weights, people=100_000, seed=2)
        assert abs(found.share - 0.25) < SIGMAS * found.error
        assert found.error == pytest.approx(math.sqrt(found.share * (1 - found.share) / 100_000))
        assert (found.band, str(found.recommendation)) == ("minority", "conditional against")
        assert found.settled

    def test_log_normal(self, trial: gk.Comparison) -> None:
        weights: Weights = {"death": Fixed(1), "bleed": LogNormal(4, 3)}
        found = people_share(trial, weights, people=100_000, seed=2)
        assert abs(found.share - 0.5) < SIGMAS * found.error
        assert not found.settled

    def test_even_people_choose_neither(self, trial: gk.Comparison) -> None:
        found = people_share(
            trial, {"death": Fixed(1), "bleed": Fixed(1)}, sizes={"bleed": -40.0}, people=10, seed=1
        )
        assert found.share == pytest.approx(0)
        assert found.even == pytest.approx(1)

    def test_seed_chunks_and_progress(self, trial: gk.Comparison) -> None:
        told: list[tuple[int, int]] = []
        weights = {"death": LogNormal(1, 2), "bleed": LogNormal(4, 3)}
        one = people_share(
            trial, weights, people=100_000, seed=9, progress=lambda *its: told.append(its)
        )
        assert told[-1] == (100_000, 100_000)
        assert len(told) == 2
        again = people_share(trial, weights, people=100_000, seed=9)
        assert (one.share, one.error) == (again.share, again.error)

    def test_left_out_is_said(self, guide: gk.Guideline) -> None:
        found = people_share(guide["axial/im-la"], {"pain": Fixed(1)}, people=10, seed=1)
        assert found.left_out == {
            "burden": "no estimate, and no size supposed",
            "catastrophic-harm": "no estimate, and no size supposed",
        }

    def test_unknown_outcome(self, trial: gk.Comparison) -> None:
        with pytest.raises(gk.UnknownReference, match="unknown outcome"):
            people_share(trial, {"deth": Fixed(1)}, people=10, seed=1)

    @pytest.mark.parametrize(
        "make",
        [
            lambda: Uniform(2, 1),
            lambda: LogNormal(1, 0.5),
            lambda: Fixed(math.nan),
            lambda: Fixed(-1),
            lambda: Fixed("1"),  # type: ignore[arg-type]
        ],
    )
    def test_weights_out_of_range(self, make: object) -> None:
        with pytest.raises(gk.InvalidValue, match="weight out of range"):
            make()  # type: ignore[operator]


class TestOtherMeasures:
    """The formulas of `absolute_effect`, for arrays."""

    @pytest.mark.parametrize("measure", ["RR", "OR", "HR", "RATE_RATIO"])
    def test_ratios(self, trial: gk.Comparison, measure: str) -> None:
        estimate = gk.Estimate(measure, 0.7)
        row = with_row(trial, "death", estimate=estimate).row("death")
        assert row is not None
        got = absolute_of(row, estimate, np.array([0.7, 1.3]))
        for ratio, value in zip((0.7, 1.3), got, strict=True):
            wanted = gk.absolute_effect(gk.Estimate(measure, ratio), 0.2).difference.per(1000)
            assert value == pytest.approx(-wanted.value)  # fewer deaths are towards it

    def test_a_higher_better_difference_keeps_its_sign(self, trial: gk.Comparison) -> None:
        row = trial.evidence[0]
        turned = evolve(row, outcome=evolve(row.outcome, better="higher"))
        estimate = gk.Estimate("RD", 2.0, unit="%")
        assert absolute_of(turned, estimate, np.array([2.0]))[0] == pytest.approx(20)  # per 1000

    @pytest.mark.parametrize("place", ["least", "at", "between", "greatest"])
    @pytest.mark.parametrize(("measure", "value"), [("RR", 0.8), ("RD", -0.04)])
    def test_every_stretch_has_a_number_of_its_own(
        self, trial: gk.Comparison, measure: str, value: float, place: str
    ) -> None:
        estimate = gk.Estimate(measure, value)
        made = with_row(trial, "death", estimate=estimate)
        row = made.row("death")
        assert row is not None
        stretches = _stretches(made, row, estimate)
        nth = {"least": 0, "at": 3, "between": 4, "greatest": 2 * len(stretches.cuts)}[place]
        assert stretches.places(np.array([stretches.number(nth)]))[0] == nth

    def test_told_in_words_and_rows(self, trial: gk.Comparison) -> None:
        weights: Weights = {"death": Fixed(1)}
        people = people_share(trial, weights, people=10, seed=1)
        assert "left out: bleed" in str(people)
        assert people.frame()["left_out"].tolist() == ["bleed"]
        both = simulate_both(trial, weights, draws=10, people=10, seed=1)
        assert "not weighed: bleed, no weight given" in str(both)

    def test_nothing_to_draw(self, guide: gk.Guideline) -> None:
        both = simulate_both(guide["axial/joint-rfa"], {}, draws=10, people=10, seed=1)
        assert (both.share, both.up_to, list(both.answers)) == (0.0, 1.0, ["strong against"])


class TestBoth:
    def test_one_certain_estimate_is_people_alone(self, trial: gk.Comparison) -> None:
        rows = tuple(
            evolve(row, estimate=evolve(row.estimate, low=None, high=None))
            for row in trial.evidence
            if row.estimate is not None
        )
        its = evolve(trial, evidence=rows)
        weights: Weights = {"death": Fixed(1), "bleed": Uniform(0, 16)}
        both = simulate_both(its, weights, draws=20, people=40_000, seed=2)
        assert both.share == pytest.approx(0.25, abs=0.02)
        assert list(both.answers) == ["conditional against"]

    def test_same_people_alone_is_estimates_with_their_share(self, trial: gk.Comparison) -> None:
        weights = {"death": Fixed(1), "bleed": Fixed(0)}
        both = simulate_both(trial, weights, draws=2_000, people=3, seed=2)
        assert set(both.answers) == {"strong for"}  # deaths fall in every draw; everybody agrees
        assert both.people == 3

    def test_seed(self, trial: gk.Comparison) -> None:
        weights = {"death": LogNormal(1, 2), "bleed": LogNormal(4, 3)}
        one = simulate_both(trial, weights, draws=200, people=200, seed=2)
        assert one == simulate_both(trial, weights, draws=200, people=200, seed=2)
        assert sum(each.value for each in one.answers.values()) == pytest.approx(1)
        assert len(one.frame()) == len(one.answers)
