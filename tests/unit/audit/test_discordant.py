"""Strong on low or very low certainty, and the paradigms a source cites."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

import gradekit as gk
from gradekit.audit import AuditFinding

if TYPE_CHECKING:
    from tests.unit.audit.conftest import Check
    from tests.unit.conftest import Make


class TestDiscordant:
    """M 1: strong on low or very low certainty, in the class that is recorded."""

    check: Check

    @pytest.fixture(autouse=True)
    def _checks(self, check: Check) -> None:
        self.check = check

    def low(self, make: Make, **changes: Any) -> gk.Comparison:  # noqa: ANN401
        given: dict[str, Any] = {
            "share": gk.Share(band="nearly all"),
            "context": gk.Context(life_threatening=False),
            **changes,
        }
        return make.comparison(make.judged(make.outcome(), "small", "intervention", "low"), **given)

    def classes(self, made: gk.Comparison, **changes: Any) -> list[str]:  # noqa: ANN401
        given = {"direction": "for", "strength": "strong", **changes}
        return [
            each.code.split(".")[1]
            for each in self.check.coded(self.check.held(made, **given), "discordant")
        ]

    @pytest.mark.parametrize("level", ["moderate", "high"])
    def test_not_on_moderate_or_better(self, make: Make, level: str) -> None:
        made = self.low(make, overall_certainty=None)
        sure = evolve(made, evidence=(evolve(made.evidence[0], certainty=level),))
        assert self.classes(sure) == []

    @pytest.mark.parametrize("strength", ["conditional", None])
    def test_only_strong(self, make: Make, strength: str | None) -> None:
        assert self.classes(self.low(make), strength=strength) == []

    def test_paradigm(self, make: Make) -> None:
        made = self.low(make, context=gk.Context(life_threatening=True))
        findings = self.check.held(made, direction="for", strength="strong")
        found = self.check.one(findings, "discordant")
        assert found.code == "discordant.paradigm"
        assert "met: paradigm 1 (" in found.message
        assert found.message.endswith("cited in the source: none")
        assert "bmjopen2017" in [each.source for each in found.sources]
        assert not self.check.coded(findings, "published")
        cited = self.check.one(
            self.check.held(made, direction="for", strength="strong", paradigm_cited=1),
            "discordant",
        )
        assert cited.message.endswith("cited in the source: 1")

    def test_should_be_conditional(self, make: Make) -> None:
        assert self.classes(self.low(make)) == ["should-be-conditional"]

    def test_in_the_other_direction_the_same_evidence_has_another_class(self, make: Make) -> None:
        """Burden known at high certainty: paradigm 2 permits strong against, not for."""
        made = make.comparison(
            make.judged(make.outcome(), "trivial", certainty="low"),
            make.judged(make.harm(kind="burden"), "important", "comparator", "high"),
            context=gk.Context(life_threatening=True),
            share=gk.Share(band="split"),
        )
        assert self.classes(made, direction="against") == ["paradigm"]
        assert self.classes(made, direction="for") == ["should-be-conditional"]

    def test_unexplained_where_a_condition_is_not_recorded(self, make: Make) -> None:
        made = self.low(make, context=gk.Context())
        found = self.check.one(
            self.check.held(made, direction="for", strength="strong"), "discordant"
        )
        assert found.code == "discordant.unexplained"
        assert "X is Drug, Y is Placebo" in found.message
        assert "paradigm 1: the situation is life-threatening (" in found.message
        against = self.check.one(
            self.check.held(made, direction="against", strength="strong"), "discordant"
        )
        assert against.code == "discordant.should-be-conditional"

    def test_unexplained_where_a_critical_outcome_is_not_rated(self, make: Make) -> None:
        """Not rated counts as very low; whether it is, nobody knows."""
        made = make.comparison(
            make.judged(make.outcome(), "small", "intervention", None),
            context=gk.Context(life_threatening=False),
        )
        found = self.check.one(
            self.check.held(made, direction="for", strength="strong"), "discordant"
        )
        assert found.code == "discordant.unexplained"
        assert found.message.endswith("certainty: pain")

    def test_a_recorded_overall_certainty_settles_what_is_not_rated(self, make: Make) -> None:
        made = make.comparison(
            make.judged(make.outcome(), "trivial", certainty=None),
            context=gk.Context(life_threatening=False),
            overall_certainty="low",
        )
        assert self.classes(made) == ["should-be-conditional"]
        assert self.classes(evolve(made, overall_certainty=None)) == ["unexplained"]
        bare = make.comparison(
            make.judged(make.harm(importance="limited"), "trivial"),
            context=gk.Context(life_threatening=False),
            overall_certainty="low",
        )
        assert self.classes(bare) == ["should-be-conditional"]
        assert self.classes(evolve(bare, overall_certainty=None)) == ["unexplained"]

    def test_a_missing_threshold_leaves_it_open_all_the_same(self, make: Make) -> None:
        row = gk.Evidence(
            make.outcome(thresholds=None), gk.Estimate("MD", -4, unit="cm"), certainty="low"
        )
        made = make.comparison(row, context=gk.Context(life_threatening=False))
        for recorded in (None, "low"):
            assert self.classes(evolve(made, overall_certainty=recorded)) == ["unexplained"]

    def test_no_evidence_is_very_low_and_no_excuse(self, make: Make) -> None:
        made = make.comparison(
            gk.Evidence(make.outcome()), context=gk.Context(life_threatening=False)
        )
        assert self.classes(made) == ["should-be-conditional"]

    @pytest.mark.parametrize("direction", [None, "either"])
    def test_unexplained_without_a_direction(self, make: Make, direction: str | None) -> None:
        made = self.low(make, context=gk.Context(life_threatening=True))
        assert self.classes(made, direction=direction) == ["unexplained"]

    def test_options_are_named_from_the_published_direction(self, make: Make) -> None:
        made = make.comparison(
            make.judged(make.outcome(), "small", "comparator", "low"), context=gk.Context()
        )
        found = self.check.one(
            self.check.held(made, direction="against", strength="strong"), "discordant"
        )
        assert "X is Placebo, Y is Drug" in found.message

    def test_evidence_misrated_is_a_claim(self, make: Make) -> None:
        made = self.low(make, overall_certainty="moderate")
        found = self.check.one(
            self.check.held(made, direction="for", strength="strong"), "discordant"
        )
        assert found.code == "discordant.evidence-misrated"
        assert "recorded moderate overall certainty" in found.message
        assert "compute to low" in found.message
        assert self.classes(self.low(make, overall_certainty="low")) == ["should-be-conditional"]

    @pytest.mark.parametrize("kind", ["good practice", "only in research"])
    def test_statements_that_are_not_graded(self, make: Make, kind: str) -> None:
        made = self.low(make)
        assert self.classes(made, type=kind, strength=None) == [kind.replace(" ", "-")]
        found = self.check.one(self.check.held(made, type=kind, direction="for"), "discordant")
        assert found.message == f"rec, {kind} statement on drug-placebo; overall certainty low"
        sure = evolve(made, evidence=(evolve(made.evidence[0], certainty="moderate"),))
        assert self.classes(sure, type=kind, strength=None) == []

    def test_no_statement(self, make: Make) -> None:
        assert self.classes(self.low(make), type="none", strength=None, direction=None) == []


class TestClaimedParadigm:
    """M 1: a claim not met and a claim not recorded are kept apart."""

    check: Check

    @pytest.fixture(autouse=True)
    def _checks(self, check: Check) -> None:
        self.check = check

    def claims(self, made: gk.Comparison, **changes: Any) -> list[AuditFinding]:  # noqa: ANN401
        given = {"direction": "for", "strength": "strong", **changes}
        return self.check.coded(self.check.held(made, **given), "paradigm")

    def made(self, make: Make, *, threatening: bool | None) -> gk.Comparison:
        return make.comparison(
            make.judged(make.outcome(), "small", "intervention", "low"),
            context=gk.Context(life_threatening=threatening),
        )

    def test_met(self, make: Make) -> None:
        assert self.claims(self.made(make, threatening=True), paradigm_cited=1) == []

    def test_none_cited(self, make: Make) -> None:
        assert self.claims(self.made(make, threatening=False)) == []

    def test_not_met(self, make: Make) -> None:
        (found,) = self.claims(self.made(make, threatening=False), paradigm_cited=1)
        assert found.code == "paradigm.claimed-not-met"
        assert found.message.endswith(
            "not met: the situation is life-threatening (the situation is life-threatening = False)"
        )
        assert found.message.startswith(
            "rec cites paradigm 1, published strong for on drug-placebo"
        )

    def test_not_recorded(self, make: Make) -> None:
        (found,) = self.claims(self.made(make, threatening=None), paradigm_cited=1)
        assert found.code == "paradigm.claimed-not-recorded"
        assert found.message.endswith(
            "not recorded: the situation is life-threatening "
            "(the situation is life-threatening = not recorded)"
        )

    def test_what_is_not_met_is_not_called_not_recorded(self, make: Make) -> None:
        (found,) = self.claims(
            self.made(make, threatening=None), paradigm_cited=1, direction="against"
        )
        assert found.code == "paradigm.claimed-not-met"
        assert "benefit of X" in found.message
        assert "life-threatening" not in found.message

    @pytest.mark.parametrize("direction", [None, "either"])
    def test_without_a_direction(self, make: Make, direction: str | None) -> None:
        made = self.made(make, threatening=True)
        (found,) = self.claims(made, paradigm_cited=1, direction=direction)
        assert found.code == "paradigm.claimed-not-recorded"
        assert "none is stated" in found.message
