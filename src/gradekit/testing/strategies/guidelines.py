"""Strategies for guidelines: registers, comparisons that use them, a panel, all that was said."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attrs import evolve
from hypothesis import strategies as st

from gradekit.comparison import Comparison, Within
from gradekit.guideline import Guideline
from gradekit.outcomes import Outcome
from gradekit.panel import Panel
from gradekit.policy import BMJ_RAPID, Policy
from gradekit.question import Option
from gradekit.testing.strategies.choice import (
    ANY,
    Given,
    a,
    checked,
    identifiers,
    optionally,
    texts,
    whole,
)
from gradekit.testing.strategies.comparisons import comparisons
from gradekit.testing.strategies.drawing import composite, pick, sampled
from gradekit.testing.strategies.judged import sources
from gradekit.testing.strategies.panels import panels, policies, surveys
from gradekit.testing.strategies.panels import ungraded as statements
from gradekit.testing.strategies.panels import votes as ballots
from gradekit.testing.strategies.questions import (
    importance_overrides,
    options,
    outcomes,
    populations,
)
from gradekit.testing.strategies.records import (
    figures,
    notes,
    objections,
    other_guidelines,
    published_recommendations,
    subgroups,
    values_evidence,
)
from gradekit.testing.strategies.surveyed import speaking_surveys

__all__ = ["guidelines"]

_SELDOM = sampled((False, False, True))
_OFTEN = sampled((False, True, True))
_KINDS: tuple[dict[str, Any], ...] = (
    {"kind": "benefit", "importance": "critical"},
    {"kind": "harm", "importance": "important"},
    {},
)


@composite
def _register(draw: st.DrawFn, name: str, each: Callable[..., Any], least: int, most: int) -> Any:  # noqa: ANN401 - entries of any register
    """Entries of one register, named by their number."""
    many = draw(st.integers(least, most))
    return tuple(draw(each(id=f"{name}-{nth + 1}")) for nth in range(many))


@composite
def _combined(draw: st.DrawFn) -> tuple[Option, ...]:
    """Options, the last of which may be made of those before it."""
    made: tuple[Option, ...] = draw(_register("option", options, 2, 3))
    if not draw(_SELDOM):
        return made
    return (*made[:-1], evolve(made[-1], components=tuple(each.id for each in made[:-1])))


@composite
def _outcomes(draw: st.DrawFn) -> tuple[Outcome, ...]:
    """Outcomes: often a critical benefit and a harm, without which little follows."""
    told = draw(_OFTEN)
    many = draw(st.integers(2, 3) if told else st.integers(0, 3))
    return tuple(
        draw(outcomes(id=f"outcome-{nth + 1}", **(_KINDS[nth] if told else {})))
        for nth in range(many)
    )


@composite
def _compared(
    draw: st.DrawFn,
    name: str,
    *,
    sides: tuple[Option, ...],
    matters: tuple[Outcome, ...],
    people: Any,  # noqa: ANN401 - a strategy of populations
    seats: int,
    policy: Policy,
) -> Comparison:
    one, other = draw(st.permutations(sides))[:2]
    cast: dict[str, Any] = {"votes": optionally(ballots(most=seats))} if seats else {}
    if draw(_SELDOM):
        cast["ungraded"] = optionally(statements())
    made = draw(
        comparisons(
            id=name,
            population=people,
            intervention=one,
            comparator=other,
            outcomes=matters,
            policy=policy,
            **cast,
        )
    )
    named = [row.outcome.id for row in made.evidence]
    if not named or not draw(_SELDOM):
        return made
    return evolve(made, importance={draw(sampled(named)): draw(importance_overrides())})


@composite
def _informed(draw: st.DrawFn, made: tuple[Comparison, ...]) -> tuple[Comparison, ...]:
    """The comparisons, a row of which may be informed by others."""
    if not made or not made[0].evidence or not draw(_SELDOM):
        return made
    first, *rows = made[0].evidence
    first = evolve(first, informed_by=tuple(each.id for each in made))
    return (evolve(made[0], evidence=(first, *rows)), *made[1:])


@composite
def _sitting(
    draw: st.DrawFn,
    panel: Panel | None,
    made: tuple[Comparison, ...],
    matters: tuple[Outcome, ...],
    policy: Policy,
) -> Panel | None:
    """The panel with its survey, which may speak for one of the comparisons."""
    if panel is None or not draw(_OFTEN):
        return panel
    if not made or not draw(_OFTEN):
        return evolve(panel, survey=draw(surveys(outcomes=matters)))
    asked = draw(sampled(made))
    asked = evolve(asked, within=Within(outcomes=matters))
    return evolve(panel, survey=draw(speaking_surveys(asked, policy)))


@checked(id=a(str), policy=a(Policy), comparing=whole(0))
@composite
def guidelines(
    draw: st.DrawFn,
    *,
    id: Given[str] = ANY,  # noqa: A002
    policy: Given[Policy] = ANY,
    comparing: Given[int] = ANY,
) -> Guideline:
    """A guideline: registers, comparisons that use them, a panel, what was published and said.

    Args:
        id: short name.
        policy: under which it answers; most often BMJ_RAPID.
        comparing: how many comparisons, 0 to 3 unless said.

    Example:
        >>> from hypothesis import given, settings
        >>> @settings(max_examples=5, deadline=None)
        ... @given(guidelines(comparing=1))
        ... def has_one(guide):
        ...     assert [each.id for each in guide] == ["comparison-1"]
        >>> has_one()
    """
    reading = pick(draw, policy, st.just(BMJ_RAPID) | st.just(BMJ_RAPID) | policies())
    people = draw(_register("population", populations, 1, 2))
    choices = draw(_combined())
    matters = draw(_outcomes())
    panel = draw(optionally(panels(survey=None)))
    seats = len(panel.members) if panel is not None else 0
    made = tuple(
        draw(
            _compared(
                f"comparison-{nth + 1}",
                sides=choices,
                matters=matters,
                people=sampled(people),
                seats=seats,
                policy=reading,
            )
        )
        for nth in range(pick(draw, comparing, st.integers(0, 3)))
    )
    made = draw(_informed(made))
    named = sampled([each.id for each in made]) if made else st.nothing()
    said = [
        draw(
            published_recommendations(
                id=f"recommendation-{nth + 1}", comparisons=named.map(lambda name: (name,))
            )
        )
        for nth in range(draw(st.integers(0, 2)) if made else 0)
    ]
    beside: dict[str, Any] = {}
    if draw(_SELDOM):
        beside = draw(_said_beside())
        if made and matters:
            about = sampled([each.id for each in matters])
            beside["subgroups"] = (
                draw(subgroups(id="subgroup-1", comparison=named, outcome=about)),
            )
    return Guideline(
        id=pick(draw, id, identifiers()),
        title=draw(texts()),
        policy=reading,
        populations=people,
        outcomes=matters,
        options=choices,
        comparisons=made,
        panel=draw(_sitting(panel, made, matters, reading)),
        recommendations=tuple(said),
        **beside,
    )


@composite
def _said_beside(draw: st.DrawFn) -> dict[str, Any]:
    """What a guideline says beside its comparisons, and what it cites."""
    keys = draw(st.lists(identifiers(), max_size=2, unique=True))
    return {
        "sources": tuple(draw(sources(key=each)) for each in keys),
        "figures": draw(_register("figure", figures, 0, 2)),
        "remarks": draw(_register("remark", notes, 0, 1)),
        "practical_issues": draw(_register("issue", notes, 0, 1)),
        "research_needs": draw(_register("need", notes, 0, 1)),
        "values_evidence": draw(_register("study", values_evidence, 0, 1)),
        "other_guidelines": draw(_register("other", other_guidelines, 0, 1)),
        "objections": draw(_register("objection", objections, 0, 1)),
    }
