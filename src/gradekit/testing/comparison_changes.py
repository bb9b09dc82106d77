"""Comparisons to ask about, each beside what must not change its answer, or only one way.

Every strategy here draws what is asked together: a comparison and the same one changed. They
shrink to a question a person would have written.
"""

from __future__ import annotations

from typing import Any

from attrs import evolve
from hypothesis import strategies as st

from gradekit import io
from gradekit.answers import Direction, Secondary, ShareBand
from gradekit.comparison import Comparison, Within, swap
from gradekit.estimates import Estimate
from gradekit.etd import EvidenceToDecision
from gradekit.evidence import Evidence
from gradekit.guideline import Guideline
from gradekit.judgements import JudgedEffect, PublishedCertainty
from gradekit.panel import Panel
from gradekit.policy import Policy
from gradekit.scales import Arm, Better, Certainty, Importance, OutcomeKind, Role
from gradekit.testing.comparison_asked import (
    Asked,
    Asking,
    anything,
    inferred,
    judged,
    question,
    surely_judged,
)
from gradekit.testing.strategies import evidence, scenarios, votes
from gradekit.testing.strategies.choice import optionally, texts
from gradekit.testing.strategies.drawing import composite, sampled
from gradekit.values import Share, Survey
from gradekit.votes import Votes

__all__ = [
    "any_one",
    "between",
    "counted_the_other_way",
    "larger_share",
    "more_benefit",
    "more_harm",
    "more_limited",
    "more_supporting",
    "nearly_strong",
    "rated",
    "read_back",
    "recertified",
    "recorded_as_unknown",
    "renamed",
    "reordered",
    "scenarios_reordered",
    "swapped",
    "undecided",
    "written",
]


_BANDS = (
    ShareBand.ALMOST_NONE,
    ShareBand.MINORITY,
    ShareBand.SPLIT,
    ShareBand.MAJORITY,
    ShareBand.NEARLY_ALL,
)


def any_one(policy: Policy) -> st.SearchStrategy[Asked]:
    """One comparison of any kind."""
    return anything(policy).map(lambda made: (made,))


# Shares about the cut-offs: above and below them, across them, on them.
_ENDS = ((0.95, 1.0), (0.9, 0.9), (0.9, 1.0), (0.89, 1.0), (0.89, 0.89), (0.8, 1.0), (0.6, 0.8))


def _votes() -> st.SearchStrategy[Votes | None]:
    """Votes at the edges of the rules, or any."""
    sides = (("strong_for", "conditional_for"), ("strong_against", "conditional_against"))
    edges = [
        Votes(**{strong: many, mild: 20 - many})
        for strong, mild in sides
        for many in (16, 15, 14, 0)
    ]
    return sampled([None, *edges]) | votes()


@composite
def nearly_strong(draw: st.DrawFn, policy: Policy) -> Asked:
    """One comparison at one edge of strong, with nothing else that binds.

    The edges: the share, the votes, the secondary criteria, a recorded overall certainty.
    """
    edge = draw(sampled(("share", "votes", "criteria", "certainty")))
    arm = draw(sampled(Arm))
    low, high = draw(sampled(_ENDS)) if edge == "share" else _ENDS[0]
    toward = Direction.FOR if arm is Arm.INTERVENTION else Direction.AGAINST
    criteria = EvidenceToDecision(secondary=draw(sampled(Secondary)))
    made = draw(
        question(
            policy,
            share=Share(low, high, arm),
            direction=toward,
            balance=None,
            votes=_votes() if edge == "votes" else None,
            etd=criteria if edge == "criteria" else None,
        )
    )
    if edge != "certainty":
        return (made,)
    sure = tuple(evolve(row, certainty=draw(_levels())) for row in made.evidence)
    recorded = PublishedCertainty(draw(_levels()))
    return (evolve(made, evidence=sure, overall_certainty=recorded),)


@composite
def recorded_as_unknown(draw: st.DrawFn, policy: Policy) -> Asked:
    """One comparison whose share was recorded as unknown, whatever a survey would say of it."""
    unknown = Share(band=ShareBand.UNKNOWN)
    return (evolve(draw(inferred(policy)), share=unknown, balance=None, votes=None),)


@composite
def undecided(draw: st.DrawFn, policy: Policy) -> Asked:
    """One comparison for which nobody judged a share or a balance, or was surveyed."""
    return (draw(question(policy, share=None, balance=None)),)


@composite
def swapped(draw: st.DrawFn, policy: Policy) -> Asked:
    """A comparison, and the same with its options exchanged."""
    made = draw(anything(policy))
    return made, swap(made)


@composite
def between(draw: st.DrawFn, policy: Policy) -> Asked:
    """A comparison, another one, and the first again."""
    made, other = draw(anything(policy)), draw(anything(policy))
    return made, other, made


@composite
def reordered(draw: st.DrawFn, policy: Policy) -> Asked:
    """The same rows in another order."""
    made = draw(anything(policy))
    return made, evolve(made, evidence=tuple(draw(st.permutations(made.evidence))))


@composite
def scenarios_reordered(draw: st.DrawFn, policy: Policy) -> Asked:
    """A survey that may match, with another question in it, and the same in the other order."""
    made = draw(inferred(policy))
    panel = made.within.panel
    asked = () if panel is None or panel.survey is None else panel.survey.scenarios
    every = (*asked, draw(scenarios(id="another")))
    panels = (Panel(survey=Survey(each)) for each in (every, every[::-1]))
    one, other = (evolve(made, within=evolve(made.within, panel=each)) for each in panels)
    return one, other


def _inserted(draw: st.DrawFn, made: Comparison, row: Evidence) -> Comparison:
    rows = list(made.evidence)
    rows.insert(draw(st.integers(0, len(rows))), row)
    return evolve(made, evidence=tuple(rows))


@composite
def more_limited(draw: st.DrawFn, policy: Policy) -> Asked:
    """The same with one more outcome, of limited importance."""
    made = draw(anything(policy))
    row = draw(evidence(id="added", importance=Importance.LIMITED, role=Role.DECIDING))
    return made, _inserted(draw, made, row)


@composite
def more_supporting(draw: st.DrawFn, policy: Policy) -> Asked:
    """The same with one more supporting row, of an outcome that is there or an important one."""
    made = draw(anything(policy))
    # The first row of a critical outcome is more than a row: it says what must be known.
    new = evidence(id="added", importance=Importance.IMPORTANT, role=Role.SUPPORTING)
    there = [evidence(outcome=each.outcome, role=Role.SUPPORTING) for each in made.evidence]
    return made, _inserted(draw, made, draw(st.one_of(new, *there)))


@composite
def renamed(draw: st.DrawFn, policy: Policy) -> Asked:
    """The same with other names, notes and counts of studies and participants."""
    made = draw(anything(policy))
    name = draw(texts())
    words: dict[str, Any] = {"note": name, "horizon": name, "design": name}
    words["studies"], words["participants"] = draw(st.integers(0, 50)), draw(st.integers(0, 10_000))
    about = {row.outcome: evolve(row.outcome, name=name) for row in made.evidence}
    rows = tuple(evolve(row, outcome=about[row.outcome], **words) for row in made.evidence)
    other = evolve(made.intervention, name=name)
    return made, evolve(made, id="renamed", evidence=rows, intervention=other)


@composite
def counted_the_other_way(draw: st.DrawFn, policy: Policy) -> Asked:
    """The same with every difference counted the other way: its sign turned, and what is better."""
    made = draw(anything(policy))
    ratios = {
        row.outcome.id
        for row in made.evidence
        if row.estimate is not None and row.estimate.measure.is_ratio
    }  # a ratio cannot be counted the other way without its baseline
    rows = (
        row if row.outcome.id in ratios else _counted_the_other_way(row) for row in made.evidence
    )
    return made, evolve(made, evidence=tuple(rows))


def _counted_the_other_way(row: Evidence) -> Evidence:
    better = Better.LOWER if row.outcome.better is Better.HIGHER else Better.HIGHER
    outcome = evolve(row.outcome, better=better)
    return evolve(row, outcome=outcome, estimate=_negative(row.estimate))


def _negative(estimate: Estimate | None) -> Estimate | None:
    if estimate is None:
        return None
    low, high = (None if each is None else -each for each in (estimate.high, estimate.low))
    return evolve(estimate, value=-estimate.value, low=low, high=high)


@composite
def read_back(draw: st.DrawFn, policy: Policy) -> Asked:
    """A comparison, and the same written to a document and read from it."""
    made = draw(anything(policy))
    outcomes = {row.outcome.id: row.outcome for row in made.evidence}
    guide = Guideline(
        id="guideline",
        title="",
        policy=policy,
        populations=(made.population,),
        outcomes=tuple(outcomes.values()),
        options=(made.intervention, made.comparator),
        comparisons=(evolve(made, within=Within()),),
        panel=made.within.panel,
    )
    return guide[made.id], io.loads(io.dumps(guide))[made.id]


@composite
def rated(draw: st.DrawFn, policy: Policy) -> Asked:
    """A comparison, and the same with every row rated that was not; the share is judged."""
    made = draw(surely_judged(policy) | judged(policy))
    rows = tuple(
        row if row.certainty is not None else evolve(row, certainty=draw(_levels()))
        for row in made.evidence
    )
    return made, evolve(made, evidence=rows)


def _levels() -> st.SearchStrategy[str]:
    return sampled([each.value for each in Certainty])


@composite
def recertified(draw: st.DrawFn, policy: Policy) -> Asked:
    """A comparison, and the same with other certainties throughout; the share is judged."""
    made = draw(surely_judged(policy) | judged(policy))
    rows = tuple(evolve(row, certainty=draw(optionally(_levels()))) for row in made.evidence)
    return made, evolve(made, evidence=rows)


@composite
def larger_share(draw: st.DrawFn, policy: Policy) -> Asked:
    """A comparison with the share judged, and with a larger one."""
    if draw(st.booleans()):
        less, more = sorted(draw(st.tuples(*[st.integers(0, len(_BANDS) - 1)] * 2)))
        pair = Share(band=_BANDS[less]), Share(band=_BANDS[more])
    else:
        # Both ends are at least as high: no part of the interval is taken back.
        ends = [draw(st.integers(0, 20)) for _ in range(4)]
        low, lower = sorted(ends[:2])
        high, higher = sorted(ends[2:])
        pair = (
            Share(min(low, high) / 20, max(low, high) / 20),
            Share(min(lower, higher) / 20, max(lower, higher) / 20),
        )
    # A balance stands in for a share nobody knows, so that knowing it may weaken: none is held.
    made = draw(question(policy, share=pair[0], balance=None))
    return made, evolve(made, share=pair[1])


def _effect(row: Evidence, favours: Arm) -> Evidence:
    """The row judged to hold an important effect in favour of one option."""
    seen = JudgedEffect("important", favours.value, rationale="as asked")
    return evolve(row, estimate=None, incidence=None, baseline_risk=None, judged_effect=seen)


def _plain(row: Evidence) -> Evidence:
    return evolve(
        row,
        estimate=None,
        incidence=None,
        baseline_risk=None,
        judged_effect=JudgedEffect("trivial", rationale="as asked"),
    )


def _more(kinds: tuple[OutcomeKind, ...], favours: Arm) -> Asking:
    @composite
    def turned(draw: st.DrawFn, policy: Policy) -> Asked:
        made = draw(surely_judged(policy))
        row = draw(
            evidence(
                id="turned",
                kind=sampled(kinds),
                importance=sampled((Importance.IMPORTANT, Importance.CRITICAL)),
                role=Role.DECIDING,
            )
        )
        rows = [(*made.evidence, each) for each in (_plain(row), _effect(row, favours))]
        return evolve(made, evidence=rows[0]), evolve(made, evidence=rows[1])

    return turned


more_benefit = _more((OutcomeKind.BENEFIT,), Arm.INTERVENTION)
more_harm = _more((OutcomeKind.HARM, OutcomeKind.BURDEN, OutcomeKind.COST), Arm.COMPARATOR)


@composite
def written(draw: st.DrawFn, policy: Policy) -> Asked:
    """Up to three comparisons that the columns of a frame can hold whole."""
    overall = st.builds(EvidenceToDecision, secondary=sampled(Secondary))
    found = draw(st.lists(judged(policy) | question(policy, share=None), min_size=1, max_size=3))
    return tuple(
        evolve(
            each,
            id=f"comparison-{nth + 1}",
            etd=draw(optionally(overall)),
            # A comparison without rows has no place in a frame.
            evidence=each.evidence or (draw(evidence(id="outcome-1")),),
        )
        for nth, each in enumerate(found)
    )
