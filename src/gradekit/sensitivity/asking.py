"""How a sweep asks: every candidate, and one number of each stretch between two, once."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Any

from attrs import evolve

from gradekit.comparison import Comparison
from gradekit.errors import GradekitError, Problems, UnknownReference, refuse
from gradekit.evidence import Evidence
from gradekit.findings import find
from gradekit.guideline import Guideline
from gradekit.outcomes import Outcome
from gradekit.policy import Policy, as_policy
from gradekit.recommendation import recommend
from gradekit.scales import Role
from gradekit.sensitivity.crossings import ABOVE_ZERO
from gradekit.sensitivity.stretches import Answer, Cell, Stretch, Track
from gradekit.thresholds import compare

__all__ = [
    "AtValue",
    "Target",
    "answer_to",
    "check_range",
    "comparisons_of",
    "effect_of",
    "need_target",
    "outcome_of",
    "policy_of",
    "track",
    "with_outcome",
    "with_row",
]

Target = Guideline | Comparison
AtValue = Callable[[float], Comparison]


def need_target(target: object) -> None:
    """Refuse, at once, what has no comparisons to ask."""
    Problems().need_kinds((Guideline, Comparison), required=True, target=target)


def policy_of(given: Policy | str | None) -> Policy | None:
    """The policy, the preset of this name, or None for each guideline's own."""
    return None if given is None else as_policy(given)


def comparisons_of(target: Target) -> tuple[Comparison, ...]:
    """The comparisons of a guideline, or the one given."""
    need_target(target)
    return target.comparisons if isinstance(target, Guideline) else (target,)


def answer_to(comparison: Comparison, policy: Policy | None) -> Answer:
    """The answer to a comparison, or why there is none."""
    try:
        made = recommend(comparison, policy)
    except GradekitError as error:
        return Answer(problem=str(error))
    return Answer(
        direction=made.decision.direction,
        strength=made.decision.strength,
        paradigms=made.decision.paradigms,
        share=made.share.band,
    )


def _between(low: float, high: float) -> float:
    """A number well inside a stretch, either end of which may be missing."""
    if math.isinf(low) and math.isinf(high):
        return 0.0
    if math.isinf(low):
        return high - max(1.0, abs(high))
    if math.isinf(high):
        return low + max(1.0, abs(low))
    return (low + high) / 2


def track(
    comparison: Comparison,
    at: AtValue,
    candidates: Iterable[float],
    ends: tuple[float, float],
    *,
    policy: Policy | None = None,
    now: float | None = None,
    row: Evidence | None = None,
) -> Track:
    """Answer a comparison at every candidate and once in every stretch between two.

    Args:
        comparison: whose answers they are.
        at: the comparison with the number put in.
        candidates: numbers at which the answer may change.
        ends: of the range; the smallest number above 0 starts a range without 0 in it.
        policy: as in `recommend`.
        now: the number as it stands.
        row: the evidence the candidates rest on, for whether anybody checked it.
    """
    low, high = ends
    open_low = math.isinf(low) or low == ABOVE_ZERO
    points: list[float] = [] if open_low else [low]
    for each in sorted({each for each in candidates if low <= each <= high}):
        if not points or compare(points[-1], each) != 0:
            points.append(each)
    if not math.isinf(high) and (not points or compare(points[-1], high) != 0):
        points.append(high)

    def asked(value: float) -> Answer:
        try:
            changed = at(value)
        except GradekitError as error:
            return Answer(problem=str(error))
        return answer_to(changed, policy)

    cells: list[Cell] = []
    before = 0.0 if low == ABOVE_ZERO else -math.inf
    for nth, point in enumerate(points):
        if nth or open_low:
            between = Stretch(before, point, with_low=False, with_high=False)
            cells.append((between, asked(_between(before, point))))
        cells.append((Stretch(point, point), asked(point)))
        before = point
    if math.isinf(high):
        between = Stretch(before, high, with_low=False, with_high=False)
        cells.append((between, asked(_between(before, high))))
    checked = row is None or row.estimate is None or row.source is None or row.source.checked
    return Track(comparison.id, tuple(cells), now, checked)


def check_range(low: float, high: float, least: float, most: float, of: str) -> None:
    """Refuse a range that is empty or leaves what the number may be."""
    found = Problems()
    found.need_numbers("low", "high", low=low, high=high)
    for name, end in (("low", low), ("high", high)):
        found.need(
            not math.isnan(end) and least <= end <= most,
            f"{of} outside its range",
            name,
            expected=f"from {least:g} to {most:g}",
            got=end,
        )
    found.need(low < high, "range without room", "high", expected=f"above low = {low}", got=high)
    found.settle()


def outcome_of(target: Target, name: str) -> Outcome:
    """The outcome of this id, from the register or from a row."""
    need_target(target)
    Problems().need_texts(outcome=name)
    register = target.outcomes if isinstance(target, Guideline) else target.within.outcomes
    rows = (row.outcome for each in comparisons_of(target) for row in each.evidence)
    known = {each.id: each for each in (*register, *rows)}
    if name not in known:
        refuse(
            UnknownReference,
            "unknown outcome",
            "outcome",
            expected="one of " + ", ".join(sorted(known)),
            got=name,
        )
    return known[name]


def with_outcome(comparison: Comparison, outcome: Outcome) -> Comparison:
    """The comparison with another definition of an outcome, in its rows and its register."""
    within = comparison.within
    register = tuple(outcome if each.id == outcome.id else each for each in within.outcomes)
    rows = tuple(
        evolve(row, outcome=outcome) if row.outcome.id == outcome.id else row
        for row in comparison.evidence
    )
    return evolve(comparison, evidence=rows, within=evolve(within, outcomes=register))


def with_row(
    comparison: Comparison,
    name: str,
    **changes: Any,  # noqa: ANN401 - one type for each field
) -> Comparison:
    """The comparison with its deciding row of an outcome changed."""
    rows = tuple(
        evolve(row, **changes) if row.outcome.id == name and row.role is Role.DECIDING else row
        for row in comparison.evidence
    )
    return evolve(comparison, evidence=rows)


def effect_of(row: Evidence) -> float | None:
    """A row's absolute effect in the unit of its thresholds; None where it cannot be judged."""
    try:
        found = find(row, row.outcome.importance).classification
    except GradekitError:
        return None
    return None if found is None or found.effect is None else found.effect.value
