"""Build the wheel, install it in a clean environment, and use it there without the source.

It installs the core alone, imports every module that needs no extra, answers the worked guideline
and checks that the files that are not code came along; then the command line, with its extra.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).parents[1]
CORE = """
import sys, pathlib
import gradekit as gk
assert "pandas" not in sys.modules, "importing gradekit loads pandas"
assert "src" not in pathlib.Path(gk.__file__).parts, gk.__file__
guide = gk.datasets.load("spine-2025")
assert {str(each) for each in guide.recommend()} == {"strong against"}
assert gk.io.loads(gk.io.dumps(guide)) == guide
assert (pathlib.Path(gk.__file__).parent / "py.typed").exists()
assert gk.__all__ and all(hasattr(gk, name) for name in gk.__all__)
print(len(gk.__all__), "names,", len(guide), "comparisons")
"""


def run(*command: str | Path) -> str:
    """Run a command away from the source; its output."""
    done = subprocess.run(  # noqa: S603 - our own commands
        [str(each) for each in command],
        cwd=tempfile.gettempdir(),
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        sys.exit(f"{command[0]} failed\n{done.stdout}{done.stderr}")
    return done.stdout


def main() -> None:
    """Build, install, use."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        run(sys.executable, "-m", "build", "--wheel", "--outdir", home, ROOT)
        (wheel,) = home.glob("*.whl")
        venv.create(home / "env", with_pip=True)
        python = home / "env" / "bin" / "python"
        run(python, "-m", "pip", "install", "--quiet", wheel)
        print(run(python, "-I", "-c", CORE), end="")
        missing = subprocess.run(  # noqa: S603 - our own command
            [home / "env" / "bin" / "gradekit", "datasets"],
            check=False,
            capture_output=True,
            text=True,
        )
        if missing.returncode != 2 or "gradekit[cli]" not in missing.stderr:  # noqa: PLR2004
            sys.exit(f"without its extra the command line says: {missing.stderr}")
        run(python, "-m", "pip", "install", "--quiet", f"{wheel}[cli]")
        print(run(home / "env" / "bin" / "gradekit", "datasets"), end="")


if __name__ == "__main__":
    main()
