"""Comparisons to ask about, each beside what must not change its answer, or only one way.

Every strategy here draws what is asked together: a comparison and the same one changed. They
shrink to a question a person would have written.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attrs import evolve
from hypothesis import strategies as st

from gradekit import io
from gradekit.answers import Secondary, ShareBand
from gradekit.comparison import Comparison, Within, swap
from gradekit.estimates import Estimate, Scale
from gradekit.etd import EvidenceToDecision
from gradekit.evidence import Evidence
from gradekit.guideline import Guideline
from gradekit.judgements import JudgedEffect
from gradekit.outcomes import Outcome
from gradekit.panel import Panel
from gradekit.policy import Policy
from gradekit.question import Population
from gradekit.scales import Arm, Certainty, Importance, Measure, OutcomeKind, Role
from gradekit.testing.strategies import comparisons, evidence, options, scenarios, shares
from gradekit.testing.strategies.choice import optionally, texts
from gradekit.thresholds import Thresholds
from gradekit.units import PROPORTION, convert
from gradekit.values import Scenario, Share, Survey

__all__ = [
    "Asked",
    "Asking",
    "any_one",
    "between",
    "in_other_units",
    "inferred",
    "judged",
    "larger_share",
    "more_benefit",
    "more_harm",
    "more_limited",
    "more_supporting",
    "rated",
    "read_back",
    "recertified",
    "renamed",
    "reordered",
    "scenarios_reordered",
    "surely_judged",
    "swapped",
    "undecided",
    "written",
]

Asked = tuple[Comparison, ...]
Asking = Callable[[Policy], st.SearchStrategy[Asked]]

_PARADIGMS = (None, 1, 2, 3, 4, 5)
_BANDS = (
    ShareBand.ALMOST_NONE,
    ShareBand.MINORITY,
    ShareBand.SPLIT,
    ShareBand.MAJORITY,
    ShareBand.NEARLY_ALL,
)
_SURE = (
    *(Share(band=each) for each in (_BANDS[0], _BANDS[-1])),
    Share(0.95, 1, Arm.COMPARATOR),
    Share(0.9, 1),
)
# Another unit of the same kind, for each unit of which there is one.
_OTHER = {
    "mm": "cm",
    "cm": "mm",
    "m": "cm",
    "mg": "g",
    "g": "mg",
    "kg": "g",
    "min": "h",
    "h": "min",
    "days": "h",
    "weeks": "days",
    PROPORTION: "per 1000",
    "%": "per 1000",
    "per 100": PROPORTION,
    "per 1000": "%",
    "per 10000": "per 1000",
    "per 100000": "per 1000",
}


def _question(policy: Policy, **given: object) -> st.SearchStrategy[Comparison]:
    """A comparison, plainly named; half of them with evidence on which a paradigm permits."""
    named: dict[str, object] = {
        "id": "question",
        "population": Population("people"),
        "intervention": options(id="intervention"),
        "comparator": options(id="comparator"),
    }
    return st.sampled_from(_PARADIGMS).flatmap(
        lambda number: comparisons(paradigm=number, policy=policy, **{**named, **given})
    )


def judged(policy: Policy) -> st.SearchStrategy[Comparison]:
    """A comparison whose share the panel judged."""
    return _question(policy, share=st.sampled_from(_SURE) | shares())


def surely_judged(policy: Policy) -> st.SearchStrategy[Comparison]:
    """A comparison whose share leaves strength to the evidence, with nothing else that binds."""
    open_: dict[str, Any] = {"votes": None, "etd": None, "balance": None}
    return _question(policy, share=st.sampled_from(_SURE), **open_)


@st.composite
def inferred(draw: st.DrawFn, policy: Policy) -> Comparison:
    """A comparison whose share nobody judged: a survey may speak for it, or dominance."""
    made = draw(_question(policy, share=None))
    many = draw(st.integers(0, 3))
    asked = tuple(draw(_scenarios(f"scenario-{nth + 1}", made)) for nth in range(many))
    panel = Panel(survey=Survey(asked)) if asked else None
    return evolve(made, within=evolve(made.within, panel=panel))


@st.composite
def _scenarios(draw: st.DrawFn, name: str, made: Comparison) -> Scenario:
    """A question of the survey, perhaps with the smallest benefit people would require."""
    scenario = draw(scenarios(id=name))
    sized = [row.outcome for row in made.evidence if row.outcome.thresholds is not None]
    if not sized or not draw(st.booleans()):
        return scenario
    outcome = draw(st.sampled_from(sized))
    sizes = outcome.thresholds
    least = sizes.small * draw(st.integers(1, 3)) if sizes is not None else 1.0
    unit = sizes.unit if sizes is not None else None
    return evolve(scenario, smallest_benefit=least, unit=unit, outcome=outcome.id)


def _any(policy: Policy) -> st.SearchStrategy[Comparison]:
    return surely_judged(policy) | judged(policy) | inferred(policy)


def any_one(policy: Policy) -> st.SearchStrategy[Asked]:
    """One comparison of any kind."""
    return _any(policy).map(lambda made: (made,))


@st.composite
def undecided(draw: st.DrawFn, policy: Policy) -> Asked:
    """One comparison for which nobody judged a share or a balance, or was surveyed."""
    return (draw(_question(policy, share=None, balance=None)),)


@st.composite
def swapped(draw: st.DrawFn, policy: Policy) -> Asked:
    """A comparison, and the same with its options exchanged."""
    made = draw(_any(policy))
    return made, swap(made)


@st.composite
def between(draw: st.DrawFn, policy: Policy) -> Asked:
    """A comparison, another one, and the first again."""
    made, other = draw(_any(policy)), draw(_any(policy))
    return made, other, made


@st.composite
def reordered(draw: st.DrawFn, policy: Policy) -> Asked:
    """The same rows in another order."""
    made = draw(_any(policy))
    return made, evolve(made, evidence=tuple(draw(st.permutations(made.evidence))))


@st.composite
def scenarios_reordered(draw: st.DrawFn, policy: Policy) -> Asked:
    """The same answers to a survey in another order."""
    made = draw(inferred(policy))
    panel = made.within.panel
    if panel is None or panel.survey is None:
        return made, made
    turned = evolve(panel, survey=Survey(tuple(draw(st.permutations(panel.survey.scenarios)))))
    return made, evolve(made, within=evolve(made.within, panel=turned))


def _inserted(draw: st.DrawFn, made: Comparison, row: Evidence) -> Comparison:
    rows = list(made.evidence)
    rows.insert(draw(st.integers(0, len(rows))), row)
    return evolve(made, evidence=tuple(rows))


@st.composite
def more_limited(draw: st.DrawFn, policy: Policy) -> Asked:
    """The same with one more outcome, of limited importance."""
    made = draw(_any(policy))
    row = draw(evidence(id="added", importance=Importance.LIMITED, role=Role.DECIDING))
    return made, _inserted(draw, made, row)


@st.composite
def more_supporting(draw: st.DrawFn, policy: Policy) -> Asked:
    """The same with one more supporting row, of an outcome that is there or an important one."""
    made = draw(_any(policy))
    # The first row of a critical outcome is more than a row: it says what must be known.
    new = evidence(id="added", importance=Importance.IMPORTANT, role=Role.SUPPORTING)
    there = [evidence(outcome=each.outcome, role=Role.SUPPORTING) for each in made.evidence]
    return made, _inserted(draw, made, draw(st.one_of(new, *there)))


@st.composite
def renamed(draw: st.DrawFn, policy: Policy) -> Asked:
    """The same with other names, notes and counts of studies and participants."""
    made = draw(_any(policy))
    name = draw(texts())
    words: dict[str, Any] = {"note": name, "horizon": name, "design": name}
    words["studies"], words["participants"] = draw(st.integers(0, 50)), draw(st.integers(0, 10_000))
    about = {row.outcome: evolve(row.outcome, name=name) for row in made.evidence}
    rows = tuple(evolve(row, outcome=about[row.outcome], **words) for row in made.evidence)
    other = evolve(made.intervention, name=name)
    return made, evolve(made, id="renamed", evidence=rows, intervention=other)


def _in(value: float | None, unit: str, to: str) -> float | None:
    return None if value is None else convert(value, unit, to)


def _sized(sizes: Thresholds | None) -> Thresholds | None:
    if sizes is None or sizes.unit not in _OTHER:
        return sizes
    to = _OTHER[sizes.unit]
    named = ("small", "small_upper", "moderate", "large")
    return evolve(
        sizes, **{each: _in(getattr(sizes, each), sizes.unit, to) for each in named}, unit=to
    )


def _scaled(scale: Scale | None) -> Scale | None:
    if scale is None or scale.unit not in _OTHER:
        return scale
    to = _OTHER[scale.unit]
    ends = (convert(each, scale.unit, to) for each in (scale.minimum, scale.maximum))
    return Scale(scale.name, *ends, to)


def _estimated(estimate: Estimate | None) -> Estimate | None:
    differences = (Measure.MD, Measure.RD)
    if estimate is None or estimate.measure not in differences or estimate.unit not in _OTHER:
        return estimate
    to = _OTHER[estimate.unit]
    named = ("value", "low", "high")
    ends = {each: _in(getattr(estimate, each), estimate.unit, to) for each in named}
    return evolve(estimate, **ends, unit=to)


def _asked(scenario: Scenario) -> Scenario:
    if scenario.unit not in _OTHER:
        return scenario
    to = _OTHER[scenario.unit]
    return evolve(
        scenario, smallest_benefit=_in(scenario.smallest_benefit, scenario.unit, to), unit=to
    )


@st.composite
def in_other_units(draw: st.DrawFn, policy: Policy) -> Asked:
    """The same in other units: estimates, thresholds, instruments, or the survey, or all."""
    made = draw(_any(policy))
    estimates, sizes, survey = draw(st.sampled_from(((1, 1, 1), (1, 0, 0), (0, 1, 0), (0, 0, 1))))

    def about(outcome: Outcome) -> Outcome:
        if not sizes:
            return outcome
        return evolve(outcome, thresholds=_sized(outcome.thresholds), scale=_scaled(outcome.scale))

    def row(given: Evidence) -> Evidence:
        estimate = _estimated(given.estimate) if estimates else given.estimate
        return evolve(given, outcome=about(given.outcome), estimate=estimate)

    panel = made.within.panel
    if survey and panel is not None and panel.survey is not None:
        panel = evolve(panel, survey=Survey(tuple(map(_asked, panel.survey.scenarios))))
    within = evolve(made.within, panel=panel)
    return made, evolve(made, evidence=tuple(map(row, made.evidence)), within=within)


@st.composite
def read_back(draw: st.DrawFn, policy: Policy) -> Asked:
    """A comparison, and the same written to a document and read from it."""
    made = draw(_any(policy))
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


@st.composite
def rated(draw: st.DrawFn, policy: Policy) -> Asked:
    """A comparison, and the same with every row rated that was not; the share is judged."""
    made = draw(surely_judged(policy) | judged(policy))
    rows = tuple(
        row if row.certainty is not None else evolve(row, certainty=draw(_levels()))
        for row in made.evidence
    )
    return made, evolve(made, evidence=rows)


def _levels() -> st.SearchStrategy[str]:
    return st.sampled_from([each.value for each in Certainty])


@st.composite
def recertified(draw: st.DrawFn, policy: Policy) -> Asked:
    """A comparison, and the same with other certainties throughout; the share is judged."""
    made = draw(surely_judged(policy) | judged(policy))
    rows = tuple(evolve(row, certainty=draw(optionally(_levels()))) for row in made.evidence)
    return made, evolve(made, evidence=rows)


@st.composite
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
    made = draw(_question(policy, share=pair[0], balance=None))
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
    @st.composite
    def turned(draw: st.DrawFn, policy: Policy) -> Asked:
        made = draw(surely_judged(policy))
        row = draw(
            evidence(
                id="turned",
                kind=st.sampled_from(kinds),
                importance=st.sampled_from((Importance.IMPORTANT, Importance.CRITICAL)),
                role=Role.DECIDING,
            )
        )
        rows = [(*made.evidence, each) for each in (_plain(row), _effect(row, favours))]
        return evolve(made, evidence=rows[0]), evolve(made, evidence=rows[1])

    return turned


more_benefit = _more((OutcomeKind.BENEFIT,), Arm.INTERVENTION)
more_harm = _more((OutcomeKind.HARM, OutcomeKind.BURDEN, OutcomeKind.COST), Arm.COMPARATOR)


@st.composite
def written(draw: st.DrawFn, policy: Policy) -> Asked:
    """Up to three comparisons that the columns of a frame can hold whole."""
    overall = st.builds(EvidenceToDecision, secondary=st.sampled_from(Secondary))
    found = draw(st.lists(judged(policy) | _question(policy, share=None), min_size=1, max_size=3))
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
