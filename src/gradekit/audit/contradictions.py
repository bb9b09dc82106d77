"""Directions the effects on record speak only against: as published, or else as suggested."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gradekit.answers import Direction
from gradekit.audit.finding import Placed, found
from gradekit.audit.rules import AGAINST_EVIDENCE
from gradekit.errors import Path
from gradekit.guideline import Guideline
from gradekit.recommendation import Recommendation
from gradekit.remarks import against_evidence
from gradekit.sources import Citation
from gradekit.trace import StepKind

__all__ = ["contradiction_findings"]


def contradiction_findings(
    guideline: Guideline, answers: Mapping[str, Recommendation]
) -> Iterator[Placed]:
    """Directions against the evidence.

    What was published is held against the evidence; the suggested answer only where nothing was
    published on its comparison, so that nobody is warned of the same thing twice.

    Args:
        guideline: with its comparisons and published recommendations.
        answers: what the evidence suggests, by comparison; one that cannot be judged has none.
    """
    told: set[str] = set()
    for place, published in enumerate(guideline.recommendations):
        for nth, name in enumerate(published.comparisons):
            told.add(name)
            answer = answers.get(name)
            if answer is not None:
                at: Path = ("recommendations", place, "comparisons", nth)
                said = f"{published.id}, published {published.direction}, on {name}"
                yield from _against(answer, published.direction, at, said, published.source)
    for place, comparison in enumerate(guideline.comparisons):
        answer = answers.get(comparison.id)
        if answer is not None and comparison.id not in told:
            at = ("comparisons", place)
            yield from _against(
                answer, answer.direction, at, f"{comparison.id}: suggested {answer}"
            )


def _against(
    answer: Recommendation,
    direction: Direction | None,
    at: Path,
    said: str,
    source: Citation | None = None,
) -> Iterator[Placed]:
    step = against_evidence(answer.comparison, answer.assessment, direction)
    if step.kind is StepKind.FIRED:
        yield found(AGAINST_EVIDENCE, at, f"{said}; {step.result}", source)
