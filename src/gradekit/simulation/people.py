"""People who differ: how many would choose an option, given how they weigh its outcomes.

Each person weighs every outcome. The option is chosen where the weighted effects come out in its
favour. The share of people who choose it is what a panel would otherwise judge; it is a
computation from the weights somebody supposed, and says so. People to whom both options come out
the same count for neither: the share is an interval then. While a deciding outcome is not weighed,
nobody knows what people would choose, and no share is suggested.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from itertools import product
from numbers import Real
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np
from attrs import evolve, field, frozen

from gradekit.answers import ShareBand
from gradekit.balance import weigh
from gradekit.comparison import Comparison
from gradekit.errors import Problems, UnknownReference, refuse
from gradekit.markup import records
from gradekit.policy import BMJ_RAPID, Policy
from gradekit.recommendation import Recommendation, recommend
from gradekit.share import band_of
from gradekit.simulation.draws import (
    Floats,
    absolute_of,
    check_count,
    check_seed,
    estimated_rows,
)
from gradekit.thresholds import TOLERANCE
from gradekit.values import Share

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = [
    "Fixed",
    "LogNormal",
    "PeopleShare",
    "Progress",
    "Uniform",
    "Weight",
    "effects_towards",
    "people_share",
    "weighed",
]

Progress = Callable[[int, int], None]
"""Told how much is done, and of how much."""

CHUNK = 1 << 16


@frozen
class Fixed:
    """The same weight for everybody.

    Args:
        weight: of one unit of the outcome's effect.

    Raises:
        InvalidValue: below 0, or not finite.
    """

    weight: float

    def __attrs_post_init__(self) -> None:
        _check(self.weight, "weight", least=0.0)

    def drawn(self, count: int, random: np.random.Generator) -> Floats:
        """One weight for each person."""
        del random
        return np.full(count, self.weight)


@frozen
class Uniform:
    """Weights anywhere between two ends.

    Args:
        low: least weight.
        high: greatest.
    """

    low: float
    high: float

    def __attrs_post_init__(self) -> None:
        _check(self.low, "low", least=0.0)
        _check(self.high, "high", least=self.low)

    def drawn(self, count: int, random: np.random.Generator) -> Floats:
        """One weight for each person."""
        return random.uniform(self.low, self.high, count)


@frozen
class LogNormal:
    """Weights around a median, as far below it in ratio as above.

    Args:
        median: half the people give more.
        factor: 95% of people lie within the median divided by it and times it.
    """

    median: float
    factor: float

    def __attrs_post_init__(self) -> None:
        _check(self.median, "median", least=math.nextafter(0, 1))
        _check(self.factor, "factor", least=1.0)

    def drawn(self, count: int, random: np.random.Generator) -> Floats:
        """One weight for each person."""
        spread = math.log(self.factor) / NormalDist().inv_cdf((1 + LEVEL) / 2)
        return random.lognormal(math.log(self.median), spread, count)


LEVEL = 0.95
Weight = Fixed | Uniform | LogNormal


def _finite(given: object) -> bool:
    """Whether it is a number at all, and a finite one."""
    if isinstance(given, bool) or not isinstance(given, Real):
        return False
    return math.isfinite(given)


def _check(number: float, name: str, least: float) -> None:
    found = Problems()
    found.need(
        _finite(number) and number >= least,
        "weight out of range",
        name,
        expected=f"a finite number, {least:g} or more",
        got=number,
    )
    found.settle()


@frozen(kw_only=True)
class PeopleShare:
    """How many people would choose the intervention, given how they weigh the outcomes.

    Args:
        share: of people who choose the intervention.
        up_to: the same with those to whom both options come out the same.
        error: Monte Carlo standard error of `share`.
        even: share of people to whom both options come out the same; they count for neither.
        suggested: the interval from `share` to `up_to`, to put in as the panel's; None while
            something is left out.
        band: of the share suggested, under the policy; None where none is.
        settled: whether the band is the same two Monte Carlo errors either side; None without one.
        people: how many were drawn.
        seed: of the generator.
        weights: as supposed.
        left_out: deciding outcomes without a figure or a weight, with the reason. While there are
            any, the figures are those among what was weighed, and suggest nothing.
        recommendation: the answer with the share suggested put in as the panel's; with the share
            as it stands where none is suggested.
    """

    share: float
    up_to: float
    error: float
    even: float
    suggested: Share | None
    band: ShareBand | None
    settled: bool | None
    people: int
    seed: int
    weights: Mapping[str, Weight] = field(repr=False, hash=False)
    left_out: Mapping[str, str] = field(hash=False)
    recommendation: Recommendation = field(repr=False)

    def rows(self) -> list[dict[str, object]]:
        """One row."""
        return [
            {
                "comparison": self.recommendation.comparison.id,
                "share": self.share,
                "up_to": self.up_to,
                "error": self.error,
                "even": self.even,
                "band": None if self.band is None else self.band.value,
                "settled": self.settled,
                "left_out": ", ".join(self.left_out),
                "answer": str(self.recommendation),
                "people": self.people,
                "seed": self.seed,
            }
        ]

    def frame(self) -> DataFrame:
        """One row, as a pandas frame."""
        from pandas import DataFrame  # noqa: PLC0415

        return DataFrame(self.rows())

    def _repr_html_(self) -> str:
        return records(self.rows(), caption=str(self)).html

    def __str__(self) -> str:
        even = f", {self.even:.4f} find both the same" if self.even else ""
        told = f"{self.share:.4f} (Monte Carlo error {self.error:.4f}) would choose it{even}"
        if self.band is None:
            return (
                f"{told}, among what was weighed; left out: {', '.join(self.left_out)}; "
                f"no share suggested; with the share as it stands {self.recommendation}"
            )
        return (
            f"{told}: {self.band}{'' if self.settled else ', not settled'}; {self.recommendation}"
        )


def effects_towards(
    comparison: Comparison, weights: Mapping[str, Weight], sizes: Mapping[str, float] | None
) -> tuple[dict[str, float], dict[str, str]]:
    """The point effects that are weighed, towards the intervention, and what is left out.

    Args:
        comparison: with its estimates.
        weights: by outcome id.
        sizes: effects of outcomes without an estimate, as somebody supposes them.
    """
    deciding = tuple(finding.outcome.id for finding in weigh(comparison).deciding)
    known = {*deciding, *(row.outcome.id for row in comparison.evidence)}
    for place, given in (("weights", weights), ("sizes", sizes or {})):
        for name in given:
            if name not in known:
                refuse(
                    UnknownReference,
                    "unknown outcome",
                    place,
                    name,
                    expected="one of " + ", ".join(sorted(known)),
                    got=name,
                )
    effects = dict(sizes or {})
    found = Problems()
    for name, size in effects.items():
        expected = "a finite number, above 0 towards the intervention"
        found.need(_finite(size), "size out of range", "sizes", name, expected=expected, got=size)
    found.settle()
    for row, estimate in estimated_rows(comparison):
        point = absolute_of(row, estimate, np.array([estimate.value]))
        effects.setdefault(row.outcome.id, float(point[0]))
    left_out = {
        name: "no weight given" if name in effects else "no estimate, and no size supposed"
        for name in deciding
        if name not in effects or name not in weights
    }
    return {name: effects[name] for name in effects if name in weights}, left_out


def weighed(
    effects: Mapping[str, float],
    weights: Mapping[str, Weight],
    people: int,
    random: np.random.Generator,
    progress: Progress | None = None,
) -> tuple[int, int]:
    """How many people come out for the intervention, and for how many the options are even.

    Args:
        effects: by outcome, towards the intervention.
        weights: by outcome.
        people: how many.
        random: the generator.
        progress: told after every part.
    """
    chosen = even = done = 0
    while done < people:
        count = min(CHUNK, people - done)
        net, size = np.zeros(count), np.zeros(count)
        for name, effect in effects.items():
            part = effect * weights[name].drawn(count, random)
            net += part
            size += np.abs(part)
        # What is left of two sides that cancel is rounding, and no preference.
        rounding = TOLERANCE.value * size
        chosen += int(np.count_nonzero(net > rounding))
        even += int(np.count_nonzero(np.abs(net) <= rounding))
        done += count
        if progress is not None:
            progress(done, people)
    return chosen, even


def people_share(
    comparison: Comparison,
    weights: Mapping[str, Weight],
    *,
    people: int = 100_000,
    seed: int,
    sizes: Mapping[str, float] | None = None,
    policy: Policy | None = None,
    progress: Progress | None = None,
) -> PeopleShare:
    """The share of people who would choose the intervention, and the answer it leads to.

    Indifferent people count for neither side: the share is the interval from those who choose it
    to those who choose it or find both the same. It is suggested only when every deciding outcome
    has a weight and an effect.

    Args:
        comparison: with its estimates; their points are weighed, in the unit of the thresholds.
        weights: how people weigh one unit of each outcome, by id.
        people: how many to draw.
        seed: of the generator; the same seed gives the same result.
        sizes: effects towards the intervention of outcomes that have no estimate, in the unit the
            weight speaks of; supposed by the caller.
        policy: instead of the guideline's own.
        progress: called with how many are done and how many there are.

    Raises:
        InvalidValue: no people, no seed, or weights or sizes out of range.
        UnknownReference: a weight for an outcome that is not there.

    Example:
        >>> import gradekit as gk
        >>> guide = gk.datasets.load("spine-2025")
        >>> found = people_share(
        ...     guide["axial/im-la"],
        ...     {"pain": LogNormal(1, 3), "burden": Fixed(1), "catastrophic-harm": Fixed(1)},
        ...     sizes={"burden": -0.8, "catastrophic-harm": 0},
        ...     people=10_000,
        ...     seed=1,
        ... )
        >>> found.band.value, found.left_out
        ('minority', {})
    """
    check_count("people", people)
    check_seed(seed)
    used = policy or comparison.within.policy or BMJ_RAPID
    effects, left_out = effects_towards(comparison, weights, sizes)
    chosen, even = weighed(effects, weights, people, np.random.default_rng(seed), progress)
    share, up_to = chosen / people, (chosen + even) / people
    told = f"simulated: {people} people, seed {seed}"
    judged = None if left_out else Share(share, up_to, rationale=told)
    asked = comparison if judged is None else evolve(comparison, share=judged)
    return PeopleShare(
        share=share,
        up_to=up_to,
        error=_error(share, people),
        even=even / people,
        suggested=judged,
        band=None if judged is None else band_of(judged, used),
        settled=None if judged is None else len(_around(share, up_to, people, used)) == 1,
        people=people,
        seed=seed,
        weights=dict(weights),
        left_out=left_out,
        recommendation=recommend(asked, used),
    )


def _error(share: float, people: int) -> float:
    """The Monte Carlo standard error of a share."""
    return math.sqrt(share * (1 - share) / people)


def _around(low: float, high: float, people: int, policy: Policy) -> set[ShareBand]:
    """The bands of a share with each end moved by two Monte Carlo errors."""
    moved = [
        [min(1.0, max(0.0, end + step * _error(end, people))) for step in (-2, 0, 2)]
        for end in (low, high)
    ]
    return {band_of(Share(*ends), policy) for ends in product(*moved) if ends[0] <= ends[1]}
