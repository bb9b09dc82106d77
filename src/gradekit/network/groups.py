"""Interventions of a network grouped from the best to the worst, on one outcome.

Two approaches: against one threshold, with interventions compared among themselves (minimally
contextualised), or by the size of the effect against the reference (partially contextualised).
Either way certainty splits the groups, and people may move an intervention with a reason.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from gradekit.domains.verdict import chosen
from gradekit.errors import Problems
from gradekit.network.grouping import (
    AGAINST_REFERENCE,
    MOVED,
    PROMOTED,
    PROMOTION,
    TIER_BY,
    TIER_FROM,
    TIERED,
    ZONE,
    Contrast,
    Grouping,
    Moved,
    Network,
    Place,
    Placement,
    Promotion,
    Tier,
    TierBy,
)
from gradekit.scales import Better, Magnitude
from gradekit.sources import Parameter
from gradekit.thresholds import Thresholds
from gradekit.trace import Input, Step, StepKind, Trace

__all__ = ["minimally_contextualised", "partially_contextualised"]

_SIZES = (Magnitude.TRIVIAL, Magnitude.SMALL, Magnitude.MODERATE, Magnitude.LARGE)


def _promote(
    network: Network,
    members: Sequence[str],
    threshold: float,
    promotion: Parameter[Promotion],
    sense: int,
) -> tuple[dict[str, int], dict[str, set[str]], list[Step]]:
    """How far each member moves from its group, over whom, and the steps of it."""
    gained = dict.fromkeys(members, 0)
    over: dict[str, set[str]] = {name: set() for name in members}
    steps: list[Step] = []
    current = list(members)
    while len(current) > 1:
        told = {
            one: {other: network.beyond(one, other, threshold) for other in current if other != one}
            for one in current
        }
        passed = {
            one: {other for other, verdict in rivals.items() if verdict == sense}
            for one, rivals in told.items()
        }
        enough = any if promotion.value is Promotion.ANY else all
        up = [one for one in current if enough(other in passed[one] for other in told[one])]
        separates = len(up) < len(current)
        for one in current:
            kind = StepKind.NOT_FIRED
            if one in up and separates:
                kind = StepKind.FIRED
            elif None in told[one].values():
                kind = StepKind.MISSING
            steps.append(
                Step(
                    PROMOTED,
                    kind=kind,
                    result=f"past {', '.join(sorted(passed[one])) or 'none'}",
                    about=one,
                    parameters=(promotion,),
                )
            )
        if not separates:
            break
        for one in up:
            gained[one] += 1
            over[one] |= passed[one]
        current = up
    return gained, over, steps


def _tier(
    network: Network, name: str, over: Iterable[str], by: Parameter[TierBy]
) -> tuple[Tier | None, Step]:
    """Which half of its group an intervention stands in."""
    ratings = [network.certainty(name, network.reference)]
    if by.value is TierBy.LOWEST:
        ratings += [network.certainty(name, other) for other in over]
    known = [each for each in ratings if each is not None]
    rated = min(known) if len(known) == len(ratings) else None
    tier = None
    if rated is not None:
        tier = Tier.HIGHER if rated >= TIER_FROM.value else Tier.LOWER
    applies = name != network.reference
    kind = StepKind.MISSING if tier is None else StepKind.FIRED
    return tier, Step(
        TIERED,
        kind=kind if applies else StepKind.NOT_APPLICABLE,
        result=tier.value if tier else "",
        about=name,
        inputs=(Input("certainty", None if rated is None else rated.value),),
        parameters=(by, TIER_FROM),
    )


def _seen(network: Network, name: str, unit: str | None = None) -> tuple[Input, ...]:
    effect = network.effect(name, network.reference)
    ends = ("value", "low", "high")
    return tuple(
        Input(f"effect, {end}", None if effect is None else getattr(effect, end), unit)
        for end in ends
    )


def _places(categories: Iterable[int | None]) -> dict[int, str]:
    """The groups that came out, in words."""
    out = sorted({each for each in categories if each is not None})
    if len(out) == 1:
        return {out[0]: Place.ALIKE.value}
    ends = {out[0]: Place.WORST.value, out[-1]: Place.BEST.value}
    return {each: ends.get(each, Place.BETWEEN.value) for each in out}


def _check_moved(
    network: Network, moved: Mapping[str, Moved], labels: Mapping[int, str] | None
) -> None:
    found = Problems()
    for name, each in moved.items():
        found.need(
            name in network.names[1:],
            "no such intervention to move",
            "moved",
            name,
            expected="one of " + ", ".join(map(repr, network.names[1:])),
            got=name,
        )
        found.need(
            labels is None or each.category in labels,
            "no such group",
            "moved",
            name,
            "category",
            expected="one of " + ", ".join(map(str, sorted(labels or ()))),
            got=each.category,
        )
    found.settle()


def _grouped(
    network: Network,
    computed: dict[str, int | None],
    moved: Mapping[str, Moved],
    steps: list[Step],
    *,
    tiers: Mapping[str, tuple[Tier | None, Step]],
    labels: Mapping[int, str] | None = None,
) -> Grouping:
    """The placements after what people moved, best first.

    Args:
        network: with every intervention.
        computed: category of each.
        moved: what people moved.
        steps: so far.
        tiers: half of its group each stands in.
        labels: of the categories; None to name them by who came out best.
    """
    _check_moved(network, moved, labels)
    final = {**computed, **{name: each.category for name, each in moved.items()}}
    words = _places(final.values()) if labels is None else labels
    ranks = (Tier.HIGHER, None, Tier.LOWER)
    placements: list[tuple[float, int, Placement]] = []
    for name, category in final.items():
        tier, step = tiers[name]
        steps.append(step)
        order = math.inf if category is None else -category
        label = "not placed" if category is None else words[category]
        placed = Placement(
            intervention=name, category=category, label=label, tier=tier, computed=computed[name]
        )
        placements.append((order, ranks.index(tier), placed))
    steps += [
        Step(
            MOVED,
            kind=StepKind.OVERRIDDEN if name in moved else StepKind.NOT_FIRED,
            result=moved[name].rationale if name in moved else "",
            about=name,
            inputs=(Input("computed", computed[name]),),
        )
        for name in network.names[1:]
    ]
    placements.sort(key=lambda each: (each[0], each[1]))
    return Grouping(tuple(placed for *_, placed in placements), Trace(tuple(steps)))


def minimally_contextualised(
    reference: str,
    contrasts: Iterable[Contrast],
    *,
    better: Better | str,
    threshold: float = 0.0,
    promotion: Parameter[Promotion] | Promotion | str = PROMOTION,
    tier_by: Parameter[TierBy] | TierBy | str = TIER_BY,
    moved: Mapping[str, Moved] | None = None,
) -> Grouping:
    """Groups against one threshold, with interventions compared among themselves.

    Args:
        reference: usually placebo or standard care, the best connected.
        contrasts: the network estimates, with the reference and between interventions.
        better: whether a higher or a lower outcome is better.
        threshold: 0 for the null, or a smallest important difference on the contrasts' scale.
        promotion: better than any other of the group, or than all.
        tier_by: certainty against the reference, or the lowest among the contrasts that placed it.
        moved: what people moved, by intervention.

    Returns:
        Category 1 and up are better than the reference, -1 and down worse; an intervention
        without an interval against the reference is not placed.

    Raises:
        InvalidValue: a negative threshold, a pair twice, an unknown intervention moved.

    Source: the minimally contextualised framework of 2020 (principles read, steps recalled).

    Example:
        >>> from gradekit.estimates import Interval
        >>> grouping = minimally_contextualised(
        ...     "placebo",
        ...     [
        ...         Contrast("a", "placebo", Interval(3, 2, 4), "high"),
        ...         Contrast("b", "placebo", Interval(1, 0.5, 1.5), "low"),
        ...         Contrast("a", "b", Interval(2, 1, 3), "moderate"),
        ...     ],
        ...     better="higher",
        ... )
        >>> [(each.intervention, each.category, each.label) for each in grouping.placements][:2]
        [('a', 2, 'among the best'), ('b', 1, 'inferior to the best, better than the worst')]
    """
    found = Problems()
    found.need(
        math.isfinite(threshold) and threshold >= 0,
        "negative threshold",
        "threshold",
        expected="0 for the null, or a size above 0",
        got=threshold,
    )
    found.settle()
    network = Network.of(reference, contrasts, better)
    upward, by = chosen(PROMOTION, promotion), chosen(TIER_BY, tier_by)
    computed: dict[str, int | None] = {reference: 0}
    steps: list[Step] = []
    for name in network.names[1:]:
        verdict = network.beyond(name, reference, threshold)
        computed[name] = verdict
        kind = StepKind.FIRED if verdict else StepKind.NOT_FIRED
        steps.append(
            Step(
                AGAINST_REFERENCE,
                kind=StepKind.MISSING if verdict is None else kind,
                result="not placed" if verdict is None else str(verdict),
                about=name,
                inputs=(*_seen(network, name), Input("threshold", threshold)),
            )
        )
    over: dict[str, set[str]] = {name: set() for name in network.names}
    for sense in (1, -1):
        members = [name for name, category in computed.items() if category == sense]
        gained, past, taken = _promote(network, members, threshold, upward, sense)
        computed |= {name: sense * (1 + gained[name]) for name in members}
        over |= past
        steps += taken
    tiers = {name: _tier(network, name, over[name], by) for name in network.names}
    return _grouped(network, computed, moved or {}, steps, tiers=tiers)


def partially_contextualised(
    reference: str,
    contrasts: Iterable[Contrast],
    *,
    better: Better | str,
    thresholds: Thresholds,
    moved: Mapping[str, Moved] | None = None,
) -> Grouping:
    """Groups by the size of the point estimate against the reference.

    Args:
        reference: usually placebo or standard care.
        contrasts: absolute effects against the reference, in the unit of the thresholds; contrasts
            between interventions are not needed.
        better: whether a higher or a lower outcome is better.
        thresholds: from which an effect is small, moderate and large.
        moved: what people moved, by intervention.

    Returns:
        Category 3 (large benefit) to -3 (large harm), 0 being trivial; an intervention without an
        effect, or whose size hangs on where in its range the smallest threshold lies, is not
        placed.

    Raises:
        InvalidValue: not three thresholds, a pair twice, an unknown intervention moved.

    Source: the partially contextualised framework of 2020 (ranges read, steps recalled).

    Example:
        >>> from gradekit.estimates import Interval
        >>> grouping = partially_contextualised(
        ...     "placebo",
        ...     [Contrast("a", "placebo", Interval(-30, -60, 0), "low")],
        ...     better="lower",
        ...     thresholds=Thresholds(10, 25, 50, unit="per 1000"),
        ... )
        >>> grouping["a"].label, grouping["a"].tier.value
        ('moderate benefit', 'low or very low certainty')
    """
    found = Problems()
    found.need(
        thresholds.large is not None,
        "sizes not set",
        "thresholds",
        expected="small, moderate and large thresholds",
        got=thresholds.sizes(),
    )
    found.settle()
    network = Network.of(reference, contrasts, better)
    computed: dict[str, int | None] = {reference: 0}
    steps: list[Step] = []
    for name in network.names[1:]:
        effect = network.effect(name, reference)
        zones: set[int] = set()
        if effect is not None:
            sign = 1 if effect.value > 0 else -1
            zones = {sign * _SIZES.index(end.magnitude(effect.value)) for end in thresholds.ends()}
        computed[name] = zones.pop() if len(zones) == 1 else None
        steps.append(
            Step(
                ZONE,
                kind=StepKind.MISSING if computed[name] is None else StepKind.FIRED,
                result="not placed" if computed[name] is None else str(computed[name]),
                about=name,
                inputs=(
                    *_seen(network, name, thresholds.unit),
                    *(
                        Input(f"{size} from", start, thresholds.unit)
                        for size, start in thresholds.sizes()
                    ),
                ),
            )
        )
    labels = {0: "trivial or none"}
    for place, size in enumerate(_SIZES[1:], start=1):
        labels |= {place: f"{size} benefit", -place: f"{size} harm"}
    tiers = {name: _tier(network, name, (), TIER_BY) for name in network.names}
    return _grouped(network, computed, moved or {}, steps, tiers=tiers, labels=labels)
