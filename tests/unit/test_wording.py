"""Findings in readers' words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import gradekit as gk
from gradekit.domains import DOWN
from gradekit.findings import absent, find
from gradekit.judgements import Judgement, Move
from gradekit.scales import Importance
from gradekit.sources import Citation
from gradekit.wording import choosing, escaped, finding_lines, finding_text, number, origin, unique

if TYPE_CHECKING:
    from tests.unit.conftest import Make

CRITICAL = Importance.CRITICAL


def text(row: gk.Evidence) -> str:
    return finding_text(find(row, CRITICAL))


def lines(row: gk.Evidence, importance: Importance = CRITICAL) -> list[str]:
    return [each.text for each in finding_lines(find(row, importance))]


class TestNumbers:
    """Numbers as read by people."""

    @pytest.mark.parametrize(
        ("value", "shown"),
        [(1.50, "1.5"), (0.007, "0.007"), (-12.0, "-12"), (0.1 + 0.2, "0.3"), (1 / 3, "0.333333")],
    )
    def test_it(self, value: float, shown: str) -> None:
        assert number(value) == shown


class TestEscaped:
    """Nothing of a document's text is left for Markdown or HTML to act on."""

    @pytest.mark.parametrize("mark", list("\\`*_[]#|"))
    def test_marks(self, mark: str) -> None:
        assert escaped(f"a{mark}b") == f"a\\{mark}b"

    def test_tags(self) -> None:
        assert escaped("<b>x</b>") == "&lt;b&gt;x&lt;/b&gt;"

    def test_entities(self) -> None:
        # "&lt;" written by an author must not become "<" when the page is read.
        assert escaped("&lt;") != "&lt;"

    def test_plain_text_is_plain(self) -> None:
        assert escaped("Pain at 1-3 months, 95%") == "Pain at 1-3 months, 95%"


class TestChoosing:
    """Each band of a share is a sentence."""

    @pytest.mark.parametrize("band", gk.ShareBand)
    def test_each(self, band: gk.ShareBand) -> None:
        said = choosing(band, "Drug")
        assert said.endswith(("would choose Drug", "people are split over Drug"))
        assert "split would" not in said


class TestUnique:
    """Each text once, in order."""

    def test_it(self) -> None:
        assert unique(["b", "a", "b"]) == ["b", "a"]


class TestOrigin:
    """A published certainty names where; a rating rests on its own judgements."""

    def test_it(self) -> None:
        assert origin(gk.PublishedCertainty("low", "x")) == Citation("x")
        assert origin(gk.CertaintyRating("low", "high")) is None
        assert origin(None) is None


class TestFinding:
    """Numbers with units, magnitude, whom it favours, certainty."""

    @pytest.mark.parametrize(
        ("given", "words"),
        [
            (
                {"estimate": gk.Estimate("MD", -2, -3, -1, "cm"), "certainty": "low"},
                ["MD -2 cm (95% interval -3 to -1)", "important, favours intervention", "low"],
            ),
            ({"estimate": gk.Estimate("MD", -2, unit="cm")}, ["no interval reported", "not rated"]),
            ({"estimate": gk.Estimate("MD", -2, -3, -1, "cm", level=0.9)}, ["90% interval"]),
            (
                {
                    "incidence": gk.Incidence(0.007),
                    "judged_effect": gk.JudgedEffect("small", "comparator", by="the panel"),
                },
                [
                    "0.7",
                    "with the intervention",
                    "judged by the panel",
                    "small, favours comparator",
                ],
            ),
            ({"incidence": gk.Incidence(0.1, arm="comparator")}, ["10", "with the comparator"]),
            (
                {"judged_effect": gk.JudgedEffect("trivial")},
                ["effect judged, by whom is not recorded; trivial"],
            ),
            ({}, ["no estimate", "magnitude unknown"]),
        ],
    )
    def test_each(self, make: Make, given: dict[str, Any], words: list[str]) -> None:
        said = text(gk.Evidence(make.outcome(), **given))
        for word in words:
            assert word in said

    def test_a_relative_effect_tells_the_absolute_one(self, make: Make) -> None:
        death = make.outcome("death", thresholds=gk.MID(10, unit="per 1000"))
        said = text(gk.Evidence(death, gk.Estimate("RR", 0.5, 0.25, 1), baseline_risk=0.4))
        assert "absolute -200 per 1000" in said
        assert "at a baseline risk of 400 per 1000" in said

    def test_a_risk_difference_stands_in_the_unit_of_its_threshold(self, make: Make) -> None:
        death = make.outcome("death", thresholds=gk.MID(10, unit="per 1000"))
        said = text(gk.Evidence(death, gk.Estimate("RD", 0.015, 0.005, 0.025)))
        assert said.startswith("RD 15 per 1000 (95% interval 5 to 25)")
        bare = text(gk.Evidence(death, gk.Estimate("RD", 0.015)))
        assert bare.startswith("RD 15 per 1000 (no interval reported)")
        without = make.outcome("death", thresholds=None)
        assert text(gk.Evidence(without, gk.Estimate("RD", 0.015))).startswith("RD 0.015")

    def test_no_absolute_effect_without_a_baseline(self, make: Make) -> None:
        assert "absolute" not in text(gk.Evidence(make.outcome(), gk.Estimate("MD", 2, unit="cm")))

    def test_without_a_row(self, make: Make) -> None:
        said = finding_text(absent(make.outcome(), CRITICAL))
        assert said.startswith("no evidence; magnitude unknown")


class TestLines:
    """A finding with everything behind it."""

    def test_head(self, make: Make) -> None:
        row = make.judged(make.harm(catastrophic=True), "small", "comparator")
        assert lines(row)[0].startswith("Bleeding (bleeding; critical catastrophic harm): ")
        shown = lines(row, Importance.LIMITED)[0]
        assert shown.startswith("Bleeding (bleeding; limited catastrophic harm, shown but not")

    def test_thresholds_and_crossings(self, make: Make) -> None:
        outcome = make.outcome(thresholds=gk.Thresholds(1, 2, unit="cm", source="x"))
        said = lines(gk.Evidence(outcome, gk.Estimate("MD", 1, 0, 2, "cm")))
        assert "thresholds: small from 1, moderate from 2 cm [x]" in said
        assert "interval crosses the threshold of small for the comparator, 1 cm" in said
        assert "interval touches the threshold of moderate for the comparator, 2 cm" in said
        assert "the point estimate stands at a threshold" in said

    def test_nothing_is_said_of_what_is_not_there(self, make: Make) -> None:
        said = lines(gk.Evidence(make.outcome(), gk.Estimate("MD", 1, 0.5, 1.2, "cm")))
        assert not any("interval crosses" in each or "touches" in each for each in said)
        assert not any("stands at" in each for each in said)
        assert said[-1] == "source: none given"

    def test_a_range(self, make: Make) -> None:
        outcome = make.outcome(thresholds=gk.MID((1, 2)), scale=gk.Scale("x", 0, 9, unit="cm"))
        said = lines(gk.Evidence(outcome, gk.Estimate("MD", 1.5, unit="cm")))
        assert any("up to 2 is plausible" in each for each in said)
        assert any("where in its range the MID lies" in each for each in said)

    def test_no_threshold(self, make: Make) -> None:
        row = gk.Evidence(make.outcome(thresholds=None), gk.Estimate("MD", 1.5, unit="cm"))
        said = lines(row)
        assert "no threshold recorded for pain" in said
        assert not any(each.startswith("thresholds:") for each in said)

    def test_everything_recorded(self, make: Make) -> None:
        row = gk.Evidence(
            make.outcome(),
            gk.Estimate("MD", 2, unit="cm"),
            judged_effect=gk.JudgedEffect("trivial", rationale="unblinded"),
            certainty=gk.PublishedCertainty("low", "b"),
            horizon="3 months",
            not_prohibitive=True,
            informed_by=("x", "y"),
            source=Citation("a", "table 1", checked=False, note="recalled"),
            note="one trial",
        )
        said = lines(row)
        for each in (
            "computed beside the judgement: important, favours comparator",
            "rationale: unblinded",
            "measured: 3 months",
            "the panel judged this not prohibitive",
            "see also: x, y",
            "one trial",
            "source: a, table 1 (unchecked) [recalled]; b",
        ):
            assert each in said
        assert [each.depth for each in finding_lines(find(row, CRITICAL))] == [0] + [1] * (
            len(said) - 1
        )

    def test_nothing_recorded(self, make: Make) -> None:
        row = gk.Evidence(make.outcome())
        assert lines(row)[1:] == ["source: none given"]

    def test_without_a_row(self, make: Make) -> None:
        assert len(list(finding_lines(absent(make.outcome(), CRITICAL)))) == 1

    def test_one_place_is_told_once(self, make: Make) -> None:
        row = make.judged(make.outcome(), "trivial", certainty=None, source="a")
        both = gk.Evidence(row.outcome, certainty=gk.PublishedCertainty("low", "a"), source="a")
        assert lines(both)[-1] == "source: a"

    def test_a_rating_from_start_to_end(self, make: Make) -> None:
        move = Move("imprecision", -1, Judgement(-1))
        rating = gk.CertaintyRating("moderate", "high", (move,), edition="classic")
        said = " ".join(lines(gk.Evidence(make.outcome(), certainty=rating)))
        for word in ("high", "imprecision -1", "moderate", "classic"):
            assert word in said

    def test_what_nobody_judged_is_not_no_concern(self, make: Make) -> None:
        def told(judgements: dict[str, int]) -> list[str]:
            rating = gk.rate_certainty("RCT", judgements)
            return lines(gk.Evidence(make.outcome(), certainty=rating))

        assert (
            "certainty: starts high; imprecision -1; not judged: risk of bias, inconsistency, "
            "indirectness, publication bias; moderate (core edition)"
        ) in told({"imprecision": -1})
        assert any("starts high; not judged: risk of bias, inc" in each for each in told({}))
        assert (
            "certainty: starts high; risk of bias 0; inconsistency 0; indirectness 0; imprecision "
            "0; publication bias 0; high (core edition)"
        ) in told({each.value: 0 for each in DOWN})

    def test_each_domain_with_who_and_why(self, make: Make) -> None:
        suggested = gk.Suggestion(-1, rule="r", reason="x", source=Citation("s"))
        rating = gk.rate_certainty(
            "RCT",
            {
                "risk of bias": gk.Judgement(-2, by="AB", date="2026-01-05", rationale="unblinded"),
                "inconsistency": gk.Judgement(0, rationale="one effect", suggestion=suggested),
                "indirectness": gk.Judgement(-1, by="AB", suggestion=suggested),
                "imprecision": 0,
                "large effect": gk.Judgement(1, by="AB", rationale="one dose"),
                "publication bias": -1,
            },
        )
        told = lines(gk.Evidence(make.outcome(), certainty=rating))
        for each in (
            "risk of bias: very serious (-2); judged by AB, 2026-01-05: unblinded",
            "inconsistency: not serious (a rule suggested -1); by whom is not recorded: one effect",
            "indirectness: serious (-1), as a rule suggested; judged by AB: why is not recorded",
            "large effect: rated up (+1), which does not count here; judged by AB: one dose",
            "imprecision, publication bias: by whom and why is not recorded",
        ):
            assert each in told

    @pytest.mark.parametrize(
        ("given", "words"),
        [
            ({"studies": 3, "participants": 1450}, "from 3 studies, 1,450 participants"),
            ({"studies": 1, "design": "cohort"}, "from 1 study (cohort)"),
            ({"participants": 1}, "from 1 participant"),
            ({"design": "case reports"}, "from case reports"),
        ],
    )
    def test_what_it_rests_on(self, make: Make, given: dict[str, Any], words: str) -> None:
        assert words in lines(gk.Evidence(make.outcome(), **given))

    def test_a_note_on_a_published_certainty(self, make: Make) -> None:
        level = gk.PublishedCertainty("low", note="inferred")
        said = lines(gk.Evidence(make.outcome(), certainty=level))
        assert any("inferred" in each for each in said)
