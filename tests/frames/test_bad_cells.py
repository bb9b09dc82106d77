"""Cells no rule can read: a failure each, the other rows answered, and never another error."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import gradekit as gk
from gradekit.contract import EVIDENCE, SITUATIONS

GUIDE = gk.datasets.load("spine-2025")
ROWS = gk.frames.evidence(GUIDE.comparisons).head(8)
FIRST = str(ROWS.loc[0, "comparison"])
ODD: list[Any] = [
    "yes", "", "  ", "nan", "1,5", "1.5", b"x", [1], {}, {"a": 1}, (1, 2),
    10**400, 10**5000, 1 + 2j,
    dt.date(2020, 1, 1), pd.NaT, pd.Timestamp("2020-01-01"), object(), {1},
    float("inf"), "\ud800",
]  # fmt: skip
PLAIN: list[Any] = [None, pd.NA, float("nan"), 0, 1, 1.0, True, "TRUE", "Not Rated", "low", 7]
NUMBERS = [each.name for each in EVIDENCE if each.dtype == "number"]
FLAGS = ("catastrophic", "not_prohibitive", "life_threatening")


def repr_of(value: object) -> str:
    return type(value).__name__


def spoiled(frame: pd.DataFrame, column: str, value: object, place: int = 0) -> pd.DataFrame:
    cells: list[Any] = frame[column].astype(object).tolist()
    cells[place] = value
    return frame.assign(**{column: pd.Series(cells, frame.index, dtype=object)})


class TestEvidence:
    @pytest.mark.parametrize("value", [each for each in ODD if each != float("inf")], ids=repr_of)
    @pytest.mark.parametrize("column", ["value", "baseline_risk", "small", "share_low"])
    def test_no_number(self, column: str, value: object) -> None:
        frame = spoiled(ROWS, column, value, 1)
        answers, failures = gk.frames.recommend(frame, panel=GUIDE.panel, errors="collect")
        assert failures[["row", "column"]].to_numpy().tolist() == [[1, column]]
        assert answers["strength"].isna().sum() == 1
        with pytest.raises(gk.InvalidValue, match=rf"@ \$\.1\.{column}"):
            gk.frames.recommend(frame)

    @pytest.mark.parametrize("value", [True, "1.5", "0"])
    def test_refused_by_both_ways(self, value: object) -> None:
        frame = spoiled(ROWS, "value", value)
        with pytest.raises(gk.InvalidValue, match="not a number"):
            gk.frames.recommend(frame)
        with pytest.raises(gk.InvalidValue, match="not a number"):
            gk.frames.explain(frame, FIRST)

    def test_a_column_of_truths_holds_no_numbers(self) -> None:
        _, failures = gk.frames.recommend(ROWS.assign(incidence=True), errors="collect")
        assert set(failures["column"]) == {"incidence"}
        assert len(failures) == len(ROWS)

    @pytest.mark.parametrize("column", ["certainty", "kind", "balance", "unit", "outcome"])
    @pytest.mark.parametrize("value", [[1], {"a": 1}, pd.NaT, b"x", 1 + 2j], ids=repr_of)
    def test_no_word(self, column: str, value: object) -> None:
        frame = spoiled(ROWS, column, value, 2)
        answers, failures = gk.frames.recommend(frame, panel=GUIDE.panel, errors="collect")
        assert set(failures["column"]) == {column}
        assert answers["strength"].notna().any()

    def test_a_comparison_that_is_a_list(self) -> None:
        answers, failures = gk.frames.recommend(
            spoiled(ROWS, "comparison", [1]), panel=GUIDE.panel, errors="collect"
        )
        assert failures["column"].tolist() == ["comparison"]
        assert answers["strength"].isna().sum() == 1

    @pytest.mark.parametrize("column", FLAGS)
    def test_flags_as_tools_write_them(self, column: str) -> None:
        plain = ROWS.assign(**{column: False})
        expected = gk.frames.recommend(plain, panel=GUIDE.panel)
        for no in (0, 0.0, "false", "FALSE"):
            found = gk.frames.recommend(plain.assign(**{column: no}), panel=GUIDE.panel)
            pd.testing.assert_frame_equal(found, expected)

    def test_one_is_yes(self) -> None:
        yes, one = (ROWS.assign(life_threatening=each) for each in (True, 1))
        found = gk.frames.recommend(one, panel=GUIDE.panel)
        pd.testing.assert_frame_equal(found, gk.frames.recommend(yes, panel=GUIDE.panel))

    @pytest.mark.parametrize("value", ["yes", "", 2, 0.5])
    def test_no_flag(self, value: object) -> None:
        _, failures = gk.frames.recommend(spoiled(ROWS, "not_prohibitive", value), errors="collect")
        assert failures["code"].tolist() == ["not a flag"]

    @given(
        column=st.sampled_from([each.name for each in EVIDENCE]),
        value=st.sampled_from([*ODD, *PLAIN]) | st.integers() | st.floats() | st.text(max_size=4),
        place=st.integers(0, len(ROWS) - 1),
    )
    def test_anything_is_answered_or_a_failure(
        self, column: str, value: object, place: int
    ) -> None:
        frame = spoiled(ROWS, column, value, place)
        answers, failures = gk.frames.recommend(frame, panel=GUIDE.panel, errors="collect")
        assert answers["strength"].isna().any() == bool(len(failures))
        try:
            gk.frames.recommend(frame, panel=GUIDE.panel, trace=True)
        except gk.GradekitError:
            refused = True
        else:
            refused = False
        assert refused == bool(len(failures))

    def test_spellings_of_one_judgement_agree(self) -> None:
        frame = spoiled(ROWS.assign(perspective="individual"), "perspective", "Individual", 1)
        assert str(gk.frames.explain(frame, FIRST, panel=GUIDE.panel)) == "strong against"


class TestSituations:
    @given(
        column=st.sampled_from([each.name for each in SITUATIONS]),
        value=st.sampled_from([*ODD, *PLAIN]),
    )
    def test_anything_is_answered_or_a_failure(self, column: str, value: object) -> None:
        frame = spoiled(gk.testing.random_situations(3, seed=1), column, value)
        answers, failures = gk.frames.decide(frame, errors="collect")
        assert answers["strength"].isna().sum() == len(failures) <= 1


class TestNoFrame:
    @pytest.mark.parametrize("given", [None, {}, pd.Series([1]), [1], "rows.csv"], ids=repr_of)
    @pytest.mark.parametrize("errors", ["raise", "collect"])
    def test_another_type(self, given: Any, errors: Any) -> None:  # noqa: ANN401 - what is wrong
        for ask in (gk.frames.recommend, gk.frames.decide):
            with pytest.raises(gk.InvalidValue, match="expected a pandas DataFrame"):
                ask(given, errors=errors)
        with pytest.raises(gk.InvalidValue, match="not a frame"):
            gk.frames.explain(given, FIRST)

    def test_a_column_there_twice(self) -> None:
        twice = pd.concat([ROWS, ROWS[["certainty"]]], axis=1)
        with pytest.raises(gk.InvalidValue, match=r"column there twice @ \$\.certainty"):
            gk.frames.recommend(twice, errors="collect")
        found = gk.frames.recommend(pd.concat([ROWS, ROWS[[]].assign(mine=1)], axis=1))
        assert len(found)


class TestUngraded:
    def test_says_what_to_do(self) -> None:
        chosen = gk.Ungraded(type="good practice", by="panel", statement="Say so.")
        each = attrs.evolve(GUIDE[FIRST], ungraded=chosen)
        with pytest.raises(gk.UnknownReference, match=r"leave it out: .*ungraded is None"):
            gk.frames.evidence([each])
