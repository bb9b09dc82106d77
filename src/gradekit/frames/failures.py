"""Failures: every cell that could not be read, as a frame or as an error."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

import pandas as pd
from attrs import field, frozen

from gradekit.contract import FAILURES
from gradekit.errors import GradekitError, InvalidValue, Problem, refuse

__all__ = ["Collected", "Failures", "how"]

SHOWN = 20


@frozen
class Collected:
    """Answers beside the failures found on the way.

    Args:
        answers: one row for each that was asked; empty where a cell of it failed.
        failures: row, column, code, value and what was expected, for every cell that failed.
    """

    answers: pd.DataFrame
    failures: pd.DataFrame

    def __iter__(self) -> Iterator[pd.DataFrame]:
        yield self.answers
        yield self.failures


def how(errors: str) -> bool:
    """Whether failures are collected.

    Raises:
        InvalidValue: neither "raise" nor "collect".
    """
    if errors not in ("raise", "collect"):
        refuse(
            InvalidValue, "unknown way with errors", "errors", expected="raise or collect",
            got=errors,
        )  # fmt: skip
    return errors == "collect"


@frozen
class Failures:
    """Gathers failures, each with the label of its row and the name of its column."""

    found: list[tuple[Hashable, str, Problem]] = field(factory=list)
    errors: list[type[GradekitError]] = field(factory=list)

    def add(self, row: Hashable, column: str, error: GradekitError) -> None:
        """Note every problem of an error at one cell."""
        for problem in error.problems:
            self.found.append((row, column, problem))
            self.errors.append(type(error))

    @property
    def frame(self) -> pd.DataFrame:
        """What failed: row, column, code, value, and what was expected."""
        return pd.DataFrame(
            [
                (row, column, problem.what, problem.got, problem.expected)
                for row, column, problem in self.found
            ],
            columns=list(FAILURES),
        )

    def settle(self) -> None:
        """Raise what was found, each problem placed by row and column.

        Raises:
            GradekitError: of the first failure's kind, with the first of them.
        """
        if self.found:
            raise self.errors[0](
                *(
                    Problem(each.what, (str(row), column), each.expected, each.got, each.hint)
                    for row, column, each in self.found[:SHOWN]
                )
            )
