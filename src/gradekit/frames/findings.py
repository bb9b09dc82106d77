"""Rows of evidence as findings, a block at a time, and what those of a comparison come to."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from attrs import frozen

from gradekit.contract import EVIDENCE
from gradekit.errors import GradekitError
from gradekit.frames.columns import BAD, NULL, Texts, read
from gradekit.frames.contributions import NOT_RATED, code_of, contributions, missing_of
from gradekit.frames.effects import (
    FAVOURS,
    MAGNITUDES,
    NEITHER,
    UNKNOWN,
    Effects,
    Estimates,
    favouring,
    judge,
    reaches,
)
from gradekit.frames.grouping import rivals
from gradekit.frames.shares import asking
from gradekit.panel import Panel
from gradekit.scales import Arm, Favours, Importance, OutcomeKind, Role
from gradekit.units import convert, same_kind
from gradekit.values import Scenario

__all__ = ["Block", "Rows"]

Array = npt.NDArray[Any]
DECIDING = tuple(Role).index(Role.DECIDING)
CRITICAL = tuple(Importance).index(Importance.CRITICAL)
BENEFIT, HARM = (tuple(OutcomeKind).index(each) for each in (OutcomeKind.BENEFIT, OutcomeKind.HARM))
SIZES = ("small", "moderate", "large", "small_upper")
NUMBERS = ("value", "low", "high")
WORDS = ("importance", "kind", "better", "catastrophic", "role", "not_prohibitive", "certainty",
         "measure", "incidence_arm", "judged_magnitude", "judged_favours")  # fmt: skip
NOTHING_KNOWN = np.uint32(UNKNOWN | NEITHER << 3)  # the code of a finding that can be made
IMPORTANT = np.array([each.is_important for each in MAGNITUDES])


@frozen(eq=False)
class Rows:
    """The readers of a frame of evidence.

    Args:
        columns: by name.
        asking: scenarios that ask for a smallest benefit.
    """

    columns: dict[str, Any]
    asking: tuple[Scenario, ...]

    @classmethod
    def of(cls, frame: pd.DataFrame, panel: Panel | None) -> Rows:
        """Every column of the contract, by the rules of `read`."""
        return cls(read(frame, EVIDENCE), asking(panel))

    def argued(self, rows: Array) -> Array:
        """Whether each of these rows gives a reason for its judged effect."""
        texts: Texts = self.columns["judged_rationale"]
        if texts.codes is None:
            return np.zeros(len(rows), np.bool_)
        said = np.array([*(bool(str(text).strip()) for text in texts.spelled), False])
        found: Array = said[texts.codes[rows]]
        return found


@frozen(eq=False)
class Block:
    """Some comparisons, weighed.

    Args:
        words: the contributions of each comparison's findings, together.
        large: for each arm and each scenario asking for it, whether the benefit is large enough.
        failed: comparisons with a row the scalar rules refuse.
        lacks: the judgements each row lacks, a bit for each of `MISSING`.
        group: the comparison of each row, counted from the first of the block.
        alone: rows shown only, of an outcome no deciding row speaks of.
        start: place of the first row in the frame.
    """

    words: Array
    large: Array
    failed: Array
    lacks: Array
    group: Array
    alone: Array
    start: int

    @classmethod
    def of(cls, rows: Rows, starts: Array, start: int, stop: int) -> Block:
        """Weigh the comparisons that start at these rows."""
        made = _Reading(rows, start, stop)
        counts = np.diff(starts)
        group = np.repeat(np.arange(len(counts)), counts)
        refused = made.refused | made.effects.refused | made.texts_empty()
        deciding = made.words["role"] == DECIDING
        among = rivals(group, made.outcome, deciding, made.definition)
        code = np.where(refused, NOTHING_KNOWN, made.code())
        found = contributions()(code)
        # A row that is only shown counts where its outcome has no row that decides.
        silent = refused | ~(deciding | among.alone)
        found[silent] = 0
        lacks = missing_of(code)
        lacks[silent] = 0
        heads = starts[:-1] - start
        failed = np.logical_or.reduceat(refused, heads)
        failed[among.at_odds] = True
        return cls(
            words=np.bitwise_or.reduceat(found, heads),
            large=np.bitwise_or.reduceat(made.large(deciding), heads),
            failed=failed,
            lacks=lacks,
            group=group,
            alone=among.alone,
            start=start,
        )


class _Reading:
    """The cells of a block of rows, and what follows from each row alone."""

    def __init__(self, rows: Rows, start: int, stop: int) -> None:
        self.rows, self.start, self.stop = rows, start, stop
        columns = rows.columns
        self.refused = np.zeros(stop - start, np.bool_)
        self.words: dict[str, Array] = {}
        self.empty: dict[str, Array] = {}
        for name in WORDS:
            codes = columns[name].block(start, stop)
            if codes.size and codes.max() >= NULL:
                self.refused |= codes == BAD
                self.empty[name] = codes == NULL
                codes = np.where(codes >= NULL, 0, codes).astype(np.uint8)
            self.words[name] = codes
        self.outcome = columns["outcome"].block(start, stop)
        self.unit = columns["unit"].block(start, stop)
        self.wanted = columns["threshold_unit"].block(start, stop)
        self.sizes = np.stack([columns[name].block(start, stop) for name in SIZES], axis=1)
        self.numbers = {
            name: columns[name].block(start, stop)
            for name in (*NUMBERS, "baseline_risk", "incidence")
        }
        none = np.ones(stop - start, np.bool_)
        self.estimated = ~self.empty.get("measure", ~none)
        self.was_judged = ~self.empty.get("judged_magnitude", ~none)
        self.effects = self._judged()
        self._check()

    def texts_empty(self) -> Array:
        """Rows without an outcome or a comparison."""
        comparison = self.rows.columns["comparison"].block(self.start, self.stop)
        found: Array = (self.outcome < 0) | (comparison < 0)
        return found

    def _part(self, places: Array) -> Estimates:
        columns = self.rows.columns
        return Estimates(
            measure=self.words["measure"][places],
            value=self.numbers["value"][places],
            low=self.numbers["low"][places],
            high=self.numbers["high"][places],
            unit=self.unit[places].astype(np.int64),
            baseline=self.numbers["baseline_risk"][places],
            better=self.words["better"][places],
            sizes=self.sizes[places],
            wanted=self.wanted[places].astype(np.int64),
            units=columns["unit"].spelled,
            wanted_units=columns["threshold_unit"].spelled,
        )

    def _judged(self) -> Effects:
        """What each estimate comes to; where there is none, an effect of unknown magnitude."""
        size = self.stop - self.start
        whole = Effects(
            np.full(size, UNKNOWN, np.uint8),
            np.full(size, NEITHER, np.uint8),
            np.full(size, np.nan),
            np.zeros(size, np.bool_),
        )
        places = np.flatnonzero(self.estimated)
        if len(places):
            part = judge(self._part(places))
            for name in ("magnitude", "favours", "effect", "refused"):
                getattr(whole, name)[places] = getattr(part, name)
        return whole

    def _check(self) -> None:
        """Refuse rows of which no scalar value can be made."""
        numbers, wrong = self.numbers, self.refused
        for name in NUMBERS:
            wrong |= ~self.estimated & ~np.isnan(numbers[name])
        for name in ("baseline_risk", "incidence"):
            told = ~np.isnan(numbers[name])
            wrong |= told & ~((numbers[name] >= 0) & (numbers[name] <= 1))
        wrong |= self.estimated & ~np.isnan(numbers["incidence"])
        catastrophic = self.words["catastrophic"].astype(np.bool_)
        wrong |= catastrophic & (self.words["kind"] != HARM)
        small, moderate, large, upper = self.sizes.T
        for size in (small, moderate, large, upper):
            wrong |= ~np.isnan(size) & ~(np.isfinite(size) & (size > 0))
        for lower, higher in ((small, upper), (small, moderate), (upper, moderate),
                              (moderate, large), (small, large)):  # fmt: skip
            wrong |= lower >= higher
        wrong |= ~np.isnan(large) & np.isnan(moderate)
        wrong |= np.isnan(small) & ~(np.isnan(moderate) & np.isnan(large) & np.isnan(upper))
        toward = self.words["judged_favours"] != NEITHER
        important = IMPORTANT[self.words["judged_magnitude"]]
        wrong |= np.where(self.was_judged, important != toward, toward)
        both = np.flatnonzero(self.estimated & self.was_judged)
        if len(both):
            wrong[both] |= ~self.rows.argued(both + self.start)

    def code(self) -> Array:
        """The packed code of each finding."""
        none = np.zeros(self.stop - self.start, np.bool_)
        judged_, rate = self.was_judged, ~np.isnan(self.numbers["incidence"])
        magnitude = np.where(judged_, self.words["judged_magnitude"], self.effects.magnitude)
        favours = np.where(judged_, self.words["judged_favours"], self.effects.favours)
        return code_of(
            magnitude=magnitude,
            favours=favours,
            importance=self.words["importance"],
            kind=self.words["kind"],
            certainty=np.where(
                self.empty.get("certainty", none), NOT_RATED, self.words["certainty"]
            ),
            catastrophic=self.words["catastrophic"],
            role=self.words["role"],
            waived=self.words["not_prohibitive"],
            without=~(self.estimated | judged_ | rate),
            lacks=self.estimated & ~judged_ & (magnitude == UNKNOWN),
        )

    def definition(self) -> Array:
        """How each row defines its outcome, as a row of numbers."""
        words = [self.words[name].astype(np.float64)
                 for name in ("importance", "kind", "better", "catastrophic")]  # fmt: skip
        sizes = np.nan_to_num(self.sizes, nan=-1.0)
        unit = np.where(np.isnan(self.sizes[:, 0]), -1, self.wanted)
        return np.column_stack([*words, sizes, unit.astype(np.float64)])

    def large(self, deciding: Array) -> Array:
        """For each arm and scenario asking for it, whether the measured benefit is that large."""
        found = np.zeros(self.stop - self.start, np.int64)
        asked = self.rows.asking
        if not asked:
            return found
        outcomes = self.rows.columns["outcome"].spelled
        units = self.rows.columns["threshold_unit"].spelled
        judged_ = self.words["judged_favours"]
        favours = np.where(self.was_judged, judged_, self.effects.favours)
        measured = ~np.isnan(self.effects.effect) & deciding & (self.words["importance"] > 0)
        measured &= self.words["kind"] == BENEFIT
        toward = favouring(np.nan_to_num(self.effects.effect), self.words["better"])
        for place, scenario in enumerate(asked):
            if scenario.outcome not in outcomes:
                continue
            about = measured & (self.outcome == outcomes.index(scenario.outcome))
            needed = np.array(
                [_needed(scenario, None), *(_needed(scenario, str(u)) for u in units)]
            )
            enough = reaches(np.abs(self.effects.effect), needed[self.wanted.astype(np.int64) + 1])
            for arm_place, arm in enumerate(Arm):
                whose = FAVOURS.index(Favours(arm.value))
                hit = about & enough & (favours == whose) & (toward == whose)
                found |= hit.astype(np.int64) << (arm_place * len(asked) + place)
        return found


def _needed(scenario: Scenario, own: str | None) -> float:
    """The smallest benefit a scenario asks for, in a unit; NaN where it does not convert."""
    wanted, unit = scenario.smallest_benefit or 0.0, scenario.unit or own
    if unit == own:
        return wanted
    if unit is None or own is None or not same_kind(unit, own):
        return float("nan")
    try:
        return convert(wanted, unit, own)
    except GradekitError:
        return float("nan")
