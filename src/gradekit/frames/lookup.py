"""Look-ups filled from scalar functions: each cell is asked once, when it is first needed."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import RLock
from typing import Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt
from attrs import define, field

__all__ = ["Interned", "Lookup", "distinct", "each"]

T = TypeVar("T", bound=Hashable)
Array = npt.NDArray[Any]


@define(eq=False)
class Interned(Generic[T]):
    """Distinct values numbered from 1 in the order they are met, each with an example.

    Args:
        places: of the values.
        examples: what first had each value; place 0 stands for none.
    """

    places: dict[T, int] = field(factory=dict)
    examples: list[Any] = field(factory=lambda: [None])

    def place(self, value: T, example: object) -> int:
        """The number of a value."""
        found = self.places.get(value)
        if found is None:
            found = self.places[value] = len(self.examples)
            self.examples.append(example)
        return found


def each(one: Callable[[int], int]) -> Callable[[Array], Array]:
    """The answers of some codes, asked one after another."""
    return lambda codes: np.array([one(code) for code in codes.tolist()], np.uint64)


@define(eq=False)
class Lookup:
    """An array of answers by code; a cell that is 0 has not been asked yet.

    Args:
        table: of the answers; grows with `widen`.
        fill: the answers of some codes, from the scalar rules; never 0.
        lock: held while cells are filled, as threads may share the look-up.
    """

    table: Array
    fill: Callable[[Array], Array]
    lock: RLock = field(factory=RLock)

    def __call__(self, codes: Array) -> Array:
        """The answers of these codes."""
        found = self.table.take(codes, mode="clip")
        if found.size and not found.min():
            with self.lock:
                asked = np.unique(codes[found == 0])
                self.table[asked] = self.fill(asked)
                found = self.table.take(codes, mode="clip")
        return found


DENSE = 1 << 22


def distinct(keys: Array, answer: Callable[[int], int], dtype: npt.DTypeLike) -> Array:
    """One answer for each distinct key.

    Args:
        keys: of the rows, 0 or more.
        answer: to a key.
        dtype: of the answers.
    """
    values = np.unique(keys)
    answers = np.array([answer(key) for key in values.tolist()], dtype)
    found: Array
    if len(values) and values[-1] < DENSE:
        table = np.zeros(int(values[-1]) + 1, dtype)
        table[values] = answers
        found = table[keys]
    else:
        found = answers[np.searchsorted(values, keys)]
    return found
