"""Statements that are not graded: whether each condition for them is recorded as met."""

from __future__ import annotations

from collections.abc import Iterator

from gradekit.audit.finding import Placed, found
from gradekit.audit.rules import UNGRADED_NOT_MET, UNGRADED_NOT_RECORDED
from gradekit.guideline import Guideline
from gradekit.ungraded import CONDITIONS

__all__ = ["ungraded_findings"]


def ungraded_findings(guideline: Guideline) -> Iterator[Placed]:
    """Conditions of chosen statements that are not met or not recorded.

    Args:
        guideline: with its comparisons.
    """
    for place, comparison in enumerate(guideline.comparisons):
        chosen = comparison.ungraded
        if chosen is None:
            continue
        rules = CONDITIONS[chosen.type]
        root = ("comparisons", place, "ungraded", "conditions")
        for rule, names in (
            (UNGRADED_NOT_MET, chosen.not_met),
            (UNGRADED_NOT_RECORDED, chosen.not_recorded),
        ):
            for name in names:
                told = f"{chosen.type}, {name}: {rules[name].sentence}"
                yield found(rule, (*root, name), told, rules[name].source, chosen.source)
