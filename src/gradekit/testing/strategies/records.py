"""Strategies for what a guideline records beside its comparisons, as somebody published it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from gradekit.answers import Direction, RecommendationType, Strength
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
from gradekit.scales import Measure
from gradekit.testing.strategies.choice import (
    ANY,
    Given,
    a,
    checked,
    identifiers,
    is_value,
    optionally,
    refuse_beside,
    several,
    texts,
    word,
)
from gradekit.testing.strategies.drawing import beside, composite, pick, sampled
from gradekit.testing.strategies.numbers import citations, estimates

__all__ = [
    "figures",
    "notes",
    "objections",
    "other_guidelines",
    "published_recommendations",
    "subgroup_estimates",
    "subgroups",
    "values_evidence",
]

_GRADED = RecommendationType.GRADED
_WORDS = st.lists(texts(), max_size=2).map(tuple)


def _only_graded(given: Mapping[str, Any]) -> None:
    kind, strength = given.get("type", ANY), given.get("strength", ANY)
    if is_value(kind) and kind is not _GRADED and is_value(strength) and strength is not None:
        refuse_beside("strength on a statement that is not graded", "strength", strength.value,
                      beside=f"type={kind.value!r}", expected="None")  # fmt: skip


@checked(
    _only_graded,
    id=a(str),
    comparisons=several(str),
    type=word(RecommendationType),
    direction=word(Direction, none=True),
    strength=word(Strength, none=True),
)
@composite
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
    said = pick(draw, strength)
    kinds = sampled(RecommendationType) if said is None else st.just(_GRADED)
    kind = RecommendationType(pick(draw, type, kinds))
    if kind is _GRADED:
        strengths = optionally(sampled((Strength.CONDITIONAL, Strength.STRONG)))
        said = said or pick(draw, strength, strengths)
    elif said is not None:
        _only_graded({"type": kind, "strength": Strength(said)})
    ways = sampled((Direction.FOR, Direction.AGAINST, Direction.EITHER))
    return PublishedRecommendation(
        id=pick(draw, id, identifiers()),
        comparisons=pick(draw, comparisons, st.just(())),
        type=kind,
        direction=pick(draw, direction, optionally(ways)),
        strength=said,
        statement=draw(texts()),
        paradigm_cited=draw(optionally(st.integers(1, 5))),
        **beside(
            draw, conditions=_WORDS, label_in_source=texts(), system=texts(), source=citations()
        ),
    )


@checked(id=a(str))
@composite
def notes(draw: st.DrawFn, *, id: Given[str] = ANY) -> Note:  # noqa: A002
    """Things a guideline says.

    Args:
        id: short name.
    """
    name, topic, text = pick(draw, id, identifiers()), draw(texts()), draw(texts())
    more = beside(draw, about=_WORDS, source=citations())
    return Note(id=name, topic=topic, text=text, **more)


@checked(id=a(str))
@composite
def figures(draw: st.DrawFn, *, id: Given[str] = ANY) -> Figure:  # noqa: A002
    """Numbers that are context.

    Args:
        id: short name.
    """
    low, value, high = sorted(draw(st.tuples(*[st.integers(0, 1000)] * 3)))
    ranged = {"low": low, "high": high} if draw(st.booleans()) else {}
    return Figure(
        id=pick(draw, id, identifiers()),
        topic=draw(texts()),
        statement=draw(texts()),
        value=draw(sampled((value, None))),
        **ranged,
        **beside(draw, unit=texts(), about=_WORDS, source=citations(), note=texts()),
    )


@checked(id=a(str))
@composite
def values_evidence(draw: st.DrawFn, *, id: Given[str] = ANY) -> ValuesEvidence:  # noqa: A002
    """Studies of values and preferences.

    Args:
        id: short name.
    """
    return ValuesEvidence(
        id=pick(draw, id, identifiers()),
        participants=draw(optionally(st.integers(0, 1000))),
        finding=draw(texts()),
        **beside(draw, method=texts(), timing=texts(), source=citations()),
    )


@checked(id=a(str))
@composite
def objections(draw: st.DrawFn, *, id: Given[str] = ANY) -> Objection:  # noqa: A002
    """Objections raised against a guideline.

    Args:
        id: short name.
    """
    return Objection(
        id=pick(draw, id, identifiers()),
        by=draw(texts()),
        claim=draw(texts()),
        **beside(draw, targets=_WORDS, what_if=texts(), does_not_show=texts(), source=citations()),
    )


@checked(id=a(str), measure=word(Measure))
@composite
def subgroup_estimates(
    draw: st.DrawFn,
    *,
    id: Given[str] = ANY,  # noqa: A002
    measure: Given[Measure | str] = ANY,
) -> SubgroupEstimate:
    """One subgroup's effect.

    Args:
        id: short name.
        measure: of the estimate.
    """
    return SubgroupEstimate(
        id=pick(draw, id, identifiers()),
        estimate=draw(estimates(measure=measure)),
        **beside(draw, name=texts(), studies=optionally(st.integers(0, 50))),
    )


@checked(id=a(str), comparison=a(str), outcome=a(str))
@composite
def subgroups(
    draw: st.DrawFn,
    *,
    id: Given[str] = ANY,  # noqa: A002
    comparison: Given[str] = ANY,
    outcome: Given[str] = ANY,
) -> Subgroup:
    """A contrast between subgroups of a comparison's evidence.

    Args:
        id: short name.
        comparison: id of the comparison.
        outcome: id of the outcome.
    """
    measure = draw(sampled(Measure))
    many = draw(st.integers(0, 2))
    groups = [
        draw(subgroup_estimates(id=f"group-{nth + 1}", measure=measure)) for nth in range(many)
    ]
    return Subgroup(
        id=pick(draw, id, identifiers()),
        comparison=pick(draw, comparison, identifiers()),
        outcome=pick(draw, outcome, identifiers()),
        groups=tuple(groups),
        **beside(
            draw,
            interaction_p=st.integers(0, 100).map(lambda part: part / 100),
            credibility=texts(),
            source=citations(),
            note=texts(),
        ),
    )


@checked(id=a(str))
@composite
def other_guidelines(draw: st.DrawFn, *, id: Given[str] = ANY) -> OtherGuideline:  # noqa: A002
    """What another guideline recommends.

    Args:
        id: short name.
    """
    many = draw(st.integers(0, 2))
    said = [draw(published_recommendations(id=f"statement-{nth + 1}")) for nth in range(many)]
    return OtherGuideline(
        id=pick(draw, id, identifiers()),
        name=draw(texts()),
        recommendations=tuple(said),
        **beside(draw, source=citations()),
    )
