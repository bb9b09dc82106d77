"""Situations drawn from the unfolded space: any state there is, not only one for each class.

The sweeps fold the space by the conditions of the paradigms, which is exact for a function that
reads the evidence through them. Somebody else's function may read it otherwise: right for the
situation that stands for a class and wrong for its neighbour, or wrong only where a certainty and
a panel come together. Here nothing is folded. Much is blank in most, so that what is known decides.
"""

from __future__ import annotations

from functools import cache
from random import Random

from gradekit.answers import ShareBand, VoteState
from gradekit.levels import EvidenceHalf, Known, OptionLevels
from gradekit.scales import Certainty, Level
from gradekit.situation import PanelHalf, Situation
from gradekit.space import every_known, evidence_of, panel_halves, shared_states

__all__ = ["drawn", "settled"]

_NOTHING = Known(Level.NONE)
_BLANK = 0.5  # of what an option may be known for
_OPEN = 0.6  # panel halves that leave strength to the evidence
_SURE = (ShareBand.NEARLY_ALL, ShareBand.ALMOST_NONE)
_AGREED = (VoteState.NOT_VOTED, VoteState.STRONG_FOR, VoteState.STRONG_AGAINST)


@cache
def drawn(many: int, seed: int = 0) -> tuple[Situation, ...]:
    """Situations from the whole space, unfolded.

    Args:
        many: situations.
        seed: the same seed gives the same situations.

    Example:
        >>> len(set(drawn(100))) > 90, drawn(3) == drawn(3)
        (True, True)
    """
    maker = _Maker(Random(seed))  # noqa: S311 - no secret
    return tuple(maker.situation() for _ in range(many))


class _Maker:
    """Draws, with what it draws from at hand."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.known = every_known()
        self.within = {
            whole: [
                each for each in self.known if each.at <= whole.at and each.up_to <= whole.up_to
            ]
            for whole in self.known
        }
        self.shared, self.panels = shared_states(), panel_halves()
        self.open = [each for each in self.panels if each.share in _SURE and each.votes in _AGREED]

    def part(self, whole: Known | None = None) -> Known:
        """What is known of one thing, within what is known of the whole it belongs to."""
        if self.random.random() < _BLANK:
            return _NOTHING
        return self.random.choice(self.known if whole is None else self.within[whole])

    def option(self) -> OptionLevels:
        """What is known of an option."""
        harm = self.part()
        return OptionLevels(
            benefit=self.part(),
            harm=harm,
            catastrophe=self.part(harm),
            prohibitive=self.part(harm),
        )

    def evidence(self) -> EvidenceHalf:
        """What is known of both, and of what they share."""
        shared = self.random.choice(self.shared)
        overall = self.random.choice(tuple(Certainty))
        return evidence_of(shared, self.option(), self.option(), overall)

    def panel(self) -> PanelHalf:
        """What a panel judged."""
        return self.random.choice(self.open if self.random.random() < _OPEN else self.panels)

    def situation(self) -> Situation:
        """Both halves."""
        return Situation(self.evidence(), self.panel())


@cache
def settled(known: Known) -> tuple[Known, ...]:
    """Every way in which what was not rated may turn out.

    Args:
        known: what is known now.

    Example:
        >>> [str(each) for each in settled(Known("low", "high"))]
        ['low', 'moderate', 'high']
    """
    if not known.might_be_higher:
        return ()
    return tuple(Known(level) for level in Level if known.at <= level <= known.up_to)
