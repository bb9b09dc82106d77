"""Direction, and the four ceilings on strength: values, certainty, secondary criteria, consensus.

Each ceiling is the strongest strength one consideration allows. They are independent; the decision
takes their minimum.
"""

from __future__ import annotations

from functools import cache

from attrs import frozen

from gradekit.answers import Direction, PanelBalance, Secondary, ShareBand, Strength, VoteState
from gradekit.library import cite
from gradekit.policy import Policy
from gradekit.scales import Certainty, Perspective
from gradekit.sources import Parameter
from gradekit.trace import Input, Rule, Step, StepKind

__all__ = [
    "RULES",
    "Ceiling",
    "certainty_ceiling",
    "consensus_ceiling",
    "find_direction",
    "secondary_ceiling",
    "values_ceiling",
    "without_direction",
]

SHARE = Rule(
    "direction.share",
    "The direction is what the larger part of fully informed people would choose; where they are "
    "split it is either option.",
    cite("gradekit", "direction and strength", note="follows what strong and conditional mean"),
)
BALANCE = Rule(
    "direction.balance",
    "Where the share is split or unknown, the panel's recorded balance gives the direction.",
    cite("etd2016", checked=False, note="how balance leads to a type of recommendation"),
)
VALUES = Rule(
    "ceiling.values",
    "Strong needs nearly all or almost none to choose the intervention; under the population "
    "perspective a clear balance stands in for an unknown share.",
    cite("whotable", "all or almost all"),
)
CERTAINTY = Rule(
    "ceiling.certainty",
    "Strong needs moderate or high overall certainty, or a paradigm that permits strong in this "
    "direction.",
    cite("coregrade7", "abstract"),
)
SECONDARY = Rule(
    "ceiling.secondary",
    "Secondary criteria that favour the other option lower strong to conditional; they never "
    "raise.",
    cite("gradekit", "direction and strength", note="that they are secondary: Core GRADE 7"),
)
CONSENSUS = Rule(
    "ceiling.consensus",
    "Strong needs the policy's share of votes behind strong in this direction, conditional a "
    "majority behind the direction; otherwise there is no recommendation.",
    cite("busse2025", "how the recommendations were created"),
)
RULES = (SHARE, BALANCE, VALUES, CERTAINTY, SECONDARY, CONSENSUS)


@frozen
class Ceiling:
    """The strongest strength one consideration allows.

    Args:
        name: values, certainty, secondary or consensus.
        allows: none, conditional or strong; None where it does not apply.
        step: why.
    """

    name: str
    allows: Strength | None
    step: Step


_FROM_SHARE = {
    ShareBand.NEARLY_ALL: Direction.FOR,
    ShareBand.MAJORITY: Direction.FOR,
    ShareBand.SPLIT: Direction.EITHER,
    ShareBand.MINORITY: Direction.AGAINST,
    ShareBand.ALMOST_NONE: Direction.AGAINST,
    ShareBand.UNKNOWN: Direction.NONE,
}
_UNDECIDED = (ShareBand.SPLIT, ShareBand.UNKNOWN)
_SURE = (ShareBand.NEARLY_ALL, ShareBand.ALMOST_NONE)
_AGAINST_IT = {
    Direction.FOR: Secondary.FAVOUR_COMPARATOR,
    Direction.AGAINST: Secondary.FAVOUR_INTERVENTION,
}
_BEHIND = {
    Direction.FOR: VoteState.FOR,
    Direction.AGAINST: VoteState.AGAINST,
    Direction.EITHER: VoteState.EITHER,
}
_BEHIND_STRONG = {
    Direction.FOR: VoteState.STRONG_FOR,
    Direction.AGAINST: VoteState.STRONG_AGAINST,
}


# Each depends on finitely many words, so each answer with its step is made once and shared.


@cache
def find_direction(share: ShareBand, balance: PanelBalance | None) -> tuple[Direction, Step]:
    """The direction before any vote, and how it was found."""
    if share in _UNDECIDED and balance is not None:
        seen = Input("panel's balance of effects", balance.value)
        direction = balance.direction
        return direction, Step(BALANCE, kind=StepKind.FIRED, result=direction.value, inputs=(seen,))
    direction = _FROM_SHARE[share]
    return direction, Step(
        SHARE,
        kind=StepKind.MISSING if direction is Direction.NONE else StepKind.FIRED,
        result=direction.value,
        inputs=(Input("share", share.value),),
    )


@cache
def values_ceiling(
    share: ShareBand, perspective: Perspective, balance: PanelBalance | None, policy: Policy
) -> Ceiling:
    """What the share of people, or a clear balance in its place, allows."""
    stands_in = (
        share is ShareBand.UNKNOWN
        and perspective is Perspective.POPULATION
        and balance is not None
        and balance.is_clear
    )
    if share in _SURE or stands_in:
        allows = Strength.STRONG
    elif share is ShareBand.UNKNOWN and balance is None:
        allows = Strength.NONE
    else:
        allows = Strength.CONDITIONAL
    return _ceiling(
        "values",
        VALUES,
        allows,
        Input("share", share.value),
        Input("perspective", perspective.value),
        Input("panel's balance of effects", None if balance is None else balance.value),
        parameters=(policy.nearly_all,),
        kind=StepKind.MISSING if allows is Strength.NONE else StepKind.FIRED,
    )


@cache
def certainty_ceiling(overall: Certainty, permitting: tuple[int, ...], policy: Policy) -> Ceiling:
    """What the overall certainty, or a paradigm permitting this direction, allows."""
    high_enough = overall >= policy.strong_certainty.value
    return _ceiling(
        "certainty",
        CERTAINTY,
        Strength.STRONG if high_enough or permitting else Strength.CONDITIONAL,
        Input("overall certainty", overall.value),
        Input("paradigms permitting", ", ".join(map(str, permitting)) or "none"),
        parameters=(policy.strong_certainty,),
    )


@cache
def secondary_ceiling(direction: Direction, secondary: Secondary) -> Ceiling:
    """What the secondary criteria allow; not judged leaves them open."""
    lowers = secondary is _AGAINST_IT.get(direction)
    open_ = secondary is Secondary.NOT_JUDGED
    return _ceiling(
        "secondary",
        SECONDARY,
        Strength.CONDITIONAL if lowers else Strength.STRONG,
        Input("secondary criteria", secondary.value),
        kind=StepKind.MISSING if open_ else StepKind.FIRED,
    )


@cache
def consensus_ceiling(direction: Direction, votes: VoteState, policy: Policy) -> Ceiling:
    """What the votes allow; not voted leaves them open."""
    if votes in (VoteState.NOT_VOTED, _BEHIND_STRONG.get(direction)):
        allows = Strength.STRONG
    elif votes is _BEHIND[direction]:
        allows = Strength.CONDITIONAL
    else:
        allows = Strength.NONE
    return _ceiling(
        "consensus",
        CONSENSUS,
        allows,
        Input("votes", votes.value),
        parameters=(policy.voting.strong, policy.voting.direction),
        kind=StepKind.MISSING if votes is VoteState.NOT_VOTED else StepKind.FIRED,
    )


@cache
def without_direction() -> tuple[Ceiling, ...]:
    """The other ceilings where there is no direction to speak about."""
    return tuple(
        Ceiling(name, None, Step(rule, kind=StepKind.NOT_APPLICABLE, result="no direction"))
        for name, rule in (
            ("certainty", CERTAINTY),
            ("secondary", SECONDARY),
            ("consensus", CONSENSUS),
        )
    )


def _ceiling(
    name: str,
    rule: Rule,
    allows: Strength,
    *inputs: Input,
    parameters: tuple[Parameter[object], ...] = (),
    kind: StepKind = StepKind.FIRED,
) -> Ceiling:
    return Ceiling(
        name,
        allows,
        Step(rule, kind=kind, result=allows.value, inputs=inputs, parameters=parameters),
    )
