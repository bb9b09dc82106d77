"""Judgements nobody can be asked about: no signer, no reason, no source."""

from __future__ import annotations

from collections.abc import Iterator

from gradekit.answers import Secondary
from gradekit.audit.finding import Placed, found
from gradekit.audit.rules import UNSIGNED
from gradekit.comparison import Comparison
from gradekit.errors import Path
from gradekit.etd import EvidenceToDecision
from gradekit.evidence import Evidence
from gradekit.guideline import Guideline
from gradekit.judgements import CertaintyRating
from gradekit.sources import Citation

__all__ = ["unsigned_findings"]


def unsigned_findings(guideline: Guideline) -> Iterator[Placed]:
    """Recorded judgements with neither signer, reason nor source.

    What the model cannot sign (the panel's balance, votes) is left out, and so is an importance
    override, which has a rule of its own.

    Args:
        guideline: with its comparisons.
    """
    for place, comparison in enumerate(guideline.comparisons):
        root: Path = ("comparisons", place)
        for at, what in _unsigned(comparison):
            message = f"{comparison.id}: {what}, without signer, reason or source"
            yield found(UNSIGNED, (*root, *at), message)


def _signed(*marks: str | Citation | None) -> bool:
    """Whether anything says who, why or where."""
    return any(each.strip() if isinstance(each, str) else each for each in marks)


def _unsigned(comparison: Comparison) -> Iterator[tuple[Path, str]]:
    """Each unsigned judgement of a comparison, with its place in it."""
    share, overall, chosen = comparison.share, comparison.overall_certainty, comparison.ungraded
    if share is not None and not _signed(share.by, share.rationale, share.source):
        yield ("share",), "a share is recorded"
    for nth, row in enumerate(comparison.evidence):
        yield from _row(row, ("evidence", nth))
    if overall is not None and not isinstance(overall, CertaintyRating):
        if not _signed(overall.source, overall.note):
            yield ("overall_certainty",), "an overall certainty is recorded"
    else:
        yield from _rating(overall, ("overall_certainty",), "the overall certainty")
    if comparison.etd is not None:
        yield from _criteria(comparison.etd)
    if chosen is not None and not _signed(chosen.by, chosen.rationale, chosen.source):
        yield ("ungraded",), f"a statement, {chosen.type}, was chosen"


def _row(row: Evidence, at: Path) -> Iterator[tuple[Path, str]]:
    """The judgements of a row; its source speaks for them where it has one."""
    if row.source is not None:
        return
    judged = row.judged_effect
    if judged is not None and not _signed(judged.by, judged.rationale):
        yield (*at, "judged_effect"), f"the effect on {row.outcome.name} was judged"
    if isinstance(row.certainty, CertaintyRating):
        yield from _rating(row.certainty, (*at, "certainty"), f"certainty of {row.outcome.name}")


def _rating(rating: CertaintyRating | None, at: Path, what: str) -> Iterator[tuple[Path, str]]:
    """The domains of a rating that were judged by nobody named."""
    moves = () if rating is None else rating.moves
    named = [
        move.domain for move in moves if not _signed(move.judgement.by, move.judgement.rationale)
    ]
    if named:
        yield at, f"{what} was judged for {', '.join(named)}"


def _criteria(etd: EvidenceToDecision) -> Iterator[tuple[Path, str]]:
    """The secondary criteria; who judged them all in all judged each of them."""
    whole = _signed(etd.by, etd.rationale, etd.source)
    if etd.secondary is not Secondary.NOT_JUDGED and not whole:
        yield ("etd", "secondary"), "the secondary criteria were judged"
    named = [
        each.criterion
        for each in etd.judgements
        if not whole and not _signed(each.by, each.rationale, each.source)
    ]
    if named:
        yield ("etd", "judgements"), f"criteria were judged ({', '.join(named)})"
