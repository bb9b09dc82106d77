"""The audit: what a guideline says, held against what its evidence and judgements imply.

It reports coded findings and changes nothing. A published recommendation stays as published.
"""

from __future__ import annotations

from gradekit.audit.contradictions import contradiction_findings
from gradekit.audit.evidence import evidence_findings, unjudged
from gradekit.audit.finding import (
    AuditFinding,
    AuditFindings,
    AuditRule,
    Placed,
    Severity,
    in_order,
)
from gradekit.audit.published import published_findings
from gradekit.audit.references import (
    cycle_findings,
    policy_findings,
    unchecked_findings,
    unknown_findings,
)
from gradekit.audit.rules import AUDIT_RULES
from gradekit.audit.survey import survey_findings
from gradekit.audit.ungraded import ungraded_findings
from gradekit.audit.unsigned import unsigned_findings
from gradekit.errors import Problems
from gradekit.guideline import Guideline
from gradekit.policy import Policy, as_policy
from gradekit.recommendation import Recommendation, recommend

__all__ = ["AUDIT_RULES", "AuditFinding", "AuditFindings", "AuditRule", "Severity", "audit"]


def audit(guideline: Guideline, policy: Policy | None = None) -> AuditFindings:
    """Everything in a guideline that its own records do not bear out.

    Args:
        guideline: to look through; it is not changed.
        policy: instead of the guideline's own.

    Returns:
        The findings, sorted by their path in the document. An effect that cannot be judged is a
        finding as well; its comparison is then held against nothing.

    Source: classes of strong recommendations on low certainty as in Alexander 2016 and Brito 2013;
        each rule carries its own.

    Example:
        >>> import gradekit as gk
        >>> guide = gk.datasets.load("spine-2025")
        >>> sorted({finding.code for finding in audit(guide) if finding.severity > "note"})
        ['outcome.critical-missing']
    """
    found = Problems()
    found.need_kinds(Guideline, "gk.io.load(path) reads one", required=True, guideline=guideline)
    policy = None if policy is None else as_policy(policy)
    placed: list[Placed] = []
    answers: dict[str, Recommendation] = {}
    for place, comparison in enumerate(guideline.comparisons):
        problems = list(unjudged(comparison, ("comparisons", place)))
        placed += problems
        if not problems:
            answers[comparison.id] = recommend(comparison, policy)
    placed += published_findings(guideline, answers)
    placed += contradiction_findings(guideline, answers)
    placed += evidence_findings(guideline, answers)
    placed += survey_findings(guideline.panel, policy or guideline.policy)
    placed += ungraded_findings(guideline)
    placed += unsigned_findings(guideline)
    placed += unknown_findings(guideline)
    placed += unchecked_findings(guideline, answers)
    placed += policy_findings(guideline, answers)
    placed += cycle_findings(guideline)
    return in_order(placed)
