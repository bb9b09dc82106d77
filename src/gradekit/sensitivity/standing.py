"""Where an answer stands: the point estimates and the MIDs at which it stays what it is."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import frozen

from gradekit.markup import table
from gradekit.numerals import shown
from gradekit.policy import Policy
from gradekit.recommendation import recommend
from gradekit.sensitivity.asking import Target, comparisons_of, policy_of
from gradekit.sensitivity.crossings import ABOVE_ZERO
from gradekit.sensitivity.mids import mid_track
from gradekit.sensitivity.stretches import Stretch
from gradekit.sensitivity.sweeps import estimate_track

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = ["Standing", "StandingTable", "stays"]


@frozen(kw_only=True)
class Standing:
    """How far one outcome's numbers may move before a comparison's answer does.

    Args:
        comparison: id.
        outcome: id.
        estimate: the point estimate as it stands.
        estimates: where it may lie; None without an estimate.
        mid: the smallest important difference as it stands.
        mids: where it may lie; None where there is no threshold, or a range.
    """

    comparison: str
    outcome: str
    estimate: float | None
    estimates: Stretch | None
    mid: float | None
    mids: Stretch | None


@frozen
class StandingTable:
    """How far every estimate and MID may move before an answer does.

    Args:
        entries: one for each comparison and outcome with an estimate.
    """

    entries: tuple[Standing, ...]

    def rows(self) -> list[dict[str, object]]:
        """One row for each comparison and outcome; ends are missing where there is no stretch."""
        return [
            {
                "comparison": each.comparison,
                "outcome": each.outcome,
                "estimate": each.estimate,
                "estimate_low": None if each.estimates is None else each.estimates.low,
                "estimate_high": None if each.estimates is None else each.estimates.high,
                "mid": each.mid,
                "mid_low": None if each.mids is None else each.mids.low,
                "mid_high": None if each.mids is None else each.mids.high,
            }
            for each in self.entries
        ]

    def frame(self) -> DataFrame:
        """The same as a pandas frame."""
        from pandas import DataFrame  # noqa: PLC0415

        return DataFrame(self.rows())

    def _told(self) -> Iterator[tuple[str, ...]]:
        for each in self.entries:
            numbers = ((each.estimate, each.estimates), (each.mid, each.mids))
            cells = (
                text
                for now, where in numbers
                for text in (
                    "" if now is None else shown(now),
                    "" if where is None else str(where),
                )
            )
            yield each.comparison, each.outcome, *cells

    def __str__(self) -> str:
        return "\n".join(
            f"{comparison}, {outcome}: estimate {now or 'none'}, stays {at or 'nowhere'}; "
            f"MID {mid or 'none'}, stays {mids or 'nowhere'}"
            for comparison, outcome, now, at, mid, mids in self._told()
        )

    def _repr_html_(self) -> str:
        heads = (
            "Comparison",
            "Outcome",
            "Estimate",
            "Stays while it is",
            "MID",
            "Stays while it is",
        )
        return table(heads, self._told()).html


def stays(target: Target, policy: Policy | str | None = None) -> StandingTable:
    """For each outcome the estimates and the MIDs at which the recommendation stays.

    Each is moved alone, over everything it may be, with certainty and all else held.

    Args:
        target: a guideline, or one comparison.
        policy: instead of the guideline's own, or a preset's name.

    Raises:
        GradekitError: a comparison that `recommend` refuses; it has no answer that could stay.

    Example:
        >>> import gradekit as gk
        >>> guide = gk.datasets.load("spine-2025")
        >>> (pain,) = stays(guide["axial/im-la"]).entries
        >>> str(pain.estimates), str(pain.mids)
        ('above -1.5', 'above 0.53')
    """
    made: list[Standing] = []
    policy = policy_of(policy)
    for comparison in comparisons_of(target):
        recommend(comparison, policy)  # What is no answer at all does not stay one.
        for row in comparison.evidence:
            if row.estimate is None or comparison.row(row.outcome.id) is not row:
                continue
            moved = estimate_track(comparison, row.outcome, policy=policy)
            sized = None
            if row.outcome.thresholds is not None:
                most = row.outcome.thresholds.moderate or math.inf
                top = most if math.isinf(most) else math.nextafter(most, 0)
                sized = mid_track(comparison, row.outcome, (ABOVE_ZERO, top), policy=policy)
            made.append(
                Standing(
                    comparison=comparison.id,
                    outcome=row.outcome.id,
                    estimate=row.estimate.value,
                    estimates=moved.stays,
                    mid=None if sized is None else sized.now,
                    mids=None if sized is None else sized.stays,
                )
            )
    return StandingTable(tuple(made))
