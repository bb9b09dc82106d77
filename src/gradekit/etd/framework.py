"""Evidence to decision: what a panel judged of the criteria, and what that favours.

Resources of the system, equity, acceptability and feasibility can lower a recommendation's
strength; they never raise it. Cost and burden to the patient are outcomes, not criteria.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve, field, frozen

from gradekit.answers import Secondary
from gradekit.errors import InvalidValue, Problems, refuse
from gradekit.etd.criteria import CRITERIA, Criterion, CriterionRecord, Judges, record_of
from gradekit.library import cite
from gradekit.scales import Arm, Favours, Perspective
from gradekit.sequences import entries
from gradekit.sources import Citation, as_citation
from gradekit.trace import Input, Rule, Step, StepKind
from gradekit.words import placed

__all__ = ["DISAGREE", "RULES", "CriterionJudgement", "EvidenceToDecision", "secondary_of"]

RECORDED = Rule(
    "etd.recorded",
    "The panel's own overall judgement of the secondary criteria stands, and what the single "
    "criteria would give is shown beside it.",
    cite("gradekit", "evidence to decision"),
)
DERIVED = Rule(
    "etd.derived",
    "Without an overall judgement, the secondary criteria judged from this perspective favour the "
    "option to which all that lean lean, and are neutral where all of them lean to neither.",
    cite("gradekit", "evidence to decision", note="how criteria push strength: PMC7218428"),
)
DISAGREE = Rule(
    "etd.disagree",
    "Secondary criteria that lean to both options leave the matter not judged, and the "
    "disagreement is named.",
    cite("gradekit", "evidence to decision"),
)
CRITERION = Rule(
    "etd.criterion",
    "An answer to a secondary criterion leans to the option that is cheaper, fairer, more accepted "
    "or easier to put into practice; 'varies' and 'don't know' lean nowhere.",
    cite("strengthtable", "table 2"),
)
RULES = (RECORDED, DERIVED, DISAGREE, CRITERION)


@frozen(field_transformer=placed)
class CriterionJudgement:
    """What a panel answered to one criterion.

    Args:
        criterion: which.
        option: one of its answers; kept as the plain word.
        arm: whose option it judges, for a criterion that judges one option.
        by: who judged.
        date: when, as an ISO date.
        rationale: why.
        source: where it is recorded.

    Raises:
        InvalidValue: an answer the criterion does not offer, or an arm where none is judged.

    Example:
        >>> CriterionJudgement("equity", "reduced").lean.value
        'comparator'
    """

    criterion: Criterion = field(converter=Criterion)
    option: str
    arm: Arm = field(default=Arm.INTERVENTION, converter=Arm, kw_only=True)
    by: str = field(default="", kw_only=True)
    date: str = field(default="", kw_only=True)
    rationale: str = field(default="", kw_only=True)
    source: Citation | None = field(default=None, converter=as_citation, kw_only=True)

    def __attrs_post_init__(self) -> None:
        asked = record_of(self.criterion)
        try:
            answer = asked.options(self.option)
        except InvalidValue as error:
            told = error.problems[0]
            raise InvalidValue(
                evolve(told, what=f"no such answer to {self.criterion}").below("option")
            ) from None
        object.__setattr__(self, "option", answer.value)
        if self.arm is Arm.COMPARATOR and asked.judges is not Judges.OPTION:
            refuse(
                InvalidValue,
                "arm of a criterion that judges no single option",
                "arm",
                expected=f"no arm, as {self.criterion} judges {asked.judges}",
                got=self.arm.value,
            )

    @property
    def lean(self) -> Favours | None:
        """The option the answer leans to, neither, or None where it leans nowhere."""
        return self.lean_under(record_of(self.criterion))

    def lean_under(self, asked: CriterionRecord) -> Favours | None:
        """The lean under another reading of the criterion.

        Args:
            asked: the record to read the answer by.
        """
        lean = asked.lean(self.option)
        return lean if lean is None or self.arm is Arm.INTERVENTION else lean.mirror

    def mirrored(self) -> CriterionJudgement:
        """The same judgement with intervention and comparator exchanged.

        A judged *difference* turns into its opposite: large costs become large savings. A judged
        *option* keeps its answer, because what people accept does not change with the question's
        order; it is now the comparator's, so that the answer leans to the other arm. What is
        judged of the *question* stays as it is.
        """
        asked = record_of(self.criterion)
        if asked.judges is Judges.DIFFERENCE:
            return evolve(self, option=asked.opposite(self.option))
        return self if asked.judges is Judges.QUESTION else evolve(self, arm=self.arm.mirror)


def _judgements(given: Iterable[CriterionJudgement]) -> tuple[CriterionJudgement, ...]:
    return entries("judgements", given, CriterionJudgement)


@frozen(kw_only=True, field_transformer=placed)
class EvidenceToDecision:
    """What a panel judged of the criteria, and of the secondary ones taken together.

    Args:
        secondary: which option the panel said the secondary criteria favour, all in all; not
            judged unless somebody did. It stands before anything derived from `judgements`.
        judgements: of single criteria, one each.
        by: who judged.
        date: when, as an ISO date.
        rationale: why.
        source: where it is recorded.

    Raises:
        InvalidValue: two judgements of one criterion.

    Example:
        >>> judged = EvidenceToDecision(
        ...     judgements=(
        ...         CriterionJudgement("resources required", "large costs"),
        ...         CriterionJudgement("acceptability", "varies"),
        ...     )
        ... )
        >>> judged.secondary_for("population")[0].value
        'favour comparator'
    """

    secondary: Secondary = field(default=Secondary.NOT_JUDGED, converter=Secondary)
    judgements: tuple[CriterionJudgement, ...] = field(default=(), converter=_judgements)
    by: str = ""
    date: str = ""
    rationale: str = ""
    source: Citation | None = field(default=None, converter=as_citation)

    def __attrs_post_init__(self) -> None:
        found = Problems()
        seen: set[Criterion] = set()
        for place, key in enumerate(each.criterion for each in self.judgements):
            found.need(
                key not in seen,
                "criterion judged twice",
                "judgements",
                place,
                "criterion",
                expected="one judgement of each criterion",
                got=key.value,
            )
            seen.add(key)
        found.settle()

    def judgement(self, criterion: Criterion | str) -> CriterionJudgement | None:
        """What was answered to a criterion; None where nobody judged it.

        Args:
            criterion: its short name.
        """
        wanted = Criterion(criterion)
        return next((each for each in self.judgements if each.criterion is wanted), None)

    def secondary_for(
        self, perspective: Perspective | str, criteria: tuple[CriterionRecord, ...] = CRITERIA
    ) -> tuple[Secondary, Step]:
        """What the secondary criteria favour from a perspective, and how that was found.

        Args:
            perspective: individual or population.
            criteria: to read the answers by; change them where a panel uses others, as which
                perspective uses which criterion is recalled.

        Returns:
            The panel's overall judgement where there is one, else what its single judgements give.

        Source: lean of each answer as in PMC7218428, table 2; putting them together is ours.
        """
        derived, step = self._derived(Perspective(perspective), criteria)
        if self.secondary is Secondary.NOT_JUDGED:
            return derived, step
        if derived not in (self.secondary, Secondary.NOT_JUDGED):
            step = evolve(step, kind=StepKind.OVERRIDDEN)
        return self.secondary, Step(
            RECORDED,
            kind=StepKind.FIRED,
            result=self.secondary.value,
            inputs=(Input("recorded", self.secondary.value), Input("derived", derived.value)),
            children=(step,),
        )

    def _derived(
        self, perspective: Perspective, criteria: tuple[CriterionRecord, ...]
    ) -> tuple[Secondary, Step]:
        """What the single judgements give."""
        leans: dict[Favours | None, list[str]] = {each: [] for each in (*Favours, None)}
        steps: list[Step] = []
        for asked in criteria:
            if not asked.bears_on_strength:
                continue
            judged = self.judgement(asked.key)
            step = _held(asked, judged, perspective)
            steps.append(step)
            if judged is not None and step.kind is not StepKind.NOT_APPLICABLE:
                leans[judged.lean_under(asked)].append(_told(judged))
        for_it, against_it = leans[Favours.INTERVENTION], leans[Favours.COMPARATOR]
        rule, derived = DERIVED, Secondary.NOT_JUDGED
        if for_it and against_it:
            rule = DISAGREE
        elif for_it:
            derived = Secondary.FAVOUR_INTERVENTION
        elif against_it:
            derived = Secondary.FAVOUR_COMPARATOR
        elif leans[Favours.NEITHER]:
            derived = Secondary.NEUTRAL
        return derived, Step(
            rule,
            kind=StepKind.MISSING if derived is Secondary.NOT_JUDGED else StepKind.FIRED,
            result=derived.value,
            about=f"{perspective} perspective",
            inputs=(
                Input("lean to the intervention", _listed(for_it)),
                Input("lean to the comparator", _listed(against_it)),
                Input("lean to neither", _listed(leans[Favours.NEITHER])),
                Input("lean nowhere", _listed(leans[None])),
            ),
            children=tuple(steps),
        )

    def mirrored(self) -> EvidenceToDecision:
        """The same judgements with intervention and comparator exchanged."""
        return evolve(
            self,
            secondary=self.secondary.mirror,
            judgements=tuple(each.mirrored() for each in self.judgements),
        )


def _told(judged: CriterionJudgement) -> str:
    """A criterion with its answer, and whose option it is about where that is not plain."""
    whose = " (of the comparator)" if judged.arm is Arm.COMPARATOR else ""
    return f"{judged.criterion}: {judged.option}{whose}"


def _listed(answers: list[str]) -> str:
    return "; ".join(answers) or "none"


def _held(
    asked: CriterionRecord, judged: CriterionJudgement | None, perspective: Perspective
) -> Step:
    """One secondary criterion, and where its answer leans."""
    seen = (Input("answer", None if judged is None else judged.option),)
    if perspective not in asked.perspectives:
        kind, result = StepKind.NOT_APPLICABLE, f"not used from the {perspective} perspective"
    elif judged is None:
        kind, result = StepKind.MISSING, "not judged"
    else:
        lean = judged.lean_under(asked)
        kind = StepKind.NOT_FIRED if lean is None else StepKind.FIRED
        result = "leans nowhere" if lean is None else f"leans to {_article(lean)}"
    return Step(CRITERION, kind=kind, result=result, about=asked.key.value, inputs=seen)


def _article(lean: Favours) -> str:
    return "neither option" if lean is Favours.NEITHER else f"the {lean}"


_NOTHING = EvidenceToDecision()


def secondary_of(
    judged: EvidenceToDecision | None, perspective: Perspective
) -> tuple[Secondary, Step]:
    """What the secondary criteria favour; not judged where nobody recorded anything.

    Args:
        judged: what the panel recorded, if anything.
        perspective: individual or population.
    """
    return (judged or _NOTHING).secondary_for(perspective)
