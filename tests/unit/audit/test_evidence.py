"""What evidence and judgements lack, as an audit looks at them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

import gradekit as gk
from gradekit.audit import AuditFinding, Severity, audit
from gradekit.etd import CriterionJudgement

if TYPE_CHECKING:
    from tests.unit.audit.conftest import Check
    from tests.unit.conftest import Make


class TestOutcomes:
    """What a critical outcome lacks."""

    check: Check

    @pytest.fixture(autouse=True)
    def _checks(self, check: Check) -> None:
        self.check = check

    def outcomes(self, *rows: gk.Evidence, make: Make, **changes: Any) -> list[AuditFinding]:  # noqa: ANN401
        return self.check.coded(
            audit(self.check.guideline(make.comparison(*rows), **changes)), "outcome"
        )

    def test_no_row(self, make: Make) -> None:
        pain, harm = make.outcome(), make.harm()
        row = make.judged(harm, "trivial")
        (found,) = self.outcomes(row, make=make, outcomes=(pain, harm))
        assert (found.code, found.path) == (
            "outcome.critical-missing",
            "$.comparisons[0].evidence",
        )
        assert found.message == "drug-placebo has no deciding row for Pain, a critical outcome"
        assert self.outcomes(row, make=make) == []

    def test_a_supporting_row_is_none(self, make: Make) -> None:
        row = make.judged(make.outcome(), "trivial", role="supporting")
        (found,) = self.outcomes(row, make=make)
        assert found.path == "$.comparisons[0].evidence"

    def test_a_row_without_an_effect(self, make: Make) -> None:
        (found,) = self.outcomes(
            gk.Evidence(make.outcome(), certainty="low", source="busse2025"), make=make
        )
        assert found.path == "$.comparisons[0].evidence[0]"
        assert found.message == "Pain is critical in drug-placebo and its row holds no effect"
        assert gk.Citation("busse2025") in found.sources

    def test_a_row_with_one(self, make: Make) -> None:
        pain = make.outcome()
        assert self.outcomes(gk.Evidence(pain, incidence=gk.Incidence(0.1)), make=make) == []
        assert self.outcomes(make.judged(pain, "unknown"), make=make) == []
        assert self.outcomes(gk.Evidence(make.harm()), make=make) == []

    def test_importance_here_counts(self, make: Make) -> None:
        made = make.comparison(
            gk.Evidence(make.outcome()),
            importance={"pain": gk.ImportanceOverride("important", "minor here")},
        )
        assert not self.check.coded(audit(self.check.guideline(made)), "outcome")

    def test_no_threshold(self, make: Make) -> None:
        bare = make.outcome(thresholds=None, source="busse2025")
        row = gk.Evidence(bare, gk.Estimate("MD", 1, unit="cm"))
        (found,) = self.outcomes(row, make=make)
        assert (found.code, found.path) == ("outcome.threshold-missing", "$.outcomes[0].thresholds")
        assert gk.Citation("busse2025") in found.sources
        twice = self.check.guideline(make.comparison(row, id="a"), make.comparison(row, id="b"))
        assert len(self.check.coded(audit(twice), "outcome")) == 1
        unimportant = evolve(bare, importance="important")
        assert self.outcomes(evolve(row, outcome=unimportant), make=make) == []

    def test_no_unit(self, make: Make) -> None:
        bare = make.outcome(thresholds=gk.MID(1.5))
        found = self.outcomes(gk.Evidence(bare, gk.Estimate("MD", 1)), make=make)
        assert [(each.code, each.path) for each in found] == [
            ("outcome.unit-missing", "$.comparisons[0].evidence[0].estimate.unit"),
            ("outcome.unit-missing", "$.outcomes[0].thresholds.unit"),
        ]

    def test_a_unit_is_read_from_the_scale(self, make: Make) -> None:
        scaled = make.outcome(thresholds=gk.MID(1.5), scale=gk.Scale("VAS", 0, 10, unit="cm"))
        row = gk.Evidence(scaled, gk.Estimate("MD", 1, unit="cm"))
        assert self.outcomes(row, make=make) == []

    def test_a_ratio_has_none(self, make: Make) -> None:
        death = make.outcome("death", thresholds=gk.MID(10, unit="per 1000"))
        row = gk.Evidence(death, gk.Estimate("RR", 0.8), baseline_risk=0.1)
        assert self.outcomes(row, make=make) == []


class TestCannotBeJudged:
    """An effect that cannot be judged is a finding, not an exception."""

    check: Check

    @pytest.fixture(autouse=True)
    def _checks(self, check: Check) -> None:
        self.check = check

    def test_every_row_is_told(self, make: Make) -> None:
        death = make.outcome("death", thresholds=gk.MID(10, unit="per 1000"))
        made = make.comparison(
            gk.Evidence(
                death, gk.Estimate("RR", 0.8), certainty=self.check.rated({}), source="busse2025"
            ),
            gk.Evidence(make.outcome(), gk.Estimate("MD", 1, unit="kg")),
            overall_certainty="high",
        )
        guide = self.check.guideline(
            made, recommendations=(self.check.published(direction="for", strength="strong"),)
        )
        findings = audit(guide)
        found = self.check.coded(findings, "effect")
        assert [each.path for each in found] == [
            "$.comparisons[0].evidence[0].baseline_risk",
            "$.comparisons[0].evidence[1].estimate.unit",
        ]
        assert all(each.severity is Severity.ERROR for each in found)
        assert found[0].message.startswith("relative effect without a baseline risk: expected")
        assert gk.Citation("busse2025") in found[0].sources
        assert not self.check.coded(findings, "published")
        assert not self.check.coded(findings, "overall")
        assert not self.check.coded(findings, "rating.imprecision-not-rated")

    def test_the_others_are_held_all_the_same(self, make: Make) -> None:
        bad = make.comparison(
            gk.Evidence(make.outcome(), gk.Estimate("MD", 1, unit="kg")), id="bad"
        )
        good = make.comparison(
            make.judged(make.outcome(), "trivial"), share=gk.Share(band="almost none")
        )
        rec = self.check.published(
            comparisons=("bad", "drug-placebo"), direction="for", strength="strong"
        )
        found = self.check.coded(
            audit(self.check.guideline(bad, good, recommendations=(rec,))), "published"
        )
        assert [each.path for each in found] == ["$.recommendations[0].comparisons[1]"]


class TestJudgements:
    """Judgements without a reason, or against one another."""

    check: Check

    @pytest.fixture(autouse=True)
    def _checks(self, check: Check) -> None:
        self.check = check

    def test_override(self, make: Make) -> None:
        row = make.judged(make.outcome(), "trivial")
        made = make.comparison(row, importance={"pain": "important"})
        found = self.check.one(audit(self.check.guideline(made)), "importance")
        assert found.path == "$.comparisons[0].importance.pain.rationale"
        assert found.message == "pain counts as important in drug-placebo, no reason given"
        told = make.comparison(row, importance={"pain": gk.ImportanceOverride("important", "rare")})
        assert not self.check.coded(audit(self.check.guideline(told)), "importance")

    def test_secondary_criteria_disagree(self, make: Make) -> None:
        mixed = gk.EvidenceToDecision(
            judgements=(
                CriterionJudgement("acceptability", "no"),
                CriterionJudgement("feasibility", "yes"),
            ),
            source="busse2025",
        )
        made = make.comparison(make.judged(make.outcome(), "trivial"), etd=mixed)
        found = self.check.one(audit(self.check.guideline(made)), "secondary")
        assert found.path == "$.comparisons[0].etd.judgements"
        assert "lean to the intervention = feasibility: yes" in found.message
        assert gk.Citation("busse2025") in found.sources
        settled = evolve(made, etd=evolve(mixed, secondary="neutral"))
        assert not self.check.coded(audit(self.check.guideline(settled)), "secondary")
        agreed = evolve(made, etd=evolve(mixed, judgements=mixed.judgements[:1]))
        assert not self.check.coded(audit(self.check.guideline(agreed)), "secondary")
