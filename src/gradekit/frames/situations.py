"""`frames.decide`: an answer for every row of a frame of situations."""

from __future__ import annotations

from typing import Any, Literal, overload

import numpy as np
import numpy.typing as npt
import pandas as pd

from gradekit.contract import SITUATIONS
from gradekit.decision import Decision, decide
from gradekit.frames.columns import BAD, NULL, Codes, framed, read
from gradekit.frames.failures import Collected, Failures, how
from gradekit.frames.tables import (
    CATEGORIES,
    UNDETERMINED,
    UNRECORDED,
    FailedRow,
    evidence_at,
    option_code,
    panel_at,
    panel_code,
    shared_code,
    tables,
)
from gradekit.policy import BMJ_RAPID, Policy
from gradekit.scales import Arm
from gradekit.situation import Situation

__all__ = ["answers_of", "decide_frame", "situation_of"]

BLOCK = 1 << 15
LAST = np.iinfo(np.int8).max
PARTS = ("benefit", "harm", "catastrophe", "prohibitive")
# The code that stands for an empty cell, where the packed code has one.
EMPTY = {"benefit_certainty": UNDETERMINED, "life_threatening": 2, "balance": UNRECORDED}
Bytes = npt.NDArray[np.uint8]
Packed = tuple[npt.NDArray[Any], ...]


def _cells(read_: dict[str, Codes], low: int, high: int) -> tuple[dict[str, Bytes], Bytes | None]:
    """The codes of some rows, and which of them hold a cell that cannot be read."""
    cells: dict[str, Bytes] = {}
    failed: Bytes | None = None
    for name, codes in read_.items():
        if codes.same and codes.codes is not None and name in EMPTY:
            # An empty cell is -1, the largest byte, and its own code is above those of all words.
            raw = codes.codes[low:high].view(np.uint8)
            cells[name] = np.minimum(raw, np.uint8(EMPTY[name]))
            continue
        found = codes.block(low, high)
        if found.size and found.max() >= NULL:
            if found.max() == BAD:
                bad = found == BAD
                failed = bad if failed is None else failed | bad
            found = np.where(found >= NULL, np.uint8(EMPTY.get(name, 0)), found)
        cells[name] = found
    return cells, failed


def _packed(cells: dict[str, Bytes]) -> Packed:
    one, other = (option_code(*(cells[f"{arm}_{part}"] for part in PARTS)) for arm in Arm)
    return (
        one,
        other,
        shared_code(*(cells[name] for name in ("benefit_certainty", "unknown_benefit",
                                               "life_threatening", "both_active"))),
        cells["overall"],
        panel_code(*(cells[name] for name in ("share", "secondary", "votes", "perspective",
                                              "balance"))),
    )  # fmt: skip


def answers_of(bytes_: Bytes, index: pd.Index[Any]) -> pd.DataFrame:
    """The frame of answers, from the codes of each field."""
    made = {}
    for (name, words), codes in zip(CATEGORIES.items(), bytes_, strict=True):
        signed = codes.view(np.int8)
        if len(words) > LAST:
            signed = np.where(codes == BAD, -1, codes.astype(np.int16))
        dtype = pd.CategoricalDtype(list(words))
        made[name] = pd.Categorical.from_codes(signed, dtype=dtype, validate=False)
    return pd.DataFrame(made, index, copy=False)


def unpack(records: npt.NDArray[Any], out: Bytes, low: int) -> None:
    """Spread records over the codes of their fields."""
    lanes = records.view(np.uint8).reshape(-1, 8)
    for place in range(len(out)):
        out[place, low : low + len(records)] = lanes[:, place]


@overload
def decide_frame(
    situations: pd.DataFrame, policy: Policy = ..., *, errors: Literal["raise"] = ...,
    trace: bool = ...,
) -> pd.DataFrame: ...  # fmt: skip
@overload
def decide_frame(
    situations: pd.DataFrame, policy: Policy = ..., *, errors: Literal["collect"],
    trace: bool = ...,
) -> Collected: ...  # fmt: skip
def decide_frame(
    situations: pd.DataFrame,
    policy: Policy = BMJ_RAPID,
    *,
    errors: str = "raise",
    trace: bool = False,
) -> pd.DataFrame | Collected:
    """The answer to every situation of a frame, the same as `gradekit.decide` gives each.

    Args:
        situations: one row each, in the columns of `gradekit.frames.SITUATIONS`; categorical,
            nullable and Arrow-backed columns are read as they are.
        policy: the method's parameters.
        errors: "raise" at cells that cannot be read, or "collect" them in a frame beside the
            answers.
        trace: add a column `decision` with the scalar decision of each row, its trace included.

    Returns:
        A frame with the same index: direction, strength, paradigms, binding, missing. With
        `errors="collect"` a `Collected`, which unpacks to answers and failures.

    Raises:
        InvalidValue: a column that is not there, or cells that cannot be read.

    Source: as `gradekit.decide`; the frame only looks its answers up.

    Example:
        >>> from gradekit import frames, testing
        >>> found = frames.decide(testing.random_situations(3, seed=1))
        >>> list(found.columns)
        ['direction', 'strength', 'paradigms', 'binding', 'missing']
    """
    collect = how(errors)
    situations = framed(situations, SITUATIONS)
    readers: dict[str, Codes] = read(situations, SITUATIONS)
    compiled, count = tables(policy), len(situations)
    found = np.empty((len(CATEGORIES), count), np.uint8)
    failures, failing = Failures(), []
    for low in range(0, count, BLOCK):
        high = min(low + BLOCK, count)
        cells, failed = _cells(readers, low, high)
        records = compiled.records(*_packed(cells))
        if failed is not None:
            records[failed] = FailedRow
            failing += (np.flatnonzero(failed) + low).tolist()
        unpack(records, found, low)
    for row in failing:
        for name, codes in readers.items():
            error = codes.problem(row)
            if error is not None:
                failures.add(situations.index[row], name, error)
    if not collect:
        failures.settle()
    answers = answers_of(found, situations.index)
    if trace:
        answers["decision"] = _traced(readers, count, set(failing), policy)
    return Collected(answers, failures.frame) if collect else answers


def _situation(readers: dict[str, Codes], row: int) -> Situation:
    cells, _ = _cells(readers, row, row + 1)
    one, other, shared, overall, panel = (int(each[0]) for each in _packed(cells))
    return Situation(evidence_at(one, other, shared, overall), panel_at(panel))


def _traced(
    readers: dict[str, Codes], count: int, failing: set[int], policy: Policy
) -> npt.NDArray[Any]:
    made = np.empty(count, object)
    for row in range(count):
        made[row] = None if row in failing else decide(_situation(readers, row), policy)
    return made


def situation_of(situations: pd.DataFrame, place: int) -> Situation:
    """The scalar situation of one row, by its place.

    Raises:
        InvalidValue: a cell that cannot be read.
    """
    row = situations.iloc[[place]]
    readers: dict[str, Codes] = read(row, SITUATIONS)
    failures = Failures()
    for name, codes in readers.items():
        error = codes.problem(0)
        if error is not None:
            failures.add(row.index[0], name, error)
    failures.settle()
    return _situation(readers, 0)


def explained(situations: pd.DataFrame, place: int, policy: Policy) -> Decision:
    """The scalar decision of one row, with its full trace."""
    return decide(situation_of(situations, place), policy)
