"""Judgements with neither signer, reason nor source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

import gradekit as gk
from gradekit.audit import audit
from gradekit.etd import CriterionJudgement
from gradekit.ungraded import Ungraded

if TYPE_CHECKING:
    from tests.unit.audit.conftest import Check
    from tests.unit.conftest import Make


class TestUnsigned:
    """A note where nobody can be asked; any one mark is enough."""

    check: Check

    @pytest.fixture(autouse=True)
    def _checks(self, check: Check) -> None:
        self.check = check

    def told(self, make: Make, row: gk.Evidence | None = None, **changes: Any) -> list[str]:  # noqa: ANN401
        made = make.comparison(row or make.judged(make.outcome(), "trivial"), **changes)
        found = self.check.coded(audit(self.check.guideline(made)), "judgement.unsigned")
        assert all(each.severity == "note" for each in found)
        root = "$.comparisons[0]."
        return [f"{each.path.removeprefix(root)}: {each.message}" for each in found]

    def test_a_share(self, make: Make) -> None:
        assert self.told(make, share=gk.Share(0.9)) == [
            "share: drug-placebo: a share is recorded, without signer, reason or source"
        ]
        for signed in (
            gk.Share(0.9, by="AB"),
            gk.Share(0.9, rationale="asked"),
            gk.Share(0.9, source="acip"),
        ):
            assert self.told(make, share=signed) == []
        assert self.told(make, share=gk.Share(0.9, by=" "))

    def test_a_judged_effect(self, make: Make) -> None:
        row = gk.Evidence(make.outcome(), judged_effect=gk.JudgedEffect("trivial"))
        (told,) = self.told(make, row)
        assert told.startswith("evidence[0].judged_effect: drug-placebo: the effect on Pain was")
        assert self.told(make, evolve(row, source="acip")) == []
        signed = gk.JudgedEffect("trivial", rationale="tiny")
        assert self.told(make, evolve(row, judged_effect=signed)) == []

    def test_a_rating(self, make: Make) -> None:
        judged = self.check.rated({"risk of bias": gk.Judgement(-1, by="AB"), "imprecision": 0})
        row = evolve(make.judged(make.outcome(), "trivial"), certainty=judged)
        (told,) = self.told(make, row)
        assert told.startswith(
            "evidence[0].certainty: drug-placebo: certainty of Pain was judged for imprecision, "
        )
        assert self.told(make, evolve(row, source="acip")) == []

    def test_an_overall_certainty(self, make: Make) -> None:
        (told,) = self.told(make, overall_certainty="high")
        assert told.startswith("overall_certainty: drug-placebo: an overall certainty is recorded")
        cited = gk.PublishedCertainty("high", "acip")
        assert self.told(make, overall_certainty=cited) == []
        judged = self.check.rated({"imprecision": -1})
        (told,) = self.told(make, overall_certainty=judged)
        assert "the overall certainty was judged for imprecision" in told

    def test_secondary_criteria(self, make: Make) -> None:
        one = CriterionJudgement("equity", "reduced")
        etd = gk.EvidenceToDecision(secondary="neutral", judgements=(one,))
        told = self.told(make, etd=etd)
        assert [each.partition(":")[0] for each in told] == ["etd.judgements", "etd.secondary"]
        assert "criteria were judged (equity)" in told[0]
        assert self.told(make, etd=evolve(etd, by="the panel")) == []
        signed = evolve(one, by="AB")
        apart = gk.EvidenceToDecision(judgements=(signed,))
        assert self.told(make, etd=apart) == []

    def test_a_statement_without_a_grade(self, make: Make) -> None:
        chosen = Ungraded(type="good practice")
        (told,) = self.told(make, ungraded=chosen)
        assert told.startswith("ungraded: drug-placebo: a statement, good practice, was chosen")
        assert self.told(make, ungraded=evolve(chosen, by="AB")) == []

    def test_what_cannot_be_signed(self, make: Make) -> None:
        assert self.told(make, balance="neither", votes=gk.Votes(either=1)) == []

    @pytest.mark.parametrize("name", ["spine-2025", "spine-table1"])
    def test_the_datasets_are_signed(self, name: str) -> None:
        found = audit(gk.datasets.load(name))
        assert not self.check.coded(found, "judgement.unsigned")
