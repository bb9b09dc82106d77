"""Summary of findings as records: what is told, what stays empty and why."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import gradekit as gk
from gradekit.certainty import rate_certainty
from gradekit.domains import DOWN
from gradekit.report.findings import profile_sheet
from gradekit.report.profile import guideline_profiles, profile
from gradekit.report.rows import RiskStratum, RowKind


class TestAbsoluteEffects:
    """Told only where a baseline risk is recorded."""

    def test_a_ratio_at_its_baseline(self, small: gk.Guideline) -> None:
        row = profile(small["drug"]).row("mi")
        assert row.absolute is not None
        assert row.absolute.with_it is not None
        told = row.absolute.with_it.per(1000), row.absolute.difference.per(1000)
        assert [round(each.value, 6) for each in told] == [150, -50]
        assert round(told[1].low or 0, 6) == -80

    def test_the_table_says_fewer(self, small: gk.Guideline) -> None:
        sheet = profile_sheet(profile(small["drug"]))
        row = next(sheet.rows)
        assert [cell.text for cell in row[:7]] == [
            "Heart attack; 5 years",
            "10,345 (12)",
            "RR 0.75 (0.6 to 0.94)",
            "200",
            "150 (120 to 188)",
            "50 fewer (80 fewer to 12 fewer) per 1000",
            "⊕⊕⊕◯ moderate",
        ]
        assert (
            row[7].text
            == "Drug probably leads to an important reduction in heart attack (moderate certainty)."
        )

    def test_one_arm_has_none(self, small: gk.Guideline) -> None:
        row = profile(small["drug"]).row("bleeding")
        assert row.absolute is None
        assert "nobody to compare" in row.no_absolute
        cells = list(profile_sheet(profile(small["drug"])).rows)[1]
        assert cells[5].text == "— (21 per 1000 with the intervention alone)"
        assert [cells[3].text, cells[4].text] == ["—", "—"]

    def test_a_difference_without_baseline_leaves_the_arms_empty(self) -> None:
        outcome = gk.Outcome("o", "Outcome", importance="critical", better="lower")
        row = gk.Evidence(outcome, gk.Estimate("RD", -20, -30, -10, "per 1000"), certainty="low")
        found = profile(comparison(row)).row("o")
        assert found.absolute is not None
        assert (found.absolute.without, found.absolute.with_it) == (None, None)
        assert found.absolute.difference.value == pytest.approx(-0.02)
        assert "not the two risks" in found.no_absolute

    def test_the_spine_never_has_one(self, guide: gk.Guideline) -> None:
        rows = [row for each in guideline_profiles(guide) for row in each.rows]
        assert len(rows) > 60
        assert all(row.absolute is None and row.no_absolute for row in rows)

    @given(risk=st.floats(0.001, 0.5), value=st.floats(0.1, 1.9))
    def test_with_is_without_plus_difference(self, risk: float, value: float) -> None:
        outcome = gk.Outcome("o", "Outcome", importance="critical", better="lower")
        row = gk.Evidence(outcome, gk.Estimate("RR", value), baseline_risk=risk, certainty="low")
        found = profile(comparison(row)).row("o").absolute
        assert found is not None
        assert found.with_it is not None
        assert found.without == risk
        assert found.with_it.value == pytest.approx(risk + found.difference.value)
        assert found.with_it == gk.absolute_effect(gk.Estimate("RR", value), risk).intervention_risk


def comparison(*rows: gk.Evidence) -> gk.Comparison:
    return gk.Comparison(
        id="c",
        population="adults",
        intervention=gk.Option("a", "Drug", "active"),
        comparator=gk.Option("b", "Placebo", "inactive"),
        evidence=rows,
    )


class TestRows:
    """Each kind of row."""

    def test_a_critical_outcome_nobody_studied_keeps_a_row(self, small: gk.Guideline) -> None:
        row = profile(small["drug"]).row("death")
        assert (row.kind, row.certainty) == (RowKind.UNREPORTED, None)
        assert row.said == "Nothing is recorded on what drug does to death."

    def test_an_important_one_does_not(self, small: gk.Guideline) -> None:
        more = gk.Outcome("rash", "Rash", importance="important", better="lower", kind="harm")
        guide = evolve(small, outcomes=(*small.outcomes, more))
        with pytest.raises(gk.UnknownReference):
            profile(guide["drug"]).row("rash")

    def test_strata_follow_their_outcome(self, small: gk.Guideline) -> None:
        strata = (RiskStratum("mi", "low risk", 0.02), RiskStratum("mi", "high risk", 0.4))
        rows = profile(small["drug"], strata=strata).rows
        assert [row.label for row in rows[:3]] == ["", "low risk", "high risk"]
        less = [row.absolute.difference.per(1000).value for row in rows[:3] if row.absolute]
        assert [round(each, 6) for each in less] == [-50, -5, -100]
        assert {row.certainty for row in rows[:3]} == {gk.Certainty.MODERATE}

    @pytest.mark.parametrize("outcome", ["bleeding", "nothing"])
    def test_a_stratum_needs_a_relative_effect(self, small: gk.Guideline, outcome: str) -> None:
        with pytest.raises(gk.InvalidValue, match="without a relative effect"):
            profile(small["drug"], strata=(RiskStratum(outcome, "low", 0.1),))

    def test_an_impossible_stratum_is_refused_with_its_name(self, small: gk.Guideline) -> None:
        guide = evolve(
            small["drug"].evidence[0], estimate=gk.Estimate("RR", 3.0), baseline_risk=0.1
        )
        with pytest.raises(gk.GradekitError, match="very high"):
            profile(comparison(guide), strata=(RiskStratum("mi", "very high", 0.9),))

    def test_subgroups_get_rows_that_are_not_rated(self, guide: gk.Guideline) -> None:
        (found,) = [p for p in guideline_profiles(guide) if p.comparison.id == "axial/joint-rfa"]
        rows = [row for row in found.rows if row.kind is RowKind.SUBGROUP]
        assert [row.studies for row in rows] == [7, 4]
        assert all(row.certainty is None for row in rows)
        assert any("0.005" in note for note in rows[0].notes)

    def test_supporting_rows_are_marked(self) -> None:
        outcome = gk.Outcome("o", "Outcome", importance="critical", better="lower")
        rows = [
            gk.Evidence(outcome, gk.Estimate("MD", 1, unit="cm"), role=role, certainty="low")
            for role in ("deciding", "supporting")
        ]
        assert [row.kind for row in profile(comparison(*rows)).rows] == ["deciding", "supporting"]


class TestReasons:
    """Certainty comes with the reasons for it, or with what is not recorded."""

    def test_moves_are_told(self, small: gk.Guideline) -> None:
        reasons = profile(small["drug"]).row("mi").reasons
        assert reasons == (
            "Down one level for risk of bias: Unblinded trials (panel).",
            "Not judged: inconsistency, indirectness, publication bias.",
        )

    def test_nobody_judged_is_not_no_concern(self, small: gk.Guideline) -> None:
        def told(judgements: dict[str, int]) -> tuple[str, ...]:
            rows = small["drug"].evidence
            rated = evolve(rows[0], certainty=rate_certainty("RCT", judgements))
            made = evolve(small["drug"], evidence=(rated, *rows[1:]))
            return profile(made).row("mi").reasons

        named = ", ".join(each.value for each in DOWN)
        assert told({}) == (f"Starts high; not judged: {named}.",)
        assert told({each.value: 0 for each in DOWN}) == ("Starts high; no domain moved it.",)

    def test_a_published_level_says_its_reasons_are_not_known(self, guide: gk.Guideline) -> None:
        reasons = profile(guide["axial/im-la"]).row("pain").reasons
        assert "reasons for it are not recorded" in reasons[0]

    def test_the_full_profile_shows_every_domain(self, small: gk.Guideline) -> None:
        sheet = profile_sheet(profile(small["drug"]), "evidence profile")
        row = next(sheet.rows)
        told = {column.head: cell.text for column, cell in zip(sheet.columns, row, strict=True)}
        assert told["Risk of bias"] == "serious"
        assert told["Imprecision"] == "not serious"
        assert told["Inconsistency"] == "not judged"
        assert told["Importance"] == "critical"

    def test_where_only_the_level_is_known_no_domain_is_invented(self, guide: gk.Guideline) -> None:
        sheet = profile_sheet(profile(guide["axial/im-la"]), "evidence profile")
        assert [cell.text for cell in next(sheet.rows)[3:9]] == ["not recorded"] * 6

    def test_unread_figures_carry_a_footnote(self, guide: gk.Guideline) -> None:
        sheet = profile_sheet(profile(guide["radicular/drg-rf"]))
        place = sheet.footnotes.index("Nobody read this figure in its source.") + 1
        assert place in next(sheet.rows)[5].notes
        read = profile_sheet(profile(guide["axial/im-la"]))
        assert "Nobody read this figure in its source." not in read.footnotes


class TestAcrossAGuideline:
    def test_a_section_for_each_comparison(self, guide: gk.Guideline) -> None:
        sheet = profile_sheet(guideline_profiles(guide))
        assert len(sheet.sections) == 16
        assert all(section.rows for section in sheet.sections)

    def test_every_footnote_is_cited_and_every_mark_has_one(self, guide: gk.Guideline) -> None:
        for form in ("summary of findings", "evidence profile"):
            sheet = profile_sheet(guideline_profiles(guide), form)
            cited = {number for row in sheet.rows for cell in row for number in cell.notes}
            assert cited == set(range(1, len(sheet.footnotes) + 1))

    def test_an_effect_that_cannot_be_judged_says_where(self, small: gk.Guideline) -> None:
        row = evolve(small["drug"].evidence[0], baseline_risk=None)
        broken = evolve(small, comparisons=(evolve(small["drug"], evidence=(row,)),))
        with pytest.raises(gk.BaselineRiskMissing, match=r"\$\.comparisons\[0\]\.evidence\[0\]"):
            guideline_profiles(broken)
