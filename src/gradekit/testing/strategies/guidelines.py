"""Strategies for guidelines and what they record beside their comparisons."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from gradekit.answers import Direction, RecommendationType, Strength
from gradekit.comparison import Comparison
from gradekit.guideline import Guideline
from gradekit.policy import BMJ_RAPID, Policy
from gradekit.records import (
    Figure,
    Note,
    Objection,
    OtherGuideline,
    PublishedRecommendation,
    ValuesEvidence,
)
from gradekit.testing.strategies.choice import (
    ANY,
    Given,
    chosen,
    identifiers,
    optionally,
    texts,
)
from gradekit.testing.strategies.comparisons import comparisons
from gradekit.testing.strategies.panels import panels
from gradekit.testing.strategies.panels import votes as ballots
from gradekit.testing.strategies.questions import options, outcomes, populations

__all__ = [
    "figures",
    "guidelines",
    "notes",
    "objections",
    "other_guidelines",
    "published_recommendations",
    "values_evidence",
]

_GRADED = RecommendationType.GRADED


@st.composite
def published_recommendations(
    draw: st.DrawFn,
    *,
    id: Given[str] = ANY,  # noqa: A002
    comparisons: Given[tuple[str, ...]] = (),
    type: Given[RecommendationType | str] = ANY,  # noqa: A002
    direction: Given[Direction | str | None] = ANY,
    strength: Given[Strength | str | None] = ANY,
) -> PublishedRecommendation:
    """A recommendation as somebody published it; only a graded one has a strength.

    Args:
        id: short name.
        comparisons: ids it speaks about.
        type: graded, good practice, only in research or none.
        direction: None where the source does not say.
        strength: None where the source does not say.
    """
    kind = RecommendationType(draw(chosen(type, st.sampled_from(RecommendationType))))
    strengths = optionally(st.sampled_from((Strength.CONDITIONAL, Strength.STRONG)))
    ways = st.sampled_from((Direction.FOR, Direction.AGAINST, Direction.EITHER))
    return PublishedRecommendation(
        id=draw(chosen(id, identifiers())),
        comparisons=draw(chosen(comparisons, st.just(()))),
        type=kind,
        direction=draw(chosen(direction, optionally(ways))),
        strength=draw(chosen(strength, strengths if kind is _GRADED else st.none())),
        statement=draw(texts()),
        paradigm_cited=draw(optionally(st.integers(1, 5))),
    )


def notes() -> st.SearchStrategy[Note]:
    """Things a guideline says."""
    return st.builds(Note, id=identifiers(), topic=texts(), text=texts())


def figures() -> st.SearchStrategy[Figure]:
    """Numbers that are context."""
    return st.builds(
        Figure, id=identifiers(), topic=texts(), statement=texts(), value=st.integers(0, 1000)
    )


def values_evidence() -> st.SearchStrategy[ValuesEvidence]:
    """Studies of values and preferences."""
    return st.builds(
        ValuesEvidence, id=identifiers(), participants=st.integers(0, 1000), finding=texts()
    )


def objections() -> st.SearchStrategy[Objection]:
    """Objections raised against a guideline."""
    return st.builds(Objection, id=identifiers(), by=texts(), claim=texts())


@st.composite
def other_guidelines(draw: st.DrawFn) -> OtherGuideline:
    """What another guideline recommends."""
    many = draw(st.integers(0, 2))
    said = [draw(published_recommendations(id=f"statement-{nth + 1}")) for nth in range(many)]
    return OtherGuideline(id=draw(identifiers()), name=draw(texts()), recommendations=tuple(said))


@st.composite
def guidelines(
    draw: st.DrawFn,
    *,
    id: Given[str] = ANY,  # noqa: A002
    policy: Given[Policy] = BMJ_RAPID,
    comparing: Given[int] = ANY,
) -> Guideline:
    """A guideline: registers, comparisons that use them, a panel, what was published.

    Args:
        id: short name.
        policy: under which it answers.
        comparing: how many comparisons, 0 to 3 unless said.

    Example:
        >>> from hypothesis import given, settings
        >>> @settings(max_examples=5, deadline=None)
        ... @given(guidelines(comparing=1))
        ... def has_one(guide):
        ...     assert [each.id for each in guide] == ["comparison-1"]
        >>> has_one()
    """
    people = [
        draw(populations(id=f"population-{nth + 1}")) for nth in range(draw(st.integers(1, 2)))
    ]
    choices = [draw(options(id=f"option-{nth + 1}")) for nth in range(draw(st.integers(2, 3)))]
    matters = tuple(
        draw(outcomes(id=f"outcome-{nth + 1}")) for nth in range(draw(st.integers(0, 3)))
    )
    panel = draw(optionally(panels()))
    seats = len(panel.members) if panel is not None else 0
    made: list[Comparison] = []
    for nth in range(draw(chosen(comparing, st.integers(0, 3)))):
        one, other = draw(st.permutations(choices))[:2]
        cast: dict[str, Any] = {"votes": optionally(ballots(most=seats))} if seats else {}
        made.append(
            draw(
                comparisons(
                    id=f"comparison-{nth + 1}",
                    population=st.sampled_from(people),
                    intervention=one,
                    comparator=other,
                    outcomes=matters,
                    **cast,
                )
            )
        )
    said = [
        draw(
            published_recommendations(
                id=f"recommendation-{nth + 1}",
                comparisons=st.sampled_from(made).map(lambda each: (each.id,)),
            )
        )
        for nth in range(draw(st.integers(0, 2)) if made else 0)
    ]
    return Guideline(
        id=draw(chosen(id, identifiers())),
        title=draw(texts()),
        policy=draw(chosen(policy, st.just(BMJ_RAPID))),
        populations=tuple(people),
        outcomes=matters,
        options=tuple(choices),
        comparisons=tuple(made),
        panel=panel,
        recommendations=tuple(said),
    )
