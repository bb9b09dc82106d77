"""The probability of each recommendation, where estimates are uncertain and people may differ.

An answer changes only where an estimate passes one of the numbers the rules compare it with
(`sensitivity.crossings`). Every draw falls into one stretch per outcome; each combination of
stretches that was drawn is answered once, by the same `recommend` as everything else.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import numpy as np
from attrs import evolve, field, frozen
from numpy.typing import NDArray

from gradekit.answers import ShareBand
from gradekit.comparison import Comparison
from gradekit.errors import GradekitError
from gradekit.estimates import Estimate
from gradekit.evidence import Evidence
from gradekit.markup import records
from gradekit.policy import BMJ_RAPID, Policy
from gradekit.sensitivity.asking import answer_to, with_row
from gradekit.sensitivity.crossings import estimate_candidates, possible_range
from gradekit.share import band_of
from gradekit.simulation.draws import (
    Floats,
    absolute_of,
    check_count,
    check_seed,
    draw,
    estimated_rows,
    has_spread,
)
from gradekit.simulation.people import Progress, Weight, effects_towards
from gradekit.thresholds import TOLERANCE, compare
from gradekit.values import Share

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = ["Probabilities", "Probability", "simulate", "simulate_both"]

Places = NDArray[np.intp]


@frozen
class Probability:
    """A probability with its Monte Carlo standard error.

    Args:
        value: the proportion of draws.
        error: its standard error.
    """

    value: float
    error: float

    def __str__(self) -> str:
        return f"{self.value:.4f} (Monte Carlo error {self.error:.4f})"


@frozen(kw_only=True)
class Probabilities:
    """How probable each recommendation is.

    Args:
        comparison: id.
        answers: by answer, most probable first; "impossible" where a draw makes no possible risk.
        draws: of the estimates.
        people: weighed in each draw; None where people were not drawn.
        seed: of the generator.
        held: outcomes that were not drawn and keep their row: no estimate, no interval, or judged.
        left_out: outcomes people did not weigh, with the reason. They decide all the same, so
            while there are any the share stays as it is recorded or surveyed.
        share: mean share over the draws, where people were drawn; while something is left out, a
            figure among what was weighed, which no answer rests on.
        up_to: the same with the people to whom both options come out the same.
    """

    comparison: str
    answers: Mapping[str, Probability] = field(hash=False)
    draws: int
    people: int | None = None
    seed: int
    held: tuple[str, ...] = ()
    left_out: Mapping[str, str] = field(factory=dict, hash=False)
    share: float | None = None
    up_to: float | None = None

    def rows(self) -> list[dict[str, object]]:
        """One row for each answer."""
        return [
            {
                "comparison": self.comparison,
                "answer": name,
                "probability": each.value,
                "error": each.error,
                "draws": self.draws,
                "people": self.people,
                "seed": self.seed,
            }
            for name, each in self.answers.items()
        ]

    def frame(self) -> DataFrame:
        """One row for each answer, as a pandas frame."""
        from pandas import DataFrame  # noqa: PLC0415

        return DataFrame(self.rows())

    def _repr_html_(self) -> str:
        rows = (
            {"answer": name, "probability": each.value, "Monte Carlo error": each.error}
            for name, each in self.answers.items()
        )
        return records(rows, caption=self._head(), notes=self._notes()).html

    def _head(self) -> str:
        return f"{self.comparison}: {self.draws} draws, seed {self.seed}"

    def _notes(self) -> Iterator[str]:
        if self.held:
            yield f"held as they stand: {', '.join(self.held)}"
        yield from (f"not weighed: {name}, {why}" for name, why in self.left_out.items())
        if self.left_out:
            yield "so the share is as it stands, not that of the people drawn"

    def __str__(self) -> str:
        answers = (f"  {name}: {each}" for name, each in self.answers.items())
        return "\n".join((self._head(), *answers, *(f"  {each}" for each in self._notes())))


@frozen
class _Stretches:
    """The stretches an outcome's estimate may fall into, with a number of each.

    Even places lie between two cuts (or outside them all), odd places are the cuts themselves: a
    rule may answer at its number as below it, as above it, or otherwise.
    """

    row: Evidence
    estimate: Estimate
    cuts: Floats

    def places(self, values: Floats) -> Places:
        """The stretch of each value; a cut has the tolerance of the rules."""
        room = TOLERANCE.value * np.abs(self.cuts)
        reached: Places = np.searchsorted(self.cuts - room, values, side="right")
        passed: Places = np.searchsorted(self.cuts + room, values, side="left")
        return reached + passed

    def number(self, place: int) -> float:
        """A number inside a stretch, or the cut."""
        ratio = self.estimate.measure.is_ratio
        if not len(self.cuts):
            return self.estimate.value
        nth, at_cut = divmod(place, 2)
        if at_cut:
            return float(self.cuts[nth])
        if nth == 0:
            first = float(self.cuts[0])
            return first / 2 if ratio else first - max(1.0, abs(first))
        low = float(self.cuts[nth - 1])
        if nth == len(self.cuts):
            return low * 2 if ratio else low + max(1.0, abs(low))
        return (low + float(self.cuts[nth])) / 2


def _stretches(comparison: Comparison, row: Evidence, estimate: Estimate) -> _Stretches:
    bare = evolve(estimate, low=None, high=None)
    found = estimate_candidates(bare, row.outcome, row.baseline_risk, comparison.within.panel)
    # What a measure cannot be is a stretch of its own, or a draw beside it would stand for it.
    bounds = () if estimate.measure.is_ratio else possible_range(estimate)
    cuts: list[float] = []
    for each in sorted({*found, *(end for end in bounds if math.isfinite(end))}):
        if not cuts or compare(cuts[-1], each) != 0:
            cuts.append(each)
    return _Stretches(row, bare, np.array(cuts, dtype=np.float64))


def _moving(comparison: Comparison) -> tuple[tuple[Evidence, Estimate], ...]:
    """The deciding rows to draw; an estimate without spread keeps its row as it is."""
    return tuple(each for each in estimated_rows(comparison) if has_spread(each[1]))


def _changed(comparison: Comparison, stretches: _Stretches, place: int) -> Comparison:
    value = stretches.number(place)
    return with_row(
        comparison, stretches.row.outcome.id, estimate=evolve(stretches.estimate, value=value)
    )


def _combinations(
    places: list[Places],
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
    """The distinct rows of several columns, which row each draw is, and how many there are."""
    stacked = np.stack(places, axis=1)
    distinct, which, counts = np.unique(stacked, axis=0, return_inverse=True, return_counts=True)
    return distinct, which.reshape(-1), counts


def _answers(
    comparison: Comparison,
    drawn: list[_Stretches],
    distinct: NDArray[np.intp],
    *,
    bands: tuple[ShareBand, ...] | None,
    policy: Policy,
    progress: Progress | None,
) -> Iterator[str]:
    """The answer to each combination; a last column is the share band where people were drawn."""
    for nth, combination in enumerate(distinct):
        changed = comparison
        try:
            for stretches, place in zip(drawn, combination[: len(drawn)], strict=True):
                changed = _changed(changed, stretches, int(place))
        except GradekitError:
            yield "impossible"
        else:
            if bands is not None:
                changed = evolve(changed, share=Share(band=bands[int(combination[-1])]))
            yield str(answer_to(changed, policy))
        if progress is not None:
            progress(nth + 1, len(distinct))


def _counted(names: list[str], counts: NDArray[np.intp], draws: int) -> dict[str, Probability]:
    totals: dict[str, int] = {}
    for name, count in zip(names, counts, strict=True):
        totals[name] = totals.get(name, 0) + int(count)
    ordered = sorted(totals.items(), key=lambda each: (-each[1], each[0]))
    return {name: _probability(count / draws, draws) for name, count in ordered}


def _probability(value: float, draws: int) -> Probability:
    return Probability(value, math.sqrt(value * (1 - value) / draws))


def _held(comparison: Comparison, drawn: tuple[tuple[Evidence, Estimate], ...]) -> tuple[str, ...]:
    moving = {row.outcome.id for row, _ in drawn}
    names = (
        row.outcome.id
        for row in comparison.evidence
        if comparison.row(row.outcome.id) is row and row.outcome.id not in moving
    )
    return tuple(names)


def simulate(
    comparison: Comparison,
    *,
    draws: int = 100_000,
    seed: int,
    policy: Policy | None = None,
    progress: Progress | None = None,
) -> Probabilities:
    """The probability of each recommendation when the estimates are uncertain.

    Every estimate with an interval is drawn from it, normal on its own scale, a ratio on the log
    scale, outcomes independent of one another. Certainty and judged effects stay as recorded: what
    the interval says about certainty was rated by people.

    Args:
        comparison: with its estimates.
        draws: how many.
        seed: of the generator; the same seed gives the same result.
        policy: instead of the guideline's own.
        progress: called with how many combinations are answered and how many there are.

    Raises:
        InvalidValue: no draws, or no seed.
        GradekitError: an effect that cannot be judged.

    Example:
        >>> import gradekit as gk
        >>> guide = gk.datasets.load("spine-2025")
        >>> found = simulate(guide["axial/im-la"], draws=20_000, seed=1)
        >>> {name: round(each.value, 2) for name, each in found.answers.items()}
        {'strong against': 0.91, 'conditional against': 0.09}
    """
    check_count("draws", draws)
    check_seed(seed)
    used = policy or comparison.within.policy or BMJ_RAPID
    random = np.random.default_rng(seed)
    rows = _moving(comparison)
    stretches = [_stretches(comparison, *each) for each in rows]
    places = [
        each.places(draw(estimate, draws, random))
        for each, (_, estimate) in zip(stretches, rows, strict=True)
    ]
    distinct, _, counts = _combinations(places or [np.zeros(draws, dtype=np.intp)])
    names = list(
        _answers(comparison, stretches, distinct, bands=None, policy=used, progress=progress)
    )
    return Probabilities(
        comparison=comparison.id,
        answers=_counted(names, counts, draws),
        draws=draws,
        seed=seed,
        held=_held(comparison, rows),
    )


def simulate_both(
    comparison: Comparison,
    weights: Mapping[str, Weight],
    *,
    draws: int = 1_000,
    people: int = 1_000,
    seed: int,
    sizes: Mapping[str, float] | None = None,
    policy: Policy | None = None,
    progress: Progress | None = None,
) -> Probabilities:
    """The probability of each recommendation when estimates are uncertain and people differ.

    The same people weigh every draw of the estimates; their share in each draw takes the place of
    the share as recorded or surveyed. People to whom both options come out the same make it an
    interval. While a deciding outcome is not weighed, the share stays as it is recorded or
    surveyed, and that of the people drawn is a figure only.

    Args:
        comparison: with its estimates.
        weights: how people weigh one unit of each outcome, by id.
        draws: of the estimates.
        people: weighing each draw.
        seed: of the generator.
        sizes: effects of outcomes without an estimate, as in `people_share`.
        policy: instead of the guideline's own.
        progress: called with how much is done and how much there is.

    Raises:
        InvalidValue: no draws, no people, no seed, or weights or sizes out of range.
        UnknownReference: a weight for an outcome that is not there.
    """
    check_count("draws", draws)
    check_count("people", people)
    check_seed(seed)
    used = policy or comparison.within.policy or BMJ_RAPID
    random = np.random.default_rng(seed)
    fixed, left_out = effects_towards(comparison, weights, sizes)
    rows = _moving(comparison)
    stretches = [_stretches(comparison, *each) for each in rows]
    values = [draw(estimate, draws, random) for _, estimate in rows]
    towards = {
        row.outcome.id: absolute_of(row, estimate, drawn)
        for (row, estimate), drawn in zip(rows, values, strict=True)
    }
    effects = np.stack(
        [towards.get(name, np.full(draws, size)) for name, size in fixed.items()]
        or [np.zeros(draws)],
        axis=1,
    )
    tastes = np.stack([weights[name].drawn(people, random) for name in fixed] or [np.zeros(people)])
    ends = np.empty((draws, 2))
    step = max(1, (1 << 20) // people)
    for start in range(0, draws, step):
        part = effects[start : start + step]
        net, rounding = part @ tastes, TOLERANCE.value * (np.abs(part) @ np.abs(tastes))
        ends[start : start + step, 0] = np.mean(net > rounding, axis=1)
        ends[start : start + step, 1] = np.mean(net >= -rounding, axis=1)
        if progress is not None:
            progress(min(start + step, draws), draws)
    places = [each.places(drawn) for each, drawn in zip(stretches, values, strict=True)]
    bands = None if left_out else tuple(ShareBand)
    if bands is not None:
        intervals, which = np.unique(ends, axis=0, return_inverse=True)
        found = [bands.index(band_of(Share(float(a), float(b)), used)) for a, b in intervals]
        places.append(np.array(found, dtype=np.intp)[which.reshape(-1)])
    distinct, _, counts = _combinations(places or [np.zeros(draws, dtype=np.intp)])
    names = list(_answers(comparison, stretches, distinct, bands=bands, policy=used, progress=None))
    return Probabilities(
        comparison=comparison.id,
        answers=_counted(names, counts, draws),
        draws=draws,
        people=people,
        seed=seed,
        held=_held(comparison, rows),
        left_out=left_out,
        share=float(np.mean(ends[:, 0])),
        up_to=float(np.mean(ends[:, 1])),
    )
