"""Tables written as short texts: one or two letters for each cell, none of them special in HTML."""

from __future__ import annotations

import string
from collections.abc import Hashable, Sequence
from typing import Any, Generic, TypeVar

from attrs import field, frozen

__all__ = ["LETTERS", "Interned", "packed"]

LETTERS = string.digits + string.ascii_letters + "-_"
_BASE = len(LETTERS)
T = TypeVar("T", bound=Hashable)


def packed(cells: Sequence[int]) -> dict[str, Any]:
    """A table as a text, with the number of letters a cell takes.

    Args:
        cells: whole numbers, 0 or more.

    Example:
        >>> packed([0, 11, 63]), packed([64])
        ({'width': 1, 'text': '0b_'}, {'width': 2, 'text': '10'})
    """
    width, room = 1, _BASE
    while max(cells, default=0) >= room:
        width, room = width + 1, room * _BASE
    return {"width": width, "text": "".join(_letters(cell, width) for cell in cells)}


def _letters(cell: int, width: int) -> str:
    found = ""
    for _ in range(width):
        cell, digit = divmod(cell, _BASE)
        found = LETTERS[digit] + found
    return found


@frozen(eq=False)
class Interned(Generic[T]):
    """Distinct values numbered in the order they are met.

    Args:
        places: the number of each value.

    Example:
        >>> seen = Interned()
        >>> [seen.place(each) for each in "abca"], seen.values
        ([0, 1, 2, 0], ['a', 'b', 'c'])
    """

    places: dict[T, int] = field(factory=dict)

    def place(self, value: T) -> int:
        """The number of a value.

        Args:
            value: met before or not.
        """
        return self.places.setdefault(value, len(self.places))

    @property
    def values(self) -> list[T]:
        """The values in the order of their numbers."""
        return list(self.places)
