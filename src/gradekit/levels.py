"""What is known of each option, in finite form.

For each option the highest certainty at which a benefit, a harm, a catastrophe, a prohibitive harm
is known, each with the state "might be higher" where something was not rated.
"""

from __future__ import annotations

from attrs import evolve, field, frozen

from gradekit.scales import Arm, Certainty, Level, Met
from gradekit.words import placed

__all__ = ["EvidenceHalf", "Known", "OptionLevels"]


@frozen(cache_hash=True, field_transformer=placed)
class Known:
    """The certainty at which something is known, and up to which it might be.

    The two differ where a finding that bears on it was not rated.

    Args:
        at: certainty at which it is known for sure.
        up_to: certainty it might reach once everything is rated.

    Example:
        >>> Known("low").at_least("moderate").value
        'not met'
        >>> Known("low", "high").at_least("moderate").value
        'not recorded'
    """

    at: Level = field(converter=Level)
    up_to: Level = field(converter=Level)

    @up_to.default
    def _settled(self) -> Level:
        return self.at

    def at_least(self, level: Level | Certainty | str) -> Met:
        """Whether it is known at this certainty or better."""
        wanted = Level(level)
        if self.at >= wanted:
            return Met.MET
        return Met.NOT_RECORDED if self.up_to >= wanted else Met.NOT_MET

    def below(self, level: Level | Certainty | str) -> Met:
        """Whether it is known at no such certainty."""
        wanted = Level(level)
        if self.at >= wanted:
            return Met.NOT_MET
        return Met.NOT_RECORDED if self.up_to >= wanted else Met.MET

    @property
    def might_be_higher(self) -> bool:
        """Whether something not rated could raise it."""
        return self.up_to > self.at

    def __str__(self) -> str:
        return f"{self.at}, might be higher" if self.might_be_higher else str(self.at)


_NOTHING, _ANYTHING = Known(Level.NONE), Known(Level.NONE, Level.HIGH)


@frozen(kw_only=True, cache_hash=True)
class OptionLevels:
    """What is known of one option.

    Args:
        benefit: of an important benefit.
        harm: of an important harm, burden or cost.
        catastrophe: of a catastrophic harm.
        prohibitive: of a large harm, burden or cost, or a catastrophic harm, that the panel did
            not call "not prohibitive".
    """

    benefit: Known
    harm: Known
    catastrophe: Known
    prohibitive: Known

    def named(self) -> tuple[tuple[str, Known], ...]:
        """Each of the four with its name, for a reader."""
        return (
            ("benefit", self.benefit),
            ("harm", self.harm),
            ("catastrophe", self.catastrophe),
            ("prohibitive harm", self.prohibitive),
        )

    def __str__(self) -> str:
        return ", ".join(f"{name} {known}" for name, known in self.named())


@frozen(kw_only=True, cache_hash=True)
class EvidenceHalf:
    """All a decision takes from the evidence.

    Args:
        intervention: what is known of the intervention.
        comparator: what is known of the comparator.
        benefit_certainty: lowest certainty among critical benefit findings; None where none.
        unknown_benefit: whether a critical benefit finding is of unknown magnitude.
        overall: overall certainty.
        life_threatening: whether the situation is; None where not recorded.
        both_active: whether both options are active.
    """

    intervention: OptionLevels
    comparator: OptionLevels
    benefit_certainty: Known | None
    unknown_benefit: bool
    overall: Certainty
    life_threatening: bool | None
    both_active: bool

    def mirrored(self) -> EvidenceHalf:
        """The same with the options exchanged."""
        return evolve(self, intervention=self.comparator, comparator=self.intervention)

    def option(self, arm: Arm) -> OptionLevels:
        """What is known of one arm's option."""
        return self.intervention if arm is Arm.INTERVENTION else self.comparator

    def at_least_as_good(self, arm: Arm) -> Known:
        """The certainty with which this arm's benefit is at least the other's.

        Nothing important may be a benefit of the other, and no critical benefit finding of unknown
        magnitude; without any critical benefit finding nothing is said (never vacuously similar).
        """
        return self.at_least_as_good_as(self.option(arm.mirror))

    def at_least_as_good_as(self, other: OptionLevels) -> Known:
        """The certainty with which an option's benefit is at least that of this other one."""
        rival = other.benefit
        if self.unknown_benefit or rival.at > Level.NONE:
            return _NOTHING
        if self.benefit_certainty is None:
            return _ANYTHING
        if rival.might_be_higher:
            return Known(Level.NONE, self.benefit_certainty.up_to)
        return self.benefit_certainty
