"""Where an estimate lies against the thresholds of its outcome.

An effect is judged on the absolute scale. The point estimate against the thresholds gives the
magnitude; the interval gives the crossings.
"""

from __future__ import annotations

import re

from attrs import evolve, field, frozen

from gradekit.absolute import PER, absolute_effect
from gradekit.errors import BaselineRiskMissing, InvalidValue, Problems, UnitMismatch, refuse
from gradekit.estimates import Estimate, Interval
from gradekit.markup import table
from gradekit.numerals import difference, shown
from gradekit.outcomes import Outcome
from gradekit.scales import Better, Favours, Magnitude, Measure
from gradekit.thresholds import Thresholds, compare
from gradekit.units import PROPORTION, convert, same_kind, units_of

__all__ = ["Classification", "Crossing", "classify", "unit_of"]


@frozen
class Crossing:
    """A threshold that lies inside an interval.

    Args:
        threshold: the magnitude that starts there.
        favours: on which side of no effect it lies.
        value: where it lies, in the unit of the thresholds, signed as the effect.
        touching: the interval only ends there; touching is flagged and does not count as crossing.
    """

    threshold: Magnitude
    favours: Favours
    value: float
    touching: bool = False

    def __str__(self) -> str:
        return f"{self.threshold} for the {self.favours} ({shown(self.value)})"


@frozen
class Classification:
    """Where an estimate lies against the thresholds of its outcome.

    Args:
        magnitude: from the point estimate; unknown where the ends of a MID range disagree.
        favours: whom the effect favours; neither where it is trivial or unknown.
        crossings: thresholds strictly inside the interval.
        touching: thresholds at an end of the interval.
        crosses_null: whether no effect lies strictly inside the interval.
        at_threshold: whether the point estimate stands at a threshold.
        stable: whether the verdict is the same at both ends of a MID range.
        at_ends: the magnitude at each end of a MID range.
        effect: the absolute effect judged, in `unit`.
        unit: of the effect.
        reason: why the magnitude is unknown, where it is.
    """

    magnitude: Magnitude
    favours: Favours
    crossings: tuple[Crossing, ...] = field(default=(), kw_only=True)
    touching: tuple[Crossing, ...] = field(default=(), kw_only=True)
    crosses_null: bool | None = field(default=None, kw_only=True)
    at_threshold: bool = field(default=False, kw_only=True)
    stable: bool = field(default=True, kw_only=True)
    at_ends: tuple[Magnitude, ...] = field(default=(), kw_only=True)
    effect: Interval | None = field(default=None, kw_only=True)
    unit: str | None = field(default=None, kw_only=True)
    reason: str = field(default="", kw_only=True)

    def _effect(self) -> str:
        """The effect judged, told by its direction; events in people."""
        if self.effect is None:
            return ""
        if self.unit is None or not same_kind(self.unit, PROPORTION):
            return f"{difference(self.effect, 'higher', 'lower')} {self.unit or ''}".rstrip()
        people = self.effect.times(convert(PER, self.unit, PROPORTION))
        return difference(people, "more", "fewer", whole=True, of=f"per {PER}")

    def __str__(self) -> str:
        unknown = self.magnitude is Magnitude.UNKNOWN
        size = "magnitude unknown" if unknown else f"{self.magnitude}, favours {self.favours}"
        told = [size, self._effect()]
        crossed = ", ".join(map(str, self.crossings))
        told += [f"the interval crosses {crossed}"] if crossed else []
        told += ["the point estimate stands at a threshold"] if self.at_threshold else []
        return "; ".join(each for each in (*told, self.reason) if each)

    def _repr_html_(self) -> str:
        given = (
            ("Magnitude", self.magnitude.value),
            ("Favours", self.favours.value),
            ("Absolute effect", self._effect()),
            ("Interval crosses", "; ".join(map(str, self.crossings))),
            ("Interval touches", "; ".join(map(str, self.touching))),
            ("At a threshold", "yes" if self.at_threshold else ""),
            ("At the ends of the MID", " or ".join(self.at_ends)),
            ("Reason", self.reason),
        )
        return table((), (row for row in given if row[1])).html


# Ways to write a unit of risk that are no words of this library. They are not refused where a
# threshold is made: an instrument may well count in "percent".
_RISKS = {
    "%": re.compile(r"(per ?cent|pct)(age)?( points?)?|%.+|.+%|/ ?100|1/100|per ?100|in 100"),
    "per 1000": re.compile(r"\u2030|per ?mill?e?|(1 ?)?/ ?1[ ,.']?000|(per|in) ?1[ ,.']?000"),
    "per 10000": re.compile(r"(1 ?)?/ ?10[ ,.']?000|(per|in) ?10[ ,.']?000"),
    "per 100000": re.compile(r"(1 ?)?/ ?100[ ,.']?000|(per|in) ?100[ ,.']?000"),
}


def _spelled(unit: str | None) -> str:
    """What to write instead of a unit that was meant for a risk."""
    if unit is None:
        return 'say the unit of the thresholds: gk.MID(10, unit="per 1000")'
    plain = unit.strip().lower()
    meant = next((name for name, ways in _RISKS.items() if ways.fullmatch(plain)), None)
    if meant is None:
        return "events are judged as a difference in risk"
    return f"write {meant!r} for {unit!r}"


def _measured(estimate: Estimate, outcome: Outcome, baseline_risk: float | None) -> Interval:
    """The absolute effect in the unit of the outcome's thresholds."""
    if estimate.measure is Measure.ROM:
        refuse(
            InvalidValue,
            "ratio of means without a mean",
            "measure",
            expected="a difference in the outcome's unit",
            got="ROM",
            hint="multiply the comparator's mean by (ratio - 1) and give it as MD",
        )
    own: str | None
    if estimate.measure is Measure.RD:
        if baseline_risk is not None:
            # The point must be possible at this baseline; the ends carry its own uncertainty.
            absolute_effect(evolve(estimate, low=None, high=None), baseline_risk)
        effect, own = estimate.interval, estimate.unit
    elif estimate.measure.is_event:
        if baseline_risk is None:
            refuse(
                BaselineRiskMissing,
                "relative effect without a baseline risk",
                "baseline_risk",
                expected=f"the risk of {outcome.id!r} without the intervention, as a proportion",
                got=None,
                hint="an effect is judged on the absolute scale; give baseline_risk=0.1, say, "
                "beside the estimate",
            )
        effect, own = absolute_effect(estimate, baseline_risk).difference, PROPORTION
    else:
        effect, own = estimate.interval, estimate.unit
    wanted = unit_of(outcome)
    if own == wanted:
        return effect
    if estimate.measure.is_event and (wanted is None or not same_kind(PROPORTION, wanted)):
        refuse(
            UnitMismatch,
            "thresholds not in a unit of risk",
            "thresholds",
            "unit",
            expected=f"thresholds of {outcome.id!r} in one of "
            + ", ".join(map(repr, units_of(PROPORTION))),
            got=wanted,
            hint=_spelled(wanted),
        )
    if own is None or wanted is None or not same_kind(own, wanted):
        refuse(
            UnitMismatch,
            "unit does not convert",
            "unit",
            expected=f"an effect on {outcome.id!r} in a unit that converts to {wanted!r}",
            got=own,
            hint="write one unit alike in both, or re-express one of them in the other's unit",
        )
    return effect.times(convert(1.0, own, wanted))


def unit_of(outcome: Outcome) -> str | None:
    """The unit thresholds are given in; the scale's where they do not say."""
    unit = outcome.thresholds.unit if outcome.thresholds else None
    return outcome.scale.unit if unit is None and outcome.scale else unit


def favoured(effect: float, better: Better) -> Favours:
    """Whom an effect of this sign favours."""
    if effect == 0:
        return Favours.NEITHER
    higher = effect > 0
    return Favours.INTERVENTION if higher == (better is Better.HIGHER) else Favours.COMPARATOR


def _crossings(effect: Interval, thresholds: Thresholds, better: Better) -> tuple[Crossing, ...]:
    if effect.low is None or effect.high is None:
        return ()
    inside: dict[tuple[Magnitude, float], Crossing] = {}
    for end in thresholds.ends():
        for name, size in end.sizes():
            for place in (-size, size):
                below, above = compare(effect.low, place), compare(place, effect.high)
                if below <= 0 and above <= 0:
                    touching = below == 0 or above == 0
                    inside[name, place] = Crossing(
                        name, favoured(place, better), place, touching=touching
                    )
    return tuple(sorted(inside.values(), key=lambda crossing: crossing.value))


def classify(
    estimate: Estimate, outcome: Outcome, baseline_risk: float | None = None
) -> Classification:
    """Magnitude, favoured option and crossings of an estimate.

    Args:
        estimate: the effect.
        outcome: with its thresholds; without them the magnitude is unknown.
        baseline_risk: risk with the comparator, as a proportion; needed for relative effects.

    Raises:
        BaselineRiskMissing: a relative effect without a baseline risk.
        UnitMismatch: estimate and thresholds in units that do not convert.
        InvalidValue: an impossible risk at this baseline, or a ratio of means.

    Source: Core GRADE 2 (point estimate fixes the target); crossing is strict, a choice of ours.

    Example:
        >>> from gradekit.thresholds import MID
        >>> pain = Outcome(
        ...     "pain",
        ...     "Pain",
        ...     importance="critical",
        ...     better="lower",
        ...     thresholds=MID(1.5, unit="cm"),
        ... )
        >>> found = classify(Estimate("MD", 0.28, -1.18, 1.75, unit="cm"), pain)
        >>> found.magnitude.value, found.favours.value, len(found.crossings)
        ('trivial', 'neither', 1)
    """
    found = Problems()
    found.need_kinds(
        Estimate, 'write gk.Estimate("RR", 0.8, 0.7, 0.9)', required=True, estimate=estimate
    )
    found.need_kinds(Outcome, "write gk.Outcome(...)", required=True, outcome=outcome)
    thresholds = outcome.thresholds
    if thresholds is None:
        return Classification(
            Magnitude.UNKNOWN, Favours.NEITHER, reason=f"no threshold recorded for {outcome.id}"
        )
    effect = _measured(estimate, outcome, baseline_risk)
    at_ends = tuple(end.magnitude(effect.value) for end in thresholds.ends())
    stable = len(set(at_ends)) == 1
    magnitude = at_ends[0] if stable else Magnitude.UNKNOWN
    crossings = _crossings(effect, thresholds, outcome.better)
    return Classification(
        magnitude,
        favoured(effect.value, outcome.better) if magnitude.is_important else Favours.NEITHER,
        crossings=tuple(crossing for crossing in crossings if not crossing.touching),
        touching=tuple(crossing for crossing in crossings if crossing.touching),
        crosses_null=None
        if effect.low is None or effect.high is None
        else effect.low < 0 < effect.high,
        at_threshold=any(end.at_threshold(effect.value) for end in thresholds.ends()),
        stable=stable,
        at_ends=at_ends if thresholds.is_range else (),
        effect=effect,
        unit=unit_of(outcome),
        reason="" if stable else "the verdict depends on where in its range the MID lies",
    )
