"""Comparisons: one option against another, with all that was recorded."""

from __future__ import annotations

import copy
import pickle
from typing import TYPE_CHECKING

import attrs
import pytest

import gradekit as gk

if TYPE_CHECKING:
    from tests.unit.conftest import Make


class TestWhatItHolds:
    """4: population, options, perspective, evidence, context, recorded judgements."""

    def test_least(self, make: Make) -> None:
        made = make.comparison()
        assert made.population == gk.Population("adults")
        assert made.perspective == "individual"
        assert made.context == gk.Context()
        assert made.context.life_threatening is None
        assert (made.share, made.balance, made.etd, made.votes) == (None, None, None, None)
        assert made.overall_certainty is None
        assert dict(made.importance) == {}

    def test_words_are_read(self, make: Make) -> None:
        row = make.judged(make.outcome(), "trivial")
        made = make.comparison(
            row,
            evidence=[row],
            balance="favours comparator",
            overall_certainty="low",
            perspective="population",
            importance={"pain": "limited"},
        )
        assert made.evidence == (row,)
        assert made.balance is gk.PanelBalance.FAVOURS_COMPARATOR
        assert made.overall_certainty == gk.PublishedCertainty("low")
        assert made.perspective == "population"
        assert made.importance["pain"] == gk.ImportanceOverride("limited")

    def test_typed_values_are_kept(self, make: Make) -> None:
        people = gk.Population("children")
        rating = gk.CertaintyRating("low", "high")
        override = gk.ImportanceOverride("limited", "rarely matters to children")
        made = make.comparison(
            make.judged(make.outcome(), "trivial"),
            population=people,
            overall_certainty=rating,
            importance={"pain": override},
        )
        assert made.population is people
        assert made.overall_certainty is rating
        assert made.importance["pain"] is override

    def test_what_is_recorded_cannot_be_changed(self, make: Make) -> None:
        given = {"pain": "limited"}
        made = make.comparison(make.judged(make.outcome(), "trivial"), importance=given)
        given["pain"] = "critical"
        assert made.importance["pain"].importance == "limited"
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            made.id = "x"  # type: ignore[misc]

    def test_it_can_be_a_key(self, make: Make) -> None:
        row = make.judged(make.outcome(), "trivial")
        one, other = (make.comparison(row, importance={"pain": "limited"}) for _ in range(2))
        assert one == other
        assert hash(one) == hash(other)
        assert one != make.comparison(row)

    def test_it_can_be_copied_and_sent_to_another_process(self, make: Make) -> None:
        made = make.comparison(
            make.judged(make.outcome(), "trivial"), importance={"pain": "limited"}
        )
        assert pickle.loads(pickle.dumps(made)) == made  # noqa: S301
        assert copy.deepcopy(made) == made


class TestRows:
    """4: one deciding row per outcome, and any supporting ones."""

    def test_the_deciding_row(self, make: Make) -> None:
        outcome = make.outcome()
        beside = make.judged(outcome, "small", "intervention", role="supporting")
        decides = make.judged(outcome, "trivial")
        made = make.comparison(beside, decides, beside)
        assert made.row("pain") is decides
        assert made.row("death") is None
        assert make.comparison(beside).row("pain") is None

    def test_one_row_for_each_of_several_outcomes(self, make: Make) -> None:
        one = make.judged(make.outcome(), "trivial")
        other = make.judged(make.outcome("function"), "trivial")
        made = make.comparison(one, other)
        assert made.row("function") is other


class TestImportance:
    """4: `importance` overrides an outcome's for this population."""

    def test_it(self, make: Make) -> None:
        outcome, other = make.outcome(), make.outcome("function")
        made = make.comparison(
            make.judged(outcome, "trivial"),
            make.judged(other, "trivial"),
            importance={"pain": "limited"},
        )
        assert made.importance_of(outcome) == "limited"
        assert made.importance_of(other) == "critical"

    def test_of_an_outcome_known_only_to_the_register(self, make: Make) -> None:
        outcome = make.outcome()
        within = gk.comparison.Within(outcomes=(outcome,))
        made = make.comparison(within=within, importance={"pain": "important"})
        assert made.importance_of(outcome) == "important"


class TestSwap:
    """5.11: the same comparison with intervention and comparator exchanged."""

    def test_everything_that_points_at_an_option_is_turned(self, make: Make) -> None:
        made = make.comparison(
            make.judged(make.outcome(), "small", "intervention"),
            share=gk.Share(0.2, 0.3),
            balance="favours comparator",
            etd=gk.EvidenceToDecision(secondary="favour intervention"),
            votes=gk.Votes(strong_for=3, either=1),
            perspective="population",
            overall_certainty="low",
        )
        turned = gk.swap(made)
        assert turned.intervention is made.comparator
        assert turned.comparator is made.intervention
        assert turned.evidence == tuple(row.swapped() for row in made.evidence)
        assert turned.share == gk.Share(0.2, 0.3, "comparator")
        assert turned.balance == "favours intervention"
        assert turned.etd == gk.EvidenceToDecision(secondary="favour comparator")
        assert turned.votes == gk.Votes(strong_against=3, either=1)
        assert turned.perspective == "population"
        assert turned.overall_certainty == made.overall_certainty
        assert gk.swap(turned) == made

    def test_what_was_not_recorded_stays_so(self, make: Make) -> None:
        turned = gk.swap(make.comparison())
        assert (turned.share, turned.balance, turned.etd, turned.votes) == (None,) * 4

    def test_what_could_be_answered_still_can(self, make: Make) -> None:
        death = make.outcome("death", thresholds=gk.MID(0.01, unit="proportion"))
        row = gk.Evidence(
            death, gk.Estimate("RR", 0.5, 0.05, 0.9), baseline_risk=0.2, certainty="high"
        )
        made = make.comparison(row, share=gk.Share(0.95))
        assert str(gk.recommend(made)) == "strong for"
        assert str(gk.recommend(gk.swap(made))) == "strong against"
