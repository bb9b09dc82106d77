"""An evidence row at a glance: what was measured and how sure it is, as recorded."""

from __future__ import annotations

from typing import Protocol

from gradekit.absolute import PER, proportion
from gradekit.estimates import Estimate, Incidence
from gradekit.judgements import (
    NOT_RATED,
    CertaintyRating,
    JudgedEffect,
    PublishedCertainty,
    level_of,
)
from gradekit.numerals import counted, difference, measured, ratio
from gradekit.scales import Measure

__all__ = ["Row", "certainty_word", "effect_words"]


class Row(Protocol):
    """What is told of an evidence row. It stands below the row, which prints itself with it."""

    @property
    def estimate(self) -> Estimate | None:
        """Of the effect."""

    @property
    def incidence(self) -> Incidence | None:
        """One arm's rate."""

    @property
    def judged_effect(self) -> JudgedEffect | None:
        """What a person judged the effect to be."""

    @property
    def baseline_risk(self) -> float | None:
        """With the comparator."""

    @property
    def certainty(self) -> CertaintyRating | PublishedCertainty | None:
        """None where not rated."""


def effect_words(row: Row) -> str:
    """What a row records of the effect, in a few words; nothing is computed from it.

    Args:
        row: of a comparison.

    Example:
        >>> import gradekit as gk
        >>> falls = gk.Outcome("falls", "Falls", importance=5, better="lower", kind="harm")
        >>> effect_words(gk.Evidence(falls, incidence=Incidence(0.007)))
        '7 per 1000 with the intervention alone'
    """
    told: list[str] = []
    estimate, risk = row.estimate, row.baseline_risk
    if estimate is not None and estimate.measure.is_ratio:
        told.append(ratio(estimate))
    elif estimate is not None and estimate.measure is Measure.RD:
        less = proportion(estimate).per(PER)
        told.append(f"{difference(less, 'more', 'fewer', whole=True)} per {PER}")
    elif estimate is not None:
        told.append(measured(estimate))
    if risk is not None:
        told.append(f"baseline risk {counted(risk * PER)} per {PER}")
    if row.incidence is not None:
        told.append(str(row.incidence))
    if row.judged_effect is not None:
        told.append(f"judged {row.judged_effect}")
    return "; ".join(told) or "nothing recorded"


def certainty_word(row: Row) -> str:
    """The level of certainty, or that it is not rated.

    Args:
        row: of a comparison.
    """
    level = level_of(row.certainty)
    return NOT_RATED if level is None else level.value
