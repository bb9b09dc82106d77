"""Conformance vectors: inputs with the answers expected, for other implementations to be held to.

A vector is plain JSON. Situation vectors stand at boundaries, each beside others that differ from
it in one word (`situation/bmj-rapid/word-...`, `certainty-...`, `panel-...`), or are random
(`random-...`); their clauses are the rules that make the difference, or else those the answer rests
on. A document vector is an example in the document format; its clauses are the rules that fired.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from attrs import evolve, field, frozen

from gradekit import datasets, io
from gradekit.contract import known_word
from gradekit.decision import Decision, decide
from gradekit.guideline import Guideline
from gradekit.levels import EvidenceHalf, Known, OptionLevels
from gradekit.policy import BMJ_RAPID, EBM_TABLE, POLICIES, Policy, policy_named
from gradekit.recommendation import Recommendation
from gradekit.scales import Arm, Certainty
from gradekit.situation import PanelHalf, Situation
from gradekit.testing.conformance_boundaries import of_certainty, of_panel
from gradekit.testing.conformance_edges import edges
from gradekit.testing.conformance_lines import lines
from gradekit.testing.conformance_random import random_cases
from gradekit.trace import StepKind

__all__ = [
    "ASKED",
    "FORMAT",
    "PARAMETERS",
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

FORMAT = "gradekit-conformance-2"
ASKED = (BMJ_RAPID, EBM_TABLE)
PARAMETERS = ("strong_certainty", "certain_harm")
"""What the answer to a situation takes from its policy; the rest went into its words."""
RANDOM = 2016  # random situations under a policy
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
        `{"policy", "parameters", "evidence", "panel"}`; what is known is a certainty, or "low to
        high" where it might be higher; null is not recorded.

    Example:
        >>> from gradekit.space import shared_states
        >>> plain(Situation(shared_states()[0], PanelHalf()))["parameters"]
        {'strong_certainty': 'moderate', 'certain_harm': 'moderate'}
    """
    return {
        "policy": policy.name,
        "parameters": {name: getattr(policy, name).value.value for name in PARAMETERS},
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
    return _answer(decide(situation_of(given), _policy(given)))


def _policy(given: Mapping[str, Any]) -> Policy:
    """A preset by its name, or the policy that has the parameters given."""
    if given["policy"] in POLICIES:
        return POLICIES[given["policy"]]
    asked = given.get("parameters", {})
    if set(asked) != set(PARAMETERS):
        return policy_named(given["policy"])
    return BMJ_RAPID.evolve(given["policy"], **asked)


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


def _rests_on(answer: Decision) -> set[str]:
    """The rules an answer rests on: where its direction is from, and what binds or opens it."""
    opened = [f"paradigm.{number}" for number in answer.paradigms] or ["ceiling.certainty"]
    bound = [f"ceiling.{name}" for name in answer.binding]
    return {answer.trace.steps[0].rule.id, *(bound or opened)}


@frozen
class _Made:
    """Situations in the order they came, with their answers and the rules that turn there."""

    policy: Policy
    clauses: dict[Situation, set[str]] = field(factory=dict)
    part: dict[Situation, str] = field(factory=dict)
    known: dict[Situation, tuple[Decision, dict[tuple[str, str], str]]] = field(factory=dict)

    def told(self, each: Situation) -> tuple[Decision, dict[tuple[str, str], str]]:
        """The answer to a situation, and what each rule gave."""
        if each not in self.known:
            answer = decide(each, self.policy)
            self.known[each] = (answer, _rules(answer))
        return self.known[each]

    def add(self, part: str, *situations: Situation) -> None:
        """Situations that belong together; the rules that part each from the first turn there."""
        first = self.told(situations[0])
        for each in situations:
            answer, gave = self.told(each)
            turning = set() if gave is first[1] else _turning(*first, answer, gave)
            self.part.setdefault(each, part)
            self.clauses.setdefault(each, set()).update(turning)
            self.clauses[situations[0]].update(turning)

    def vectors(self) -> Iterator[Vector]:
        """Every situation once, numbered within its part."""
        numbers: dict[str, int] = {}
        for each, turning in self.clauses.items():
            answer, part = self.known[each][0], self.part[each]
            numbers[part] = numbers.get(part, 0) + 1
            yield Vector(
                f"situation/{self.policy.name}/{part}-{numbers[part]:05}",
                plain(each, self.policy),
                _answer(answer),
                tuple(sorted(turning or _rests_on(answer))),
            )


def _turning(
    one: Decision,
    first: dict[tuple[str, str], str],
    other: Decision,
    second: dict[tuple[str, str], str],
) -> set[str]:
    """The rules that make two answers differ; none where they do not."""
    if _said(one) == _said(other):
        return set()
    said = {f"strong {each.direction.value}" for each in (one, other) if each.direction != "none"}
    return {
        rule
        for rule, about in first.keys() | second.keys()
        if first.get((rule, about)) != second.get((rule, about)) and about in {"", *said}
    }


def _said(answer: Decision) -> tuple[object, ...]:
    return answer.direction, answer.strength, answer.paradigms, answer.binding


@cache
def situation_vectors(policy: Policy, beside: Policy | None = None) -> tuple[Vector, ...]:
    """The situations at the boundaries, each once, then random ones.

    Args:
        policy: under which they are answered.
        beside: a policy whose vectors are asked as well: only what may differ from it is made.
    """
    found = _Made(policy)
    for line in lines(policy, beside):
        found.add("word", *line)
    for pair in of_certainty(policy):
        found.add("certainty", *pair)
    if beside is None:
        for pair in of_panel(policy):
            found.add("panel", *pair)
    for each in random_cases(policy, RANDOM if beside is None else RANDOM // 2):
        found.add("random", each)
    return tuple(found.vectors())


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
    """Documents under their own policies: every comparison of every worked example, every edge."""
    return (
        *(
            _told(
                f"document/{guide.id}/{answer.comparison.id}",
                _slim(guide, answer.comparison.id),
                answer,
            )
            for guide in worked()
            for answer in guide.recommend()
        ),
        *(
            _told(f"document/edge/{name}", data, io.from_data(data).recommend()[0])
            for name, data in edges()
        ),
    )


def _told(name: str, document: Mapping[str, Any], answer: Recommendation) -> Vector:
    fired = {each.rule.id for each in answer.trace.steps if each.kind is StepKind.FIRED}
    given = {"document": document, "comparison": answer.comparison.id}
    return Vector(name, given, _answer(answer), tuple(sorted(fired)))


def vectors(*policies: Policy) -> tuple[Vector, ...]:
    """All vectors: the documents, then the situations.

    Args:
        policies: under which the situations are answered, bmj-rapid and ebm-table unless given;
            of all but the first only what may differ from it. A document names its own.
    """
    first, *others = policies or ASKED
    return (
        *document_vectors(),
        *situation_vectors(first),
        *(vector for each in others for vector in situation_vectors(each, first)),
    )


def exported(made: Iterable[Vector], *policies: Policy) -> dict[str, Any]:
    """Vectors as one JSON object.

    Args:
        made: the vectors.
        policies: under which the situations are answered, as in `vectors`.
    """
    return {
        "format": FORMAT,
        "policies": {
            policy.name: {each.id: each.value for each in policy.parameters()}
            for policy in policies or ASKED
        },
        "vectors": [each.data() for each in made],
    }
