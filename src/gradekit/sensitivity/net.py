"""The net effect: what an option does over all outcomes, each at its weight.

A suggestion to set beside the panel's judgement of the balance, never in its place. Outcomes are
brought to one unit by utilities (how bad the outcome is, against death) or by anchored MIDs (an
outcome with a MID five times that of death weighs a fifth). The interval supposes that the errors
of different outcomes are independent.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from statistics import NormalDist
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from gradekit.answers import PanelBalance
from gradekit.balance import weigh
from gradekit.classification import unit_of
from gradekit.comparison import Comparison
from gradekit.errors import InvalidValue, Problems, UnknownReference, refuse
from gradekit.findings import Finding, find
from gradekit.judgements import NOT_RATED
from gradekit.library import OWN
from gradekit.markup import records
from gradekit.presets import PER_1000, Preset
from gradekit.scales import Better, Certainty, Magnitude, Role
from gradekit.thresholds import Thresholds
from gradekit.trace import Rule
from gradekit.units import PROPORTION, convert, same_kind

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = ["RULES", "NetEffect", "Part", "net_effect"]

NET = Rule(
    "net.sum",
    "The net effect is the sum of the absolute effects, each signed towards the intervention and "
    "times its weight; its interval combines those of the parts as independent.",
    OWN,
)
SUGGESTED = Rule(
    "net.balance",
    "An interval on one side of no effect suggests that the balance favours that option, a point "
    "alone that it probably does; nothing is suggested while a deciding outcome is left out.",
    OWN,
)
RULES = (NET, SUGGESTED)


@frozen(kw_only=True)
class Part:
    """One outcome's share of the net effect, above zero where it favours the intervention.

    Args:
        outcome: id.
        weight: what one unit of it counts.
        effect: the absolute effect, signed towards the intervention.
        value: weight times effect.
        low: the same at the end that favours the comparator more.
        high: the same at the other end.
        certainty: of the finding; None where not rated.
        could_turn: whether its interval alone could turn the sign of the net effect.
    """

    outcome: str
    weight: float
    effect: float
    value: float
    low: float | None
    high: float | None
    certainty: Certainty | None
    could_turn: bool = False


@frozen(kw_only=True)
class NetEffect:
    """The net effect of a comparison, above zero where it favours the intervention.

    Args:
        comparison: id.
        value: in the common unit.
        low: lower end of its interval; None where a part has none.
        high: upper end.
        unit: what one is worth.
        parts: what it is made of.
        left_out: deciding outcomes without a figure or a weight, with the reason.
        certainty: the lowest among the parts; None where one is not rated.
        magnitude: against the sizes of a preset, where one was asked for.
        suggested: what it suggests for the balance; None while a deciding outcome is left out.
        balance: what the panel recorded, to set beside it.
    """

    comparison: str
    value: float
    low: float | None
    high: float | None
    unit: str
    parts: tuple[Part, ...]
    left_out: Mapping[str, str] = field(hash=False)
    certainty: Certainty | None
    magnitude: Magnitude | None
    suggested: PanelBalance | None
    balance: PanelBalance | None

    @property
    def decisive(self) -> tuple[str, ...]:
        """The outcomes whose interval alone could turn the sign."""
        return tuple(part.outcome for part in self.parts if part.could_turn)

    def rows(self) -> list[dict[str, object]]:
        """One row for each part."""
        return [
            {
                "outcome": part.outcome,
                "weight": part.weight,
                "effect": part.effect,
                "weighted": part.value,
                "low": part.low,
                "high": part.high,
                "certainty": None if part.certainty is None else part.certainty.value,
                "could_turn": part.could_turn,
            }
            for part in self.parts
        ]

    def frame(self) -> DataFrame:
        """One row for each part, as a pandas frame."""
        from pandas import DataFrame  # noqa: PLC0415

        return DataFrame(self.rows())

    def _repr_html_(self) -> str:
        return records(self.rows(), caption=str(self)).html

    def __str__(self) -> str:
        ends = "" if self.low is None else f" ({self.low:.4g} to {self.high:.4g})"
        certainty = self.certainty or NOT_RATED
        told = [f"net effect {self.value:.4g}{ends} {self.unit}, certainty {certainty}"]
        told += [f"left out {name}: {why}" for name, why in self.left_out.items()]
        told.append(f"suggests {self.suggested or 'nothing'}")
        told.append(f"the panel recorded {self.balance or 'nothing'}")
        return "; ".join(told)


def weights_from(
    comparison: Comparison,
    utilities: Mapping[str, float] | None,
    mids: Mapping[str, float] | None,
    anchor: str | None,
) -> tuple[dict[str, float], str]:
    """What one unit of each outcome counts, and the common unit.

    Args:
        comparison: whose outcomes.
        utilities: of living with each outcome, from 0 (as bad as death) to below 1.
        mids: the smallest important difference of each, in the unit of its thresholds.
        anchor: the outcome in whose unit the net effect is told, with `mids`.
    """
    found = Problems()
    found.need_kinds(Comparison, required=True, comparison=comparison)
    found.need_kinds(Mapping, "one number for each outcome", utilities=utilities, mids=mids)
    known = {row.outcome.id: row.outcome for row in comparison.evidence}
    if (utilities is None) == (mids is None):
        refuse(
            InvalidValue,
            "weights without one form",
            "utilities",
            expected="either utilities or mids",
            got="both" if utilities is not None else None,
        )
    given = utilities if utilities is not None else mids or {}
    name = "mids" if utilities is None else "utilities"
    for key, number in given.items():
        if key not in known:
            refuse(
                UnknownReference,
                "unknown outcome",
                name,
                key,
                expected="one of " + ", ".join(sorted(known)),
                got=key,
            )
        try:
            Problems().need_numbers(key, **{key: number})
        except InvalidValue as error:
            found.found.extend(error.below(name).problems)
            continue
        inside = 0 <= number < 1 if name == "utilities" else 0 < number < math.inf
        wanted = "from 0 to below 1" if name == "utilities" else "a size above 0"
        found.need(inside, f"no weight in {name}", name, key, expected=wanted, got=number)
    if mids is not None and anchor is not None:
        found.need(
            anchor in mids, "anchor without a MID", "anchor", expected="one of mids", got=anchor
        )
    found.settle()
    if utilities is not None:
        return {key: 1 - number for key, number in utilities.items()}, "deaths per person"
    one = 1.0 if anchor is None else given[anchor]
    unit = "MIDs" if anchor is None else f"{unit_of(known[anchor])} of {anchor}"
    return {key: one / number for key, number in given.items()}, unit


def _in_common(finding: Finding, factor: float, *, events: bool) -> tuple[Part | None, str]:
    """One finding's part, or why it has none."""
    found, row = finding.classification, finding.evidence
    if row is None or row.estimate is None:
        return None, "no estimate"
    if found is None or found.effect is None:
        return None, "no threshold, so no absolute effect"
    effect, unit = found.effect, found.unit
    if events:
        if unit is None or not same_kind(unit, PROPORTION):
            return None, "a utility weighs events only"
        effect = effect.times(convert(1.0, unit, PROPORTION))
    sign = 1.0 if finding.outcome.better is Better.HIGHER else -1.0
    towards, weighted = effect.times(sign), effect.times(sign * factor)
    return (
        Part(
            outcome=finding.outcome.id,
            weight=factor,
            effect=towards.value,
            value=weighted.value,
            low=_at_level(weighted.value, weighted.low, row.estimate.level),
            high=_at_level(weighted.value, weighted.high, row.estimate.level),
            certainty=finding.counted,
        ),
        "",
    )


LEVEL = 0.95


def _at_level(value: float, end: float | None, level: float) -> float | None:
    """An end of an interval re-expressed at 95%, as for a normal error."""
    if end is None or level == LEVEL:
        return end
    z = NormalDist().inv_cdf((1 + LEVEL) / 2) / NormalDist().inv_cdf((1 + level) / 2)
    return value + (end - value) * z


def net_effect(
    comparison: Comparison,
    *,
    utilities: Mapping[str, float] | None = None,
    mids: Mapping[str, float] | None = None,
    anchor: str | None = None,
    preset: Preset | None = None,
) -> NetEffect:
    """The net effect of a comparison over the outcomes that have an estimate and a weight.

    Args:
        comparison: with its estimates.
        utilities: of living with each outcome, from 0 (as bad as death) to below 1; an event then
            counts 1 - utility deaths.
        mids: instead, the smallest important difference of each outcome in the unit of its
            thresholds; an effect then counts in MIDs.
        anchor: with `mids`, the outcome whose unit the result is told in.
        preset: sizes for death, to call the net effect trivial to large (with `utilities`).

    Returns:
        The sum with its 95% interval, what it left out, and what it suggests for the balance.

    Raises:
        InvalidValue: both or neither kind of weight, or a weight out of range.
        UnknownReference: a weight for an outcome that is not there.

    Source: anchored MIDs as in Core GRADE 7 (second-hand); utilities as in GRADE guidance 42
        (recalled); sum and interval are this library's.

    Example:
        >>> import gradekit as gk
        >>> def outcome(name, mid, kind):
        ...     size = gk.MID(mid, unit="%")
        ...     return gk.Outcome(
        ...         name, name, importance=9, better="lower", thresholds=size, kind=kind
        ...     )
        >>> rows = (
        ...     gk.Evidence(outcome("death", 1, "benefit"), gk.Estimate("RD", -0.02, -0.03, -0.01)),
        ...     gk.Evidence(outcome("bleed", 5, "harm"), gk.Estimate("RD", 0.03, 0.01, 0.05)),
        ... )
        >>> drug, none = gk.Option("drug", "Drug", "active"), gk.Option("none", "None", "inactive")
        >>> asked = gk.Comparison(
        ...     id="c", population="p", intervention=drug, comparator=none, evidence=rows
        ... )
        >>> found = net_effect(asked, mids={"death": 1, "bleed": 5}, anchor="death")
        >>> round(found.value, 3), found.unit, found.suggested.value
        (1.4, '% of death', 'favours intervention')
    """
    Problems().need_kinds(Preset, preset=preset)
    if anchor is not None:
        Problems().need_texts(anchor=anchor)
    weights, unit = weights_from(comparison, utilities, mids, anchor)
    parts: list[Part] = []
    left_out: dict[str, str] = {}
    for row in comparison.evidence:
        if row.role is Role.SUPPORTING:
            continue
        name = row.outcome.id
        finding = find(row, comparison.importance_of(row.outcome))
        if not finding.decides:
            continue
        if name not in weights:
            left_out[name] = "no weight given"
            continue
        part, why = _in_common(finding, weights[name], events=utilities is not None)
        if part is None:
            left_out[name] = why
        else:
            parts.append(part)
    for finding in weigh(comparison).deciding:
        if finding.evidence is None:
            left_out[finding.outcome.id] = "no evidence"
    value = math.fsum(part.value for part in parts)
    low, high = _ends(value, parts)
    magnitude = None
    if preset is not None and utilities is not None:
        sizes = Thresholds(
            preset.small.value, preset.moderate.value, preset.large.value, unit=PER_1000
        )
        magnitude = sizes.magnitude(convert(value, PROPORTION, PER_1000))
    rated = [part.certainty for part in parts]
    return NetEffect(
        comparison=comparison.id,
        value=value,
        low=low,
        high=high,
        unit=unit,
        parts=tuple(_marked(part, value) for part in parts),
        left_out=left_out,
        certainty=min((each for each in rated if each is not None), default=None)
        if None not in rated
        else None,
        magnitude=magnitude,
        suggested=None if left_out or not parts else _suggested(value, low, high),
        balance=comparison.balance,
    )


def _ends(value: float, parts: list[Part]) -> tuple[float | None, float | None]:
    """The distances of the parts' ends, put together as independent."""
    below, above = [], []
    for part in parts:
        if part.low is None or part.high is None:
            return None, None
        below.append(part.value - part.low)
        above.append(part.high - part.value)
    return (value - math.hypot(*below), value + math.hypot(*above)) if parts else (None, None)


def _marked(part: Part, net: float) -> Part:
    if part.low is None or part.high is None or net == 0:
        return part
    worst = part.low if net > 0 else part.high
    turned = net - part.value + worst

    return evolve(part, could_turn=(turned > 0) != (net > 0))


def _suggested(value: float, low: float | None, high: float | None) -> PanelBalance:
    if value == 0:
        return PanelBalance.NEITHER
    clear = low is not None and high is not None and (low > 0 or high < 0)
    if value > 0:
        return (
            PanelBalance.FAVOURS_INTERVENTION
            if clear
            else PanelBalance.PROBABLY_FAVOURS_INTERVENTION
        )
    return PanelBalance.FAVOURS_COMPARATOR if clear else PanelBalance.PROBABLY_FAVOURS_COMPARATOR
