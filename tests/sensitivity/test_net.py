"""The net effect, and what it suggests beside the panel's own judgement."""

from __future__ import annotations

import math
from statistics import NormalDist

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import gradekit as gk
from gradekit.presets import GUIDANCE_42
from gradekit.sensitivity import net_effect

MIDS = {"death": 10.0, "bleed": 50.0}


class TestNetEffect:
    def test_anchored_mids(self, trial: gk.Comparison) -> None:
        """40 fewer deaths and 10 more bleeds per 1000; a bleed weighs a fifth of a death."""
        found = net_effect(trial, mids=MIDS, anchor="death")
        assert found.value == pytest.approx(40 - 10 / 5)
        # Ends of the parts: death 20 to 60, bleed (2 to 20 more) / 5.
        assert found.low == pytest.approx(38 - math.hypot(20, 2))
        assert found.high == pytest.approx(38 + math.hypot(20, 8 / 5))
        assert (found.unit, found.certainty) == ("per 1000 of death", "high")
        assert found.suggested is gk.PanelBalance.FAVOURS_INTERVENTION
        assert found.left_out == {}

    def test_utilities(self, trial: gk.Comparison) -> None:
        found = net_effect(trial, utilities={"death": 0, "bleed": 0.8}, preset=GUIDANCE_42)
        assert found.value == pytest.approx(0.040 - 0.010 * 0.2)
        assert (found.magnitude, found.unit) == ("moderate", "deaths per person")

    def test_nothing_is_suggested_while_something_is_left_out(self, trial: gk.Comparison) -> None:
        found = net_effect(trial, mids={"death": 10.0})
        assert found.left_out == {"bleed": "no weight given"}
        assert found.suggested is None
        assert "suggests nothing" in str(found)

    def test_beside_the_balance(self, trial: gk.Comparison) -> None:
        judged = evolve(trial, balance="neither")
        found = net_effect(judged, mids=MIDS)
        assert (found.balance, found.suggested) == ("neither", "favours intervention")

    def test_spine_has_a_figure_for_pain_only(self, guide: gk.Guideline) -> None:
        found = net_effect(guide["axial/im-la"], mids={"pain": 1.5, "burden": 1})
        assert found.left_out == {
            "burden": "no estimate",
            "catastrophic-harm": "no weight given",
        }
        assert found.value == pytest.approx(0.53 / 1.5)
        assert found.decisive == ("pain",)

    def test_a_utility_weighs_events_only(self, guide: gk.Guideline) -> None:
        found = net_effect(guide["axial/im-la"], utilities={"pain": 0.5})
        assert found.left_out["pain"] == "a utility weighs events only"
        assert found.parts == ()

    def test_no_interval_without_every_interval(self, trial: gk.Comparison) -> None:
        rows = (evolve(trial.evidence[0], estimate=gk.Estimate("RR", 0.8)), trial.evidence[1])
        found = net_effect(evolve(trial, evidence=rows), mids=MIDS)
        assert (found.low, found.high) == (None, None)
        assert found.suggested is gk.PanelBalance.PROBABLY_FAVOURS_INTERVENTION

    def test_not_rated_is_not_filled_in(self, trial: gk.Comparison) -> None:
        rows = (evolve(trial.evidence[0], certainty=None), trial.evidence[1])
        assert net_effect(evolve(trial, evidence=rows), mids=MIDS).certainty is None

    @pytest.mark.parametrize(
        ("given", "told"),
        [
            ({}, "weights without one form"),
            ({"mids": MIDS, "utilities": {"death": 0}}, "weights without one form"),
            ({"mids": {"death": 0}}, "no weight in mids"),
            ({"utilities": {"death": 1}}, "no weight in utilities"),
            ({"mids": {"deth": 1}}, "unknown outcome"),
            ({"mids": {"death": 1}, "anchor": "bleed"}, "anchor without a MID"),
        ],
    )
    def test_refused(self, trial: gk.Comparison, given: dict[str, object], told: str) -> None:
        with pytest.raises(gk.GradekitError, match=told):
            net_effect(trial, **given)  # type: ignore[arg-type]

    def test_limited_and_supporting_rows_are_left_alone(self, trial: gk.Comparison) -> None:
        death, bleed = trial.evidence
        its = evolve(trial, importance={"bleed": "limited"})
        assert net_effect(its, mids=MIDS).value == pytest.approx(4)
        beside = evolve(trial, evidence=(death, evolve(bleed, role="supporting")))
        assert [part.outcome for part in net_effect(beside, mids=MIDS).parts] == ["death"]

    def test_another_level_is_put_on_the_same_footing(self, trial: gk.Comparison) -> None:
        death, bleed = trial.evidence
        z90, z95 = (NormalDist().inv_cdf((1 + level) / 2) for level in (0.90, 0.95))
        estimate = gk.Estimate("RD", -0.04, -0.04 - 0.01 * z90, -0.04 + 0.01 * z90, level=0.90)
        its = evolve(trial, evidence=(evolve(death, estimate=estimate),))
        found = net_effect(its, mids={"death": 10.0}, anchor="death")
        assert found.high == pytest.approx(40 + 10 * z95)
        assert bleed.outcome.id not in found.left_out

    def test_suggestions(self, trial: gk.Comparison) -> None:
        def suggested(value: float, half: float) -> str | None:
            estimate = gk.Estimate("RD", value, value - half, value + half)
            row = evolve(trial.evidence[0], estimate=estimate)
            found = net_effect(evolve(trial, evidence=(row,)), mids={"death": 10.0})
            return found.suggested

        assert suggested(-0.04, 0.01) == "favours intervention"
        assert suggested(-0.04, 0.05) == "probably favours intervention"
        assert suggested(0, 0.05) == "neither"
        assert suggested(0.04, 0.05) == "probably favours comparator"
        assert suggested(0.04, 0.01) == "favours comparator"

    def test_frame(self, trial: gk.Comparison) -> None:
        frame = net_effect(trial, mids=MIDS).frame()
        assert frame["outcome"].tolist() == ["death", "bleed"]
        assert frame["weighted"].tolist() == pytest.approx([4.0, -0.2])

    def test_without_a_threshold(self, trial: gk.Comparison) -> None:
        death, _ = trial.evidence
        bare = evolve(death, outcome=evolve(death.outcome, thresholds=None))
        found = net_effect(evolve(trial, evidence=(bare,)), mids={"death": 1})
        assert found.left_out == {"death": "no threshold, so no absolute effect"}
        assert (found.value, found.low, found.suggested) == (0, None, None)

    @given(st.floats(1, 100), st.floats(1, 100))
    def test_swapped_options_change_the_sign(self, one: float, other: float) -> None:
        def row(name: str, value: float) -> gk.Evidence:
            outcome = gk.Outcome(
                name, name, importance=9, better="lower", thresholds=gk.MID(1, unit="%")
            )
            estimate = gk.Estimate("RD", value, value - 1, value + 2, unit="%")
            return gk.Evidence(outcome, estimate, certainty="high")

        made = gk.Comparison(
            id="c",
            population="p",
            intervention=gk.Option("a", "A", "active"),
            comparator=gk.Option("b", "B", "active"),
            evidence=(row("x", -3.0), row("y", 2.0)),
        )
        weights = {"x": one, "y": other}
        mine, its = net_effect(made, mids=weights), net_effect(gk.swap(made), mids=weights)
        assert its.value == pytest.approx(-mine.value)
        assert mine.low is not None
        assert its.high == pytest.approx(-mine.low)
