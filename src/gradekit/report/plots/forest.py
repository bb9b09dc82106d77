"""Forest of findings: every estimate of one outcome against the sizes that would matter."""

from __future__ import annotations

from typing import Any

from attrs import frozen

from gradekit.classification import unit_of
from gradekit.errors import InvalidValue, Problems, UnitMismatch, UnknownReference, refuse
from gradekit.findings import Finding
from gradekit.guideline import Guideline
from gradekit.numerals import shown
from gradekit.outcomes import Outcome
from gradekit.policy import Policy
from gradekit.recommendation import Recommendation
from gradekit.report.answers import AGREES, Group, grouped, label
from gradekit.report.brief import unchecked
from gradekit.report.phrases import inside
from gradekit.report.plots.drawing import Drawing
from gradekit.report.plots.forest_data import ForestData, ForestGroup, ForestRow
from gradekit.report.plots.forest_drawing import drawn
from gradekit.scales import Better

__all__ = ["Forest", "ForestGroup", "ForestRow", "forest"]


@frozen(kw_only=True)
class Forest(ForestData, Drawing):
    """Every estimate of one outcome, grouped as the guideline groups its recommendations.

    Its data are the fields of `ForestData`; `figure()`, `svg()` and `png()` draw them.
    """

    @property
    def alt(self) -> str:
        """What the figure shows, in words."""
        rows = tuple(self.rows)
        known = sum(row.effect is not None for row in rows)
        name = inside(self.outcome.name)
        told = f"Forest of {name}: estimates for {known} of {len(rows)} comparisons"
        if self.thresholds is None:
            return f"{told}."
        mid = self.thresholds.small
        good = [row for row in rows if row.effect and self._gain(row.effect.value) >= mid]
        size = f"{shown(mid)} {self.unit}".strip()
        return f"{told}; an important benefit of {size} or more in {len(good)}."

    def _gain(self, effect: float) -> float:
        return effect if self.outcome.better is Better.HIGHER else -effect

    def figure(self) -> Any:  # noqa: ANN401 - matplotlib's own type
        """The drawn figure."""
        return drawn(self)


def _row(answer: Recommendation, finding: Finding | None) -> ForestRow:
    effect = None
    if finding is not None and finding.evidence is not None:
        computed, given = finding.classification, finding.evidence.estimate
        if computed is not None and computed.effect is not None:
            effect = computed.effect
        elif given is not None and not given.measure.is_ratio:
            effect = given.interval
    return ForestRow(
        label=answer.comparison.intervention.name,
        effect=effect,
        certainty=None if finding is None else finding.certainty,
        unchecked=finding is not None and unchecked(finding),
        harm=str(answer.assessment.balance.half.intervention.harm),
        strength=answer.strength,
        direction=answer.direction,
    )


def _unit(guideline: Guideline, outcome: Outcome) -> str:
    """The one unit of all estimates that will be drawn."""
    own = unit_of(outcome)
    if own is not None:
        return own
    found = {
        row.estimate.unit or ""
        for comparison in guideline
        for row in comparison.evidence
        if row.outcome.id == outcome.id
        and row.estimate is not None
        and not row.estimate.measure.is_ratio
    }
    if len(found) > 1:
        refuse(
            UnitMismatch,
            "estimates in several units",
            "outcomes",
            outcome.id,
            expected="one unit, set by the outcome's thresholds or scale",
            got=sorted(found),
        )
    return found.pop() if found else ""


def _title(group: Group) -> str:
    each = group.reproduction
    if each is None:
        return "No published recommendation"
    return f"{each.published.id}: published {label(each)}; {AGREES[each.agrees]}"


def forest(guideline: Guideline, outcome: str, policy: Policy | None = None) -> Forest:
    """The forest of one outcome over a guideline's comparisons.

    Args:
        guideline: with its comparisons.
        outcome: id of the outcome.
        policy: instead of the guideline's own.

    Raises:
        UnknownReference: no such outcome.
        UnitMismatch: estimates in several units with nothing to say which holds.
        InvalidValue: no comparison to draw.

    Example:
        >>> import gradekit as gk
        >>> drawn = forest(gk.datasets.load("spine-2025"), "pain")
        >>> drawn.unit, len(tuple(drawn.rows))
        ('cm', 16)
    """
    register = {each.id: each for each in guideline.outcomes}
    if outcome not in register:
        refuse(
            UnknownReference,
            "unknown outcome",
            "outcome",
            expected="one of " + ", ".join(register),
            got=outcome,
        )
    found = Problems()
    found.need(len(guideline), "no comparison", "comparisons", expected="at least one", got=())
    found.settle(InvalidValue)
    about = register[outcome]
    groups = tuple(
        ForestGroup(
            population=group.population,
            title=_title(group),
            rows=tuple(
                _row(
                    answer,
                    next(
                        (x for x in answer.findings if x.outcome.id == outcome and x.decides), None
                    ),
                )
                for answer in group.answers
            ),
        )
        for group in grouped(guideline, policy)
    )
    others = dict.fromkeys(each.comparator.name for each in guideline)
    return Forest(
        title=guideline.title or guideline.id,
        outcome=about,
        unit=_unit(guideline, about),
        thresholds=about.thresholds,
        comparator=" or ".join(others),
        groups=groups,
    )
