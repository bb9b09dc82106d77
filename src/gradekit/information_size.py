"""How many participants would be enough: the size of one adequately powered trial.

Participants are counted, not events. The formulas are those of a two-arm trial of equal arms; the
numbers that turn their result into a suggestion are parameters, each with its source.
"""

from __future__ import annotations

import math
from statistics import NormalDist

from gradekit.absolute import absolute_effect
from gradekit.errors import InvalidValue, Problems, refuse
from gradekit.estimates import Estimate
from gradekit.library import cite
from gradekit.precision import against, standard_error
from gradekit.scales import Measure
from gradekit.sources import Parameter
from gradekit.words import Ordered

__all__ = [
    "Implausible",
    "binary",
    "continuous",
    "effective_participants",
    "implausibly_large",
    "review_information_size",
]

_CORE = cite("coregrade2", "figure 4", checked=False, note="second-hand")
_FAQ = cite("coregrade2", "authors' FAQ", note="alpha, beta and the relative risk reductions")
ALPHA = Parameter(0.05, _FAQ, "information_size.alpha")
BETA = Parameter(0.2, _FAQ, "information_size.beta")
RRR = Parameter(0.25, _FAQ, "information_size.rrr")
RRR_SHOWN = Parameter(0.2, _FAQ, "information_size.rrr_shown_beside")
FAR_BELOW = Parameter(0.3, _CORE, "information_size.far_below")
ENOUGH_CONTINUOUS = Parameter(800, _CORE, "information_size.enough_continuous")
IMPLAUSIBLE_POSSIBLY = Parameter(0.3, _FAQ, "information_size.implausible_possibly")
IMPLAUSIBLE_CERTAINLY = Parameter(0.4, _CORE, "information_size.implausible_certainly")


def _power(alpha: float, beta: float, found: Problems) -> float:
    """The squared sum of the two normal deviates; settles what was found so far."""
    Problems().need_numbers("alpha", "beta", alpha=alpha, beta=beta)
    for name, error in (("alpha", alpha), ("beta", beta)):
        found.need(
            0 < error / 2 < error < 1,
            "error rate not between 0 and 1",
            name,
            expected="a proportion above 0 and below 1",
            got=error,
        )
    found.settle()
    normal = NormalDist()
    deviates = -normal.inv_cdf(alpha / 2) - normal.inv_cdf(beta)
    found.need(
        deviates > 0,
        "less power than chance",
        "beta",
        expected=f"less than 1 - alpha / 2 = {1 - alpha / 2}",
        got=beta,
    )
    found.settle()
    return deviates**2


def _finite(participants: float, name: str, given: object) -> float:
    if not math.isfinite(participants):
        refuse(
            InvalidValue,
            "effect too small to find",
            name,
            expected="one that a trial of some size could find, or estimate so precisely",
            got=given,
        )
    return participants


def _of_risks(p0: float, p1: float, power: float, name: str, given: float) -> int:
    gap = (p0 - p1) ** 2
    arm = power * (p0 * (1 - p0) + p1 * (1 - p1)) / gap if gap > 0 else math.inf
    return 2 * math.ceil(_finite(arm, name, given))


def _of_means(sd: float, difference: float, power: float) -> float:
    units = sd / difference
    arm = 2 * power * units * units
    return _finite(2 * arm, "difference", difference)


def _check_risk(found: Problems, risk: float | None, name: str = "p0") -> None:
    Problems().need_numbers(**{name: risk})
    found.need(
        risk is not None and 0 < risk < 1,
        "risk not between 0 and 1",
        name,
        expected="a proportion above 0 and below 1",
        got=risk,
    )


def _sized(size: float | None, name: str) -> float:
    """The size, where it is one."""
    Problems().need_numbers(**{name: size})
    if size is None or not 0 < size < math.inf:
        refuse(
            InvalidValue,
            "size not positive",
            name,
            expected="a finite number above 0",
            got=size,
        )
    return size


def binary(
    p0: float,
    rrr: float,
    alpha: float = ALPHA.value,
    beta: float = BETA.value,
    *,
    desirable: bool = False,
) -> int:
    """Participants in all that a trial of an event needs, whole people in each of two arms.

    Args:
        p0: risk with the comparator, as a proportion.
        rrr: relative risk reduction to be found, as a proportion; 0.25 or 0.20 is usual, and it
            is not the smallest important difference.
        alpha: two-sided error rate.
        beta: 1 - power.
        desirable: whether the event is wanted; the trial then looks for a relative increase.

    Raises:
        InvalidValue: a risk, reduction or error rate that is not possible.

    Source: Core GRADE 2, authors' FAQ (what is put in); the formula is the usual one.

    Example:
        >>> binary(0.2, 0.25), binary(0.2, 0.25, desirable=True)
        (1806, 2182)
    """
    found = Problems()
    found.need_numbers("p0", "rrr", p0=p0, rrr=rrr)
    _check_risk(found, p0)
    p1 = p0 * (1 + rrr if desirable else 1 - rrr)
    found.need(
        rrr > 0 and 0 <= p1 <= 1,
        "relative change not possible",
        "rrr",
        expected="a proportion above 0 that leaves a risk from 0 to 1",
        got=rrr,
    )
    return _of_risks(p0, p1, _power(alpha, beta, found), "rrr", rrr)


def continuous(
    sd: float, mid: float, alpha: float = ALPHA.value, beta: float = BETA.value
) -> float:
    """Participants in all that a trial of a measured outcome needs, unrounded.

    Args:
        sd: standard deviation of the outcome; 1 for a standardised difference.
        mid: the smallest important difference, in the same unit.
        alpha: two-sided error rate.
        beta: 1 - power.

    Raises:
        InvalidValue: an SD, MID or error rate that is not possible.

    Source: Core GRADE 2, authors' FAQ (what is put in); the formula is the usual one.

    Example:
        >>> round(continuous(1, 0.2), 1)
        784.9
    """
    power = _power(alpha, beta, Problems())
    return _of_means(_sized(sd, "sd"), _sized(mid, "mid"), power)


def _risks(estimate: Estimate, p0: float | None) -> tuple[float, float]:
    """The two risks of an event, the baseline one being required."""
    found = Problems()
    _check_risk(found, p0)
    found.settle()
    here = absolute_effect(estimate, p0)
    return here.baseline_risk, here.intervention_risk.value


def _spread(estimate: Estimate, sd: float | None) -> float:
    """The standard deviation a difference of means is read against, 1 for an SMD."""
    if estimate.measure is Measure.SMD:
        return 1.0
    if estimate.measure is not Measure.MD:
        refuse(
            InvalidValue,
            "no size for this measure",
            "measure",
            expected="an effect on an event, MD or SMD",
            got=estimate.measure.value,
        )
    return _sized(sd, "sd")


def review_information_size(
    plausible: Estimate,
    *,
    p0: float | None = None,
    sd: float | None = None,
    alpha: float = ALPHA.value,
    beta: float = BETA.value,
) -> float:
    """The same size from an effect that is plausible rather than one that would be important.

    A review need not settle what is important; its readers may put in their own.

    Args:
        plausible: the effect: RR, OR, HR, RATE_RATIO or RD (with `p0`), MD (with `sd`), or SMD.
        p0: risk with the comparator, as a proportion.
        sd: standard deviation of the outcome, in the unit of the MD.
        alpha: two-sided error rate.
        beta: 1 - power.

    Returns:
        Participants in all; whole people for events, unrounded for measured outcomes.

    Raises:
        InvalidValue: no effect, a ratio of means, or what the measure needs is missing.

    Source: Schünemann 2016.

    Example:
        >>> review_information_size(Estimate("RR", 0.75), p0=0.2)
        1806
    """
    power = _power(alpha, beta, Problems())
    if plausible.measure.is_event:
        return _of_risks(*_risks(plausible, p0), power, "plausible", plausible.value)
    spread = _spread(plausible, sd)
    if plausible.value == 0:
        return _finite(math.inf, "plausible", plausible.value)
    return _of_means(spread, plausible.value, power)


def effective_participants(
    estimate: Estimate, *, p0: float | None = None, sd: float | None = None
) -> float:
    """How many participants of one two-arm trial would make an estimate this precise.

    It lets a network estimate be held against an information size. The answer is the total of
    both arms, as information sizes are; a public tool compares the figure of one arm, apparently
    by mistake, which asks twice as many people.

    Args:
        estimate: RR or OR (with `p0`), MD (with `sd`) or SMD, with its interval.
        p0: risk with the comparator, as a proportion.
        sd: standard deviation of the outcome, in the unit of the MD.

    Raises:
        InvalidValue: another measure, no interval, what the measure needs is missing, or a risk
            of 0 or 1, from which no variance is known.

    Source: the usual variances of these measures, solved for the size of an arm.

    Example:
        >>> round(effective_participants(Estimate("MD", 1, 0, 2, unit="cm"), sd=2.5))
        96
    """
    if estimate.measure.is_event and estimate.measure not in (Measure.RR, Measure.OR):
        refuse(
            InvalidValue,
            "no variance for this measure",
            "measure",
            expected="RR, OR, MD or SMD",
            got=estimate.measure.value,
        )
    if estimate.measure.is_event:
        p0, p1 = _risks(estimate, p0)
        found = Problems()
        _check_risk(found, p1, "estimate")
        found.settle()
        spread = 1 / p0 + 1 / p1 - 2
        if estimate.measure is Measure.OR:
            spread = 1 / p0 + 1 / (1 - p0) + 1 / p1 + 1 / (1 - p1)
    else:
        deviation = _spread(estimate, sd)
        spread = 2 * deviation * deviation
    error = standard_error(estimate)
    return _finite(2 * spread / error / error, "estimate", estimate)


class Implausible(Ordered):
    """Whether an effect is larger than one would believe from few participants."""

    NO = "no"
    POSSIBLY = "possibly"
    CERTAINLY = "certainly"


def implausibly_large(rrr: float) -> Implausible:
    """Whether a relative risk reduction calls for a look at the information size.

    Args:
        rrr: relative risk reduction, as a proportion; at a limit it is not beyond it.

    Source: Core GRADE 2 (above 30% possibly, above 40% certainly; the latter second-hand).

    Example:
        >>> implausibly_large(0.35).value
        'possibly'
    """
    if against(rrr, IMPLAUSIBLE_CERTAINLY.value) > 0:
        return Implausible.CERTAINLY
    beyond = against(rrr, IMPLAUSIBLE_POSSIBLY.value) > 0
    return Implausible.POSSIBLY if beyond else Implausible.NO
