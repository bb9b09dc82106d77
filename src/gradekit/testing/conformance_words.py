"""The fields of a situation, the words each may hold, and the words a paradigm asks for.

A field is named as in a vector: `intervention.benefit`, `benefit_certainty`, `share`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from attrs import evolve

from gradekit.answers import PanelBalance, Secondary, ShareBand, VoteState
from gradekit.levels import EvidenceHalf, Known, OptionLevels
from gradekit.paradigms import Condition, Paradigm, Sense, Subject
from gradekit.policy import Policy
from gradekit.scales import Arm, Certainty, Level, Met, Perspective
from gradekit.situation import Situation
from gradekit.space import benefit_certainties, blank, every_known

__all__ = [
    "EVIDENCE_FIELDS",
    "FIELDS",
    "PANEL_FIELDS",
    "PARTS",
    "asked_by",
    "consistent",
    "made",
    "settled",
    "word_at",
    "words_of",
]

Word = Any  # what is known, a word of a closed set, a fact, or None where not recorded

PARTS = ("benefit", "harm", "catastrophe", "prohibitive")
_OPTIONS = tuple(f"{arm}.{part}" for arm in Arm for part in PARTS)
EVIDENCE_FIELDS = (
    *_OPTIONS,
    "benefit_certainty",
    "unknown_benefit",
    "overall",
    "life_threatening",
    "both_active",
)
PANEL_FIELDS = ("share", "secondary", "votes", "perspective", "balance")
FIELDS = (*EVIDENCE_FIELDS, *PANEL_FIELDS)


def _rising(known: Iterable[Known]) -> tuple[Known, ...]:
    return tuple(sorted(known, key=lambda each: (each.at.rank, each.up_to.rank)))


_KNOWN = _rising(every_known())
_RATED = _rising(each for each in benefit_certainties() if each is not None)
_WORDS: Mapping[str, tuple[Word, ...]] = {
    **dict.fromkeys(_OPTIONS, _KNOWN),
    "benefit_certainty": (None, *_RATED),
    "unknown_benefit": (False, True),
    "overall": tuple(Certainty),
    "life_threatening": (None, False, True),
    "both_active": (False, True),
    "share": tuple(ShareBand),
    "secondary": tuple(Secondary),
    "votes": tuple(VoteState),
    "perspective": tuple(Perspective),
    "balance": (None, *PanelBalance),
}


def words_of(field: str) -> tuple[Word, ...]:
    """Every word a field may hold, the least first.

    Args:
        field: of a situation.

    Example:
        >>> words_of("life_threatening")
        (None, False, True)
        >>> len(words_of("comparator.harm"))
        15
    """
    return _WORDS[field]


def word_at(situation: Situation, field: str) -> Word:
    """The word a situation holds in a field."""
    if field in PANEL_FIELDS:
        return getattr(situation.panel, field)
    arm, _, part = field.rpartition(".")
    return getattr(situation.evidence.option(Arm(arm)) if arm else situation.evidence, part)


def made(words: Mapping[str, Word]) -> EvidenceHalf:
    """An evidence half from the words of its fields; what is not said is blank."""

    def option(arm: Arm) -> OptionLevels:
        told = {part: words[f"{arm}.{part}"] for part in PARTS if f"{arm}.{part}" in words}
        return evolve(blank(), **told)

    return EvidenceHalf(
        intervention=option(Arm.INTERVENTION),
        comparator=option(Arm.COMPARATOR),
        benefit_certainty=words.get("benefit_certainty"),
        unknown_benefit=words.get("unknown_benefit", False),
        overall=words.get("overall", Certainty.LOW),
        life_threatening=words.get("life_threatening"),
        both_active=words.get("both_active", False),
    )


def consistent(evidence: EvidenceHalf) -> bool:
    """Whether evidence can be as it is: a special harm is a harm, an unknown benefit is rated."""
    return not (evidence.unknown_benefit and evidence.benefit_certainty is None) and all(
        part.at <= option.harm.at and part.up_to <= option.harm.up_to
        for option in (evidence.intervention, evidence.comparator)
        for part in (option.catastrophe, option.prohibitive)
    )


def settled(words: Mapping[str, Word], asked: Iterable[str] = ()) -> dict[str, Word]:
    """Words made to go together: a special harm is no surer than harm, unless it is asked for.

    Args:
        words: of every field of the evidence.
        asked: fields that keep their word.
    """
    found, kept = dict(words), set(asked)
    for arm in Arm:
        whole = f"{arm}.harm"
        for name in (f"{arm}.catastrophe", f"{arm}.prohibitive"):
            most = max if name in kept else min
            here, special = found[whole], found[name]
            change = whole if name in kept else name
            found[change] = Known(most(here.at, special.at), most(here.up_to, special.up_to))
    found["unknown_benefit"] &= found["benefit_certainty"] is not None
    return found


@cache
def asked_by(paradigm: Paradigm, arm: Arm, policy: Policy) -> Mapping[str, tuple[Word, ...]]:
    """The fields a paradigm looks at with this arm recommended, and the words that meet it.

    Args:
        paradigm: whose conditions.
        arm: of X, the option recommended.
        policy: with the certainty of harm where a condition leaves it open.

    Example:
        >>> from gradekit.paradigms import PARADIGMS
        >>> from gradekit.policy import EBM_TABLE
        >>> for field, words in asked_by(PARADIGMS[4], Arm.INTERVENTION, EBM_TABLE).items():
        ...     print(field, len(words), words[0])
        comparator.catastrophe 10 very low
    """
    found: dict[str, tuple[Word, ...]] = {}
    for condition in paradigm.conditions:
        for field, words in _asked(condition, arm, policy):
            found[field] = tuple(each for each in found.get(field, words) if each in words)
    return found


_FIELD = {
    Subject.BENEFIT_OF_X: ("x", "benefit"),
    Subject.BENEFIT_OF_Y: ("y", "benefit"),
    Subject.HARM_OF_X: ("x", "harm"),
    Subject.HARM_OF_Y: ("y", "harm"),
    Subject.PROHIBITIVE_HARM_OF_X: ("x", "prohibitive"),
    Subject.CATASTROPHE_OF_Y: ("y", "catastrophe"),
}


def _asked(
    condition: Condition, arm: Arm, policy: Policy
) -> Iterator[tuple[str, tuple[Word, ...]]]:
    """The fields one condition looks at, each with the words that meet it."""
    subject, level = condition.subject, condition.level or policy.certain_harm.value
    if subject is Subject.LIFE_THREATENING:
        yield "life_threatening", (True,)
    elif subject is Subject.BOTH_ACTIVE:
        yield "both_active", (True,)
    elif subject is Subject.X_AT_LEAST_AS_GOOD:
        yield f"{arm.mirror}.benefit", (Known(Level.NONE),)
        yield "unknown_benefit", (False,)
        yield "benefit_certainty", tuple(each for each in _RATED if each.at >= Level(level))
    else:
        who, part = _FIELD[subject]
        at_least = condition.sense is Sense.AT_LEAST
        yield (
            f"{arm if who == 'x' else arm.mirror}.{part}",
            tuple(
                each
                for each in _KNOWN
                if (each.at_least(level) if at_least else each.below(level)) is Met.MET
            ),
        )
