"""What one finding contributes to its comparison, asked of scalar `weigh`, as one number.

A finding is finite: kind, importance, magnitude, whom it favours, certainty and a few flags. Each
kind of finding is weighed once, alone in a comparison, and what comes of it is written as bits in
such a way that the contributions of several findings come together by a bitwise *or*: the highest
of what is known of an option, the lowest of the certainties.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
from attrs import frozen

from gradekit.balance import Balance, weigh
from gradekit.comparison import Comparison
from gradekit.estimates import Estimate
from gradekit.evidence import Evidence
from gradekit.frames.effects import FAVOURS, MAGNITUDES
from gradekit.frames.lookup import Lookup, each
from gradekit.frames.tables import KNOWN, KNOWN_PLACES, UNDETERMINED
from gradekit.judgements import JudgedEffect
from gradekit.levels import Known
from gradekit.outcomes import Outcome
from gradekit.question import Option
from gradekit.scales import (
    Arm,
    Certainty,
    Importance,
    Level,
    Magnitude,
    OutcomeKind,
    Role,
)
from gradekit.trace import StepKind

__all__ = ["MISSING", "Weighed", "code_of", "contributions", "decoded", "missing_of"]

Codes = npt.NDArray[Any]
PARTS = ("benefit", "harm", "catastrophe", "prohibitive")
CERTAINTIES, LEVELS = tuple(Certainty), tuple(Level)
NOT_RATED = len(CERTAINTIES)
MISSING = ("evidence", "certainty", "threshold")

# Places in the contribution. Each part of an option has four bits, of which as many are set as its
# certainty is high, and one that says it might be higher.
_PART = 5
_OPTIONS = 0
_UNKNOWN_BENEFIT = _OPTIONS + 2 * len(PARTS) * _PART
_BENEFIT = _UNKNOWN_BENEFIT + 1  # there is one; then three bits for how low, known and possible
_CRITICAL = _BENEFIT + 7  # there is one; then three bits for how low
_IMPORTANT = _CRITICAL + 4
_FAVOURS = _IMPORTANT + 4
_UNPLACED = _FAVOURS + 2
_NO_THRESHOLD = _UNPLACED + 1
_UNRATED = _NO_THRESHOLD + 1
_ASKED = 1 << 63  # so that a contribution is never 0


def _row(outcome: Outcome, bits: int) -> Evidence:
    magnitude, favours = MAGNITUDES[bits & 7], FAVOURS[bits >> 3 & 3]
    unrated = (bits >> 9 & 7) == NOT_RATED
    common: dict[str, Any] = {
        "certainty": None if unrated else CERTAINTIES[bits >> 9 & 7],
        "role": tuple(Role)[bits >> 13 & 1],
        "not_prohibitive": bool(bits >> 14 & 1),
    }
    if bits >> 15 & 1:
        return Evidence(outcome, **common)
    if bits >> 16 & 1:
        return Evidence(outcome, Estimate("MD", 1.0, unit="points"), **common)
    return Evidence(outcome, judged_effect=JudgedEffect(magnitude, favours), **common)


def _weighed(bits: int) -> Balance:
    outcome = Outcome(
        "outcome",
        "outcome",
        importance=tuple(Importance)[bits >> 5 & 3],
        better="higher",
        kind=tuple(OutcomeKind)[bits >> 7 & 3],
        catastrophic=bool(bits >> 12 & 1),
    )
    return weigh(
        Comparison(
            id="comparison",
            population="population",
            intervention=Option("intervention", "intervention", "active"),
            comparator=Option("comparator", "comparator", "active"),
            evidence=(_row(outcome, bits),),
        )
    )


def code_of(
    *,
    magnitude: Codes,
    favours: Codes,
    importance: Codes,
    kind: Codes,
    certainty: Codes,
    catastrophic: Codes,
    role: Codes,
    waived: Codes,
    without: Codes,
    lacks: Codes,
) -> Codes:
    """The packed code of each finding, from places of words in their sets and flags."""
    parts = (
        (favours, 3),
        (importance, 5),
        (kind, 7),
        (certainty, 9),
        (catastrophic, 12),
        (role, 13),
        (waived, 14),
        (without, 15),
        (lacks, 16),
    )
    packed: Codes = magnitude.astype(np.uint32)
    for codes, place in parts:
        packed |= codes.astype(np.uint32) << np.uint32(place)
    return packed


def _low(level: Certainty | Level) -> int:
    """As many bits as a certainty is below high: the lowest of several is their *or*."""
    return (1 << (Level.HIGH.rank - Level(level.value).rank)) - 1


def _part(known: Known) -> int:
    at = (1 << LEVELS.index(known.at)) - 1
    return at | known.might_be_higher << 4


def _contribution(bits: int) -> int:
    balance = _weighed(bits)
    half, made = balance.half, 0
    for arm_place, arm in enumerate(Arm):
        for place, part in enumerate(PARTS):
            shift = _OPTIONS + (arm_place * len(PARTS) + place) * _PART
            made |= _part(getattr(half.option(arm), part)) << shift
        favoured = any(finding.favours.value == arm.value for finding in balance.deciding)
        made |= favoured << _FAVOURS + arm_place
    made |= half.unknown_benefit << _UNKNOWN_BENEFIT
    known = half.benefit_certainty
    if known is not None:
        made |= (1 | _low(known.at) << 1 | _low(known.up_to) << 4) << _BENEFIT
    if balance.overall.step.kind is not StepKind.MISSING:
        at = _IMPORTANT if balance.overall.flagged else _CRITICAL
        made |= (1 | _low(balance.overall.computed) << 1) << at
    for finding in balance.deciding:
        made |= (finding.magnitude is Magnitude.UNKNOWN) << _UNPLACED
        if finding.is_critical_benefit:
            made |= finding.lacks_threshold << _NO_THRESHOLD
            made |= (finding.certainty is None) << _UNRATED
    for text in balance.missing:
        name, _, about = text.partition(": ")
        if about == "outcome":
            _lacked()[bits] |= 1 << MISSING.index(name)
    return made | _ASKED


@cache
def _lacked() -> Codes:
    """The judgements each finding asked about lacks, a bit for each of `MISSING`."""
    return np.zeros(1 << 17, np.uint8)


@cache
def contributions() -> Lookup:
    """The contribution of each finding by its packed code. No policy bears on it."""
    return Lookup(np.zeros(1 << 17, np.uint64), each(_contribution))


def _bits(words: Codes, place: int, count: int) -> Codes:
    found: Codes = (words >> np.uint64(place) & np.uint64((1 << count) - 1)).astype(np.uint8)
    return found


def missing_of(codes: Codes) -> Codes:
    """Which judgements of `MISSING` each finding lacks, a bit for each, once it was weighed."""
    found: Codes = _lacked().take(codes)
    return found


@frozen(eq=False)
class Weighed:
    """What all findings of each comparison come to, in the codes of `tables`.

    Args:
        options: of each arm, the places of benefit, harm, catastrophe, prohibitive.
        unknown_benefit: whether a critical benefit is of unknown magnitude.
        benefit_certainty: place in `every_known`, or UNDETERMINED.
        overall: place in `Certainty`.
        without_overall: whether there is nothing to take it from.
        favoured: of each arm, whether any deciding finding favours it.
        unplaced: whether any deciding finding is of unknown magnitude.
        no_threshold: whether a critical benefit lacks only its threshold.
        unrated: whether a critical benefit is not rated.
    """

    options: dict[Arm, tuple[Codes, ...]]
    unknown_benefit: Codes
    benefit_certainty: Codes
    overall: Codes
    without_overall: Codes
    favoured: dict[Arm, Codes]
    unplaced: Codes
    no_threshold: Codes
    unrated: Codes

    def at(self, places: Codes) -> Weighed:
        """The same of some of the comparisons."""
        return Weighed(
            options={arm: tuple(part[places] for part in of) for arm, of in self.options.items()},
            unknown_benefit=self.unknown_benefit[places],
            benefit_certainty=self.benefit_certainty[places],
            overall=self.overall[places],
            without_overall=self.without_overall[places],
            favoured={arm: of[places] for arm, of in self.favoured.items()},
            unplaced=self.unplaced[places],
            no_threshold=self.no_threshold[places],
            unrated=self.unrated[places],
        )


def _set(bits: int) -> int:
    return bits.bit_count()


@cache
def _parts() -> Codes:
    """The place in `every_known` of each pattern of bits of a part."""
    return np.array(
        [
            KNOWN_PLACES[
                Known(LEVELS[_set(bits & 15)], Level.HIGH if bits >> 4 else LEVELS[_set(bits & 15)])
            ]
            for bits in range(1 << _PART)
        ],
        np.uint8,
    )


@cache
def _benefits() -> Codes:
    """The same for benefit certainties; patterns that cannot be stand for not determined."""
    made = []
    for bits in range(1 << 7):
        at, up_to = (LEVELS[-1 - _set(bits >> shift & 7)] for shift in (1, 4))
        possible = bits & 1 and Known(at, max(at, up_to)) in KNOWN and at <= up_to
        made.append(KNOWN_PLACES[Known(at, up_to)] if possible else UNDETERMINED)
    return np.array(made, np.uint8)


@cache
def _overalls() -> Codes:
    """The overall certainty of each pattern: critical findings before important ones."""
    made = []
    for bits in range(1 << 8):
        used = bits & 15 if bits & 1 else bits >> 4
        made.append(len(CERTAINTIES) - 1 - _set(used >> 1) if used & 1 else 0)
    return np.array(made, np.uint8)


def decoded(words: Codes) -> Weighed:
    """What the contributions of each comparison come to.

    Args:
        words: the *or* of the contributions of each comparison's findings.
    """
    options = {
        arm: tuple(
            _parts()[_bits(words, _OPTIONS + (arm_place * len(PARTS) + place) * _PART, _PART)]
            for place in range(len(PARTS))
        )
        for arm_place, arm in enumerate(Arm)
    }
    tiers = _bits(words, _CRITICAL, 8)
    return Weighed(
        options=options,
        unknown_benefit=_bits(words, _UNKNOWN_BENEFIT, 1),
        benefit_certainty=_benefits()[_bits(words, _BENEFIT, 7)],
        overall=_overalls()[tiers],
        without_overall=(tiers & 0b10001) == 0,
        favoured={arm: _bits(words, _FAVOURS + place, 1) for place, arm in enumerate(Arm)},
        unplaced=_bits(words, _UNPLACED, 1),
        no_threshold=_bits(words, _NO_THRESHOLD, 1),
        unrated=_bits(words, _UNRATED, 1),
    )
