"""What a forest of findings holds: rows and groups, before anything is drawn."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from gradekit.answers import Direction, Strength
from gradekit.estimates import Interval
from gradekit.outcomes import Outcome
from gradekit.scales import Certainty
from gradekit.thresholds import Thresholds

__all__ = ["ForestData", "ForestGroup", "ForestRow"]


@frozen(kw_only=True)
class ForestRow:
    """One comparison.

    Args:
        label: the intervention.
        effect: in the figure's unit; None where no estimate is recorded.
        certainty: of this outcome; None where not rated.
        unchecked: whether nobody read the figure in its source.
        harm: highest certainty of an important harm, burden or cost of the intervention.
        strength: of the suggestion.
        direction: of the suggestion.
    """

    label: str
    effect: Interval | None
    certainty: Certainty | None
    unchecked: bool
    harm: str
    strength: Strength
    direction: Direction


@frozen(kw_only=True)
class ForestGroup:
    """Comparisons under one published recommendation.

    Args:
        population: whom they are about.
        title: the published recommendation, and whether the suggestions agree.
        rows: in the published order.
    """

    population: str
    title: str
    rows: tuple[ForestRow, ...]


@frozen(kw_only=True)
class ForestData:
    """What a forest shows.

    Args:
        title: of the figure.
        outcome: what was measured.
        unit: of the axis.
        thresholds: sizes that matter, in the unit; None where not recorded.
        comparator: what all are compared with.
        groups: from top to bottom.
    """

    title: str
    outcome: Outcome
    unit: str
    thresholds: Thresholds | None
    comparator: str
    groups: tuple[ForestGroup, ...]

    @property
    def rows(self) -> Iterator[ForestRow]:
        """All rows, from top to bottom."""
        for group in self.groups:
            yield from group.rows
