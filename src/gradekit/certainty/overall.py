"""Certainty across the outcomes of a decision: the lowest among the critical ones.

What was not rated counts as very low, and is named: it is never quietly left out.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from gradekit.errors import InvalidValue, Problems, refuse
from gradekit.library import cite
from gradekit.markup import table
from gradekit.scales import Certainty, Importance
from gradekit.trace import Input, Rule, Step, StepKind

__all__ = ["RULES", "OverallCertainty", "overall_certainty"]

LOWEST_CRITICAL = Rule(
    "overall.lowest_critical",
    "The overall certainty is the lowest among the critical outcomes.",
    cite("acip", "chapter 10; KCE process book"),
)
LOWEST_IMPORTANT = Rule(
    "overall.lowest_important",
    "Where no outcome is critical, the lowest among the important ones stands in, and is flagged.",
    cite("gradekit", "overall certainty"),
)
RECORDED = Rule(
    "overall.recorded",
    "An overall certainty the panel recorded stands, and the computed one is shown beside it.",
    cite("gradekit", "overall certainty"),
)
NOTHING = Rule(
    "overall.nothing_rated",
    "Without any critical or important outcome the overall certainty counts as very low and is "
    "named as missing.",
    cite("gradekit", "overall certainty"),
)
SAME_DIRECTION = Rule(
    "overall.same_direction",
    "On request and with a reason: where all outcomes point one way, the highest certainty among "
    "the critical outcomes that alone would justify the recommendation.",
    cite("kce", "citing GRADE guidelines 11"),
)
RULES = (LOWEST_CRITICAL, LOWEST_IMPORTANT, RECORDED, NOTHING, SAME_DIRECTION)


@frozen(eq=False)
class OverallCertainty:
    """The certainty of a whole decision. Compares equal to its level.

    Args:
        level: that counts.
        computed: the level computed, where the panel recorded another.
        flagged: whether no outcome was critical.
        step: how it was found.
    """

    level: Certainty
    computed: Certainty = field(kw_only=True)
    flagged: bool = field(default=False, kw_only=True)
    step: Step = field(kw_only=True)

    def __eq__(self, other: object) -> bool:
        level = other.level if isinstance(other, OverallCertainty) else other
        return self.level == level

    def __hash__(self) -> int:
        return hash(self.level)

    def __str__(self) -> str:
        return str(self.level)

    def __repr__(self) -> str:
        return f"<OverallCertainty {self.level}: {self.step.rule.id}>"

    def _repr_html_(self) -> str:
        given = (
            ("Overall certainty", self.level.value),
            ("Computed", "" if self.computed == self.level else self.computed.value),
            ("Of", "; ".join(map(str, self.step.inputs))),
            ("Rule", self.step.rule.sentence),
            ("Source", str(self.step.rule.source)),
        )
        return table((), (row for row in given if row[1])).html


def _recorded(given: Certainty | str) -> Certainty:
    try:
        return Certainty(given)
    except InvalidValue as error:
        raise error.at("recorded") from None


def _check_exception(
    critical: list[Certainty], enough: list[Certainty], rationale: str, *, asked: bool
) -> None:
    """Refuse the same-direction exception where it is not asked for, or not justified."""
    found = Problems()
    found.need(
        asked,
        "sufficient outcomes without the exception",
        "same_direction",
        expected="True, as the exception is never taken unasked",
        got=asked,
    )
    found.need(
        rationale.strip(),
        "exception without a reason",
        "rationale",
        expected="why all outcomes point one way and the balance is clear",
        got=rationale,
    )
    found.need(
        enough and all(enough.count(each) <= critical.count(each) for each in enough),
        "not certainties of critical outcomes",
        "sufficient",
        expected="certainties of the critical outcomes that alone would justify it, out of "
        + (", ".join(critical) or "none"),
        got=[each.value for each in enough],
    )
    found.settle()


def overall_certainty(
    rated: Iterable[tuple[Importance | str | int, Certainty | str | None]],
    *,
    recorded: Certainty | str | None = None,
    same_direction: bool = False,
    sufficient: Iterable[Certainty | str] = (),
    rationale: str = "",
) -> OverallCertainty:
    """The overall certainty across outcomes.

    Args:
        rated: (importance, certainty) of each outcome; None for not rated, which counts very low.
        recorded: what the panel recorded, which then stands beside the computed level.
        same_direction: ask for the exception where all outcomes point one way and the balance is
            clear; never taken unasked.
        sufficient: for it, the certainties of the critical outcomes that alone would justify the
            recommendation; the highest of them is the answer.
        rationale: for it, why it holds; required.

    Raises:
        InvalidValue: the exception without a reason or without sufficient outcomes, or with a
            certainty that no critical outcome has.

    Source: KCE process book and ACIP handbook chapter 10 (lowest among critical).

    Example:
        >>> str(
        ...     overall_certainty(
        ...         [
        ...             ("critical", "high"),
        ...             ("critical", "moderate"),
        ...             ("important", "low"),
        ...             ("critical", "moderate"),
        ...         ]
        ...     )
        ... )
        'moderate'
    """
    found = Problems()
    found.need_kinds(Iterable, required=True, rated=rated, sufficient=sufficient)
    found.need_texts(rationale=rationale)
    panel = None if recorded is None else _recorded(recorded)
    levels: dict[Importance, list[Certainty]] = {each: [] for each in Importance}
    for place, each in enumerate(rated):
        pair: object = each  # whatever a caller hands over
        if not isinstance(pair, tuple | list) or len(pair) != len(("importance", "certainty")):
            refuse(
                InvalidValue,
                "not an importance with a certainty",
                "rated",
                place,
                expected="(importance, certainty), certainty None where not rated",
                got=each,
            )
        importance, level = each
        levels[Importance(importance)].append(
            Certainty.VERY_LOW if level is None else Certainty(level)
        )
    critical, important = levels[Importance.CRITICAL], levels[Importance.IMPORTANT]
    if critical:
        rule, computed = LOWEST_CRITICAL, min(critical)
    elif important:
        rule, computed = LOWEST_IMPORTANT, min(important)
    else:
        rule, computed = NOTHING, Certainty.VERY_LOW
    step = Step(
        rule,
        kind=StepKind.MISSING if rule is NOTHING else StepKind.FIRED,
        result=computed.value,
        inputs=tuple(Input("certainty", level.value) for level in critical or important),
    )
    enough = [Certainty(level) for level in sufficient]
    if same_direction or enough:
        _check_exception(critical, enough, rationale, asked=same_direction)
        computed = max(enough)
        step = Step(
            SAME_DIRECTION,
            kind=StepKind.FIRED,
            result=computed.value,
            inputs=(
                *(Input("certainty that would suffice alone", each.value) for each in enough),
                Input("rationale", rationale),
            ),
            children=(step,),
        )
    if panel is not None:
        step = Step(
            RECORDED,
            kind=StepKind.FIRED,
            result=panel.value,
            inputs=(Input("recorded", panel.value), Input("computed", computed.value)),
            children=(step,),
        )
    return OverallCertainty(
        computed if panel is None else panel,
        computed=computed,
        flagged=not critical,
        step=step,
    )
