"""Errors: one root, and problems that say what, where, what was expected and what to do.

A `Problem` is a value with a path into the user's document (`$.comparisons[3].evidence[0]`), so the
same check serves a constructor call, a document on disk and a data frame. Errors gather all the
problems found before they are raised.
"""

from __future__ import annotations

from numbers import Real
from typing import NoReturn

from attrs import evolve, field, frozen

__all__ = [
    "BaselineRiskMissing",
    "DocumentError",
    "GradekitError",
    "InvalidValue",
    "MissingExtra",
    "Problem",
    "Problems",
    "UnitMismatch",
    "UnknownReference",
    "refuse",
]

Path = tuple[str | int, ...]


def _shown(path: Path) -> str:
    return "$" + "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)


@frozen
class Problem:
    """One thing wrong with an input.

    Args:
        what: the problem in a few lower-case words ("low above value").
        path: where, from the root of the document or the argument's name.
        expected: what would have been accepted.
        got: what came, as text.
        hint: what to do about it, where more can be said than `expected` does.

    Example:
        >>> print(Problem("negative ratio", ("estimate", "low"), "a number above 0", "-1"))
        negative ratio @ $.estimate.low: expected a number above 0; got -1
    """

    what: str
    path: Path = ()
    expected: str = ""
    got: str = ""
    hint: str = ""

    def below(self, *parents: str | int) -> Problem:
        """The same problem seen from a document in which it lies below `parents`."""
        return evolve(self, path=(*parents, *self.path))

    @property
    def place(self) -> str:
        """The path as printed, for example `$.comparisons[3].evidence[0]`."""
        return _shown(self.path)

    def __str__(self) -> str:
        said = [f"expected {self.expected}"] if self.expected else []
        said += [f"got {self.got}"] if self.got else []
        said += [self.hint] if self.hint else []
        return f"{self.what} @ {self.place}" + (": " + "; ".join(said) if said else "")


class GradekitError(Exception):
    """Root of everything gradekit raises on purpose; `problems` holds all that was found.

    Args:
        problems: one or more problems.
    """

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems: tuple[Problem, ...] = problems

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)

    def below(self, *parents: str | int) -> GradekitError:
        """The same error with every path placed below `parents`."""
        return type(self)(*(problem.below(*parents) for problem in self.problems))


class InvalidValue(GradekitError, ValueError):
    """A value outside what its meaning allows (a negative ratio, a share above 1)."""


class UnitMismatch(GradekitError, ValueError):
    """Two quantities whose units neither match nor convert."""


class BaselineRiskMissing(GradekitError, ValueError):
    """A relative effect was to be judged on the absolute scale without a baseline risk."""


class UnknownReference(GradekitError, LookupError):
    """An id that names nothing in its register."""


class DocumentError(GradekitError, ValueError):
    """A document that could not be read; carries every problem found in it."""


class MissingExtra(GradekitError, ImportError):
    """An optional dependency is not installed; the problem names the extra to install."""


_LONGEST = 80


def _shortened(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 3] + "..."


@frozen
class Problems:
    """Collects problems of one value and raises them together.

    Example:
        >>> found = Problems()
        >>> found.need(False, "share above 1", "high", expected="a share from 0 to 1", got=1.2)
        >>> found.settle()
        Traceback (most recent call last):
        ...
        gradekit.errors.InvalidValue: share above 1 @ $.high: expected a share from 0 to 1; got 1.2
    """

    found: list[Problem] = field(factory=list, init=False)

    def need(
        self,
        holds: object,
        what: str,
        *path: str | int,
        expected: str,
        got: object,
        hint: str = "",
    ) -> None:
        """Record a problem unless `holds` is true."""
        if not holds:
            self.found.append(Problem(what, path, expected, _shortened(got), hint))

    def need_numbers(self, **given: object) -> None:
        """Refuse, at once, what is no number: nothing can be computed with it. None is left alone.

        Example:
            >>> Problems().need_numbers(low=0.5, high="1.2")
            Traceback (most recent call last):
            ...
            gradekit.errors.InvalidValue: not a number @ $.high: expected a number; got '1.2'
        """
        if all(value is None or value.__class__ is float for value in given.values()):
            return self.settle()  # by far the most common, and asked of every row
        for name, value in given.items():
            number = isinstance(value, Real) and not isinstance(value, bool)
            self.need(value is None or number, "not a number", name, expected="a number", got=value)
        self.settle()

    def need_flags(self, **given: object) -> None:
        """Refuse what is neither yes nor no: the text "no" would count as yes."""
        if all(value.__class__ is bool for value in given.values()):
            return
        for name, value in given.items():
            self.need(
                isinstance(value, bool),
                "not yes or no",
                name,
                expected="True or False",
                got=value,
            )

    def settle(self, error: type[GradekitError] = InvalidValue) -> None:
        """Raise all the problems recorded as one `error`, or do nothing."""
        if self.found:
            raise error(*self.found)


def refuse(
    error: type[GradekitError],
    what: str,
    *path: str | int,
    expected: str,
    got: object,
    hint: str = "",
) -> NoReturn:
    """Raise `error` with this one problem."""
    raise error(Problem(what, path, expected, _shortened(got), hint))
