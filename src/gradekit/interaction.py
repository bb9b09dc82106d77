"""Do two effects differ? The test of interaction, and what people made of a subgroup."""

from __future__ import annotations

import math
from statistics import NormalDist

from attrs import field, frozen

from gradekit.errors import InvalidValue, Problems, UnitMismatch, refuse
from gradekit.estimates import Estimate
from gradekit.library import cite
from gradekit.precision import exponential, standard_error
from gradekit.scales import Measure
from gradekit.sources import Citation, as_citation
from gradekit.units import convert
from gradekit.words import Ordered, placed

__all__ = ["Credibility", "Interaction", "SubgroupCredibility", "interaction_test"]

SOURCE = cite("altman2003")


@frozen
class Interaction:
    """How far two effects are apart, and how often chance alone would part them so far.

    Args:
        measure: of the two effects.
        difference: first minus second, in `unit`; for ratios the difference of natural logarithms.
        se: its standard error.
        unit: of a difference.
    """

    measure: Measure
    difference: float
    se: float
    unit: str | None = None

    @property
    def z(self) -> float:
        """The difference in standard errors."""
        return self.difference / self.se

    @property
    def p(self) -> float:
        """Two-sided P value."""
        return 2 * NormalDist().cdf(-abs(self.z))

    @property
    def ratio(self) -> float | None:
        """The ratio of the two ratios; None for a difference."""
        return exponential(self.difference) if self.measure.is_ratio else None


def interaction_test(a: Estimate, b: Estimate) -> Interaction:
    """Test whether two independent effects differ.

    Each standard error is read from the estimate's interval at its own level. The two estimates
    must come from different people; a small P value is not yet a credible subgroup.

    Args:
        a: one effect, with its interval.
        b: the other: the same measure, in a unit that converts.

    Raises:
        InvalidValue: different measures, or an estimate without an interval of some width.
        UnitMismatch: units that do not convert.

    Source: Altman and Bland 2003.

    Example:
        >>> unblinded = Estimate("MD", -1.74, -2.73, -0.76, unit="cm")
        >>> blinded = Estimate("MD", -0.23, -0.60, 0.14, unit="cm")
        >>> found = interaction_test(unblinded, blinded)
        >>> round(found.z, 2), round(found.p, 3)
        (-2.81, 0.005)
    """
    Problems().need_kinds(
        Estimate, 'write gk.Estimate("MD", -0.5, -0.9, -0.1, unit="cm")', required=True, a=a, b=b
    )
    if a.measure is not b.measure:
        refuse(
            InvalidValue,
            "two measures",
            "b",
            "measure",
            expected=a.measure.value,
            got=b.measure.value,
            hint="give both effects on the same measure",
        )
    if a.measure.is_ratio:
        difference = math.log(a.value) - math.log(b.value)
        return Interaction(a.measure, difference, math.hypot(standard_error(a), standard_error(b)))
    if (a.unit is None) != (b.unit is None):
        refuse(
            UnitMismatch, "unit missing", "unit", expected="a unit on both", got=(a.unit, b.unit)
        )
    factor = convert(1.0, b.unit or "", a.unit or "", "b", "unit")
    return Interaction(
        a.measure,
        a.value - b.value * factor,
        math.hypot(standard_error(a), standard_error(b) * factor),
        a.unit,
    )


class Credibility(Ordered):
    """How far a subgroup effect is believed."""

    VERY_LOW = "very low"
    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


@frozen(field_transformer=placed)
class SubgroupCredibility:
    """What people judged of an apparent subgroup effect. Nothing here is computed.

    Args:
        level: how far they believe it.
        by: who judged.
        date: when, as an ISO date.
        rationale: why, on the criteria used.
        subgroup: what parts the groups ("blinding of providers").
        interaction: the test they had before them.
        source: the instrument the criteria come from.

    Raises:
        InvalidValue: a judgement without a rationale.

    Source: ICEMAN 2020 (the levels).

    Example:
        >>> SubgroupCredibility("low", by="panel", rationale="seen after the fact").level.value
        'low'
    """

    level: Credibility = field(converter=Credibility)
    by: str = field(default="", kw_only=True)
    date: str = field(default="", kw_only=True)
    rationale: str = field(kw_only=True)
    subgroup: str = field(default="", kw_only=True)
    interaction: Interaction | None = field(default=None, kw_only=True)
    source: Citation | None = field(default=cite("iceman2020"), converter=as_citation, kw_only=True)

    def __attrs_post_init__(self) -> None:
        found = Problems()
        found.need_texts(rationale=self.rationale)
        found.need(
            self.rationale.strip(),
            "credibility without a reason",
            "rationale",
            expected="why the subgroup effect is believed this far",
            got=self.rationale,
        )
        found.settle()
