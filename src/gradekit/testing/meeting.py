"""A panel meeting as a state machine: evidence arrives, votes change, members recuse themselves.

Whatever happens in a meeting, and in whatever order, its answer must stand up to what is on the
table at that moment. Make a test of it with `TestMeeting = PanelMeeting.TestCase`; put your own
function in the place of `recommend` in a subclass.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attrs import evolve

from gradekit.answers import Direction, PanelBalance, Secondary, ShareBand, Strength
from gradekit.comparison import Comparison, Context, swap
from gradekit.etd import EvidenceToDecision
from gradekit.evidence import Evidence
from gradekit.panel import Member, Panel
from gradekit.policy import BMJ_RAPID, Policy
from gradekit.question import Option
from gradekit.recommendation import recommend
from gradekit.scales import Certainty, OptionKind, Perspective, Role
from gradekit.testing.extra import without_hypothesis
from gradekit.values import Scenario, Share, Survey
from gradekit.votes import Votes

try:
    from hypothesis import strategies as st
    from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

    from gradekit.testing.strategies import evidence, ratings, scenarios, shares
except ModuleNotFoundError as error:
    raise without_hypothesis(error) from None

__all__ = ["PanelMeeting"]

_MEMBERS = tuple(f"member-{number}" for number in range(1, 8))
_OUTCOMES = tuple(f"outcome-{number}" for number in range(1, 5))
_BALLOTS = (
    "strong_for",
    "conditional_for",
    "either",
    "conditional_against",
    "strong_against",
    "abstained",
)
_BEHIND = {
    Direction.FOR: ("strong_for", "conditional_for"),
    Direction.EITHER: ("either",),
    Direction.AGAINST: ("strong_against", "conditional_against"),
}
_OTHER = {
    Direction.FOR: Secondary.FAVOUR_COMPARATOR,
    Direction.AGAINST: Secondary.FAVOUR_INTERVENTION,
}
_NEARLY = 1e-9


class PanelMeeting(RuleBasedStateMachine):
    """One comparison before a panel. Subclass it to hold another function to the invariants.

    Attributes:
        recommend: from a comparison to an answer with direction, strength, paradigms, binding.
        policy: under which the meeting decides.
    """

    recommend: Callable[[Comparison, Policy], Any] = staticmethod(recommend)
    policy: Policy = BMJ_RAPID

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[str, Evidence] = {}
        self.ballots: dict[str, str] = {}
        self.recused: set[str] = set()
        self.scenarios: dict[str, Scenario] = {}
        self.share: Share | None = None
        self.balance: PanelBalance | None = None
        self.secondary = Secondary.NOT_JUDGED
        self.threatening: bool | None = None
        self.perspective = Perspective.INDIVIDUAL
        self.comparator = OptionKind.INACTIVE

    # What may happen.

    @rule(row=st.sampled_from(_OUTCOMES).flatmap(lambda name: evidence(id=name, role="deciding")))
    def evidence_arrives(self, row: Evidence) -> None:
        """A row for an outcome, in the place of any that was there."""
        self.rows[row.outcome.id] = row

    @precondition(lambda self: self.rows)
    @rule(data=st.data(), certainty=st.none() | ratings())
    def row_is_rated_again(self, data: st.DataObject, certainty: Any) -> None:  # noqa: ANN401
        """Another certainty for a row, or none."""
        name = data.draw(st.sampled_from(sorted(self.rows)))
        self.rows[name] = evolve(self.rows[name], certainty=certainty)

    @precondition(lambda self: self.rows)
    @rule(data=st.data())
    def row_is_withdrawn(self, data: st.DataObject) -> None:
        """A study is retracted."""
        del self.rows[data.draw(st.sampled_from(sorted(self.rows)))]

    @rule(member=st.sampled_from(_MEMBERS), ballot=st.sampled_from(_BALLOTS))
    def member_votes(self, member: str, ballot: str) -> None:
        """A member votes, or votes otherwise."""
        self.ballots[member] = ballot

    @rule(member=st.sampled_from(_MEMBERS))
    def member_recuses(self, member: str) -> None:
        """A member stands aside; their vote no longer counts."""
        self.recused.add(member)

    @precondition(lambda self: self.recused)
    @rule(data=st.data())
    def member_returns(self, data: st.DataObject) -> None:
        """A conflict turns out to be none."""
        self.recused.remove(data.draw(st.sampled_from(sorted(self.recused))))

    @rule(answer=st.sampled_from(("first", "second")).flatmap(lambda name: scenarios(id=name)))
    def survey_answer_comes_in(self, answer: Scenario) -> None:
        """An answer to a question of the survey."""
        self.scenarios[answer.id] = answer

    @rule(share=st.none() | shares())
    def share_is_judged(self, share: Share | None) -> None:
        """The panel judges who would choose, or takes it back."""
        self.share = share

    @rule(
        balance=st.none() | st.sampled_from(PanelBalance),
        secondary=st.sampled_from(Secondary),
        perspective=st.sampled_from(Perspective),
    )
    def judgements_change(
        self, balance: PanelBalance | None, secondary: Secondary, perspective: Perspective
    ) -> None:
        """Balance, secondary criteria and perspective are judged."""
        self.balance, self.secondary, self.perspective = balance, secondary, perspective

    @rule(threatening=st.none() | st.booleans(), comparator=st.sampled_from(OptionKind))
    def question_is_narrowed(self, threatening: bool | None, comparator: OptionKind) -> None:  # noqa: FBT001
        """Whether life is threatened, and what the option is compared with."""
        self.threatening, self.comparator = threatening, comparator

    # What is on the table.

    def votes(self) -> Votes | None:
        """The votes of the members who did not stand aside; None where none was cast."""
        counts = dict.fromkeys((*_BALLOTS, "recused"), 0)
        for member, ballot in self.ballots.items():
            counts["recused" if member in self.recused else ballot] += 1
        cast = sum(counts.values()) - counts["abstained"] - counts["recused"]
        return Votes(**counts) if cast else None

    def comparison(self) -> Comparison:
        """The comparison as it stands now."""
        people = tuple(Member(name, "clinician", recused=name in self.recused) for name in _MEMBERS)
        made = Comparison(
            id="meeting",
            population="people",
            intervention=Option("intervention", "Intervention", kind="active"),
            comparator=Option("comparator", "Comparator", kind=self.comparator),
            perspective=self.perspective,
            evidence=tuple(self.rows.values()),
            context=Context(life_threatening=self.threatening),
            share=self.share,
            balance=self.balance,
            etd=EvidenceToDecision(secondary=self.secondary),
            votes=self.votes(),
        )
        panel = Panel(people, Survey(tuple(self.scenarios.values())))
        return evolve(made, within=evolve(made.within, panel=panel))

    def answer(self) -> Any:  # noqa: ANN401 - whatever the function answers with
        """What the function under test answers now."""
        return type(self).recommend(self.comparison(), self.policy)

    # What must hold throughout.

    def holds(self, kept: object, law: str) -> None:
        """Fail with the law in words where it is not kept.

        Args:
            kept: whether it is.
            law: what it says.
        """
        if not kept:
            message = f"{law}; answered {_told(self.answer())}"
            raise AssertionError(message)

    @invariant()
    def one_answer(self) -> None:
        """Strength is none if and only if direction is none, and what binds is said."""
        answer = self.answer()
        nothing = answer.strength == Strength.NONE
        self.holds(nothing is (answer.direction == Direction.NONE), "no strength, no direction")
        open_ = answer.strength == Strength.STRONG
        self.holds(bool(answer.binding) is not open_, "something binds unless strong")

    @invariant()
    def strong_has_what_it_needs(self) -> None:
        """Certainty or a paradigm, consensus, and no secondary criterion for the other option."""
        answer, votes = self.answer(), self.votes()
        if answer.strength != Strength.STRONG:
            return
        sure = self._lowest() >= self.policy.strong_certainty.value
        self.holds(sure or answer.paradigms, "strong needs certainty or a paradigm")
        against = self.secondary is _OTHER[Direction(answer.direction)]
        self.holds(not against, "strong needs secondary criteria that do not favour the other")
        if votes is not None:
            behind = getattr(votes, f"strong_{Direction(answer.direction).value}")
            share = behind / votes.cast >= self.policy.voting.strong.value - _NEARLY
            self.holds(share, "strong needs consensus where voted")

    def _lowest(self) -> Certainty:
        """The lowest certainty of a row that counts, by critical outcomes if there are any."""
        deciding = [each for each in self.rows.values() if each.role is Role.DECIDING]
        for importance in ("critical", "important"):
            rows = [each for each in deciding if each.outcome.importance == importance]
            if rows:
                return min(map(_counted, rows))
        return Certainty.VERY_LOW

    @invariant()
    def no_recommendation_against_the_vote(self) -> None:
        """Where votes were cast, a majority is behind the direction."""
        answer, votes = self.answer(), self.votes()
        if votes is not None and answer.strength != Strength.NONE:
            behind = sum(getattr(votes, each) for each in _BEHIND[Direction(answer.direction)])
            majority = behind / votes.cast > self.policy.voting.direction.value
            self.holds(majority, "a recommendation needs a majority where voted")

    @invariant()
    def a_share_nobody_knows_gives_no_direction(self) -> None:
        """Recorded as unknown, and without a balance, it ends in no recommendation."""
        unknown = self.share is not None and self.share.band is ShareBand.UNKNOWN
        if unknown and self.balance is None:
            none = self.answer().direction == Direction.NONE
            self.holds(none, "an unknown share gives no direction")

    @invariant()
    def the_mirror_image_is_the_mirrored_answer(self) -> None:
        """Exchanging the options turns the direction and nothing else."""
        answer = self.answer()
        turned = type(self).recommend(swap(self.comparison()), self.policy)
        opposite = turned.direction == Direction(answer.direction).mirror
        same = _told(turned)[1:] == _told(answer)[1:]
        self.holds(opposite and same, "exchanged options turn the direction and nothing else")

    @invariant()
    def the_order_of_rows_does_not_matter(self) -> None:
        """The same rows in another order answer alike."""
        made = self.comparison()
        other = type(self).recommend(evolve(made, evidence=made.evidence[::-1]), self.policy)
        self.holds(_told(other) == _told(self.answer()), "the order of rows does not matter")


def _told(answer: Any) -> tuple[object, ...]:  # noqa: ANN401 - whatever the function answers with
    return (
        str(answer.direction),
        str(answer.strength),
        tuple(answer.paradigms),
        tuple(sorted(answer.binding)),
    )


def _counted(row: Evidence) -> Certainty:
    """The certainty a row counts with."""
    studied = (row.estimate, row.incidence, row.judged_effect) != (None, None, None)
    return row.certainty.level if studied and row.certainty is not None else Certainty.VERY_LOW
