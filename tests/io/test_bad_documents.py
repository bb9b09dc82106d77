"""Bad documents: a clear error, exit 2, nothing written; never a traceback."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.commanded import run

import gradekit as gk
from gradekit.io import _files
from gradekit.io._problems import MOST

GOLDEN = Path(__file__).resolve().parents[1] / "documents" / "v1"


def everything() -> dict[str, Any]:
    data: dict[str, Any] = json.loads((GOLDEN / "everything.json").read_text(encoding="utf-8"))
    return data


def problems(text: str, form: str = "json") -> str:
    with pytest.raises(gk.DocumentError) as raised:
        gk.io.loads(text, form)
    return str(raised.value)


class TestNumbers:
    """A number stays the number that was written, or is refused."""

    @pytest.mark.parametrize("form", ["json", "yaml"])
    @pytest.mark.parametrize(
        ("written", "word"),
        [
            ("1e400", "number too large"),
            ("1e-400", "number with too many digits"),
            ("0.1234567890123456789", "number with too many digits"),
            ("1e-99999999999999999999", "number with too many digits"),
            ("9007199254740993", "number with too many digits"),
            ("1" * 5000, "not readable"),
            ("0." + "1" * 5000, "number too long"),
        ],
    )
    def test_refused(self, form: str, written: str, word: str) -> None:
        text = '{"schema": 1, "id": "x", "figures": [{"id": "f", "topic": "", "statement": "", '
        assert word in problems(text + f'"value": {written}}}]}}', form)

    def test_kept(self) -> None:
        data = everything()
        for value in (0.1 + 0.2, 1e-300, 5e-324, 3, 3.0, -0.0, 2**53 - 1):
            data["figures"][0]["value"] = value
            data["figures"][0]["low"] = data["figures"][0]["high"] = None
            for form in ("json", "yaml"):
                text = gk.io.dumps(gk.io.from_data(data), form)
                assert repr(gk.io.loads(text, form).figures[0].value) == repr(value)

    def test_decimal_comma_and_date(self) -> None:
        data = everything()
        data["figures"][0].update(value="1,5", low="2025-03-18")
        told = problems(json.dumps(data))
        assert "not a number @ $.figures[0].value: expected a number; got '1,5'; write 1.5" in told
        assert "$.figures[0].low: expected a number; got '2025-03-18'; a date is no number" in told


class TestYaml:
    """YAML says what JSON says; what YAML would make of a text, it does not make here."""

    def test_texts_stay_texts(self) -> None:
        text = (
            "schema: 1\nid: no\ntitle: 2025-03-18\nremarks:\n- {id: 012, topic: 1_000, text: 1:30}"
        )
        guide = gk.io.loads(text, "yaml")
        note = guide.remarks[0]
        assert (guide.id, guide.title) == ("no", "2025-03-18")
        assert (note.id, note.topic, note.text) == ("012", "1_000", "1:30")

    @pytest.mark.parametrize(
        ("text", "word"),
        [
            ("", "empty"),
            ("schema: 1\nid: 1e3", "not text"),
            ("schema: 1\nid: 7", "not text"),
            ("schema: 1\nid: x\nid: y", "duplicate key"),
            ("schema: 1\nid: &a x\ntitle: *a", "alias"),
            ("schema: 1\nid: !!python/name:os.system x", "tagged value"),
            ("schema: 1\nid: !!binary aGk=", "tagged value"),
            ("!x {schema: 1}", "tagged value"),
            ("schema: 1\nid: .nan", "not a number"),
            ("? [a]\n: b", "key that is not text"),
            ("1: 2", "key that is not text"),
            ("a: 1\n---\nb: 2", "not one document"),
            ("a: [1", "not YAML"),
            ('a: "\\x"', "not YAML"),
            ("%YAML 9", "not YAML"),
            ("[" * 5000, "nested too deeply"),
            ("a: " * 50, "not YAML"),
            ("\x00", "not YAML"),
        ],
    )
    def test_refused(self, text: str, word: str) -> None:
        assert word in problems(text, "yaml")

    def test_place_in_the_text(self) -> None:
        assert "line 3, column 1" in problems("schema: 1\nid: x\nid: y", "yaml")


class TestStructure:
    def test_truncated(self) -> None:
        text = (GOLDEN / "everything.json").read_text(encoding="utf-8")
        assert "may have been cut off" in problems(text[: len(text) // 2])

    @pytest.mark.parametrize("depth", [60, 400, 5000])
    def test_deep_junk(self, depth: int) -> None:
        assert "$" in problems('{"schema": 1, "id": ' + "[" * depth + "]" * depth + "}")

    def test_deep_trace(self) -> None:
        step: dict[str, Any] = {
            "rule": {"id": "r", "sentence": "s", "source": {"source": "x"}},
            "kind": "fired",
        }
        for _ in range(2000):
            step = {**step, "children": [step]}
        data = everything()
        data["comparisons"][0]["evidence"][0]["certainty"]["trace"] = {"steps": [step]}
        with pytest.raises(gk.DocumentError, match="nested too deeply"):
            gk.io.from_data(data)

    def test_circular_data(self) -> None:
        data: dict[str, Any] = {"schema": 1, "id": "x"}
        data["remarks"] = [data]
        with pytest.raises(gk.DocumentError):
            gk.io.from_data(data)

    def test_a_million_problems_are_not_told_one_by_one(self) -> None:
        data = {"schema": 1, "id": "x", "comparisons": [0] * 1_000_000}
        with pytest.raises(gk.DocumentError) as raised:
            gk.io.from_data(data)
        assert len(raised.value.problems) == MOST + 2
        assert raised.value.problems[-1].what == "more problems"

    def test_unknown_keys_in_number(self) -> None:
        data = {"schema": 1, "id": "x", **{f"k{n}": n for n in range(5000)}}
        with pytest.raises(gk.DocumentError) as raised:
            gk.io.from_data(data)
        assert len(raised.value.problems) == MOST + 1

    def test_unknown_option_among_many_names_the_nearest(self) -> None:
        options = [{"id": f"o{n}", "name": "", "kind": "active"} for n in range(1000)]
        comparison = {
            "id": "c",
            "population": "p",
            "intervention": "o12345",
            "comparator": "o1",
            "evidence": [],
        }
        data = {"schema": 1, "id": "x", "options": options, "comparisons": [comparison]}
        with pytest.raises(gk.DocumentError, match="one of 1000, such as 'o"):
            gk.io.from_data({**data, "populations": [{"id": "p"}]})


class TestFiles:
    def test_wrong_encoding(self, tmp_path: Path) -> None:
        for ending in ("json", "yaml"):
            file = tmp_path / f"x.{ending}"
            file.write_bytes('{"schema": 1, "id": "ä"}'.encode("latin-1"))
            with pytest.raises(gk.DocumentError, match="not UTF-8"):
                gk.io.load(file)

    def test_byte_order_mark(self, tmp_path: Path) -> None:
        file = tmp_path / "x.json"
        file.write_bytes(b'\xef\xbb\xbf{"schema": 1, "id": "x"}')
        assert gk.io.load(file).id == "x"

    def test_too_large(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(_files, "LARGEST", 2**20)
        file = tmp_path / "x.json"
        file.write_bytes(b" " * (2**20 + 1))
        with pytest.raises(gk.DocumentError, match="too large"):
            gk.io.load(file)

    @pytest.mark.parametrize(
        "name", ["x.txt", "x", "x.json.gz", "nul\x00.json", "x" * 5000 + ".json"]
    )
    def test_names(self, tmp_path: Path, name: str) -> None:
        with pytest.raises(gk.DocumentError):
            gk.io.load(tmp_path / name)

    def test_a_failed_write_leaves_the_old_file(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, guide: gk.Guideline
    ) -> None:
        file = tmp_path / "x.json"
        file.write_text("old", encoding="utf-8")

        def broken(*_: object) -> None:
            raise OSError(28, "no space")

        monkeypatch.setattr(Path, "replace", broken)
        with pytest.raises(gk.DocumentError, match="cannot be written"):
            gk.io.dump(guide, file)
        assert file.read_text(encoding="utf-8") == "old"
        assert [each.name for each in tmp_path.iterdir()] == ["x.json"]

    def test_keeps_the_rights_of_the_file(self, tmp_path: Path, guide: gk.Guideline) -> None:
        file = tmp_path / "x.json"
        file.write_text("old", encoding="utf-8")
        file.chmod(0o600)
        gk.io.dump(guide, file)
        assert file.stat().st_mode & 0o777 == 0o600

    def test_unprintable_text_is_not_written(self, tmp_path: Path) -> None:
        guide = gk.Guideline(id="x", title="\ud800")
        for name in ("x.json", "x.yaml", "x.xlsx", "folder"):
            with pytest.raises(gk.DocumentError):
                gk.io.dump(guide, tmp_path / name)
        assert list(tmp_path.iterdir()) == []

    def test_a_folder_with_other_files_is_left_alone(
        self, tmp_path: Path, guide: gk.Guideline
    ) -> None:
        (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
        with pytest.raises(gk.DocumentError, match="folder in use"):
            gk.io.dump(guide, tmp_path)
        assert [each.name for each in tmp_path.iterdir()] == ["notes.txt"]


class TestCommands:
    def test_convert_there_and_back(self, tmp_path: Path) -> None:
        (tmp_path / "a.json").write_text(
            (GOLDEN / "everything.json").read_text(encoding="utf-8"), encoding="utf-8"
        )
        for before, after in (("a.json", "b.yaml"), ("b.yaml", "c.xlsx"), ("c.xlsx", "d")):
            done = run("convert", before, after, cwd=tmp_path)
            assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        done = run("convert", "d", "e.json", cwd=tmp_path)
        assert done.returncode == 0
        assert gk.io.load(tmp_path / "e.json") == gk.io.load(tmp_path / "a.json")

    def test_bad_document_writes_nothing(self, tmp_path: Path) -> None:
        (tmp_path / "a.json").write_text('{"schema": 1}', encoding="utf-8")
        done = run("convert", "a.json", "b.xlsx", cwd=tmp_path)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == "missing key @ $.id: expected a value; got nothing\n"
        assert [each.name for each in tmp_path.iterdir()] == ["a.json"]

    def test_template_once(self, tmp_path: Path) -> None:
        assert run("template", "t.xlsx", cwd=tmp_path).returncode == 0
        before = (tmp_path / "t.xlsx").read_bytes()
        done = run("template", "t.xlsx", cwd=tmp_path)
        assert done.returncode == 2
        assert "file exists" in done.stderr
        assert (tmp_path / "t.xlsx").read_bytes() == before
        assert "guideline!" in run("recommend", "t.xlsx", cwd=tmp_path).stderr

    def test_schema(self, tmp_path: Path) -> None:
        done = run("schema", cwd=tmp_path)
        assert json.loads(done.stdout) == gk.io.json_schema()

    def test_diff(self, tmp_path: Path) -> None:
        data = json.loads(gk.datasets.text("spine-2025"))
        data["comparisons"][0]["evidence"][0]["estimate"]["value"] = 0.5
        del data["panel"]["survey"]
        (tmp_path / "b.json").write_text(json.dumps(data), encoding="utf-8")
        done = run("diff", "spine-2025", "b.json", "--exit-code", cwd=tmp_path)
        assert done.returncode == 1
        assert "evidence[pain, deciding].estimate.value: 0.28 -> 0.5" in done.stdout
        assert "axial/im-la: strong against -> no recommendation" in done.stdout
        told = json.loads(
            run("diff", "spine-2025", "b.json", "--format", "json", cwd=tmp_path).stdout
        )
        assert {each["area"] for each in told["changes"]} == {"evidence", "judgements"}
        assert run("diff", "b.json", "b.json", cwd=tmp_path).stdout == "No changes.\n"
        assert (
            "| place | before | after |"
            in run("diff", "spine-2025", "b.json", "--format", "markdown", cwd=tmp_path).stdout
        )
