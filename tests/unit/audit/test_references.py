"""Citations and circles, as an audit looks at them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

import gradekit as gk
from gradekit.audit import AuditFinding, audit
from gradekit.sources import Parameter

if TYPE_CHECKING:
    from tests.unit.audit.conftest import Check
    from tests.unit.conftest import Make


class TestCitations:
    """Citations that lead nowhere, and figures nobody read."""

    check: Check

    @pytest.fixture(autouse=True)
    def _checks(self, check: Check) -> None:
        self.check = check

    def test_unknown(self, make: Make) -> None:
        row = make.judged(make.outcome(source="nowhere1"), "trivial", source="nowhere2")
        made = make.comparison(
            row,
            share=gk.Share(0.9, source=gk.Citation("nowhere3", "p 4")),
            importance={"pain": gk.ImportanceOverride("critical", "same")},
        )
        guide = self.check.guideline(
            made,
            recommendations=(self.check.published(source="nowhere4"),),
            policy=gk.BMJ_RAPID.evolve("ours", majority=Parameter(0.6, gk.Citation("nowhere5"))),
        )
        found = self.check.coded(audit(guide), "citation.unknown")
        assert [(each.path, each.message.split("'")[1]) for each in found] == [
            ("$.comparisons[0].evidence[0].source", "nowhere2"),
            ("$.comparisons[0].share.source", "nowhere3"),
            ("$.outcomes[0].source", "nowhere1"),
            ("$.policy.majority.source", "nowhere5"),
            ("$.recommendations[0].source", "nowhere4"),
        ]
        known = tuple(gk.Source(f"nowhere{number}") for number in range(1, 6))
        assert not self.check.coded(audit(evolve(guide, sources=known)), "citation.unknown")

    def test_in_an_override_s_company(self, make: Make) -> None:
        """Mappings are looked through as well."""
        judgement = gk.Judgement(
            -1, suggestion=gk.Suggestion(-1, rule="r", reason="x", source=gk.Citation("nowhere"))
        )
        row = evolve(
            make.judged(make.outcome(), "trivial"),
            certainty=self.check.rated({"indirectness": judgement}),
        )
        found = self.check.one(
            audit(self.check.guideline(make.comparison(row))), "citation.unknown"
        )
        assert found.path == (
            "$.comparisons[0].evidence[0].certainty.moves[0].judgement.suggestion.source"
        )

    def test_known_to_the_library_or_set_by_the_user(self, make: Make) -> None:
        row = make.judged(make.outcome(), "trivial", source="acip")
        policy = gk.BMJ_RAPID.evolve("ours", nearly_all=0.95)
        guide = self.check.guideline(make.comparison(row), policy=policy)
        assert not self.check.coded(audit(guide), "citation.unknown")

    def unread(self, make: Make, *rows: gk.Evidence, **changes: Any) -> list[AuditFinding]:  # noqa: ANN401
        sources = (gk.Source("read"), gk.Source("unread", checked=False, note="behind a wall"))
        comparison = make.comparison(*rows, **changes.pop("comparison", {}))
        guide = self.check.guideline(comparison, sources=sources, **changes)
        return self.check.coded(audit(guide), "citation.unchecked")

    def test_of_a_row(self, make: Make) -> None:
        recalled = gk.Citation("read", "table 2", checked=False, note="recalled")
        (found,) = self.unread(make, make.judged(make.outcome(), "trivial", source=recalled))
        assert found.path == "$.comparisons[0].evidence[0].source"
        assert found.message == "Pain: not read in read; recalled"
        assert recalled in found.sources
        assert self.unread(make, make.judged(make.outcome(), "trivial", source="read")) == []

    def test_of_a_source(self, make: Make) -> None:
        (found,) = self.unread(make, make.judged(make.outcome(), "trivial", source="unread"))
        assert found.message == "Pain: not read in unread; behind a wall"
        bare = gk.Citation("elsewhere", checked=False)
        (found,) = self.unread(make, make.judged(make.outcome(), "trivial", source=bare))
        assert found.message == "Pain: not read in elsewhere"

    def test_a_checked_source_keeps_its_note_to_itself(self, make: Make) -> None:
        sources = (gk.Source("noted", note="abstract only"),)
        row = make.judged(make.outcome(), "trivial", source=gk.Citation("noted", checked=False))
        found = self.check.one(
            audit(self.check.guideline(make.comparison(row), sources=sources)), "citation"
        )
        assert found.message == "Pain: not read in noted"

    def test_of_certainty_threshold_and_share(self, make: Make) -> None:
        pain = make.outcome(thresholds=gk.MID(1.5, unit="cm", source="unread"))
        row = gk.Evidence(
            pain,
            gk.Estimate("MD", 1, unit="cm"),
            certainty=gk.PublishedCertainty("high", "unread"),
            source="read",
        )
        found = self.unread(
            make,
            row,
            comparison={
                "share": gk.Share(band="majority", source="unread"),
                "overall_certainty": gk.PublishedCertainty("high", "unread"),
            },
        )
        assert [each.path for each in found] == [
            "$.comparisons[0].evidence[0].certainty.source",
            "$.comparisons[0].overall_certainty.source",
            "$.comparisons[0].share.source",
            "$.outcomes[0].thresholds.source",
        ]

    def test_a_threshold_without_an_estimate_decides_nothing(self, make: Make) -> None:
        pain = make.outcome(thresholds=gk.MID(1.5, unit="cm", source="unread"))
        assert self.unread(make, make.judged(pain, "trivial")) == []

    def test_what_does_not_decide_is_left_alone(self, make: Make) -> None:
        rows = (
            make.judged(make.outcome(), "trivial"),
            make.judged(
                make.outcome(), "small", "intervention", role="supporting", source="unread"
            ),
            make.judged(make.harm("itch", importance="limited"), "trivial", source="unread"),
        )
        assert self.unread(make, *rows) == []

    def test_once_for_a_register(self, make: Make) -> None:
        pain = make.outcome(thresholds=gk.MID(1.5, unit="cm", source="unread"))
        row = gk.Evidence(pain, gk.Estimate("MD", 1, unit="cm"), certainty="high")
        guide = self.check.guideline(
            make.comparison(row, id="a"),
            make.comparison(row, id="b"),
            sources=(gk.Source("unread", checked=False),),
        )
        assert len(self.check.coded(audit(guide), "citation")) == 1

    def test_cut_offs_where_the_share_is_a_number(self, make: Make) -> None:
        row = make.judged(make.outcome(), "trivial")
        found = self.unread(make, row, comparison={"share": gk.Share(0.95)})
        assert [each.path for each in found] == ["$.policy"]
        assert found[0].message.startswith(
            "cut-offs of shares in policy bmj-rapid: nearly_all = 0.9: not read in zeng2023, "
        )
        assert "; majority = 0.5: not read in whotable" in found[0].message
        assert {each.source for each in found[0].sources} >= {"zeng2023", "whotable"}
        assert self.unread(make, row, comparison={"share": gk.Share(band="majority")}) == []

    def test_cut_offs_are_the_policy_s_to_change(self, make: Make) -> None:
        """Whoever wrote the guideline did not write the default, and is told what they can do."""
        rows = make.judged(make.outcome(), "trivial")
        made = [make.comparison(rows, id=name, share=gk.Share(0.95)) for name in ("a", "b")]
        (found,) = self.check.coded(audit(self.check.guideline(*made)), "citation.unchecked")
        assert "policy.evolve(" in found.resolve
        assert "mark it checked" not in found.resolve
        read = gk.BMJ_RAPID.evolve(
            "ours",
            nearly_all=gk.Parameter(0.9, gk.Citation("acip", "p 1")),
            majority=gk.Parameter(0.5, gk.Citation("acip", "p 1")),
        )
        guide = self.check.guideline(*made, policy=read)
        assert not self.check.coded(audit(guide), "citation.unchecked")
        half = gk.BMJ_RAPID.evolve("half", majority=gk.Parameter(0.5, gk.Citation("acip")))
        (found,) = self.check.coded(
            audit(self.check.guideline(*made, policy=half)), "citation.unchecked"
        )
        assert "majority" not in found.message

    def test_of_the_scenario_that_matched(self, make: Make) -> None:
        row = make.judged(make.outcome(), "small", "intervention", "high")
        others = make.scenario("other", benefit_certainties=["low"], source="unread")
        used = make.scenario("used", source="unread")
        found = self.unread(make, row, panel=make.survey(others, used))
        assert [(each.path, each.message.split(":")[0]) for each in found] == [
            ("$.panel.survey.scenarios[1].source", "share in scenario used")
        ]

    def test_not_of_a_comparison_without_an_answer(self, make: Make) -> None:
        row = gk.Evidence(make.outcome(), gk.Estimate("MD", 1, unit="kg"), source="unread")
        assert self.unread(make, row) == []


class TestCycles:
    """Comparisons that are said to inform one another in a circle."""

    check: Check

    @pytest.fixture(autouse=True)
    def _checks(self, check: Check) -> None:
        self.check = check

    def guide(self, make: Make, **informed: str) -> gk.Guideline:
        return self.check.guideline(
            *(
                make.comparison(
                    make.judged(make.outcome(), "trivial", informed_by=tuple(names)), id=name
                )
                for name, names in informed.items()
            )
        )

    def circles(self, make: Make, **informed: str) -> list[tuple[str, str]]:
        found = self.check.coded(audit(self.guide(make, **informed)), "evidence")
        return [(each.path, each.message) for each in found]

    def test_none(self, make: Make) -> None:
        assert self.circles(make, a="bc", b="c", c="") == []

    def test_of_one(self, make: Make) -> None:
        assert self.circles(make, a="", b="b") == [("$.comparisons[1]", "in a circle: b")]

    def test_each_once_and_only_its_members(self, make: Make) -> None:
        assert self.circles(make, x="a", a="by", b="c", c="a", d="e", e="d", y="") == [
            ("$.comparisons[1]", "in a circle: a, b, c"),
            ("$.comparisons[4]", "in a circle: d, e"),
        ]
