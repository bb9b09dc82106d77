"""The words, the open choices, the rules and the values of grouping interventions."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen
from attrs.converters import optional

from gradekit.errors import Problems, UnknownReference, refuse
from gradekit.estimates import Interval
from gradekit.library import cite
from gradekit.scales import Better, Certainty
from gradekit.sources import Parameter
from gradekit.thresholds import compare
from gradekit.trace import Rule, Trace
from gradekit.words import Word

__all__ = [
    "PARAMETERS",
    "RULES",
    "Contrast",
    "Grouping",
    "Moved",
    "Network",
    "Place",
    "Placement",
    "Promotion",
    "Tier",
    "TierBy",
]


class Promotion(Word):
    """Whom an intervention must be better than to move up a group."""

    ANY = "any"
    ALL = "all"


class TierBy(Word):
    """Which certainty splits a group: against the reference, or the lowest that placed it."""

    REFERENCE = "reference"
    LOWEST = "lowest"


class Tier(Word):
    """The two halves of a group."""

    HIGHER = "high or moderate certainty"
    LOWER = "low or very low certainty"


class Place(Word):
    """Where a group stands among the groups that came out."""

    BEST = "among the best"
    BETWEEN = "inferior to the best, better than the worst"
    WORST = "among the worst"
    ALIKE = "not told apart"


_MINIMAL = cite("nmaminimal2020", checked=False, note="principles read, the steps recalled")
_PARTIAL = cite("nmapartial2020", checked=False, note="principles read, the steps recalled")

# The open choices.

PROMOTION = Parameter(
    Promotion.ANY,
    cite("nmaminimal2020", checked=False, note="recalled; a public tool asks for all"),
    "groups.promotion",
)
TIER_BY = Parameter(TierBy.REFERENCE, _MINIMAL, "groups.tier_by")
TIER_FROM = Parameter(Certainty.MODERATE, _MINIMAL, "groups.tier_from")
PARAMETERS: tuple[Parameter[object], ...] = (PROMOTION, TIER_BY, TIER_FROM)

# The rules, in the order they are asked.

AGAINST_REFERENCE = Rule(
    "groups.against_reference",
    "An intervention whose interval against the reference lies wholly beyond the threshold is "
    "provisionally better or worse than the reference; otherwise it stays with it.",
    _MINIMAL,
)
PROMOTED = Rule(
    "groups.promoted",
    "Inside the better group, an intervention better than one other of that group moves up (or "
    "than all others, by choice), and so on; in the worse group the mirror.",
    _MINIMAL,
)
ZONE = Rule(
    "groups.zone",
    "The size and direction of the point estimate against the reference give the group.",
    _PARTIAL,
)
TIERED = Rule(
    "groups.tiered",
    "Each group is split into high or moderate and low or very low certainty.",
    _MINIMAL,
)
MOVED = Rule(
    "groups.moved",
    "After a check against pairwise results and rankings people may move an intervention, with a "
    "reason.",
    _MINIMAL,
)
RULES = (AGAINST_REFERENCE, PROMOTED, ZONE, TIERED, MOVED)


@frozen
class Contrast:
    """The network estimate of one intervention against another.

    Args:
        one: an intervention.
        other: what it is compared with.
        effect: of `one` minus `other`, on a scale on which no effect is 0 (a difference, or the
            logarithm of a ratio).
        certainty: of this comparison; None where not rated.
    """

    one: str
    other: str
    effect: Interval
    certainty: Certainty | None = field(default=None, converter=optional(Certainty))


@frozen
class Moved:
    """A move that people decided.

    Args:
        category: where to.
        rationale: why; required.
        by: who decided.
    """

    category: int
    rationale: str
    by: str = ""

    def __attrs_post_init__(self) -> None:
        found = Problems()
        found.need(
            self.rationale.strip(),
            "moved without a reason",
            "rationale",
            expected="why the intervention is placed elsewhere",
            got=self.rationale,
        )
        found.settle()


@frozen(kw_only=True)
class Placement:
    """Where one intervention stands.

    Args:
        intervention: which.
        category: higher is better, 0 is with the reference; None where it could not be placed.
        label: the group in words.
        tier: its half of the group; None for the reference, and where not rated.
        computed: the category before anybody moved it.
    """

    intervention: str
    category: int | None
    label: str
    tier: Tier | None
    computed: int | None


@frozen
class Grouping:
    """Interventions from the best to the worst; those not placed come last.

    Args:
        placements: in that order.
        trace: the steps.
    """

    placements: tuple[Placement, ...]
    trace: Trace = field(default=Trace(), eq=False)

    def __getitem__(self, intervention: str) -> Placement:
        found = {each.intervention: each for each in self.placements}
        if intervention not in found:
            refuse(
                UnknownReference,
                "unknown intervention",
                expected="one of " + ", ".join(map(repr, found)),
                got=intervention,
            )
        return found[intervention]


@frozen
class Network:
    """The contrasts by their two sides, turned so that more is better.

    Args:
        reference: what every intervention is compared with.
        names: of the interventions, the reference first.
        effects: with their certainty, by (one, other), both ways round.
    """

    reference: str
    names: tuple[str, ...]
    effects: dict[tuple[str, str], tuple[Interval, Certainty | None]]

    @classmethod
    def of(cls, reference: str, contrasts: Iterable[Contrast], better: Better | str) -> Network:
        """The network these contrasts make.

        Raises:
            InvalidValue: an intervention compared with itself, or a pair given twice.
        """
        found = Problems()
        turn = 1 if Better(better) is Better.HIGHER else -1
        effects: dict[tuple[str, str], tuple[Interval, Certainty | None]] = {}
        names = {reference: None}
        for place, each in enumerate(contrasts):
            found.need(
                each.one != each.other and (each.one, each.other) not in effects,
                "contrast with itself" if each.one == each.other else "contrast given twice",
                "contrasts",
                place,
                expected="two different interventions, each pair once in either order",
                got=(each.one, each.other),
            )
            effects[each.one, each.other] = (each.effect.times(turn), each.certainty)
            effects[each.other, each.one] = (each.effect.times(-turn), each.certainty)
            names |= {each.one: None, each.other: None}
        found.settle()
        return cls(reference, tuple(names), effects)

    def effect(self, one: str, other: str) -> Interval | None:
        """How much better one is than the other; None where they have no contrast."""
        return self.effects.get((one, other), (None, None))[0]

    def certainty(self, one: str, other: str) -> Certainty | None:
        """The certainty of their contrast."""
        return self.effects.get((one, other), (None, None))[1]

    def beyond(self, one: str, other: str, threshold: float) -> int | None:
        """1 better, -1 worse, 0 neither; None without an interval. Ending there is beyond."""
        effect = self.effect(one, other)
        if effect is None or effect.low is None or effect.high is None:
            return None
        if compare(effect.low, threshold) >= 0 and compare(effect.high, threshold) > 0:
            return 1
        worse = compare(effect.high, -threshold) <= 0 and compare(effect.low, -threshold) < 0
        return -1 if worse else 0
