"""What a guideline records beside its comparisons: as published, never altered."""

from __future__ import annotations

import pytest

import gradekit as gk
from gradekit import records
from gradekit.sources import Citation


class TestPublishedRecommendation:
    """4: type, direction, strength, label, paradigm cited."""

    def test_graded(self) -> None:
        made = gk.PublishedRecommendation(
            id="r",
            comparisons=("c",),
            direction="against",
            strength="strong",
            paradigm_cited=2,
            source="busse2025",
        )
        assert made.type == "graded"
        assert (made.direction, made.strength) == ("against", "strong")
        assert made.source == Citation("busse2025")

    @pytest.mark.parametrize("number", [None, 1, 2, 3, 4, 5])
    def test_the_paradigm_it_cites(self, number: int | None) -> None:
        assert gk.PublishedRecommendation(id="r", paradigm_cited=number).paradigm_cited == number

    @pytest.mark.parametrize("kind", ["good practice", "only in research", "none"])
    def test_not_graded_has_no_strength(self, kind: str) -> None:
        made = gk.PublishedRecommendation(id="r", type=kind, direction="for")
        assert (made.type, made.direction, made.strength) == (kind, "for", None)

    def test_what_the_source_does_not_say(self) -> None:
        made = gk.PublishedRecommendation(id="r")
        assert (made.direction, made.strength) == (None, None)


class TestTheRest:
    """4: each names its source."""

    def test_sources_are_read(self) -> None:
        cited = Citation("x")
        group = records.SubgroupEstimate(id="a", estimate=gk.Estimate("MD", 1))
        for made in (
            records.Subgroup(id="s", comparison="c", outcome="o", groups=(group,), source="x"),
            records.Figure(id="f", topic="cost", statement="per year", value=3, source="x"),
            records.Note(id="n", topic="use", text="so", source="x"),
            records.ValuesEvidence(id="v", participants=211, source="x"),
            records.OtherGuideline(id="g", name="NICE", source="x"),
            records.Objection(id="o", by="a letter", claim="so", source="x"),
        ):
            assert getattr(made, "source", None) == cited
