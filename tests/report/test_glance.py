"""Numbers as people read them, and rows at a glance in a notebook."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import gradekit as gk
from gradekit.glance import certainty_word, effect_words
from gradekit.markup import element, listing, table
from gradekit.numerals import MINUS, absolute, counted, difference, measured, ratio, shown, span
from gradekit.report.consultation import consultation
from gradekit.report.plots import forest
from gradekit.report.recommendation_box import box

PAIN = gk.Outcome("pain", "Pain", importance="critical", better="lower")


class TestNumbers:
    @given(st.floats(-1e6, 1e6))
    def test_no_number_starts_a_formula(self, value: float) -> None:
        told = shown(value)
        assert not told.startswith(("-", "+", "="))
        assert "e" not in told
        assert float(told.replace(MINUS, "-")) == pytest.approx(value, rel=0.006, abs=0.5e-6)

    def test_intervals_nobody_reported_are_said_to_be_missing(self) -> None:
        assert "no interval reported" in span(gk.Interval(1.0))
        assert "no interval reported" in difference(gk.Interval(1.0), "more", "fewer")
        assert absolute(gk.Interval(150.2)) == "150"

    def test_another_level_is_named(self) -> None:
        assert ratio(gk.Estimate("OR", 2.0, 1.0, 4.0, level=0.9)).endswith("[90% interval]")
        assert measured(gk.Estimate("SMD", -0.5)) == "0.5 lower (no interval reported) SD"

    def test_people_are_whole(self) -> None:
        assert [counted(each) for each in (0, 0.2, 0.6, 149.6)] == ["0", "under 1", "1", "150"]
        assert difference(gk.Interval(0.0, -1, 1), "more", "fewer", whole=True).startswith("0 (")


class TestRows:
    @pytest.mark.parametrize(
        ("row", "told"),
        [
            (gk.Evidence(PAIN), "nothing recorded"),
            (
                gk.Evidence(PAIN, gk.Estimate("MD", -1.0, -2.0, 0.5, "cm")),
                "1 lower (2 lower to 0.5 higher) cm",
            ),
            (
                gk.Evidence(PAIN, gk.Estimate("RR", 0.5, 0.4, 0.7), baseline_risk=0.1),
                "RR 0.5 (0.4 to 0.7); baseline risk 100 per 1000",
            ),
            (
                gk.Evidence(PAIN, gk.Estimate("RD", -2, -3, -1, "%")),
                "20 fewer (30 fewer to 10 fewer) per 1000",
            ),
            (
                gk.Evidence(PAIN, judged_effect=gk.JudgedEffect("small", "comparator")),
                "judged small, favours comparator",
            ),
        ],
    )
    def test_what_is_recorded(self, row: gk.Evidence, told: str) -> None:
        assert effect_words(row) == told
        assert certainty_word(row) == "not rated"
        assert certainty_word(evolve(row, certainty="low")) == "low"


class TestNotebooks:
    def test_a_guideline_lists_what_was_published(self, guide: gk.Guideline) -> None:
        shown_as = guide._repr_html_()
        assert shown_as.count("<tr>") == 17
        assert "axial-epidural: strong against graded" in shown_as

    def test_nothing_is_computed_to_show_one(self, small: gk.Guideline) -> None:
        row = evolve(small["drug"].evidence[0], baseline_risk=None)
        broken = evolve(small, comparisons=(evolve(small["drug"], evidence=(row,)),))
        assert "nothing" in broken._repr_html_()
        assert "RR 0.75" in broken["drug"]._repr_html_()

    def test_an_answer_shows_its_explanation(self, guide: gk.Guideline) -> None:
        answer = gk.recommend(guide["axial/im-la"])
        assert "<summary>Ceilings</summary>" in answer._repr_html_()
        assert "strong against" in answer._repr_html_()

    def test_an_outcome_without_a_row(self, small: gk.Guideline) -> None:
        absent = [each for each in gk.recommend(small["drug"]).findings if each.evidence is None]
        assert "nothing recorded" in absent[0]._repr_html_()

    def test_pieces(self) -> None:
        assert listing(["a", "<"], numbered=True).html == "<ol><li>a</li><li>&lt;</li></ol>"
        assert element("br").html == "<br>"
        assert "<caption>" not in table(["a"], [["b"]]).html


class TestWithoutAThreshold:
    def test_a_forest_has_no_band_and_takes_the_one_unit(self, guide: gk.Guideline) -> None:
        bare = tuple(
            evolve(each, thresholds=None, scale=None) if each.id == "pain" else each
            for each in guide.outcomes
        )
        drawn = forest(evolve(guide, outcomes=bare), "pain")
        assert (drawn.unit, drawn.thresholds) == ("cm", None)
        assert drawn.alt.endswith("12 of 16 comparisons.")
        assert drawn.svg()

    def test_a_range_is_two_bands(self, guide: gk.Guideline) -> None:
        ranged = tuple(
            evolve(each, thresholds=gk.MID((1.0, 2.0), unit="cm")) if each.id == "pain" else each
            for each in guide.outcomes
        )
        drawn = forest(evolve(guide, outcomes=ranged), "pain")
        assert drawn.png(20)

    def test_units_that_differ_are_refused(self, guide: gk.Guideline) -> None:
        mixed = tuple(
            evolve(each, thresholds=None, scale=None) if each.id == "pain" else each
            for each in guide.outcomes
        )
        bare = evolve(guide, outcomes=mixed)
        first = bare["axial/im-la"]
        row = evolve(first.evidence[0], estimate=gk.Estimate("MD", 1.0, unit="mm"))
        other = evolve(first, evidence=(row, *first.evidence[1:]))
        changed = tuple(other if each.id == other.id else each for each in bare)
        with pytest.raises(gk.UnitMismatch, match="several units"):
            forest(evolve(bare, comparisons=changed), "pain")

    def test_an_aid_tells_no_size_it_cannot_judge(self, guide: gk.Guideline) -> None:
        bare = tuple(
            evolve(each, thresholds=None) if each.id == "pain" else each for each in guide.outcomes
        )
        aid = consultation(gk.recommend(evolve(guide, outcomes=bare)["axial/im-la"]))
        assert aid.points[0].numbers == ""


class TestPublishedBeside:
    def test_one_that_differs_and_one_that_is_not_graded(self, small: gk.Guideline) -> None:
        published = (
            gk.PublishedRecommendation(
                id="a", comparisons=("drug",), direction="against", strength="strong"
            ),
            gk.PublishedRecommendation(
                id="b", comparisons=("drug",), type="good practice", statement="Ask first"
            ),
        )
        made = evolve(small, recommendations=published).reproduce()
        told = [box(each.derived, each).published for each in made]
        assert told == [
            "Strong against; the suggestion DIFFERS.",
            "Good practice statement. Ask first.",
        ]
