"""What was written reads back as the same guideline, in every format."""

from __future__ import annotations

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import gradekit as gk
from gradekit.io._csv import parse_csv, written_folder
from gradekit.io._rows_in import from_tables
from gradekit.io._rows_out import Tables, to_tables
from gradekit.io._workbook import read_workbook, written_workbook

slow = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None
)


def from_csv(files: dict[str, bytes]) -> gk.Guideline:
    rows = {
        name.removesuffix(".csv"): list(parse_csv(content.decode(), name))
        for name, content in files.items()
    }
    read = from_tables(Tables(rows, ".csv"))
    assert not read.problems, "\n".join(map(str, read.problems))
    return gk.io.from_data(read.data)


class TestEveryGuideline:
    """Any guideline at all, with every field of the model."""

    @slow
    @given(data=st.data())
    def test_json(
        self, any_guideline: st.SearchStrategy[gk.Guideline], data: st.DataObject
    ) -> None:
        guideline = data.draw(any_guideline)
        text = gk.io.dumps(guideline)
        again = gk.io.loads(text)
        assert again == guideline
        assert gk.io.dumps(again) == text  # traces included, which equality leaves out

    @slow
    @given(data=st.data())
    def test_yaml(
        self, any_guideline: st.SearchStrategy[gk.Guideline], data: st.DataObject
    ) -> None:
        guideline = data.draw(any_guideline)
        again = gk.io.loads(gk.io.dumps(guideline, "yaml"), "yaml")
        assert gk.io.dumps(again) == gk.io.dumps(guideline)
        assert again == guideline

    @slow
    @given(data=st.data())
    def test_csv(self, any_guideline: st.SearchStrategy[gk.Guideline], data: st.DataObject) -> None:
        guideline = data.draw(any_guideline)
        again = from_csv(written_folder(to_tables(gk.io.to_data(guideline))))
        assert gk.io.dumps(again) == gk.io.dumps(guideline)
        assert again == guideline

    @settings(slow, max_examples=10)
    @given(data=st.data())
    def test_workbook(
        self, any_guideline: st.SearchStrategy[gk.Guideline], data: st.DataObject
    ) -> None:
        guideline = data.draw(any_guideline)
        content = written_workbook(to_tables(gk.io.to_data(guideline)))
        read = from_tables(read_workbook(content))
        assert not read.problems, "\n".join(map(str, read.problems))
        again = gk.io.from_data(read.data)
        assert again == guideline
        # Excel has no 1.0 beside 1, so the forms of numbers are compared as numbers.
        assert json.loads(gk.io.dumps(again)) == json.loads(gk.io.dumps(guideline))
