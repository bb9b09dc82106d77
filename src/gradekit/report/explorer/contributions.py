"""What one finding adds to the balance, for every size and certainty it might have.

Each cell is what scalar `weigh` says of a comparison with that finding alone. Adding findings up is
then the higher of two certainties, or the lower of two, and nothing else.
"""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import Any

from attrs import frozen

from gradekit.balance import weigh
from gradekit.comparison import Comparison
from gradekit.estimates import Estimate
from gradekit.evidence import Evidence
from gradekit.findings import Finding
from gradekit.judgements import JudgedEffect, PublishedCertainty
from gradekit.levels import Known
from gradekit.outcomes import Outcome
from gradekit.question import Option
from gradekit.scales import Arm, Certainty, Favours, Importance, Level, Magnitude, OutcomeKind

__all__ = ["CERTAINTIES", "Sort", "contributions", "known_code", "sort_of"]

CERTAINTIES: tuple[Certainty | None, ...] = (None, *Certainty)
MAGNITUDES = tuple(Magnitude)
FAVOURED = tuple(Favours)
LEVELS = tuple(Level)
_OPTIONS = (Option("x", "x", "active"), Option("y", "y", "inactive"))


@frozen
class Sort:
    """What of a finding matters beside its size and certainty.

    Args:
        kind: of the outcome.
        importance: in the comparison.
        catastrophic: whether an important harm is a catastrophe.
        waived: whether the panel called it not prohibitive.
    """

    kind: OutcomeKind
    importance: Importance
    catastrophic: bool
    waived: bool


def sort_of(finding: Finding) -> Sort:
    """The sort of a finding.

    Args:
        finding: that decides.
    """
    row = finding.evidence
    return Sort(
        finding.outcome.kind,
        finding.importance,
        finding.outcome.catastrophic,
        row is not None and row.not_prohibitive,
    )


def known_code(known: Known) -> int:
    """A state of knowledge as one number.

    Args:
        known: at which certainty, and up to which it might be.
    """
    return LEVELS.index(known.at) * len(LEVELS) + LEVELS.index(known.up_to)


def _weighed(
    sort: Sort,
    certainty: Certainty | None,
    *,
    judged: JudgedEffect | None = None,
    estimate: Estimate | None = None,
) -> tuple[Any, ...]:
    """Both options, benefit certainty, what is unknown, and the certainty that counts overall."""
    better = "higher" if sort.kind is OutcomeKind.BENEFIT else "lower"
    outcome = Outcome(
        "o",
        "o",
        importance=sort.importance,
        better=better,
        kind=sort.kind,
        catastrophic=sort.catastrophic,
    )
    row = Evidence(
        outcome,
        estimate,
        judged_effect=judged,
        certainty=None if certainty is None else PublishedCertainty(certainty),
        not_prohibitive=sort.waived,
    )
    alone = Comparison(
        id="c", population="p", intervention=_OPTIONS[0], comparator=_OPTIONS[1], evidence=(row,)
    )
    balance = weigh(alone)
    half, (finding,) = balance.half, balance.deciding
    options = (
        known_code(known)
        for arm in Arm
        for known in (
            half.option(arm).benefit,
            half.option(arm).harm,
            half.option(arm).catastrophe,
            half.option(arm).prohibitive,
        )
    )
    benefit = half.benefit_certainty
    return (
        tuple(options),
        None if benefit is None else known_code(benefit),
        half.unknown_benefit,
        finding.is_critical_benefit and finding.certainty is None,
        tuple(Certainty).index(half.overall),
        tuple(each.partition(":")[0] for each in balance.missing),
    )


@cache
def contributions(sort: Sort) -> tuple[tuple[Any, ...], ...]:
    """What a finding of this sort adds, by magnitude, whom it favours, and certainty.

    The last cells are those of an outcome nobody studied, and of one that was measured and lacks
    its threshold, by certainty. A cell holds what is known of both options, the benefit certainty,
    whether a critical benefit is of unknown magnitude or not rated, the certainty that counts
    overall, and what is missing.

    Args:
        sort: of the finding.
    """
    cells = [
        _weighed(sort, certainty, judged=JudgedEffect(magnitude, favours))
        # An effect that matters favours an option, and no other does.
        if magnitude.is_important == (favours is not Favours.NEITHER)
        else ()
        for magnitude, favours, certainty in product(MAGNITUDES, FAVOURED, CERTAINTIES)
    ]
    measured = Estimate("MD", 1.0, unit="points")
    return (
        *cells,
        *(_weighed(sort, certainty) for certainty in CERTAINTIES),
        *(_weighed(sort, certainty, estimate=measured) for certainty in CERTAINTIES),
    )
