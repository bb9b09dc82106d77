"""Continuous outcomes told in other units: each route by its name, with its interval.

The routes rest on different suppositions and do not agree exactly; which one was taken is part of
the answer.
"""

from __future__ import annotations

import math
from statistics import NormalDist

from attrs import field, frozen

from gradekit.absolute import AbsoluteEffect, absolute_effect, through
from gradekit.errors import InvalidValue, Problems, refuse
from gradekit.estimates import Estimate
from gradekit.library import cite
from gradekit.precision import against, exponential
from gradekit.scales import Better, Favours, Measure
from gradekit.sources import Citation, Parameter
from gradekit.units import convert
from gradekit.words import Ordered, Word

__all__ = [
    "SOURCES",
    "BandSuggestion",
    "MidBand",
    "Route",
    "improvement",
    "mean_difference",
    "mean_difference_of_ratio",
    "mid_band",
    "mid_units",
    "odds_ratio",
]

MID = "MID"


class Route(Word):
    """How a continuous effect is re-expressed."""

    REFERENCE_SD = "reference SD"
    ODDS_RATIO = "odds ratio"
    NORMAL = "normal"
    RATIO_OF_MEANS = "ratio of means"
    MID_UNITS = "MID units"


SOURCES: dict[Route, Citation] = {
    Route.REFERENCE_SD: cite("gradeguidelines13", "units of a familiar instrument"),
    Route.ODDS_RATIO: cite("cochrane", "section 12.6.3", note="after Chinn 2000"),
    Route.NORMAL: cite("furukawa2011", note="second-hand, through an implementation's examples"),
    Route.RATIO_OF_MEANS: cite("gradeguidelines13", "ratio of means"),
    Route.MID_UNITS: cite("gradeguidelines13", "minimally important difference units"),
}
"""Where each route comes from."""

LOG_ODDS_PER_SD = Parameter(
    math.pi / math.sqrt(3),
    cite("chinn2000", checked=False, note="read in the Cochrane Handbook 5.1, section 12.6.3"),
    "instruments.log_odds_per_sd",
)
"""Standard deviation of the standard logistic distribution, about 1.81."""

_BANDS = cite("gradeguidelines13", "MID units", checked=False, note="bands recalled, not read")
MANY_ABOVE = Parameter(1.0, _BANDS, "instruments.mid_band_many")
FEW_BELOW = Parameter(0.5, _BANDS, "instruments.mid_band_few")


class MidBand(Ordered):
    """How many people an effect of so many MIDs may matter to."""

    FEW = "few"
    APPRECIABLE = "an appreciable number"
    MANY = "many"


@frozen
class BandSuggestion:
    """What a mean effect in MID units suggests. The bands are recalled, and marked so.

    Args:
        band: how many people may gain an important difference.
        favours: from which option.
        units: size of the effect in MIDs.
        parameters: the limits of the bands.
        source: where the bands come from.
    """

    band: MidBand
    favours: Favours
    units: float = field(kw_only=True)
    parameters: tuple[Parameter[float], ...] = field(default=(MANY_ABOVE, FEW_BELOW), kw_only=True)
    source: Citation = field(default=_BANDS, kw_only=True)


def _check(estimate: Estimate, measure: Measure, **sizes: float) -> None:
    found = Problems()
    found.need(
        estimate.measure is measure,
        "another measure",
        "measure",
        expected=measure.value,
        got=estimate.measure.value,
    )
    for name, size in sizes.items():
        found.need(
            math.isfinite(size) and size > 0,
            "size not positive",
            name,
            expected="a finite number above 0",
            got=size,
        )
    found.settle()


def mean_difference(smd: Estimate, sd: float, unit: str) -> Estimate:
    """A standardised difference in units of a familiar instrument.

    Args:
        smd: the SMD, in standard deviations.
        sd: standard deviation on the reference instrument, in `unit`, from a population like the
            one the answer is for.
        unit: of the reference instrument ("points").

    Raises:
        InvalidValue: another measure, or an SD not above 0.

    Source: GRADE guidelines 13 (the route); the product is its definition.

    Example:
        >>> mean_difference(Estimate("SMD", 0.25), 5, "points").value
        1.25
    """
    _check(smd, Measure.SMD, sd=sd)
    return through(smd, Measure.MD, lambda end: end * sd, unit)


def odds_ratio(smd: Estimate) -> Estimate:
    """The odds ratio of scoring higher that a standardised difference amounts to.

    It supposes logistic distributions of equal spread, whatever the cut-off.

    Args:
        smd: the SMD, in standard deviations.

    Raises:
        InvalidValue: another measure.

    Source: Cochrane Handbook 5.1, section 12.6.3 (after Chinn 2000).

    Example:
        >>> round(odds_ratio(Estimate("SMD", -0.5)).value, 4)
        0.4038
    """
    _check(smd, Measure.SMD)
    return through(smd, Measure.OR, lambda end: exponential(end * LOG_ODDS_PER_SD.value))


def improvement(
    smd: Estimate,
    baseline: float,
    *,
    better: Better | str,
    route: Route | str = Route.ODDS_RATIO,
) -> AbsoluteEffect:
    """How many more people improve, from a standardised difference.

    Args:
        smd: the SMD, in standard deviations.
        baseline: proportion who improve with the comparator.
        better: which way the score improves, so that improvement is what is counted.
        route: by the odds ratio, or by normal distributions of equal spread.

    Returns:
        Proportions who improve; the difference is positive where more improve.

    Raises:
        InvalidValue: another measure or route, or a baseline not between 0 and 1.

    Source: Cochrane Handbook 5.1, section 12.6.3; the normal route Furukawa and Leucht 2011.

    Example:
        >>> worse = Estimate("SMD", -0.5)
        >>> by_odds = improvement(worse, 0.3, better="higher")
        >>> by_normal = improvement(worse, 0.3, better="higher", route="normal")
        >>> round(by_odds.intervention_risk.value, 4), round(by_normal.intervention_risk.value, 4)
        (0.1475, 0.1528)
    """
    _check(smd, Measure.SMD)
    taken = Route(route)
    found = Problems()
    found.need(
        taken in (Route.ODDS_RATIO, Route.NORMAL),
        "no risk by this route",
        "route",
        expected=f"{Route.ODDS_RATIO.value!r} or {Route.NORMAL.value!r}",
        got=taken.value,
    )
    found.need(
        0 < baseline < 1,
        "baseline not between 0 and 1",
        "baseline",
        expected="a proportion above 0 and below 1",
        got=baseline,
    )
    found.settle()
    gain = smd if Better(better) is Better.HIGHER else smd.mirrored()
    if taken is Route.ODDS_RATIO:
        return absolute_effect(odds_ratio(gain), baseline)
    normal = NormalDist()
    start = normal.inv_cdf(baseline)
    change = through(gain, Measure.RD, lambda end: normal.cdf(start + end) - baseline)
    return absolute_effect(change, baseline)


def mean_difference_of_ratio(ratio: Estimate, comparator_mean: float, unit: str) -> Estimate:
    """A ratio of means as a difference, at one mean of the comparator.

    Args:
        ratio: the ROM.
        comparator_mean: mean with the comparator, in `unit`, taken as known.
        unit: of the mean.

    Raises:
        InvalidValue: another measure, or a mean not above 0.

    Source: GRADE guidelines 13 (the route); the product is its definition.

    Example:
        >>> mean_difference_of_ratio(Estimate("ROM", 0.75, 0.5, 1.25), 4, "points").interval
        Interval(value=-1.0, low=-2.0, high=1.0)
    """
    _check(ratio, Measure.ROM, comparator_mean=comparator_mean)
    return through(ratio, Measure.MD, lambda end: comparator_mean * (end - 1), unit)


def mid_units(difference: Estimate, mid: float, unit: str | None = None) -> Estimate:
    """A mean difference counted in minimal important differences.

    Args:
        difference: the MD.
        mid: the smallest important difference, as a size above 0.
        unit: of the MID; the estimate's own where it is not given.

    Raises:
        InvalidValue: another measure, or an MID not above 0.
        UnitMismatch: units that do not convert.

    Source: GRADE guidelines 13 (the route); the quotient is its definition.

    Example:
        >>> mid_units(Estimate("MD", -3, -4.5, -1.5, unit="cm"), 15, "mm").interval
        Interval(value=-2.0, low=-3.0, high=-1.0)
    """
    own = difference.unit
    size = mid if unit is None or own is None else convert(mid, unit, own, "unit")
    _check(difference, Measure.MD, mid=size)
    return through(difference, Measure.MD, lambda end: end / size, MID)


def mid_band(units: Estimate, *, better: Better | str) -> BandSuggestion:
    """A suggestion, not a finding: how many people an effect in MID units may matter to.

    Args:
        units: what `mid_units` gave.
        better: which way the score improves.

    Raises:
        InvalidValue: an estimate that is not in MID units.

    Source: bands recalled from the literature on MID units, not read; see the parameters.

    Example:
        >>> found = mid_band(Estimate("MD", -0.8, unit="MID"), better="lower")
        >>> found.band.value, found.favours.value, found.source.checked
        ('an appreciable number', 'intervention', False)
    """
    if units.unit != MID:
        refuse(InvalidValue, "not in MID units", "unit", expected=MID, got=units.unit)
    size = abs(units.value)
    if against(size, MANY_ABOVE.value) > 0:
        band = MidBand.MANY
    else:
        band = MidBand.FEW if against(size, FEW_BELOW.value) < 0 else MidBand.APPRECIABLE
    favours = Favours.NEITHER
    if size > 0:
        higher = Better(better) is Better.HIGHER
        favours = Favours.INTERVENTION if (units.value > 0) == higher else Favours.COMPARATOR
    return BandSuggestion(band, favours, units=size)
