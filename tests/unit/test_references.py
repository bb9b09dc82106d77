"""References between a guideline's lists: duplicates, and ids that name nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import gradekit as gk
from gradekit import records
from gradekit.errors import GradekitError, InvalidValue, UnknownReference

if TYPE_CHECKING:
    from tests.unit.conftest import Make

DRUG = gk.Option("drug", "Drug", "active")
PLACEBO = gk.Option("placebo", "Placebo", "inactive")
ADULTS = gk.Population("adults")
PUBLISHED = gk.PublishedRecommendation(id="r")
SUBGROUP = records.Subgroup(id="s", comparison="drug-placebo", outcome="pain", groups=())
NOTE = records.Note(id="n", topic="use", text="so")


def whole(make: Make, **changes: Any) -> gk.Guideline:  # noqa: ANN401
    """One comparison, everything registered."""
    pain = make.outcome()
    given: dict[str, Any] = {
        "id": "g",
        "outcomes": (pain,),
        "options": (DRUG, PLACEBO),
        "populations": (ADULTS,),
        "comparisons": (make.comparison(make.judged(pain, "trivial")),),
        **changes,
    }
    return gk.Guideline(**given)


class TestDuplicates:
    """4: every id, or source key, stands once in its list."""

    @pytest.mark.parametrize(
        ("name", "entries"),
        [
            ("sources", (gk.Source("x"), gk.Source("y"), gk.Source("x"))),
            ("populations", (ADULTS, gk.Population("b"), ADULTS)),
            ("options", (DRUG, PLACEBO, DRUG)),
            ("recommendations", (PUBLISHED, gk.PublishedRecommendation(id="q"), PUBLISHED)),
            ("remarks", (NOTE, records.Note(id="m", topic="", text=""), NOTE)),
        ],
    )
    def test_it(self, make: Make, name: str, entries: tuple[Any, ...]) -> None:
        with pytest.raises(InvalidValue) as raised:
            whole(make, **{name: entries})
        (problem,) = raised.value.problems
        key = "key" if name == "sources" else "id"
        assert problem.what == f"duplicate {key}"
        assert problem.place == f"$.{name}[2].{key}"
        assert "of its own" in problem.expected

    def test_the_same_id_in_two_lists_is_fine(self, make: Make) -> None:
        made = whole(make, remarks=(NOTE,), research_needs=(NOTE,))
        assert made.remarks == made.research_needs


class TestDangling:
    """4: every reference between the lists names something."""

    @pytest.mark.parametrize(
        ("name", "entries", "what", "place"),
        [
            (
                "recommendations",
                (PUBLISHED, gk.PublishedRecommendation(id="q", comparisons=("drug-placebo", "x"))),
                "comparison",
                "$.recommendations[1].comparisons[1]",
            ),
            (
                "subgroups",
                (SUBGROUP, records.Subgroup(id="t", comparison="x", outcome="pain", groups=())),
                "comparison",
                "$.subgroups[1].comparison",
            ),
            (
                "subgroups",
                (
                    SUBGROUP,
                    records.Subgroup(id="t", comparison="drug-placebo", outcome="x", groups=()),
                ),
                "outcome",
                "$.subgroups[1].outcome",
            ),
            (
                "options",
                (DRUG, PLACEBO, gk.Option("b", "B", "active", components=("drug", "x"))),
                "option",
                "$.options[2].components[1]",
            ),
            (
                "other_guidelines",
                (
                    records.OtherGuideline(
                        id="o",
                        name="NICE",
                        recommendations=(
                            PUBLISHED,
                            gk.PublishedRecommendation(id="q", comparisons=("drug-placebo", "x")),
                        ),
                    ),
                ),
                "comparison",
                "$.other_guidelines[0].recommendations[1].comparisons[1]",
            ),
        ],
    )
    def test_it(
        self, make: Make, name: str, entries: tuple[Any, ...], *, what: str, place: str
    ) -> None:
        with pytest.raises(UnknownReference) as raised:
            whole(make, **{name: entries})
        (problem,) = raised.value.problems
        assert problem.what == f"unknown {what}"
        assert problem.place == place
        assert problem.got == "'x'"
        assert problem.expected.startswith("one of '")

    def test_informed_by(self, make: Make) -> None:
        row = make.judged(make.outcome(), "trivial", informed_by=("drug-placebo", "x"))
        with pytest.raises(UnknownReference) as raised:
            whole(make, comparisons=(make.comparison(row),))
        (problem,) = raised.value.problems
        assert problem.place == "$.comparisons[0].evidence[0].informed_by[1]"

    @pytest.mark.parametrize("outcome", ["pain", "x"])
    def test_the_outcome_of_a_scenario(self, make: Make, outcome: str) -> None:
        fine = make.scenario("a")
        panel = make.survey(fine, make.scenario("b", outcome=outcome, smallest_benefit=1))
        if outcome == "pain":
            assert whole(make, panel=panel).panel is panel
            return
        with pytest.raises(UnknownReference) as raised:
            whole(make, panel=panel)
        assert raised.value.problems[0].place == "$.panel.survey.scenarios[1].outcome"

    def test_nothing_dangles(self, make: Make) -> None:
        row = make.judged(make.outcome(), "trivial", informed_by=("drug-placebo",))
        published = gk.PublishedRecommendation(id="r", comparisons=("drug-placebo",))
        other = records.OtherGuideline(id="o", name="NICE", recommendations=(published,))
        made = whole(
            make,
            comparisons=(make.comparison(row),),
            recommendations=(published,),
            subgroups=(SUBGROUP,),
            other_guidelines=(other,),
            options=(DRUG, PLACEBO, gk.Option("b", "B", "active", components=("drug",))),
            panel=gk.Panel(),
        )
        assert len(made) == 1


class TestAllAtOnce:
    """7: all problems are gathered; only unknown ids make an unknown reference."""

    def test_unknown_and_duplicate(self, make: Make) -> None:
        with pytest.raises(InvalidValue) as raised:
            whole(make, outcomes=(), remarks=(NOTE, NOTE))
        assert [each.what for each in raised.value.problems] == ["duplicate id", "unknown outcome"]

    def test_a_comparison_that_no_longer_fits(self, make: Make) -> None:
        pain = make.outcome()
        gone = gk.comparison.Within(outcomes=(make.outcome("death"),))
        made = make.comparison(
            make.judged(pain, "trivial"), within=gone, importance={"death": "limited"}
        )
        bound = whole(make, outcomes=(pain, make.outcome("death")))
        with pytest.raises(GradekitError) as raised:
            whole(make, comparisons=(made,))
        places = [each.place for each in raised.value.problems]
        assert "$.comparisons[0].importance.death" in places
        assert len(bound) == 1
