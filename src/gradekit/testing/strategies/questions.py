"""Strategies for questions: who is treated, with what, and which outcomes matter."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from gradekit.comparison import Context, ImportanceOverride
from gradekit.outcomes import Outcome
from gradekit.question import Option, Population
from gradekit.scales import Better, Importance, OptionKind, OutcomeKind
from gradekit.testing.strategies.choice import (
    ANY,
    Given,
    Reader,
    a,
    checked,
    flag,
    identifiers,
    optionally,
    refuse_catastrophe,
    texts,
    word,
)
from gradekit.testing.strategies.drawing import beside, composite, pick, sampled
from gradekit.testing.strategies.numbers import citations, scales, thresholds

__all__ = ["contexts", "importance_overrides", "options", "outcomes", "populations"]

_UNITS = ("cm", "points", "per 1000", "proportion")
_OTHER_UNITS = {"cm": ("cm", "mm"), "points": ("points",)}
ABOUT: dict[str, Reader] = {
    "id": a(str),
    "importance": Importance,
    "kind": word(OutcomeKind),
    "better": word(Better),
    "catastrophic": flag(),
}
"""What the keywords that describe an outcome take."""


@checked(id=a(str))
@composite
def populations(draw: st.DrawFn, *, id: Given[str] = ANY) -> Population:  # noqa: A002
    """People a recommendation speaks about.

    Args:
        id: short name.
    """
    return Population(
        pick(draw, id, identifiers()),
        draw(texts()),
        exclusions=tuple(draw(st.lists(texts(), max_size=2))),
        **beside(draw, description=texts(), source=citations()),
    )


@checked(id=a(str), kind=word(OptionKind))
@composite
def options(
    draw: st.DrawFn,
    *,
    id: Given[str] = ANY,  # noqa: A002
    kind: Given[OptionKind | str] = ANY,
) -> Option:
    """A course of action.

    Args:
        id: short name.
        kind: active or inactive.
    """
    return Option(
        pick(draw, id, identifiers()),
        draw(texts()),
        kind=pick(draw, kind, sampled(OptionKind)),
        **beside(draw, description=texts(), source=citations()),
    )


@checked(refuse_catastrophe, **ABOUT)
@composite
def outcomes(
    draw: st.DrawFn,
    *,
    id: Given[str] = ANY,  # noqa: A002
    importance: Given[Importance | str] = ANY,
    kind: Given[OutcomeKind | str] = ANY,
    better: Given[Better | str] = ANY,
    catastrophic: Given[bool] = ANY,
) -> Outcome:
    """Something that matters to patients, with thresholds and an instrument or without.

    Args:
        id: short name.
        importance: critical, important or limited.
        kind: benefit, harm, burden or cost.
        better: higher or lower.
        catastrophic: a catastrophe is a harm.
    """
    unit = draw(sampled(_UNITS))
    measured: dict[str, Any] = {"thresholds": draw(optionally(thresholds(unit=unit)))}
    if unit in _OTHER_UNITS:
        # An instrument may be read in another unit than its threshold.
        units = sampled(_OTHER_UNITS[unit])
        measured["scale"] = draw(optionally(scales(unit=units)))
    return draw(
        described(
            pick(draw, better, sampled(Better)),
            measured,
            id=id,
            kind=kind,
            importance=importance,
            catastrophic=catastrophic,
        )
    )


@composite
def described(
    draw: st.DrawFn,
    better: Better,
    measured: dict[str, Any],
    *,
    id: Given[str] = ANY,  # noqa: A002
    kind: Given[OutcomeKind | str] = ANY,
    importance: Given[Importance | str] = ANY,
    catastrophic: Given[bool] = ANY,
) -> Outcome:
    """An outcome measured like this, described as asked."""
    grave = pick(draw, catastrophic)
    kinds = st.just(OutcomeKind.HARM) if grave else sampled(OutcomeKind)
    sort = OutcomeKind(pick(draw, kind, kinds))
    if grave is None:
        grave = sort is OutcomeKind.HARM and draw(st.booleans())
    return Outcome(
        pick(draw, id, identifiers()),
        draw(texts()),
        importance=pick(draw, importance, sampled(list(Importance)[::-1])),
        better=better,
        kind=sort,
        catastrophic=grave,
        **measured,
        **beside(draw, description=texts(), source=citations()),
    )


@checked(life_threatening=flag(none=True))
@composite
def contexts(draw: st.DrawFn, *, life_threatening: Given[bool | None] = ANY) -> Context:
    """What is particular about the situation.

    Args:
        life_threatening: None where nobody recorded it.
    """
    grave = pick(draw, life_threatening, optionally(st.booleans()))
    return Context(life_threatening=grave, note=draw(texts()))


def importance_overrides() -> st.SearchStrategy[ImportanceOverride]:
    """Another importance of an outcome for one population."""
    return st.builds(ImportanceOverride, sampled(Importance), texts())
