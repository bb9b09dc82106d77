"""Another implementation held to the vectors: asked over standard input, reported by clause.

The command reads one JSON object a line, `{"id", "input"}`, until its input ends, and writes one
JSON object a line, `{"id", "direction", "strength", "paradigms", "binding"}`, in any order; or
`{"id", "unsupported": true}` where it does not answer such inputs.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen

from gradekit.errors import DocumentError
from gradekit.testing.conformance import Vector
from gradekit.testing.conformance_answers import Read, read_answers
from gradekit.testing.conformance_run import Ran, checked_timeout, refused, run

__all__ = ["Difference", "Report", "check"]

_ASKED = ("direction", "strength", "paradigms", "binding")
_ROOM, _LINE = 1 << 20, 1 << 12  # bytes it may write in all cases, and more for each vector


@frozen
class Difference:
    """One answer that differs.

    Args:
        vector: what was asked.
        got: what was answered.
        clauses: ids of the rules it differs on.
    """

    vector: Vector
    got: Mapping[str, Any]
    clauses: tuple[str, ...]


@frozen
class Report:
    """How an implementation answered.

    Args:
        vectors: all that were asked.
        differences: the answers that differ.
        unsupported: the vectors it said it does not support.
    """

    vectors: tuple[Vector, ...]
    differences: tuple[Difference, ...]
    unsupported: tuple[Vector, ...] = ()

    @property
    def conforms(self) -> bool:
        """Whether every answer is the one expected, and none is missing."""
        return not self.differences and not self.unsupported

    @property
    def agrees(self) -> bool:
        """Whether something was answered, and all of it as expected."""
        return not self.differences and len(self.unsupported) < len(self.vectors)

    def by_clause(self) -> dict[str, tuple[int, int]]:
        """Answers that differ on each clause, and vectors that bear on it, the worst first.

        A vector bears on a clause where its answer turns on it, or differs on it.
        """
        wrong = Counter(each for found in self.differences for each in found.clauses)
        differs = {found.vector.id: found.clauses for found in self.differences}
        asked = Counter(
            each
            for vector in self.vectors
            for each in {*vector.clauses, *differs.get(vector.id, ())}
        )
        return {clause: (many, asked[clause]) for clause, many in wrong.most_common()}

    def data(self) -> dict[str, Any]:
        """The report as plain data."""
        return {
            "conforms": self.conforms,
            "vectors": len(self.vectors),
            "differences": len(self.differences),
            "unsupported": [each.id for each in self.unsupported],
            "clauses": {
                clause: {"differ": wrong, "vectors": asked}
                for clause, (wrong, asked) in self.by_clause().items()
            },
            "answers": [
                {**each.vector.data(), "got": dict(each.got), "differs_on": list(each.clauses)}
                for each in self.differences
            ],
        }

    def __str__(self) -> str:
        if self.conforms:
            return f"{len(self.vectors)} vectors, all answered as expected"
        right = len(self.vectors) - len(self.differences) - len(self.unsupported)
        counts = [f"{len(self.vectors)} vectors, {right} answered as expected"]
        counts += [f"{len(self.differences)} otherwise"] if self.differences else []
        counts += [f"{len(self.unsupported)} not supported"] if self.unsupported else []
        lines = [", ".join(counts)]
        for clause, (wrong, asked) in self.by_clause().items():
            first = next(each for each in self.differences if clause in each.clauses)
            lines += [
                f"{clause}: {wrong} of {asked} differ",
                f"  first: {first.vector.id}",
                f"    expected {_told(first.vector.expected)}",
                f"    got      {_told(first.got)}",
            ]
        if self.unsupported:
            lines.append(f"not supported, the first: {self.unsupported[0].id}")
        return "\n".join(lines)


def _told(answer: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {json.dumps(answer.get(name))}" for name in _ASKED)


def check(command: str, vectors: Iterable[Vector], *, timeout: float | None = None) -> Report:
    """Ask another implementation, and hold its answers to the vectors.

    Args:
        command: program and arguments, as in a shell; no shell is started.
        vectors: to ask.
        timeout: seconds for all of them together.

    Raises:
        DocumentError: the command is not there, fails, takes too long, or writes what is no answer.
    """
    asked, seconds = tuple(vectors), checked_timeout(timeout)
    lines = "".join(json.dumps({"id": each.id, "input": each.given}) + "\n" for each in asked)
    wanted = {each.id for each in asked}
    ran = run(command, lines, most=_ROOM + _LINE * len(asked), timeout=seconds)
    read = read_answers(ran.stdout, wanted)
    if ran.status != 0:
        raise _ended(ran, read, len(asked), seconds)
    read.settle()
    if missing := read.missing(wanted):
        shown = ", ".join(missing[:3]) + (", ..." if len(missing) > 3 else "")  # noqa: PLR2004
        expected = f"an answer to each of {len(wanted)} vectors"
        raise refused("not answered", expected, f"{len(missing)} without: {shown}", ran.stderr)
    different = [
        Difference(vector, got, _blamed(vector, got))
        for vector in asked
        if (got := read.answers.get(vector.id)) is not None
        and _plain(got) != _plain(vector.expected)
    ]
    unsupported = tuple(each for each in asked if each.id in read.unsupported)
    return Report(asked, tuple(different), unsupported)


def _ended(ran: Ran, read: Read, asked: int, seconds: float | None) -> DocumentError:
    """A command that failed, or whose time was over: how far it came, and what it said."""
    came = f"{read.many} of {asked} answered"
    came += f", the last {read.last}" if read.last else ""
    if ran.status is None:
        return refused(
            "command took too long",
            f"all answers within {seconds:g} seconds",
            came,
            "it must end when its input ends; --timeout allows more",
        )
    return refused(
        "command failed", "exit status 0", f"exit status {ran.status}; {came}", ran.stderr
    )


def _plain(answer: Mapping[str, Any]) -> tuple[object, ...]:
    """An answer with its lists in order."""
    return tuple(
        sorted(value) if isinstance(value := answer[name], list) else value for name in _ASKED
    )


def _blamed(vector: Vector, got: Mapping[str, Any]) -> tuple[str, ...]:
    """The rules an answer differs on, as far as the difference shows them."""
    expected = vector.expected
    paradigms = [f"{each:g}" for each in {*expected["paradigms"]} ^ {*got["paradigms"]}]
    binding = {*expected["binding"]} ^ {*got["binding"]}
    same = expected["direction"] == got["direction"]
    if same and paradigms:
        return tuple(f"paradigm.{each}" for each in sorted(paradigms))
    if same and binding:
        return tuple(f"ceiling.{each}" for each in sorted(binding))
    if not same:
        return (_direction(vector, binding),)
    return vector.clauses


def _direction(vector: Vector, binding: set[str]) -> str:
    panel = vector.given.get("panel", {})
    if "consensus" in binding:
        return "ceiling.consensus"
    undecided = panel.get("share") in ("split", "unknown")
    return "direction.balance" if panel.get("balance") and undecided else "direction.share"
