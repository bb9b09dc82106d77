"""gradekit: the GRADE method, from evidence to recommendation.

It records people's judgements, computes their consequences, and suggests.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gradekit import (
        datasets,
        domains,
        frames,
        information_size,
        io,
        meeting,
        presets,
        sensitivity,
        simulation,
        testing,
    )
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
    from gradekit.policy import BMJ_RAPID, CORE_2025, EBM_TABLE, GRADE_2013, Policy
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
    from gradekit.ungraded import Ungraded
    from gradekit.values import Scenario, Share, Survey
    from gradekit.votes import Votes
    from gradekit.voting import VOTING_RULES, VotingRule

__all__ = [
    "BMJ_RAPID",
    "CORE_2025",
    "EBM_TABLE",
    "GRADE_2013",
    "MID",
    "PARADIGMS",
    "VOTING_RULES",
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
    "Ungraded",
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
    "frames",
    "information_size",
    "interaction_test",
    "io",
    "meeting",
    "nnt",
    "overall_certainty",
    "presets",
    "rate_certainty",
    "recommend",
    "sensitivity",
    "simulation",
    "situation",
    "statement",
    "swap",
    "testing",
]

# Importing gradekit loads nothing: each name brings its module when it is first asked for. The same
# names stand three times, for the interpreter here, for type checkers and editors above, and in
# `__all__`; a test holds the three equal.
_HOMES: dict[str, tuple[str, ...]] = {
    "absolute": ("AbsoluteEffect", "absolute_effect"),
    "answers": (
        "Direction",
        "PanelBalance",
        "PanelRole",
        "RecommendationType",
        "Secondary",
        "ShareBand",
        "ShareRoute",
        "Strength",
        "VoteState",
    ),
    "audit": ("AuditFinding", "audit"),
    "ceilings": ("Ceiling",),
    "certainty": ("OverallCertainty", "overall_certainty", "rate_certainty"),
    "classification": ("Classification", "classify"),
    "comparison": ("Comparison", "Context", "ImportanceOverride", "swap"),
    "decision": ("Decision", "decide"),
    "errors": (
        "BaselineRiskMissing",
        "DocumentError",
        "GradekitError",
        "InvalidValue",
        "MissingExtra",
        "Problem",
        "UnitMismatch",
        "UnknownReference",
    ),
    "estimates": ("Estimate", "Incidence", "Interval", "Scale"),
    "etd": ("CriterionJudgement", "EvidenceToDecision"),
    "evidence": ("Evidence",),
    "findings": ("Finding",),
    "guideline": ("Guideline", "Reproduction"),
    "interaction": ("SubgroupCredibility", "interaction_test"),
    "judgements": (
        "CertaintyRating",
        "JudgedEffect",
        "Judgement",
        "PublishedCertainty",
        "Suggestion",
    ),
    "nnt": ("nnt",),
    "outcomes": ("Outcome",),
    "panel": ("Member", "Panel"),
    "paradigms": ("PARADIGMS", "Paradigm"),
    "policy": ("BMJ_RAPID", "CORE_2025", "EBM_TABLE", "GRADE_2013", "Policy"),
    "question": ("Option", "Population"),
    "readings": ("PolicyComparison", "compare_policies"),
    "recommendation": ("Recommendation", "recommend"),
    "records": ("PublishedRecommendation",),
    "scales": (
        "Arm",
        "Better",
        "Certainty",
        "Edition",
        "Favours",
        "Importance",
        "Level",
        "Magnitude",
        "Measure",
        "Met",
        "OptionKind",
        "OutcomeKind",
        "Perspective",
        "Role",
    ),
    "situation": ("PanelHalf", "Situation", "situation"),
    "sources": ("Citation", "Parameter", "Source"),
    "statement": ("statement",),
    "thresholds": ("MID", "Thresholds"),
    "trace": ("Step", "StepKind", "Trace"),
    "values": ("Scenario", "Share", "Survey"),
    "ungraded": ("Ungraded",),
    "votes": ("Votes",),
    "voting": ("VOTING_RULES", "VotingRule"),
}

_ROOMS = frozenset(
    {
        "datasets",
        "domains",
        "frames",
        "information_size",
        "io",
        "meeting",
        "presets",
        "sensitivity",
        "simulation",
        "testing",
    }
)
_HOME = {name: home for home, names in _HOMES.items() for name in names}


class _Package(ModuleType):
    """The package. `audit`, `nnt`, `situation` and `statement` are functions and modules both.

    Importing the module of such a name binds it to the package, which would hide the function for
    whoever asks for it afterwards. A module never takes the place of a name that is not one.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if not (isinstance(value, ModuleType) and name in _HOME):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module attribute may be anything
    if name in _HOME:
        home = import_module(f"gradekit.{_HOME[name]}")
        found = getattr(home, name)
        if name == _HOME[name]:
            # `import gradekit.audit as m` gives what the package holds under the name, which is the
            # function: so that `m.AUDIT_RULES` is there too, the function carries its module.
            vars(found).update((key, each) for key, each in vars(home).items() if key[0] != "_")
        setattr(sys.modules[__name__], name, found)
        return found
    outside = name.startswith("_") or not name.isidentifier()
    if name in _ROOMS or (not outside and find_spec(f"gradekit.{name}")):
        return import_module(f"gradekit.{name}")
    message = f"module 'gradekit' has no attribute {name!r}"
    raise AttributeError(message)


def __dir__() -> list[str]:
    return sorted(__all__)
