"""A panel meeting as a state machine: evidence arrives, votes change, members recuse themselves.

Whatever happens in a meeting, and in whatever order, its answer must stand up to what is on the
table at that moment. Make a test of it with `TestMeeting = PanelMeeting.TestCase`; put your own
function in the place of `recommend` in a subclass.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn

from attrs import evolve

from gradekit.answers import Direction, PanelBalance, Secondary, ShareBand
from gradekit.comparison import Comparison, Context, swap
from gradekit.etd import EvidenceToDecision
from gradekit.evidence import Evidence
from gradekit.panel import Member, Panel
from gradekit.policy import BMJ_RAPID, Policy
from gradekit.question import Option
from gradekit.recommendation import recommend
from gradekit.scales import OptionKind, Perspective, Role
from gradekit.testing.extra import without_hypothesis
from gradekit.testing.sweep import Answer, worded
from gradekit.testing.told import facts_of
from gradekit.values import Scenario, Share, Survey
from gradekit.votes import Votes

try:
    from hypothesis import strategies as st
    from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

    from gradekit.testing import comparison_checks as checks
    from gradekit.testing.comparison_checks import Kept
    from gradekit.testing.strategies import comparisons, evidence, ratings, scenarios, shares
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
_CLEAR = {
    Direction.FOR: Share(band=ShareBand.NEARLY_ALL),
    Direction.AGAINST: Share(band=ShareBand.ALMOST_NONE),
}


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

    @rule(
        data=st.data(),
        paradigm=st.sampled_from((1, 2, 3, 4, 5)),
        direction=st.sampled_from((Direction.FOR, Direction.AGAINST)),
        clear=st.booleans(),
    )
    def review_arrives(
        self,
        data: st.DataObject,
        paradigm: int,
        direction: Direction,
        clear: bool,  # noqa: FBT001 - drawn
    ) -> None:
        """A body of evidence on which a paradigm permits; perhaps with a share that is clear."""
        body = data.draw(comparisons(paradigm=paradigm, direction=direction, policy=self.policy))
        self.rows = {row.outcome.id: row for row in body.evidence if row.role is Role.DECIDING}
        self.threatening = body.context.life_threatening
        self.comparator = body.comparator.kind
        if clear:
            self.share, self.secondary = _CLEAR[direction], Secondary.NEUTRAL

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

    @rule(
        direction=st.sampled_from((Direction.FOR, Direction.AGAINST)),
        milder=st.integers(0, 3),
        absent=st.integers(0, 2),
        aside=st.booleans(),
    )
    def panel_agrees(
        self,
        direction: Direction,
        milder: int,
        absent: int,
        aside: bool,  # noqa: FBT001 - drawn
    ) -> None:
        """All are for strong, but a few for conditional, and a few who abstain or stand aside."""
        ballots = ["abstained"] * absent + [f"conditional_{direction}"] * milder
        ballots += [f"strong_{direction}"] * (len(_MEMBERS) - len(ballots))
        self.ballots.update(zip(_MEMBERS, ballots, strict=True))
        self.recused = set(_MEMBERS[:absent]) if aside else set()

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

    @rule(share=st.none() | st.sampled_from(tuple(_CLEAR.values())) | shares())
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

    def ask(self, comparison: Comparison) -> Answer:
        """What the function under test answers to this."""
        return worded(type(self).recommend(comparison, self.policy))

    # What must hold throughout.

    @invariant()
    def the_answer_stands_up(self) -> None:
        """Every law of one answer, the mirror, the order of rows, and the rules themselves.

        Raises:
            AssertionError: the first law that is not kept, with what was on the table.
        """
        made = self.comparison()
        answer = self.ask(made)
        for kept, law in _LAWS:
            if not kept((made,), (answer,), self.policy):
                _fail(law, answer, made)
        if self.ask(swap(made)) != answer.mirror:
            _fail("exchanged options turn the direction and nothing else", answer, made)
        if self.ask(evolve(made, evidence=made.evidence[::-1])) != answer:
            _fail("the order of rows does not matter", answer, made)


_LAWS: tuple[tuple[Kept, str], ...] = (
    (checks.total, "no strength without a direction, and something binds unless strong"),
    (
        checks.strong_has_what_it_needs,
        "strong needs the share, certainty or a paradigm, criteria and consensus where voted",
    ),
    (checks.majority_behind, "a recommendation needs a majority where voted"),
    (checks.unknown_share, "an unknown share gives no direction"),
    (checks.as_the_rules, "what is on the table decides, by the rules"),
)


def _fail(law: str, answer: Answer, made: Comparison) -> NoReturn:
    table = "; ".join(f"{name}: {word}" for name, word in facts_of(made))
    message = f"{law}; answered {answer} where {table or 'nothing is recorded'}"
    raise AssertionError(message)
