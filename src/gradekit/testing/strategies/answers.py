"""Strategies for what the library answers with: made by asking it, so that they hang together."""

from __future__ import annotations

from hypothesis import strategies as st

from gradekit.audit import AuditFinding
from gradekit.audit.finding import Severity
from gradekit.ceilings import Ceiling
from gradekit.decision import Decision, decide
from gradekit.errors import Problem
from gradekit.guideline import Reproduction
from gradekit.policy import BMJ_RAPID, Policy
from gradekit.readings import PolicyComparison, compare_policies
from gradekit.recommendation import Recommendation, recommend
from gradekit.testing.strategies.choice import (
    ANY,
    Given,
    checked,
    identifiers,
    texts,
    word,
)
from gradekit.testing.strategies.comparisons import comparisons
from gradekit.testing.strategies.drawing import composite, pick, sampled
from gradekit.testing.strategies.numbers import citations
from gradekit.testing.strategies.records import published_recommendations
from gradekit.testing.strategies.situations import situations
from gradekit.trace import Step, Trace

__all__ = [
    "audit_findings",
    "ceilings",
    "decisions",
    "policy_comparisons",
    "problems",
    "recommendations",
    "reproductions",
    "steps",
    "traces",
]

_COMMON = ("direction", "strength")


def decisions(*, policy: Policy = BMJ_RAPID) -> st.SearchStrategy[Decision]:
    """Answers to situations.

    Args:
        policy: of the method.
    """
    return situations().map(lambda each: decide(each, policy))


def ceilings() -> st.SearchStrategy[Ceiling]:
    """Ceilings on strength."""
    return decisions().flatmap(lambda each: sampled(each.ceilings))


def traces() -> st.SearchStrategy[Trace]:
    """Traces of decisions."""
    return decisions().map(lambda each: each.trace)


def steps() -> st.SearchStrategy[Step]:
    """Steps of decisions."""
    return traces().flatmap(lambda each: sampled(each.steps))


def recommendations(*, policy: Policy = BMJ_RAPID) -> st.SearchStrategy[Recommendation]:
    """Suggested recommendations, of drawn comparisons; a survey may have spoken for them.

    Args:
        policy: of the method.
    """
    return comparisons(panel=ANY, policy=policy).map(lambda each: recommend(each, policy))


def policy_comparisons() -> st.SearchStrategy[PolicyComparison]:
    """One comparison under several readings."""
    return comparisons(panel=ANY).map(compare_policies)


@composite
def reproductions(draw: st.DrawFn) -> Reproduction:
    """A published recommendation beside what its comparisons suggest."""
    found = draw(st.lists(recommendations(), min_size=1, max_size=2))
    about = tuple(each.comparison.id for each in found)
    directions, strengths = ({getattr(each, name) for each in found} for name in _COMMON)
    return Reproduction(
        published=draw(published_recommendations(comparisons=about)),
        derived=tuple(found),
        direction=directions.pop() if len(directions) == 1 else None,
        strength=strengths.pop() if len(strengths) == 1 else None,
    )


@checked(severity=word(Severity))
@composite
def audit_findings(draw: st.DrawFn, *, severity: Given[Severity | str] = ANY) -> AuditFinding:
    """Findings of an audit, as a report takes them.

    Args:
        severity: note, warning or error.
    """
    return AuditFinding(
        code=draw(identifiers()),
        severity=Severity(pick(draw, severity, sampled(Severity))),
        path="$." + draw(identifiers()),
        message=draw(texts()),
        sources=tuple(draw(st.lists(citations(), max_size=2))),
        resolve=draw(texts()),
    )


def problems() -> st.SearchStrategy[Problem]:
    """Things wrong with an input, with their place."""
    place = st.lists(identifiers() | st.integers(0, 9), max_size=3).map(tuple)
    return st.builds(Problem, texts(), place, texts(), texts(), texts())
