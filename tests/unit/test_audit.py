"""The table of audit rules, and the audits of the worked guidelines."""

from __future__ import annotations

import pytest
from attrs import evolve

import gradekit as gk
from gradekit.audit import AUDIT_RULES, AuditFinding, Severity, audit
from gradekit.library import LIBRARY
from gradekit.trace import Rule


@pytest.fixture(scope="module")
def guide() -> gk.Guideline:
    return gk.datasets.load("spine-2025")


@pytest.fixture(scope="module")
def others() -> gk.Guideline:
    return gk.datasets.load("spine-table1")


def coded(findings: tuple[AuditFinding, ...], code: str) -> list[AuditFinding]:
    return [each for each in findings if each.code == code]


class TestRules:
    """The table of rules is itself sound."""

    def test_codes_are_stable(self) -> None:
        assert [rule.id for rule in AUDIT_RULES] == [
            "discordant.paradigm",
            "discordant.evidence-misrated",
            "discordant.good-practice",
            "discordant.only-in-research",
            "discordant.should-be-conditional",
            "discordant.unexplained",
            "paradigm.claimed-not-met",
            "paradigm.claimed-not-recorded",
            "published.differs",
            "published.not-compared",
            "direction.against-share",
            "direction.against-evidence",
            "direction.either",
            "votes.below-rule",
            "overall.above-computed",
            "rating.up-after-down",
            "rating.imprecision-not-rated",
            "rating.domain-not-judged",
            "rating.unsourced",
            "outcome.critical-missing",
            "outcome.threshold-missing",
            "outcome.unit-missing",
            "effect.cannot-be-judged",
            "importance.override-unexplained",
            "secondary.disagree",
            "judgement.unsigned",
            "survey.gap",
            "survey.overlap",
            "survey.contradiction",
            "ungraded.condition-not-met",
            "ungraded.condition-not-recorded",
            "citation.unknown",
            "citation.unchecked",
            "evidence.informed-by-cycle",
        ]

    def test_each_has_a_sentence_a_source_and_a_way_out(self) -> None:
        for rule in AUDIT_RULES:
            assert isinstance(rule, Rule)
            assert rule.source.source in LIBRARY
            assert rule.sentence.endswith(".")
            assert rule.resolve

    def test_what_contradicts_the_document_is_an_error(self) -> None:
        errors = {rule.id for rule in AUDIT_RULES if rule.severity is Severity.ERROR}
        assert errors == {
            "effect.cannot-be-judged",
            "survey.contradiction",
            "citation.unknown",
            "evidence.informed-by-cycle",
        }
        notes = {rule.id for rule in AUDIT_RULES if rule.severity is Severity.NOTE}
        assert notes == {
            "discordant.paradigm",
            "discordant.good-practice",
            "discordant.only-in-research",
            "published.not-compared",
            "direction.either",
            "judgement.unsigned",
            "survey.gap",
            "survey.overlap",
            "citation.unchecked",
        }


class TestDatasets:
    """The worked guideline, and what others recommend on the same evidence."""

    def test_spine_2025_has_no_error(self, guide: gk.Guideline) -> None:
        findings = audit(guide)
        assert not [each for each in findings if each.severity is Severity.ERROR]
        assert {each.code for each in findings} == {
            "citation.unchecked",
            "discordant.paradigm",
            "outcome.critical-missing",
            "survey.gap",
        }
        assert len(coded(findings, "discordant.paradigm")) == 11
        assert len(coded(findings, "outcome.critical-missing")) == 4

    def test_table_1_speaks_about_the_same_evidence(
        self, guide: gk.Guideline, others: gk.Guideline
    ) -> None:
        ours = {each["id"]: each for each in gk.io.to_data(guide)["comparisons"]}
        for each in gk.io.to_data(others)["comparisons"]:
            assert ours[each["id"]] == each
        listed = [each for other in guide.other_guidelines for each in other.recommendations]
        assert others.recommendations == tuple(listed)
        linked = {name for each in listed for name in each.comparisons}
        assert {each.id for each in others} == linked
        assert others.panel is not None
        assert guide.panel is not None
        assert others.panel.survey == guide.panel.survey
        assert others.title
        assert others.remarks[0].id == "what-this-is"

    def test_every_strong_for_differs_and_the_share_is_named(self, others: gk.Guideline) -> None:
        findings = {(each.code, each.path): each for each in audit(others)}
        assert not [each for each in findings.values() if each.severity is Severity.ERROR]
        strong = [
            (place, each)
            for place, each in enumerate(others.recommendations)
            if (each.direction, each.strength) == ("for", "strong")
        ]
        assert len(strong) == 7
        bands: dict[str, str] = {}
        for place, each in strong:
            if not each.comparisons:
                assert ("published.not-compared", f"$.recommendations[{place}]") in findings
            for nth, name in enumerate(each.comparisons):
                at = f"$.recommendations[{place}].comparisons[{nth}]"
                message = findings["published.differs", at].message
                assert f"{each.id}, published strong for; suggested strong against" in message
                bands[name] = message.split("published answer: ")[1]
        none = "none; were it nearly all, certainty would bind"
        assert bands == {
            "axial/joint-la": none,
            "axial/joint-steroid": "nearly all",
            "axial/joint-la-steroid": none,
            "axial/joint-rfa": none,
        }

    def test_what_agrees_is_not_found(self, others: gk.Guideline) -> None:
        differs = {each.path for each in audit(others) if each.code == "published.differs"}
        against = [
            place
            for place, each in enumerate(others.recommendations)
            if each.direction == "against"
        ]
        assert against
        assert not [
            path
            for path in differs
            for place in against
            if path.startswith(f"$.recommendations[{place}]")
        ]

    @pytest.mark.parametrize("name", ["spine-2025", "spine-table1"])
    def test_the_order_of_the_options_finds_nothing_else(self, name: str) -> None:
        guide = gk.datasets.load(name)
        turned = evolve(
            guide,
            comparisons=tuple(gk.swap(each) for each in guide),
            recommendations=tuple(
                each if each.direction is None else evolve(each, direction=each.direction.mirror)
                for each in guide.recommendations
            ),
        )
        there, back = ([(each.code, each.path) for each in audit(made)] for made in (guide, turned))
        assert there == back
