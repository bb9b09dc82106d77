"""Core GRADE 4, figure 5: at most one level."""

# ruff: noqa: FBT001 - three-valued facts, not switches

from __future__ import annotations

import pytest

import gradekit as gk
from gradekit.domains.publication_bias import Suspicion, suggest


def kind(found: gk.Suggestion, rule: str) -> str:
    (step,) = found.trace.find(f"publication_bias.{rule}")
    return step.kind.value


class TestFlowchart:
    @pytest.mark.parametrize(
        ("small", "studies", "pooled", "asymmetry", "unpublished", "level", "rule"),
        [
            (True, None, None, None, None, -1, "small_and_industry"),
            (True, 20, True, False, False, -1, "small_and_industry"),
            (None, 20, True, True, True, None, "small_and_industry"),
            (False, 10, True, True, False, -1, "asymmetry"),
            (False, 10, True, False, True, 0, "asymmetry"),
            (False, 10, True, None, True, None, "asymmetry"),
            (False, None, True, True, True, None, "asymmetry"),
            (False, 10, None, True, True, None, "asymmetry"),
            (False, None, None, True, True, None, "asymmetry"),
            (False, 9, None, True, False, 0, "unpublished"),
            (False, 9, True, True, True, -1, "unpublished"),
            (False, 9, True, True, None, None, "unpublished"),
            (False, 10, False, True, False, 0, "unpublished"),
            (False, None, False, True, True, -1, "unpublished"),
            (False, 0, False, None, True, -1, "unpublished"),
        ],
    )
    def test_every_path(  # noqa: PLR0917 - a row of the table
        self,
        small: bool | None,
        studies: int | None,
        pooled: bool | None,
        asymmetry: bool | None,
        unpublished: bool | None,
        level: int | None,
        rule: str,
    ) -> None:
        found = suggest(
            small_and_industry=small,
            studies=studies,
            pooled=pooled,
            asymmetry=asymmetry,
            unpublished=unpublished,
        )
        assert (found.level, found.rule) == (level, f"publication_bias.{rule}")
        states = {None: "missing input", 0: "not fired", -1: "fired"}
        assert kind(found, rule) == states[level]

    def test_missing_is_named(self) -> None:
        assert suggest(small_and_industry=False, studies=3).reason == (
            "not recorded: unpublished studies documented"
        )
        assert suggest(small_and_industry=False).reason == "not recorded: studies, pooled"

    def test_the_number_of_studies_can_be_moved(self) -> None:
        found = suggest(small_and_industry=False, studies=8, pooled=True, asymmetry=True, enough=8)
        assert (found.level, found.rule) == (-1, "publication_bias.asymmetry")

    def test_reasons(self) -> None:
        assert "industry" in suggest(small_and_industry=True).reason
        few = suggest(small_and_industry=False, studies=2, unpublished=True)
        assert few.reason == "unpublished studies are documented"
        none = suggest(small_and_industry=False, studies=2, unpublished=False)
        assert none.reason == "no unpublished studies are documented"


def test_words() -> None:
    assert [each.level for each in Suspicion] == [0, -1]


def test_classic_is_judged() -> None:
    found = suggest(small_and_industry=True, edition="classic")
    assert (found.level, found.consider, found.rule) == (
        None,
        (0, -1),
        "publication_bias.judgement",
    )


def test_a_count_is_not_negative() -> None:
    with pytest.raises(gk.InvalidValue, match="negative count"):
        suggest(studies=-1)
