"""The judgements each comparison lacks, in the words and the order of the scalar answer."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from gradekit.frames.contributions import MISSING
from gradekit.frames.findings import Block, Rows

__all__ = ["Missing"]

Array = npt.NDArray[Any]
NOTHING = "none"
NO_OUTCOME = "no critical or important outcome"
WITHOUT = (f"overall certainty: {NO_OUTCOME}", f"evidence: {NO_OUTCOME}")
KINDS = 1 << len(MISSING)


class Missing:
    """Gathers what each row lacks, block by block."""

    def __init__(self, rows: Rows) -> None:
        self.outcomes = rows.columns["outcome"].spelled
        self.codes = rows.columns["outcome"]
        self.groups: list[Array] = []
        self.keys: list[Array] = []

    def note(self, block: Block, first: int) -> None:
        """Add what the rows of a block lack, outcomes without a deciding row last.

        Args:
            block: weighed.
            first: place of its first comparison.
        """
        places = np.flatnonzero(block.lacks)
        if not len(places):
            return
        codes = self.codes.block(block.start, block.start + len(block.lacks))[places]
        group, alone = block.group[places] + first, block.alone[places]
        keys = codes.astype(np.int64) * KINDS + block.lacks[places]
        order = np.argsort(group * 2 + alone, kind="stable")
        self.groups.append(group[order])
        self.keys.append(keys[order])

    def _said(self, key: int) -> tuple[str, ...]:
        code, bits = divmod(key, KINDS)
        name = self.outcomes[code]
        return tuple(f"{what}: {name}" for at, what in enumerate(MISSING) if bits >> at & 1)

    def texts(
        self, decided: pd.Series[Any], silent: Array, recorded: Array, failed: Array
    ) -> pd.Series[Any]:
        """The column: what the decision lacks, then what the evidence lacks.

        Args:
            decided: what the decision itself lacks.
            silent: comparisons with nothing to take an overall certainty from.
            recorded: comparisons whose overall certainty the panel recorded.
            failed: comparisons without an answer.
        """
        words = np.array([*decided.cat.categories, None], object)
        texts = words[decided.cat.codes.to_numpy()]
        if self.groups:
            groups, keys = np.concatenate(self.groups), np.concatenate(self.keys)
            said = {key: self._said(key) for key in np.unique(keys).tolist()}
            starts = np.flatnonzero(np.diff(groups, prepend=-1))
            owners = groups[starts]
            single = np.diff(np.append(starts, len(groups))) == 1
            for prefix in decided.cat.categories:
                # One row that lacks something is the usual case: the text is shared.
                made = {key: _joined(prefix, *each) for key, each in said.items()}
                usual = single & (texts[owners] == prefix)
                texts[owners[usual]] = [made[key] for key in keys[starts[usual]].tolist()]
            ends = np.append(starts, len(groups))[1:]
            several = np.flatnonzero(~single)
            for at in several.tolist():
                lists = (said[key] for key in keys[starts[at] : ends[at]].tolist())
                every = dict.fromkeys(text for each in lists for text in each)
                texts[owners[at]] = _joined(texts[owners[at]] or NOTHING, *every)
        for place in np.flatnonzero(silent & ~failed).tolist():
            texts[place] = _joined(texts[place], WITHOUT[int(recorded[place])])
        texts[failed] = None
        return pd.Series(texts, decided.index, dtype="str")


def _joined(before: str, *more: str) -> str:
    return "; ".join(more if before == NOTHING else (before, *more))
