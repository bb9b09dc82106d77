"""How every strategy takes its constraints: a value, a strategy of values, or anything."""

from __future__ import annotations

from typing import Any, Final, TypeAlias, TypeVar

from hypothesis import strategies as st

__all__ = ["ANY", "Free", "Given", "chosen", "identifiers", "optionally", "proportions", "texts"]

T = TypeVar("T")


class Free:
    """Stands for "anything the model allows"."""

    def __repr__(self) -> str:
        return "anything"


ANY: Final = Free()
Given: TypeAlias = T | st.SearchStrategy[T] | Free
"""A value to be held, a strategy to draw it from, or anything."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789-"
_STEPS = 1000


def chosen(given: object, otherwise: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """What to draw from: the value given, the strategy given, or what else there is.

    Args:
        given: a constraint as a caller wrote it.
        otherwise: what the model allows.
    """
    if isinstance(given, Free):
        return otherwise
    return given if isinstance(given, st.SearchStrategy) else st.just(given)


def optionally(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    """Nothing recorded, or one of these."""
    return st.none() | strategy


def identifiers() -> st.SearchStrategy[str]:
    """Short names as documents use them."""
    return st.text(_LETTERS, min_size=1, max_size=8)


def texts() -> st.SearchStrategy[str]:
    """Texts people write, empty ones included."""
    return st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=12)


def proportions() -> st.SearchStrategy[float]:
    """Proportions in thousandths, so that 0, one half and 0.9 are drawn often."""
    return st.integers(0, _STEPS).map(lambda part: part / _STEPS)
