"""What certainty rests on, as an audit looks at it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

import gradekit as gk
from gradekit.audit import AuditFinding, audit
from gradekit.certainty import rate_certainty
from gradekit.domains import DOWN

if TYPE_CHECKING:
    from tests.unit.audit.conftest import Check
    from tests.unit.conftest import Make


class TestCertainty:
    """Certainty as recorded, and as its judgements make it."""

    check: Check

    @pytest.fixture(autouse=True)
    def _checks(self, check: Check) -> None:
        self.check = check

    def test_recorded_above_computed(self, make: Make) -> None:
        made = make.comparison(
            make.judged(make.outcome(), "small", "intervention", "low"),
            make.judged(make.outcome("sleep"), "small", "intervention", "moderate"),
            make.judged(make.harm(), "trivial", certainty="very low"),
            overall_certainty="moderate",
        )
        found = self.check.one(audit(self.check.guideline(made)), "overall")
        assert found.path == "$.comparisons[0].overall_certainty"
        assert found.message == (
            "drug-placebo: recorded moderate, computed low (lowest critical: pain, low)"
        )
        for level in ("low", "very low", None):
            assert not self.check.coded(
                audit(self.check.guideline(evolve(made, overall_certainty=level))), "overall"
            )

    def test_recorded_above_what_nobody_rated(self, make: Make) -> None:
        made = make.comparison(
            make.judged(make.outcome(), "small", "intervention", None),
            make.judged(make.outcome("sleep"), "small", "intervention", "low"),
            overall_certainty="low",
        )
        found = self.check.one(audit(self.check.guideline(made)), "overall")
        assert found.message.endswith("computed very low (lowest critical: pain, not rated)")

    def test_recorded_without_a_critical_outcome(self, make: Make) -> None:
        made = make.comparison(
            make.judged(make.harm(), "trivial", certainty="low"), overall_certainty="high"
        )
        found = self.check.one(audit(self.check.guideline(made)), "overall")
        assert found.message.endswith("computed low (lowest critical: none critical)")

    def test_rated_up_after_rated_down(self, make: Make) -> None:
        both = self.check.rated({"risk of bias": -1, "large effect": 1, "dose response": 1}, "NRSI")
        row = evolve(make.judged(make.outcome(), "trivial"), certainty=both)
        found = self.check.one(
            audit(self.check.guideline(make.comparison(row))), "rating.up-after-down"
        )
        assert (found.code, found.path) == (
            "rating.up-after-down",
            "$.comparisons[0].evidence[0].certainty",
        )
        assert found.message == (
            "Pain: rated down for risk of bias, and up for large effect, dose response"
        )

    def test_rated_one_way(self, make: Make) -> None:
        for judgements in ({"risk of bias": -1}, {"large effect": 1}, {}):
            row = evolve(
                make.judged(make.outcome(), "trivial"),
                certainty=self.check.rated(judgements, "NRSI"),
            )
            assert not self.check.coded(
                audit(self.check.guideline(make.comparison(row))), "rating.up-after-down"
            )

    def test_the_view_of_the_whole_is_no_rating_up(self, make: Make) -> None:
        whole = rate_certainty(
            "RCT", {"risk of bias": -2}, overall_adjustment=1, rationale="borderline"
        )
        row = evolve(make.judged(make.outcome(), "trivial"), certainty=whole)
        assert not self.check.coded(
            audit(self.check.guideline(make.comparison(row))), "rating.up-after-down"
        )

    def test_nor_is_it_rating_down(self, make: Make) -> None:
        whole = rate_certainty(
            "NRSI", {"large effect": 1}, overall_adjustment=-1, rationale="borderline"
        )
        row = evolve(make.judged(make.outcome(), "trivial"), certainty=whole)
        found = audit(self.check.guideline(make.comparison(row)))
        assert not self.check.coded(found, "rating.up-after-down")

    def test_domains_that_moved_nothing_are_not_named(self, make: Make) -> None:
        both = self.check.rated(
            {"risk of bias": -1, "indirectness": 0, "large effect": 1, "dose response": 0}, "NRSI"
        )
        row = evolve(make.judged(make.outcome(), "trivial"), certainty=both)
        found = self.check.one(
            audit(self.check.guideline(make.comparison(row))), "rating.up-after-down"
        )
        assert found.message == "Pain: rated down for risk of bias, and up for large effect"
        still = self.check.rated({"risk of bias": 0, "large effect": 1}, "NRSI")
        row = evolve(make.judged(make.outcome(), "trivial"), certainty=still)
        found_none = audit(self.check.guideline(make.comparison(row)))
        assert not self.check.coded(found_none, "rating.up-after-down")

    def test_an_overall_rating_is_looked_at_as_well(self, make: Make) -> None:
        both = self.check.rated({"indirectness": -1, "large effect": 2}, "NRSI")
        made = make.comparison(
            make.judged(make.outcome(), "trivial", certainty="high"), overall_certainty=both
        )
        found = self.check.one(audit(self.check.guideline(made)), "rating.up-after-down")
        assert found.path == "$.comparisons[0].overall_certainty"
        assert found.message.startswith("overall certainty: rated down for indirectness")


class TestImprecision:
    """An interval across the MID, and a certainty built without a word on imprecision."""

    check: Check

    @pytest.fixture(autouse=True)
    def _checks(self, check: Check) -> None:
        self.check = check

    def codes(
        self,
        make: Make,
        low: float,
        high: float,
        certainty: gk.CertaintyRating | str | None,
        **outcome: Any,  # noqa: ANN401
    ) -> list[AuditFinding]:
        estimate = gk.Estimate("MD", (low + high) / 2, low, high, unit="cm")
        row = gk.Evidence(make.outcome(**outcome), estimate, certainty=certainty)
        return self.check.coded(
            audit(self.check.guideline(make.comparison(row))), "rating.imprecision-not-rated"
        )

    def test_crossed_and_not_rated(self, make: Make) -> None:
        (found,) = self.codes(make, -1, 2, self.check.rated({"risk of bias": -1}))
        assert (found.code, found.path) == (
            "rating.imprecision-not-rated",
            "$.comparisons[0].evidence[0].certainty",
        )
        assert found.message == "Pain: the interval crosses 1.5 cm, imprecision is not rated"
        (both,) = self.codes(make, -2, 2, self.check.rated({}))
        assert "crosses -1.5 cm and 1.5 cm" in both.message

    def test_without_a_unit(self, make: Make) -> None:
        row = gk.Evidence(
            make.outcome(thresholds=gk.MID(1.5)),
            gk.Estimate("MD", 1, 0, 2),
            certainty=self.check.rated({}),
        )
        found = self.check.one(
            audit(self.check.guideline(make.comparison(row))), "rating.imprecision-not-rated"
        )
        assert "crosses 1.5, imprecision" in found.message

    def test_rated_down(self, make: Make) -> None:
        assert self.codes(make, -1, 2, self.check.rated({"imprecision": -1})) == []

    def test_judged_not_serious_with_and_without_a_reason(self, make: Make) -> None:
        silent = self.check.rated({"imprecision": gk.Judgement(0)})
        assert len(self.codes(make, -1, 2, silent)) == 1
        told = self.check.rated({"imprecision": gk.Judgement(0, rationale="one outlier")})
        assert self.codes(make, -1, 2, told) == []
        elsewhere = self.check.rated({"indirectness": gk.Judgement(0, rationale="same people")})
        assert len(self.codes(make, -1, 2, elsewhere)) == 1

    def test_not_crossed(self, make: Make) -> None:
        assert self.codes(make, -1, 1, self.check.rated({})) == []
        assert self.codes(make, -1, 1.5, self.check.rated({})) == []  # touching is not crossing

    def test_only_the_smallest_difference_counts(self, make: Make) -> None:
        graded = gk.Thresholds(0.5, 1.5, 3, unit="cm")
        assert self.codes(make, 1, 2, self.check.rated({}), thresholds=graded) == []
        assert len(self.codes(make, 0.2, 2, self.check.rated({}), thresholds=graded)) == 1

    def test_only_built_certainty(self, make: Make) -> None:
        assert self.codes(make, -1, 2, "moderate") == []
        assert self.codes(make, -1, 2, None) == []

    def test_without_threshold_or_estimate(self, make: Make) -> None:
        assert self.codes(make, -1, 2, self.check.rated({}), thresholds=None) == []
        row = evolve(make.judged(make.outcome(), "trivial"), certainty=self.check.rated({}))
        assert not self.check.coded(
            audit(self.check.guideline(make.comparison(row))), "rating.imprecision-not-rated"
        )


class TestNotJudged:
    """A domain nobody judged moves nothing, and an audit says that nobody looked."""

    check: Check

    @pytest.fixture(autouse=True)
    def _checks(self, check: Check) -> None:
        self.check = check

    def found(
        self,
        make: Make,
        rating: gk.CertaintyRating | str | None,
        importance: str = "critical",
        **changes: Any,  # noqa: ANN401
    ) -> list[AuditFinding]:
        pain = make.outcome(importance=importance)
        row = evolve(make.judged(pain, "trivial", **changes), certainty=rating)
        found = audit(self.check.guideline(make.comparison(row)))
        return self.check.coded(found, "rating.domain-not-judged")

    def test_names_them(self, make: Make) -> None:
        (found,) = self.found(make, self.check.rated({"risk of bias": -1, "imprecision": 0}))
        assert found.path == "$.comparisons[0].evidence[0].certainty"
        assert found.severity == "warning"
        assert found.message == (
            "Pain: certainty is moderate, and nobody judged inconsistency, indirectness, "
            "publication bias"
        )

    @pytest.mark.parametrize(
        ("importance", "changes", "severity"),
        [
            ("critical", {}, "warning"),
            ("critical", {"role": "supporting"}, "note"),
            ("important", {}, "note"),
            ("limited", {}, "note"),
        ],
    )
    def test_graver_where_it_decides(
        self, make: Make, importance: str, changes: dict[str, Any], *, severity: str
    ) -> None:
        (found,) = self.found(make, self.check.rated({}), importance, **changes)
        assert found.severity == severity

    def test_all_judged(self, make: Make) -> None:
        judged = self.check.rated({each.value: 0 for each in DOWN})
        assert self.found(make, judged) == []

    def test_a_level_alone(self, make: Make) -> None:
        assert self.found(make, "moderate") == []
        assert self.found(make, None) == []


class TestUnsourced:
    """A bare level that can open strong says what it rests on, or is told."""

    check: Check

    @pytest.fixture(autouse=True)
    def _checks(self, check: Check) -> None:
        self.check = check

    def found(
        self,
        make: Make,
        certainty: Any,  # noqa: ANN401
        policy: gk.Policy | None = None,
        **changes: Any,  # noqa: ANN401
    ) -> list[AuditFinding]:
        burden = make.outcome(importance="important", kind="burden")
        row = evolve(make.judged(burden, "small", "comparator", **changes), certainty=certainty)
        found = audit(self.check.guideline(make.comparison(row)), policy)
        return self.check.coded(found, "rating.unsourced")

    def test_told(self, make: Make) -> None:
        (found,) = self.found(make, "high")
        assert found.path == "$.comparisons[0].evidence[0].certainty"
        assert found.severity == "warning"
        assert found.message == "Pain: certainty is high, and nothing says why"

    @pytest.mark.parametrize(
        ("level", "policy", "told"),
        [
            ("low", {}, False),
            ("moderate", {}, True),
            ("moderate", {"strong_certainty": "high"}, True),
            ("moderate", {"certain_harm": "high"}, True),
            ("moderate", {"strong_certainty": "high", "certain_harm": "high"}, False),
            ("low", {"certain_harm": "low"}, True),
        ],
    )
    def test_what_can_open_strong(
        self, make: Make, level: str, policy: dict[str, str], *, told: bool
    ) -> None:
        given: dict[str, Any] = {**policy}
        used = gk.BMJ_RAPID.evolve("ours", **given)
        assert bool(self.found(make, level, used)) is told

    def test_what_says_why(self, make: Make) -> None:
        assert not self.found(make, None)
        assert not self.found(make, gk.PublishedCertainty("high", "busse2025"))
        assert not self.found(make, gk.PublishedCertainty("high", note="plain to see"))
        assert self.found(make, gk.PublishedCertainty("high", note=" "))
        assert not self.found(make, gk.rate_certainty("RCT", {}))
        assert not self.found(make, "high", source="busse2025")
        assert not self.found(make, "high", role="supporting")
