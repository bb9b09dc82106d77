"""`frames.recommend` from 10^3 to 10^7 rows of evidence: rows a second, growth, peak memory."""

from __future__ import annotations

import sys
import tracemalloc

from report import best, plot, write

import gradekit as gk
from gradekit import frames
from gradekit.testing import random_evidence

SEEN = 50


def main(largest: int) -> None:
    """A sample of answers against the scalar rules first."""
    rows, speed = [], []
    for power in range(3, largest + 1):
        n = 10**power
        frame = random_evidence(n, seed=power)
        answers = frames.recommend(frame)
        for name in answers.index[:SEEN]:
            scalar = frames.explain(frame.iloc[: 5 * SEEN], name)
            assert isinstance(scalar, gk.Recommendation)
            assert (scalar.direction, scalar.strength) == tuple(
                answers.loc[name, ["direction", "strength"]]
            )
        rate = n / best(lambda f=frame: frames.recommend(f), 5 if power < 7 else 2)  # noqa: PLR2004
        given = int(frame.memory_usage(deep=True).sum())
        tracemalloc.start()
        frames.recommend(frame)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        speed.append((n, rate))
        rows.append(
            (f"10^{power}", f"{rate:,.0f}", f"{given / n:.0f}", f"{peak / n:.0f}",
             f"{(given + peak) / given:.2f}")
        )  # fmt: skip
    write(
        "recommend",
        ("evidence rows", "rows/s", "input, bytes a row", "peak beside it, bytes a row",
         "input and peak / input"),
        rows,
        "One core; five rows to a comparison.",
    )  # fmt: skip
    plot("recommend", "frames.recommend", {"frames.recommend": speed}, "evidence rows a second")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
