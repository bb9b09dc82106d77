"""The commands `sweep`, `flips` and `simulate`, run as a user would."""

from __future__ import annotations

import json

import pytest
from tests.commanded import run


class TestSweep:
    def test_text(self) -> None:
        done = run("sweep", "spine-2025", "pain", "--from", "0.2", "--to", "3")
        assert (done.returncode, done.stderr) == (0, "")
        assert "axial/im-la 0.53: conditional against up to it, strong against above" in done.stdout
        assert "all 16 answers stand above 0.56 to 3 cm" in done.stdout

    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            ([], "MID of pain, above 0 to 10 cm (up to the width of the scale)"),
            (["--from", "1"], "MID of pain, 1 to 10 cm (up to the width of the scale)"),
            (
                ["--of", "estimate"],
                "estimate of pain, -10 to 10 cm (either way as far as the width of the scale)",
            ),
        ],
    )
    def test_a_range_nobody_named_is_told(self, arguments: list[str], told: str) -> None:
        done = run("sweep", "spine-2025", "pain", *arguments)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.splitlines()[0] == told

    def test_json(self) -> None:
        done = run("sweep", "spine-2025", "pain", "--from", "0.2", "--to", "3", "--format", "json")
        told = json.loads(done.stdout)
        assert [each["at"] for each in told["breakpoints"]] == [0.26, 0.49, 0.53, 0.56]
        assert told["stands"] == "above 0.56 to 3"
        assert (told["range"], told["guideline"]) == ("as given", "spine-2025")

    def test_share_of_one_comparison_in_markdown(self) -> None:
        done = run(
            *("sweep", "spine-2025", "pain", "--of", "share"),
            *("--comparison", "axial/im-la", "--format", "markdown"),
        )
        assert done.stdout.splitlines()[0].startswith("| comparison | at |")
        assert "0.5 | conditional against | conditional either | conditional for" in done.stdout

    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            (["pian", "--from", "1", "--to", "2"], "unknown outcome @ $.outcome"),
            (["pian"], "unknown outcome @ $.outcome"),
            (["pian", "--from", "2", "--to", "1"], "unknown outcome @ $.outcome"),
            (["burden", "--of", "estimate"], "no range to look at @ $.low"),
            (["pain", "--from", "2", "--to", "1"], "range without room @ $.high"),
        ],
    )
    def test_bad_input(self, arguments: list[str], told: str) -> None:
        done = run("sweep", "spine-2025", *arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert told in done.stderr


class TestFlips:
    def test_to_one_answer(self) -> None:
        done = run(
            "flips", "spine-2025", "axial/joint-rfa", "--depth", "1", "--to", "conditional for"
        )
        lines = done.stdout.splitlines()
        assert lines[0].startswith("axial/joint-rfa: strong against;")
        assert lines[1:] == [
            "  1  conditional for: share: almost none -> majority",
            "  1  conditional for: share: almost none -> nearly all",
        ]

    def test_json(self) -> None:
        done = run("flips", "spine-2025", "axial/im-la", "--depth", "1", "--format", "json")
        told = json.loads(done.stdout)
        assert (told["base"], told["depth"]) == ("strong against", 1)
        assert all(each["size"] == 1 for each in told["sets"])


class TestSimulate:
    def test_a_pipe_stays_silent(self) -> None:
        done = run("simulate", "spine-2025", "axial/im-la", "--draws", "2000", "--seed", "4")
        assert (done.returncode, done.stderr) == (0, "")
        again = run("simulate", "spine-2025", "axial/im-la", "--draws", "2000", "--seed", "4")
        assert done.stdout == again.stdout
        assert "strong against: 0.9" in done.stdout

    @pytest.mark.parametrize(
        ("arguments", "told"),
        [(["--seed", "-1"], "no seed @ $.seed"), (["--draws", "0"], "draws not counted @ $.draws")],
    )
    def test_bad_input(self, arguments: list[str], told: str) -> None:
        done = run("simulate", "spine-2025", "axial/im-la", *arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith(told)

    def test_json_names_guideline_and_policy(self) -> None:
        done = run(
            *("simulate", "spine-2025", "axial/im-la", "--draws", "100"),
            *("--format", "json", "--policy", "core-2025"),
        )
        told = json.loads(done.stdout)
        assert (told["guideline"], told["policy"]) == ("spine-2025", "core-2025")
        assert told["comparison"] == "axial/im-la"
