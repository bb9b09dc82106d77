"""What `import gradekit as gk` offers."""

from __future__ import annotations

import inspect

import pytest

import gradekit as gk
from gradekit.words import Word

# Values people read and do not make: what a function returns, errors, the parts of a trace.
READ = {
    "AbsoluteEffect",
    "AuditFinding",
    "Ceiling",
    "CertaintyRating",
    "Classification",
    "Decision",
    "Finding",
    "Recommendation",
    "Reproduction",
    "PolicyComparison",
    "OverallCertainty",
    "Paradigm",
    "Step",
    "Suggestion",
    "Trace",
}


class TestNames:
    """3, 4: names only, each there, each told."""

    def test_every_name_is_there(self) -> None:
        for name in gk.__all__:
            assert getattr(gk, name) is not None

    def test_sorted_and_each_once(self) -> None:
        assert dir(gk) == sorted(set(gk.__all__))

    def test_everything_public_says_what_it_is(self) -> None:
        for name in gk.__all__:
            made = getattr(gk, name)
            if inspect.isclass(made) or inspect.isfunction(made) or inspect.ismodule(made):
                assert inspect.getdoc(made), name

    def test_another_name(self) -> None:
        with pytest.raises(AttributeError, match="no attribute 'recomend'"):
            gk.recomend  # noqa: B018

    def test_what_people_make_or_call_shows_how(self) -> None:
        without = [
            name
            for name in set(gk.__all__) - READ
            if (inspect.isclass(made := getattr(gk, name)) or inspect.isfunction(made))
            and not (isinstance(made, type) and issubclass(made, Word | gk.GradekitError))
            and "Example:\n" not in (inspect.getdoc(made) or "")
        ]
        assert sorted(without) == []
