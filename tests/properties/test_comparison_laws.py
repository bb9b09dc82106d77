"""Laws from evidence to recommendation: order, units, what does not count, and the mirror."""

from __future__ import annotations

from random import Random

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import gradekit as gk
from gradekit.balance import weigh
from gradekit.levels import EvidenceHalf
from gradekit.remarks import against_evidence
from gradekit.scales import Certainty, Importance, OutcomeKind
from gradekit.situation import assess
from gradekit.trace import StepKind

EFFECTS = [
    ("trivial", "neither"),
    ("unknown", "neither"),
    *(
        (size, side)
        for size in ("small", "important", "large")
        for side in ("intervention", "comparator")
    ),
]
COUNTING = [Importance.IMPORTANT, Importance.CRITICAL]
ALL_LEVELS = ["none", "very low", "low", "moderate", "high"]
UNITS = {"mm": 10.0, "cm": 1.0, "m": 0.01}

certainties = st.sampled_from([None, *(each.value for each in Certainty)])


@st.composite
def rows(draw: st.DrawFn, nth: int, importance: list[Importance]) -> gk.Evidence:
    """A row with a judged effect on an outcome of its own."""
    kind = draw(st.sampled_from(OutcomeKind))
    outcome = gk.Outcome(
        f"o{nth}",
        f"Outcome {nth}",
        importance=draw(st.sampled_from(importance)),
        better="lower",
        kind=kind,
        catastrophic=kind is OutcomeKind.HARM and draw(st.booleans()),
    )
    magnitude, favours = draw(st.sampled_from(EFFECTS))
    return gk.Evidence(
        outcome,
        judged_effect=gk.JudgedEffect(magnitude, favours),
        certainty=draw(certainties),
        not_prohibitive=draw(st.booleans()),
    )


@st.composite
def bodies(draw: st.DrawFn) -> tuple[gk.Evidence, ...]:
    """Up to five rows that count."""
    size = draw(st.integers(0, 5))
    return tuple(draw(rows(nth, COUNTING)) for nth in range(size))


@st.composite
def scenarios(draw: st.DrawFn, nth: int) -> gk.Scenario:
    share = st.one_of(
        st.sampled_from(gk.ShareBand).map(lambda band: gk.Share(band=band)),
        st.integers(0, 100).map(lambda percent: gk.Share(percent / 100)),
    )
    levels = st.lists(st.sampled_from(ALL_LEVELS), min_size=1, max_size=5)
    sure = st.lists(st.sampled_from(ALL_LEVELS[1:]), min_size=1, max_size=4)
    return gk.Scenario(
        f"s{nth}",
        benefit=draw(st.sampled_from(["important", "none", "uncertain"])),
        benefit_certainties=draw(sure),
        harm_certainties=draw(levels),
        share=draw(share),
    )


@st.composite
def comparisons(draw: st.DrawFn) -> gk.Comparison:
    """A comparison with everything a panel may record, or not."""
    kinds = st.sampled_from(["active", "inactive"])
    survey = tuple(draw(scenarios(nth)) for nth in range(draw(st.integers(0, 3))))
    return gk.Comparison(
        id="c",
        population="p",
        intervention=gk.Option("a", "A", draw(kinds)),
        comparator=gk.Option("b", "B", draw(kinds)),
        perspective=draw(st.sampled_from(["individual", "population"])),
        evidence=draw(bodies()),
        context=gk.Context(life_threatening=draw(st.sampled_from([None, True, False]))),
        share=draw(
            st.sampled_from([None, None, None, gk.Share(0.95), gk.Share(0.3, option="comparator")])
        ),
        balance=draw(st.sampled_from([None, *(each.value for each in gk.PanelBalance)])),
        votes=draw(
            st.sampled_from([None, None, gk.Votes(strong_for=9), gk.Votes(conditional_against=2)])
        ),
        etd=draw(st.sampled_from([None, gk.EvidenceToDecision(secondary="favour intervention")])),
        within=gk.comparison.Within(panel=gk.Panel(survey=gk.Survey(survey))),
    )


def permitted(half: EvidenceHalf) -> set[tuple[int, str]]:
    found = gk.decide(gk.Situation(half, gk.PanelHalf())).matches
    return {(each.paradigm.number, each.direction) for each in found if each.permits}


class TestOrder:
    """5.11: the order of rows and of scenarios never matters."""

    @given(comparisons(), st.randoms(use_true_random=False))
    def test_rows(self, made: gk.Comparison, random: Random) -> None:
        order = list(made.evidence)
        random.shuffle(order)
        assert gk.situation(evolve(made, evidence=tuple(order))) == gk.situation(made)

    @given(comparisons())
    def test_scenarios(self, made: gk.Comparison) -> None:
        panel = made.within.panel
        assert panel is not None
        assert panel.survey is not None
        turned = gk.Panel(survey=gk.Survey(panel.survey.scenarios[::-1]))
        assert gk.situation(made, turned) == gk.situation(made)


class TestWhatDoesNotCount:
    """5.4, 5.11: limited outcomes and supporting rows never matter."""

    @given(comparisons(), rows(9, [Importance.LIMITED]))
    def test_limited(self, made: gk.Comparison, row: gk.Evidence) -> None:
        more = evolve(made, evidence=(*made.evidence, row))
        assert gk.situation(more) == gk.situation(made)
        assert gk.recommend(more).missing == gk.recommend(made).missing

    @given(comparisons(), rows(9, [Importance.IMPORTANT]))
    def test_supporting(self, made: gk.Comparison, row: gk.Evidence) -> None:
        more = evolve(made, evidence=(evolve(row, role="supporting"), *made.evidence))
        assert gk.situation(more) == gk.situation(made)


class TestSwap:
    """5.11: swap = opposite direction, same strength, paradigms, binding."""

    @given(comparisons())
    def test_the_situation_is_mirrored(self, made: gk.Comparison) -> None:
        assert gk.situation(gk.swap(made)) == gk.situation(made).mirrored()

    @given(comparisons())
    def test_the_answer_is_mirrored(self, made: gk.Comparison) -> None:
        one, other = gk.recommend(made), gk.recommend(gk.swap(made))
        assert other.direction is one.direction.mirror
        assert other.strength is one.strength
        assert other.paradigms == one.paradigms
        assert other.binding == one.binding
        assert other.missing == one.missing
        assert other.share.route is one.share.route

    @given(comparisons(), st.sampled_from(gk.Direction))
    def test_what_the_effects_speak_against_is_mirrored(
        self, made: gk.Comparison, direction: gk.Direction
    ) -> None:
        one = against_evidence(made, assess(made), direction)
        turned = gk.swap(made)
        other = against_evidence(turned, assess(turned), direction.mirror)
        assert (one.kind, one.about, one.result) == (other.kind, other.about, other.result)

    @given(comparisons())
    def test_effects_speak_only_against_one_direction(self, made: gk.Comparison) -> None:
        both = [
            against_evidence(made, assess(made), each).kind
            for each in (gk.Direction.FOR, gk.Direction.AGAINST)
        ]
        assert both.count(StepKind.FIRED) < 2

    @given(comparisons())
    def test_twice_is_the_same(self, made: gk.Comparison) -> None:
        assert gk.swap(gk.swap(made)) == made


class TestLevels:
    """2, 5.4: levels are the highest certainties found; what is not rated opens them upward."""

    @given(bodies())
    def test_bounded(self, evidence: tuple[gk.Evidence, ...]) -> None:
        half = weigh(self.bare(evidence)).half
        rated = {row.certainty.level.value for row in evidence if row.certainty is not None}
        for option in (half.intervention, half.comparator):
            for each in (option.benefit, option.harm, option.catastrophe, option.prohibitive):
                assert each.at <= each.up_to
                assert each.at == "none" or each.at in rated
                assert not each.might_be_higher or each.up_to == "high"
            assert option.catastrophe.at <= option.harm.at
            assert option.prohibitive.at <= option.harm.at

    @given(bodies(), st.data())
    def test_rating_never_closes_a_permission(
        self, evidence: tuple[gk.Evidence, ...], data: st.DataObject
    ) -> None:
        rated = tuple(
            row
            if row.certainty is not None
            else evolve(row, certainty=data.draw(st.sampled_from(Certainty)).value)
            for row in evidence
        )
        before, after = (weigh(self.bare(each)).half for each in (evidence, rated))
        assert permitted(before) <= permitted(after)
        assert after.overall >= before.overall

    @given(bodies(), rows(9, [Importance.CRITICAL]))
    def test_one_more_critical_outcome_never_raises_certainty(
        self, evidence: tuple[gk.Evidence, ...], row: gk.Evidence
    ) -> None:
        fixed = gk.Evidence(
            gk.Outcome("o8", "Outcome 8", importance="critical", better="lower"),
            judged_effect=gk.JudgedEffect("trivial"),
            certainty="moderate",
        )
        before = weigh(self.bare((fixed, *evidence))).half
        after = weigh(self.bare((fixed, *evidence, row))).half
        assert after.overall <= before.overall
        assert after.benefit_certainty is not None
        assert before.benefit_certainty is not None
        assert after.benefit_certainty.at <= before.benefit_certainty.at

    @staticmethod
    def bare(evidence: tuple[gk.Evidence, ...]) -> gk.Comparison:
        return gk.Comparison(
            id="c",
            population="p",
            intervention=gk.Option("a", "A", "active"),
            comparator=gk.Option("b", "B", "active"),
            evidence=evidence,
        )


class TestUnits:
    """5.11: units never matter."""

    @given(
        st.integers(-400, 400),
        st.sampled_from(list(UNITS)),
        st.sampled_from(list(UNITS)),
        st.sampled_from(list(UNITS)),
    )
    def test_it(self, hundredths: int, mine: str, theirs: str, asked: str) -> None:
        found = [
            gk.recommend(self.made(hundredths / 100, *units))
            for units in (("cm", "cm", "cm"), (mine, theirs, asked))
        ]
        assert found[0].situation == found[1].situation
        assert found[0].share.scenario == found[1].share.scenario

    @staticmethod
    def made(value: float, mine: str, theirs: str, asked: str) -> gk.Comparison:
        outcome = gk.Outcome(
            "pain",
            "Pain",
            importance="critical",
            better="lower",
            thresholds=gk.MID(1.5 * UNITS[theirs], unit=theirs),
        )
        scenario = gk.Scenario(
            "s",
            benefit="important",
            benefit_certainties=["high"],
            harm_certainties=["none"],
            share=gk.Share(0.95),
            smallest_benefit=2 * UNITS[asked],
            unit=asked,
            outcome="pain",
        )
        row = gk.Evidence(
            outcome, gk.Estimate("MD", value * UNITS[mine], unit=mine), certainty="high"
        )
        return gk.Comparison(
            id="c",
            population="p",
            intervention=gk.Option("a", "A", "active"),
            comparator=gk.Option("b", "B", "active"),
            evidence=(row,),
            within=gk.comparison.Within(panel=gk.Panel(survey=gk.Survey((scenario,)))),
        )
