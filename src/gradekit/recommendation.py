"""Recommendations: from a comparison to a suggested answer that can be defended line by line."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from gradekit.answers import (
    Direction,
    RecommendationType,
    Secondary,
    ShareBand,
    Strength,
    VoteState,
)
from gradekit.ceilings import Ceiling
from gradekit.comparison import Comparison
from gradekit.decision import Decision, decide
from gradekit.etd import secondary_of
from gradekit.explanation import Explanation, explain
from gradekit.findings import Finding
from gradekit.flips import DEPTH, Flips, ShareAnswers, flips, if_share
from gradekit.judgements import CertaintyRating
from gradekit.panel import Panel
from gradekit.policy import Policy
from gradekit.remarks import against_evidence, on_research, remarks
from gradekit.share import FoundShare
from gradekit.situation import OF_THE_COMPARISON, Assessment, Situation, _OfTheComparison, assess
from gradekit.sources import Parameter
from gradekit.trace import Trace
from gradekit.ungraded import ungraded_step

__all__ = ["Recommendation", "recommend"]


@frozen(kw_only=True)
class Recommendation:
    """A suggested recommendation with its reasons. It suggests; a panel decides.

    Args:
        comparison: what it is about.
        assessment: findings, balance, share and situation.
        decision: the graded answer to the situation; a draft where an ungraded statement stands.
        remarks: said beside a graded answer.
        trace: every step from evidence to answer.
    """

    comparison: Comparison
    assessment: Assessment = field(repr=False)
    decision: Decision
    remarks: tuple[str, ...] = ()
    trace: Trace = field(repr=False)

    @property
    def type(self) -> RecommendationType:
        """graded; only in research or good practice where that stands; none without an answer."""
        chosen = self.comparison.ungraded
        if chosen is not None and chosen.stands:
            return chosen.type
        none = self.decision.direction is Direction.NONE
        return RecommendationType.NONE if none else RecommendationType.GRADED

    @property
    def is_ungraded(self) -> bool:
        """Whether a statement without a grade stands in the place of a graded answer."""
        return self.type in (RecommendationType.ONLY_IN_RESEARCH, RecommendationType.GOOD_PRACTICE)

    @property
    def direction(self) -> Direction:
        """for, against, either or none; none for a statement that is not graded."""
        return Direction.NONE if self.is_ungraded else self.decision.direction

    @property
    def strength(self) -> Strength:
        """strong, conditional or none; none for a statement that is not graded."""
        return Strength.NONE if self.is_ungraded else self.decision.strength

    @property
    def paradigms(self) -> tuple[int, ...]:
        """Numbers of the paradigms permitting strong in this direction."""
        return () if self.is_ungraded else self.decision.paradigms

    @property
    def binding(self) -> tuple[str, ...]:
        """The ceilings that keep the answer below strong."""
        return () if self.is_ungraded else self.decision.binding

    @property
    def opened_by(self) -> tuple[str, ...]:
        """What allowed a strong answer."""
        return () if self.is_ungraded else self.decision.opened_by

    @property
    def conflict(self) -> str | None:
        """Who did not agree, where the votes leave no recommendation."""
        return None if self.is_ungraded else self.decision.conflict

    @property
    def readings(self) -> tuple[Parameter[object], ...]:
        """What the sources leave open and how it was read here: the policy's parameters."""
        return tuple(self.policy.parameters())

    @property
    def ceilings(self) -> tuple[Ceiling, ...]:
        """All four ceilings."""
        return self.decision.ceilings

    @property
    def missing(self) -> tuple[str, ...]:
        """Judgements without which there is no answer, or something counted as very low."""
        decided = () if self.is_ungraded else self.decision.missing
        chosen = self.comparison.ungraded
        asked = () if chosen is None else chosen.not_recorded
        return (
            *decided,
            *self.assessment.balance.missing,
            *(f"{chosen.type}: {name}" for name in asked if chosen is not None),
        )

    @property
    def not_recorded(self) -> tuple[str, ...]:
        """Judgements nobody recorded that left something open without stopping the answer."""
        panel, evidence = self.situation.panel, self.situation.evidence
        absent = {
            "share": panel.share is ShareBand.UNKNOWN and "share" not in self.missing,
            "secondary criteria": panel.secondary is Secondary.NOT_JUDGED,
            "votes": panel.votes is VoteState.NOT_VOTED,
            "life-threatening": evidence.life_threatening is None,
        }
        balance = self.assessment.balance
        unrated = (f"certainty: {name}" for name in balance.not_rated)
        return (
            *(name for name, missing in absent.items() if missing),
            *(name for name in unrated if name not in self.missing),
            *(_unjudged(each) for each in balance.deciding if _unjudged(each)),
        )

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, those that do not decide included."""
        return self.assessment.balance.findings

    @property
    def share(self) -> FoundShare:
        """The share used and its route."""
        return self.assessment.share

    @property
    def situation(self) -> Situation:
        """All the answer depends on."""
        return self.assessment.situation

    @property
    def policy(self) -> Policy:
        """The method's parameters used."""
        return self.assessment.policy

    @property
    def explanation(self) -> Explanation:
        """The explanation as a value, to print in one form or another."""
        return explain(
            self.comparison,
            self.assessment,
            self.decision,
            self.trace,
            remarks=self.remarks,
            missing=self.missing,
            not_recorded=self.not_recorded,
        )

    def explain(self, form: str = "text", width: int | None = None) -> str:
        """What bound or opened the answer, what did not fire, with sources.

        Args:
            form: "text" or "markdown".
            width: columns of the text; unless given each line stays whole, to be searched.
        """
        return self.explanation.printed(form, width)

    def _repr_html_(self) -> str:
        return self.explanation._repr_html_()

    def flips(self, depth: int = DEPTH, *, hold: Iterable[str] = ()) -> Flips:
        """The smallest changes to judgements that would change the graded answer.

        Args:
            depth: most single steps in a set of changes; complete up to it.
            hold: judgements that stay as they are: outcome ids, and kinds of judgement.
        """
        its = self.assessment
        return flips(self.comparison, depth, policy=its.policy, panel=its.panel, hold=hold)

    def if_share(self) -> ShareAnswers:
        """The answer for every share band: what the judgement on values decides.

        Example:
            >>> import gradekit as gk
            >>> guide = gk.datasets.load("spine-2025")
            >>> asked = recommend(guide["axial/im-la"], panel=None)
            >>> str(asked), str(asked.if_share()["minority"].strength)
            ('no recommendation', 'conditional')
        """
        return if_share(self.assessment)

    def __str__(self) -> str:
        if self.type is RecommendationType.GOOD_PRACTICE:
            return "good practice statement, not graded"
        if self.type is RecommendationType.ONLY_IN_RESEARCH:
            return "only in research"
        return self.strength.toward(self.direction)

    def __repr__(self) -> str:
        return f"<Recommendation {self.comparison.id}: {self}>"


def _unjudged(finding: Finding) -> str:
    """The domains of a finding's certainty that nobody judged; empty where there are none."""
    rating = None if finding.evidence is None else finding.evidence.certainty
    if not isinstance(rating, CertaintyRating) or not rating.not_judged:
        return ""
    return f"domains of {finding.outcome.id}: {', '.join(rating.not_judged)}"


def recommend(
    comparison: Comparison,
    policy: Policy | str | None = None,
    panel: Panel | _OfTheComparison | None = OF_THE_COMPARISON,
) -> Recommendation:
    """The recommendation a comparison's evidence and judgements suggest.

    Args:
        comparison: with evidence and recorded judgements.
        policy: the method's parameters, or a preset's name; the guideline's unless said,
            BMJ_RAPID where none is.
        panel: whose survey speaks for it; the guideline's unless said, None for nobody's.

    Returns:
        The suggestion with every reason, rule that did not fire and missing judgement.

    Raises:
        GradekitError: an effect that cannot be judged (a relative effect without a baseline risk,
            units that do not convert), with its place.

    Source: GRADE guidelines 15, Core GRADE 7; each rule carries its own.

    Example:
        >>> import gradekit as gk
        >>> guide = gk.datasets.load("spine-2025")
        >>> str(recommend(guide["axial/epidural-la"]))
        'strong against'
    """
    assessment = assess(comparison, panel, policy)
    decision = decide(assessment.situation, assessment.policy)
    considered = (
        on_research(comparison, assessment, decision),
        against_evidence(comparison, assessment, decision.direction),
    )
    stands = comparison.ungraded is not None and comparison.ungraded.stands
    return Recommendation(
        comparison=comparison,
        assessment=assessment,
        decision=decision,
        remarks=() if stands else tuple(remarks(assessment, considered)),
        trace=Trace(
            (
                *assessment.balance.steps,
                assessment.share.step,
                secondary_of(comparison.etd, comparison.perspective)[1],
            )
        )
        + decision.trace
        + Trace((*considered, ungraded_step(comparison.ungraded))),
    )
