"""Edits: one thing changed in a guideline, as a value that can be listed, named and applied."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from attrs import evolve, field, frozen

from gradekit.answers import ShareBand
from gradekit.comparison import Comparison
from gradekit.errors import UnknownReference, refuse
from gradekit.estimates import Estimate
from gradekit.evidence import Evidence
from gradekit.guideline import Guideline
from gradekit.judgements import JudgedEffect, PublishedCertainty, level_of
from gradekit.outcomes import Outcome
from gradekit.scales import Certainty
from gradekit.sensitivity.asking import with_row
from gradekit.thresholds import MID
from gradekit.values import Share

__all__ = [
    "AddRow",
    "Edit",
    "LowerCertainty",
    "NoSurvey",
    "SetCertainty",
    "SetEffect",
    "SetEstimate",
    "SetMid",
    "SetShare",
]

Edit = Callable[[Guideline], Guideline]
WHAT_IF = "what if"


def _names(given: Iterable[str]) -> tuple[str, ...]:
    return tuple(given)


def _each(
    guideline: Guideline, names: tuple[str, ...], change: Callable[[Comparison], Comparison]
) -> Guideline:
    """The guideline with some of its comparisons changed; all of them where none is named."""
    wanted = {guideline[name].id for name in names}
    return evolve(
        guideline,
        comparisons=tuple(
            change(each) if not wanted or each.id in wanted else each for each in guideline
        ),
    )


@frozen
class SetEstimate:
    """Another estimate on an outcome, in place of what the row holds.

    Args:
        outcome: id.
        estimate: to put there.
        comparisons: ids; all unless named.
    """

    outcome: str
    estimate: Estimate
    comparisons: tuple[str, ...] = field(default=(), converter=_names)

    def __call__(self, guideline: Guideline) -> Guideline:
        """Apply it."""
        return _each(
            guideline,
            self.comparisons,
            lambda its: with_row(
                its, self.outcome, estimate=self.estimate, incidence=None, judged_effect=None
            ),
        )


@frozen
class SetCertainty:
    """Another certainty of an outcome.

    Args:
        outcome: id.
        level: to put there.
        comparisons: ids; all unless named.
    """

    outcome: str
    level: Certainty = field(converter=Certainty)
    comparisons: tuple[str, ...] = field(default=(), converter=_names)

    def __call__(self, guideline: Guideline) -> Guideline:
        """Apply it."""
        level = PublishedCertainty(self.level, note=WHAT_IF)
        return _each(
            guideline, self.comparisons, lambda its: with_row(its, self.outcome, certainty=level)
        )


@frozen
class LowerCertainty:
    """One more concern about an outcome: a level down, very low staying very low.

    Args:
        outcome: id.
        comparisons: ids; all unless named.
    """

    outcome: str
    comparisons: tuple[str, ...] = field(default=(), converter=_names)

    def __call__(self, guideline: Guideline) -> Guideline:
        """Apply it."""
        return _each(guideline, self.comparisons, self._lowered)

    def _lowered(self, comparison: Comparison) -> Comparison:
        row = comparison.row(self.outcome)
        level = None if row is None else level_of(row.certainty)
        if level is None:
            return comparison
        order = tuple(Certainty)
        lower = order[max(0, order.index(level) - 1)]
        certainty = PublishedCertainty(lower, note=WHAT_IF)
        return with_row(comparison, self.outcome, certainty=certainty)


@frozen
class SetEffect:
    """Another judged effect on an outcome.

    Args:
        outcome: id.
        effect: to put there.
        comparisons: ids; all unless named.
    """

    outcome: str
    effect: JudgedEffect
    comparisons: tuple[str, ...] = field(default=(), converter=_names)

    def __call__(self, guideline: Guideline) -> Guideline:
        """Apply it."""
        return _each(
            guideline,
            self.comparisons,
            lambda its: with_row(its, self.outcome, judged_effect=self.effect),
        )


@frozen
class AddRow:
    """An outcome the guideline did not have, with a row on it.

    Args:
        row: with its outcome.
        comparisons: ids; all unless named.
    """

    row: Evidence
    comparisons: tuple[str, ...] = field(default=(), converter=_names)

    def __call__(self, guideline: Guideline) -> Guideline:
        """Apply it."""
        wider = evolve(guideline, outcomes=(*guideline.outcomes, self.row.outcome))
        return _each(
            wider,
            self.comparisons,
            lambda its: evolve(its, evidence=(*its.evidence, self.row)),
        )


@frozen
class SetShare:
    """Another share of people who would choose the intervention, as the panel's own judgement.

    Args:
        band: to put there.
        comparisons: ids; all unless named.
    """

    band: ShareBand = field(converter=ShareBand)
    comparisons: tuple[str, ...] = field(default=(), converter=_names)

    def __call__(self, guideline: Guideline) -> Guideline:
        """Apply it."""
        share = Share(band=self.band, by=WHAT_IF)
        return _each(guideline, self.comparisons, lambda its: evolve(its, share=share))


@frozen
class SetMid:
    """Another smallest important difference of an outcome.

    Args:
        outcome: id.
        size: in the unit of its thresholds.
    """

    outcome: str
    size: float

    def __call__(self, guideline: Guideline) -> Guideline:
        """Apply it."""
        if self.outcome not in (each.id for each in guideline.outcomes):
            refuse(
                UnknownReference,
                "unknown outcome",
                "outcome",
                expected="one of " + ", ".join(each.id for each in guideline.outcomes),
                got=self.outcome,
            )
        return evolve(guideline, outcomes=tuple(self._resized(each) for each in guideline.outcomes))

    def _resized(self, outcome: Outcome) -> Outcome:
        if outcome.id != self.outcome:
            return outcome
        unit = outcome.thresholds.unit if outcome.thresholds else None
        return evolve(outcome, thresholds=MID(self.size, unit=unit))


@frozen
class NoSurvey:
    """The panel's survey left out."""

    def __call__(self, guideline: Guideline) -> Guideline:
        """Apply it."""
        panel = None if guideline.panel is None else evolve(guideline.panel, survey=None)
        return evolve(guideline, panel=panel)
