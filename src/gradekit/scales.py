"""The words of the evidence side: certainty and its domains, importance, magnitude, outcomes."""

from __future__ import annotations

from typing import Self

from gradekit.words import Ordered, Word, mirrored

__all__ = [
    "Arm",
    "Better",
    "Certainty",
    "Concern",
    "Domain",
    "Edition",
    "Favours",
    "Importance",
    "Level",
    "Magnitude",
    "Measure",
    "Met",
    "OptionKind",
    "OutcomeKind",
    "Perspective",
    "Role",
    "Suspicion",
]


class Certainty(Ordered):
    """How sure one can be that an effect lies where it is said to lie. Not rated is None."""

    VERY_LOW = "very low"
    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


class Concern(Ordered):
    """How serious a reason for rating down is."""

    NOT_SERIOUS = "not serious"
    SERIOUS = "serious"
    VERY_SERIOUS = "very serious"
    EXTREMELY_SERIOUS = "extremely serious"

    @property
    def level(self) -> int:
        """The levels it moves certainty, from 0 to -3.

        Example:
            >>> Concern("very serious").level
            -2
        """
        return 1 - self.rank


class Suspicion(Ordered):
    """What is said of publication bias; it is never proven absent."""

    UNDETECTED = "undetected"
    STRONGLY_SUSPECTED = "strongly suspected"

    @property
    def level(self) -> int:
        """The levels it moves certainty."""
        return Concern.NOT_SERIOUS.level if self is Suspicion.UNDETECTED else Concern.SERIOUS.level


class Domain(Word):
    """Five reasons for rating down and three for rating up, in the order they are judged."""

    RISK_OF_BIAS = "risk of bias"
    INCONSISTENCY = "inconsistency"
    INDIRECTNESS = "indirectness"
    IMPRECISION = "imprecision"
    PUBLICATION_BIAS = "publication bias"
    LARGE_EFFECT = "large effect"
    DOSE_RESPONSE = "dose response"
    OPPOSING_CONFOUNDING = "opposing confounding"

    @property
    def rates_up(self) -> bool:
        """Whether it is a reason for rating up."""
        return self.rank >= Domain.LARGE_EFFECT.rank

    @property
    def file(self) -> str:
        """Name of the file it is written down in."""
        return self.value.replace(" ", "_")


class Level(Ordered):
    """The certainty at which something is known, down to its not being known at all."""

    NONE = "none"
    VERY_LOW = "very low"
    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


class Importance(Ordered):
    """How much an outcome matters to a decision; also read from a rating of 1 to 9."""

    LIMITED = "limited"
    IMPORTANT = "important"
    CRITICAL = "critical"

    @classmethod
    def _missing_(cls, value: object) -> Self:
        # 1-3 limited, 4-6 important, 7-9 critical: the usual reading of the nine-point rating.
        if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 9:  # noqa: PLR2004
            return list(cls)[(value - 1) // 3]
        return super()._missing_(value)


class Magnitude(Word):
    """How large an effect is.

    `important` is what one threshold can say: at least small. `unknown` is neither important nor
    trivial, and is never read as "similar".
    """

    TRIVIAL = "trivial"
    SMALL = "small"
    MODERATE = "moderate"
    LARGE = "large"
    IMPORTANT = "important"
    UNKNOWN = "unknown"

    @property
    def is_important(self) -> bool:
        """Whether the effect is known to be small or more."""
        return self not in (Magnitude.TRIVIAL, Magnitude.UNKNOWN)


class Better(Word, said="direction of improvement"):
    """Which way an outcome improves."""

    HIGHER = "higher"
    LOWER = "lower"


class OutcomeKind(Word):
    """What an outcome is to the patient; cost is the patient's, never the system's."""

    BENEFIT = "benefit"
    HARM = "harm"
    BURDEN = "burden"
    COST = "cost"


class OptionKind(Word):
    """Sham, placebo, no treatment and usual care are inactive; strategies are active."""

    ACTIVE = "active"
    INACTIVE = "inactive"


class Role(Word):
    """Whether an evidence row decides or stands beside the one that does."""

    DECIDING = "deciding"
    SUPPORTING = "supporting"


class Perspective(Word):
    """Whose decision it is."""

    INDIVIDUAL = "individual"
    POPULATION = "population"


class Edition(Word):
    """Classic GRADE, or Core GRADE of 2025."""

    CLASSIC = "classic"
    CORE = "core"


class Measure(Word):
    """Effect measures."""

    MD = "MD"
    SMD = "SMD"
    ROM = "ROM"
    RR = "RR"
    OR = "OR"
    HR = "HR"
    RD = "RD"
    RATE_RATIO = "RATE_RATIO"

    @property
    def is_ratio(self) -> bool:
        """Whether no effect is 1 rather than 0."""
        return self in (
            Measure.ROM,
            Measure.RR,
            Measure.OR,
            Measure.HR,
            Measure.RATE_RATIO,
        )

    @property
    def is_event(self) -> bool:
        """Whether the measure compares the risk of an event."""
        return self not in (Measure.MD, Measure.SMD, Measure.ROM)


class Arm(Word):
    """One of the two options of a comparison."""

    INTERVENTION = "intervention"
    COMPARATOR = "comparator"

    @property
    def mirror(self) -> Arm:
        """The other arm."""
        return Arm.COMPARATOR if self is Arm.INTERVENTION else Arm.INTERVENTION


class Favours(Word, said="favoured option"):
    """Which option an effect favours."""

    INTERVENTION = "intervention"
    COMPARATOR = "comparator"
    NEITHER = "neither"

    @property
    def mirror(self) -> Favours:
        """The same with the options exchanged."""
        return _MIRRORED_FAVOURS[self]


class Met(Word, said="state of a condition"):
    """The state of a condition. Not recorded never permits."""

    MET = "met"
    NOT_MET = "not met"
    NOT_RECORDED = "not recorded"


_MIRRORED_FAVOURS = mirrored(
    (Favours.INTERVENTION, Favours.COMPARATOR),
    (Favours.NEITHER, Favours.NEITHER),
)
