"""The walk through the rules of imprecision, at one threshold or at both ends of a range."""

from __future__ import annotations

import math

from attrs import evolve

from gradekit.classification import classify
from gradekit.domains.imprecision.case import Case
from gradekit.domains.imprecision.information import not_crossed
from gradekit.domains.imprecision.rules import (
    APPRECIABLY,
    COUNTED,
    CROSSES,
    CROSSES_MINIMAL,
    JUDGEMENT,
    MID_RANGE,
    NEAR_NULL,
    ONLY_MAY,
    RULES,
    TARGET,
    TOUCHING,
    TWO_THRESHOLDS,
    Contextualisation,
    Target,
    Threshold,
)
from gradekit.domains.verdict import Concern, Walk, adjusted
from gradekit.errors import Problems
from gradekit.estimates import Estimate
from gradekit.information_size import RRR
from gradekit.judgements import Suggestion
from gradekit.outcomes import Outcome
from gradekit.scales import Edition, Favours, Magnitude
from gradekit.sources import Parameter
from gradekit.thresholds import Thresholds, compare
from gradekit.trace import Input

__all__ = ["suggest"]

_SMALLEST = (Magnitude.SMALL, Magnitude.IMPORTANT)
_BY_ID = {rule.id: rule for rule in RULES}


def _crossed(walk: Walk, case: Case, inside: int, both: bool | None) -> Suggestion | None:  # noqa: FBT001
    """The verdict where thresholds lie inside the interval; None where none does."""
    seen = Input("thresholds inside", inside)
    if case.counted:
        for number, rule in enumerate(COUNTED, start=1):
            if walk.ask(rule, min(inside, len(COUNTED)) == number, seen):
                return walk.suggest(-number, rule, f"thresholds inside the interval: {inside}")
        return None
    core = walk.edition is Edition.CORE
    rule = CROSSES if core else CROSSES_MINIMAL
    if not walk.ask(rule, inside > 0, seen):
        return None
    consider: tuple[int, ...] = ()
    if core:
        two = walk.ask(TWO_THRESHOLDS, both, seen, Input("opposite importance inside", both))
        may = walk.ask(ONLY_MAY, case.only_may, Input("the honest word is 'may'", case.only_may))
        consider = (Concern.VERY_SERIOUS.level,) if two or may else ()
    elif walk.ask(
        APPRECIABLY,
        case.appreciable,
        Input("the threshold is crossed appreciably", case.appreciable),
    ):
        consider = (Concern.VERY_SERIOUS.level, Concern.EXTREMELY_SERIOUS.level)
    reason = "the interval crosses the threshold"
    return walk.suggest(Concern.SERIOUS.level, rule, reason, consider=consider)


def _near_null(walk: Walk, case: Case, seen: Input, effect: float) -> bool | None:
    """Whether, with the null as threshold, little or no difference is rated instead."""
    near, smallest = case.near_null, case.smallest_mid
    if near is None and smallest is not None:
        near = compare(abs(effect), smallest) < 0
    plausible = Input("smallest plausible MID", smallest, seen.unit)
    judged = Input("judged near the null", case.near_null)
    return walk.ask(NEAR_NULL, near, seen, plausible, judged)


def _read(walk: Walk, case: Case, sizes: Thresholds | None) -> Suggestion:
    """The verdict at one set of thresholds."""
    found = classify(case.estimate, evolve(case.outcome, thresholds=sizes), case.baseline_risk)
    effect, unit = found.effect or case.estimate.interval, found.unit or case.estimate.unit
    seen = (
        Input("effect", effect.value, unit),
        Input("low", effect.low, unit),
        Input("high", effect.high, unit),
    )
    against_null = case.threshold is Threshold.NULL and not case.counted
    if against_null:
        near = _near_null(walk, case, seen[0], effect.value)
        if near is None:
            return walk.stop(NEAR_NULL)
        against_null = not near

    absent = ["interval"] if effect.low is None else []
    if sizes is None:
        absent += [] if against_null else ["MID"]
    elif case.counted and sizes.large is None:
        absent.append("moderate and large thresholds")
    held = tuple(Input(f"{name} from", size, unit) for name, size in sizes.sizes()) if sizes else ()
    inputs = (case.profile(walk.edition), Input("threshold", case.threshold.value), *seen, *held)
    if absent:
        walk.ask(TARGET, None, *inputs, result="not recorded: " + ", ".join(absent))
        return walk.stop(TARGET)

    both: bool | None = None
    if against_null:
        target, inside, touching = Target.NON_NULL, int(case.crosses_null()), case.touches_null()
        if sizes is not None:
            both = any(each.value * effect.value <= 0 for each in found.crossings)
    else:
        target = Target.LITTLE_OR_NONE
        if found.magnitude.is_important:
            benefit = found.favours is Favours.INTERVENTION
            target = Target.BENEFIT if benefit else Target.HARM
        counting = tuple(Magnitude) if case.counted else _SMALLEST
        sides = [each.favours for each in found.crossings if each.threshold in counting]
        inside, both = len(sides), len(set(sides)) > 1
        touching = any(each.threshold in counting for each in found.touching)
    walk.ask(TARGET, bool(target), *inputs, result=target.value)
    walk.ask(TOUCHING, touching, *seen, *held)
    crossed = _crossed(walk, case, inside, both)
    if crossed is not None:
        return crossed
    return not_crossed(walk, case, None if sizes is None else sizes.small, target)


def _both_ends(edition: Edition, thresholds: Thresholds, case: Case) -> Suggestion:
    """The verdict where the MID is only known as a range."""
    walk = Walk(RULES, edition)
    single = tuple(rule for rule in RULES if rule is not MID_RANGE)
    at = {
        end.small: _read(Walk(single, edition, f"MID {end.small:g}"), case, end)
        for end in thresholds.ends()
    }
    reads = tuple(at.values())
    for each in reads:
        walk.adopt(each.trace)
    levels = {each.level for each in reads}
    agree = len(levels) == 1
    waiting = next((each for each in reads if each.level is None), None)
    given = [Input(f"level at MID {small:g}", each.level) for small, each in at.items()]
    walk.ask(MID_RANGE, None if waiting else agree, *given)
    others = {level for each in reads for level in each.consider}
    if not agree:
        others |= {level for level in levels if level is not None}
    consider = tuple(sorted(others, reverse=True))
    if agree or waiting:
        settled = waiting or reads[0]
        return walk.suggest(
            settled.level,
            _BY_ID[settled.rule],
            settled.reason,
            consider=consider,
            stable=agree and all(each.stable for each in reads),
        )
    return walk.suggest(
        None,
        MID_RANGE,
        "the verdict depends on where in its range the MID lies",
        consider=consider,
        stable=False,
    )


def suggest(
    *,
    estimate: Estimate,
    outcome: Outcome,
    baseline_risk: float | None = None,
    threshold: Threshold | str = Threshold.MID,
    contextualisation: Contextualisation | str = Contextualisation.MINIMAL,
    near_null: bool | None = None,
    only_may: bool | None = None,
    appreciable: bool | None = None,
    participants: int | None = None,
    sd: float | None = None,
    information_size: float | None = None,
    implausibly_large: bool | None = None,
    edition: Edition | str = Edition.CORE,
    rrr: Parameter[float] | float = RRR,
) -> Suggestion:
    """What the rules say of imprecision, on the absolute effect.

    Args:
        estimate: with its interval.
        outcome: with its thresholds: an MID, a range of it, or three sizes (partial).
        baseline_risk: risk with the comparator, as a proportion; needed for relative effects.
        threshold: the MID, or the null.
        contextualisation: minimal; partial, which counts thresholds in either edition; or full.
        near_null: judgement whether the estimate is very near the null; where nobody recorded it,
            an estimate below the smallest plausible MID is.
        only_may: judgement whether the honest sentence says "may" rather than "likely" (core).
        appreciable: judgement whether the threshold is crossed appreciably (classic).
        participants: in all.
        sd: standard deviation of a measured outcome, in the unit of the thresholds.
        information_size: participants needed, where you have it; else it is computed.
        implausibly_large: judgement whether the effect is too large to believe; where nobody
            recorded it, computed for an event and missing for a measured outcome.
        edition: classic or core.
        rrr: relative risk reduction the information size is computed from.

    Returns:
        0 or -1, with other levels in `consider`; down to -3 where thresholds are counted. None
        where an input the verdict hangs on was not recorded, where the ends of an MID range
        disagree, and in the fully contextualised approach. Not stable where a range decides.

    Raises:
        BaselineRiskMissing, UnitMismatch, InvalidValue: as `classify`; a negative count.

    Source: Core GRADE 2 (figures second-hand); GRADE guidance 34 and 35 (abstracts).

    Example:
        >>> from gradekit.thresholds import Thresholds
        >>> death = Outcome(
        ...     "death",
        ...     "Death",
        ...     importance="critical",
        ...     better="lower",
        ...     thresholds=Thresholds(10, 25, 50, unit="per 1000"),
        ... )
        >>> effect = Estimate("RD", -21, -60, 36, unit="per 1000")
        >>> core = suggest(estimate=effect, outcome=death)
        >>> core.level, core.consider
        (-1, (-2,))
        >>> suggest(estimate=effect, outcome=death, contextualisation="partial").level
        -3
    """
    found = Problems()
    found.need(
        participants is None or participants >= 0,
        "negative count",
        "participants",
        expected="a number of participants, 0 or more",
        got=participants,
    )
    found.need(
        information_size is None or (math.isfinite(information_size) and information_size > 0),
        "size not positive",
        "information_size",
        expected="a number of participants above 0",
        got=information_size,
    )
    found.settle()
    case = Case(
        estimate=estimate,
        outcome=outcome,
        baseline_risk=baseline_risk,
        threshold=Threshold(threshold),
        contextualisation=Contextualisation(contextualisation),
        near_null=near_null,
        only_may=only_may,
        appreciable=appreciable,
        participants=participants,
        sd=sd,
        information_size=information_size,
        implausibly_large=implausibly_large,
        rrr=adjusted(RRR, rrr),
    )
    named, thresholds = Edition(edition), outcome.thresholds
    if case.contextualisation is Contextualisation.FULL:
        return Walk(RULES, named).judge(JUDGEMENT, case.profile(named))
    if thresholds is not None and thresholds.is_range:
        return _both_ends(named, thresholds, case)
    return _read(Walk(RULES, named), case, thresholds)
