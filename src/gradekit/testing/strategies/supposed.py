"""Strategies for what somebody would like to suppose otherwise: edits of a guideline, variants."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from gradekit.answers import ShareBand
from gradekit.guideline import Guideline
from gradekit.sensitivity import Variant
from gradekit.sensitivity.edits import (
    AddRow,
    LowerCertainty,
    NoSurvey,
    SetCertainty,
    SetEffect,
    SetEstimate,
    SetMid,
    SetShare,
)
from gradekit.testing.strategies.choice import (
    a,
    among,
    checked,
    identifiers,
    optionally,
    texts,
)
from gradekit.testing.strategies.drawing import beside, composite, sampled
from gradekit.testing.strategies.judged import certainties, judged_effects
from gradekit.testing.strategies.numbers import citations, estimates
from gradekit.testing.strategies.rows import evidence

__all__ = ["EDITS", "edits", "variants"]

EDITS: tuple[type, ...] = (
    NoSurvey,
    SetShare,
    SetMid,
    LowerCertainty,
    SetCertainty,
    SetEffect,
    SetEstimate,
    AddRow,
)
"""Every kind of edit, the plainest first."""


@checked(kind=among(*EDITS), of=a(Guideline, none=True))
@composite
def edits(draw: st.DrawFn, *, kind: type | None = None, of: Guideline | None = None) -> Any:  # noqa: ANN401 - one of the kinds
    """Something supposed otherwise, as a function of a guideline.

    What it makes of a guideline may still be refused, where its estimate does not fit the outcome.

    Args:
        kind: of edit; any unless said.
        of: whose outcomes and comparisons are named.
    """
    outcomes = identifiers()
    named: st.SearchStrategy[Any] = st.lists(identifiers(), max_size=2, unique=True)
    if of is not None:
        known = [each.id for each in of.outcomes]
        outcomes = sampled(known) if known else outcomes
        every = [each.id for each in of]
        named = st.lists(sampled(every), max_size=2, unique=True) if every else st.just([])
    made: dict[type, tuple[st.SearchStrategy[Any], ...]] = {
        NoSurvey: (),
        SetShare: (sampled(ShareBand), named),
        SetMid: (outcomes, st.integers(1, 200).map(lambda part: part / 8)),
        LowerCertainty: (outcomes, named),
        SetCertainty: (outcomes, certainties(), named),
        SetEffect: (outcomes, judged_effects(rationale="as supposed"), named),
        SetEstimate: (outcomes, estimates(), named),
        AddRow: (evidence(id="added"), named),
    }
    if kind is None:
        needs_none = of is not None and not of.outcomes
        kinds = (NoSurvey, SetShare, AddRow) if needs_none else EDITS
        kind = draw(sampled(kinds))
    return kind(*(draw(each) for each in made[kind]))


@composite
def variants(draw: st.DrawFn) -> Variant:
    """Guidelines under another supposition, or an objection nobody could put into figures."""
    changes = draw(st.lists(edits(), max_size=2))
    return Variant(
        supposes=draw(texts()),
        edits=tuple(changes),
        **beside(
            draw, objection=optionally(identifiers()), does_not_show=texts(), source=citations()
        ),
    )
