"""What every audit finding carries, in which order they come, and that nothing is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from attrs import evolve

import gradekit as gk
from gradekit.audit import Severity, audit

if TYPE_CHECKING:
    from tests.unit.audit.conftest import Check
    from tests.unit.conftest import Make


ROOT = "$.recommendations[0].comparisons[0]"


class TestFindings:
    """What every finding carries, and in which order they come."""

    check: Check

    @pytest.fixture(autouse=True)
    def _checks(self, check: Check) -> None:
        self.check = check

    def test_nothing_to_say(self, make: Make) -> None:
        assert audit(gk.Guideline(id="empty")) == ()
        good = make.comparison(
            make.judged(make.outcome(), "small", "intervention", "high", source="busse2025"),
            share=gk.Share(band="split", by="the panel"),
        )
        assert self.check.held(good, direction="either", strength="conditional", type="graded") == (
            self.check.one(
                self.check.held(good, direction="either", strength="conditional"),
                "direction.either",
            ),
        )
        nearly = evolve(good, share=gk.Share(band="nearly all", by="the panel"))
        assert self.check.held(nearly, direction="for", strength="strong") == ()

    def test_what_a_finding_carries(self, make: Make) -> None:
        made = make.comparison(
            make.judged(make.outcome(), "small", "intervention", "low"),
            share=gk.Share(band="nearly all"),
            context=gk.Context(life_threatening=False),
        )
        found = self.check.one(
            self.check.held(made, direction="for", strength="strong", source="busse2025"),
            "discordant",
        )
        assert found.code == "discordant.should-be-conditional"
        assert found.severity is Severity.WARNING
        assert found.path == ROOT
        assert found.message.startswith("rec, published strong for on drug-placebo;")
        assert [each.source for each in found.sources] == ["alexander2016", "busse2025"]
        assert found.resolve.startswith("make it conditional")

    def test_order_of_paths(self, make: Make) -> None:
        """Numbers sort as numbers: [10] after [9]."""
        bare = [make.comparison(gk.Evidence(make.outcome()), id=f"c{place}") for place in range(11)]
        paths = [each.path for each in audit(self.check.guideline(*bare))]
        assert paths == [f"$.comparisons[{place}].evidence[0]" for place in range(11)]

    def test_order_at_one_path_is_by_code(self, make: Make) -> None:
        made = make.comparison(
            make.judged(make.outcome(), "trivial", certainty="low"),
            share=gk.Share(band="almost none"),
            context=gk.Context(life_threatening=False),
        )
        found = self.check.held(made, direction="for", strength="strong", paradigm_cited=2)
        assert [each.code for each in found if each.path == ROOT] == [
            "direction.against-share",
            "discordant.should-be-conditional",
            "paradigm.claimed-not-met",
            "published.differs",
        ]
        assert list(found) == sorted(found, key=lambda each: (each.path, each.code))

    def test_nothing_is_changed(self, make: Make) -> None:
        guide = self.check.guideline(
            make.comparison(make.judged(make.outcome(), "trivial")),
            recommendations=(self.check.published(direction="for", strength="strong"),),
        )
        before = gk.io.dumps(guide)
        audit(guide)
        assert gk.io.dumps(guide) == before

    def test_another_policy(self, make: Make) -> None:
        made = make.comparison(
            make.judged(make.outcome(), "small", "intervention", "moderate", source="busse2025"),
            share=gk.Share(band="nearly all", by="the panel"),
        )
        guide = self.check.guideline(
            made, recommendations=(self.check.published(direction="for", strength="strong"),)
        )
        assert audit(guide) == ()
        strict = gk.BMJ_RAPID.evolve("strict", strong_certainty="high")
        assert self.check.coded(audit(guide, strict), "discordant")
