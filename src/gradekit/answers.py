"""The words of the answer side: direction, strength, shares, votes and panel judgements."""

from __future__ import annotations

from gradekit.words import Ordered, Word, mirrored

__all__ = [
    "ANSWERS",
    "BenefitState",
    "Direction",
    "PanelBalance",
    "PanelRole",
    "RecommendationType",
    "Secondary",
    "ShareBand",
    "ShareRoute",
    "Strength",
    "VoteState",
]


class Direction(Word):
    """Which way a recommendation points, seen from the intervention."""

    FOR = "for"
    AGAINST = "against"
    EITHER = "either"
    NONE = "none"

    @property
    def mirror(self) -> Direction:
        """The same with the options exchanged."""
        return _MIRRORED_DIRECTION[self]


class Strength(Ordered):
    """How strong a recommendation is; none where there is no recommendation."""

    NONE = "none"
    CONDITIONAL = "conditional"
    STRONG = "strong"

    def toward(self, direction: Direction) -> str:
        """An answer of this strength as people say it.

        Example:
            >>> Strength.STRONG.toward(Direction.FOR), Strength.NONE.toward(Direction.NONE)
            ('strong for', 'no recommendation')
        """
        return "no recommendation" if self is Strength.NONE else f"{self} {direction}"


ANSWERS = (
    *(Strength.STRONG.toward(each) for each in (Direction.FOR, Direction.AGAINST)),
    *(
        Strength.CONDITIONAL.toward(each)
        for each in (Direction.FOR, Direction.AGAINST, Direction.EITHER)
    ),
    Strength.NONE.toward(Direction.NONE),
)
"""Every answer there is, as people say it."""


class ShareBand(Word):
    """How many fully informed people would choose the intervention."""

    ALMOST_NONE = "almost none"
    MINORITY = "minority"
    SPLIT = "split"
    MAJORITY = "majority"
    NEARLY_ALL = "nearly all"
    UNKNOWN = "unknown"

    @property
    def mirror(self) -> ShareBand:
        """The band of those who would choose the other option."""
        return _MIRRORED_BAND[self]


class ShareRoute(Word):
    """Where a share came from."""

    RECORDED = "recorded"
    SURVEY = "survey"
    DOMINANCE = "dominance"
    NONE = "none"


class Secondary(Word, said="verdict of the secondary criteria"):
    """What the secondary criteria (resources, equity, acceptability, feasibility) favour."""

    FAVOUR_INTERVENTION = "favour intervention"
    NEUTRAL = "neutral"
    FAVOUR_COMPARATOR = "favour comparator"
    NOT_JUDGED = "not judged"

    @property
    def mirror(self) -> Secondary:
        """The same with the options exchanged."""
        return _MIRRORED_SECONDARY[self]


class VoteState(Word):
    """What the votes say under a policy's voting rule."""

    STRONG_FOR = "strong for"
    FOR = "for"
    EITHER = "either"
    AGAINST = "against"
    STRONG_AGAINST = "strong against"
    NO_MAJORITY = "no majority"
    NOT_VOTED = "not voted"

    @property
    def mirror(self) -> VoteState:
        """The same with the options exchanged."""
        return _MIRRORED_VOTES[self]


class PanelBalance(Word):
    """The panel's recorded balance of effects. "Varies" and "don't know" are not recorded."""

    FAVOURS_INTERVENTION = "favours intervention"
    PROBABLY_FAVOURS_INTERVENTION = "probably favours intervention"
    NEITHER = "neither"
    PROBABLY_FAVOURS_COMPARATOR = "probably favours comparator"
    FAVOURS_COMPARATOR = "favours comparator"

    @property
    def mirror(self) -> PanelBalance:
        """The same with the options exchanged."""
        return _MIRRORED_BALANCE[self]

    @property
    def direction(self) -> Direction:
        """The direction the balance points to."""
        return _BALANCE_DIRECTION[self]

    @property
    def is_clear(self) -> bool:
        """Whether the panel said *favours*, not *probably favours*."""
        return self in (PanelBalance.FAVOURS_INTERVENTION, PanelBalance.FAVOURS_COMPARATOR)


class PanelRole(Word):
    """Why a member sits on the panel."""

    PATIENT = "patient"
    CLINICIAN = "clinician"
    METHODOLOGIST = "methodologist"


class BenefitState(Word):
    """What a survey scenario supposes about an option's benefit."""

    IMPORTANT = "important"
    NONE = "none"
    UNCERTAIN = "uncertain"


class RecommendationType(Word):
    """Kinds of published statement."""

    GRADED = "graded"
    GOOD_PRACTICE = "good practice"
    ONLY_IN_RESEARCH = "only in research"
    NONE = "none"


_MIRRORED_DIRECTION = mirrored(
    (Direction.FOR, Direction.AGAINST),
    (Direction.EITHER, Direction.EITHER),
    (Direction.NONE, Direction.NONE),
)
_MIRRORED_BAND = mirrored(
    (ShareBand.NEARLY_ALL, ShareBand.ALMOST_NONE),
    (ShareBand.MAJORITY, ShareBand.MINORITY),
    (ShareBand.SPLIT, ShareBand.SPLIT),
    (ShareBand.UNKNOWN, ShareBand.UNKNOWN),
)
_MIRRORED_SECONDARY = mirrored(
    (Secondary.FAVOUR_INTERVENTION, Secondary.FAVOUR_COMPARATOR),
    (Secondary.NEUTRAL, Secondary.NEUTRAL),
    (Secondary.NOT_JUDGED, Secondary.NOT_JUDGED),
)
_MIRRORED_VOTES = mirrored(
    (VoteState.STRONG_FOR, VoteState.STRONG_AGAINST),
    (VoteState.FOR, VoteState.AGAINST),
    (VoteState.EITHER, VoteState.EITHER),
    (VoteState.NO_MAJORITY, VoteState.NO_MAJORITY),
    (VoteState.NOT_VOTED, VoteState.NOT_VOTED),
)
_MIRRORED_BALANCE = mirrored(
    (PanelBalance.FAVOURS_INTERVENTION, PanelBalance.FAVOURS_COMPARATOR),
    (PanelBalance.PROBABLY_FAVOURS_INTERVENTION, PanelBalance.PROBABLY_FAVOURS_COMPARATOR),
    (PanelBalance.NEITHER, PanelBalance.NEITHER),
)
_BALANCE_DIRECTION = {
    PanelBalance.FAVOURS_INTERVENTION: Direction.FOR,
    PanelBalance.PROBABLY_FAVOURS_INTERVENTION: Direction.FOR,
    PanelBalance.NEITHER: Direction.EITHER,
    PanelBalance.PROBABLY_FAVOURS_COMPARATOR: Direction.AGAINST,
    PanelBalance.FAVOURS_COMPARATOR: Direction.AGAINST,
}
