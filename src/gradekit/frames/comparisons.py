"""`frames.recommend`: a suggested recommendation for every comparison of a frame of evidence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, overload

import numpy as np
import numpy.typing as npt
import pandas as pd

from gradekit.answers import ShareBand
from gradekit.contract import EVIDENCE
from gradekit.errors import GradekitError
from gradekit.frames.columns import framed
from gradekit.frames.contributions import Weighed, decoded
from gradekit.frames.failures import Collected, Failures, how
from gradekit.frames.findings import Block, Rows
from gradekit.frames.grouping import Groups, grouped
from gradekit.frames.judged import Judged, judged
from gradekit.frames.missing import Missing
from gradekit.frames.rows import comparison_of
from gradekit.frames.shares import found_bands
from gradekit.frames.situations import answers_of, unpack
from gradekit.frames.tables import (
    CATEGORIES,
    FailedRow,
    option_code,
    panel_code,
    shared_code,
    tables,
)
from gradekit.panel import Panel
from gradekit.policy import BMJ_RAPID, Policy
from gradekit.recommendation import Recommendation, recommend
from gradekit.scales import Arm, Certainty
from gradekit.situation import assess

__all__ = ["recommend_frame", "recommendation_of"]

Bytes = npt.NDArray[np.uint8]
Codes = npt.NDArray[Any]


@overload
def recommend_frame(
    evidence: pd.DataFrame, policy: Policy = ..., panel: Panel | None = ..., *,
    errors: Literal["raise"] = ..., trace: bool = ...,
) -> pd.DataFrame: ...  # fmt: skip
@overload
def recommend_frame(
    evidence: pd.DataFrame, policy: Policy = ..., panel: Panel | None = ..., *,
    errors: Literal["collect"], trace: bool = ...,
) -> Collected: ...  # fmt: skip
def recommend_frame(
    evidence: pd.DataFrame,
    policy: Policy = BMJ_RAPID,
    panel: Panel | None = None,
    *,
    errors: str = "raise",
    trace: bool = False,
) -> pd.DataFrame | Collected:
    """The recommendation every comparison of a frame suggests, as `gradekit.recommend` gives it.

    Args:
        evidence: one row for each outcome of each comparison, in the columns of
            `gradekit.frames.EVIDENCE`; rows of a comparison need not stand together.
        policy: the method's parameters.
        panel: whose survey speaks for every comparison, if any.
        errors: "raise" at rows that cannot be judged, or "collect" them in a frame beside the
            answers.
        trace: add a column `recommendation` with the scalar value of each comparison, its trace
            included; slow, as each is made one by one.

    Returns:
        A frame indexed by comparison: direction, strength, paradigms, binding, missing, overall,
        share. With `errors="collect"` a `Collected`, which unpacks to answers and failures.

    Raises:
        GradekitError: a column that is not there, or rows that cannot be judged, each by the label
            of its row and the name of its column.

    Source: as `gradekit.recommend`; the frame compiles its rules and has none of its own.

    Example:
        >>> import gradekit as gk
        >>> guide = gk.datasets.load("spine-2025")
        >>> rows = gk.frames.evidence(guide.comparisons)
        >>> found = gk.frames.recommend(rows, panel=guide.panel)
        >>> set(zip(found["strength"], found["direction"]))
        {('strong', 'against')}
    """
    collect = how(errors)
    evidence = framed(evidence, EVIDENCE)
    groups = grouped(evidence, "comparison") if "comparison" in evidence else None
    rows = Rows.of(evidence if groups is None else groups.frame, panel)
    if groups is None:  # Rows.of has refused a frame without the column
        return pd.DataFrame()
    count = len(groups.first)
    shared = judged(rows.columns, groups, policy)
    words, large = np.zeros(count, np.uint64), np.zeros(count, np.int64)
    failed, lacking = shared.failed | _unreadable(rows, groups), Missing(rows)
    for low, high, start, stop in groups.blocks():
        block = Block.of(rows, groups.starts[low : high + 1], start, stop)
        failed[low:high] |= block.failed
        words[low:high] = block.words
        large[low:high] = block.large
        lacking.note(block, low)
    failures = _failures(groups, failed)
    if not collect:
        failures.settle()
    ask = _Asking(groups, panel, policy)
    weighed = decoded(words)
    bands = _bands(shared, weighed, large, failed, ask)
    overall = np.where(shared.overall == Judged.NOTHING, weighed.overall, shared.overall)
    out = np.empty((len(CATEGORIES), count), np.uint8)
    records = tables(policy).records(*_packed(shared, weighed, bands, overall))
    records[failed] = FailedRow
    unpack(records, out, 0)
    answers = answers_of(out, groups.names)
    recorded = shared.overall != Judged.NOTHING
    silent = weighed.without_overall
    answers["missing"] = lacking.texts(answers["missing"], silent, recorded, failed)
    for name, codes, kinds in (("overall", overall, Certainty), ("share", bands, ShareBand)):
        signed = np.where(failed, -1, codes).astype(np.int8)
        dtype = pd.CategoricalDtype([each.value for each in kinds])
        answers[name] = pd.Categorical.from_codes(signed, dtype=dtype)
    if trace:
        made = [None if bad else ask.whole(place) for place, bad in enumerate(failed.tolist())]
        answers["recommendation"] = pd.Series(made, answers.index, dtype=object)
    return Collected(answers, failures.frame) if collect else answers


def _unreadable(rows: Rows, groups: Groups) -> Codes:
    """Comparisons with a cell that is not the number or the text its column holds."""
    found = np.zeros(len(groups.first), np.bool_)
    for each in rows.columns.values():
        bad = getattr(each, "bad", None)
        if bad is not None:
            found |= np.logical_or.reduceat(bad, groups.first)
    return found


def _packed(shared: Judged, weighed: Weighed, bands: Codes, overall: Codes) -> Iterable[Codes]:
    one, other = (option_code(*weighed.options[arm]) for arm in Arm)
    both = shared_code(
        weighed.benefit_certainty,
        weighed.unknown_benefit,
        shared.life_threatening,
        shared.both_active,
    )
    half = panel_code(bands, shared.secondary, shared.votes, shared.perspective, shared.balance)
    return one, other, both, overall, half


def _bands(shared: Judged, weighed: Weighed, large: Codes, failed: Codes, ask: _Asking) -> Codes:
    """The recorded band, or the one the scalar rules find."""
    bands = shared.share.copy()
    asked = np.flatnonzero((bands == Judged.NOTHING) & ~failed)
    if len(asked):
        found = found_bands(
            weighed.at(asked),
            large[asked],
            ask.panel,
            ask.policy,
            lambda place: ask.band(int(asked[place])),
        )
        bands[asked] = found
    return np.where(bands == Judged.NOTHING, 0, bands).astype(np.uint8)


def _failures(groups: Groups, failed: Codes) -> Failures:
    """What the scalar rules say of every comparison that could not be judged."""
    failures = Failures()
    for place in np.flatnonzero(failed).tolist():
        before = len(failures.found)
        rows = groups.frame.iloc[groups.starts[place] : groups.starts[place + 1]]
        comparison = comparison_of(rows, failures)
        if comparison is not None:
            try:
                assess(comparison, None)
            except GradekitError as error:
                for each in error.problems:
                    row = each.path[1] if each.path[:1] == ("evidence",) else 0
                    label = rows.index[row if isinstance(row, int) else 0]
                    failures.add(label, _column(each.path), type(error)(each))
        if len(failures.found) == before:
            message = f"rows of {groups.names[place]!r} refused by the frame, not by the rules"
            raise AssertionError(message)
    return failures


def _column(path: tuple[str | int, ...]) -> str:
    names = {each.name for each in EVIDENCE}
    return next((str(part) for part in reversed(path) if part in names), "comparison")


class _Asking:
    """The scalar rules, asked about one comparison of a frame."""

    def __init__(self, groups: Groups, panel: Panel | None, policy: Policy) -> None:
        self.groups, self.panel, self.policy = groups, panel, policy

    def whole(self, place: int) -> Recommendation:
        """The scalar recommendation."""
        starts, failures = self.groups.starts, Failures()
        rows = self.groups.frame.iloc[starts[place] : starts[place + 1]]
        comparison = comparison_of(rows, failures)
        failures.settle()
        if comparison is None:
            raise AssertionError(place)
        return recommend(comparison, self.policy, self.panel)

    def band(self, place: int) -> ShareBand:
        """The band of the share."""
        return self.whole(place).share.band


def recommendation_of(
    evidence: pd.DataFrame, name: object, policy: Policy, panel: Panel | None
) -> Recommendation:
    """The scalar recommendation of one comparison, by its id.

    Raises:
        GradekitError: its rows cannot be judged.
    """
    groups = grouped(evidence[evidence["comparison"] == name], "comparison")
    return _Asking(groups, panel, policy).whole(0)
