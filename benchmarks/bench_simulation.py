"""A million people weighing ten outcomes, on one core: seconds, and the same for a seed.

python benchmarks/bench_simulation.py
"""

from __future__ import annotations

import time

import gradekit as gk
from gradekit.simulation import LogNormal, PeopleShare, people_share, simulate

OUTCOMES = 10
CRITICAL = 2
PEOPLE = 1_000_000
DRAWS = 100_000
MOST_SECONDS = 5.0


def comparison() -> gk.Comparison:
    """Ten outcomes, half of them better and half worse with the intervention."""
    rows = []
    for nth in range(OUTCOMES):
        helps = nth % 2 == 0
        outcome = gk.Outcome(
            f"o{nth}",
            f"Outcome {nth}",
            importance="critical" if nth < CRITICAL else "important",
            better="lower",
            kind="benefit" if helps else "harm",
            thresholds=gk.MID(10.0 + nth, unit="per 1000"),
        )
        ratio = 0.8 - 0.02 * nth if helps else 1.2 + 0.02 * nth
        estimate = gk.Estimate("RR", ratio, ratio * 0.8, ratio * 1.25)
        rows.append(gk.Evidence(outcome, estimate, certainty="moderate", baseline_risk=0.1))
    return gk.Comparison(
        id="ten-outcomes",
        population="adults",
        intervention=gk.Option("drug", "Drug", "active"),
        comparator=gk.Option("placebo", "Placebo", "inactive"),
        evidence=tuple(rows),
        share=gk.Share(0.7),
    )


def timed(asked: gk.Comparison, seed: int) -> tuple[PeopleShare, float]:
    """The share of a million people, and the seconds it took."""
    weights = {f"o{nth}": LogNormal(1.0, 3.0) for nth in range(OUTCOMES)}
    start = time.perf_counter()
    found = people_share(asked, weights, people=PEOPLE, seed=seed)
    return found, time.perf_counter() - start


def main() -> None:
    """Run, assert and print."""
    asked = comparison()
    one, seconds = timed(asked, 1)
    again, _ = timed(asked, 1)
    other, _ = timed(asked, 2)
    assert (one.share, one.even, one.error) == (again.share, again.even, again.error)
    assert one.share != other.share
    assert seconds < MOST_SECONDS, f"{seconds:.2f} s"
    print(f"{PEOPLE} people, {OUTCOMES} outcomes: {seconds:.2f} s ({PEOPLE / seconds:.0f}/s)")
    print(f"  {one}")
    start = time.perf_counter()
    chances = simulate(asked, draws=DRAWS, seed=1)
    seconds = time.perf_counter() - start
    assert chances == simulate(asked, draws=DRAWS, seed=1)
    print(f"{DRAWS} draws of the estimates of {OUTCOMES} outcomes: {seconds:.2f} s")
    print(f"  {chances}")


if __name__ == "__main__":
    main()
