"""A finding in one sentence: size by certainty."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product
from typing import Any

import pytest

import gradekit as gk
from gradekit.errors import InvalidValue
from gradekit.findings import Finding, absent, find
from gradekit.scales import Certainty, Favours, Importance, Magnitude
from gradekit.statement import RULES, VeryLow, statement

Maker = Callable[..., Finding]
GRADED = gk.Thresholds(1, 2, 3, unit="cm")
ONE = gk.MID(1.5, unit="cm")
LABELS = re.compile(r"\b(certainty|high|moderate|low|very low|downgrad\w*)\b")


def estimated(value: float, certainty: str | None = "high", **changes: Any) -> Finding:  # noqa: ANN401
    given: dict[str, Any] = {
        "importance": "critical",
        "better": "lower",
        "thresholds": ONE,
        **changes,
    }
    outcome = gk.Outcome("pain", "Pain at 3 months", **given)
    row = gk.Evidence(outcome, gk.Estimate("MD", value, unit="cm"), certainty=certainty)
    return find(row, outcome.importance)


class TestSizeByCertainty:
    """Six patterns of size, three hedges."""

    @pytest.mark.parametrize(
        ("size", "text"),
        [
            ("large", "The drug{} lead{} to a large reduction in pain"),
            ("moderate", "The drug{} reduce{} pain"),
            ("small", "The drug{} slightly reduce{} pain"),
            ("important", "The drug{} lead{} to an important reduction in pain"),
            ("trivial", "The drug{} make{} little to no difference to pain"),
        ],
    )
    @pytest.mark.parametrize(
        ("certainty", "hedge"), [("high", ""), ("moderate", " probably"), ("low", " may")]
    )
    def test_the_grid(
        self, judged: Maker, size: str, text: str, certainty: str, hedge: str
    ) -> None:
        ending = "" if hedge == " may" else "s"
        favours = "neither" if size == "trivial" else "intervention"
        found = statement(judged(size, favours, certainty), intervention="the drug")
        assert found == f"{text.format(hedge, ending)} ({certainty} certainty)."

    @pytest.mark.parametrize(
        ("size", "text"),
        [
            ("large", "The drug may greatly reduce pain."),
            ("moderate", "The drug may reduce pain."),
            ("small", "The drug may reduce pain a little."),
            ("important", "The drug may reduce pain by an amount that matters to people."),
            ("trivial", "The drug may make little or no difference to pain."),
        ],
    )
    def test_the_lay_grid(self, judged: Maker, size: str, text: str) -> None:
        favours = "neither" if size == "trivial" else "intervention"
        finding = judged(size, favours, "low")
        assert statement(finding, intervention="the drug", plain=True) == text


class TestFromNumbers:
    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (-3, "leads to a large reduction in pain at 3 months"),
            (-2, "reduces pain at 3 months"),
            (-1, "slightly reduces pain at 3 months"),
            (0.9, "makes little to no difference to pain at 3 months"),
            (1, "slightly increases pain at 3 months"),
            (3, "leads to a large increase in pain at 3 months"),
        ],
    )
    def test_four_sizes_where_thresholds_are_graded(self, value: float, text: str) -> None:
        found = statement(estimated(value, thresholds=GRADED))
        assert found == f"The intervention {text} (high certainty)."

    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (-1.5, "leads to an important reduction in pain at 3 months"),
            (0.28, "makes little to no important difference to pain at 3 months"),
            (1.82, "leads to an important increase in pain at 3 months"),
        ],
    )
    def test_important_or_little_to_no_where_there_is_one(self, value: float, text: str) -> None:
        assert statement(estimated(value)) == f"The intervention {text} (high certainty)."

    def test_lay_readers_are_not_told_of_thresholds(self) -> None:
        found = statement(estimated(0.28), plain=True)
        assert found == "The intervention makes little or no difference to pain at 3 months."


class TestDirectionOfTheOutcome:
    """What happens to the outcome, never "benefit"."""

    @pytest.mark.parametrize(
        ("better", "favours", "verb"),
        [
            ("lower", "intervention", "reduces"),
            ("lower", "comparator", "increases"),
            ("higher", "intervention", "increases"),
            ("higher", "comparator", "reduces"),
        ],
    )
    @pytest.mark.parametrize("kind", ["benefit", "harm", "burden", "cost"])
    def test_follows_from_favours_and_better(
        self, judged: Maker, better: str, favours: str, verb: str, kind: str
    ) -> None:
        found = statement(judged("moderate", favours, better=better, kind=kind))
        assert found == f"The intervention {verb} pain (high certainty)."


class TestVeryLow:
    """The size is left out."""

    @pytest.mark.parametrize("size", ["large", "trivial", "unknown"])
    def test_the_evidence_is_uncertain(self, judged: Maker, size: str) -> None:
        finding = judged(size, "comparator" if size == "large" else "neither", "very low")
        assert statement(finding) == (
            "The evidence leaves it very uncertain what the intervention does to pain "
            "(very low certainty)."
        )
        assert statement(finding, very_low="we") == (
            "We are very uncertain what the intervention does to pain (very low certainty)."
        )

    def test_for_lay_readers(self, judged: Maker) -> None:
        finding = judged("large", "comparator", "very low")
        assert statement(finding, plain=True) == (
            "From the studies so far it is unclear what the intervention does to pain."
        )
        assert statement(finding, plain=True, very_low=VeryLow.WE) == (
            "We do not know from the studies so far what the intervention does to pain."
        )

    def test_another_word(self, judged: Maker) -> None:
        with pytest.raises(InvalidValue, match="unknown way to tell very low certainty"):
            statement(judged("trivial"), very_low="they")


class TestNotRated:
    def test_is_said(self, judged: Maker) -> None:
        finding = judged("large", "comparator", None)
        assert statement(finding) == (
            "Taken at face value, the intervention leads to a large increase in pain; how certain "
            "that is has not been rated."
        )
        assert statement(finding, plain=True) == (
            "Taken at face value, the intervention greatly increases pain; nobody has yet judged "
            "how far the studies can be trusted."
        )


class TestUnknownMagnitude:
    def test_without_a_threshold(self) -> None:
        assert statement(estimated(3, thresholds=None)) == (
            "No amount of change in pain at 3 months is recorded as one that matters, so the size "
            "of the effect of the intervention cannot be told (high certainty)."
        )

    def test_where_the_mid_is_a_range(self) -> None:
        finding = estimated(1.5, "low", thresholds=gk.MID((1, 2), unit="cm"))
        assert statement(finding) == (
            "Whether the intervention changes pain at 3 months by an amount that matters depends "
            "on which amount is taken to matter (low certainty)."
        )

    def test_judged_unknown(self, judged: Maker) -> None:
        finding = judged("unknown", certainty="moderate")
        assert statement(finding) == (
            "How much the intervention changes pain is not known (moderate certainty)."
        )

    def test_judged_unknown_against_an_estimate(self) -> None:
        outcome = gk.Outcome("p", "Pain", importance="critical", better="lower", thresholds=ONE)
        effect = gk.JudgedEffect("unknown", rationale="measured too late")
        row = gk.Evidence(
            outcome, gk.Estimate("MD", 3, unit="cm"), judged_effect=effect, certainty="low"
        )
        said = statement(find(row, outcome.importance))
        assert said == "How much the intervention changes pain is not known (low certainty)."

    def test_not_rated_either(self, judged: Maker) -> None:
        assert statement(judged("unknown", certainty=None)) == (
            "How much the intervention changes pain is not known (certainty not rated)."
        )

    def test_nothing_recorded(self) -> None:
        outcome = gk.Outcome("death", "Death", importance="critical", better="lower")
        for finding in (
            absent(outcome, Importance.CRITICAL),
            find(gk.Evidence(outcome), Importance.CRITICAL),
        ):
            assert (
                statement(finding) == "Nothing is recorded on what the intervention does to death."
            )

    @pytest.mark.parametrize(
        "given",
        [
            {"certainty": "high"},
            {"incidence": gk.Incidence(0.01)},
            {"judged_effect": gk.JudgedEffect("unknown")},
        ],
    )
    def test_anything_recorded(self, given: dict[str, Any]) -> None:
        outcome = gk.Outcome("death", "Death", importance="critical", better="lower")
        said = statement(find(gk.Evidence(outcome, **given), Importance.CRITICAL))
        assert said.startswith("How much the intervention changes death is not known")


def test_a_finding_made_by_hand(judged: Maker) -> None:
    made = judged("large", "comparator")
    bare = Finding(
        made.outcome, made.importance, made.magnitude, made.favours, made.certainty, step=made.step
    )
    assert statement(bare) == statement(made)


class TestNames:
    def test_of_the_intervention(self, judged: Maker) -> None:
        finding = judged("small", "comparator", "high")
        assert statement(finding, intervention="NSAIDs", plural=True, plain=True) == (
            "NSAIDs increase pain a little."
        )
        unsure = judged("small", "comparator", "very low")
        assert statement(unsure, intervention="injections", plural=True, plain=True) == (
            "From the studies so far it is unclear what injections do to pain."
        )

    @pytest.mark.parametrize(
        ("name", "inside"),
        [("Pain", "pain"), ("HRQoL", "HRQoL"), ("pain", "pain"), ("A fall", "A fall")],
    )
    def test_of_the_outcome(self, judged: Maker, name: str, inside: str) -> None:
        found = statement(judged("moderate", "comparator", name=name), plain=True)
        assert found == f"The intervention increases {inside}."

    def test_given_for_the_sentence(self, judged: Maker) -> None:
        finding = judged("moderate", "comparator", name="Parkinsonism")
        said = statement(finding, outcome="Parkinsonism", plain=True)
        assert said == "The intervention increases Parkinsonism."

    def test_braces_are_only_text(self, judged: Maker) -> None:
        finding = judged("large", "comparator")
        assert "{x}" in statement(finding, outcome="{x}")


def test_every_sentence_is_one(judged: Maker) -> None:
    sizes = [size for size in Magnitude if size is not Magnitude.TRIVIAL]
    for size, certainty, plain, very_low in product(
        sizes, (*Certainty, None), (False, True), VeryLow
    ):
        favours = Favours.COMPARATOR if size.is_important else Favours.NEITHER
        said = statement(judged(size, favours, certainty), plain=plain, very_low=very_low)
        assert said[0].isupper()
        assert said.endswith(".")
        assert said.count(".") == 1
        assert "benefit" not in said
        assert not plain or not LABELS.search(said)


def test_the_rules_have_sources() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES) == 4
    read = {rule.source.source for rule in RULES if rule.source.checked}
    assert read == {"gradekit"}
