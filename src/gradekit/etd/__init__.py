"""Evidence to decision: the twelve criteria, what a panel judged of them, and what that favours."""

from gradekit.etd.criteria import CRITERIA, Criterion, CriterionRecord, Judges, record_of
from gradekit.etd.framework import (
    DISAGREE,
    RULES,
    CriterionJudgement,
    EvidenceToDecision,
    secondary_of,
)

__all__ = [
    "CRITERIA",
    "DISAGREE",
    "RULES",
    "Criterion",
    "CriterionJudgement",
    "CriterionRecord",
    "EvidenceToDecision",
    "Judges",
    "record_of",
    "secondary_of",
]
