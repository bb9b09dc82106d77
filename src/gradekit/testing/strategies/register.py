"""What hypothesis calls when it starts: from then on `st.from_type(gk.Comparison)` works.

Strategies are made when a type is asked for, so that starting hypothesis stays cheap.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar, get_args

from hypothesis import strategies as st

from gradekit.absolute import AbsoluteEffect
from gradekit.audit import AuditFinding
from gradekit.ceilings import Ceiling
from gradekit.certainty import OverallCertainty
from gradekit.classification import Classification
from gradekit.comparison import Comparison, Context, ImportanceOverride
from gradekit.decision import Decision
from gradekit.errors import Problem
from gradekit.estimates import Estimate, Incidence, Interval, Scale
from gradekit.etd import CriterionJudgement, EvidenceToDecision
from gradekit.evidence import Evidence
from gradekit.findings import Finding
from gradekit.guideline import Guideline, Reproduction
from gradekit.interaction import Interaction, SubgroupCredibility
from gradekit.judgements import (
    CertaintyRating,
    JudgedEffect,
    Judgement,
    PublishedCertainty,
    Suggestion,
)
from gradekit.levels import EvidenceHalf, Known, OptionLevels
from gradekit.network import Contrast
from gradekit.nnt import NNT
from gradekit.outcomes import Outcome
from gradekit.panel import Member, Panel
from gradekit.paradigms import PARADIGMS, Paradigm
from gradekit.policy import Policy
from gradekit.poll import Poll, PollAnswer
from gradekit.question import Option, Population
from gradekit.readings import PolicyComparison
from gradekit.recommendation import Recommendation
from gradekit.records import (
    Figure,
    Note,
    Objection,
    OtherGuideline,
    PublishedRecommendation,
    Subgroup,
    SubgroupEstimate,
    ValuesEvidence,
)
from gradekit.rounds import Ballot, VotingRound, VotingRounds
from gradekit.sensitivity import Variant
from gradekit.situation import PanelHalf, Situation
from gradekit.sources import Citation, Parameter, Source
from gradekit.testing import strategies
from gradekit.testing.strategies.drawing import sampled
from gradekit.testing.strategies.supposed import EDITS
from gradekit.thresholds import Thresholds
from gradekit.trace import Step, Trace
from gradekit.ungraded import Ungraded
from gradekit.values import Scenario, Share, Survey
from gradekit.votes import Votes
from gradekit.voting import VotingRule

__all__ = ["STRATEGIES", "register"]

STRATEGIES: Mapping[type, str] = {
    AbsoluteEffect: "absolute_effects",
    AuditFinding: "audit_findings",
    Ballot: "ballots",
    Ceiling: "ceilings",
    CertaintyRating: "certainty_ratings",
    Citation: "citations",
    Classification: "classifications",
    Comparison: "comparisons",
    Context: "contexts",
    Contrast: "contrasts",
    CriterionJudgement: "criterion_judgements",
    Decision: "decisions",
    Estimate: "estimates",
    Evidence: "evidence",
    EvidenceHalf: "evidence_halves",
    EvidenceToDecision: "etd",
    Figure: "figures",
    Finding: "findings",
    Guideline: "guidelines",
    ImportanceOverride: "importance_overrides",
    Incidence: "incidences",
    Interaction: "interactions",
    Interval: "intervals",
    JudgedEffect: "judged_effects",
    Judgement: "judgements",
    Known: "knowns",
    Member: "members",
    NNT: "nnts",
    Note: "notes",
    Objection: "objections",
    Option: "options",
    OptionLevels: "option_levels",
    OtherGuideline: "other_guidelines",
    Outcome: "outcomes",
    OverallCertainty: "overall_certainties",
    Panel: "panels",
    PanelHalf: "panel_halves",
    Parameter: "parameters",
    Policy: "policies",
    PolicyComparison: "policy_comparisons",
    Poll: "polls",
    PollAnswer: "poll_answers",
    Population: "populations",
    Problem: "problems",
    PublishedCertainty: "published_certainties",
    PublishedRecommendation: "published_recommendations",
    Recommendation: "recommendations",
    Reproduction: "reproductions",
    Scale: "scales",
    Scenario: "scenarios",
    Share: "shares",
    Situation: "situations",
    Source: "sources",
    Step: "steps",
    Subgroup: "subgroups",
    SubgroupCredibility: "subgroup_credibilities",
    SubgroupEstimate: "subgroup_estimates",
    Suggestion: "suggestions",
    Survey: "surveys",
    Thresholds: "thresholds",
    Trace: "traces",
    Ungraded: "ungraded",
    ValuesEvidence: "values_evidence",
    Variant: "variants",
    Votes: "votes",
    VotingRound: "voting_rounds",
    VotingRounds: "rounds_of_voting",
    VotingRule: "voting_rules",
}
"""The strategy of each type, by its name in `gradekit.testing.strategies`."""


def _parameters(asked: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401 - `Parameter[float]`, say
    """Parameters whose value is of the type asked for; whole numbers where none was."""
    of = [each for each in get_args(asked) if not isinstance(each, TypeVar)]
    return strategies.parameters(of=st.from_type(of[0])) if of else strategies.parameters()


def _made_by(name: str, **given: object) -> Callable[[Any], st.SearchStrategy[Any]]:
    def made(_: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401 - a type, or a generic of one
        found: st.SearchStrategy[Any] = getattr(strategies, name)(**given)
        return found

    return made


def register() -> None:
    """Tell hypothesis how to draw every type of the model."""
    for kind, name in STRATEGIES.items():
        st.register_type_strategy(kind, _made_by(name))
    st.register_type_strategy(Parameter, _parameters)
    for kind in EDITS:
        st.register_type_strategy(kind, _made_by("edits", kind=kind))
    st.register_type_strategy(Paradigm, lambda _: sampled(PARADIGMS))
