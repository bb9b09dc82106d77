"""Where benchmarks write what they measured: docs/benchmarks.md and the plots beside it."""

from __future__ import annotations

import platform
import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path

DOCS = Path(__file__).parents[1] / "docs"
PAGE = DOCS / "benchmarks.md"


def best(run: Callable[[], object], times: int = 3) -> float:
    """The shortest of several runs, in seconds."""
    took = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        took.append(time.perf_counter() - start)
    return min(took)


def write(name: str, head: Sequence[str], rows: Sequence[Sequence[object]], note: str = "") -> None:
    """Print a table and put it in its place in the page.

    Args:
        name: of the section.
        head: of the columns.
        rows: of the table.
        note: said below it.
    """
    lines = ["| " + " | ".join(map(str, row)) + " |" for row in (head, *rows)]
    lines.insert(1, "|" + "---|" * len(head))
    text = "\n".join(lines)
    print(text)
    about = f"{note} Python {platform.python_version()}, {platform.machine()}.".strip()
    block = f"<!-- {name} -->\n{text}\n\n{about}\n<!-- end {name} -->"
    page = PAGE.read_text(encoding="utf-8")
    held = re.compile(f"<!-- {name} -->.*?<!-- end {name} -->", re.DOTALL)
    PAGE.write_text(held.sub(lambda _: block, page), encoding="utf-8")


def plot(name: str, title: str, lines: dict[str, list[tuple[float, float]]], unit: str) -> None:
    """Draw lines over the number of rows, both axes logarithmic, without a toolkit's metadata."""
    import matplotlib as mpl  # noqa: PLC0415 - of the extra

    mpl.use("svg")
    from matplotlib import pyplot as plt  # noqa: PLC0415

    mpl.rcParams["svg.hashsalt"] = "gradekit"
    figure, axes = plt.subplots(figsize=(6, 3.5))
    for label, points in lines.items():
        axes.plot(*zip(*points, strict=True), marker="o", label=label)
    axes.set(xscale="log", yscale="log", xlabel="rows", ylabel=unit, title=title)
    axes.legend()
    axes.grid(visible=True, alpha=0.3)
    (DOCS / "_static").mkdir(exist_ok=True)
    figure.savefig(DOCS / "_static" / f"{name}.svg", metadata={"Date": None}, bbox_inches="tight")
    plt.close(figure)
