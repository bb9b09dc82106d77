"""`decide` with its full trace beside zen-engine reading the decision tables of tests/crosscheck.

The tables are the same rules written a second time, one condition, paradigm or ceiling each. Twice
for the paradigms, once with either option recommended. The engine is also asked about the six
ceiling tables alone, which is less than half of the decision.
"""

from __future__ import annotations

import json
import random
import re
from itertools import pairwise
from pathlib import Path

import zen
from report import best, write

import gradekit as gk
from gradekit import space
from gradekit.levels import EvidenceHalf, Known

RULES = Path(__file__).parents[1] / "tests" / "crosscheck" / "rules.md"
CEILINGS = ("direction", "values", "certainty", "secondary", "consensus", "answer")
PARTS = (
    ("benefit", "benefit"),
    ("harm", "harm"),
    ("prohibitive_harm", "prohibitive"),
    ("catastrophe", "catastrophe"),
)
COUNT = 300
FRESH = 20_000
Row = dict[str, str]


def field(name: str) -> str:
    """A heading as a name the engine can read."""
    return re.sub(r"\W+", "_", name.strip("* ").lower()).strip("_")


def read() -> dict[str, tuple[list[str], list[list[str]]]]:
    """The tables by the heading they stand under: head and rows."""
    found = {}
    for part in re.split(r"^#{2,3} ", RULES.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        title, _, body = part.partition("\n")
        lines = [line for line in body.splitlines() if line.startswith("|")]
        if lines:
            head, _, *rows = ([c.strip() for c in line.strip("|").split("|")] for line in lines)
            found[title.strip()] = (head, rows)
    return found


def graph(names: tuple[str, ...]) -> str:
    """The tables one after another, as the engine's document."""
    nodes = [{"id": "in", "name": "in", "type": "inputNode", "position": {"x": 0, "y": 0}}]
    tables = read()
    for name in names:
        head, rows = tables[name]
        outputs = [field(each) for each in head if each.startswith("**")]
        inputs = [field(each) for each in head if not each.startswith("**")]
        rules = []
        for place, row in enumerate(rows):
            cells = {"_id": f"{name} {place}"}
            for column, cell in zip([field(each) for each in head], row, strict=True):
                if column in inputs:
                    words = ", ".join(json.dumps(word.strip()) for word in cell.split(","))
                    cells[column] = "" if cell == "-" else words
                else:
                    cells[column] = field(cell) if cell.startswith("*") else json.dumps(cell)
            rules.append(cells)
        content = {
            "hitPolicy": "first",
            "passThrough": True,
            "inputs": [{"id": each, "name": each, "field": each} for each in inputs],
            "outputs": [{"id": each, "name": each, "field": each} for each in outputs],
            "rules": rules,
        }
        nodes.append({"id": name, "name": name, "type": "decisionTableNode",
                      "position": {"x": 0, "y": 0}, "content": content})  # fmt: skip
    nodes.append({"id": "out", "name": "out", "type": "outputNode", "position": {"x": 0, "y": 0}})
    ids = [str(node["id"]) for node in nodes]
    edges = [{"id": f"{a} to {b}", "type": "edge", "sourceId": a, "targetId": b}
             for a, b in pairwise(ids)]  # fmt: skip
    return json.dumps({"nodes": nodes, "edges": edges})


def known(name: str, level: Known) -> Row:
    """What is known, in the two columns the tables ask for."""
    return {f"{name}_at": str(level.at), f"{name}_to": str(level.up_to)}


def of(half: EvidenceHalf, arm: gk.Arm) -> Row:
    """The evidence as the tables read it, with this arm recommended."""
    row: Row = {
        "situation": {True: "life-threatening", False: "not life-threatening", None: "not said"}[
            half.life_threatening
        ],
        "options": "both active" if half.both_active else "one inactive",
        "unknown_benefit": "yes" if half.unknown_benefit else "no",
        "policy_asks_for": "moderate",
    }
    certainty = half.benefit_certainty
    nothing = {"benefit_certainty_at": "not determined", "benefit_certainty_to": "not determined"}
    row |= nothing if certainty is None else known("benefit_certainty", certainty)
    for letter, option in (("x", half.option(arm)), ("y", half.option(arm.mirror))):
        for name, part in PARTS:
            row |= known(f"{name}_of_{letter}", getattr(option, part))
    return row


def situations(count: int, seed: int) -> list[gk.Situation]:
    """Situations made afresh."""
    rng = random.Random(seed)  # noqa: S311 - no secret
    options, shared, panels = space.option_states(), space.shared_states(), space.panel_halves()
    return [
        gk.Situation(
            space.evidence_of(
                rng.choice(shared), rng.choice(options), rng.choice(options),
                rng.choice(list(gk.Certainty)),
            ),
            rng.choice(panels),
        )
        for _ in range(count)
    ]  # fmt: skip


class Tables:
    """The engine, asked as `decide` is."""

    def __init__(self) -> None:
        """Load the tables."""
        engine = zen.ZenEngine()
        tables = [name for name in read() if name not in (*CEILINGS, "permitted")]
        self.paradigms = engine.create_decision(graph(tuple(tables)))
        self.ceilings = engine.create_decision(graph(CEILINGS))

    def panel(self, situation: gk.Situation, permitted: str) -> Row:
        """The rest of a situation."""
        panel = situation.panel
        return {
            "share": str(panel.share), "criteria": str(panel.secondary), "votes": str(panel.votes),
            "perspective": str(panel.perspective), "overall": str(situation.evidence.overall),
            "balance": "not recorded" if panel.balance is None else str(panel.balance),
            "permitted": permitted,
        }  # fmt: skip

    def decide(self, rows: tuple[Row, Row], panel: Row, *, trace: bool) -> Row:
        """The answer to one situation."""
        met = []
        for row in rows:
            found = self.paradigms.evaluate(row, {"trace": trace})["result"]
            met.append(any(found[f"paradigm_{number}"] == "met" for number in range(1, 6)))
        words = {(True, True): "both", (True, False): "for", (False, True): "against"}
        permitted = words.get((met[0], met[1]), "neither")
        result: Row = self.ceilings.evaluate({**panel, "permitted": permitted}, {"trace": trace})[
            "result"
        ]
        return result


def main() -> None:
    """Equal answers first."""
    tables, asked = Tables(), situations(COUNT, 1)
    given = [
        ((of(each.evidence, gk.Arm.INTERVENTION), of(each.evidence, gk.Arm.COMPARATOR)),
         tables.panel(each, "neither"))
        for each in asked
    ]  # fmt: skip
    for each, (rows, panel) in zip(asked, given, strict=True):
        found, answer = tables.decide(rows, panel, trace=False), gk.decide(each)
        assert (found["answer"], found["strength"]) == (answer.direction, answer.strength), each
        assert answer.trace.steps
    rate = {}
    for trace in (True, False):
        whole = best(lambda t=trace: [tables.decide(*row, trace=t) for row in given], 2)
        half = best(
            lambda t=trace: [tables.ceilings.evaluate(p, {"trace": t}) for _, p in given], 2
        )
        told = "with" if trace else "without"
        rate[f"zen-engine, whole decision, {told} trace"] = COUNT / whole
        rate[f"zen-engine, ceilings alone, {told} trace"] = COUNT / half
    made = situations(FRESH, 2)
    rate["`decide`, each situation for the first time"] = FRESH / best(
        lambda: [gk.decide(each) for each in made], 1
    )
    rate["`decide`, asked again"] = FRESH / best(lambda: [gk.decide(each) for each in made])
    base = rate["zen-engine, whole decision, with trace"]
    write(
        "zen",
        ("", "situations/s", "ratio"),
        [(name, f"{each:,.0f}", f"{each / base:.1f}") for name, each in rate.items()],
        "`decide` has one code path and always gives its trace.",
    )


if __name__ == "__main__":
    main()
