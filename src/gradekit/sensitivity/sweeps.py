"""Sweeps over effects, baselines and shares: the exact numbers at which answers change.

No grid is laid. The candidates are solved for (`crossings`); each of them, and one number of each
stretch between two, is answered once through `recommend`. Candidates at which nothing changes
disappear.
"""

from __future__ import annotations

import math

from attrs import evolve

from gradekit.classification import unit_of
from gradekit.comparison import Comparison
from gradekit.errors import InvalidValue, Problems, refuse
from gradekit.estimates import Estimate
from gradekit.evidence import Evidence
from gradekit.outcomes import Outcome
from gradekit.policy import BMJ_RAPID, Policy
from gradekit.recommendation import recommend
from gradekit.scales import Measure
from gradekit.sensitivity.asking import (
    Target,
    answer_to,
    check_range,
    comparisons_of,
    outcome_of,
    policy_of,
    track,
    with_row,
)
from gradekit.sensitivity.crossings import (
    baseline_candidates,
    estimate_candidates,
    possible_range,
)
from gradekit.sensitivity.ranges import estimate_range
from gradekit.sensitivity.stretches import Sweep, Track
from gradekit.units import PROPORTION
from gradekit.values import Share

__all__ = [
    "estimate_track",
    "sweep_baseline_risk",
    "sweep_estimate",
    "sweep_share",
]


def _template(comparison: Comparison, outcome: Outcome, measure: Measure | None) -> Estimate | None:
    """The estimate whose point is varied; a difference in the outcome's unit where there is none.

    Its interval is left out: the answer rests on the point, and what the interval says is in the
    certainty people rated.
    """
    found = _given(comparison, outcome, measure)
    return None if found is None else evolve(found, low=None, high=None)


def _given(comparison: Comparison, outcome: Outcome, measure: Measure | None) -> Estimate | None:
    """The same with the interval it has."""
    row = comparison.row(outcome.id)
    if row is None:
        return None
    given = row.estimate
    if given is not None and measure in (None, given.measure):
        return given
    if measure is None and outcome.scale is None:
        return None
    wanted = measure or Measure.MD
    if wanted.is_ratio:
        return Estimate(wanted, 1.0)
    unit = None if wanted is Measure.SMD else unit_of(outcome)
    return Estimate(wanted, 0.0, unit=unit)


def estimate_track(
    comparison: Comparison,
    outcome: Outcome,
    ends: tuple[float, float] | None = None,
    *,
    measure: Measure | None = None,
    policy: Policy | None = None,
) -> Track:
    """One comparison's answers as the point estimate on an outcome moves.

    Args:
        comparison: whose answers.
        outcome: whose estimate.
        ends: of the range; everything possible unless given.
        measure: where the row has no estimate, or to use another.
        policy: as in `recommend`.

    Raises:
        GradekitError: a comparison that `recommend` refuses for the interval it has. An interval
            that makes an impossible risk has to be mended; the point moved alone would hide it.
    """
    template = _template(comparison, outcome, measure)
    row = comparison.row(outcome.id)
    whole = ends or (-math.inf, math.inf)
    if template is None or row is None:
        return track(comparison, lambda _: comparison, (), whole, policy=policy)
    least, most = possible_range(template)
    asked = max(whole[0], least), min(whole[1], most)

    def at(value: float) -> Comparison:
        return with_row(
            comparison, outcome.id, estimate=evolve(template, value=value), incidence=None
        )

    now = None
    if row.estimate is not None and row.estimate.measure is template.measure:
        now = row.estimate.value
        if not answer_to(at(now), policy).problem:
            recommend(comparison, policy)
    panel = comparison.within.panel
    return track(
        comparison,
        at,
        estimate_candidates(template, outcome, row.baseline_risk, panel),
        asked,
        policy=policy,
        now=now,
        row=row,
    )


def sweep_estimate(
    target: Target,
    outcome: str,
    low: float | None = None,
    high: float | None = None,
    *,
    measure: Measure | str | None = None,
    policy: Policy | str | None = None,
) -> Sweep:
    """The answers as the point estimate of an outcome moves.

    The certainty stays as it was rated. A judged effect goes on deciding where one is recorded. A
    row without an estimate is asked what one would do: a mean difference in the outcome's unit
    unless another measure is named.

    Args:
        target: a guideline, or one comparison.
        outcome: its id.
        low: smallest estimate looked at, in its own unit. Unless said, a difference goes either way
            as far as the scale is wide, or twice the largest estimate or threshold without one; a
            ratio twice the largest either way.
        high: largest.
        measure: of estimates to put where there are none, or in place of those there are.
        policy: instead of the guideline's own, or a preset's name.

    Raises:
        UnknownReference: no such outcome.
        InvalidValue: an empty range; no end named and nothing to take it from; or a comparison that
            `recommend` refuses for the interval of this estimate.

    Example:
        >>> import gradekit as gk
        >>> guide = gk.datasets.load("spine-2025")
        >>> print(sweep_estimate(guide["axial/im-la"], "pain", -3, 3).breakpoints[0])
        -1.5: conditional against up to it, strong against above
    """
    asked, policy = outcome_of(target, outcome), policy_of(policy)
    wanted = None if measure is None else Measure(measure)
    chosen = ""
    Problems().need_numbers(low=low, high=high)
    if low is None or high is None:
        given = (_given(each, asked, wanted) for each in comparisons_of(target))
        found = estimate_range(asked, [each for each in given if each is not None])
        found = found.within(low, high)
        low, high, chosen = found.low, found.high, found.chosen
    check_range(low, high, -math.inf, math.inf, "estimate")
    tracks = tuple(
        estimate_track(each, asked, (low, high), measure=wanted, policy=policy)
        for each in comparisons_of(target)
    )
    units = {_unit(each, asked, wanted) for each in comparisons_of(target)} - {None}
    return Sweep(
        what=f"estimate of {outcome}",
        unit=units.pop() if len(units) == 1 else None,
        low=low,
        high=high,
        tracks=tracks,
        now=tracks[0].now if len(tracks) == 1 else None,
        chosen=chosen,
    )


def _unit(comparison: Comparison, outcome: Outcome, measure: Measure | None) -> str | None:
    template = _template(comparison, outcome, measure)
    return None if template is None else template.unit


def sweep_baseline_risk(
    target: Target,
    outcome: str,
    low: float = 0.0,
    high: float = 1.0,
    *,
    policy: Policy | str | None = None,
) -> Sweep:
    """The answers as the baseline risk of an outcome moves, the relative effect held.

    Where a risk becomes impossible (a risk ratio taken to too high a baseline), there is no answer
    and the sweep says so.

    Args:
        target: a guideline, or one comparison.
        outcome: its id.
        low: lowest baseline risk looked at, as a proportion.
        high: highest.
        policy: instead of the guideline's own, or a preset's name.

    Raises:
        UnknownReference: no such outcome.
        InvalidValue: an empty range, or no effect on this outcome that a baseline risk bears on.
    """
    asked, policy = outcome_of(target, outcome), policy_of(policy)
    check_range(low, high, 0.0, 1.0, "baseline risk")
    rows = [each.row(outcome) for each in comparisons_of(target)]
    if not any(_has_baseline(row) for row in rows):
        refuse(
            InvalidValue,
            "no effect that a baseline risk bears on",
            "outcome",
            expected="an outcome with RR, OR, HR, RATE_RATIO or RD",
            got=outcome,
        )
    tracks = tuple(
        _baseline_track(each, asked, (low, high), policy) for each in comparisons_of(target)
    )
    return Sweep(
        what=f"baseline risk of {outcome}",
        unit=PROPORTION,
        low=low,
        high=high,
        tracks=tracks,
        now=tracks[0].now if len(tracks) == 1 else None,
    )


def _has_baseline(row: Evidence | None) -> bool:
    return row is not None and row.estimate is not None and row.estimate.measure.is_event


def _baseline_track(
    comparison: Comparison, outcome: Outcome, ends: tuple[float, float], policy: Policy | None
) -> Track:
    row = comparison.row(outcome.id)
    if row is None or row.estimate is None or not _has_baseline(row):
        return track(comparison, lambda _: comparison, (), ends, policy=policy)
    return track(
        comparison,
        lambda value: with_row(comparison, outcome.id, baseline_risk=value),
        baseline_candidates(row.estimate, outcome, comparison.within.panel),
        ends,
        policy=policy,
        now=row.baseline_risk,
        row=row,
    )


def sweep_share(
    target: Target,
    low: float = 0.0,
    high: float = 1.0,
    *,
    policy: Policy | str | None = None,
) -> Sweep:
    """The answers as the share of people who would choose the intervention moves.

    The share is put in as the panel's own judgement, so that it stands before any survey.

    Args:
        target: a guideline, or one comparison.
        low: lowest share, as a proportion.
        high: highest.
        policy: instead of the guideline's own, or a preset's name.

    Raises:
        InvalidValue: an empty range, or shares outside 0 to 1.

    Example:
        >>> import gradekit as gk
        >>> guide = gk.datasets.load("spine-2025")
        >>> [round(each.at, 9) for each in sweep_share(guide["axial/im-la"]).breakpoints]
        [0.1, 0.5]
    """
    check_range(low, high, 0.0, 1.0, "share")
    policy = policy_of(policy)
    return Sweep(
        what="share choosing the intervention",
        unit=PROPORTION,
        low=low,
        high=high,
        tracks=tuple(_share_track(each, (low, high), policy) for each in comparisons_of(target)),
    )


def _share_track(comparison: Comparison, ends: tuple[float, float], policy: Policy | None) -> Track:
    used = policy or comparison.within.policy or BMJ_RAPID
    nearly, most = used.nearly_all.value, used.majority.value

    def at(value: float) -> Comparison:
        return evolve(comparison, share=Share(value))

    return track(comparison, at, (1 - nearly, 1 - most, most, nearly), ends, policy=policy)
