"""Dominance, and what is left when no route gives a share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import gradekit as gk
from gradekit.balance import weigh
from gradekit.share import FoundShare, find_share
from gradekit.trace import Input

if TYPE_CHECKING:
    from tests.unit.conftest import Make


def found(
    comparison: gk.Comparison, panel: gk.Panel | None = None, policy: gk.Policy = gk.BMJ_RAPID
) -> FoundShare:
    return find_share(comparison.share, panel, weigh(comparison), policy)


class TestDominance:
    """5.6: benefit certainty moderate or better, no important effect favouring the option at any
    certainty, no deciding finding of unknown magnitude, and an important harm, burden or cost
    against it at moderate or better: almost none choose it.
    """

    @pytest.mark.parametrize("benefit", ["moderate", "high"])
    @pytest.mark.parametrize("harm", ["moderate", "high"])
    @pytest.mark.parametrize("kind", ["harm", "burden", "cost"])
    def test_fires(self, make: Make, benefit: str, harm: str, kind: str) -> None:
        made = make.comparison(
            make.judged(make.outcome(), "trivial", certainty=benefit),
            make.judged(make.harm(kind=kind), "small", "comparator", harm),
        )
        share = found(made)
        assert (share.band, share.route) == ("almost none", "dominance")
        assert (share.scenario, share.given) == (None, None)

    def test_fires_for_the_other_option(self, make: Make) -> None:
        made = make.comparison(
            make.judged(make.outcome(), "trivial", certainty="high"),
            make.judged(make.harm(), "small", "intervention", "high"),
        )
        assert found(made).band == "nearly all"

    def test_a_benefit_of_the_other_option_does_not_hinder(self, make: Make) -> None:
        made = make.comparison(
            make.judged(make.outcome(), "large", "comparator", "moderate"),
            make.judged(make.harm(), "small", "comparator", "moderate"),
        )
        assert found(made).band == "almost none"

    @pytest.mark.parametrize(
        ("benefit", "harm"),
        [
            ("low", "high"),
            ("high", "low"),
            ("very low", "high"),
            ("high", "very low"),
            (None, "high"),
            ("high", None),
        ],
    )
    def test_not_established(self, make: Make, benefit: str | None, harm: str | None) -> None:
        made = make.comparison(
            make.judged(make.outcome(), "trivial", certainty=benefit),
            make.judged(make.harm(), "small", "comparator", harm),
        )
        share = found(made)
        assert (share.band, share.route) == ("unknown", "none")

    @pytest.mark.parametrize("certainty", ["very low", "low", "high", None])
    @pytest.mark.parametrize("kind", ["benefit", "harm", "burden", "cost"])
    def test_any_important_effect_for_the_option(
        self, make: Make, kind: str, certainty: str | None
    ) -> None:
        made = make.comparison(
            make.judged(make.outcome(), "trivial", certainty="high"),
            make.judged(make.harm(), "small", "comparator", "high"),
            make.judged(make.harm("other", kind=kind), "small", "intervention", certainty),
        )
        assert found(made).band == "unknown"

    @pytest.mark.parametrize("kind", ["benefit", "harm"])
    def test_any_deciding_finding_of_unknown_magnitude(self, make: Make, kind: str) -> None:
        rows = (
            make.judged(make.outcome(), "trivial", certainty="high"),
            make.judged(make.harm(), "small", "comparator", "high"),
        )
        unknown = make.judged(make.harm("other", kind=kind), "unknown", certainty="high")
        limited = make.judged(make.harm("other", importance="limited"), "unknown")
        assert found(make.comparison(*rows, unknown)).band == "unknown"
        assert found(make.comparison(*rows, limited)).band == "almost none"

    def test_never_without_a_critical_benefit_finding(self, make: Make) -> None:
        made = make.comparison(make.judged(make.harm(), "small", "comparator", "high"))
        assert found(made).band == "unknown"

    def test_a_critical_outcome_without_evidence(self, make: Make) -> None:
        within = gk.comparison.Within(outcomes=(make.outcome("death"),))
        made = make.comparison(
            make.judged(make.outcome(), "trivial", certainty="high"),
            make.judged(make.harm(), "small", "comparator", "high"),
            within=within,
        )
        assert found(made).band == "unknown"

    def test_no_harm_against_it(self, make: Make) -> None:
        made = make.comparison(make.judged(make.outcome(), "trivial", certainty="high"))
        assert found(made).band == "unknown"

    @pytest.mark.parametrize(("established", "band"), [("low", "almost none"), ("high", "unknown")])
    def test_from_which_certainty_is_the_policy_s(
        self, make: Make, established: str, band: str
    ) -> None:
        level = "low" if established == "low" else "moderate"
        made = make.comparison(
            make.judged(make.outcome(), "trivial", certainty=level),
            make.judged(make.harm(), "small", "comparator", level),
        )
        policy = gk.BMJ_RAPID.evolve("ours", established=established)
        assert found(made, policy=policy).band == band

    def test_the_trace_says_what_it_looked_at(self, make: Make) -> None:
        made = make.comparison(
            make.judged(make.outcome(), "trivial", certainty="high"),
            make.judged(make.harm(), "small", "comparator", "moderate"),
        )
        step = found(made).step
        assert (step.rule.id, step.kind, step.result) == (
            "share.dominance",
            "fired",
            "almost none",
        )
        silent, asked, mine, other = step.children
        assert (silent.rule.id, silent.kind) == ("share.recorded", "missing input")
        assert (asked.rule.id, asked.kind, asked.result) == (
            "share.survey",
            "missing input",
            "no survey recorded",
        )
        assert (mine.kind, mine.about) == ("fired", "intervention")
        assert mine.result == "almost none choose the intervention"
        assert mine.inputs == (
            Input("benefit certainty", "high"),
            Input("important effects favouring it", "none"),
            Input("findings of unknown magnitude", "none"),
            Input("harm, burden or cost", "moderate"),
        )
        assert [each.id for each in mine.parameters] == ["established"]
        assert (other.kind, other.about, other.result) == ("not fired", "comparator", "")
        assert other.inputs[1] == Input("important effects favouring it", "bleeding")

    def test_it_is_a_suggestion_and_says_so(self, make: Make) -> None:
        made = make.comparison(
            make.judged(make.outcome(), "trivial", certainty="high"),
            make.judged(make.harm(), "small", "comparator", "high"),
        )
        assert "suggestion" in found(made).step.rule.sentence


class TestNothing:
    """5.6: otherwise unknown."""

    def test_it(self, make: Make) -> None:
        share = found(make.comparison(gk.Evidence(make.outcome())), gk.Panel())
        assert (share.band, share.route) == ("unknown", "none")
        assert (share.step.kind, share.step.result) == ("not fired", "unknown")
        asked = share.step.children[1]
        assert asked.result == "no survey recorded"
        mine = share.step.children[2]
        assert mine.inputs[0] == Input("benefit certainty", "very low")
        assert mine.inputs[2] == Input("findings of unknown magnitude", "pain")

    def test_a_survey_without_a_match_goes_on_to_dominance(self, make: Make) -> None:
        made = make.comparison(
            make.judged(make.outcome(), "trivial", certainty="high"),
            make.judged(make.harm(), "small", "comparator", "high"),
        )
        share = found(made, make.survey(make.scenario()))
        assert share.route == "dominance"
        asked = share.step.children[1]
        assert (asked.kind, asked.result) == ("not fired", "no scenario matches")
        assert len(asked.children) == 2

    def test_not_determined_reads_not_recorded(self, make: Make) -> None:
        share = found(make.comparison())
        assert share.step.children[2].inputs[0] == Input("benefit certainty", None)


class TestSmallestBenefit:
    """4: a scenario may say the smallest benefit people would require."""

    @staticmethod
    def scenario(
        make: Make,
        size: float,
        unit: str | None = "cm",
        **more: Any,  # noqa: ANN401
    ) -> gk.Panel:
        given = {"outcome": "pain", "smallest_benefit": size, "unit": unit, **more}
        return make.survey(make.scenario(**given))

    @staticmethod
    def comparison(make: Make, value: float = -2) -> gk.Comparison:
        estimate = gk.Estimate("MD", value, unit="cm")
        return make.comparison(gk.Evidence(make.outcome(), estimate, certainty="high"))

    @pytest.mark.parametrize(
        ("size", "unit", "hit"),
        [
            (1.9, "cm", True),
            (2, "cm", True),
            (2.01, "cm", False),
            (20, "mm", True),
            (21, "mm", False),
            (2, None, True),
            (2.1, None, False),
            (2, "points", False),
        ],
    )
    def test_reached(self, make: Make, size: float, unit: str | None, *, hit: bool) -> None:
        share = found(self.comparison(make), self.scenario(make, size, unit))
        assert (share.scenario == "s") is hit

    def test_of_the_other_option(self, make: Make) -> None:
        share = found(self.comparison(make, 2), self.scenario(make, 2))
        assert (share.band, share.scenario) == ("almost none", "s")

    def test_of_another_outcome(self, make: Make) -> None:
        panel = self.scenario(make, 1, outcome="function")
        assert found(self.comparison(make), panel).scenario is None

    def test_only_a_benefit_can_be_too_small(self, make: Make) -> None:
        made = make.comparison(
            make.judged(make.outcome(), "trivial", certainty="high"),
            make.judged(make.harm(), "small", "comparator", "high"),
        )
        panel = self.scenario(make, 5, benefit="none", harm_certainties=["high"])
        assert found(made, panel).scenario == "s"

    def test_nothing_measured_is_not_large_enough(self, make: Make) -> None:
        judged = make.comparison(make.judged(make.outcome(), "large", "intervention"))
        assert found(judged, self.scenario(make, 1)).scenario is None
        row = gk.Evidence(
            make.outcome(thresholds=None),
            gk.Estimate("MD", -2, unit="cm"),
            judged_effect=gk.JudgedEffect("large", "intervention", rationale="no threshold"),
            certainty="high",
        )
        assert found(make.comparison(row), self.scenario(make, 1)).scenario is None
        assert found(make.comparison(row), self.scenario(make, 1, None)).scenario is None

    def test_a_benefit_of_the_other_option_is_not_what_is_measured(self, make: Make) -> None:
        other = make.outcome("function", better="higher", thresholds=gk.MID(1, unit="points"))
        made = make.comparison(
            gk.Evidence(make.outcome(), gk.Estimate("MD", 9, unit="cm"), certainty="moderate"),
            gk.Evidence(other, gk.Estimate("MD", 9, unit="points"), certainty="high"),
        )
        assert found(made, self.scenario(make, 2)).scenario is None

    def test_thresholds_without_a_unit(self, make: Make) -> None:
        outcome = make.outcome(thresholds=gk.MID(1.5))
        row = gk.Evidence(outcome, gk.Estimate("MD", -2), certainty="high")
        made = make.comparison(row)
        assert found(made, self.scenario(make, 2, None)).scenario == "s"
        assert found(made, self.scenario(make, 2, "cm")).scenario is None

    def test_a_supporting_row_is_not_what_is_measured(self, make: Make) -> None:
        outcome = make.outcome()
        decides = gk.Evidence(outcome, gk.Estimate("MD", -2, unit="cm"), certainty="high")
        beside = gk.Evidence(
            outcome, gk.Estimate("MD", -9, unit="cm"), certainty="high", role="supporting"
        )
        assert found(make.comparison(beside, decides), self.scenario(make, 5)).scenario is None

    def test_among_several_outcomes_the_one_named_counts(self, make: Make) -> None:
        other = make.outcome("function", better="higher", thresholds=gk.MID(1, unit="points"))
        made = make.comparison(
            gk.Evidence(other, gk.Estimate("MD", 9, unit="points"), certainty="high"),
            gk.Evidence(make.outcome(), gk.Estimate("MD", -2, unit="cm"), certainty="high"),
        )
        assert found(made, self.scenario(make, 2)).scenario == "s"
        assert found(made, self.scenario(make, 3)).scenario is None
