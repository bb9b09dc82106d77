"""What each paradigm says of every class of evidence, asked of the scalar rules and written down.

For one paradigm an option matters only through the conditions it meets, and so does what the
options share (`space`). Each combination of classes is asked once; the page looks the answer up.
"""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import Any

from attrs import evolve

from gradekit.levels import EvidenceHalf, Known, OptionLevels
from gradekit.paradigms import PARADIGMS, Paradigm, match
from gradekit.policy import BMJ_RAPID, Policy
from gradekit.report.explorer.packing import Interned, packed
from gradekit.scales import Certainty, Met
from gradekit.space import (
    benefit_certainties,
    blank,
    evidence_of,
    known_states,
    option_states,
    shared_signature,
    shared_states,
    signature,
)

__all__ = ["OPEN", "option_place", "permissions", "permitting", "shared_place"]

OPEN = (None, False, True)
MET = tuple(Met)
_KNOWN = {known: place for place, known in enumerate(known_states())}
_CERTAINTIES = {known: place for place, known in enumerate(benefit_certainties())}


def option_place(option: OptionLevels) -> int:
    """The place of an option in a table: benefit, harm, catastrophe, prohibitive, nine states each.

    Args:
        option: with states that weighing can give.
    """
    place = 0
    for known in (option.benefit, option.harm, option.catastrophe, option.prohibitive):
        place = place * len(_KNOWN) + _KNOWN[known]
    return place


def shared_place(half: EvidenceHalf) -> int:
    """The place of what the options share.

    Args:
        half: whose options are not looked at.
    """
    place = _CERTAINTIES[half.benefit_certainty] * 2 + half.unknown_benefit
    place = place * len(OPEN) + OPEN.index(half.life_threatening)
    return place * 2 + half.both_active


def _classes(paradigm: Paradigm, policy: Policy) -> tuple[Any, Any, list[int], list[int]]:
    options, shared = Interned[Any](), Interned[Any]()
    of_option = [0] * len(_KNOWN) ** 4
    of_shared = [0] * (len(_CERTAINTIES) * 2 * len(OPEN) * 2)
    an_option: dict[int, OptionLevels] = {}
    a_half: dict[int, EvidenceHalf] = {}
    for option in option_states():
        place = options.place(signature(option, policy, (paradigm,)))
        an_option.setdefault(place, option)
        of_option[option_place(option)] = place
    for half in shared_states():
        place = shared.place(shared_signature(half, policy, (paradigm,)))
        a_half.setdefault(place, half)
        of_shared[shared_place(half)] = place
    return tuple(an_option.values()), tuple(a_half.values()), of_option, of_shared


@cache
def _table(paradigm: Paradigm, policy: Policy) -> dict[str, Any]:
    options, shared, of_option, of_shared = _classes(paradigm, policy)
    states = []
    for half, one, other in product(shared, options, options):
        both = match(evidence_of(half, one, other), policy)
        for_, against = (
            next(x.met for x in each.matches if x.paradigm is paradigm) for each in both
        )
        states.append(MET.index(for_) * len(MET) + MET.index(against))
    return {
        "number": paradigm.number,
        "name": paradigm.name,
        "classes": len(options),
        "options": packed(of_option),
        "shared": packed(of_shared),
        "states": packed(states),
    }


def permissions(policy: Policy) -> list[dict[str, Any]]:
    """For each paradigm: the class of every option and of what they share, and what it says.

    A state is written for and against: met, not met or not recorded.

    Args:
        policy: with the certainty of harm that paradigms 2 and 3 ask for.
    """
    # A paradigm that names all its levels itself is the same under every policy.
    asked = BMJ_RAPID.evolve("asked", certain_harm=Certainty(policy.certain_harm.value))
    return [
        _table(each, asked if any(c.level is None for c in each.conditions) else BMJ_RAPID)
        for each in PARADIGMS
    ]


def permitting(policy: Policy) -> dict[tuple[bool, ...], EvidenceHalf]:
    """Evidence that permits strong in neither direction, in one, in the other, in both.

    Args:
        policy: under which.
    """
    found: dict[tuple[bool, ...], EvidenceHalf] = {}
    low, high = known_states()[0], Known("high")
    options = [
        evolve(blank(), **{part: known})
        for part, known in product(("benefit", "harm", "catastrophe", "prohibitive"), (low, high))
    ]
    for half, one, other in product(shared_states(), options, options):
        evidence = evidence_of(half, one, other)
        for_, against = match(evidence, policy)
        found.setdefault((bool(for_.permitting), bool(against.permitting)), evidence)
        if len(found) == 4:  # noqa: PLR2004 - neither, one, the other, both
            break
    return found
