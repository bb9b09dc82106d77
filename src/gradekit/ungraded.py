"""Statements that are not graded: use only in research, and good practice statements.

A panel may decide that a question is not one for a graded recommendation. It then records which
of the two statements it makes and whether its conditions hold. The statement stands only where
every condition is recorded as met; otherwise the graded answer stays, and what is missing or not
met is named. A good practice statement is never graded: it has no strength and no certainty.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve, field, frozen

from gradekit.answers import RecommendationType
from gradekit.errors import Problems
from gradekit.library import cite
from gradekit.scales import Arm
from gradekit.sources import Citation, as_citation
from gradekit.trace import Input, Rule, Step, StepKind
from gradekit.words import placed

__all__ = ["CONDITIONS", "RULES", "Ungraded", "ungraded_step"]

_RESEARCH = cite(
    "gradeguidelines14", checked=False, note="the abstract names the type; conditions recalled"
)
_PRACTICE = cite("gpstable", "table 1")

CONDITIONS: dict[RecommendationType, dict[str, Rule]] = {
    RecommendationType.ONLY_IN_RESEARCH: {
        "insufficient": Rule(
            "ungraded.research.insufficient",
            "The evidence is too uncertain for a recommendation for or against use.",
            _RESEARCH,
        ),
        "informative": Rule(
            "ungraded.research.informative",
            "Further research is likely to reduce the uncertainty.",
            _RESEARCH,
        ),
        "worthwhile": Rule(
            "ungraded.research.worthwhile",
            "What the research could show is worth what it costs.",
            _RESEARCH,
        ),
    },
    RecommendationType.GOOD_PRACTICE: {
        "actionable": Rule(
            "ungraded.practice.actionable",
            "The statement is clear, can be acted on and names its population.",
            _PRACTICE,
        ),
        "necessary": Rule(
            "ungraded.practice.necessary",
            "Without the statement clinicians might not act as it says.",
            _PRACTICE,
        ),
        "net benefit": Rule(
            "ungraded.practice.net_benefit",
            "All outcomes and later consequences considered, acting on it does much more good than "
            "harm.",
            _PRACTICE,
        ),
        "poor use of time": Rule(
            "ungraded.practice.poor_use_of_time",
            "Collecting and summarising the evidence would be a poor use of the panel's time.",
            _PRACTICE,
        ),
        "rationale": Rule(
            "ungraded.practice.rationale",
            "A written rationale links the indirect evidence to the statement.",
            _PRACTICE,
        ),
    },
}
"""What each statement needs, by the name under which a panel records it."""

STANDS = Rule(
    "ungraded.stands",
    "A statement that is not graded stands where every condition for it is recorded as met; "
    "otherwise the graded answer stays.",
    cite("gradekit", "statements that are not graded"),
)
RULES = (STANDS, *(rule for rules in CONDITIONS.values() for rule in rules.values()))


def _answers(given: Mapping[str, bool]) -> Mapping[str, bool]:
    Problems().need_kinds(Mapping, required=True, conditions=given)
    return dict(given)


@frozen(kw_only=True, field_transformer=placed)
class Ungraded:
    """A panel's choice to make a statement that is not graded, with its conditions.

    Args:
        type: only in research, or good practice.
        statement: what it says.
        option: the option it is about.
        conditions: yes or no for each condition of the type (`CONDITIONS`); one left out is not
            recorded.
        by: who decided.
        date: when, as an ISO date.
        rationale: why.
        source: where it is recorded.

    Raises:
        InvalidValue: a type that is graded, or a condition its type does not have.

    Source: five questions for good practice statements (GRADE, restated); GRADE guidelines 14 names
    recommendations only in research, its conditions are recalled.

    Example:
        >>> made = Ungraded(
        ...     type="only in research",
        ...     conditions={"insufficient": True, "informative": True, "worthwhile": True},
        ... )
        >>> made.stands
        True
    """

    type: RecommendationType = field(converter=RecommendationType)
    statement: str = ""
    option: Arm = field(default=Arm.INTERVENTION, converter=Arm)
    conditions: Mapping[str, bool] = field(factory=dict, converter=_answers, hash=False)
    by: str = ""
    date: str = ""
    rationale: str = ""
    source: Citation | None = field(default=None, converter=as_citation)

    def __attrs_post_init__(self) -> None:
        found = Problems()
        known = CONDITIONS.get(self.type)
        found.need(
            known is not None,
            "not a type of statement without a grade",
            "type",
            expected="one of " + ", ".join(repr(each.value) for each in CONDITIONS),
            got=self.type.value,
        )
        for name, answer in self.conditions.items():
            found.need(
                known is None or name in known,
                "no such condition",
                "conditions",
                name,
                expected="one of " + ", ".join(known or ()),
                got=name,
            )
            found.need(
                isinstance(answer, bool),
                "not yes or no",
                "conditions",
                name,
                expected="True or False; leave it out where nobody recorded it",
                got=answer,
            )
        found.settle()

    @property
    def not_met(self) -> tuple[str, ...]:
        """Conditions recorded as not met."""
        return tuple(
            name for name in CONDITIONS[self.type] if self.conditions.get(name, True) is False
        )

    @property
    def not_recorded(self) -> tuple[str, ...]:
        """Conditions nobody recorded."""
        return tuple(name for name in CONDITIONS[self.type] if name not in self.conditions)

    @property
    def stands(self) -> bool:
        """Whether every condition is recorded as met."""
        return all(self.conditions.get(name, False) for name in CONDITIONS[self.type])

    def mirrored(self) -> Ungraded:
        """The same statement, with intervention and comparator exchanged."""
        return evolve(self, option=self.option.mirror)


def ungraded_step(chosen: Ungraded | None) -> Step:
    """What became of a panel's choice: fired, not fired, missing, or not applicable."""
    if chosen is None:
        return Step(STANDS, kind=StepKind.NOT_APPLICABLE, result="no such statement recorded")
    told = {True: StepKind.FIRED, False: StepKind.NOT_FIRED, None: StepKind.MISSING}
    kind = StepKind.FIRED
    if not chosen.stands:
        kind = StepKind.NOT_FIRED if chosen.not_met else StepKind.MISSING
    said = [f"{name} not met" for name in chosen.not_met]
    said += [f"{name} not recorded" for name in chosen.not_recorded]
    return Step(
        STANDS,
        kind=kind,
        about=chosen.option.value,
        result=chosen.type.value if chosen.stands else "; ".join(said),
        inputs=(Input("decided by", chosen.by or None), Input("rationale", chosen.rationale)),
        children=tuple(
            Step(
                rule,
                kind=told[chosen.conditions.get(name)],
                result={True: "met", False: "not met", None: "not recorded"}[
                    chosen.conditions.get(name)
                ],
            )
            for name, rule in CONDITIONS[chosen.type].items()
        ),
    )
