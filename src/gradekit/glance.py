"""An evidence row at a glance: what was measured and how sure it is, as recorded."""

from __future__ import annotations

from gradekit.estimates import Interval
from gradekit.evidence import NOT_RATED, Evidence
from gradekit.judgements import level_of
from gradekit.numerals import absolute, counted, difference, measured, proportion, ratio
from gradekit.scales import Measure

__all__ = ["certainty_word", "effect_words"]

PER = 1000


def effect_words(row: Evidence) -> str:
    """What a row records of the effect, in a few words; nothing is computed from it.

    Args:
        row: of a comparison.

    Example:
        >>> from gradekit.estimates import Incidence
        >>> from gradekit.outcomes import Outcome
        >>> falls = Outcome("falls", "Falls", importance="important", better="lower", kind="harm")
        >>> effect_words(Evidence(falls, incidence=Incidence(0.007)))
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
        rate = Interval(row.incidence.value, row.incidence.low, row.incidence.high).per(PER)
        told.append(f"{absolute(rate)} per {PER} with the {row.incidence.arm} alone")
    if row.judged_effect is not None:
        judged = row.judged_effect
        told.append(f"judged {judged.magnitude}, favours {judged.favours}")
    return "; ".join(told) or "nothing recorded"


def certainty_word(row: Evidence) -> str:
    """The level of certainty, or that it is not rated.

    Args:
        row: of a comparison.
    """
    level = level_of(row.certainty)
    return NOT_RATED if level is None else level.value
