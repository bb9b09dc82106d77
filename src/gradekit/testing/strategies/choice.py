"""How every strategy takes its constraints: a value, a strategy of values, or anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, lru_cache, wraps
from inspect import signature
from typing import Any, Final, ParamSpec, TypeAlias, TypeVar

from hypothesis import strategies as st

from gradekit.errors import GradekitError, InvalidValue, refuse
from gradekit.scales import OutcomeKind
from gradekit.words import Word

__all__ = [
    "ANY",
    "Free",
    "Given",
    "Reader",
    "a",
    "among",
    "checked",
    "dates",
    "flag",
    "identifiers",
    "is_told",
    "is_value",
    "optionally",
    "proportions",
    "refuse_beside",
    "refuse_catastrophe",
    "several",
    "texts",
    "whole",
    "word",
]

T = TypeVar("T")
P = ParamSpec("P")


class Free:
    """Stands for "anything the model allows"."""

    def __repr__(self) -> str:
        return "anything"


ANY: Final = Free()
Given: TypeAlias = T | st.SearchStrategy[T] | Free
"""A value to be held, a strategy to draw it from, or anything."""
Reader: TypeAlias = Callable[[Any], Any]
"""From what a caller wrote to what it stands for; refuses anything else."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789-"
_STEPS = 1000
_EDGES = (0.0, 0.5, 0.9, 1.0, 0.1)


def is_told(given: object) -> bool:
    """Whether a caller constrained this at all."""
    return not isinstance(given, Free)


def is_value(given: object) -> bool:
    """Whether a caller gave the value itself: it can be checked before anything is drawn."""
    return is_told(given) and not isinstance(given, st.SearchStrategy)


# What a keyword takes.


def word(words: type[Word], *only: Word, none: bool = False) -> Reader:
    """One word of a closed set, as the word or as text.

    Args:
        words: the set.
        only: those of them that can be asked for; all of them unless given.
        none: whether None is taken as well.
    """

    def read(given: Any) -> Word | None:  # noqa: ANN401 - whatever a caller wrote
        if given is None and none:
            return None
        found = words(given)
        if only and found not in only:
            expected = " or ".join(repr(each.value) for each in only)
            what = f"no {words.__name__.lower()} to ask for"
            refuse(InvalidValue, what, expected=expected, got=found.value)
        return found

    return read


def a(kind: type, *others: type, none: bool = False) -> Reader:
    """A value of this type.

    Args:
        kind: of the value.
        others: types it may have instead.
        none: whether None is taken as well.
    """
    kinds = (kind, *others)

    def read(given: Any) -> Any:  # noqa: ANN401 - whatever a caller wrote
        if isinstance(given, kinds) or (none and given is None):
            return given
        expected = " or ".join(each.__name__ for each in kinds) + (" or None" if none else "")
        return refuse(InvalidValue, "value of another type", expected=expected, got=given)

    return read


def flag(*, none: bool = False) -> Reader:
    """Yes or no; None where that is a state of its own."""
    return a(bool, none=none)


def whole(least: int, most: int | None = None) -> Reader:
    """A whole number from one to another; without a limit above where none is given."""

    def read(given: Any) -> int:  # noqa: ANN401 - whatever a caller wrote
        if type(given) is int and least <= given and (most is None or given <= most):
            return given
        expected = f"a whole number from {least}" + ("" if most is None else f" to {most}")
        return refuse(InvalidValue, "number out of range", expected=expected, got=given)

    return read


def among(*values: object) -> Reader:
    """One of these."""

    def read(given: Any) -> Any:  # noqa: ANN401 - whatever a caller wrote
        if given in values:
            return given
        expected = "one of " + ", ".join(map(repr, values))
        return refuse(InvalidValue, "no such choice", expected=expected, got=given)

    return read


def several(kind: type) -> Reader:
    """Values of this type in a tuple or a list."""

    def read(given: Any) -> tuple[Any, ...]:  # noqa: ANN401 - whatever a caller wrote
        if isinstance(given, tuple | list) and all(isinstance(each, kind) for each in given):
            return tuple(given)
        return refuse(
            InvalidValue, "value of another type", expected=f"a tuple of {kind.__name__}", got=given
        )

    return read


def _read(name: str, reader: Reader) -> Reader:
    def placed(given: Any) -> Any:  # noqa: ANN401 - whatever a caller wrote
        try:
            return reader(given)
        except GradekitError as error:
            raise error.below(name) from None

    return placed


def checked(
    together: Callable[[Mapping[str, Any]], None] | None = None, /, **readers: Reader
) -> Callable[[Callable[P, st.SearchStrategy[T]]], Callable[P, st.SearchStrategy[T]]]:
    """Read the keywords of a strategy when it is made, so that a wrong one is told there and then.

    A value is read at once; a strategy is read value by value as they are drawn.

    Args:
        together: refuses keywords that cannot stand beside each other.
        readers: what each keyword takes.
    """

    def around(make: Callable[P, st.SearchStrategy[T]]) -> Callable[P, st.SearchStrategy[T]]:
        own = {name: _read(name, reader) for name, reader in readers.items()}
        known = set(signature(make).parameters)

        @wraps(make)
        def made(*args: P.args, **given: P.kwargs) -> st.SearchStrategy[T]:
            unknown = sorted(given.keys() - known)
            if unknown or args:
                takes = ", ".join(sorted(known))
                message = f"{make.__name__}() takes the keywords {takes}; got {unknown or args}"
                raise TypeError(message)
            read: dict[str, Any] = {}
            for name, value in given.items():
                reader = own.get(name)
                if reader is None or isinstance(value, Free):
                    read[name] = value
                elif isinstance(value, st.SearchStrategy):
                    read[name] = value.map(reader)
                else:
                    read[name] = reader(value)
            if together is not None:
                together(read)
            return make(**read)  # type: ignore[call-arg]  # the same keywords, read

        return made

    return around


def refuse_beside(
    what: str, name: str, got: object, *, beside: str, expected: str = "another value"
) -> None:
    """Refuse a keyword that cannot stand beside another; both are named.

    Args:
        what: the problem.
        name: of the keyword refused.
        got: its value.
        beside: the other keyword, with its value.
        expected: what could have stood there.
    """
    refuse(InvalidValue, what, name, expected=f"{expected} beside {beside}", got=got)


def refuse_catastrophe(given: Mapping[str, Any]) -> None:
    """Refuse a catastrophe that is no harm."""
    kind = given.get("kind", ANY)
    if given.get("catastrophic", ANY) is True and is_value(kind) and kind is not OutcomeKind.HARM:
        refuse_beside("catastrophic but not a harm", "kind", kind.value,
                      beside="catastrophic=True", expected="'harm'")  # fmt: skip


@lru_cache(maxsize=256)
def optionally(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    """Nothing recorded, or one of these."""
    return st.none() | strategy


@cache
def identifiers() -> st.SearchStrategy[str]:
    """Short names as documents use them."""
    return st.text(_LETTERS, min_size=1, max_size=8)


@cache
def texts() -> st.SearchStrategy[str]:
    """Texts people write, empty ones included."""
    return st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn")), max_size=12)


@cache
def dates() -> st.SearchStrategy[str]:
    """Days, as ISO dates."""
    return st.dates().map(lambda day: day.isoformat())


@cache
def proportions() -> st.SearchStrategy[float]:
    """Proportions in thousandths; 0, one half, 0.9 and their mirrors are drawn often."""
    return st.sampled_from(_EDGES) | st.integers(0, _STEPS).map(lambda part: part / _STEPS)
