"""The sweep over a threshold: how large a difference would have to matter for answers to change."""

from __future__ import annotations

import math
from typing import Any

from attrs import evolve

from gradekit.classification import unit_of
from gradekit.comparison import Comparison
from gradekit.errors import InvalidValue, Problems, refuse
from gradekit.outcomes import Outcome
from gradekit.policy import Policy
from gradekit.sensitivity.asking import (
    Target,
    check_range,
    comparisons_of,
    effect_of,
    outcome_of,
    policy_of,
    track,
    with_outcome,
)
from gradekit.sensitivity.ranges import size_range
from gradekit.sensitivity.stretches import Sweep, Track
from gradekit.thresholds import MID, Thresholds

__all__ = ["mid_track", "sweep_mid"]


def _resized(outcome: Outcome, value: float, size: str) -> Outcome:
    given = outcome.thresholds
    if given is None:
        return evolve(outcome, thresholds=MID(value, unit=unit_of(outcome)))
    changes: dict[str, Any] = {size: value}
    if size == "small":
        changes["small_upper"] = None
    return evolve(outcome, thresholds=evolve(given, **changes))


def _neighbours(given: Thresholds | None, size: str) -> tuple[float, float]:
    """Between which other thresholds one may lie."""
    if given is None:
        return 0.0, math.inf
    names = ("small", "small_upper", "moderate", "large")
    # Moving the smallest size puts one number in the place of a range; nothing else does.
    place = names.index("small_upper" if size == "small" else size)
    below = [getattr(given, name) for name in names[: 0 if size == "small" else place]]
    above = [getattr(given, name) for name in names[place + 1 :]]
    return (
        max((each for each in below if each is not None), default=0.0),
        min((each for each in above if each is not None), default=math.inf),
    )


def sweep_mid(
    target: Target,
    outcome: str,
    low: float | None = None,
    high: float | None = None,
    *,
    size: str = "small",
    policy: Policy | str | None = None,
) -> Sweep:
    """The answers as the smallest important difference of an outcome moves.

    The certainty of the evidence stays as it was rated; a panel that rates it against another
    threshold may rate it otherwise.

    Args:
        target: a guideline, or one comparison.
        outcome: its id.
        low: smallest difference looked at, in the unit of the outcome's thresholds; just above 0,
            or above the threshold below it, unless said.
        high: largest; unless said the width of the scale, twice the largest estimate or threshold
            without one, or just below the next threshold where that comes first.
        size: the threshold that moves: small (the MID), moderate or large.
        policy: instead of the guideline's own, or a preset's name.

    Raises:
        UnknownReference: no such outcome.
        InvalidValue: a range that is empty, not positive, or passes a neighbouring threshold (the
            upper end of a range of MIDs is one); no end named and nothing to take it from.

    Example:
        >>> import gradekit as gk
        >>> guide = gk.datasets.load("spine-2025")
        >>> found = sweep_mid(guide, "pain", 0.2, 3.0)
        >>> [each.at for each in found.breakpoints][:3], str(found.stands)
        ([0.26, 0.49, 0.53], 'above 0.56 to 3')
    """
    asked, policy = outcome_of(target, outcome), policy_of(policy)
    if size not in ("small", "moderate", "large") or (
        size != "small" and getattr(asked.thresholds, size, None) is None
    ):
        refuse(
            InvalidValue,
            "no such threshold",
            "size",
            expected="small, or moderate or large where the outcome has them",
            got=size,
        )
    least, most = _neighbours(asked.thresholds, size)
    chosen = ""
    Problems().need_numbers(low=low, high=high)
    if low is None or high is None:
        effects = (_effect(each, asked) for each in comparisons_of(target))
        sizes = [each for each in effects if each is not None]
        found = size_range(asked, sizes, (least, most)).within(low, high)
        low, high, chosen = found.low, found.high, found.chosen
    check_range(low, high, math.nextafter(least, math.inf), math.nextafter(most, 0), "threshold")
    made = tuple(
        mid_track(each, asked, (low, high), size=size, policy=policy)
        for each in comparisons_of(target)
    )
    return Sweep(
        what=f"{'MID' if size == 'small' else f'{size} threshold'} of {outcome}",
        unit=unit_of(asked),
        low=low,
        high=high,
        tracks=made,
        now=_standing(asked.thresholds, size),
        chosen=chosen,
    )


def _effect(comparison: Comparison, outcome: Outcome) -> float | None:
    """The absolute effect measured on an outcome, whether it has thresholds or not."""
    row = comparison.row(outcome.id)
    if row is None or row.estimate is None:
        return None
    some = outcome if outcome.thresholds is not None else _resized(outcome, 1.0, "small")
    return effect_of(evolve(row, outcome=some))


def _standing(given: Thresholds | None, size: str) -> float | None:
    """A threshold as it stands; None where there is none, or a range."""
    if given is None or (size == "small" and given.is_range):
        return None
    standing: float | None = getattr(given, size)
    return standing


def mid_track(
    comparison: Comparison,
    outcome: Outcome,
    ends: tuple[float, float],
    *,
    size: str = "small",
    policy: Policy | None = None,
) -> Track:
    """One comparison's answers as a threshold of an outcome moves.

    Args:
        comparison: whose answers.
        outcome: whose threshold.
        ends: of the range.
        size: small, moderate or large.
        policy: as in `recommend`.
    """

    def at(value: float) -> Comparison:
        return with_outcome(comparison, _resized(outcome, value, size))

    row = comparison.row(outcome.id)
    effect = _effect(comparison, outcome)
    return track(
        comparison,
        at,
        () if effect is None else (abs(effect),),
        ends,
        policy=policy,
        now=_standing(outcome.thresholds, size),
        row=row,
    )
