"""`frames.decide` beside the bare two-stage look-up in NumPy, and beside `DataFrame.apply`.

The bare look-up takes the same cells as plain arrays of codes, without checks, categoricals, an
index or a frame around them, in blocks that fit the cache, and gives codes. It is the limit.
"""

from __future__ import annotations

import sys

import numpy as np
import pandas as pd
from report import best, plot, write

import gradekit as gk
from gradekit import frames
from gradekit.contract import SITUATIONS
from gradekit.frames.tables import FIELDS, tables
from gradekit.testing import random_situations

BLOCK = 1 << 15
ORDER = [each.name for each in SITUATIONS]


def plain(frame: pd.DataFrame) -> list[np.ndarray]:
    """Each column as codes, an empty cell as the code the look-up has for it."""
    empty = {"benefit_certainty": 15, "life_threatening": 2, "balance": 5}
    made = []
    for name in ORDER:
        series = frame[name]
        if isinstance(series.dtype, pd.CategoricalDtype):
            codes = series.cat.codes.to_numpy()
        else:
            codes = series.astype("Int8").to_numpy(dtype="int8", na_value=-1)
        made.append(np.where(codes < 0, empty.get(name, 0), codes).astype(np.uint8))
    return made


def bare(columns: list[np.ndarray], compiled: dict[str, np.ndarray]) -> np.ndarray:
    """Two look-ups, and the fields of the answer."""
    count, width = len(columns[0]), int(compiled["width"])
    out = np.empty((len(FIELDS), count), np.uint8)
    for low in range(0, count, BLOCK):
        c = [column[low : low + BLOCK] for column in columns]
        one = (c[0] | c[1] << 4).astype(np.uint16) | (c[2] | c[3] << 4).astype(np.uint16) << 8
        other = (c[4] | c[5] << 4).astype(np.uint16) | (c[6] | c[7] << 4).astype(np.uint16) << 8
        shared = c[8] | c[9] << 4 | c[11] << 5 | c[12] << 7
        panel = (c[13] | c[14] << 3 | c[16] << 5).astype(np.uint16)
        panel |= (c[15] | c[17] << 3).astype(np.uint16) << 6
        place = compiled["shared"].take(shared).astype(np.intp)
        place *= width
        place += compiled["options"].take(one)
        place *= width
        place += compiled["options"].take(other)
        answer = compiled["permits"].take(place).astype(np.intp)
        answer *= 4
        answer += c[10]
        answer *= 256
        answer += compiled["panels"].take(panel)
        found = compiled["answers"].take(answer).view(np.uint8).reshape(-1, 8)
        for field in range(len(FIELDS)):
            out[field, low : low + BLOCK] = found[:, field]
    return out


def main(largest: int) -> None:
    """Equal answers first, then rows a second."""
    rows, lines = [], {"frames.decide": [], "bare NumPy": []}
    # Every class of situations is asked once before anything is timed; the cost is told.
    first = best(lambda: frames.decide(random_situations(1_000_000, seed=9)), 1)
    for power in range(3, largest + 1):
        n = 10**power
        frame = random_situations(n, seed=power)
        answers = frames.decide(frame)
        made = tables(gk.BMJ_RAPID)
        compiled = {
            "width": np.int64(made.width),
            **{name: getattr(made, name).table
               for name in ("options", "shared", "permits", "panels", "answers")},
        }  # fmt: skip
        columns = plain(frame)
        codes = bare(columns, compiled)
        for field, name in enumerate(FIELDS):
            assert (answers[name].cat.codes.to_numpy() == codes[field]).all(), name
        times = 5 if power < 7 else 3  # noqa: PLR2004
        ours = n / best(lambda f=frame: frames.decide(f), times)
        limit = n / best(lambda c=columns, t=compiled: bare(c, t), times)
        lines["frames.decide"].append((n, ours))
        lines["bare NumPy"].append((n, limit))
        rows.append((f"10^{power}", f"{ours:,.0f}", f"{limit:,.0f}", f"{ours / limit:.2f}"))
    sample = random_situations(300, seed=1)
    answered = frames.decide(sample, trace=True)
    applied = sample.reset_index().apply(
        lambda row: frames.explain(sample, row["index"]).strength.value, axis=1
    )
    assert (applied == answered["strength"].astype("str")).all()
    by_row = 300 / best(
        lambda: sample.apply(lambda row: frames.explain(sample, row.name), axis=1), 1
    )
    rows.append(("`DataFrame.apply`, 300 rows", f"{by_row:,.0f}", "", ""))
    write(
        "decide",
        ("rows", "`frames.decide`, rows/s", "bare NumPy look-up, rows/s", "ratio"),
        rows,
        f"Asking every class of situations once took {first:.1f} s, before.",
    )
    plot("decide", "frames.decide and its limit", lines, "rows a second")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
