"""Strategies: keywords are held, and what cannot be held is refused when the strategy is made."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import gradekit as gk
from gradekit.paradigms import match
from gradekit.testing import strategies as gs

BRIEF = settings(max_examples=10, deadline=None, phases=(Phase.explicit, Phase.generate))
PAIN = gk.Outcome("pain", "Pain", importance="critical", better="lower")
SHAM = gk.Option("sham", "Sham", kind="inactive")
HIGH = gk.PublishedCertainty("high")
STRICT = gk.BMJ_RAPID.evolve("strict", strong_certainty="high")
LAX = gk.BMJ_RAPID.evolve("lax", strong_certainty="very low")
DIRECTIONS = ("for", "against")
OF_EVIDENCE = ("comparisons", "evidence_halves", "situations")

# The strategy, its keywords, and what is said of them.
WRONG: tuple[tuple[str, dict[str, Any], str], ...] = (
    *((name, {"certainty": "hihg"}, "unknown certainty @ $.certainty") for name in OF_EVIDENCE),
    *(
        (name, {"paradigm": number}, f"@ $.paradigm: expected a number from 1 to 5; got {number!r}")
        for name in OF_EVIDENCE
        for number in (6, 0, 2.0, True, "2")
    ),
    *((name, {"paradigm": (2, 7)}, "no such paradigm @ $.paradigm") for name in OF_EVIDENCE),
    *(
        (name, {"direction": "either", "paradigm": 2}, "no direction to ask for @ $.direction")
        for name in OF_EVIDENCE
    ),
    *(
        (name, {"policy": "bmj-rapid"}, "value of another type @ $.policy: expected Policy")
        for name in OF_EVIDENCE
    ),
    ("comparisons", {"share": 0.9}, "value of another type @ $.share: expected Share or None"),
    ("comparisons", {"outcomes": [PAIN, "harm"]}, "value of another type @ $.outcomes"),
    ("criterion_judgements", {"criterion": "cost"}, "unknown criterion @ $.criterion"),
    ("estimates", {"measure": "xx"}, "unknown measure @ $.measure"),
    ("evidence", {"magnitude": "huge"}, "unknown magnitude @ $.magnitude"),
    ("guidelines", {"comparing": -1}, "number out of range @ $.comparing"),
    ("judgements", {"level": 9}, "number out of range @ $.level"),
    ("knowns", {"at_least": "hi"}, "unknown level @ $.at_least"),
    ("members", {"recused": "no"}, "value of another type @ $.recused: expected bool"),
    ("panels", {"most": -1}, "number out of range @ $.most: expected a whole number from 0"),
    ("situations", {"strong": "either"}, "no direction to ask for @ $.strong"),
    ("situations", {"votes": None}, "@ $.votes"),
    ("thresholds", {"sizes": 0}, "number out of range @ $.sizes"),
    ("thresholds", {"sizes": 4}, "@ $.sizes: expected a whole number from 1 to 3; got 4"),
    ("ungraded", {"type": "graded"}, "no recommendationtype to ask for @ $.type"),
    ("votes", {"behind": "for"}, "no such choice @ $.behind: expected one of 'strong_for'"),
    ("votes", {"most": 0}, "number out of range @ $.most"),
)
# Keywords of which each is well by itself.
TOGETHER: tuple[tuple[str, dict[str, Any], str], ...] = (
    (
        "certainties",
        {"at_least": "high", "at_most": "low"},
        "@ $.at_least: expected a lower one beside at_most='low'",
    ),
    (
        "comparisons",
        {"certainty": "low", "overall_certainty": HIGH},
        "@ $.overall_certainty: expected 'low' beside certainty='low'",
    ),
    (
        "comparisons",
        {"paradigm": 3, "intervention": SHAM},
        "@ $.intervention: expected an active option beside paradigm=3",
    ),
    (
        "comparisons",
        {"intervention": SHAM, "comparator": SHAM},
        "an option against itself @ $.comparator",
    ),
    (
        "comparisons",
        {"certainty": "low", "outcomes": (PAIN,)},
        "@ $.certainty: expected nothing beside outcomes",
    ),
    ("estimates", {"measure": "RR", "unit": "cm"}, "@ $.unit: expected None beside measure='RR'"),
    ("estimates", {"measure": "RD", "unit": "cm"}, "@ $.unit: expected a proportion"),
    (
        "evidence",
        {"magnitude": "trivial", "favours": "intervention"},
        "@ $.favours: expected neither beside magnitude='trivial'",
    ),
    ("evidence", {"magnitude": "large", "studied": False}, "@ $.studied: expected True"),
    (
        "evidence",
        {"kind": "benefit", "catastrophic": True},
        "@ $.kind: expected 'harm' beside catastrophic=True",
    ),
    (
        "evidence",
        {"outcome": PAIN, "importance": "limited"},
        "@ $.importance: expected nothing beside an outcome of your own",
    ),
    (
        "evidence_halves",
        {"paradigm": 3, "both_active": False},
        "@ $.both_active: expected True beside paradigm=3",
    ),
    (
        "outcomes",
        {"kind": "cost", "catastrophic": True},
        "@ $.kind: expected 'harm' beside catastrophic=True",
    ),
    (
        "published_recommendations",
        {"type": "good practice", "strength": "strong"},
        "@ $.strength: expected None beside type='good practice'",
    ),
    (
        "situations",
        {"paradigm": 1, "life_threatening": False},
        "@ $.life_threatening: expected True beside paradigm=1",
    ),
    (
        "situations",
        {"paradigm": 2, "certainty": "high"},
        "@ $.certainty: expected one below 'moderate' beside paradigm=(2,)",
    ),
    (
        "situations",
        {"paradigm": 2, "policy": LAX},
        "@ $.policy: expected one below 'very low' beside paradigm=(2,)",
    ),
    (
        "situations",
        {"strong": "for", "votes": "for"},
        "@ $.votes: expected 'not voted' or 'strong for' beside strong='for'",
    ),
    ("situations", {"strong": "for", "votes": "no majority"}, "@ $.votes"),
    ("situations", {"strong": "for", "secondary": "favour comparator"}, "@ $.secondary"),
    (
        "situations",
        {"strong": "for", "share": "split"},
        "@ $.share: expected 'nearly all' or 'unknown' beside strong='for'",
    ),
    (
        "situations",
        {"strong": "for", "direction": "against"},
        "@ $.direction: expected 'for' beside strong='for'",
    ),
    (
        "situations",
        {"strong": "for", "share": "unknown", "perspective": "individual"},
        "beside strong='for', share='unknown'",
    ),
    (
        "situations",
        {"strong": "for", "certainty": "low", "paradigm": ()},
        "@ $.certainty: expected 'moderate' or better",
    ),
)


@pytest.mark.parametrize(("name", "keywords", "said"), [*WRONG, *TOGETHER])
def test_refused_before_anything_is_drawn(name: str, keywords: dict[str, Any], said: str) -> None:
    make: Callable[..., object] = getattr(gs, name)
    with pytest.raises(gk.InvalidValue, match=re.escape(said)):
        make(**keywords)


@pytest.mark.parametrize(
    "make",
    [
        lambda: gs.situations(certanty="low"),  # type: ignore[call-arg]
        lambda: gs.situations("low"),  # type: ignore[call-arg]
    ],
)
def test_keywords_that_are_not_there_are_told_at_once(make: Callable[[], object]) -> None:
    with pytest.raises(TypeError, match=r"situations\(\) takes the keywords balance, .*; got"):
        make()


def test_a_wrong_word_of_a_strategy_is_told_with_its_keyword() -> None:
    @BRIEF
    @given(gs.votes(behind=st.just("for")))
    def draw(_: object) -> None: ...

    with pytest.raises(gk.InvalidValue, match=r"no such choice @ \$\.behind"):
        draw()


class TestStrong:
    """Situations asked to be strong are, with everything else that was asked."""

    @pytest.mark.parametrize("direction", DIRECTIONS)
    @pytest.mark.parametrize(
        "keywords",
        [
            {"share": "unknown"},
            {"perspective": "population", "balance": None},
            {"certainty": "very low", "paradigm": (2, 5)},
            {"certainty": "low", "life_threatening": False, "both_active": False},
            {"paradigm": ()},
            {"policy": STRICT, "certainty": "moderate"},
            {"policy": LAX},
            {"secondary": "neutral", "votes": "not voted"},
            {"balance": "neither"},
        ],
        ids=str,
    )
    def test_with_values(self, direction: str, keywords: dict[str, Any]) -> None:
        policy: gk.Policy = keywords.get("policy", gk.BMJ_RAPID)

        @BRIEF
        @given(gs.situations(strong=direction, **keywords))
        def holds(situation: gk.Situation) -> None:
            answer = gk.decide(situation, policy)
            assert (answer.direction, answer.strength) == (direction, "strong")
            for half in (situation.panel, situation.evidence):
                for name, value in keywords.items():
                    assert getattr(half, name, value) == value
            if keywords.get("paradigm"):
                assert set(keywords["paradigm"]) <= set(answer.paradigms)

        holds()

    def test_a_clear_balance_stands_in_for_an_unknown_share(self) -> None:
        seen: set[str] = set()

        @settings(max_examples=60, deadline=None, derandomize=True, database=None)
        @given(gs.situations(strong="for"))
        def note(situation: gk.Situation) -> None:
            seen.add(situation.panel.share.value)

        note()
        assert seen == {"nearly all", "unknown"}

    @BRIEF
    @given(gs.situations(strong="for", share=st.sampled_from(("unknown", "nearly all"))))
    def test_the_rest_fits_what_a_strategy_draws(self, situation: gk.Situation) -> None:
        assert gk.decide(situation).strength == "strong"

    @BRIEF
    @given(gs.situations(strong="for", votes=st.just("strong against"), certainty=st.just("low")))
    def test_what_a_strategy_draws_is_held(self, situation: gk.Situation) -> None:
        assert situation.panel.votes == "strong against"
        assert situation.evidence.overall == "low"


class TestParadigms:
    """One, several, or drawn; consulted where nothing else was asked."""

    @pytest.mark.parametrize("policy", [gk.BMJ_RAPID, STRICT], ids=lambda each: each.name)
    @pytest.mark.parametrize("paradigm", [3, (2, 5), [1, 2, 3, 4, 5], st.just(4)], ids=str)
    def test_of_all_three(self, paradigm: Any, policy: gk.Policy) -> None:  # noqa: ANN401
        numbers = {4} if isinstance(paradigm, st.SearchStrategy) else set()
        numbers = numbers or ({paradigm} if isinstance(paradigm, int) else set(paradigm))
        asked: dict[str, Any] = {"paradigm": paradigm, "direction": "for", "policy": policy}

        @BRIEF
        @given(
            gs.evidence_halves(**asked),
            gs.situations(**asked),
            gs.comparisons(**asked),
        )
        def holds(
            half: gk.EvidenceHalf, situation: gk.Situation, comparison: gk.Comparison
        ) -> None:
            made = gk.situation(comparison, policy=policy).evidence
            for each in (half, situation.evidence, made):
                assert numbers <= set(match(each, policy)[0].permitting)
                assert each.overall < policy.strong_certainty.value

        holds()

    @BRIEF
    @given(gs.comparisons(paradigm=2, policy=LAX))
    def test_where_none_is_ever_consulted(self, comparison: gk.Comparison) -> None:
        ways = match(gk.situation(comparison, policy=LAX).evidence, LAX)
        assert any(2 in each.permitting for each in ways)

    @BRIEF
    @given(gs.comparisons(paradigm=3, intervention=st.just(SHAM)))
    def test_an_option_drawn_is_held(self, comparison: gk.Comparison) -> None:
        assert comparison.intervention == SHAM


class TestOthers:
    """Keywords beside one another that can be held are."""

    @BRIEF
    @given(gs.estimates(unit="cm"), gs.estimates(unit="%"), gs.estimates(unit=None))
    def test_the_measure_takes_the_unit(
        self, size: gk.Estimate, risk: gk.Estimate, own: gk.Estimate
    ) -> None:
        assert (size.unit, risk.unit) == ("cm", "%")
        assert own.unit in (None, "SD", "proportion")

    @BRIEF
    @given(gs.comparisons(intervention=gk.Option("comparator", "A", kind="active")))
    def test_another_id_for_the_other_option(self, comparison: gk.Comparison) -> None:
        assert comparison.comparator.id == "other-comparator"

    @BRIEF
    @given(gs.comparisons(certainty="high", overall_certainty=HIGH))
    def test_a_recorded_certainty_that_agrees(self, comparison: gk.Comparison) -> None:
        assert comparison.overall_certainty == HIGH

    @BRIEF
    @given(gs.published_recommendations(strength="strong"))
    def test_only_a_graded_one_is_strong(self, published: gk.PublishedRecommendation) -> None:
        assert published.strength == "strong"

    def test_a_panel_of_your_own_speaks(self) -> None:
        panel = gk.Panel()

        @BRIEF
        @given(gs.comparisons(panel=panel), gs.comparisons())
        def holds(asked: gk.Comparison, alone: gk.Comparison) -> None:
            assert asked.within.panel is panel
            assert alone.within.panel is None

        holds()

    @BRIEF
    @given(gs.scenarios(outcome=PAIN), gs.scenarios())
    def test_the_smallest_benefit(self, sized: gk.Scenario, plain: gk.Scenario) -> None:
        assert sized.outcome == "pain"
        assert sized.smallest_benefit
        assert plain.smallest_benefit is None
