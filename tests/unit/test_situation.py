"""Situations: everything a decision depends on, in finite form."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any

import pytest

import gradekit as gk
from gradekit.comparison import Within
from gradekit.situation import OF_THE_COMPARISON, assess

if TYPE_CHECKING:
    from tests.unit.conftest import Make

STRICT = gk.BMJ_RAPID.evolve("strict", nearly_all=0.99)


class TestPanelHalf:
    """5.5: share band, secondary criteria, votes, perspective, balance where recorded."""

    def test_nothing_recorded(self) -> None:
        half = gk.PanelHalf()
        assert (half.share, half.secondary, half.votes) == ("unknown", "not judged", "not voted")
        assert (half.perspective, half.balance) == ("individual", None)

    @pytest.mark.parametrize(
        ("given", "mirror"),
        [
            ({"share": "majority"}, {"share": "minority"}),
            ({"secondary": "favour intervention"}, {"secondary": "favour comparator"}),
            ({"votes": "strong for"}, {"votes": "strong against"}),
            ({"perspective": "population"}, {"perspective": "population"}),
            (
                {"balance": gk.PanelBalance.FAVOURS_INTERVENTION},
                {"balance": gk.PanelBalance.FAVOURS_COMPARATOR},
            ),
        ],
    )
    def test_mirrored(self, given: dict[str, Any], mirror: dict[str, Any]) -> None:
        assert gk.PanelHalf(**given).mirrored() == gk.PanelHalf(**mirror)

    def test_every_word_is_read(self) -> None:
        given: dict[str, Any] = {"share": "split", "balance": "favours comparator"}
        assert gk.PanelHalf(**given).balance is gk.PanelBalance.FAVOURS_COMPARATOR


class TestSituation:
    """5.5: evidence half times panel half."""

    def test_mirrored(self, make: Make) -> None:
        made = gk.Situation(make.half({"harm": "low"}), gk.PanelHalf(share="majority"))
        mirror = gk.Situation(make.half({}, {"harm": "low"}), gk.PanelHalf(share="minority"))
        assert made.mirrored() == mirror
        assert made.mirrored().mirrored() == made

    def test_it_can_be_a_key(self, make: Make) -> None:
        one, other = (gk.Situation(make.half(), gk.PanelHalf()) for _ in range(2))
        assert len({one, other}) == 1
        assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301


class TestOfAComparison:
    """5.5, 5.6: taken from the comparison, its guideline's panel and its policy."""

    def test_everything_recorded(self, make: Make) -> None:
        made = make.comparison(
            make.judged(make.outcome(), "small", "intervention", "high"),
            share=gk.Share(0.6),
            balance="neither",
            perspective="population",
            etd=gk.EvidenceToDecision(secondary="neutral"),
            votes=gk.Votes(either=3),
        )
        assert gk.situation(made).panel == gk.PanelHalf(
            share="majority",
            secondary="neutral",
            votes="either",
            perspective="population",
            balance=gk.PanelBalance.NEITHER,
        )
        assert gk.situation(made).evidence.intervention.benefit.at == "high"

    def test_nothing_recorded(self, make: Make) -> None:
        assert gk.situation(make.comparison()).panel == gk.PanelHalf()

    def test_the_panel_is_the_guideline_s_unless_said(self, make: Make) -> None:
        row = make.judged(make.outcome(), "small", "intervention", "high")
        panel = make.survey(make.scenario(share=gk.Share(band="majority")))
        other = make.survey(make.scenario(share=gk.Share(band="minority")))
        made = make.comparison(row, within=Within(panel=panel))
        assert gk.situation(made).panel.share == "majority"
        assert gk.situation(made, OF_THE_COMPARISON).panel.share == "majority"
        assert gk.situation(made, other).panel.share == "minority"
        assert gk.situation(made, None).panel.share == "unknown"
        assert gk.situation(make.comparison(row), panel).panel.share == "majority"
        assert repr(OF_THE_COMPARISON) == "of the comparison"

    def test_the_policy_is_the_guideline_s_unless_said(self, make: Make) -> None:
        share = gk.Share(0.92)
        bare = make.comparison(share=share)
        bound = make.comparison(share=share, within=Within(policy=STRICT))
        assert assess(bare).policy is gk.BMJ_RAPID
        assert assess(bound).policy is STRICT
        assert assess(bound, policy=gk.BMJ_RAPID).policy is gk.BMJ_RAPID
        assert gk.situation(bare).panel.share == "nearly all"
        assert gk.situation(bound).panel.share == "majority"
        assert gk.situation(bound, policy=gk.BMJ_RAPID).panel.share == "nearly all"

    def test_the_voting_rule_is_the_policy_s(self, make: Make) -> None:
        made = make.comparison(votes=gk.Votes(strong_for=8, conditional_for=2))
        share: Any = 0.9
        strict = gk.BMJ_RAPID.evolve("strict", voting=gk.VotingRule(strong=share))
        assert gk.situation(made).panel.votes == "strong for"
        assert gk.situation(made, policy=strict).panel.votes == "for"

    def test_the_assessment_keeps_what_it_was_taken_from(self, make: Make) -> None:
        made = assess(make.comparison(make.judged(make.outcome(), "trivial"), share=gk.Share(1)))
        assert made.situation.evidence is made.balance.half
        assert made.share.route == "recorded"
        assert made.balance.findings[0].outcome.id == "pain"
