"""Breakpoints: from the figures of the guideline, and against a fine grid."""

from __future__ import annotations

import math

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import gradekit as gk
from gradekit.sensitivity import (
    Stretch,
    stays,
    sweep_baseline_risk,
    sweep_estimate,
    sweep_mid,
    sweep_share,
)
from gradekit.sensitivity.asking import answer_to, with_outcome, with_row

GRID = 97


def points(low: float, high: float) -> list[float]:
    return [low + (high - low) * nth / GRID for nth in range(GRID + 1)]


class TestSpine:
    def test_mid(self, guide: gk.Guideline) -> None:
        found = sweep_mid(guide, "pain", 0.2, 3.0)
        assert [(each.comparison, each.at) for each in found.breakpoints] == [
            ("radicular/epidural-la", 0.26),
            ("radicular/epidural-la-steroid", 0.49),
            ("axial/im-la", 0.53),
            ("radicular/epidural-steroid", 0.56),
        ]
        assert str(found.stands) == "above 0.56 to 3"
        assert "all 16 answers stand above 0.56 to 3 cm" in str(found)

    def test_every_breakpoint_is_a_point_estimate(self, guide: gk.Guideline) -> None:
        for each in sweep_mid(guide, "pain", 0.01, 9.0).breakpoints:
            row = guide[each.comparison].row("pain")
            assert row is not None
            assert row.estimate is not None
            assert each.at == -row.estimate.value
            assert each.here == each.below  # standing at the threshold counts as reaching it
            assert each.checked is (row.source is not None and row.source.checked)

    def test_paradigms_end_where_relief_begins(self, guide: gk.Guideline) -> None:
        track = sweep_mid(guide["axial/im-la"], "pain", 0.2, 3.0)["axial/im-la"]
        (stretch, below), (_, above) = track.stretches
        assert str(stretch) == "from 0.2 to 0.53"
        assert (str(below), below.share.value, below.paradigms) == (
            "conditional against",
            "minority",
            (2,),
        )
        assert (str(above), above.share.value, above.paradigms) == (
            "strong against",
            "almost none",
            (2,),
        )

    def test_no_estimate_moves_radiofrequency_at_very_low(self, guide: gk.Guideline) -> None:
        its = guide["axial/joint-rfa"]
        assert not sweep_estimate(its, "pain", -10, 10).breakpoints
        better = with_row(its, "pain", certainty="moderate")
        (one,) = sweep_estimate(better, "pain", -10, 10).breakpoints
        assert (one.at, str(one.here), str(one.above)) == (
            -1.5,
            "conditional for",
            "strong against",
        )

    def test_where_each_stays(self, guide: gk.Guideline) -> None:
        table = stays(guide)
        assert len(table.entries) == 12
        for each in table.entries:
            assert str(each.estimates) == "above -1.5"
            assert each.estimate is not None
            wanted = f"above {-each.estimate:g}" if each.estimate < 0 else "above 0"
            assert str(each.mids) == wanted
        frame = table.frame()
        assert list(frame["estimate_low"].unique()) == [-1.5]

    def test_share(self, guide: gk.Guideline) -> None:
        found = sweep_share(guide)
        assert len(found.tracks) == 16
        assert {round(each.at, 9) for each in found.breakpoints} == {0.1, 0.5, 0.9}
        strong = {each.comparison for each in found.breakpoints if round(each.at, 9) == 0.9}
        moderate = {each.id for each in guide if gk.situation(each).evidence.overall == "moderate"}
        assert strong == moderate  # above 0.9 strong for needs certainty, which the others lack

    def test_frame(self, guide: gk.Guideline) -> None:
        frame = sweep_mid(guide, "pain", 0.2, 3.0).frame()
        assert set(frame["comparison"]) == {each.id for each in guide}
        assert len(frame) == 16 + 4
        last = frame[frame["comparison"] == "axial/im-la"].iloc[-1]
        assert (last["low"], last["answer"]) == (0.53, "strong against")


class TestLowAndHighRisk:
    """The same relative effect in people at low and at high risk."""

    def test_breakpoint(self, trial: gk.Comparison) -> None:
        found = sweep_baseline_risk(trial, "death")
        (one,) = found.breakpoints
        assert one.at == pytest.approx(0.01 / 0.2)  # 10 per 1000 over 1 - RR
        assert (str(one.below), str(one.here), str(one.above)) == (
            "no recommendation",  # neither option is any better, and the survey fits both
            "strong for",
            "strong for",
        )
        assert found.now == 0.2

    def test_an_impossible_risk_is_said(self, trial: gk.Comparison) -> None:
        found = sweep_baseline_risk(trial, "bleed")
        last = found.breakpoints[-1]
        assert (last.at, str(last.above)) == (0.5, "impossible")  # RR 2.0 at the interval's end
        assert "impossible risk" in last.above.problem

    def test_a_risk_difference_has_bounds_only(self, trial: gk.Comparison) -> None:
        its = with_row(trial, "death", estimate=gk.Estimate("RD", -0.05))
        (one,) = sweep_baseline_risk(its, "death").breakpoints
        assert (one.at, str(one.below), str(one.above)) == (0.05, "impossible", "strong for")

    def test_nothing_to_vary(self, guide: gk.Guideline) -> None:
        with pytest.raises(gk.InvalidValue, match="no effect that a baseline risk bears on"):
            sweep_baseline_risk(guide, "pain")


class TestRefused:
    @pytest.mark.parametrize(
        ("low", "high", "told"),
        [(2, 1, "range without room"), (-1, 1, "outside its range"), (0, 1, "outside its range")],
    )
    def test_ranges(self, guide: gk.Guideline, low: float, high: float, told: str) -> None:
        with pytest.raises(gk.InvalidValue, match=told):
            sweep_mid(guide, "pain", low, high)

    def test_outcome(self, guide: gk.Guideline) -> None:
        with pytest.raises(gk.UnknownReference, match="unknown outcome"):
            sweep_mid(guide, "pian", 1, 2)

    def test_a_size_the_outcome_does_not_have(self, guide: gk.Guideline) -> None:
        with pytest.raises(gk.InvalidValue, match="no such threshold"):
            sweep_mid(guide, "pain", 1, 2, size="large")

    def test_past_the_next_threshold(self, trial: gk.Comparison) -> None:
        row = trial.row("death")
        assert row is not None
        graded = evolve(row.outcome, thresholds=gk.Thresholds(10, 25, 50, unit="per 1000"))
        its = with_outcome(trial, graded)
        with pytest.raises(gk.InvalidValue, match="threshold outside its range"):
            sweep_mid(its, "death", 5, 30)
        assert sweep_mid(its, "death", 30, 45, size="moderate").breakpoints == ()

    def test_outside_what_was_swept(self, guide: gk.Guideline) -> None:
        found = sweep_mid(guide, "pain", 1, 2)
        with pytest.raises(gk.InvalidValue, match="outside the range swept"):
            found["axial/im-la"][3.0]
        with pytest.raises(gk.InvalidValue, match="comparison not swept"):
            found["axial/im"]


RATIOS = ["RR", "OR", "HR", "RATE_RATIO"]
hundredths = st.integers(1, 99).map(lambda each: each / 100)


@st.composite
def trials(draw: st.DrawFn) -> gk.Comparison:
    """Two outcomes with estimates of any kind, a survey that may ask for a smallest benefit."""

    def row(name: str, kind: str, importance: str) -> gk.Evidence:
        graded = draw(st.booleans())
        sizes = sorted(draw(st.sets(st.integers(5, 300), min_size=3, max_size=3)))
        thresholds = (
            gk.Thresholds(*map(float, sizes), unit="per 1000")
            if graded
            else gk.MID(float(sizes[0]), unit="per 1000")
        )
        outcome = gk.Outcome(
            name,
            name,
            importance=importance,
            better=draw(st.sampled_from(["higher", "lower"])),
            kind=kind,
            thresholds=thresholds,
        )
        baseline: float | None = draw(hundredths)
        if draw(st.booleans()):
            measure, value = draw(st.sampled_from(RATIOS)), draw(st.integers(20, 300)) / 100
            if measure == "RR":
                value = min(value, 0.99 / (baseline or 1))
            estimate = gk.Estimate(measure, value)
        else:
            estimate = gk.Estimate("RD", draw(st.integers(-200, 200)), unit="per 1000")
            baseline = None
        return gk.Evidence(
            outcome,
            estimate,
            certainty=draw(st.sampled_from(["very low", "low", "moderate", "high"])),
            baseline_risk=baseline,
        )

    levels = ["none", "very low", "low", "moderate", "high"]
    smallest = draw(st.sampled_from([None, 20.0, 150.0]))
    survey = gk.Survey(
        (
            gk.Scenario(
                "important",
                benefit="important",
                benefit_certainties=["low", "moderate", "high"],
                harm_certainties=levels,
                share=gk.Share(band=draw(st.sampled_from(["nearly all", "majority"]))),
                smallest_benefit=smallest,
                unit=None if smallest is None else "per 1000",
                outcome=None if smallest is None else "benefit",
            ),
            gk.Scenario(
                "none",
                benefit="none",
                benefit_certainties=["low", "moderate", "high"],
                harm_certainties=levels,
                share=gk.Share(band="almost none"),
            ),
        )
    )
    return gk.Comparison(
        id="c",
        population="p",
        intervention=gk.Option("a", "A", "active"),
        comparator=gk.Option("b", "B", "inactive"),
        evidence=(row("benefit", "benefit", "critical"), row("harm", "harm", "important")),
        within=gk.comparison.Within(panel=gk.Panel(survey=survey)),
    )


NAMES = st.sampled_from(["benefit", "harm"])


class TestAgainstAFineGrid:
    @settings(max_examples=15, deadline=None)
    @given(trials(), NAMES)
    def test_mid(self, made: gk.Comparison, name: str) -> None:
        row = made.row(name)
        assert row is not None
        given_ = row.outcome.thresholds
        assert given_ is not None
        high = 400.0 if given_.moderate is None else given_.moderate - 0.5
        found = sweep_mid(made, name, 1.0, high)
        for value in points(1.0, high):
            outcome = evolve(row.outcome, thresholds=evolve(given_, small=value))
            assert found["c"][value] == answer_to(with_outcome(made, outcome), None)

    @settings(max_examples=15, deadline=None)
    @given(trials(), NAMES)
    def test_estimate(self, made: gk.Comparison, name: str) -> None:
        row = made.row(name)
        assert row is not None
        assert row.estimate is not None
        low, high = (0.05, 4.0) if row.estimate.measure.is_ratio else (-400.0, 400.0)
        found = sweep_estimate(made, name, low, high)
        for value in points(low, high):
            changed = with_row(made, name, estimate=evolve(row.estimate, value=value))
            mine, its = found["c"][value], answer_to(changed, None)
            assert (mine.problem == "") == (its.problem == "")
            if not its.problem:
                assert mine == its

    @settings(max_examples=25, deadline=None)
    @given(trials(), NAMES)
    def test_baseline_risk(self, made: gk.Comparison, name: str) -> None:
        row = made.row(name)
        assert row is not None
        found = sweep_baseline_risk(made, name)
        for value in points(0.0, 1.0):
            its = answer_to(with_row(made, name, baseline_risk=value), None)
            mine = found["c"][value]
            assert (mine.problem == "") == (its.problem == "")
            if not its.problem:
                assert mine == its

    @settings(max_examples=15, deadline=None)
    @given(trials())
    def test_share(self, made: gk.Comparison) -> None:
        found = sweep_share(made)
        for value in points(0.0, 1.0):
            assert found["c"][value] == answer_to(evolve(made, share=gk.Share(value)), None)

    @settings(max_examples=15, deadline=None)
    @given(trials(), NAMES)
    def test_every_breakpoint_moves_the_answer(self, made: gk.Comparison, name: str) -> None:
        """Just beside it, within what the tolerance leaves, the answer is the other one."""
        found = sweep_baseline_risk(made, name)
        for each in found.breakpoints:
            for step, told in ((-1e-7, each.below), (1e-7, each.above)):
                value = each.at * (1 + step)
                if 0 <= value <= 1 and not told.problem:
                    near = answer_to(with_row(made, name, baseline_risk=value), None)
                    assert near.same(told)


class TestStretches:
    @pytest.mark.parametrize(
        ("stretch", "told"),
        [
            (Stretch(1, 1), "at 1"),
            (Stretch(-math.inf, math.inf), "anywhere"),
            (Stretch(-math.inf, 2), "up to 2"),
            (Stretch(-math.inf, 2, with_high=False), "below 2"),
            (Stretch(1, math.inf), "from 1"),
            (Stretch(1, 2, with_low=False, with_high=False), "above 1 below 2"),
        ],
    )
    def test_words(self, stretch: Stretch, told: str) -> None:
        assert str(stretch) == told

    def test_a_point_has_the_tolerance_of_the_rules(self, guide: gk.Guideline) -> None:
        track = sweep_mid(guide["axial/im-la"], "pain", 0.2, 3.0)["axial/im-la"]
        assert str(track[0.53 * (1 + 1e-12)]) == "conditional against"
        assert str(track[0.53 * (1 + 1e-6)]) == "strong against"

    def test_nothing_changes(self, guide: gk.Guideline) -> None:
        found = sweep_mid(guide["axial/joint-rfa"], "pain", 1, 2)
        assert "no answer changes" in str(found)
        assert [str(each) for each, _ in found["axial/joint-rfa"].stretches] == ["from 1 to 2"]

    def test_without_a_now_nothing_is_said_to_stand(self, guide: gk.Guideline) -> None:
        assert sweep_share(guide).stands is None
        outcome = evolve(guide.outcomes[0], thresholds=gk.MID((1, 2), unit="cm"))
        ranged = evolve(guide, outcomes=(outcome, *guide.outcomes[1:]))
        found = sweep_mid(ranged, "pain", 0.2, 3)
        assert (found.now, found.stands) == (None, None)
        assert len(found.breakpoints) == 4

    def test_an_outcome_without_a_threshold_is_asked_what_one_would_do(
        self, guide: gk.Guideline
    ) -> None:
        bare = evolve(guide.outcomes[0], thresholds=None)
        without = evolve(guide, outcomes=(bare, *guide.outcomes[1:]))
        found = sweep_mid(without, "pain", 0.2, 3)
        assert [each.at for each in found.breakpoints] == [0.26, 0.49, 0.53, 0.56]
        assert found.now is None
        assert stays(without["axial/im-la"]).entries[0].mids is None

    def test_another_measure(self, trial: gk.Comparison) -> None:
        found = sweep_estimate(trial, "death", -500, 500, measure="RD")
        assert found.unit == "per 1000"
        assert {each.at for each in found.breakpoints} == {-200, -10, 10}  # 200 die without it
        ratio = sweep_estimate(trial, "death", 0.1, 6, measure="OR")
        assert ratio.unit is None
        for each in ratio.breakpoints:
            effect = gk.absolute_effect(gk.Estimate("OR", each.at), 0.2).difference.value
            assert abs(effect) == pytest.approx(0.01)

    def test_a_row_that_is_not_there(self, trial: gk.Comparison) -> None:
        alone = evolve(trial, evidence=trial.evidence[:1])
        both = gk.Guideline(
            id="g",
            outcomes=tuple(row.outcome for row in trial.evidence),
            options=(trial.intervention, trial.comparator),
            populations=(trial.population,),
            comparisons=(
                evolve(alone, within=gk.comparison.Within()),
                evolve(trial, id="whole", within=gk.comparison.Within()),
            ),
        )
        found = sweep_estimate(both, "bleed", 0.5, 4)
        assert [str(each) for each, _ in found["drug-placebo"].stretches] == ["from 0.5 to 4"]
        assert sweep_baseline_risk(both, "bleed")["drug-placebo"].now is None


class TestHazards:
    """The one measure whose baseline has no closed form."""

    @given(st.sampled_from([0.3, 0.5, 0.9, 1.4, 3.0]), st.sampled_from([5.0, 20.0, 60.0]))
    def test_roots_give_the_threshold_back(self, ratio: float, size: float) -> None:
        outcome = gk.Outcome(
            "o", "O", importance=9, better="lower", thresholds=gk.MID(size, unit="per 1000")
        )
        row = gk.Evidence(outcome, gk.Estimate("HR", ratio), certainty="high", baseline_risk=0.5)
        made = gk.Comparison(
            id="c",
            population="p",
            intervention=gk.Option("a", "A", "active"),
            comparator=gk.Option("b", "B", "inactive"),
            evidence=(row,),
        )
        found = sweep_baseline_risk(made, "o")["c"]
        for each in found.breakpoints:
            effect = gk.absolute_effect(gk.Estimate("HR", ratio), each.at).difference.value
            assert math.isclose(abs(effect), size / 1000, rel_tol=1e-9)
