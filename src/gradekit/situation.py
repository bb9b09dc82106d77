"""Situations: everything a decision depends on, in finite form.

A situation is an evidence half times a panel half. Both are finite, so every answer there can be
is one of finitely many, and each can be looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import evolve, field, frozen

from gradekit.answers import PanelBalance, Secondary, ShareBand, VoteState
from gradekit.balance import Balance, weigh
from gradekit.comparison import Comparison, as_balance
from gradekit.errors import InvalidValue, Problems, refuse
from gradekit.etd import secondary_of
from gradekit.levels import EvidenceHalf
from gradekit.markup import table
from gradekit.panel import Panel
from gradekit.policy import BMJ_RAPID, Policy, as_policy
from gradekit.scales import Arm, Perspective
from gradekit.share import FoundShare, find_share
from gradekit.votes import vote_state
from gradekit.words import placed

__all__ = ["OF_THE_COMPARISON", "Assessment", "PanelHalf", "Situation", "assess", "situation"]


class _OfTheComparison:
    """Stands for "what the comparison's guideline says"; None says there is none."""

    def __repr__(self) -> str:
        return "of the comparison"


OF_THE_COMPARISON: Final = _OfTheComparison()


@frozen(kw_only=True, cache_hash=True, field_transformer=placed)
class PanelHalf:
    """All a decision takes from the panel.

    Args:
        share: band of the people who would choose the intervention.
        secondary: what the secondary criteria favour.
        votes: what the votes say under the policy's rule.
        perspective: individual or population.
        balance: the panel's recorded balance of effects, where recorded.

    Example:
        >>> PanelHalf(share="almost none", votes="not voted").mirrored().share.value
        'nearly all'
    """

    share: ShareBand = field(default=ShareBand.UNKNOWN, converter=ShareBand)
    secondary: Secondary = field(default=Secondary.NOT_JUDGED, converter=Secondary)
    votes: VoteState = field(default=VoteState.NOT_VOTED, converter=VoteState)
    perspective: Perspective = field(default=Perspective.INDIVIDUAL, converter=Perspective)
    balance: PanelBalance | None = field(default=None, converter=as_balance)

    def mirrored(self) -> PanelHalf:
        """The same with the options exchanged."""
        return evolve(
            self,
            share=self.share.mirror,
            secondary=self.secondary.mirror,
            votes=self.votes.mirror,
            balance=None if self.balance is None else self.balance.mirror,
        )


@frozen(cache_hash=True)
class Situation:
    """The finite abstraction a decision depends on.

    Args:
        evidence: what is known for and against each option.
        panel: what people would choose, and what the panel judged and voted.

    Example:
        >>> import gradekit as gk
        >>> found = gk.situation(gk.datasets.load("spine-2025")["axial/im-la"])
        >>> found.evidence.overall.value, found.panel.share.value
        ('low', 'almost none')
    """

    evidence: EvidenceHalf
    panel: PanelHalf

    def mirrored(self) -> Situation:
        """The same with the options exchanged."""
        return Situation(self.evidence.mirrored(), self.panel.mirrored())

    def _told(self) -> Iterator[tuple[str, str]]:
        its, panel = self.evidence, self.panel
        for arm in Arm:
            yield from ((f"{name} of the {arm}", str(at)) for name, at in its.option(arm).named())
        at = its.benefit_certainty
        yield "benefit certainty", "not determined" if at is None else str(at)
        yield "critical benefit of unknown magnitude", "yes" if its.unknown_benefit else "no"
        yield "overall certainty", its.overall.value
        yield (
            "life-threatening",
            {True: "yes", False: "no", None: "not recorded"}[its.life_threatening],
        )
        yield "both options active", "yes" if its.both_active else "no"
        yield "share", panel.share.value
        yield "secondary criteria", panel.secondary.value
        yield "votes", panel.votes.value
        yield "perspective", panel.perspective.value
        yield "balance", "not recorded" if panel.balance is None else panel.balance.value

    def __str__(self) -> str:
        its, panel = self.evidence, self.panel
        return (
            f"intervention: {its.intervention}; comparator: {its.comparator}; "
            f"overall certainty {its.overall}; share {panel.share}; "
            f"secondary criteria {panel.secondary}; votes {panel.votes}"
        )

    def _repr_html_(self) -> str:
        return table((), self._told(), caption="Situation").html


@frozen(kw_only=True)
class Assessment:
    """A situation with the findings, balance and share it was taken from.

    Args:
        balance: of the effects.
        share: with its route.
        situation: the finite form of both.
        policy: under which it was taken.
        panel: whose survey spoke for it.
    """

    balance: Balance
    share: FoundShare
    situation: Situation
    policy: Policy
    panel: Panel | None = None

    def __str__(self) -> str:
        return (
            f"overall certainty {self.balance.overall}, share {self.share.band}, "
            f"policy {self.policy.name}"
        )

    def __repr__(self) -> str:
        return f"<Assessment: {self}>"


def assess(
    comparison: Comparison,
    panel: Panel | _OfTheComparison | None = OF_THE_COMPARISON,
    policy: Policy | str | None = None,
) -> Assessment:
    """Weigh a comparison's effects and find its share.

    Args:
        comparison: with evidence and recorded judgements.
        panel: whose survey speaks for it; the guideline's unless said, None for nobody's.
        policy: of the method, or a preset's name; the guideline's unless said, and BMJ_RAPID
            where there is none.
    """
    if not isinstance(comparison, Comparison):
        refuse(
            InvalidValue,
            "not a comparison",
            expected="a Comparison",
            got=type(comparison).__name__,
            hint="a guideline answers for all of its comparisons: guideline.recommend()",
        )
    used = comparison.within.policy or BMJ_RAPID if policy is None else as_policy(policy)
    speaks = comparison.within.panel if isinstance(panel, _OfTheComparison) else panel
    Problems().need_kinds(Panel, "or None for nobody's", panel=speaks)
    balance = weigh(comparison)
    share = find_share(comparison.share, speaks, balance, used)
    return Assessment(
        balance=balance,
        share=share,
        policy=used,
        panel=speaks,
        situation=Situation(
            balance.half,
            PanelHalf(
                share=share.band,
                secondary=secondary_of(comparison.etd, comparison.perspective)[0],
                votes=vote_state(comparison.votes, used.voting),
                perspective=comparison.perspective,
                balance=comparison.balance,
            ),
        ),
    )


def situation(
    comparison: Comparison,
    panel: Panel | _OfTheComparison | None = OF_THE_COMPARISON,
    policy: Policy | str | None = None,
) -> Situation:
    """The situation of a comparison: all that its answer depends on.

    Args:
        comparison: with evidence and recorded judgements.
        panel: whose survey speaks for it; the guideline's unless said, None for nobody's.
        policy: of the method, or a preset's name; the guideline's unless said.

    Example:
        >>> import gradekit as gk
        >>> guide = gk.datasets.load("spine-2025")
        >>> situation(guide["axial/im-la"], panel=None).panel.share.value
        'unknown'
    """
    return assess(comparison, panel, policy).situation
