"""Conformance vectors: inputs with the answers expected, for other implementations to be held to.

A vector is plain JSON. A situation vector stands at a boundary: beside it is a situation that
differs in one word and has another answer; its clauses are the rules that make the difference. A
document vector is a worked example, in the document format; its clauses are the rules that fired.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from gradekit import datasets, io
from gradekit.contract import known_word
from gradekit.decision import Decision, decide
from gradekit.guideline import Guideline
from gradekit.levels import EvidenceHalf, Known, OptionLevels
from gradekit.policy import BMJ_RAPID, Policy, policy_named
from gradekit.recommendation import Recommendation
from gradekit.scales import Arm, Certainty
from gradekit.situation import PanelHalf, Situation
from gradekit.testing.conformance_boundaries import Pair, boundaries
from gradekit.trace import StepKind

__all__ = [
    "FORMAT",
    "Vector",
    "answer_to",
    "document_vectors",
    "exported",
    "plain",
    "situation_of",
    "situation_vectors",
    "vectors",
    "worked",
]

FORMAT = "gradekit-conformance-1"
_WORKED = Path(__file__).parent / "worked"
_PARTS = ("benefit", "harm", "catastrophe", "prohibitive")
_SIDE = (
    "recommendations",
    "subgroups",
    "figures",
    "remarks",
    "practical_issues",
    "research_needs",
    "values_evidence",
    "other_guidelines",
    "objections",
)


@frozen
class Vector:
    """One input with the answer expected.

    Args:
        id: of the vector.
        given: the input, as plain data.
        expected: direction, strength, paradigms, binding.
        clauses: ids of the rules the answer turns on.
    """

    id: str
    given: Mapping[str, Any]
    expected: Mapping[str, Any]
    clauses: tuple[str, ...]

    def data(self) -> dict[str, Any]:
        """The vector as plain data."""
        return {
            "id": self.id,
            "input": self.given,
            "expected": self.expected,
            "clauses": list(self.clauses),
        }


def _known(known: Known | None) -> str | None:
    return None if known is None else known_word(known)


def _option(option: OptionLevels) -> dict[str, Any]:
    return {part: _known(getattr(option, part)) for part in _PARTS}


def _evidence(evidence: EvidenceHalf) -> dict[str, Any]:
    return {
        **{arm.value: _option(evidence.option(arm)) for arm in Arm},
        "benefit_certainty": _known(evidence.benefit_certainty),
        "unknown_benefit": evidence.unknown_benefit,
        "overall": evidence.overall.value,
        "life_threatening": evidence.life_threatening,
        "both_active": evidence.both_active,
    }


def _panel(panel: PanelHalf) -> dict[str, Any]:
    return {
        "share": panel.share.value,
        "secondary": panel.secondary.value,
        "votes": panel.votes.value,
        "perspective": panel.perspective.value,
        "balance": None if panel.balance is None else panel.balance.value,
    }


def plain(situation: Situation, policy: Policy = BMJ_RAPID) -> dict[str, Any]:
    """A situation as plain data, in the method's words.

    Args:
        situation: to write down.
        policy: under which it is answered.

    Returns:
        `{"policy", "evidence", "panel"}`; what is known is a certainty, or "low to high" where it
        might be higher; null is not recorded.
    """
    return {
        "policy": policy.name,
        "evidence": _evidence(situation.evidence),
        "panel": _panel(situation.panel),
    }


def _read_known(word: str | None) -> Known | None:
    if word is None:
        return None
    at, _, up_to = word.partition(" to ")
    return Known(at, up_to or at)


def _read_option(data: Mapping[str, str]) -> OptionLevels:
    return OptionLevels(**{part: _read_known(data[part]) or Known("none") for part in _PARTS})


def situation_of(data: Mapping[str, Any]) -> Situation:
    """The situation a vector describes; the inverse of `plain`.

    Args:
        data: `{"evidence", "panel"}` as a vector holds them.

    Example:
        >>> from gradekit.space import shared_states
        >>> data = plain(Situation(shared_states()[0], PanelHalf(share="split")))
        >>> situation_of(data).panel.share.value
        'split'
    """
    evidence = data["evidence"]
    return Situation(
        EvidenceHalf(
            intervention=_read_option(evidence["intervention"]),
            comparator=_read_option(evidence["comparator"]),
            benefit_certainty=_read_known(evidence["benefit_certainty"]),
            unknown_benefit=evidence["unknown_benefit"],
            overall=Certainty(evidence["overall"]),
            life_threatening=evidence["life_threatening"],
            both_active=evidence["both_active"],
        ),
        PanelHalf(**data["panel"]),
    )


def answer_to(given: Mapping[str, Any]) -> dict[str, Any]:
    """What the library itself answers to the input of a vector.

    Args:
        given: a situation with its policy, or a document with the id of a comparison.
    """
    if "document" in given:
        guide = io.from_data(given["document"])
        return _answer(guide.recommend(only=(given["comparison"],))[0])
    return _answer(decide(situation_of(given), policy_named(given["policy"])))


def _answer(answer: Decision | Recommendation) -> dict[str, Any]:
    return {
        "direction": answer.direction.value,
        "strength": answer.strength.value,
        "paradigms": list(answer.paradigms),
        "binding": sorted(answer.binding),
    }


def _rules(answer: Decision) -> dict[tuple[str, str], str]:
    """What each rule gave, by its id and what it was asked about."""
    return {
        (each.rule.id, each.about): f"{each.kind} {each.result}"
        for each in answer.trace.steps
        if each.kind is not StepKind.NOT_APPLICABLE or each.rule.id.startswith("ceiling.")
    }


def _turning(one: Decision, other: Decision) -> set[str]:
    """The rules that make two answers differ."""
    first, second = _rules(one), _rules(other)
    said = {f"strong {each.direction.value}" for each in (one, other) if each.direction != "none"}
    return {
        rule
        for rule, about in first.keys() | second.keys()
        if first.get((rule, about)) != second.get((rule, about)) and about in {"", *said}
    }


@cache
def situation_vectors(policy: Policy) -> tuple[Vector, ...]:
    """The situations on both sides of every boundary, each once, with the clauses that turn there.

    Args:
        policy: under which they are answered.
    """
    clauses: dict[Situation, set[str]] = {}
    pairs: Iterable[Pair] = boundaries(policy)
    for one, other in pairs:
        turning = _turning(decide(one, policy), decide(other, policy))
        for each in (one, other):
            clauses.setdefault(each, set()).update(turning)
    return tuple(
        Vector(
            f"situation-{number:05}",
            plain(each, policy),
            _answer(decide(each, policy)),
            tuple(sorted(turning)),
        )
        for number, (each, turning) in enumerate(clauses.items(), 1)
    )


def worked() -> Iterator[Guideline]:
    """Every worked example that is shipped: the published examples, then the datasets."""
    for path in sorted(_WORKED.glob("*.json")):
        yield io.load(path)
    for name in datasets.names():
        yield datasets.load(name)


def _slim(guide: Guideline, comparison: str) -> dict[str, Any]:
    """The document of one comparison: what its answer rests on."""
    one = guide[comparison]
    # What informed a row is told, and never counted; the other comparison is not here.
    rows = tuple(evolve(row, informed_by=()) for row in one.evidence)
    beside: dict[str, Any] = dict.fromkeys(_SIDE, ())
    kept = evolve(guide, **beside, comparisons=(evolve(one, evidence=rows),))
    found: dict[str, Any] = json.loads(io.dumps(kept))
    return found


@cache
def document_vectors() -> tuple[Vector, ...]:
    """Every comparison of every worked example, as a document under its own policy."""
    return tuple(
        Vector(
            f"document/{guide.id}/{answer.comparison.id}",
            {"document": _slim(guide, answer.comparison.id), "comparison": answer.comparison.id},
            _answer(answer),
            tuple(
                sorted({each.rule.id for each in answer.trace.steps if each.kind is StepKind.FIRED})
            ),
        )
        for guide in worked()
        for answer in guide.recommend()
    )


def vectors(policy: Policy = BMJ_RAPID) -> tuple[Vector, ...]:
    """All vectors: worked examples, then boundaries.

    Args:
        policy: under which the situations are answered; a document names its own.
    """
    return (*document_vectors(), *situation_vectors(policy))


def exported(made: Iterable[Vector], policy: Policy = BMJ_RAPID) -> dict[str, Any]:
    """Vectors as one JSON object.

    Args:
        made: the vectors.
        policy: under which the situations are answered.
    """
    return {
        "format": FORMAT,
        "policy": policy.name,
        "parameters": {each.id: each.value for each in policy.parameters()},
        "vectors": [each.data() for each in made],
    }
