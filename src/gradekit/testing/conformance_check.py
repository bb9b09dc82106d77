"""Another implementation held to the vectors: asked over standard input, reported by clause.

The command reads one JSON object a line, `{"id", "input"}`, until its input ends, and writes one
JSON object a line, `{"id", "direction", "strength", "paradigms", "binding"}`, in any order.
"""

from __future__ import annotations

import json
import shlex
import subprocess
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen

from gradekit.errors import DocumentError, Problem
from gradekit.testing.conformance import FORMAT, Vector

__all__ = ["Difference", "Report", "check", "imported"]

_ASKED = ("direction", "strength", "paradigms", "binding")
_TAIL = 300  # characters of what a failing command said


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
    """

    vectors: tuple[Vector, ...]
    differences: tuple[Difference, ...]

    @property
    def conforms(self) -> bool:
        """Whether every answer is the one expected."""
        return not self.differences

    def by_clause(self) -> dict[str, tuple[int, int]]:
        """Answers that differ on each clause, and vectors that turn on it, the worst first."""
        asked = Counter(each for vector in self.vectors for each in vector.clauses)
        wrong = Counter(each for found in self.differences for each in found.clauses)
        return {clause: (many, asked[clause]) for clause, many in wrong.most_common()}

    def data(self) -> dict[str, Any]:
        """The report as plain data."""
        return {
            "conforms": self.conforms,
            "vectors": len(self.vectors),
            "differences": len(self.differences),
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
        lines = [f"{len(self.vectors)} vectors, {len(self.differences)} answered otherwise"]
        for clause, (wrong, asked) in self.by_clause().items():
            first = next(each for each in self.differences if clause in each.clauses)
            lines += [
                f"{clause}: {wrong} differ ({asked} vectors turn on it)",
                f"  first: {first.vector.id}",
                f"    expected {_told(first.vector.expected)}",
                f"    got      {_told(first.got)}",
            ]
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
    asked = tuple(vectors)
    lines = "".join(json.dumps({"id": each.id, "input": each.given}) + "\n" for each in asked)
    answers = _parsed(_run(command, lines, timeout), {each.id for each in asked})
    different = []
    for vector in asked:
        got = answers[vector.id]
        if _plain(got) != _plain(vector.expected):
            different.append(Difference(vector, got, _blamed(vector, got)))
    return Report(asked, tuple(different))


def _refuse(what: str, expected: str, got: str = "", hint: str = "") -> DocumentError:
    return DocumentError(Problem(what, (), expected, got, hint))


def _run(command: str, lines: str, timeout: float | None) -> str:
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise _refuse("command cannot be read", "a program and its arguments", str(error)) from None
    if not words:
        raise _refuse("no command", "a program and its arguments")
    try:
        done = subprocess.run(  # noqa: S603 - the user's own command, without a shell
            words,
            input=lines,
            capture_output=True,
            check=False,
            encoding="utf-8",
            errors="replace",
            timeout=timeout,
        )
    except subprocess.TimeoutExpired:
        raise _refuse(
            "command took too long",
            f"all answers within {timeout:g} seconds",
            hint="it must end when its input ends; --timeout allows more",
        ) from None
    except OSError as error:
        raise _refuse("command did not start", "a program that can be run", str(error)) from None
    if done.returncode:
        raise _refuse(
            "command failed",
            "exit status 0",
            f"exit status {done.returncode}",
            done.stderr.strip()[-_TAIL:],
        )
    return done.stdout


def _parsed(text: str, wanted: set[str]) -> dict[str, dict[str, Any]]:
    """The answers by id; every line that is none is named, up to a handful."""
    found: dict[str, dict[str, Any]] = {}
    problems: list[Problem] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        answer = _read(line)
        name = None if answer is None else answer.get("id")
        if answer is None or name is None:
            what, expected = "not an answer", "a JSON object with an id on each line"
        elif not isinstance(name, str) or name not in wanted:
            what, expected = "answer to nothing that was asked", "the id of a vector"
        elif name in found:
            what, expected = "answered twice", "one answer to each vector"
        else:
            found[name] = answer
            continue
        problems.append(Problem(what, ("stdout", number), expected, repr(line[:80])))
    missing = sorted(wanted - found.keys())
    if missing and not problems:
        shown = ", ".join(missing[:3]) + (", ..." if len(missing) > 3 else "")  # noqa: PLR2004
        problems.append(
            Problem(
                "not answered",
                (),
                f"an answer to each of {len(wanted)} vectors",
                f"{len(missing)} without: {shown}",
            )
        )
    if problems:
        raise DocumentError(*problems[:10])
    return found


def _read(line: str) -> dict[str, Any] | None:
    try:
        answer = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return answer if isinstance(answer, dict) else None


def _plain(answer: Mapping[str, Any]) -> tuple[object, ...]:
    """An answer with its lists in order; what is no list stays as it is, and differs."""
    return tuple(
        sorted(value, key=str) if isinstance(value := answer.get(name), list) else value
        for name in _ASKED
    )


def _blamed(vector: Vector, got: Mapping[str, Any]) -> tuple[str, ...]:
    """The rules an answer differs on, as far as the difference shows them."""
    expected = vector.expected
    paradigms = _apart(expected.get("paradigms"), got.get("paradigms"))
    binding = _apart(expected.get("binding"), got.get("binding"))
    same = expected.get("direction") == got.get("direction")
    if same and paradigms:
        return tuple(f"paradigm.{each}" for each in paradigms)
    if same and binding:
        return tuple(f"ceiling.{each}" for each in binding)
    if not same:
        return (_direction(vector, binding),)
    return vector.clauses


def _direction(vector: Vector, binding: tuple[str, ...]) -> str:
    panel = vector.given.get("panel", {})
    if "consensus" in binding:
        return "ceiling.consensus"
    undecided = panel.get("share") in ("split", "unknown")
    return "direction.balance" if panel.get("balance") and undecided else "direction.share"


def _apart(one: object, other: object) -> tuple[str, ...]:
    """What stands in one list and not in the other."""
    lists = [each if isinstance(each, list) else [] for each in (one, other)]
    first, second = ({str(each) for each in some} for some in lists)
    return tuple(sorted(first ^ second))


def imported(text: str) -> tuple[Vector, ...]:
    """Vectors from an exported file.

    Args:
        text: of the file.

    Raises:
        DocumentError: it holds no vectors of this format.
    """
    try:
        data = json.loads(text)
        if data["format"] != FORMAT:
            raise _refuse("vectors of another format", FORMAT, str(data["format"]))
        return tuple(
            Vector(each["id"], each["input"], each["expected"], tuple(each["clauses"]))
            for each in data["vectors"]
        )
    except (ValueError, KeyError, TypeError):
        raise _refuse("not a file of vectors", "what `conformance export` writes") from None
