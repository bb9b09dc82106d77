"""A guideline built from lists comes back equal, and one text is never taken for several."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import gradekit as gk
from gradekit.records import Note


@pytest.fixture
def listed() -> gk.Guideline:
    every: Any = list  # what mypy would refuse and people write
    scenario = gk.Scenario(
        "s", benefit="none", benefit_certainties=["low"], harm_certainties=["low"],
        share=gk.Share(band="minority"),
    )  # fmt: skip
    member = gk.Member("m", "clinician", conflicts=every(("fees", "shares")))
    parts = [gk.Option(each, each, "active") for each in "ab"]
    both = gk.Option("both", "both", "active", components=every(("a", "b")))
    return gk.Guideline(
        id="g",
        populations=every([gk.Population("p", "people", exclusions=every(("children",)))]),
        options=every([*parts, both]),
        panel=gk.Panel(every([member]), gk.Survey(every([scenario]))),
        remarks=every([Note(id="n", topic="n", text="Words.", about=every(("a",)))]),
    )


class TestLists:
    @pytest.mark.parametrize("form", ["json", "yaml"])
    def test_texts(self, listed: gk.Guideline, form: str) -> None:
        assert gk.io.loads(gk.io.dumps(listed, form), form) == listed

    @pytest.mark.parametrize("name", ["g.xlsx", "folder"])
    def test_tables(self, listed: gk.Guideline, tmp_path: Path, name: str) -> None:
        gk.io.dump(listed, tmp_path / name)
        assert gk.io.load(tmp_path / name) == listed

    def test_they_are_kept_as_tuples(self, listed: gk.Guideline) -> None:
        assert listed.panel is not None
        assert listed.panel.survey is not None
        kept = (
            listed.panel.members, listed.panel.survey.scenarios, listed.panel.members[0].conflicts,
            listed.populations[0].exclusions, listed.options[2].components,
            listed.remarks[0].about,
        )  # fmt: skip
        assert {type(each) for each in kept} == {tuple}

    def test_one_text_is_not_several(self) -> None:
        bare: Any = "abc"
        for make, name in (
            (lambda: gk.Member("m", "clinician", conflicts=bare), "conflicts"),
            (lambda: gk.Population("p", exclusions=bare), "exclusions"),
            (lambda: gk.Option("o", "o", "active", components=bare), "components"),
        ):
            with pytest.raises(gk.InvalidValue, match=rf"several @ \$\.{name}.*brackets"):
                make()

    def test_an_entry_that_is_no_text(self) -> None:
        wrong: Any = ["fees", 1]
        with pytest.raises(gk.InvalidValue, match=r"not text @ \$\.conflicts\[1\]"):
            gk.Member("m", "clinician", conflicts=wrong)


class TestPaths:
    def test_an_empty_one(self, listed: gk.Guideline) -> None:
        with pytest.raises(gk.DocumentError, match="an empty path"):
            gk.io.load("")
        with pytest.raises(gk.DocumentError, match="an empty path"):
            gk.io.dump(listed, "")

    @pytest.mark.parametrize("name", ["x.json", "x"])
    def test_a_folder_that_is_not_there(
        self, listed: gk.Guideline, tmp_path: Path, name: str
    ) -> None:
        target = tmp_path / "nowhere" / name
        with pytest.raises(gk.DocumentError, match="an existing folder") as caught:
            gk.io.dump(listed, target)
        assert f"{target}: " in str(caught.value)
        assert ".part" not in str(caught.value)
