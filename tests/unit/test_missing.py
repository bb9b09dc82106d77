"""What is missing is a visible state, never a default."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import gradekit as gk
from gradekit.balance import weigh
from gradekit.comparison import Within
from gradekit.levels import Known

if TYPE_CHECKING:
    from tests.unit.conftest import Make


class TestWithoutEvidence:
    """5.3, 5.4: a critical outcome without evidence counts very low, unknown, and is named."""

    def test_in_the_register_only(self, make: Make) -> None:
        row = make.judged(make.outcome(), "small", "intervention", "high")
        within = Within(outcomes=(make.outcome("death"), make.harm(), make.outcome()))
        found = weigh(make.comparison(row, within=within))
        assert found.missing == ("evidence: death",)
        assert found.half.overall == "very low"
        assert found.half.benefit_certainty == Known("very low")
        assert found.half.unknown_benefit
        assert [each.outcome.id for each in found.findings] == ["pain", "death"]

    def test_a_critical_harm_nobody_studied(self, make: Make) -> None:
        within = Within(outcomes=(make.harm(importance="critical", catastrophic=True),))
        half = weigh(make.comparison(make.judged(make.outcome(), "trivial"), within=within)).half
        open_ = Known("none", "high")
        for option in (half.intervention, half.comparator):
            assert (option.harm, option.prohibitive, option.catastrophe) == (open_,) * 3
        assert not half.unknown_benefit
        assert half.benefit_certainty == Known("high")

    def test_a_supporting_row_is_no_evidence_to_decide_on(self, make: Make) -> None:
        row = make.judged(make.outcome(), "small", "intervention", "high", role="supporting")
        found = weigh(make.comparison(row))
        assert found.missing == ("evidence: pain",)
        assert found.half.overall == "very low"

    @pytest.mark.parametrize(
        ("outcome", "here", "missing"),
        [("critical", "limited", ()), ("limited", "critical", ("evidence: death",))],
    )
    def test_critical_for_this_population(
        self, make: Make, outcome: str, here: str, missing: tuple[str, ...]
    ) -> None:
        row = make.judged(make.outcome(), "small", "intervention", "high")
        within = Within(outcomes=(make.outcome("death", importance=outcome),))
        found = weigh(make.comparison(row, within=within, importance={"death": here}))
        assert found.missing == missing

    def test_a_row_with_nothing_in_it(self, make: Make) -> None:
        found = weigh(make.comparison(gk.Evidence(make.outcome(), certainty="very low")))
        assert found.missing == ("evidence: pain",)
        assert found.half.unknown_benefit

    @pytest.mark.parametrize("certainty", ["low", "high"])
    def test_a_row_with_nothing_in_it_counts_very_low_whatever_it_says(
        self, make: Make, certainty: str
    ) -> None:
        found = weigh(make.comparison(gk.Evidence(make.outcome(), certainty=certainty)))
        assert found.half.overall == "very low"
        assert found.half.benefit_certainty == Known("very low")

    def test_one_arm_s_rate_is_evidence_of_unknown_magnitude(self, make: Make) -> None:
        row = gk.Evidence(make.outcome(), incidence=gk.Incidence(0.1), certainty="low")
        found = weigh(make.comparison(row))
        assert found.half.overall == "low"
        assert found.half.unknown_benefit

    def test_without_evidence_there_is_nothing_to_rate(self, make: Make) -> None:
        found = weigh(make.comparison(gk.Evidence(make.outcome())))
        assert found.missing == ("evidence: pain",)


class TestNamedAsMissing:
    """The stance: a missing judgement is a visible state."""

    @pytest.mark.parametrize("thresholds", [None, gk.MID((1, 3), unit="cm")])
    def test_a_threshold_that_would_tell(
        self, make: Make, thresholds: gk.Thresholds | None
    ) -> None:
        outcome = make.outcome(thresholds=thresholds)
        row = gk.Evidence(outcome, gk.Estimate("MD", 2, unit="cm"), certainty="high")
        assert weigh(make.comparison(row)).missing == ("threshold: pain",)

    def test_important_outcomes_are_not_named(self, make: Make) -> None:
        row = gk.Evidence(make.outcome(thresholds=None), gk.Estimate("MD", 2, unit="cm"))
        found = weigh(make.comparison(row, importance={"pain": "important"}))
        assert found.missing == ()

    @pytest.mark.parametrize("magnitude", ["trivial", "unknown"])
    def test_a_judgement_is_not_missing(self, make: Make, magnitude: str) -> None:
        assert weigh(make.comparison(make.judged(make.outcome(), magnitude))).missing == ()

    def test_judged_unknown_against_an_estimate_misses_no_threshold(self, make: Make) -> None:
        effect = gk.JudgedEffect("unknown", rationale="all trials at high risk of bias")
        row = gk.Evidence(
            make.outcome(), gk.Estimate("MD", 2, unit="cm"), judged_effect=effect, certainty="low"
        )
        assert weigh(make.comparison(row)).missing == ()

    def test_nothing_to_decide_on(self, make: Make) -> None:
        found = weigh(make.comparison())
        assert found.missing == ("overall certainty: no critical or important outcome",)
        assert found.half.overall == "very low"
        assert found.half.benefit_certainty is None
