"""Values: shares, scenarios, surveys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import gradekit as gk
from gradekit.sources import Citation

if TYPE_CHECKING:
    from tests.unit.conftest import Make


class TestShare:
    """4: an interval or a band, of one option."""

    def test_interval(self) -> None:
        made = gk.Share(0.2, 0.4, "comparator", by="panel", source="x")
        assert (made.low, made.high, made.option, made.band) == (0.2, 0.4, "comparator", None)
        assert made.source == Citation("x")

    def test_a_point_is_an_interval_without_width(self) -> None:
        made = gk.Share(0.9)
        assert (made.low, made.high, made.option) == (0.9, 0.9, "intervention")

    def test_the_ends_of_the_range_are_shares(self) -> None:
        assert (gk.Share(0, 1).low, gk.Share(0, 1).high) == (0, 1)
        assert gk.Share(0).high == 0

    @pytest.mark.parametrize("band", list(gk.ShareBand))
    def test_band(self, band: gk.ShareBand) -> None:
        made = gk.Share(band=band.value)
        assert made.band is band
        assert made.low is None
        assert made.high is None

    def test_mirrored_is_the_same_people(self) -> None:
        made = gk.Share(0.2, 0.4, by="panel")
        assert made.mirrored() == gk.Share(0.2, 0.4, "comparator", by="panel")
        assert made.mirrored().mirrored() == made


class TestScenario:
    """4: benefit (important, none, uncertain), certainties covered, and the share."""

    def test_words_are_read(self, make: Make) -> None:
        made = make.scenario(
            benefit="uncertain", benefit_certainties=["very low"], harm_certainties=["none", "low"]
        )
        assert made.benefit == "uncertain"
        assert made.benefit_certainties == (gk.Certainty.VERY_LOW,)
        assert made.harm_certainties == (gk.Level.NONE, gk.Level.LOW)

    def test_smallest_benefit(self, make: Make) -> None:
        made = make.scenario(smallest_benefit=2, unit="cm", outcome="pain", source="x")
        assert (made.smallest_benefit, made.unit, made.outcome) == (2, "cm", "pain")
        assert made.source == Citation("x")


class TestSurvey:
    """4: scenarios, and whether it was taken before the evidence."""

    def test_it(self, make: Make) -> None:
        made = gk.Survey((make.scenario("a"), make.scenario("b")), before_evidence=True, source="x")
        assert [each.id for each in made.scenarios] == ["a", "b"]
        assert made.before_evidence is True
        assert made.source == Citation("x")

    def test_when_it_was_taken_may_be_unknown(self) -> None:
        assert gk.Survey(()).before_evidence is None


class TestPanel:
    """4: members with roles, conflicts, voting or recused; a survey."""

    def test_it(self) -> None:
        member = gk.Member("a", "patient", voting=True, conflicts=("fees",), recused=False)
        made = gk.Panel((member, gk.Member("b", "methodologist")), source="x")
        assert made.members[0].role == "patient"
        assert made.members[1].voting is None
        assert made.survey is None
        assert made.source == Citation("x")


class TestSecondaryCriteria:
    """4, 5.5: not judged unless somebody did."""

    def test_it(self) -> None:
        assert gk.EvidenceToDecision().secondary == "not judged"
        made = gk.EvidenceToDecision(secondary="favour intervention", by="panel", source="x")
        assert made.mirrored() == gk.EvidenceToDecision(
            secondary="favour comparator", by="panel", source="x"
        )
        assert made.source == Citation("x")
