"""Strategies for data frames in the columns of `gradekit.frames`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import evolve
from hypothesis import strategies as st

from gradekit.answers import Secondary
from gradekit.comparison import Comparison
from gradekit.contract import EVIDENCE, FLAG, NUMBER, SITUATIONS, WORD, Column, known_word
from gradekit.estimates import Estimate
from gradekit.etd import EvidenceToDecision
from gradekit.evidence import Evidence
from gradekit.judgements import level_of
from gradekit.scales import Arm
from gradekit.situation import Situation
from gradekit.testing.strategies.choice import checked, optionally, whole
from gradekit.testing.strategies.comparisons import comparisons
from gradekit.testing.strategies.drawing import composite, sampled
from gradekit.testing.strategies.situations import situations

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["evidence_frames", "situation_frames"]

_PARTS = ("benefit", "harm", "catastrophe", "prohibitive")
_VOTES = ("strong_for", "conditional_for", "either", "conditional_against", "strong_against")
_LARGEST = 5


def situation_row(situation: Situation) -> dict[str, Any]:
    """A situation as one row of the contract; what is not recorded is an empty cell.

    Args:
        situation: to write down.
    """
    evidence, panel = situation.evidence, situation.panel
    known = evidence.benefit_certainty
    return {
        **{
            f"{arm}_{part}": known_word(getattr(evidence.option(arm), part))
            for arm in Arm
            for part in _PARTS
        },
        "benefit_certainty": None if known is None else known_word(known),
        "unknown_benefit": evidence.unknown_benefit,
        "overall": evidence.overall.value,
        "life_threatening": evidence.life_threatening,
        "both_active": evidence.both_active,
        "share": panel.share.value,
        "secondary": panel.secondary.value,
        "votes": panel.votes.value,
        "perspective": panel.perspective.value,
        "balance": None if panel.balance is None else panel.balance.value,
    }


def evidence_rows(comparison: Comparison) -> list[dict[str, Any]]:
    """A comparison as rows of the contract, one for each evidence row.

    Args:
        comparison: with its evidence; one without rows has no place in a frame.
    """
    recorded = _recorded(comparison)
    return [{**_row(row, comparison), **recorded} for row in comparison.evidence]


def _row(row: Evidence, comparison: Comparison) -> dict[str, Any]:
    outcome, estimate, judged = row.outcome, row.estimate, row.judged_effect
    sizes, level = outcome.thresholds, level_of(row.certainty)
    unit = sizes.unit if sizes is not None else None
    if unit is None and outcome.scale is not None:
        unit = outcome.scale.unit
    return {
        "comparison": comparison.id,
        "outcome": outcome.id,
        "importance": comparison.importance_of(outcome).value,
        "kind": outcome.kind.value,
        "better": outcome.better.value,
        "catastrophic": outcome.catastrophic,
        "role": row.role.value,
        "not_prohibitive": row.not_prohibitive,
        "certainty": None if level is None else level.value,
        **_numbers(estimate),
        "baseline_risk": row.baseline_risk,
        "incidence": None if row.incidence is None else row.incidence.value,
        "incidence_arm": None if row.incidence is None else row.incidence.arm.value,
        "judged_magnitude": None if judged is None else judged.magnitude.value,
        "judged_favours": None if judged is None else judged.favours.value,
        "judged_rationale": None if judged is None else judged.rationale or None,
        **{
            name: None if sizes is None else getattr(sizes, name)
            for name in ("small", "small_upper", "moderate", "large")
        },
        "threshold_unit": unit,
    }


def _numbers(estimate: Estimate | None) -> dict[str, Any]:
    if estimate is None:
        return dict.fromkeys(("measure", "value", "low", "high", "unit"))
    return {
        "measure": estimate.measure.value,
        "value": estimate.value,
        "low": estimate.low,
        "high": estimate.high,
        "unit": estimate.unit,
    }


def _recorded(comparison: Comparison) -> dict[str, Any]:
    share, votes, etd = comparison.share, comparison.votes, comparison.etd
    overall = level_of(comparison.overall_certainty)
    return {
        "intervention_kind": comparison.intervention.kind.value,
        "comparator_kind": comparison.comparator.kind.value,
        "life_threatening": comparison.context.life_threatening,
        "overall": None if overall is None else overall.value,
        "share": None if share is None or share.band is None else share.band.value,
        "share_low": None if share is None else share.low,
        "share_high": None if share is None else share.high,
        "share_option": None if share is None else share.option.value,
        "secondary": None if etd is None else etd.secondary.value,
        "perspective": comparison.perspective.value,
        "balance": None if comparison.balance is None else comparison.balance.value,
        **{f"votes_{name}": None if votes is None else getattr(votes, name) for name in _VOTES},
    }


def _framed(rows: list[dict[str, Any]], columns: tuple[Column, ...]) -> pd.DataFrame:
    """These rows in the dtypes the contract names, empty cells where nothing was recorded."""
    import pandas as pd

    frame = pd.DataFrame(rows, columns=[each.name for each in columns], dtype=object)
    for each in columns:
        cells = frame[each.name]
        if each.dtype == NUMBER:
            frame[each.name] = cells.astype("float64")
        elif each.dtype == FLAG:
            frame[each.name] = cells.astype("boolean")
        elif each.dtype == WORD:
            frame[each.name] = pd.Categorical(cells, categories=list(each.words))
    return frame


@checked(least=whole(0), most=whole(0))
@composite
def situation_frames(
    draw: st.DrawFn,
    *,
    of: st.SearchStrategy[Situation] | None = None,
    least: int = 0,
    most: int = _LARGEST,
) -> pd.DataFrame:
    """A frame of situations, one row each, in the columns of the contract.

    Args:
        of: what each row is drawn from.
        least: rows.
        most: rows.

    Example:
        >>> from hypothesis import find
        >>> frame = find(situation_frames(least=1), lambda frame: True)
        >>> list(frame.columns[:2]), len(frame) >= 1
        (['intervention_benefit', 'intervention_harm'], True)
    """
    drawn = draw(st.lists(situations() if of is None else of, min_size=least, max_size=most))
    return _framed([situation_row(each) for each in drawn], SITUATIONS)


@checked(least=whole(0), most=whole(0))
@composite
def evidence_frames(
    draw: st.DrawFn,
    *,
    of: st.SearchStrategy[Comparison] | None = None,
    least: int = 0,
    most: int = _LARGEST,
) -> pd.DataFrame:
    """A frame of evidence, one row for each outcome of each comparison.

    Criteria are written as the panel's overall judgement alone: the contract has no column for
    single ones.

    Args:
        of: what the rows are drawn from; ids are made anew.
        least: comparisons.
        most: comparisons.
    """
    drawn = draw(st.lists(_written() if of is None else of, min_size=least, max_size=most))
    rows = [
        row
        for nth, each in enumerate(drawn)
        for row in evidence_rows(evolve(each, id=f"comparison-{nth + 1}"))
    ]
    return _framed(rows, EVIDENCE)


def _written() -> st.SearchStrategy[Comparison]:
    """Comparisons the contract can write down whole."""
    overall = st.builds(EvidenceToDecision, secondary=sampled(Secondary))
    return comparisons(etd=optionally(overall))
