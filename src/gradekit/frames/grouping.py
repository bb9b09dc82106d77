"""Rows of one comparison brought together, and what must hold among them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from attrs import frozen

from gradekit.frames.cells import Unreadable
from gradekit.frames.columns import factorized

__all__ = ["Groups", "grouped", "rivals"]

Places = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
BLOCK = 1 << 15


@frozen(eq=False)
class Groups:
    """A frame whose rows stand together by comparison.

    Args:
        frame: the rows, moved together where they did not stand so.
        starts: first row of each comparison, and the number of rows at the end.
        names: of the comparisons, in the order they first appear.
    """

    frame: pd.DataFrame
    starts: Places
    names: pd.Index[Any]

    @property
    def first(self) -> Places:
        """The first row of each comparison."""
        return self.starts[:-1]

    def blocks(self) -> Iterator[tuple[int, int, int, int]]:
        """Blocks of whole comparisons: first and last comparison, first and last row."""
        low, count = 0, len(self.starts) - 1
        while low < count:
            aim = int(self.starts[low]) + BLOCK
            high = max(int(np.searchsorted(self.starts, aim, side="right")) - 1, low + 1)
            yield low, high, int(self.starts[low]), int(self.starts[high])
            low = high


def grouped(frame: pd.DataFrame, column: str) -> Groups:
    """The rows of a frame by comparison.

    Args:
        frame: of evidence.
        column: holding the id of the comparison.
    """
    series = frame[column]
    codes, values = factorized(series)
    if any(isinstance(each, Unreadable) for each in values):
        # An id that nothing can look up stands for itself until its row is refused.
        held = [None if code < 0 else values[code] for code in codes.tolist()]
        series = pd.Series(held, frame.index, dtype=object, name=column)
        frame = frame.assign(**{column: series})
    count = len(codes)
    turns = np.flatnonzero(codes[1:] != codes[:-1]) + 1 if count else np.zeros(0, np.int64)
    firsts = np.concatenate([np.zeros(min(count, 1), np.int64), turns]).astype(np.int64)
    if len(np.unique(codes[firsts])) != len(firsts):
        # Comparisons keep the order of their first rows, and rows theirs within each.
        codes, _ = pd.factorize(codes)
        order = np.argsort(codes, kind="stable")
        frame, codes = frame.take(order), codes[order]
        firsts = np.flatnonzero(np.diff(codes, prepend=-1)).astype(np.int64)
        names = frame[column].iloc[firsts]
    else:
        names = series.iloc[firsts]
    index = _index(np.asarray(names), column)
    return Groups(frame, np.append(firsts, count).astype(np.int64), index)


def _index(names: npt.NDArray[Any], column: str) -> pd.Index[Any]:
    made: pd.Index[Any]
    try:
        made = pd.Index(names, name=column)
    except UnicodeEncodeError:  # half a character, which the text type of pandas cannot hold
        made = pd.Index(names, name=column, dtype=object)
    return made


@frozen(eq=False)
class Rivals:
    """Rows that speak of the same outcome in the same comparison.

    Args:
        at_odds: comparisons (of the block) with two deciding rows for an outcome, or one outcome
            defined in two ways.
        alone: of each row, whether no deciding row speaks of its outcome.
    """

    at_odds: Places
    alone: Bools


def rivals(
    group: Places,
    outcome: npt.NDArray[Any],
    deciding: Bools,
    defined: Callable[[], npt.NDArray[Any]],
) -> Rivals:
    """What rows of the same outcome say of each other.

    Args:
        group: place of each row's comparison in the block.
        outcome: code of its outcome.
        deciding: whether it decides.
        defined: gives one row of numbers for each row, how it defines its outcome.
    """
    span = int(outcome.max(initial=0)) + 1
    keys = group * span + outcome
    ordered = np.sort(keys)
    if (ordered[1:] != ordered[:-1]).all():
        return Rivals(np.zeros(0, np.int64), ~deciding)
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    heads = np.flatnonzero(np.diff(keys, prepend=-1))
    decides = deciding[order]
    several = np.add.reduceat(decides.astype(np.int64), heads)
    written = defined()[order]
    same_outcome = keys[1:] == keys[:-1]
    differs = same_outcome & (written[1:] != written[:-1]).any(axis=1)
    wrong = np.concatenate([group[order][heads[several > 1]], group[order][1:][differs]])
    counts = np.diff(np.append(heads, len(keys)))
    alone = np.empty(len(keys), np.bool_)
    alone[order] = np.repeat(several == 0, counts)
    return Rivals(np.unique(wrong), alone & ~deciding)
