"""From evidence to findings: how large an effect is, whom it favours, how sure one can be.

Ignorance stays visible: an effect nobody can place is of unknown magnitude, which is neither
important nor trivial.
"""

from __future__ import annotations

from attrs import field, frozen

from gradekit.classification import Classification, classify, unit_of
from gradekit.errors import GradekitError
from gradekit.evidence import Evidence
from gradekit.glance import effect_words
from gradekit.judgements import NOT_RATED, level_of
from gradekit.library import OWN, cite
from gradekit.markup import table
from gradekit.outcomes import Outcome
from gradekit.scales import (
    Arm,
    Certainty,
    Favours,
    Importance,
    Magnitude,
    OutcomeKind,
    Role,
)
from gradekit.thresholds import TOLERANCE
from gradekit.trace import Input, Rule, Step, StepKind
from gradekit.units import PROPORTION

__all__ = ["RULES", "Finding", "absent", "find"]

POINT = Rule(
    "finding.point_estimate",
    "The point estimate of the absolute effect against the outcome's thresholds gives the "
    "magnitude; standing at a threshold counts as reaching it.",
    cite("coregrade2", "figures 1-3", checked=False, note="details second-hand"),
)
JUDGED = Rule(
    "finding.judged",
    "A judged effect decides, and any computed verdict is kept beside it.",
    OWN,
)
UNKNOWN = Rule(
    "finding.unknown",
    "An effect without an estimate or judgement, or without a threshold, is of unknown magnitude: "
    "neither important nor trivial.",
    OWN,
)
MID_RANGE = Rule(
    "finding.mid_range",
    "Where the smallest important difference is a range, the verdict is taken at both ends and "
    "stands only if they agree.",
    cite(
        "coregrade7", checked=False, note="second-hand: a single value is needed only if it matters"
    ),
)
RULES = (POINT, JUDGED, UNKNOWN, MID_RANGE)


@frozen
class Finding:
    """One outcome's magnitude, favoured option and certainty.

    Args:
        outcome: what it is about.
        importance: in this comparison, after any override for its population.
        magnitude: how large the effect is.
        favours: whom it favours.
        certainty: how sure; None where not rated.
        evidence: the row it comes from; None for an outcome without a row.
        classification: what was computed from an estimate, kept beside a judged effect.
        step: how it was found.
    """

    outcome: Outcome
    importance: Importance
    magnitude: Magnitude
    favours: Favours
    certainty: Certainty | None
    evidence: Evidence | None = field(default=None, kw_only=True)
    classification: Classification | None = field(default=None, kw_only=True)
    step: Step = field(kw_only=True, eq=False)

    @property
    def decides(self) -> bool:
        """Whether it counts: not supporting, and not of limited importance."""
        supporting = self.evidence is not None and self.evidence.role is Role.SUPPORTING
        return not supporting and self.importance is not Importance.LIMITED

    @property
    def is_critical_benefit(self) -> bool:
        """Whether it is a deciding finding on a critical benefit outcome."""
        return (
            self.decides
            and self.importance is Importance.CRITICAL
            and self.outcome.kind is OutcomeKind.BENEFIT
        )

    @property
    def lacks_threshold(self) -> bool:
        """Whether an effect was measured and only the threshold to judge it by is missing."""
        judged = self.evidence is not None and self.evidence.judged_effect is not None
        return (
            self.magnitude is Magnitude.UNKNOWN and self.classification is not None and not judged
        )

    @property
    def without_evidence(self) -> bool:
        """Whether nobody studied or judged the effect."""
        row = self.evidence
        return row is None or (
            row.estimate is None and row.incidence is None and row.judged_effect is None
        )

    @property
    def counted(self) -> Certainty | None:
        """The certainty it counts with: very low without evidence, whatever was written."""
        return Certainty.VERY_LOW if self.without_evidence else self.certainty

    @property
    def benefits(self) -> Arm | None:
        """The option this is an important benefit of."""
        if self.outcome.kind is not OutcomeKind.BENEFIT or self.favours is Favours.NEITHER:
            return None
        return Arm(self.favours.value)

    @property
    def harms(self) -> Arm | None:
        """The option this is an important harm, burden or cost of."""
        if self.outcome.kind is OutcomeKind.BENEFIT or self.favours is Favours.NEITHER:
            return None
        return Arm(self.favours.value).mirror

    def _told(self) -> str:
        certainty = NOT_RATED if self.certainty is None else self.certainty.value
        unknown = self.magnitude is Magnitude.UNKNOWN
        size = "magnitude unknown" if unknown else f"{self.magnitude}, favours {self.favours}"
        return f"{size}; certainty {certainty}"

    def __str__(self) -> str:
        counted = "" if self.decides else ", not counted"
        what = f"{self.importance} {self.outcome.kind}{counted}"
        return f"{self.outcome.name} ({what}): {self._told()}"

    def __repr__(self) -> str:
        return f"<Finding {self.outcome.id}: {self._told()}>"

    def _repr_html_(self) -> str:
        row = self.evidence
        cells = (
            self.outcome.name,
            self.importance.value,
            "nothing recorded" if row is None else effect_words(row),
            self.magnitude.value,
            self.favours.value,
            NOT_RATED if self.certainty is None else self.certainty.value,
        )
        heads = ("Outcome", "Importance", "Recorded", "Magnitude", "Favours", "Certainty")
        return table(heads, (cells,)).html


def _inputs(row: Evidence) -> tuple[Input, ...]:
    inputs: list[Input] = []
    if row.estimate is not None:
        inputs += [
            Input(f"{row.estimate.measure} {name}", getattr(row.estimate, name), row.estimate.unit)
            for name in ("value", "low", "high")
        ]
    if row.baseline_risk is not None:
        inputs.append(Input("baseline risk", row.baseline_risk, PROPORTION))
    if row.incidence is not None:
        inputs.append(Input(f"incidence, {row.incidence.arm}", row.incidence.value, PROPORTION))
    thresholds = row.outcome.thresholds
    if thresholds is not None and row.estimate is not None:
        unit = unit_of(row.outcome)
        inputs += [Input(f"threshold {name}", size, unit) for name, size in thresholds.sizes()]
    return tuple(inputs)


def _classified(row: Evidence) -> Classification | None:
    """The classification of a row's estimate; its problems placed in the row."""
    if row.estimate is None:
        return None
    try:
        return classify(row.estimate, row.outcome, row.baseline_risk)
    except GradekitError as error:
        raise type(error)(
            *(
                problem
                if problem.path[:1] == ("baseline_risk",)
                else problem.below("outcome" if problem.path[:1] == ("thresholds",) else "estimate")
                for problem in error.problems
            )
        ) from None


def find(row: Evidence, importance: Importance) -> Finding:
    """The finding of one evidence row.

    Args:
        row: the evidence.
        importance: of the outcome in this comparison.

    Raises:
        BaselineRiskMissing, UnitMismatch, InvalidValue: as `classify`.
    """
    computed = _classified(row)
    judged = row.judged_effect
    children: tuple[Step, ...] = ()
    inputs = _inputs(row)
    if judged is not None:
        magnitude, favours, rule = judged.magnitude, judged.favours, JUDGED
        inputs += (Input("judged by", judged.by or None),)
        if computed is not None:
            children = (
                Step(
                    POINT,
                    kind=StepKind.OVERRIDDEN,
                    result=f"{computed.magnitude}, favours {computed.favours}",
                    about=row.outcome.id,
                    inputs=inputs,
                ),
            )
    elif computed is not None:
        magnitude, favours = computed.magnitude, computed.favours
        rule = POINT if magnitude is not Magnitude.UNKNOWN else UNKNOWN
        if not computed.stable:
            rule = MID_RANGE
    else:
        magnitude, favours, rule = Magnitude.UNKNOWN, Favours.NEITHER, UNKNOWN
    step = Step(
        rule,
        kind=StepKind.MISSING if magnitude is Magnitude.UNKNOWN else StepKind.FIRED,
        result=f"{magnitude}, favours {favours}",
        about=row.outcome.id,
        inputs=inputs,
        parameters=(TOLERANCE,) if rule is POINT else (),
        children=children,
    )
    return Finding(
        row.outcome,
        importance,
        magnitude,
        favours,
        level_of(row.certainty),
        evidence=row,
        classification=computed,
        step=step,
    )


def absent(outcome: Outcome, importance: Importance) -> Finding:
    """The finding of a critical outcome without a deciding row: unknown, and counted very low."""
    return Finding(
        outcome,
        importance,
        Magnitude.UNKNOWN,
        Favours.NEITHER,
        Certainty.VERY_LOW,
        step=Step(UNKNOWN, kind=StepKind.MISSING, result="no evidence", about=outcome.id),
    )
