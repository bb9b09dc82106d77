"""5.9: where policies part, and over which parameter."""

from __future__ import annotations

import pytest
from attrs import evolve

import gradekit as gk


@pytest.fixture(scope="module")
def moderate() -> gk.Comparison:
    """Intramuscular injection with burden at moderate certainty only."""
    given = gk.datasets.load("spine-2025")["axial/im-la"]
    return evolve(
        given,
        evidence=tuple(
            evolve(row, certainty="moderate") if row.outcome.id == "burden" else row
            for row in given.evidence
        ),
    )


class TestComparePolicies:
    def test_all_presets_agree_on_the_guideline(self) -> None:
        guide = gk.datasets.load("spine-2025")
        for each in guide:
            found = gk.compare_policies(each)
            assert found.agrees
            assert found.parting == ()
            assert set(found.answers) == {"bmj-rapid", "grade-2013", "ebm-table", "core-2025"}

    def test_they_part_over_the_certainty_of_harm(self, moderate: gk.Comparison) -> None:
        found = gk.compare_policies(moderate)
        assert not found.agrees
        assert str(found.answers["grade-2013"]) == "strong against"
        assert str(found.answers["ebm-table"]) == "conditional against"
        assert {each.id for each in found.parting} == {"certain_harm"}
        assert {str(each.value) for each in found.parting} == {"moderate", "high"}
        assert "they part over certain_harm" in str(found)

    def test_policies_of_one_s_own(self, moderate: gk.Comparison) -> None:
        mine = gk.BMJ_RAPID.evolve("ours", nearly_all=0.99)
        found = gk.compare_policies(moderate, [gk.BMJ_RAPID, mine])
        assert list(found.answers) == ["bmj-rapid", "ours"]
        assert found.agrees
        assert "they part" not in str(found)

    def test_without_a_survey(self, moderate: gk.Comparison) -> None:
        found = gk.compare_policies(moderate, panel=None)
        assert {str(each) for each in found.answers.values()} == {"no recommendation"}
