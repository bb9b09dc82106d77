"""All comparisons of up to three findings, counted through an algebra of their own.

What a finding adds to a comparison is a vector of small whole numbers; findings together are the
largest of each (what counts as the lowest certainty is kept negated). This restates how effects
are weighed, from the method's words and not from the library's code: `half` turns a vector into
what a decision depends on, and the tests hold it against `weigh`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product

import numpy as np
import numpy.typing as npt
from attrs import frozen

import gradekit as gk
from gradekit.levels import EvidenceHalf, Known, OptionLevels
from gradekit.scales import Certainty, Level

Vectors = npt.NDArray[np.int8]

ARMS = ("intervention", "comparator")
PARTS = ("benefit", "harm", "catastrophe", "prohibitive")
RANKS: dict[str | None, int] = {None: 0, "very low": 1, "low": 2, "moderate": 3, "high": 4}
BY_RANK = {rank: word for word, rank in RANKS.items() if word is not None}

LEVEL = {pair: place for place, pair in enumerate(product(ARMS, PARTS))}
OPEN = {pair: place + len(LEVEL) for pair, place in LEVEL.items()}
REST = 2 * len(LEVEL)
CRITICAL, IMPORTANT, BENEFIT, UNRATED, UNKNOWN = (REST + nth for nth in range(5))
SIZE = REST + 5
ABSENT = -9  # below any negated certainty: no such finding


@frozen
class State:
    """Everything of a finding that can count."""

    kind: str
    importance: str
    magnitude: str
    favours: str
    certainty: str | None
    catastrophic: bool = False
    waived: bool = False

    def row(self, name: str) -> gk.Evidence:
        """The finding as a row of evidence, on an outcome of this name."""
        outcome = gk.Outcome(
            name,
            name,
            importance=self.importance,
            better="lower",
            kind=self.kind,
            catastrophic=self.catastrophic,
        )
        return gk.Evidence(
            outcome,
            judged_effect=gk.JudgedEffect(self.magnitude, self.favours),
            certainty=self.certainty,
            not_prohibitive=self.waived,
        )


def states() -> Iterator[State]:
    """Every finding that counts: 40 benefits and 240 harms."""
    sides = ("intervention", "comparator")
    small = [("trivial", "neither"), ("unknown", "neither"), *(("small", s) for s in sides)]
    for importance, certainty in product(("important", "critical"), RANKS):
        for magnitude, favours in small:
            yield State("benefit", importance, magnitude, favours, certainty)
        for magnitude, favours in (*small, *(("large", s) for s in sides)):
            for catastrophic, waived in product((False, True), repeat=2):
                yield State("harm", importance, magnitude, favours, certainty, catastrophic, waived)


def vector(state: State) -> Vectors:
    """What a finding adds."""
    made = np.zeros(SIZE, np.int8)
    made[[CRITICAL, IMPORTANT, BENEFIT]] = ABSENT
    rank = RANKS[state.certainty]
    lowest = -max(rank, 1)  # what nobody rated counts as very low
    made[CRITICAL if state.importance == "critical" else IMPORTANT] = lowest
    if state.kind == "benefit":
        if state.importance == "critical":
            made[BENEFIT] = -rank if rank else ABSENT
            made[UNRATED] = rank == 0
            made[UNKNOWN] = state.magnitude == "unknown"
        known = [("benefit", state.favours)] if state.favours != "neither" else []
        might: list[tuple[str, str]] = []
    else:
        suffers = {"intervention": "comparator", "comparator": "intervention"}.get(state.favours)
        parts = ["harm"]
        parts += ["catastrophe"] if state.catastrophic else []
        large = state.magnitude in ("large", "unknown") or state.catastrophic
        parts += ["prohibitive"] if large and not state.waived else []
        known = [(part, suffers) for part in parts] if suffers else []
        might = list(product(parts, ARMS)) if state.magnitude == "unknown" else []
    for part, arm in known:
        made[LEVEL[arm, part]] = rank
        made[OPEN[arm, part]] = rank == 0
    for part, arm in might:
        made[OPEN[arm, part]] = 1
    return made


@cache
def option(levels: tuple[int, ...], opened: tuple[int, ...]) -> OptionLevels:
    """What is known of one option, from its four levels and whether each is open."""
    known = {}
    for part, rank, might in zip(PARTS, levels, opened, strict=True):
        at = Level(BY_RANK.get(rank, "none"))
        known[part] = Known(at, Level.HIGH if might else at)
    return OptionLevels(**known)


def half(made: Vectors, *, threatening: bool | None = None, active: bool = True) -> EvidenceHalf:
    """What a decision depends on, read from a vector."""

    levels = made.tolist()
    arms = [
        option(tuple(levels[4 * nth : 4 * nth + 4]), tuple(levels[8 + 4 * nth : 12 + 4 * nth]))
        for nth in range(2)
    ]
    certainty: Known | None = None
    if made[BENEFIT] != ABSENT or made[UNRATED]:
        # With one not rated it counts as very low, and may rise to the lowest of the others.
        up_to = Level(BY_RANK.get(-int(made[BENEFIT]), "high"))
        certainty = Known(Level.VERY_LOW if made[UNRATED] else up_to, up_to)
    counts = made[CRITICAL] if made[CRITICAL] != ABSENT else made[IMPORTANT]
    overall = Certainty(BY_RANK[-int(counts)]) if counts != ABSENT else Certainty.VERY_LOW
    return EvidenceHalf(
        intervention=arms[0],
        comparator=arms[1],
        benefit_certainty=certainty,
        unknown_benefit=bool(made[UNKNOWN]),
        overall=overall,
        life_threatening=threatening,
        both_active=active,
    )
