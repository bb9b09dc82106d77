"""Directions the effects on record speak only against: as published, or else as suggested."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import gradekit as gk
from gradekit.audit import AuditFinding, audit

if TYPE_CHECKING:
    from tests.unit.audit.conftest import Check
    from tests.unit.conftest import Make

CODE = "direction.against-evidence"


class TestAgainstEvidence:
    """A warning, once: on what was published, else on what is suggested."""

    check: Check

    @pytest.fixture(autouse=True)
    def _checks(self, check: Check) -> None:
        self.check = check

    def made(self, make: Make, share: float = 0.95) -> gk.Comparison:
        row = make.judged(make.outcome(), "small", "comparator", source="acip")
        return make.comparison(row, share=gk.Share(share, by="the panel"))

    def found(self, given: gk.Guideline) -> list[AuditFinding]:
        return self.check.coded(audit(given), CODE)

    def test_of_the_suggested_answer(self, make: Make) -> None:
        (found,) = self.found(self.check.guideline(self.made(make)))
        assert (found.severity, found.path) == ("warning", "$.comparisons[0]")
        assert found.message.startswith("drug-placebo: suggested strong for; no effect on record")
        assert "what counts as better" in found.resolve

    def test_of_the_published_answer_alone(self, make: Make) -> None:
        held = self.check.coded(self.check.held(self.made(make), direction="for"), CODE)
        assert [each.path for each in held] == ["$.recommendations[0].comparisons[0]"]
        assert held[0].message.startswith("rec, published for, on drug-placebo; no effect")

    def test_published_with_the_evidence(self, make: Make) -> None:
        """The suggested answer is held against the published one by another rule."""
        held = self.check.held(self.made(make), direction="against")
        assert not self.check.coded(held, CODE)
        assert self.check.coded(held, "published.differs")

    def test_published_without_a_direction(self, make: Make) -> None:
        assert not self.check.coded(self.check.held(self.made(make)), CODE)

    def test_with_the_evidence(self, make: Make) -> None:
        assert not self.found(self.check.guideline(self.made(make, 0.05)))

    def test_a_comparison_that_cannot_be_judged(self, make: Make) -> None:
        row = gk.Evidence(make.outcome(), gk.Estimate("MD", 1, unit="kg"))
        held = self.check.held(make.comparison(row), direction="for")
        assert not self.check.coded(held, CODE)

    def test_the_worked_guideline(self) -> None:
        assert not self.found(gk.datasets.load("spine-2025"))

    def test_published_for_what_its_evidence_speaks_against(self) -> None:
        """Two guidelines recommend procedures without benefit, and with burden, as established."""
        found = self.found(gk.datasets.load("spine-table1"))
        assert [each.message.split(",")[0] for each in found] == [
            "aspn2022-sacroiliac-injection",
            "asipp2021-axial-discogenic",
            "asipp2021-axial-discogenic",
        ]
