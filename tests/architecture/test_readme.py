"""The README's two commands: a reader may copy them, and the continuous integration runs one."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
RUN = ROOT / ".ci" / "run"

BLOCK = re.compile(r"^<!-- command: (\w+) -->\n```bash\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FOREIGN = re.compile(
    r"""
    ://                                       # an address
    | (?<![\w.])(?:/|~|\$HOME)                # a path that starts outside the project
    | \b[A-Za-z]:\\                           # the same, on Windows
    | --(?:index-url|extra-index-url|find-links|trusted-host|proxy|cert)\b
    | (?:^|\s)-[if]\b                         # the short forms of the same
    | \b(?:[\w-]+\.)+(?:com|org|net|io|dev|local|internal)\b
    | \blocalhost\b | \b\d{1,3}(?:\.\d{1,3}){3}\b
    """,
    re.VERBOSE,
)


def commands() -> dict[str, str]:
    return dict(BLOCK.findall(README.read_text(encoding="utf-8")))


def run(script: Path) -> subprocess.CompletedProcess[str]:
    bash = shutil.which("bash")
    assert bash is not None
    return subprocess.run(
        [bash, str(script), "--print-command"], capture_output=True, check=False, text=True
    )


@pytest.mark.parametrize("name", ["try", "test"])
class TestEachCommand:
    def test_is_there_once(self, name: str) -> None:
        text = README.read_text(encoding="utf-8")
        assert name in commands()
        assert text.count(f"<!-- command: {name} -->") == 1

    def test_is_one_line(self, name: str) -> None:
        (line,) = commands()[name].splitlines()
        assert line.strip() == line
        assert ";" not in shlex.split(line)
        assert not line.endswith("\\")

    def test_sets_itself_up(self, name: str) -> None:
        first, *_ = commands()[name].split(" && ")
        assert first == "python3 -m venv --clear --without-pip .venv"

    def test_names_no_host_or_machine_path(self, name: str) -> None:
        assert FOREIGN.search(commands()[name]) is None


@pytest.mark.parametrize(
    "text",
    [
        "pip install --index-url x .",
        "pip install -i x .",
        "curl https://example",
        "pip install pkg@git.example.org",
        "/usr/bin/python3 -m venv .venv",
        "cd ~/gradekit",
        "cd $HOME",
        "PATH='/opt' pytest",
        "ping 10.0.0.1",
    ],
)
def test_a_host_or_machine_path_is_noticed(text: str) -> None:
    assert FOREIGN.search(text) is not None


def test_the_ci_script_extracts_the_test_command() -> None:
    done = run(RUN)
    assert (done.returncode, done.stdout, done.stderr) == (0, commands()["test"], "")


@pytest.mark.parametrize(
    "readme",
    [
        "# Nothing\n",
        "<!-- command: test -->\n",
        "<!-- command: test -->\n\ntext\n\n```bash\ntrue\n```\n",
        "<!-- command: test -->\n```bash\ntrue\n",
        "<!-- command: try -->\n```bash\ntrue\n```\n",
    ],
)
def test_the_ci_script_says_when_the_block_is_missing(readme: str, tmp_path: Path) -> None:
    (tmp_path / ".ci").mkdir()
    script = Path(shutil.copy(RUN, tmp_path / ".ci" / "run"))
    (tmp_path / "README.md").write_text(readme, encoding="utf-8")
    done = run(script)
    assert (done.returncode, done.stdout) == (1, "")
    assert "README.md has no fenced block" in done.stderr
