"""From evidence to findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import gradekit as gk
from gradekit.errors import BaselineRiskMissing, UnitMismatch
from gradekit.findings import Finding, absent, find
from gradekit.scales import Importance
from gradekit.thresholds import TOLERANCE
from gradekit.trace import Input

if TYPE_CHECKING:
    from tests.unit.conftest import Make

CRITICAL = Importance.CRITICAL


def finding(row: gk.Evidence, importance: Importance = CRITICAL) -> Finding:
    return find(row, importance)


class TestPoint:
    """5.1: the point estimate against the thresholds gives the magnitude."""

    def test_fires(self, make: Make) -> None:
        row = gk.Evidence(make.outcome(), gk.Estimate("MD", -2, -3, -1, "cm"), certainty="low")
        found = finding(row)
        assert (found.magnitude, found.favours, found.certainty) == (
            "important",
            "intervention",
            "low",
        )
        assert found.step.rule.id == "finding.point_estimate"
        assert found.step.kind == "fired"
        assert found.step.result == "important, favours intervention"
        assert found.step.about == "pain"
        assert found.step.parameters == (TOLERANCE,)
        assert found.step.children == ()
        assert found.step.inputs == (
            Input("MD value", -2, "cm"),
            Input("MD low", -3, "cm"),
            Input("MD high", -1, "cm"),
            Input("threshold important", 1.5, "cm"),
        )

    def test_inputs_of_a_ratio_name_the_baseline(self, make: Make) -> None:
        death = make.outcome("death", thresholds=gk.MID(10, unit="per 1000"))
        found = finding(gk.Evidence(death, gk.Estimate("RR", 0.5), baseline_risk=0.4))
        assert found.step.inputs == (
            Input("RR value", 0.5),
            Input("RR low", None),
            Input("RR high", None),
            Input("baseline risk", 0.4, "proportion"),
            Input("threshold important", 10, "per 1000"),
        )

    def test_importance_is_the_one_given(self, make: Make) -> None:
        row = gk.Evidence(make.outcome(), gk.Estimate("MD", -2, unit="cm"))
        assert finding(row, Importance.LIMITED).importance == "limited"


class TestJudged:
    """4: a judged effect decides, and the computed verdict stands beside it."""

    def test_alone(self, make: Make) -> None:
        found = finding(make.judged(make.harm(), "small", "comparator", "low"))
        assert (found.magnitude, found.favours) == ("small", "comparator")
        assert found.step.rule.id == "finding.judged"
        assert found.step.kind == "fired"
        assert found.step.inputs == (Input("judged by", "panel"),)
        assert found.step.parameters == ()
        assert found.classification is None

    def test_thresholds_are_not_what_a_judgement_looked_at(self, make: Make) -> None:
        found = finding(make.judged(make.outcome(), "small", "comparator"))
        assert found.step.inputs == (Input("judged by", "panel"),)

    def test_nobody_named(self, make: Make) -> None:
        effect = gk.JudgedEffect("trivial")
        found = finding(gk.Evidence(make.harm(), judged_effect=effect))
        assert found.step.inputs == (Input("judged by", None),)

    def test_against_an_estimate(self, make: Make) -> None:
        effect = gk.JudgedEffect("trivial", rationale="unblinded")
        row = gk.Evidence(
            make.outcome(), gk.Estimate("MD", -2, unit="cm"), judged_effect=effect, certainty="low"
        )
        found = finding(row)
        assert (found.magnitude, found.favours) == ("trivial", "neither")
        (beside,) = found.step.children
        assert beside.rule.id == "finding.point_estimate"
        assert beside.kind == "overridden"
        assert beside.result == "important, favours intervention"
        assert beside.about == "pain"
        assert found.classification is not None
        assert found.classification.magnitude == "important"

    def test_an_incidence_becomes_a_finding_only_so(self, make: Make) -> None:
        rate = gk.Incidence(0.007)
        bare = finding(gk.Evidence(make.harm(), incidence=rate))
        assert (bare.magnitude, bare.favours) == ("unknown", "neither")
        judged = gk.JudgedEffect("small", "comparator")
        found = finding(gk.Evidence(make.harm(), incidence=rate, judged_effect=judged))
        assert found.magnitude == "small"
        assert Input("incidence, intervention", 0.007, "proportion") in found.step.inputs


class TestUnknown:
    """2: very uncertain or not reported is unknown: neither important nor trivial."""

    def test_nothing_recorded(self, make: Make) -> None:
        found = finding(gk.Evidence(make.outcome(), certainty="very low"))
        assert (found.magnitude, found.favours) == ("unknown", "neither")
        assert (found.step.rule.id, found.step.kind) == ("finding.unknown", "missing input")
        assert found.step.result == "unknown, favours neither"

    def test_no_threshold(self, make: Make) -> None:
        row = gk.Evidence(make.outcome(thresholds=None), gk.Estimate("MD", -2, unit="cm"))
        found = finding(row)
        assert found.magnitude == "unknown"
        assert (found.step.rule.id, found.step.kind) == ("finding.unknown", "missing input")
        assert found.step.parameters == ()

    def test_judged_unknown(self, make: Make) -> None:
        found = finding(make.judged(make.outcome(), "unknown"))
        assert (found.step.rule.id, found.step.kind) == ("finding.judged", "missing input")

    @pytest.mark.parametrize(
        ("value", "rule", "kind"),
        [
            (1.5, "finding.mid_range", "missing input"),
            (3, "finding.point_estimate", "fired"),
            (0.5, "finding.point_estimate", "fired"),
        ],
    )
    def test_range_of_mid(self, make: Make, value: float, rule: str, kind: str) -> None:
        outcome = make.outcome(thresholds=gk.MID((1, 2), unit="cm"))
        found = finding(gk.Evidence(outcome, gk.Estimate("MD", value, unit="cm")))
        assert (found.step.rule.id, found.step.kind) == (rule, kind)


class TestAbsent:
    """5.3, 5.4: a critical outcome without evidence is unknown, and counts very low."""

    def test_it(self, make: Make) -> None:
        found = absent(make.outcome(), CRITICAL)
        assert (found.magnitude, found.favours, found.certainty) == (
            "unknown",
            "neither",
            "very low",
        )
        assert found.evidence is None
        assert (found.step.kind, found.step.result) == ("missing input", "no evidence")
        assert found.step.about == "pain"
        assert found.decides
        assert found.is_critical_benefit


class TestWhatCounts:
    """5.4: findings of limited importance and supporting rows are left out."""

    @pytest.mark.parametrize(
        ("importance", "role", "decides"),
        [
            ("critical", "deciding", True),
            ("important", "deciding", True),
            ("limited", "deciding", False),
            ("critical", "supporting", False),
        ],
    )
    def test_decides(self, make: Make, importance: str, role: str, *, decides: bool) -> None:
        row = make.judged(make.outcome(), "trivial", role=role)
        assert finding(row, Importance(importance)).decides is decides

    @pytest.mark.parametrize(
        ("kind", "importance", "role", "counts"),
        [
            ("benefit", "critical", "deciding", True),
            ("benefit", "important", "deciding", False),
            ("benefit", "critical", "supporting", False),
            ("harm", "critical", "deciding", False),
            ("burden", "critical", "deciding", False),
            ("cost", "critical", "deciding", False),
        ],
    )
    def test_critical_benefit(
        self, make: Make, kind: str, importance: str, role: str, *, counts: bool
    ) -> None:
        row = make.judged(make.outcome(kind=kind), "trivial", role=role)
        assert finding(row, Importance(importance)).is_critical_benefit is counts


class TestBenefitAndHarm:
    """2: a benefit that is worse under X is a benefit of the other option, not a harm of X."""

    @pytest.mark.parametrize(
        ("kind", "favours", "benefits", "harms"),
        [
            ("benefit", "intervention", "intervention", None),
            ("benefit", "comparator", "comparator", None),
            ("harm", "intervention", None, "comparator"),
            ("harm", "comparator", None, "intervention"),
            ("burden", "comparator", None, "intervention"),
            ("cost", "intervention", None, "comparator"),
        ],
    )
    def test_important(
        self, make: Make, kind: str, favours: str, benefits: str | None, harms: str | None
    ) -> None:
        found = finding(make.judged(make.outcome(kind=kind), "small", favours))
        assert found.benefits == benefits
        assert found.harms == harms

    @pytest.mark.parametrize("kind", ["benefit", "harm", "burden", "cost"])
    @pytest.mark.parametrize("magnitude", ["trivial", "unknown"])
    def test_nothing_known(self, make: Make, kind: str, magnitude: str) -> None:
        found = finding(make.judged(make.outcome(kind=kind), magnitude))
        assert found.benefits is None
        assert found.harms is None


class TestErrors:
    """7: an effect that cannot be judged is placed in its row."""

    def test_a_missing_baseline(self, make: Make) -> None:
        row = gk.Evidence(make.outcome(), gk.Estimate("RR", 0.5))
        with pytest.raises(BaselineRiskMissing) as raised:
            finding(row)
        assert raised.value.problems[0].place == "$.baseline_risk"

    def test_a_unit(self, make: Make) -> None:
        row = gk.Evidence(make.outcome(), gk.Estimate("MD", 2, unit="kg"))
        with pytest.raises(UnitMismatch) as raised:
            finding(row)
        assert raised.value.problems[0].place == "$.estimate.unit"
