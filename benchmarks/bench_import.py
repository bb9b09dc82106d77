"""Import time against attrs and cattrs, each in a fresh interpreter."""

from __future__ import annotations

import subprocess
import sys

from report import best, write

STATEMENTS = (
    "pass",
    "import attrs",
    "import cattrs",
    "import gradekit",
    "import gradekit; gradekit.recommend",
    "import gradekit; gradekit.frames",
)


def main() -> None:
    """Shortest of ten."""
    loaded = subprocess.run(
        [sys.executable, "-c", "import sys, gradekit; print('pandas' in sys.modules)"],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert loaded.stdout.strip() == "False"
    took = {
        each: best(lambda each=each: subprocess.run([sys.executable, "-c", each], check=True), 10)  # noqa: S603
        for each in STATEMENTS
    }
    cattrs = took["import cattrs"]
    write(
        "import",
        ("statement", "ms", "ratio to `import cattrs`"),
        [(f"`{k}`", f"{v * 1000:.0f}", f"{v / cattrs:.2f}") for k, v in took.items()],
        "Whole process, interpreter included.",
    )


if __name__ == "__main__":
    main()
