"""The branch without a crossing: modest, trivial, or too large to believe from so few people."""

from __future__ import annotations

from gradekit.domains.imprecision.case import Case
from gradekit.domains.imprecision.rules import (
    ENOUGH,
    FAR_TOO_FEW,
    MODEST,
    TOO_FEW,
    TRIVIAL,
    WIDE,
    Target,
)
from gradekit.domains.verdict import Concern, Walk
from gradekit.information_size import (
    ENOUGH_CONTINUOUS,
    FAR_BELOW,
    IMPLAUSIBLE_CERTAINLY,
    IMPLAUSIBLE_POSSIBLY,
    RRR_SHOWN,
    Implausible,
    implausibly_large,
)
from gradekit.judgements import Suggestion
from gradekit.precision import wide_interval
from gradekit.scales import Measure
from gradekit.thresholds import compare
from gradekit.trace import Input

__all__ = ["not_crossed"]

DOWN_ONE, DOWN_TWO = Concern.SERIOUS.level, Concern.VERY_SERIOUS.level


def not_crossed(walk: Walk, case: Case, mid: float | None, target: Target) -> Suggestion:
    """The verdict where the interval crosses no threshold.

    Args:
        walk: so far.
        case: what is looked at.
        mid: smallest important difference, in the unit of `case.sd`.
        target: what is rated.
    """
    maybe: tuple[int, ...] = ()
    trivial = case.counted and target is Target.LITTLE_OR_NONE
    if case.counted:
        walk.ask(TRIVIAL, trivial, Input("rated", target.value))
    if not trivial:
        rrr, large = case.reduction, case.implausibly_large
        if large is None and rrr is not None:
            computed = implausibly_large(rrr)
            large = computed is not Implausible.NO
            maybe = (0,) if computed is Implausible.POSSIBLY else ()
        modest = None if large is None else not large
        walk.ask(
            MODEST,
            modest,
            Input("judged implausibly large", case.implausibly_large),
            Input("relative risk reduction", rrr),
            parameters=(IMPLAUSIBLE_POSSIBLY, IMPLAUSIBLE_CERTAINLY),
        )
        if modest is None:
            return walk.stop(MODEST)
        if modest:
            return walk.suggest(0, MODEST, "no threshold is crossed and the effect is modest")
    if case.estimate.measure in (Measure.RR, Measure.OR, Measure.HR):
        wide = wide_interval(case.estimate)
        ratio = Input("upper over lower end", wide.ratio)
        flag = "at the limit" if wide.at_limit else ""
        if walk.ask(WIDE, wide.wide, ratio, result=flag, parameters=(wide.limit,)):
            reason = "the interval is very wide"
            return walk.suggest(DOWN_ONE, WIDE, reason, consider=(DOWN_TWO, *maybe))
    if case.estimate.measure.is_event:
        return _events(walk, case, maybe)
    return _measured(walk, case, mid)


def _events(walk: Walk, case: Case, maybe: tuple[int, ...]) -> Suggestion:
    people, least = case.participants, case.needed(case.rrr.value, None)
    beside = case.needed(RRR_SHOWN.value, None)
    seen = (
        Input("participants", people),
        Input("information size", least),
        Input(f"information size at a relative reduction of {RRR_SHOWN.value:g}", beside),
    )
    numbers = (case.rrr, RRR_SHOWN)
    if people is None or least is None or beside is None:
        walk.ask(ENOUGH, None, *seen, parameters=numbers)
        return walk.stop(ENOUGH)
    enough = compare(people, least) >= 0
    walk.ask(ENOUGH, enough, *seen, parameters=numbers)
    walk.ask(TOO_FEW, not enough, *seen, parameters=numbers)
    if not enough:
        return _short(walk, people, least, maybe)
    short = compare(people, beside) < 0
    return walk.suggest(
        0,
        ENOUGH,
        "the participants reach the information size",
        consider=(DOWN_ONE,) if short else (),
        stable=not short,
    )


def _measured(walk: Walk, case: Case, mid: float | None) -> Suggestion:
    people, least = case.participants, case.needed(case.rrr.value, mid)
    seen = (Input("participants", people), Input("information size", least))
    numbers = (ENOUGH_CONTINUOUS,)
    plenty = people is not None and people >= ENOUGH_CONTINUOUS.value
    if plenty:
        walk.ask(ENOUGH, plenty, *seen, parameters=numbers)
        return walk.suggest(
            0, ENOUGH, "there are enough participants, whatever the information size"
        )
    if people is None or least is None:
        walk.ask(ENOUGH, None, *seen, parameters=numbers)
        return walk.stop(ENOUGH)
    enough = compare(people, least) >= 0
    walk.ask(ENOUGH, enough, *seen, parameters=numbers)
    walk.ask(TOO_FEW, not enough, *seen, parameters=numbers)
    if enough:
        return walk.suggest(0, ENOUGH, "the participants reach the information size")
    return _short(walk, people, least, ())


def _short(walk: Walk, people: float, least: float, maybe: tuple[int, ...]) -> Suggestion:
    """The verdict where the participants do not reach the information size."""
    far = compare(people, FAR_BELOW.value * least) < 0
    walk.ask(
        FAR_TOO_FEW,
        far,
        Input("participants", people),
        Input("information size", least),
        parameters=(FAR_BELOW,),
    )
    return walk.suggest(
        DOWN_ONE,
        TOO_FEW,
        "the participants do not reach the information size",
        consider=(DOWN_TWO, *maybe) if far else maybe,
    )
