"""Named variants side by side, and those prepared for the worked guideline."""

from __future__ import annotations

import pytest
from attrs import evolve

import gradekit as gk
from gradekit.sensitivity import PREPARED, Scenarios, Variant, prepared, scenarios
from gradekit.sensitivity.edits import SetMid, SetShare
from gradekit.sensitivity.recorded import BLINDED, UNBLINDED


@pytest.fixture(scope="module")
def table() -> Scenarios:
    loaded = gk.datasets.load("spine-2025")
    return scenarios(loaded, prepared(loaded))


class TestScenarios:
    def test_functions_lists_and_variants(self, guide: gk.Guideline) -> None:
        found = scenarios(
            guide,
            {
                "a function": lambda each: evolve(each, panel=None),
                "two": [SetMid("pain", 0.5), SetShare("majority", ["axial/im-la"])],
                "a variant": Variant(supposes="nothing", does_not_show="anything"),
            },
        )
        assert len(found.parting["a function"]) == 11
        assert found.parting["two"] == {
            "axial/im-la": "conditional for",
            "radicular/epidural-steroid": "conditional against",
        }
        assert found.not_computed == ("a variant",)
        frame = found.frame()
        assert list(frame.columns) == ["as it stands", "a function", "two"]
        assert len(frame) == 16

    def test_the_guideline_itself_is_not_changed(self, guide: gk.Guideline) -> None:
        before = guide.recommend()
        scenarios(guide, prepared(guide))
        assert [str(each) for each in guide.recommend()] == [str(each) for each in before]

    def test_refused(self, guide: gk.Guideline) -> None:
        with pytest.raises(gk.InvalidValue, match="name taken"):
            scenarios(guide, {"as it stands": SetMid("pain", 1)})
        with pytest.raises(gk.UnknownReference, match="unknown comparison"):
            scenarios(guide, {"x": SetShare("majority", ["axial/im"])})
        with pytest.raises(gk.UnknownReference, match="unknown outcome"):
            scenarios(guide, {"x": SetMid("pian", 1)})


class TestPrepared:
    def test_every_objection_that_has_a_what_if_is_there(self, guide: gk.Guideline) -> None:
        followed = {each.objection for each in PREPARED["spine-2025"]} - {None}
        assert {each.id for each in guide.objections} - followed == {"letter-retraction"}

    def test_each_says_what_it_does_not_show_and_where_it_is_from(
        self, guide: gk.Guideline
    ) -> None:
        keys = {each.key for each in guide.sources}
        for name, variant in prepared(guide).items():
            assert variant.does_not_show, name
            assert variant.source is not None, name
            assert variant.source.source in keys, name

    def test_one_without_edits_supposes_nothing(self, guide: gk.Guideline) -> None:
        for name, variant in prepared(guide).items():
            assert bool(variant.supposes) is variant.computed, name

    def test_figures_are_those_of_the_dataset(self, guide: gk.Guideline) -> None:
        (subgroup,) = guide.subgroups
        groups = {each.id: each.estimate for each in subgroup.groups}
        assert (groups["unblinded"], groups["blinded"]) == (UNBLINDED, BLINDED)

    def test_answers(self, table: Scenarios) -> None:
        moved = table.parting
        assert moved["letter: pooling"] == {}
        assert len(moved["letter: preferences, most"]) == 16
        assert set(moved["letter: preferences, most"].values()) == {"conditional for"}
        rfa = "axial/joint-rfa"
        assert moved["radiofrequency, unblinded"] == {}
        assert moved["radiofrequency, unblinded, low"] == {rfa: "conditional against"}
        assert moved["radiofrequency, unblinded, moderate"] == {rfa: "conditional for"}
        assert moved["radiofrequency, blinded, moderate"] == {}
        assert moved["sciatica, to three months"] == {}
        assert moved["harms trivial"] == moved["harms moderate"] == {}
        assert len(moved["chain: burden at low certainty"]) == 16

    def test_what_nobody_rated_gives_no_recommendation(self, table: Scenarios) -> None:
        assert set(table.parting["letter: omitted trial"].values()) == {"no recommendation"}

    def test_not_computed(self, table: Scenarios) -> None:
        assert "letter: technical fidelity" in table.not_computed
        assert "letter: technical fidelity: not computed" in str(table)
        assert not set(table.not_computed) & set(table.answers)

    def test_rows_carry_the_limits(self, table: Scenarios) -> None:
        for row in table.rows():
            if row["variant"] != "as it stands":
                assert row["does_not_show"]
                assert row["source"]

    def test_another_guideline(self) -> None:
        with pytest.raises(gk.UnknownReference, match="no variants prepared"):
            prepared(gk.Guideline(id="mine"))

    def test_a_guideline_without_the_objection(self, guide: gk.Guideline) -> None:
        with pytest.raises(gk.UnknownReference, match="objection not recorded"):
            prepared(evolve(guide, objections=()))
