"""Answers as other implementations write them, and files of vectors; what is none is refused."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from attrs import field, frozen

from gradekit.answers import Direction, Strength
from gradekit.errors import DocumentError, Problem
from gradekit.paradigms import PARADIGMS
from gradekit.testing.conformance import FORMAT, Vector
from gradekit.testing.conformance_run import refused

__all__ = ["ANSWERED", "CEILINGS", "FORMATS", "Read", "imported", "read_answers"]

FORMATS = ("gradekit-conformance-1", FORMAT)
CEILINGS = ("values", "certainty", "secondary", "consensus")
_NUMBERS = tuple(each.number for each in PARADIGMS)
_SHOWN = 10  # problems told of at most
_CUT = 120  # characters shown of a line


def _one_of(words: tuple[str, ...]) -> tuple[str, Callable[[object], bool]]:
    return "one of " + ", ".join(words), lambda value: isinstance(value, str) and value in words


def _some_of(members: tuple[Any, ...], kind: type) -> tuple[str, Callable[[object], bool]]:
    def holds(value: object) -> bool:
        return (
            isinstance(value, list)
            and all(
                isinstance(each, kind) and not isinstance(each, bool) and each in members
                for each in value
            )
            and len(set(value)) == len(value)
        )

    return "a list of any of " + ", ".join(map(str, members)) + ", each once", holds


ANSWERED: Mapping[str, tuple[str, Callable[[object], bool]]] = {
    "direction": _one_of(tuple(each.value for each in Direction)),
    "strength": _one_of(tuple(each.value for each in Strength)),
    "paradigms": _some_of(_NUMBERS, int | float),  # type: ignore[arg-type] # 2.0 is 2 in JSON
    "binding": _some_of(CEILINGS, str),
}
"""The keys of an answer: what each must hold, in words and as a test."""


def _wrong(answer: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """The keys that hold no answer, with what was expected and what is there."""
    if "error" in answer:
        yield "error", 'an answer, or "unsupported": true', json.dumps(answer["error"])
    for name, (expected, holds) in ANSWERED.items():
        if name not in answer:
            yield name, expected, f"no {name}"
        elif not holds(answer[name]):
            yield name, expected, json.dumps(answer[name])


@frozen
class Read:
    """What a program wrote.

    Args:
        answers: by the id of the vector.
        unsupported: ids of vectors the program said it does not support.
        problems: lines that are no answer to anything asked.
        last: id that was answered last, or empty.
    """

    answers: dict[str, dict[str, Any]] = field(factory=dict)
    unsupported: set[str] = field(factory=set)
    problems: list[Problem] = field(factory=list)
    last: str = ""

    @property
    def many(self) -> int:
        """How many vectors were answered, or said not to be supported."""
        return len(self.answers) + len(self.unsupported)

    def missing(self, wanted: set[str]) -> list[str]:
        """Ids that were asked and not answered."""
        return sorted(wanted - self.answers.keys() - self.unsupported)

    def settle(self) -> None:
        """Refuse what is no answer.

        Raises:
            DocumentError: a line is none; the first few are named.
        """
        if self.problems:
            more = len(self.problems) - _SHOWN
            rest = (
                [Problem("more of the same", ("stdout",), got=f"{more} more")] if more > 0 else []
            )
            raise DocumentError(*self.problems[:_SHOWN], *rest)


def read_answers(text: str, wanted: set[str]) -> Read:
    """What a program wrote, line by line; a line ends with a line feed and with nothing else.

    Args:
        text: of its standard output.
        wanted: ids of the vectors asked.
    """
    found, last = Read(), ""
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        answer = _object(line)
        name = None if answer is None else answer.get("id")
        problem = _placed(answer, name, wanted, found)
        if problem is not None:
            what, path, expected, got = problem
            shown = got or repr(line[:_CUT])
            found.problems.append(Problem(what, ("stdout", number, *path), expected, shown))
            continue
        assert answer is not None  # noqa: S101 - it would be a problem
        last = str(name)
        if answer.get("unsupported") is True:
            found.unsupported.add(last)
        else:
            found.answers[last] = answer
    return Read(found.answers, found.unsupported, found.problems, last)


def _placed(
    answer: dict[str, Any] | None, name: object, wanted: set[str], found: Read
) -> tuple[str, tuple[str, ...], str, str] | None:
    """What is wrong with a line: what, where in it, what was expected, and what came."""
    if answer is None or name is None:
        return "not an answer", (), "a JSON object with an id on each line", ""
    if not isinstance(name, str) or name not in wanted:
        return "answer to nothing that was asked", (), "the id of a vector", ""
    if name in found.answers or name in found.unsupported:
        return "answered twice", (), "one answer to each vector", ""
    for key, expected, got in () if answer.get("unsupported") is True else _wrong(answer):
        return "not an answer", (key,), expected, f"{got[:_CUT]} for {name}"
    return None


def _object(line: str) -> dict[str, Any] | None:
    try:
        answer = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return answer if isinstance(answer, dict) else None


def imported(text: str) -> tuple[Vector, ...]:
    """Vectors from an exported file, of this format or the one before.

    Args:
        text: of the file.

    Raises:
        DocumentError: it holds no vectors, or one that can be asked nobody.
    """
    try:
        data = json.loads(text)
        made, found = data["vectors"], data["format"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise refused("not a file of vectors", "what `conformance export` writes") from None
    if found not in FORMATS:
        raise refused("vectors of another format", " or ".join(FORMATS), str(found))
    if not isinstance(made, list) or not made:
        raise DocumentError(
            Problem("no vectors in the file", ("vectors",), "a list of one or more")
        )
    seen: set[str] = set()
    problems = [
        Problem(what, ("vectors", place, *path), expected, got)
        for place, each in enumerate(made)
        for what, path, expected, got in _amiss(each, seen)
    ]
    if problems:
        raise DocumentError(*problems[:_SHOWN])
    return tuple(
        Vector(each["id"], each["input"], each["expected"], tuple(each["clauses"])) for each in made
    )


def _amiss(each: object, seen: set[str]) -> Iterator[tuple[str, tuple[str, ...], str, str]]:
    """What is wrong with one vector of a file."""
    if not isinstance(each, dict):
        yield "not a vector", (), "an object", json.dumps(each)[:_CUT]
        return
    name, clauses, expected = each.get("id"), each.get("clauses"), each.get("expected")
    if not isinstance(name, str) or not name:
        yield "not a vector", ("id",), "a text", json.dumps(name)[:_CUT]
    elif name in seen:
        yield "vector named twice", ("id",), "an id of its own", name
    else:
        seen.add(name)
    if not isinstance(each.get("input"), dict):
        yield "not a vector", ("input",), "an object", json.dumps(each.get("input"))[:_CUT]
    if not isinstance(clauses, list) or not all(isinstance(clause, str) for clause in clauses):
        yield "not a vector", ("clauses",), "a list of texts", json.dumps(clauses)[:_CUT]
    if not isinstance(expected, dict):
        yield "not a vector", ("expected",), "an object", json.dumps(expected)[:_CUT]
    else:
        for key, words, got in _wrong(expected):
            yield "not a vector", ("expected", key), words, got[:_CUT]
