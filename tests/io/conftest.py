"""Guidelines of every shape, valid by construction, and documents to spoil."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import strategies as st

import gradekit as gk
from gradekit.answers import PanelBalance, PanelRole, Secondary
from gradekit.comparison import Comparison, Context, ImportanceOverride
from gradekit.etd.criteria import CRITERIA, Judges
from gradekit.judgements import Move
from gradekit.policy import POLICIES
from gradekit.records import (
    Figure,
    Note,
    Objection,
    OtherGuideline,
    PublishedRecommendation,
    Subgroup,
    SubgroupEstimate,
    ValuesEvidence,
)
from gradekit.trace import Input, Rule
from gradekit.ungraded import CONDITIONS, Ungraded

# Letters that spreadsheets, YAML and CSV files read in ways of their own.
AWKWARD = "=+-@'\";,:#[]{}&*!|>%\\\t\n /_x0D1eé中\u2028😀~"
TEXTS = st.one_of(
    st.text(AWKWARD, max_size=6),
    st.sampled_from(
        ("no", "1e3", "012", "2025-03-18", "null", "~", '""', '"', "_x000D_", "a; b", "[1]", "TRUE")
    ),
)
NUMBERS = st.one_of(
    st.integers(-1000, 1000),
    st.floats(-1e6, 1e6, allow_nan=False),
    st.sampled_from((0.1 + 0.2, 1e-300, 5e-324, 1.7976931348623157e308, 2**53 - 1, -0.0)),
)
POSITIVE = st.floats(1e-3, 1e6)
SHARES = st.floats(0, 1)
COUNTS = st.integers(0, 10**6)
TRUTHS = st.booleans()


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


def tuples(strategy: st.SearchStrategy[Any], most: int = 2) -> st.SearchStrategy[Any]:
    return st.lists(strategy, max_size=most).map(tuple)


CITATIONS = maybe(
    st.builds(gk.Citation, TEXTS, TEXTS, TRUTHS, TEXTS) | st.builds(gk.Citation, TEXTS)
)
INPUTS = st.builds(Input, TEXTS, st.one_of(TEXTS, NUMBERS, TRUTHS, st.none()), maybe(TEXTS))
RULES = st.builds(
    Rule, TEXTS, TEXTS, st.builds(gk.Citation, TEXTS), maybe(st.sampled_from(gk.Edition))
)
STEPS = st.recursive(
    st.builds(
        gk.Step,
        RULES,
        kind=st.sampled_from(gk.StepKind),
        result=TEXTS,
        inputs=tuples(INPUTS),
        parameters=tuples(
            st.builds(gk.Parameter, NUMBERS, st.builds(gk.Citation, TEXTS), TEXTS), 1
        ),
    ),
    lambda inner: st.builds(
        gk.Step, RULES, kind=st.sampled_from(gk.StepKind), children=tuples(inner)
    ),
    max_leaves=3,
)
TRACES = st.builds(gk.Trace, tuples(STEPS, 1))
SUGGESTIONS = st.builds(
    gk.Suggestion,
    maybe(st.integers(-3, 2)),
    rule=TEXTS,
    reason=TEXTS,
    inputs=tuples(INPUTS),
    source=st.builds(gk.Citation, TEXTS),
    consider=tuples(st.integers(-3, 2)),
    edition=maybe(st.sampled_from(gk.Edition)),
    trace=TRACES,
    stable=TRUTHS,
)
JUDGEMENTS = st.builds(
    gk.Judgement,
    st.integers(-3, 2),
    by=TEXTS,
    date=TEXTS,
    rationale=TEXTS.map(lambda text: f"as {text}"),
    suggestion=maybe(SUGGESTIONS),
)
CERTAINTIES = maybe(
    st.builds(gk.PublishedCertainty, st.sampled_from(gk.Certainty), CITATIONS, note=TEXTS)
    | st.builds(
        gk.CertaintyRating,
        st.sampled_from(gk.Certainty),
        st.sampled_from(gk.Certainty),
        tuples(st.builds(Move, TEXTS, st.integers(-3, 2), JUDGEMENTS)),
        TRACES,
        edition=st.sampled_from(gk.Edition),
        design=TEXTS,
    )
)


@st.composite
def intervals(
    draw: st.DrawFn, numbers: st.SearchStrategy[Any]
) -> tuple[float, float | None, float | None]:
    low, value, high = sorted(draw(st.tuples(numbers, numbers, numbers)))
    return (value, low, high) if draw(TRUTHS) else (value, None, None)


@st.composite
def estimates(draw: st.DrawFn) -> gk.Estimate:
    measure = draw(st.sampled_from(gk.Measure))
    unit = None
    if measure.is_ratio:
        numbers: st.SearchStrategy[Any] = POSITIVE
    elif measure is gk.Measure.RD:
        numbers, unit = st.floats(-1, 1), draw(st.sampled_from((None, "%", "per 1000")))
    else:
        numbers, unit = NUMBERS, draw(maybe(TEXTS))
    level = draw(st.sampled_from((0.95, 0.9)))
    return gk.Estimate(measure, *draw(intervals(numbers)), unit, level=level)


JUDGED = st.builds(
    lambda magnitude, side, by, date, why: gk.JudgedEffect(
        magnitude,
        side if magnitude.is_important else "neither",
        by=by,
        date=date,
        rationale=f"as {why}",
    ),
    st.sampled_from(gk.Magnitude),
    st.sampled_from(("intervention", "comparator")),
    TEXTS,
    TEXTS,
    TEXTS,
)


@st.composite
def thresholds(draw: st.DrawFn, unit: str | None) -> gk.Thresholds:
    small, upper, moderate, large = sorted(
        draw(st.lists(POSITIVE, min_size=4, max_size=4, unique=True))
    )
    graded = draw(st.integers(0, 2))
    return gk.Thresholds(
        small,
        moderate if graded else None,
        large if graded == 2 else None,
        unit=unit,
        source=draw(CITATIONS),
        small_upper=upper if draw(TRUTHS) else None,
    )


@st.composite
def outcomes(draw: st.DrawFn, name: str) -> gk.Outcome:
    unit = draw(st.sampled_from((None, "cm", "points")))
    low, high = sorted(draw(st.lists(NUMBERS, min_size=2, max_size=2, unique=True)))
    catastrophic = draw(TRUTHS)
    return gk.Outcome(
        name,
        draw(TEXTS),
        importance=draw(st.sampled_from(gk.Importance)),
        better=draw(st.sampled_from(gk.Better)),
        kind="harm" if catastrophic else draw(st.sampled_from(gk.OutcomeKind)),
        thresholds=draw(maybe(thresholds(unit))),
        scale=draw(
            maybe(st.builds(gk.Scale, TEXTS, st.just(low), st.just(high), st.just(unit or "kg")))
        )
        if unit
        else None,
        catastrophic=catastrophic,
        description=draw(TEXTS),
        source=draw(CITATIONS),
    )


@st.composite
def shares(draw: st.DrawFn) -> gk.Share:
    told = {"by": draw(TEXTS), "rationale": draw(TEXTS), "source": draw(CITATIONS)}
    option = draw(st.sampled_from(gk.Arm))
    if draw(TRUTHS):
        return gk.Share(option=option, band=draw(st.sampled_from(gk.ShareBand)), **told)
    low, high = sorted((draw(SHARES), draw(SHARES)))
    return gk.Share(low, high, option, **told)


@st.composite
def criteria(draw: st.DrawFn) -> gk.EvidenceToDecision:
    judged = draw(st.lists(st.sampled_from(CRITERIA), unique_by=lambda each: each.key, max_size=3))
    return gk.EvidenceToDecision(
        secondary=draw(st.sampled_from(Secondary)),
        judgements=tuple(
            gk.CriterionJudgement(
                each.key,
                draw(st.sampled_from(list(each.options))).value,
                arm=draw(st.sampled_from(gk.Arm))
                if each.judges is Judges.OPTION
                else "intervention",
                by=draw(TEXTS),
                date=draw(TEXTS),
                rationale=draw(TEXTS),
                source=draw(CITATIONS),
            )
            for each in judged
        ),
        by=draw(TEXTS),
        date=draw(TEXTS),
        rationale=draw(TEXTS),
        source=draw(CITATIONS),
    )


@st.composite
def ungraded(draw: st.DrawFn) -> Ungraded:
    kind = draw(st.sampled_from(list(CONDITIONS)))
    return Ungraded(
        type=kind,
        statement=draw(TEXTS),
        option=draw(st.sampled_from(gk.Arm)),
        conditions=draw(st.dictionaries(st.sampled_from(list(CONDITIONS[kind])), TRUTHS)),
        by=draw(TEXTS),
        date=draw(TEXTS),
        rationale=draw(TEXTS),
        source=draw(CITATIONS),
    )


@st.composite
def votes(draw: st.DrawFn) -> gk.Votes:
    counts = draw(st.lists(st.integers(0, 2), min_size=7, max_size=7))
    counts[0] = counts[0] + 1
    total = sum(counts) if draw(TRUTHS) else None
    names = "strong_for conditional_for either conditional_against strong_against abstained recused"
    return gk.Votes(**dict(zip(names.split(), counts, strict=True)), total=total)


@st.composite
def policies(draw: st.DrawFn) -> gk.Policy:
    base = draw(st.sampled_from(list(POLICIES.values())))
    if draw(TRUTHS):
        return base
    sourced = st.builds(gk.Citation, TEXTS)
    changes: dict[str, Any] = {
        "edition": draw(st.sampled_from(gk.Edition)),
        "nearly_all": draw(st.sampled_from((0.95, gk.Parameter(0.85, draw(sourced))))),
        "certain_harm": gk.Parameter(draw(st.sampled_from(gk.Certainty)), draw(sourced)),
        "possible": draw(st.sampled_from(gk.Certainty)),
        "voting": gk.VotingRule(
            strong=draw(st.sampled_from((0.7, gk.Parameter(0.9, draw(sourced))))),
            inclusive=gk.Parameter(draw(TRUTHS)),
            opposed=gk.Parameter(0.2),
        ),
        "paradigms_note": draw(TEXTS),
    }
    kept = draw(st.sets(st.sampled_from(list(changes))))
    return base.evolve("mine" + draw(TEXTS), **{name: changes[name] for name in kept})


@st.composite
def evidence(draw: st.DrawFn, held: list[gk.Outcome], ids: list[str]) -> tuple[gk.Evidence, ...]:
    rows: list[gk.Evidence] = []
    decided: set[str] = set()
    for outcome in draw(st.lists(st.sampled_from(held), max_size=3)) if held else ():
        kind = draw(st.integers(0, 2))
        rows.append(
            gk.Evidence(
                outcome,
                draw(estimates()) if kind == 0 else None,
                incidence=draw(
                    st.builds(
                        lambda numbers, arm: gk.Incidence(*numbers, arm=arm),
                        intervals(SHARES),
                        st.sampled_from(gk.Arm),
                    )
                )
                if kind == 1
                else None,
                judged_effect=draw(maybe(JUDGED)),
                certainty=draw(CERTAINTIES),
                baseline_risk=draw(maybe(SHARES)),
                horizon=draw(TEXTS),
                role="supporting" if outcome.id in decided else draw(st.sampled_from(gk.Role)),
                not_prohibitive=draw(TRUTHS),
                studies=draw(maybe(COUNTS)),
                participants=draw(maybe(COUNTS)),
                design=draw(TEXTS),
                informed_by=draw(tuples(st.sampled_from(ids))),
                source=draw(CITATIONS),
                note=draw(TEXTS),
            )
        )
        if rows[-1].role is gk.Role.DECIDING:
            decided.add(outcome.id)
    return tuple(rows)


@st.composite
def recommendations(draw: st.DrawFn, name: str, ids: list[str]) -> PublishedRecommendation:
    graded = draw(TRUTHS)
    return PublishedRecommendation(
        id=name,
        comparisons=draw(tuples(st.sampled_from(ids))) if ids else (),
        type="graded" if graded else draw(st.sampled_from(("good practice", "none"))),
        direction=draw(maybe(st.sampled_from(gk.Direction))),
        strength=draw(maybe(st.sampled_from(gk.Strength))) if graded else None,
        statement=draw(TEXTS),
        conditions=draw(tuples(TEXTS)),
        label_in_source=draw(TEXTS),
        system=draw(TEXTS),
        paradigm_cited=draw(maybe(st.integers(1, 5))),
        source=draw(CITATIONS),
    )


def ids(most: int = 3) -> st.SearchStrategy[list[str]]:
    return st.lists(TEXTS, unique=True, max_size=most)


@st.composite
def scenarios(draw: st.DrawFn, name: str, held: list[str]) -> gk.Scenario:
    smallest = draw(maybe(POSITIVE)) if any(held) else None
    return gk.Scenario(
        name,
        benefit=draw(st.sampled_from(("important", "none", "uncertain"))),
        benefit_certainties=draw(st.lists(st.sampled_from(gk.Certainty), min_size=1, max_size=2)),
        harm_certainties=draw(st.lists(st.sampled_from(gk.Level), min_size=1, max_size=2)),
        share=draw(shares()),
        smallest_benefit=smallest,
        unit=draw(maybe(TEXTS)),
        outcome=draw(st.sampled_from([each for each in held if each])) if smallest else None,
        source=draw(CITATIONS),
        note=draw(TEXTS),
    )


@st.composite
def panels(draw: st.DrawFn, held: list[str]) -> gk.Panel:
    survey = None
    if draw(TRUTHS):
        survey = gk.Survey(
            tuple(draw(scenarios(name, held)) for name in draw(ids(2))),
            before_evidence=draw(maybe(TRUTHS)),
            source=draw(CITATIONS),
            note=draw(TEXTS),
        )
    members = tuple(
        gk.Member(
            name,
            draw(st.sampled_from(PanelRole)),
            voting=draw(maybe(TRUTHS)),
            conflicts=draw(tuples(TEXTS)),
            recused=draw(TRUTHS),
            note=draw(TEXTS),
        )
        for name in draw(ids())
    )
    return gk.Panel(members, survey, source=draw(CITATIONS), note=draw(TEXTS))


def entry(
    strategy: Callable[[str], st.SearchStrategy[Any]],
) -> st.SearchStrategy[tuple[Any, ...]]:
    return ids(1).flatmap(lambda names: st.tuples(*(strategy(name) for name in names)))


def _notes() -> st.SearchStrategy[tuple[Any, ...]]:
    return entry(
        lambda name: st.builds(
            Note, id=st.just(name), topic=TEXTS, text=TEXTS, about=tuples(TEXTS), source=CITATIONS
        )
    )


@st.composite
def guidelines(draw: st.DrawFn) -> gk.Guideline:
    """A guideline in which every field of the model may be filled in."""
    held = [draw(outcomes(name)) for name in draw(ids(2))]
    options = draw(ids())
    population = [
        gk.Population(
            name,
            draw(TEXTS),
            description=draw(TEXTS),
            exclusions=draw(tuples(TEXTS)),
            source=draw(CITATIONS),
        )
        for name in draw(ids(2))
    ]
    register = [
        gk.Option(
            name,
            draw(TEXTS),
            draw(st.sampled_from(gk.OptionKind)),
            description=draw(TEXTS),
            components=draw(tuples(st.sampled_from(options[:nth]))) if nth else (),
            source=draw(CITATIONS),
        )
        for nth, name in enumerate(options)
    ]
    names = draw(ids(2)) if len(register) > 1 and population else []
    comparisons = [
        Comparison(
            id=name,
            population=draw(st.sampled_from(population)),
            intervention=register[0],
            comparator=draw(st.sampled_from(register[1:])),
            perspective=draw(st.sampled_from(gk.Perspective)),
            evidence=draw(evidence(held, names)),
            context=Context(life_threatening=draw(maybe(TRUTHS)), note=draw(TEXTS)),
            overall_certainty=draw(CERTAINTIES),
            share=draw(maybe(shares())),
            balance=draw(maybe(st.sampled_from(PanelBalance))),
            etd=draw(maybe(criteria())),
            votes=draw(maybe(votes())),
            ungraded=draw(maybe(ungraded())),
        )
        for name in names
    ]
    overridden = st.builds(ImportanceOverride, st.sampled_from(gk.Importance), TEXTS)
    comparisons = [
        each
        if not each.evidence
        else Comparison(
            **{
                name: getattr(each, name)
                for name in (field.name for field in attrs.fields(Comparison))
                if name != "importance"
            },
            importance=draw(
                st.dictionaries(
                    st.sampled_from([row.outcome.id for row in each.evidence]),
                    overridden,
                    max_size=2,
                )
            ),
        )
        for each in comparisons
    ]
    panel = draw(maybe(panels([each.id for each in held])))
    if panel is not None and any(each.votes for each in comparisons):
        panel = gk.Panel((), panel.survey, source=panel.source, note=panel.note)
    subgroups = ()
    if comparisons and held:
        subgroups = draw(
            entry(
                lambda name: st.builds(
                    Subgroup,
                    id=st.just(name),
                    comparison=st.sampled_from(names),
                    outcome=st.sampled_from([each.id for each in held]),
                    groups=entry(
                        lambda inner: st.builds(
                            SubgroupEstimate,
                            id=st.just(inner),
                            name=TEXTS,
                            studies=maybe(COUNTS),
                            estimate=estimates(),
                        )
                    ),
                    interaction_p=maybe(SHARES),
                    credibility=TEXTS,
                    source=CITATIONS,
                    note=TEXTS,
                )
            )
        )
    return gk.Guideline(
        id=draw(TEXTS),
        title=draw(TEXTS),
        policy=draw(policies()),
        sources=tuple(
            gk.Source(
                f"k{name}",
                draw(TEXTS),
                draw(maybe(st.integers(1900, 2030))),
                draw(TEXTS),
                draw(maybe(TEXTS)),
                draw(TEXTS),
                draw(TRUTHS),
                draw(TEXTS),
            )
            for name in draw(ids(2))
        ),
        populations=tuple(population),
        outcomes=tuple(held),
        options=tuple(register),
        comparisons=tuple(comparisons),
        panel=panel,
        recommendations=tuple(draw(recommendations(name, names)) for name in draw(ids(1))),
        subgroups=subgroups,
        figures=draw(
            entry(
                lambda name: st.builds(
                    Figure,
                    id=st.just(name),
                    topic=TEXTS,
                    statement=TEXTS,
                    value=maybe(NUMBERS),
                    low=maybe(NUMBERS),
                    high=maybe(NUMBERS),
                    unit=TEXTS,
                    about=tuples(TEXTS),
                    source=CITATIONS,
                    note=TEXTS,
                )
            )
        ),
        remarks=draw(_notes()),
        practical_issues=draw(_notes()),
        research_needs=draw(_notes()),
        values_evidence=draw(
            entry(
                lambda name: st.builds(
                    ValuesEvidence,
                    id=st.just(name),
                    participants=maybe(COUNTS),
                    method=TEXTS,
                    finding=TEXTS,
                    timing=TEXTS,
                    source=CITATIONS,
                )
            )
        ),
        other_guidelines=tuple(
            OtherGuideline(
                id=name,
                name=draw(TEXTS),
                recommendations=tuple(draw(recommendations(each, names)) for each in draw(ids(2))),
                source=draw(CITATIONS),
            )
            for name in draw(ids(1))
        ),
        objections=draw(
            entry(
                lambda name: st.builds(
                    Objection,
                    id=st.just(name),
                    by=TEXTS,
                    claim=TEXTS,
                    targets=tuples(TEXTS),
                    what_if=TEXTS,
                    does_not_show=TEXTS,
                    source=CITATIONS,
                )
            )
        ),
    )


@pytest.fixture(scope="session")
def any_guideline() -> st.SearchStrategy[gk.Guideline]:
    return guidelines()


@pytest.fixture(scope="session")
def guide() -> gk.Guideline:
    return gk.datasets.load("spine-2025")
