"""The remark that the effects on record speak against a direction."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import gradekit as gk
from gradekit.comparison import Within

if TYPE_CHECKING:
    from tests.unit.conftest import Make

NEARLY_ALL = gk.Share(0.95, 1)


def step(made: gk.Comparison, policy: gk.Policy | None = None) -> gk.Step:
    (found,) = gk.recommend(made, policy).trace.find("remark.against_evidence")
    return found


class TestFires:
    """Nothing speaks for the option recommended, and something established for the other."""

    def test_a_benefit_of_the_other_option(self, make: Make) -> None:
        death = make.outcome("death", thresholds=gk.MID(10, unit="per 1000"))
        row = gk.Evidence(
            death, gk.Estimate("RR", 1.8, 1.4, 2.3), certainty="high", baseline_risk=0.1
        )
        found = gk.recommend(make.comparison(row, share=gk.Share(0.9, 1)))
        assert str(found) == "strong for"  # the share gives the direction, whatever is remarked
        (said,) = found.remarks
        assert said.startswith("no effect on record speaks for Drug, and an important benefit of")
        assert said.endswith("of Placebo is known at high certainty")
        assert "Remarks" in found.explain()

    def test_a_harm_of_the_option_itself(self, make: Make) -> None:
        """What is worse for people is the same contradiction, recorded as a harm."""
        made = make.comparison(
            make.judged(make.outcome(), "trivial"),
            make.judged(make.harm(), "small", "comparator", "moderate"),
            share=NEARLY_ALL,
        )
        assert step(made).result.endswith(
            "and an important harm, burden or cost of Drug is known at moderate certainty"
        )

    def test_a_harm_where_no_benefit_was_looked_for(self, make: Make) -> None:
        row = make.judged(make.harm(importance="critical"), "small", "comparator")
        assert step(make.comparison(row, share=NEARLY_ALL)).kind == "fired"

    def test_against(self, make: Make) -> None:
        row = make.judged(make.outcome(), "small", "intervention")
        found = step(make.comparison(row, share=gk.Share(0)))
        assert (found.kind, found.about) == ("fired", "placebo")

    def test_only_secondary_criteria_speak_for_it(self, make: Make) -> None:
        made = make.comparison(
            make.judged(make.outcome(), "small", "comparator"),
            share=NEARLY_ALL,
            etd=gk.EvidenceToDecision(secondary="favour intervention"),
        )
        assert step(made).result.endswith("; only the secondary criteria favour it")

    def test_what_is_established_is_the_policy_s(self, make: Make) -> None:
        row = make.judged(make.outcome(), "small", "comparator", "low")
        made = make.comparison(row, share=NEARLY_ALL)
        assert step(made).kind == "not fired"
        ours = gk.BMJ_RAPID.evolve("ours", established="low")
        assert step(made, ours).kind == "fired"
        assert [each.id for each in step(made, ours).parameters] == ["established"]


class TestDoesNotFire:
    """Whatever might speak for the option recommended is no contradiction."""

    @pytest.mark.parametrize(
        ("kind", "magnitude", "favours", "certainty"),
        [
            ("benefit", "small", "intervention", "very low"),
            ("benefit", "small", "intervention", None),
            ("benefit", "unknown", "neither", "high"),
            ("harm", "small", "intervention", "very low"),
            ("burden", "small", "intervention", None),
            ("cost", "unknown", "neither", "low"),
        ],
    )
    def test_with_something_for_it(
        self, make: Make, kind: str, magnitude: str, favours: str, certainty: str | None
    ) -> None:
        made = make.comparison(
            make.judged(make.outcome(), "small", "comparator"),
            make.judged(make.harm("other", kind=kind), magnitude, favours, certainty),
            share=NEARLY_ALL,
        )
        assert step(made).kind == "not fired"
        assert step(made).result == ""
        assert gk.recommend(made).remarks == ()

    def test_with_a_critical_outcome_nobody_studied(self, make: Make) -> None:
        sleep = make.outcome("sleep")
        row = make.judged(make.outcome(), "small", "comparator")
        within = Within(outcomes=(row.outcome, sleep))
        assert step(make.comparison(row, share=NEARLY_ALL, within=within)).kind == "not fired"

    def test_with_nothing_established_the_other_way(self, make: Make) -> None:
        row = make.judged(make.outcome(), "trivial")
        assert step(make.comparison(row, share=NEARLY_ALL)).kind == "not fired"
        low = make.judged(make.outcome(), "small", "comparator", "low")
        assert step(make.comparison(low, share=NEARLY_ALL)).kind == "not fired"

    def test_a_harm_beside_a_benefit_still_possible(self, make: Make) -> None:
        made = make.comparison(
            make.judged(make.outcome(), "trivial", certainty="low"),
            make.judged(make.harm(), "small", "comparator", "high"),
            share=NEARLY_ALL,
        )
        assert step(made).kind == "not fired"

    def test_in_the_direction_of_the_evidence(self, make: Make) -> None:
        row = make.judged(make.outcome(), "small", "comparator")
        assert step(make.comparison(row, share=gk.Share(0))).kind == "not fired"

    @pytest.mark.parametrize("share", [gk.Share(0.5), None])
    def test_not_applicable(self, make: Make, share: gk.Share | None) -> None:
        row = make.judged(make.outcome(), "small", "comparator")
        assert step(make.comparison(row, share=share)).kind == "not applicable"

    def test_what_counts_little_speaks_for_nothing(self, make: Make) -> None:
        """Limited outcomes and supporting rows are left out here as everywhere."""
        made = make.comparison(
            make.judged(make.outcome(), "small", "comparator"),
            make.judged(make.outcome("itch", importance="limited"), "large", "intervention"),
            make.judged(make.outcome(), "small", "intervention", role="supporting"),
            share=NEARLY_ALL,
        )
        assert step(made).kind == "fired"


def test_no_answer_of_the_worked_guideline_gets_it() -> None:
    for answer in gk.datasets.load("spine-2025").recommend():
        (found,) = answer.trace.find("remark.against_evidence")
        assert found.kind == "not fired"
