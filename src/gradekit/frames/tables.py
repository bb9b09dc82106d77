"""The batch path, compiled from the scalar rules: two look-ups for a row.

The evidence half is collapsed to classes by the conditions it meets (`space`), and each pair of
options and what they share is asked once what it permits, of scalar `match`. The panel half is
collapsed by what scalar `decide` answers to it. An answer is the scalar decision for a class of
panel under an overall certainty and what is permitted. No rule is written here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache, partial
from itertools import chain, combinations, product
from typing import Any

import numpy as np
import numpy.typing as npt
from attrs import define, evolve, field

from gradekit.answers import (
    Direction,
    PanelBalance,
    Secondary,
    ShareBand,
    Strength,
    VoteState,
)
from gradekit.decision import Decision, decide
from gradekit.frames.lookup import Interned, Lookup, each
from gradekit.levels import EvidenceHalf, Known, OptionLevels
from gradekit.paradigms import PARADIGMS, Paradigm, match
from gradekit.policy import Policy
from gradekit.scales import Certainty, Perspective
from gradekit.situation import PanelHalf, Situation
from gradekit.space import (
    blank,
    every_known,
    evidence_of,
    shared_signature,
    shared_states,
    signature,
)

__all__ = [
    "CATEGORIES",
    "FIELDS",
    "FailedRow",
    "Tables",
    "evidence_at",
    "option_code",
    "panel_at",
    "panel_code",
    "shared_code",
    "tables",
]

Codes = npt.NDArray[Any]
KNOWN = every_known()
UNDETERMINED = len(KNOWN)
CERTAINTIES, BALANCES = tuple(Certainty), tuple(PanelBalance)
OPEN = (False, True, None)
UNRECORDED = len(BALANCES)
SHARED = 64  # classes of what options share there is room for
WIDTH = 256  # classes of panels there is room for; there are some forty


def _wide(codes: Codes) -> Codes:
    return codes.astype(np.uint16)


# Where each part stands in the packed code of an option, of what is shared, and of a panel.


def option_code(benefit: Codes, harm: Codes, catastrophe: Codes, prohibitive: Codes) -> Codes:
    """The packed code of an option, from the places of what is known of it in `every_known`."""
    low, high = benefit | (harm << 4), catastrophe | (prohibitive << 4)
    packed: Codes = _wide(low) | (_wide(high) << 8)
    return packed


def option_at(code: int) -> OptionLevels:
    """The option of a packed code."""
    benefit, harm, catastrophe, prohibitive = (KNOWN[code >> at & 15] for at in (0, 4, 8, 12))
    return OptionLevels(
        benefit=benefit, harm=harm, catastrophe=catastrophe, prohibitive=prohibitive
    )


def shared_code(certainty: Codes, unknown: Codes, threatening: Codes, active: Codes) -> Codes:
    """The packed code of what the options share."""
    packed: Codes = certainty | (unknown << 4) | (threatening << 5) | (active << 7)
    return packed


def shared_at(code: int) -> EvidenceHalf:
    """What the options share, by its packed code, both options blank."""
    return evolve(
        shared_states()[0],
        benefit_certainty=None if code & 15 == UNDETERMINED else KNOWN[code & 15],
        unknown_benefit=bool(code >> 4 & 1),
        life_threatening=OPEN[code >> 5 & 3],
        both_active=bool(code >> 7 & 1),
    )


def panel_code(
    share: Codes, secondary: Codes, votes: Codes, perspective: Codes, balance: Codes
) -> Codes:
    """The packed code of a panel half."""
    low, high = share | (secondary << 3) | (perspective << 5), votes | (balance << 3)
    packed: Codes = _wide(low) | (_wide(high) << 6)
    return packed


def panel_at(code: int) -> PanelHalf:
    """The panel half of a packed code."""
    balance = code >> 9 & 7
    return PanelHalf(
        share=tuple(ShareBand)[code & 7],
        secondary=tuple(Secondary)[code >> 3 & 3],
        perspective=tuple(Perspective)[code >> 5 & 1],
        votes=tuple(VoteState)[code >> 6 & 7],
        balance=None if balance == UNRECORDED else BALANCES[balance],
    )


def evidence_at(intervention: int, comparator: int, shared: int, overall: int) -> EvidenceHalf:
    """The evidence half of packed codes."""
    return evidence_of(
        shared_at(shared), option_at(intervention), option_at(comparator), CERTAINTIES[overall]
    )


NOTHING = "none"


def _listed(parts: tuple[object, ...]) -> str:
    return ", ".join(map(str, parts)) or NOTHING


def _subsets(parts: tuple[object, ...]) -> tuple[str, ...]:
    sizes = (combinations(parts, size) for size in range(len(parts) + 1))
    return tuple(_listed(each) for each in chain.from_iterable(sizes))


def _first(overall: Certainty) -> EvidenceHalf:
    return evidence_of(shared_states()[0], blank(), blank(), overall)


_ANY = decide(Situation(_first(Certainty.LOW), PanelHalf(share=ShareBand.SPLIT)))

CATEGORIES: dict[str, tuple[str, ...]] = {
    "direction": tuple(each.value for each in Direction),
    "strength": tuple(each.value for each in Strength),
    "paradigms": _subsets(tuple(paradigm.number for paradigm in PARADIGMS)),
    "binding": _subsets(tuple(ceiling.name for ceiling in _ANY.ceilings)),
    "missing": (NOTHING, "share"),
}
FIELDS = tuple(CATEGORIES)
_PLACES = {name: {word: at for at, word in enumerate(words)} for name, words in CATEGORIES.items()}
FailedRow = np.uint64(0x00FF_FFFF_FFFF_FFFF)
Answer = tuple[str, str, str, str, str]


def _answer(decision: Decision) -> Answer:
    return (
        decision.direction.value,
        decision.strength.value,
        _listed(decision.paradigms),
        _listed(decision.binding),
        _listed(decision.missing),
    )


def _record(decision: Decision) -> int:
    """An answer as one number, a byte for each field; the last byte says that it was asked."""
    codes = (_PLACES[name][word] for name, word in zip(FIELDS, _answer(decision), strict=True))
    return int.from_bytes(bytes(codes).ljust(7, b"\0") + b"\1", "little")


@define(eq=False)
class Permission:
    """Whether one paradigm permits strong, for and against, by classes of evidence.

    Options and what they share are collapsed once more, by the conditions of this paradigm alone,
    and each combination that is left is asked once, of scalar `match`.

    Args:
        paradigm: which.
        policy: under which.
    """

    paradigm: Paradigm
    policy: Policy
    options: Interned[Any] = field(factory=Interned)
    shared: Interned[Any] = field(factory=Interned)
    asked: dict[tuple[int, int, int], int] = field(factory=dict)

    def of_option(self, option: OptionLevels) -> int:
        """The class of an option."""
        return self.options.place(signature(option, self.policy, (self.paradigm,)), option)

    def of_shared(self, shared: EvidenceHalf) -> int:
        """The class of what the options share."""
        return self.shared.place(shared_signature(shared, self.policy, (self.paradigm,)), shared)

    def ask(self, shared: int, intervention: int, comparator: int) -> int:
        """0 where it permits nothing, 1 for, 2 against, 3 both."""
        place = (shared, intervention, comparator)
        if place not in self.asked:
            evidence = evidence_of(
                self.shared.examples[shared],
                self.options.examples[intervention],
                self.options.examples[comparator],
            )
            number = self.paradigm.number
            for_, against = (number in each.permitting for each in match(evidence, self.policy))
            self.asked[place] = for_ + 2 * against
        return self.asked[place]

    def __call__(self, shared: Codes, intervention: Codes, comparator: Codes) -> Codes:
        """The same for many combinations of classes."""
        sizes = len(self.shared.examples), len(self.options.examples), len(self.options.examples)
        asked, inverse = np.unique(
            np.ravel_multi_index((shared, intervention, comparator), sizes), return_inverse=True
        )
        answers = [
            self.ask(*map(int, place))
            for place in zip(*np.unravel_index(asked, sizes), strict=True)
        ]
        found: Codes = np.array(answers, np.int64)[inverse]
        return found


@define(eq=False)
class Tables:
    """What is compiled of one policy so far. Every cell is the scalar rules' own answer.

    Args:
        policy: whose rules.
        options: class of each option.
        shared: class of each state of what the options share.
        permits: by both: which paradigms permit strong, for and against, as a number.
        panels: class of each panel half.
        answers: by permission, overall certainty and class of panel.
    """

    policy: Policy
    option_classes: Interned[Any] = field(factory=Interned)
    shared_classes: Interned[Any] = field(factory=Interned)
    permissions: Interned[int] = field(factory=Interned)
    panel_classes: Interned[Any] = field(factory=Interned)
    options: Lookup = field(init=False)
    shared: Lookup = field(init=False)
    permits: Lookup = field(init=False)
    panels: Lookup = field(init=False)
    answers: Lookup = field(init=False)
    by_paradigm: tuple[Permission, ...] = field(init=False)
    probes: tuple[EvidenceHalf, ...] = field(init=False)
    width: int = 128

    def __attrs_post_init__(self) -> None:
        self.options = Lookup(np.zeros(1 << 16, np.uint16), each(self._option))
        self.shared = Lookup(np.zeros(1 << 8, np.uint8), each(self._shared))
        self.permits = self._room(self.width)
        self.panels = Lookup(np.zeros(1 << 12, np.uint8), each(self._panel))
        self.answers = Lookup(np.zeros(WIDTH * 1024, np.uint64), each(self._decided))
        self.by_paradigm = tuple(Permission(paradigm, self.policy) for paradigm in PARADIGMS)
        self.probes = tuple(self._probes())

    def _option(self, code: int) -> int:
        option = option_at(code)
        return self.option_classes.place(signature(option, self.policy), option)

    def _shared(self, code: int) -> int:
        half = shared_at(code)
        return self.shared_classes.place(shared_signature(half, self.policy), half)

    def _room(self, width: int) -> Lookup:
        """Room for so many classes of options; what was asked with less is asked again."""
        return Lookup(np.zeros(SHARED * width**2, np.uint16), partial(self._permits, width))

    def _permits(self, width: int, codes: Codes) -> Codes:
        rest, comparator = np.divmod(codes, width)
        shared, intervention = np.divmod(rest, width)
        permitted = np.zeros(len(codes), np.int64)
        for place, paradigm in enumerate(self.by_paradigm):
            of = np.array([0, *map(paradigm.of_option, self.option_classes.examples[1:])])
            both = np.array([0, *map(paradigm.of_shared, self.shared_classes.examples[1:])])
            found = paradigm(both[shared], of[intervention], of[comparator])
            permitted |= found << (2 * place)
        kinds, first, inverse = np.unique(permitted, return_index=True, return_inverse=True)
        places = [
            self.permissions.place(
                kind, self._example(shared[at], intervention[at], comparator[at])
            )
            for kind, at in zip(kinds.tolist(), first.tolist(), strict=True)
        ]
        found_places: Codes = np.array(places, np.uint16)[inverse]
        return found_places

    def _example(self, shared: int, intervention: int, comparator: int) -> EvidenceHalf:
        return evidence_of(
            self.shared_classes.examples[shared],
            self.option_classes.examples[intervention],
            self.option_classes.examples[comparator],
        )

    def _probes(self) -> Iterator[EvidenceHalf]:
        """Evidence of every overall certainty, permitting in neither, one or both directions."""
        found: dict[tuple[bool, bool], EvidenceHalf] = {}
        options = [evolve(blank(), **{part: known}) for part, known in product(
            ("benefit", "harm", "catastrophe", "prohibitive"), (KNOWN[0], KNOWN[-1])
        )]  # fmt: skip
        for one, other in product(options, options):
            evidence = evidence_of(shared_states()[0], one, other)
            for_, against = match(evidence, self.policy)
            found.setdefault((bool(for_.permitting), bool(against.permitting)), evidence)
        for evidence, overall in product(found.values(), Certainty):
            yield evolve(evidence, overall=overall)

    def _panel(self, code: int) -> int:
        panel = panel_at(code)
        answers = tuple(
            _answer(decide(Situation(probe, panel), self.policy)) for probe in self.probes
        )
        return self.panel_classes.place(answers, panel)

    def _decided(self, code: int) -> int:
        evidence, panel = divmod(code, WIDTH)
        permission, overall = divmod(evidence, len(CERTAINTIES))
        half = evolve(self.permissions.examples[permission], overall=CERTAINTIES[overall])
        situation = Situation(half, self.panel_classes.examples[panel])
        return _record(decide(situation, self.policy))

    def records(
        self, intervention: Codes, comparator: Codes, shared: Codes, overall: Codes, panel: Codes
    ) -> Codes:
        """The answers of some rows, a byte for each field, from packed codes."""
        one, other = self.options(intervention), self.options(comparator)
        both = self.shared(shared).astype(np.intp)
        with self.permits.lock:
            while len(self.option_classes.examples) > self.width:
                self.width *= 2
                self.permits = self._room(self.width)
            width, permits = self.width, self.permits
        both *= width
        both += one
        both *= width
        both += other
        place = permits(both).astype(np.intp)
        place *= len(CERTAINTIES)
        place += overall
        place *= WIDTH
        place += self.panels(panel)
        return self.answers(place)


@lru_cache(maxsize=8)
def tables(policy: Policy) -> Tables:
    """What is compiled of a policy, shared by all who ask under it."""
    return Tables(policy)


KNOWN_PLACES: dict[Known, int] = {known: place for place, known in enumerate(KNOWN)}
