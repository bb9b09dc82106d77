"""What was recorded once for a whole comparison: its context, its panel, its share and votes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt
from attrs import frozen

from gradekit.answers import ShareBand, VoteState
from gradekit.contract import EVIDENCE, VOTES
from gradekit.errors import GradekitError
from gradekit.frames.columns import BAD, NULL, Codes, Numbers
from gradekit.frames.grouping import Groups
from gradekit.frames.tables import UNRECORDED
from gradekit.policy import Policy
from gradekit.scales import Arm, OptionKind
from gradekit.share import band_of
from gradekit.values import Share
from gradekit.votes import Votes as Cast
from gradekit.votes import vote_state

__all__ = ["Judged", "judged"]

Array = npt.NDArray[Any]
BANDS, STATES = tuple(ShareBand), tuple(VoteState)
ACTIVE = tuple(OptionKind).index(OptionKind.ACTIVE)


@frozen(eq=False)
class Judged:
    """What each comparison records, in the codes of `tables`.

    Args:
        life_threatening: 0, 1, or 2 where not recorded.
        both_active: whether both options are.
        overall: place in `Certainty`, or NOTHING.
        share: place in `ShareBand`, or NOTHING.
        secondary: place in `Secondary`.
        votes: place in `VoteState`.
        perspective: place in `Perspective`.
        balance: place in `PanelBalance`, or UNRECORDED.
        failed: comparisons of which something cannot be read.
    """

    NOTHING: ClassVar[int] = 255

    life_threatening: Array
    both_active: Array
    overall: Array
    share: Array
    secondary: Array
    votes: Array
    perspective: Array
    balance: Array
    failed: Array


def _differs(column: Codes | Numbers, groups: Groups) -> Array:
    """Comparisons whose rows do not all say the same."""
    wrong = np.zeros(len(groups.first), np.bool_)
    if column.absent:
        return wrong
    for low, high, start, stop in groups.blocks():
        own, first = column.block(start, stop), column.at(groups.starts[low:high])
        counts = np.diff(groups.starts[low : high + 1])
        expected = np.repeat(first, counts)
        differs = own != expected
        if own.dtype == np.float64:
            differs &= ~(np.isnan(own) & np.isnan(expected))
        if differs.any():
            wrong[low:high] |= np.logical_or.reduceat(differs, groups.starts[low:high] - start)
    return wrong


def _distinct(columns: list[Array], answer: Callable[..., int], wrong: Array) -> Array:
    """One answer for each distinct row of numbers, NaN as None; a row that is refused is wrong."""
    keys = np.zeros(len(wrong), np.int64)
    kinds: list[Array] = []
    for column in columns:
        values, places = np.unique(column, return_inverse=True)  # takes all NaN for one value
        kinds.append(values)
        keys = keys * len(values) + places
    rows, inverse = np.unique(keys, return_inverse=True)
    made = []
    for place in np.stack(np.unravel_index(rows, [len(each) for each in kinds]), axis=1).tolist():
        numbers = (values[at] for values, at in zip(kinds, place, strict=True))
        try:
            made.append(answer(*(None if np.isnan(each) else float(each) for each in numbers)))
        except GradekitError:
            made.append(BAD)
    found = np.array(made, np.uint8)[inverse]
    wrong |= found == BAD
    return np.where(found == BAD, 0, found).astype(np.uint8)


def _share(columns: Mapping[str, Any], first: Array, policy: Policy, failed: Array) -> Array:
    """The recorded band: as a word, or from an interval through the scalar rule."""
    band = columns["share"].at(first)
    low, high = (columns[name].at(first) for name in ("share_low", "share_high"))
    option = columns["share_option"].at(first).astype(np.float64)
    empty = band == NULL
    given = ~(empty & np.isnan(low) & np.isnan(high))
    found = np.full(len(first), Judged.NOTHING, np.uint8)
    places = np.flatnonzero(given & (band != BAD) & (option != BAD))
    if len(places):
        words = np.where(empty, np.nan, band)[places]
        wrong = np.zeros(len(places), np.bool_)

        def answer(low: float | None, high: float | None, option: float, word: float | None) -> int:
            told = None if word is None else BANDS[int(word)]
            share = Share(low, high, tuple(Arm)[int(option)], band=told)
            return BANDS.index(band_of(share, policy))

        table = [low[places], high[places], option[places], words]
        found[places] = _distinct(table, answer, wrong)
        failed[places] |= wrong
    return found


def _votes(columns: Mapping[str, Any], first: Array, policy: Policy, failed: Array) -> Array:
    """What the votes say, through the scalar rule, once for each distinct count."""
    found = np.full(len(first), STATES.index(VoteState.NOT_VOTED), np.uint8)
    if all(columns[f"votes_{name}"].absent for name in VOTES):
        return found
    counts = [columns[f"votes_{name}"].at(first) for name in VOTES]
    places = np.flatnonzero(~np.logical_and.reduce([np.isnan(each) for each in counts]))
    if len(places):
        wrong = np.zeros(len(places), np.bool_)

        def answer(*cast: float | None) -> int:
            given = {
                name: int(count) if count % 1 == 0 else count
                for name, count in zip(VOTES, cast, strict=True)
                if count is not None
            }
            return STATES.index(vote_state(Cast(**given), policy.voting))  # type: ignore[arg-type]

        found[places] = _distinct([each[places] for each in counts], answer, wrong)
        failed[places] |= wrong
    return found


def judged(columns: Mapping[str, Any], groups: Groups, policy: Policy) -> Judged:
    """What each comparison records.

    Args:
        columns: the readers of the frame.
        groups: its comparisons.
        policy: with the bands and the voting rule.
    """
    first = groups.first
    failed = np.zeros(len(first), np.bool_)
    for each in EVIDENCE:
        if each.per == "comparison":
            failed |= _differs(columns[each.name], groups)

    def word(name: str, empty: int = 0) -> Array:
        nonlocal failed
        found = columns[name].at(first)
        failed = failed | (found == BAD)
        return np.where(found == NULL, empty, np.where(found == BAD, 0, found)).astype(np.uint8)

    kinds = [word(f"{arm}_kind") for arm in Arm]
    word("share_option")
    word("share")
    made = {
        "life_threatening": word("life_threatening", 2),
        "both_active": ((kinds[0] == ACTIVE) & (kinds[1] == ACTIVE)).astype(np.uint8),
        "overall": word("overall", Judged.NOTHING),
        "secondary": word("secondary"),
        "perspective": word("perspective"),
        "balance": word("balance", UNRECORDED),
    }
    return Judged(
        **made,
        share=_share(columns, first, policy, failed),
        votes=_votes(columns, first, policy, failed),
        failed=failed,
    )
