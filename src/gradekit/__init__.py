"""gradekit: the GRADE method, from evidence to recommendation.

It records people's judgements, computes their consequences, and suggests.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from gradekit import domains, information_size, presets
from gradekit.absolute import AbsoluteEffect, absolute_effect
from gradekit.answers import (
    Direction,
    PanelBalance,
    PanelRole,
    RecommendationType,
    Secondary,
    ShareBand,
    ShareRoute,
    Strength,
    VoteState,
)
from gradekit.audit import AuditFinding, audit
from gradekit.ceilings import Ceiling
from gradekit.certainty import OverallCertainty, overall_certainty, rate_certainty
from gradekit.classification import Classification, classify
from gradekit.comparison import Comparison, Context, ImportanceOverride, swap
from gradekit.decision import Decision, decide
from gradekit.errors import (
    BaselineRiskMissing,
    DocumentError,
    GradekitError,
    InvalidValue,
    MissingExtra,
    Problem,
    UnitMismatch,
    UnknownReference,
)
from gradekit.estimates import Estimate, Incidence, Interval, Scale
from gradekit.etd import CriterionJudgement, EvidenceToDecision
from gradekit.evidence import Evidence
from gradekit.findings import Finding
from gradekit.guideline import Guideline, Reproduction
from gradekit.interaction import SubgroupCredibility, interaction_test
from gradekit.judgements import (
    CertaintyRating,
    JudgedEffect,
    Judgement,
    PublishedCertainty,
    Suggestion,
)
from gradekit.nnt import nnt
from gradekit.outcomes import Outcome
from gradekit.panel import Member, Panel
from gradekit.paradigms import PARADIGMS, Paradigm
from gradekit.policy import BMJ_RAPID, CORE_2025, EBM_TABLE, GRADE_2013, Policy, VotingRule
from gradekit.question import Option, Population
from gradekit.readings import PolicyComparison, compare_policies
from gradekit.recommendation import Recommendation, recommend
from gradekit.records import PublishedRecommendation
from gradekit.scales import (
    Arm,
    Better,
    Certainty,
    Edition,
    Favours,
    Importance,
    Level,
    Magnitude,
    Measure,
    Met,
    OptionKind,
    OutcomeKind,
    Perspective,
    Role,
)
from gradekit.situation import PanelHalf, Situation, situation
from gradekit.sources import Citation, Parameter, Source
from gradekit.statement import statement
from gradekit.thresholds import MID, Thresholds
from gradekit.trace import Step, StepKind, Trace
from gradekit.values import Scenario, Share, Survey
from gradekit.votes import Votes

if TYPE_CHECKING:
    from gradekit import datasets, io, testing

__all__ = [
    "BMJ_RAPID",
    "CORE_2025",
    "EBM_TABLE",
    "GRADE_2013",
    "MID",
    "PARADIGMS",
    "AbsoluteEffect",
    "Arm",
    "AuditFinding",
    "BaselineRiskMissing",
    "Better",
    "Ceiling",
    "Certainty",
    "CertaintyRating",
    "Citation",
    "Classification",
    "Comparison",
    "Context",
    "CriterionJudgement",
    "Decision",
    "Direction",
    "DocumentError",
    "Edition",
    "Estimate",
    "Evidence",
    "EvidenceToDecision",
    "Favours",
    "Finding",
    "GradekitError",
    "Guideline",
    "Importance",
    "ImportanceOverride",
    "Incidence",
    "Interval",
    "InvalidValue",
    "JudgedEffect",
    "Judgement",
    "Level",
    "Magnitude",
    "Measure",
    "Member",
    "Met",
    "MissingExtra",
    "Option",
    "OptionKind",
    "Outcome",
    "OutcomeKind",
    "OverallCertainty",
    "Panel",
    "PanelBalance",
    "PanelHalf",
    "PanelRole",
    "Paradigm",
    "Parameter",
    "Perspective",
    "Policy",
    "PolicyComparison",
    "Population",
    "Problem",
    "PublishedCertainty",
    "PublishedRecommendation",
    "Recommendation",
    "RecommendationType",
    "Reproduction",
    "Role",
    "Scale",
    "Scenario",
    "Secondary",
    "Share",
    "ShareBand",
    "ShareRoute",
    "Situation",
    "Source",
    "Step",
    "StepKind",
    "Strength",
    "SubgroupCredibility",
    "Suggestion",
    "Survey",
    "Thresholds",
    "Trace",
    "UnitMismatch",
    "UnknownReference",
    "VoteState",
    "Votes",
    "VotingRule",
    "absolute_effect",
    "audit",
    "classify",
    "compare_policies",
    "datasets",
    "decide",
    "domains",
    "information_size",
    "interaction_test",
    "io",
    "nnt",
    "overall_certainty",
    "presets",
    "rate_certainty",
    "recommend",
    "situation",
    "statement",
    "swap",
    "testing",
]

# Rooms that bring a third party with them are loaded when first named.
_EDGES = frozenset({"datasets", "io", "testing"})


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module attribute may be anything
    if name in _EDGES:
        return import_module(f"gradekit.{name}")
    message = f"module 'gradekit' has no attribute {name!r}"
    raise AttributeError(message)


def __dir__() -> list[str]:
    return sorted(__all__)
