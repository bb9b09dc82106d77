"""Run every benchmark here, each in a process of its own: `python benchmarks/run.py`.

A benchmark that answers otherwise than gradekit stops the run: answers are compared before anything
is timed. Those whose third party is not installed are left out, and said to be.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main() -> int:
    """Every file called bench_*.py, in order; 1 if one of them failed."""
    failed = []
    for path in sorted(HERE.glob("bench_*.py")):
        print(f"\n== {path.name}", flush=True)
        done = subprocess.run([sys.executable, str(path), *sys.argv[1:]], check=False)  # noqa: S603
        if done.returncode:
            failed.append(path.name)
    if failed:
        print("failed:", ", ".join(failed))
    return bool(failed)


if __name__ == "__main__":
    raise SystemExit(main())
