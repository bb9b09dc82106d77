"""Another implementation of the decision: what docs/reference/conformance.md says, and no more.

It knows nothing of gradekit. Hold it to the vectors:

    gradekit conformance check 'python examples/another_implementation.py' --only situation
"""

import json
import sys
from typing import Any

Data = dict[str, Any]

LEVELS = ["none", "very low", "low", "moderate", "high"]
STRENGTHS = ["none", "conditional", "strong"]
OTHER = {"intervention": "comparator", "comparator": "intervention"}


def lower(known: str) -> int:
    """The certainty at which something is known for sure: "low" of "low to high"."""
    return LEVELS.index(known.partition(" to ")[0])


def upper(known: str) -> int:
    """The certainty it might reach: "high" of "low to high"."""
    return LEVELS.index(known.rpartition(" to ")[2])


def at_least(known: str | None, level: str) -> bool:
    """Reads the lower end; what is not determined is never enough."""
    return known is not None and lower(known) >= LEVELS.index(level)


def below(known: str, level: str) -> bool:
    """Reads the upper end."""
    return upper(known) < LEVELS.index(level)


def direction_of(panel: Data) -> str:
    """The direction before any vote."""
    share, balance = panel["share"], panel["balance"]
    if share in ("nearly all", "majority"):
        return "for"
    if share in ("almost none", "minority"):
        return "against"
    if balance is None:
        return "either" if share == "split" else "none"
    if balance == "neither":
        return "either"
    return "for" if balance.endswith("intervention") else "against"


def at_least_as_good(evidence: Data, y: Data, level: str) -> bool:
    """Whether nothing important is known, or may turn out, to be better with Y."""
    return (
        y["benefit"] == "none"
        and evidence["unknown_benefit"] is False
        and at_least(evidence["benefit_certainty"], level)
    )


def paradigms_of(evidence: Data, direction: str, certain_harm: str) -> list[int]:
    """The paradigms that permit strong in this direction."""
    if direction == "either":
        return []
    recommended = "intervention" if direction == "for" else "comparator"
    x, y = evidence[recommended], evidence[OTHER[recommended]]
    first = (
        evidence["life_threatening"] is True
        and at_least(x["benefit"], "very low")
        and below(x["prohibitive"], "moderate")
    )
    second = below(y["benefit"], "moderate") and at_least(y["harm"], certain_harm)
    third = (
        evidence["both_active"] is True
        and at_least_as_good(evidence, y, "very low")
        and at_least(y["harm"], certain_harm)
        and below(x["harm"], "moderate")
    )
    fourth = (
        at_least_as_good(evidence, y, "moderate")
        and at_least(y["harm"], "very low")
        and below(x["harm"], "very low")
    )
    fifth = at_least(y["catastrophe"], "very low")
    permits = [first, second, third, fourth, fifth]
    return [number for number, each in enumerate(permits, 1) if each]


def values_ceiling(panel: Data) -> str:
    """What the share, or a clear balance in its place, allows."""
    clear = panel["balance"] in ("favours intervention", "favours comparator")
    stands_in = panel["share"] == "unknown" and panel["perspective"] == "population" and clear
    sure = panel["share"] in ("nearly all", "almost none")
    return "strong" if sure or stands_in else "conditional"


def secondary_ceiling(panel: Data, direction: str) -> str:
    """What the secondary criteria allow."""
    other = {"for": "favour comparator", "against": "favour intervention"}
    return "conditional" if panel["secondary"] == other.get(direction) else "strong"


def consensus_ceiling(panel: Data, direction: str) -> str:
    """What the votes allow."""
    if panel["votes"] in ("not voted", "strong " + direction):
        return "strong"
    return "conditional" if panel["votes"] == direction else "none"


def answered(direction: str, strength: str, paradigms: list[int], binding: list[str]) -> Data:
    """An answer as it is written."""
    return {
        "direction": direction,
        "strength": strength,
        "paradigms": paradigms,
        "binding": binding,
    }


def decide(asked: Data) -> Data:
    """The answer to the input of a situation vector."""
    evidence, panel, parameters = asked["evidence"], asked["panel"], asked["parameters"]
    direction = direction_of(panel)
    if direction == "none":
        return answered("none", "none", [], ["values"])
    enough = LEVELS.index(evidence["overall"]) >= LEVELS.index(parameters["strong_certainty"])
    paradigms = []
    if not enough:
        paradigms = paradigms_of(evidence, direction, parameters["certain_harm"])
    ceilings = {
        "values": values_ceiling(panel),
        "certainty": "strong" if enough or paradigms else "conditional",
        "secondary": secondary_ceiling(panel, direction),
        "consensus": consensus_ceiling(panel, direction),
    }
    strength = min(ceilings.values(), key=STRENGTHS.index)
    binding = [name for name, allows in ceilings.items() if allows == strength != "strong"]
    if strength == "none":
        return answered("none", "none", [], binding)
    return answered(direction, strength, paradigms, binding)


def main() -> None:
    """Answer every line of standard input."""
    for line in sys.stdin:
        asked = json.loads(line)
        documents = "document" in asked["input"]
        answer = {"unsupported": True} if documents else decide(asked["input"])
        print(json.dumps({"id": asked["id"], **answer}))


if __name__ == "__main__":
    main()
