"""Frames: many situations, or the evidence of many comparisons, answered at once.

The scalar rules are the only rules. What is here reads columns, asks the scalar rules once about
each class of rows there is, and looks the answers up.
"""

from __future__ import annotations

from collections.abc import Hashable

import pandas as pd

from gradekit.contract import ANSWERS, EVIDENCE, SITUATIONS, Column
from gradekit.decision import Decision
from gradekit.errors import UnknownReference, refuse
from gradekit.frames.columns import framed
from gradekit.frames.comparisons import recommend_frame, recommendation_of
from gradekit.frames.failures import Collected
from gradekit.frames.rows import evidence_frame
from gradekit.frames.situations import decide_frame, explained
from gradekit.panel import Panel
from gradekit.policy import BMJ_RAPID, Policy
from gradekit.recommendation import Recommendation

__all__ = [
    "ANSWERS",
    "EVIDENCE",
    "SITUATIONS",
    "Collected",
    "Column",
    "decide",
    "evidence",
    "explain",
    "recommend",
]

decide = decide_frame
recommend = recommend_frame
evidence = evidence_frame


def explain(
    frame: pd.DataFrame,
    row: Hashable,
    policy: Policy = BMJ_RAPID,
    panel: Panel | None = None,
) -> Decision | Recommendation:
    """The scalar answer of one row, with its full trace.

    Args:
        frame: of situations, or of evidence.
        row: label of a row of situations; id of a comparison, for evidence.
        policy: the method's parameters.
        panel: whose survey speaks, for evidence.

    Returns:
        A `Decision` for a situation, a `Recommendation` for a comparison.

    Raises:
        UnknownReference: no such row, or a label that several rows share.
        GradekitError: cells that cannot be read.

    Example:
        >>> from gradekit import datasets
        >>> guide = datasets.load("spine-2025")
        >>> rows = evidence(guide.comparisons)
        >>> str(explain(rows, "axial/im-la", panel=guide.panel))
        'strong against'
    """
    frame = framed(frame, (*EVIDENCE, *SITUATIONS))
    of_evidence = "comparison" in frame.columns
    places = (frame["comparison"] == row).to_numpy() if of_evidence else frame.index == row
    found = places.nonzero()[0]
    if len(found) == 0 or (len(found) > 1 and not of_evidence):
        refuse(
            UnknownReference,
            "no such row" if len(found) == 0 else "several rows of this label",
            expected="the id of a comparison" if of_evidence else "the label of one row",
            got=row,
        )
    if of_evidence:
        return recommendation_of(frame, row, policy, panel)
    return explained(frame, int(found[0]), policy)
