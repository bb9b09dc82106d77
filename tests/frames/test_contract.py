"""The column contract in the documentation is the one in the code."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import gradekit as gk
from gradekit import frames
from gradekit.contract import ANSWERS, FAILURES, markdown
from gradekit.testing import random_evidence, random_situations

PAGE = (Path(__file__).parents[2] / "docs" / "frames.md").read_text(encoding="utf-8")


class TestPage:
    @pytest.mark.parametrize("columns", [frames.SITUATIONS, frames.EVIDENCE])
    def test_current(self, columns: tuple[frames.Column, ...]) -> None:
        assert markdown(columns) in PAGE, "run: python tools/frames.py"

    def test_answers_and_failures_are_told(self) -> None:
        for name in (*dict(ANSWERS), *FAILURES):
            assert f"`{name}`" in PAGE


class TestTable:
    """The table is what the functions go by."""

    def test_answers(self) -> None:
        assert list(frames.decide(random_situations(1, seed=1))) == [n for n, _ in ANSWERS[:5]]
        assert list(frames.recommend(random_evidence(1, seed=1))) == [n for n, _ in ANSWERS]

    def test_every_required_column_is_asked_for(self) -> None:
        for columns, function in (
            (frames.SITUATIONS, frames.decide),
            (frames.EVIDENCE, frames.recommend),
        ):
            with pytest.raises(gk.InvalidValue) as caught:
                function(pd.DataFrame({"comparison": []}))
            asked = {problem.path[0] for problem in caught.value.problems}
            required = {each.name for each in columns if each.absent is None}
            assert asked == required - {"comparison"}

    def test_names_are_told_once(self) -> None:
        for columns in (frames.SITUATIONS, frames.EVIDENCE):
            names = [each.name for each in columns]
            assert len(set(names)) == len(names)


class TestRandomFrames:
    """The same for everybody from the same seed, in the columns of the contract."""

    @pytest.mark.parametrize("made", [random_situations, random_evidence])
    def test_seed(self, made: type) -> None:
        pd.testing.assert_frame_equal(made(30, seed=4), made(30, seed=4))
        assert not made(30, seed=4).equals(made(30, seed=5))
        assert len(made(0, seed=1)) == 0

    @pytest.mark.parametrize("made", [random_situations, random_evidence])
    def test_not_a_count(self, made: type) -> None:
        with pytest.raises(gk.InvalidValue, match=r"not a count @ \$.n"):
            made(-1, seed=1)

    def test_columns(self) -> None:
        assert list(random_situations(1, seed=1)) == [each.name for each in frames.SITUATIONS]
        assert set(random_evidence(1, seed=1)) < {each.name for each in frames.EVIDENCE}
