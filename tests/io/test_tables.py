"""Workbooks and CSV folders: the same guideline, errors by sheet and cell."""

from __future__ import annotations

import csv
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

import gradekit as gk
from gradekit.io._layout import FILES, MARK, SHEETS
from gradekit.io._model import Words
from gradekit.io._rows_out import to_tables
from gradekit.io._workbook import written_workbook

GOLDEN = Path(__file__).resolve().parents[1] / "documents" / "v1"
EVERYTHING = gk.io.load(GOLDEN / "everything.json")


@pytest.fixture(scope="module")
def workbook() -> bytes:
    return written_workbook(to_tables(gk.io.to_data(EVERYTHING)))


def edited(workbook: bytes, tmp_path: Path, cells: dict[str, Any]) -> Path:
    """The workbook with some cells changed, as a person would change them."""
    book = openpyxl.load_workbook(BytesIO(workbook))
    for place, value in cells.items():
        sheet, _, cell = place.partition("!")
        book[sheet][cell] = value
    path = tmp_path / "edited.xlsx"
    book.save(path)
    return path


def cell_of(workbook: bytes, sheet: str, column: str, row: int) -> str:
    book = openpyxl.load_workbook(BytesIO(workbook))
    names = [cell.value for cell in book[sheet][1]]
    return f"{sheet}!{openpyxl.utils.get_column_letter(names.index(column) + 1)}{row}"


class TestSame:
    @pytest.mark.parametrize("name", ["x.json", "x.yaml", "x.xlsx", "x"])
    @pytest.mark.parametrize("which", ["everything", "spine-2025"])
    def test_every_format(self, tmp_path: Path, name: str, which: str) -> None:
        guide = EVERYTHING if which == "everything" else gk.datasets.load(which)
        gk.io.dump(guide, tmp_path / name)
        again = gk.io.load(tmp_path / name)
        assert again == guide
        assert gk.io.dumps(again) == gk.io.dumps(guide)

    def test_equal_bytes(self, workbook: bytes) -> None:
        assert written_workbook(to_tables(gk.io.to_data(EVERYTHING))) == workbook

    def test_a_folder_is_replaced_whole(self, tmp_path: Path) -> None:
        gk.io.dump(EVERYTHING, tmp_path / "x")
        gk.io.dump(gk.Guideline(id="small"), tmp_path / "x")
        assert [each.name for each in (tmp_path / "x").iterdir()] == ["guideline.csv"]
        assert gk.io.load(tmp_path / "x") == gk.Guideline(id="small")

    def test_every_field_has_a_column(self) -> None:
        for sheet in SHEETS:
            assert len(set(sheet.header)) == len(sheet.header), sheet.name
            assert len(sheet.name) <= 31


class TestTemplate:
    def test_sheets_and_help(self) -> None:
        book = openpyxl.load_workbook(BytesIO(gk.io.template()))
        wanted = "outcomes options evidence judgements survey votes recommendations populations"
        assert set(wanted.split()) <= set(book.sheetnames)
        for sheet in SHEETS:
            page = book[sheet.name]
            assert [cell.value for cell in page[1]] == list(sheet.header)
            assert page["A2"].value == MARK
            assert all(cell.value for cell in page[2]), sheet.name

    def test_a_drop_down_for_every_closed_set(self) -> None:
        book = openpyxl.load_workbook(BytesIO(gk.io.template()))
        for sheet in SHEETS:
            page = book[sheet.name]
            checked = {
                str(each.sqref).split(":")[0] for each in page.data_validations.dataValidation
            }
            for column in sheet.columns:
                if isinstance(column.shape, Words) and not column.spare:
                    at = sheet.header.index(column.name) + 1
                    assert f"{openpyxl.utils.get_column_letter(at)}3" in checked, column.name

    def test_drop_downs_offer_the_words(self) -> None:
        book = openpyxl.load_workbook(BytesIO(gk.io.template()))
        listed = {
            column[0].value: [cell.value for cell in column[1:] if cell.value]
            for column in book["words"].columns
        }
        assert listed["Certainty"] == ["very low", "low", "moderate", "high"]
        (check,) = (
            each
            for each in book["options"].data_validations.dataValidation
            if _named(book, each.formula1) == "OptionKind"
        )
        assert check.type == "list"

    def test_filled_in_by_hand(self, tmp_path: Path) -> None:
        path = tmp_path / "t.xlsx"
        path.write_bytes(gk.io.template())
        book = openpyxl.load_workbook(path)
        fill(book["guideline"], {"id": "mine"}, row=3)
        fill(book["populations"], {"id": "p"})
        fill(book["outcomes"], {"id": "pain", "name": "Pain", "importance": 8, "better": "lower"})
        fill(book["options"], {"id": "a", "name": "A", "kind": "Active"})
        fill(book["options"], {"id": "b", "name": "B", "kind": "inactive"}, row=4)
        fill(
            book["comparisons"],
            {"id": "c", "population": "p", "intervention": "a", "comparator": "b"},
        )
        fill(
            book["evidence"],
            {
                "comparison": "c",
                "outcome": "pain",
                "judged_effect.magnitude": "important",
                "judged_effect.favours": "intervention",
                "judged_effect.date": datetime(2025, 3, 18),  # noqa: DTZ001 - Excel knows no zones
                "certainty.published": "low",
            },
        )
        fill(book["votes"], {"comparison": "c", "strong_for": 5})
        book.save(path)
        guide = gk.io.load(path)
        row = guide["c"].evidence[0]
        assert row.judged_effect == gk.JudgedEffect("important", "intervention", date="2025-03-18")
        assert row.outcome.importance is gk.Importance.CRITICAL
        assert guide["c"].votes == gk.Votes(strong_for=5)


def _named(book: openpyxl.Workbook, formula: str) -> str | None:
    sheet, _, cells = formula.partition("!")
    if sheet != "words":
        return None
    letter = cells.split("$")[1]
    return str(book["words"][f"{letter}1"].value)


def fill(page: Worksheet, values: dict[str, Any], row: int = 3) -> None:
    names = [cell.value for cell in page[1]]
    for name, value in values.items():
        page.cell(row, names.index(name) + 1).value = value


class TestFormulas:
    TEXTS = ("=1+1", "+1", "-1", "@x", "'=1", "\tx", '=HYPERLINK("x")', "#N/A", "_x000D_", "'tis")

    @pytest.mark.parametrize("name", ["x.xlsx", "x"])
    def test_texts_stay_texts(self, tmp_path: Path, name: str) -> None:
        for text in self.TEXTS:
            guide = gk.Guideline(id="x", title=text)
            gk.io.dump(guide, tmp_path / name)
            assert gk.io.load(tmp_path / name) == guide

    def test_no_formula_in_the_workbook(self, tmp_path: Path) -> None:
        gk.io.dump(gk.Guideline(id="x", title="=1+1"), tmp_path / "x.xlsx")
        cell = openpyxl.load_workbook(tmp_path / "x.xlsx")["guideline"]["D3"]
        assert (cell.value, cell.data_type) == ("=1+1", "s")

    def test_no_formula_in_a_csv_file(self, tmp_path: Path) -> None:
        gk.io.dump(gk.Guideline(id="x", title="=1+1"), tmp_path / "x")
        with (tmp_path / "x" / "guideline.csv").open(encoding="utf-8", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert "'=1+1" in cells
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


class TestErrors:
    """Each problem names its sheet and cell, and all of them come at once."""

    @pytest.mark.parametrize(
        ("sheet", "column", "row", "value", "word"),
        [
            ("evidence", "estimate.low", 3, 9, "low above high"),
            ("evidence", "estimate.value", 3, "0,28", "write 1.5, not '1,5'"),
            ("evidence", "estimate.value", 3, date(2025, 3, 18), "a date is no number"),
            ("evidence", "outcome", 4, "pian", "unknown outcome"),
            ("evidence", "comparison", 4, "three", "unknown comparison"),
            ("evidence", "certainty.published", 5, "lowish", "'very low'"),
            ("evidence", "studies", 3, 2.5, "not a whole number"),
            ("evidence", "not_prohibitive", 3, "maybe", "not true or false"),
            ("outcomes", "id", 3, 12, "a number in a column of texts"),
            ("outcomes", "id", 3, date(2025, 1, 2), "a date in a column of texts"),
            ("outcomes", "better", 3, None, "missing key"),
            ("members", "id", 4, "m0", "duplicate id"),
            ("judgements", "nth", 3, 4, "no such row"),
            ("votes", "total", 3, 99, "votes do not add up"),
            ("importance", "outcome", 3, "nothing", "unknown outcome"),
            ("options", "components", 4, "nothing; drug", "unknown option"),
            ("guideline", "policy.voting.strong", 3, "{", "not JSON"),
            ("guideline", "policy.base", 3, "bmj", "unknown policy"),
            ("guideline", "schema", 3, 7, "unknown schema"),
            ("members", "role", 3, True, "true or false in a column of texts"),
        ],
    )
    def test_by_sheet_and_cell(  # noqa: PLR0917 - one row of the table above
        self,
        workbook: bytes,
        tmp_path: Path,
        sheet: str,
        column: str,
        row: int,
        value: object,
        word: str,
    ) -> None:
        place = cell_of(workbook, sheet, column, row)
        with pytest.raises(gk.DocumentError) as raised:
            gk.io.load(edited(workbook, tmp_path, {place: value}))
        placed = [str(each) for each in raised.value.problems if each.place == place]
        assert any(word in each for each in placed), str(raised.value)

    def test_all_at_once(self, workbook: bytes, tmp_path: Path) -> None:
        cells = {
            cell_of(workbook, "evidence", "estimate.low", 3): 9,
            cell_of(workbook, "outcomes", "better", 4): "up",
            cell_of(workbook, "votes", "total", 3): 99,
        }
        with pytest.raises(gk.DocumentError) as raised:
            gk.io.load(edited(workbook, tmp_path, cells))
        assert set(cells) <= {each.place for each in raised.value.problems}

    def test_columns_and_sheets(self, workbook: bytes, tmp_path: Path) -> None:
        book = openpyxl.load_workbook(BytesIO(workbook))
        book.create_sheet("notes")
        book["outcomes"]["B1"] = "Id"
        book["options"]["C1"] = "id"
        book.save(tmp_path / "x.xlsx")
        with pytest.raises(gk.DocumentError) as raised:
            gk.io.load(tmp_path / "x.xlsx")
        told = str(raised.value)
        assert "unknown sheet @ notes" in told
        assert "unknown column @ outcomes!B1" in told
        assert "column given twice @ options!C1" in told

    def test_second_rows(self, workbook: bytes, tmp_path: Path) -> None:
        cells = {"guideline!B4": 1, "guideline!C4": "second", "votes!B4": "one", "votes!C4": 1}
        with pytest.raises(gk.DocumentError) as raised:
            gk.io.load(edited(workbook, tmp_path, cells))
        assert {each.what for each in raised.value.problems} >= {"second guideline", "second row"}

    def test_marked_rows_are_not_read(self, workbook: bytes, tmp_path: Path) -> None:
        cells = {"outcomes!A9": "draft", "outcomes!B9": "unfinished"}
        assert gk.io.load(edited(workbook, tmp_path, cells)) == EVERYTHING

    @pytest.mark.parametrize("content", [b"", b"PK", b"PK\x03\x04" + b"\x00" * 50, b"{}"])
    def test_no_workbook(self, tmp_path: Path, content: bytes) -> None:
        (tmp_path / "x.xlsx").write_bytes(content)
        with pytest.raises(gk.DocumentError, match="not a workbook"):
            gk.io.load(tmp_path / "x.xlsx")

    def test_cut_off(self, workbook: bytes, tmp_path: Path) -> None:
        (tmp_path / "x.xlsx").write_bytes(workbook[: len(workbook) // 2])
        with pytest.raises(gk.DocumentError, match="cut off"):
            gk.io.load(tmp_path / "x.xlsx")

    def test_text_too_long_for_a_cell(self, tmp_path: Path) -> None:
        guide = gk.Guideline(id="x", title="x" * 40_000)
        with pytest.raises(gk.DocumentError, match="text too long for a cell"):
            gk.io.dump(guide, tmp_path / "x.xlsx")
        gk.io.dump(guide, tmp_path / "x")
        assert gk.io.load(tmp_path / "x") == guide


class TestCsv:
    def test_semicolons_between(self, tmp_path: Path) -> None:
        (tmp_path / "guideline.csv").write_text("schema;id;title\n1;x;a, b\n", encoding="utf-8")
        assert gk.io.load(tmp_path).title == "a, b"

    def test_decimal_comma_in_its_cell(self, tmp_path: Path) -> None:
        (tmp_path / "guideline.csv").write_text("schema;id\n1;x\n", encoding="utf-8")
        text = "id;topic;statement;value\nf;t;s;1,5\n"
        (tmp_path / "figures.csv").write_text(text, encoding="utf-8")
        with pytest.raises(gk.DocumentError) as raised:
            gk.io.load(tmp_path)
        assert str(raised.value).startswith("not a number @ figures.csv!D2: ")

    def test_wrong_encoding_unknown_file_and_open_quote(self, tmp_path: Path) -> None:
        (tmp_path / "guideline.csv").write_bytes("schema,id\n1,ä\n".encode("latin-1"))
        (tmp_path / "outcomes.csv").write_text('id,name\n"a,b\n', encoding="utf-8")
        (tmp_path / "other.csv").write_text("", encoding="utf-8")
        with pytest.raises(gk.DocumentError) as raised:
            gk.io.load(tmp_path)
        told = str(raised.value)
        assert "CSV UTF-8" in told
        assert "not CSV" in told
        assert "unknown file" in told

    def test_no_guideline_in_it(self, tmp_path: Path) -> None:
        with pytest.raises(gk.DocumentError, match="folder without a guideline"):
            gk.io.load(tmp_path)

    def test_names_of_files(self) -> None:
        assert {"guideline.csv", "evidence.csv", "votes.csv"} <= FILES
