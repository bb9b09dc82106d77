"""Published size thresholds to opt into; none is built in: a threshold belongs to an outcome.

For death they are risk differences per 1000 people. For another outcome they are scaled by how bad
it is: one of utility 0.5 (half as bad as death) needs twice the difference to weigh as much.
"""

from __future__ import annotations

from attrs import frozen

from gradekit.errors import Problems
from gradekit.library import cite
from gradekit.sources import Parameter
from gradekit.thresholds import Thresholds

__all__ = ["CHILE_2022", "GUIDANCE_42", "PRESETS", "Preset", "thresholds_for"]

PER_1000 = "per 1000"


@frozen(kw_only=True)
class Preset:
    """Published sizes for death, in risk differences per 1000.

    Args:
        name: of the preset.
        small: from here small but important.
        moderate: from here moderate.
        large: from here large.
    """

    name: str
    small: Parameter[float]
    moderate: Parameter[float]
    large: Parameter[float]


_GUIDANCE = cite("guidance42", checked=False, note="second-hand, from a study protocol; for death")
_CHILE = cite("neumann2022", "abstract", note="death, ventilation, serious adverse events")

GUIDANCE_42 = Preset(
    name="guidance42",
    small=Parameter(13.0, _GUIDANCE, "guidance42.small"),
    moderate=Parameter(32.0, _GUIDANCE, "guidance42.moderate"),
    large=Parameter(62.0, _GUIDANCE, "guidance42.large"),
)
"""Thresholds of the GRADE-THRESHOLD work, for death."""

CHILE_2022 = Preset(
    name="chile2022",
    small=Parameter(10.0, _CHILE, "chile2022.small"),
    moderate=Parameter(25.0, _CHILE, "chile2022.moderate"),
    large=Parameter(50.0, _CHILE, "chile2022.large"),
)
"""Thresholds of the Chilean COVID-19 guidelines."""

PRESETS = {each.name: each for each in (GUIDANCE_42, CHILE_2022)}
"""Published sizes by name, to opt into; none is used unless somebody asks."""


def thresholds_for(utility: float = 0.0, preset: Preset = GUIDANCE_42) -> Thresholds:
    """The thresholds of an outcome from its utility: those for death, divided by 1 - utility.

    Args:
        utility: of living with the outcome, from 0 (as bad as death) to below 1 (perfect health,
            at which no difference would matter).
        preset: sizes for death.

    Returns:
        Thresholds in risk differences per 1000.

    Raises:
        InvalidValue: a utility outside 0 to below 1.

    Source: GRADE guidance 42 (a threshold from generic coefficients and the outcome's utility); the
        formula is recalled and the coefficients second-hand, both unchecked.

    Example:
        >>> thresholds_for(0.5).small, thresholds_for().moderate
        (26.0, 32.0)
    """
    found = Problems()
    found.need(
        0 <= utility < 1,
        "utility outside 0 to below 1",
        "utility",
        expected="a proportion from 0 (as bad as death) to below 1",
        got=utility,
    )
    found.settle()
    weight = 1 - utility
    return Thresholds(
        preset.small.value / weight,
        preset.moderate.value / weight,
        preset.large.value / weight,
        unit=PER_1000,
        source=preset.small.source,
    )
