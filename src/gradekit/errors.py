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
    "with_article",
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

    def at(self, name: str) -> GradekitError:
        """The same error where problems that name no place are placed at the argument `name`."""
        return type(self)(*(each if each.path else each.below(name) for each in self.problems))


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


def with_article(noun: str) -> str:
    """The noun with its article.

    Example:
        >>> with_article("id"), with_article("Scale")
        ('an id', 'a Scale')
    """
    return f"{'an' if noun[:1].lower() in 'aeio' else 'a'} {noun}"


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

    def need_numbers(self, *required: str, **given: object) -> None:
        """Refuse, at once, what is no number: nothing can be computed with it.

        Args:
            required: names of those that may not be None.
            given: by name of the argument.

        Example:
            >>> Problems().need_numbers(low=0.5, high="1.2")
            Traceback (most recent call last):
            ...
            gradekit.errors.InvalidValue: not a number @ $.high: expected a number; got '1.2'
        """
        if not required and all(each is None or each.__class__ is float for each in given.values()):
            return self.settle()  # by far the most common, and asked of every row
        for name, value in given.items():
            number = isinstance(value, Real) and not isinstance(value, bool)
            absent = value is None and name not in required
            self.need(absent or number, "not a number", name, expected="a number", got=value)
        self.settle()

    def need_texts(self, **given: object) -> None:
        """Refuse, at once, what is no text: an id or a reason nobody can read."""
        if all(value.__class__ is str for value in given.values()):
            return
        for name, value in given.items():
            self.need(isinstance(value, str), "not text", name, expected="text", got=value)
        self.settle()

    def need_kinds(
        self,
        kind: type | tuple[type, ...],
        hint: str = "",
        /,
        *,
        required: bool = False,
        **given: object,
    ) -> None:
        """Refuse, at once, what is no value of this kind.

        Args:
            kind: the class, or several.
            hint: how such a value is written.
            required: whether None is refused as well.
            given: by name of the argument.

        Example:
            >>> Problems().need_kinds(Problem, "write Problem(...)", problem=5)
            Traceback (most recent call last):
            ...
            gradekit.errors.InvalidValue: value of another kind @ $.problem: expected a Problem; ...
        """
        for name, value in given.items():
            if value.__class__ is kind or (value is None and not required):
                continue  # by far the most common, and asked of every row
            if not isinstance(value, kind):
                kinds = kind if isinstance(kind, tuple) else (kind,)
                expected = " or ".join(with_article(each.__name__) for each in kinds)
                what, got = "value of another kind", _shortened(value)
                self.found.append(Problem(what, (name,), expected, got, hint))
        if self.found:
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
