"""Indifferent people, outcomes nobody weighed, and draws at and beside the numbers of the rules."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import gradekit as gk
from gradekit.answers import Direction
from gradekit.sensitivity import net_effect, scenarios
from gradekit.simulation import Fixed, LogNormal, Uniform, people_share, simulate, simulate_both

A = gk.Option("a", "A", kind="active")
B = gk.Option("b", "B", kind="inactive")
Weights = dict[str, Fixed | Uniform | LogNormal]


def outcome(name: str, importance: str, kind: str, mid: gk.Thresholds | None = None) -> gk.Outcome:
    return gk.Outcome(name, name, importance=importance, better="lower", kind=kind, thresholds=mid)


def asked(*rows: gk.Evidence, **changes: Any) -> gk.Comparison:  # noqa: ANN401
    return gk.Comparison(
        id="c", population="p", intervention=A, comparator=B, evidence=rows, **changes
    )


PAIN = outcome("pain", "critical", "benefit", gk.MID(1.5, unit="cm"))
BURDEN = outcome("burden", "critical", "burden")
LARGE_BURDEN = gk.Evidence(
    BURDEN, judged_effect=gk.JudgedEffect("large", "comparator", by="x"), certainty="high"
)


def pain(value: float, low: float | None = None, high: float | None = None) -> gk.Evidence:
    return gk.Evidence(PAIN, gk.Estimate("MD", value, low, high, unit="cm"), certainty="high")


class TestIndifference:
    def test_even_people_count_for_neither_side(self) -> None:
        its = asked(pain(0))
        for each in (its, gk.swap(its)):
            found = people_share(each, {"pain": Fixed(1)}, people=100, seed=1)
            assert (found.share, found.up_to, found.even) == (0, 1, 1)
            assert (found.band, found.recommendation.direction) == ("unknown", Direction.NONE)
            both = simulate_both(each, {"pain": Fixed(1)}, draws=10, people=10, seed=1)
            assert (both.share, both.up_to) == (0, 1)
            assert list(both.answers) == ["no recommendation"]

    def test_the_share_judged_is_the_interval(self) -> None:
        """Chosen by those who weigh two centimetres above the burden: about half."""
        its = asked(pain(-2), evolve(LARGE_BURDEN))
        weights: Weights = {"pain": Uniform(0, 2), "burden": Fixed(1)}
        found = people_share(its, weights, sizes={"burden": -2.0}, people=1000, seed=1)
        given = found.recommendation.comparison.share
        assert given == found.suggested
        assert given is not None
        assert (given.low, given.high) == (found.share, found.up_to)

    @settings(max_examples=30, deadline=None)
    @given(
        st.sampled_from([-2.0, -0.5, 0.0, 1.0, 3.0]),
        st.sampled_from([-2.0, 0.0, 1.0]),
        st.sampled_from([0.0, 1.0, 2.0]),
    )
    def test_swapped(self, effect: float, burden: float, weight: float) -> None:
        its = asked(pain(effect), LARGE_BURDEN)
        weights: Weights = {"pain": Uniform(0.5, 2), "burden": Fixed(weight)}
        one = people_share(its, weights, sizes={"burden": burden}, people=200, seed=3)
        other = people_share(gk.swap(its), weights, sizes={"burden": -burden}, people=200, seed=3)
        assert other.share == pytest.approx(1 - one.up_to)
        assert other.up_to == pytest.approx(1 - one.share)
        assert one.band is not None
        assert other.band is one.band.mirror
        assert other.recommendation.direction is one.recommendation.direction.mirror
        assert other.recommendation.strength is one.recommendation.strength


class TestLeftOut:
    @pytest.mark.parametrize("weights", [{}, {"pain": Fixed(1)}])
    def test_no_share_is_suggested(self, weights: Weights) -> None:
        its = asked(pain(-2), LARGE_BURDEN)
        found = people_share(its, weights, people=100, seed=1)
        assert found.left_out["burden"] == "no estimate, and no size supposed"
        assert (found.suggested, found.band, found.settled) == (None, None, None)
        assert found.recommendation.comparison.share is None
        assert str(found.recommendation) == str(gk.recommend(its)) == "no recommendation"
        assert "no share suggested" in str(found)
        both = simulate_both(its, weights, draws=10, people=10, seed=1)
        assert list(both.answers) == ["no recommendation"]
        assert "so the share is as it stands" in str(both)

    def test_the_share_as_it_stands_answers(self) -> None:
        its = asked(pain(-2), LARGE_BURDEN, share=gk.Share(band="minority"))
        weights: Weights = {"pain": Fixed(1)}
        assert str(people_share(its, weights, people=10, seed=1).recommendation) == str(
            gk.recommend(its)
        )
        both = simulate_both(its, weights, draws=10, people=10, seed=1)
        assert (both.share, list(both.answers)) == (1.0, [str(gk.recommend(its))])

    def test_a_critical_outcome_without_a_row_is_left_out(self) -> None:
        death = outcome("death", "critical", "benefit", gk.MID(10, unit="per 1000"))
        within = gk.comparison.Within(outcomes=(PAIN, death))
        its = asked(pain(-2), within=within)
        found = people_share(its, {"pain": Fixed(1)}, people=10, seed=1)
        assert list(found.left_out) == ["death"]
        assert found.suggested is None
        net = net_effect(its, mids={"pain": 1.5})
        assert (net.left_out, net.suggested) == ({"death": "no evidence"}, None)

    @pytest.mark.parametrize("size", [float("nan"), float("inf"), "1", True])
    def test_sizes_out_of_range(self, size: Any) -> None:  # noqa: ANN401
        its = asked(pain(-2), LARGE_BURDEN)
        with pytest.raises(gk.InvalidValue, match="size out of range"):
            people_share(its, {"burden": Fixed(1)}, sizes={"burden": size}, people=10, seed=1)


class TestPlaces:
    def test_a_risk_difference_without_a_baseline_is_possible(self) -> None:
        ae = outcome("ae", "critical", "benefit", gk.MID(0.05, unit="proportion"))
        row = gk.Evidence(ae, gk.Estimate("RD", -0.1, -0.15, -0.06), certainty="high")
        its = asked(row, share=gk.Share(band="nearly all"))
        found = simulate(its, draws=2_000, seed=1)
        assert list(found.answers) == [str(gk.recommend(its))] == ["strong for"]
        both = simulate_both(its, {"ae": Fixed(1)}, draws=200, people=10, seed=1)
        assert list(both.answers) == ["strong for"]

    def test_a_risk_difference_past_certainty_is_not(self) -> None:
        ae = outcome("ae", "critical", "benefit", gk.MID(0.05, unit="proportion"))
        row = gk.Evidence(ae, gk.Estimate("RD", -0.9, -1.0, -0.6), certainty="high")
        found = simulate(asked(row, share=gk.Share(0.95)), draws=2_000, seed=1)
        assert 0 < found.answers["impossible"].value < 0.5

    @pytest.mark.parametrize("ends", [(None, None), (-1.5, -1.5)])
    def test_an_estimate_without_spread_keeps_its_row(
        self, ends: tuple[float | None, float | None]
    ) -> None:
        """It stands at the MID, which counts as reaching it; recommend and simulate agree."""
        low, high = ends
        survey = gk.Survey(
            tuple(
                gk.Scenario(
                    name,
                    benefit=name,
                    benefit_certainties=["high"],
                    harm_certainties=["none", "high"],
                    share=gk.Share(share),
                )
                for name, share in (("important", 0.95), ("none", 0.05))
            )
        )
        within = gk.comparison.Within(panel=gk.Panel(survey=survey))
        burden = evolve(LARGE_BURDEN, outcome=evolve(BURDEN, importance="important"))
        its = asked(pain(-1.5, low, high), burden, within=within)
        found = simulate(its, draws=10, seed=1)
        assert list(found.answers) == [str(gk.recommend(its))]
        assert "pain" in found.held

    def test_draws_at_a_threshold_have_the_tolerance_of_the_rules(self) -> None:
        """A draw a rounding away from the MID is at it, as it is for `classify`."""
        from gradekit.simulation.probability import _stretches  # noqa: PLC0415

        row = pain(-1.5)
        assert row.estimate is not None
        stretches = _stretches(asked(row), row, row.estimate)
        for value in (-1.5, -1.5 * (1 + 1e-12), -1.5 * (1 - 1e-12)):
            (place,) = stretches.places(value * _one())
            assert stretches.number(int(place)) == -1.5
        for value in (-1.5 * (1 + 1e-7), -1.5 * (1 - 1e-7)):
            (place,) = stretches.places(value * _one())
            assert place % 2 == 0


def _one() -> Any:  # noqa: ANN401
    import numpy as np  # noqa: PLC0415

    return np.ones(1)


class TestCounted:
    @pytest.mark.parametrize("seed", [-1, 1.0, True, None, "1"])
    def test_seeds(self, guide: gk.Guideline, seed: Any) -> None:  # noqa: ANN401
        its = guide["axial/im-la"]
        for ask in (
            lambda: simulate(its, draws=10, seed=seed),
            lambda: people_share(its, {}, people=10, seed=seed),
            lambda: simulate_both(its, {}, draws=10, people=10, seed=seed),
        ):
            with pytest.raises(gk.InvalidValue, match=r"no seed @ \$.seed"):
                ask()

    @pytest.mark.parametrize("count", [0, -1, 10.0, True, "10"])
    def test_counts(self, guide: gk.Guideline, count: Any) -> None:  # noqa: ANN401
        its = guide["axial/im-la"]
        for ask in (
            lambda: simulate(its, draws=count, seed=1),
            lambda: people_share(its, {}, people=count, seed=1),
            lambda: simulate_both(its, {}, draws=10, people=count, seed=1),
        ):
            with pytest.raises(gk.InvalidValue, match="draws not counted"):
                ask()

    def test_answers_are_hashable(self, guide: gk.Guideline) -> None:
        its = guide["axial/im-la"]
        for made in (
            gk.recommend(its).if_share(),
            simulate(its, draws=10, seed=1),
            people_share(its, {"pain": Fixed(1)}, people=10, seed=1),
            net_effect(its, mids={"pain": 1.5}),
            scenarios(guide, {}),
        ):
            assert len({made, made}) == 1
