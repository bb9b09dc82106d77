"""Surveys: gaps, overlaps, contradictions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

import gradekit as gk
from gradekit.audit import AuditFinding, Severity, audit

if TYPE_CHECKING:
    from tests.unit.audit.conftest import Check
    from tests.unit.conftest import Make


class TestSurvey:
    """Every combination of benefit, its certainty and certainty of harm is looked at."""

    check: Check

    @pytest.fixture(autouse=True)
    def _checks(self, check: Check) -> None:
        self.check = check

    EVERY_HARM = ("none", "very low", "low", "moderate", "high")
    LOW_UP = ("low", "moderate", "high")

    def survey(self, make: Make, *scenarios: gk.Scenario, **changes: Any) -> list[AuditFinding]:  # noqa: ANN401
        guide = gk.Guideline(id="test", panel=make.survey(*scenarios), **changes)
        return self.check.coded(audit(guide), "survey")

    def whole(self, make: Make) -> tuple[gk.Scenario, ...]:
        """Scenarios that leave nothing out."""
        return tuple(
            make.scenario(
                state,
                benefit=state,
                benefit_certainties=certainties,
                harm_certainties=self.EVERY_HARM,
            )
            for state, certainties in (
                ("important", self.LOW_UP),
                ("none", self.LOW_UP),
                ("uncertain", ("very low",)),
            )
        )

    def test_no_survey(self) -> None:
        assert not audit(gk.Guideline(id="test", panel=gk.Panel()))

    def test_whole(self, make: Make) -> None:
        assert self.survey(make, *self.whole(make)) == []

    def test_gap(self, make: Make) -> None:
        important, none, uncertain = self.whole(make)
        part = evolve(none, harm_certainties=self.EVERY_HARM[:-1])
        (found,) = self.survey(make, important, part, uncertain)
        assert (found.code, found.path) == ("survey.gap", "$.panel.survey.scenarios")
        assert found.message == (
            "3 of 35 combinations are not asked about: benefit none at low, none at moderate, "
            "none at high with harm high"
        )
        (found,) = self.survey(make, important, none)
        assert found.message.endswith(
            "benefit uncertain at very low with harm none, very low, low, moderate, high"
        )

    def test_a_smallest_benefit_leaves_a_gap(self, make: Make) -> None:
        important, none, uncertain = self.whole(make)
        asked = evolve(important, smallest_benefit=1.5, outcome="pain")
        (found,) = self.survey(make, asked, none, uncertain, outcomes=(make.outcome(),))
        assert found.message.startswith("15 of 35")

    def test_policy_says_what_can_be_reached(self, make: Make) -> None:
        policy = gk.BMJ_RAPID.evolve("eager", possible="very low")
        (found,) = self.survey(make, *self.whole(make), policy=policy)
        assert found.message.startswith("10 of 45")

    def test_another_policy(self, make: Make) -> None:
        policy = gk.BMJ_RAPID.evolve("eager", possible="very low")
        guide = gk.Guideline(id="test", panel=make.survey(*self.whole(make)))
        assert not audit(guide)
        (found,) = audit(guide, policy)
        assert found.message.startswith("10 of 45")

    def test_overlap(self, make: Make) -> None:
        whole = self.whole(make)
        again = evolve(
            whole[0], id="again", benefit_certainties=("high",), harm_certainties=("none",)
        )
        (found,) = self.survey(make, *whole, again)
        assert (found.code, found.path) == ("survey.overlap", "$.panel.survey.scenarios[3]")
        assert found.severity is Severity.NOTE
        assert found.message == (
            "important says nearly all, again says nearly all: benefit important at high with harm "
            "none"
        )

    def test_contradiction(self, make: Make) -> None:
        whole = self.whole(make)
        other = evolve(whole[1], id="other", share=gk.Share(band="minority"), source="busse2025")
        (found,) = self.survey(make, other, *whole)
        assert (found.code, found.path) == ("survey.contradiction", "$.panel.survey.scenarios[2]")
        assert found.severity is Severity.ERROR
        assert found.message.startswith("other says minority, none says nearly all: benefit none")
        assert gk.Citation("busse2025") in found.sources

    def test_bands_are_compared_not_numbers(self, make: Make) -> None:
        whole = self.whole(make)
        again = evolve(whole[0], id="again", share=gk.Share(0.95))
        (found,) = self.survey(make, *whole, again)
        assert found.code == "survey.overlap"

    def test_apart(self, make: Make) -> None:
        one_, other = (
            make.scenario(name, harm_certainties=[harm])
            for name, harm in (("a", "none"), ("b", "low"))
        )
        assert {each.code for each in self.survey(make, one_, other)} == {"survey.gap"}
