"""Old documents stay readable; the steps between versions are taken in order."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, ClassVar

import pytest

import gradekit as gk
from gradekit.io._migrations import STEPS, current

DOCUMENTS = Path(__file__).resolve().parents[1] / "documents"
GOLDEN = sorted(DOCUMENTS.glob("v*/*.json"))


class TestGolden:
    @pytest.mark.parametrize("path", GOLDEN, ids=lambda path: f"{path.parent.name}/{path.name}")
    def test_read(self, path: Path) -> None:
        guide = gk.io.load(path)
        assert gk.io.loads(gk.io.dumps(guide)) == guide

    def test_every_version_has_some(self) -> None:
        assert {path.parent.name for path in GOLDEN} == {
            f"v{version}" for version in range(1, gk.io.SCHEMA + 1)
        }

    def test_everything_has_every_key(self) -> None:
        """A key added to the format later is optional, so it may be absent here."""
        data = json.loads((DOCUMENTS / "v1" / "everything.json").read_text(encoding="utf-8"))
        written = gk.io.to_data(gk.io.from_data(data))
        assert set(written) == set(data)
        assert len(json.dumps(written)) > 5000


class TestSteps:
    """A format of three versions, made up to try the mechanism; none of them was ever released."""

    STEPS: ClassVar[dict[int, Any]] = {
        1: lambda data: {"id": data["id"], "title": data["name"]},
        2: lambda data: {**data, "id": data["id"].lower()},
    }

    @pytest.mark.parametrize(
        ("data", "expected"),
        [
            ({"schema": 1, "id": "A", "name": "x"}, {"id": "a", "title": "x"}),
            ({"schema": 2, "id": "A", "title": "x"}, {"id": "a", "title": "x"}),
            ({"schema": 3, "id": "A"}, {"id": "A"}),
        ],
    )
    def test_taken_in_order(self, data: dict[str, Any], expected: dict[str, Any]) -> None:
        before = dict(data)
        assert current(data, steps=self.STEPS, schema=3) == expected
        assert data == before

    @pytest.mark.parametrize("schema", [0, 4, True, None, "1", 1.5, [1]])
    def test_other_versions_are_refused(self, schema: object) -> None:
        with pytest.raises(gk.DocumentError, match=r"unknown schema @ \$.schema: expected 1 to 3"):
            current({"schema": schema, "id": "x"}, steps=self.STEPS, schema=3)

    def test_newer(self) -> None:
        with pytest.raises(gk.DocumentError, match="a newer version of gradekit may read it"):
            gk.io.from_data({"schema": gk.io.SCHEMA + 1, "id": "x"})

    def test_a_step_for_every_older_version(self) -> None:
        assert sorted(STEPS) == list(range(1, gk.io.SCHEMA))
