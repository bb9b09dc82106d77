"""The explanation: a value of sections and lines, printed as text or Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import pytest

import gradekit as gk
from gradekit.comparison import Within
from gradekit.errors import InvalidValue
from gradekit.explanation import Explanation, Section, explain
from gradekit.sources import Citation
from gradekit.voting import VOTING_RULES
from gradekit.wording import Line

if TYPE_CHECKING:
    from tests.unit.conftest import Make

SMALL = Explanation("A *b*", "Suggested: x", (Section("One_", (Line("a<"), Line("b", 1))),))


def said(made: gk.Comparison, title: str, policy: gk.Policy | None = None) -> list[str]:
    """The lines of one section; its title need only begin so."""
    sections = gk.recommend(made, policy).explanation.sections
    (section,) = [each for each in sections if each.title.startswith(title)]
    return [line.text for line in section.lines]


def titles(made: gk.Comparison) -> list[str]:
    return [each.title.split(" ")[0] for each in gk.recommend(made).explanation.sections]


class TestPrinted:
    """1: text or Markdown; a document's own marks act on neither."""

    def test_text(self) -> None:
        assert SMALL.printed() == "A *b*\nSuggested: x\n\nOne_\n  a<\n    b"

    def test_markdown(self) -> None:
        expected = "# A \\*b\\*\n\n**Suggested: x**\n\n## One\\_\n\n- a&lt;\n  - b"
        assert SMALL.printed("markdown") == expected

    def test_within_a_page(self, make: Make) -> None:
        answer = gk.recommend(make.comparison(share=gk.Share(0.2, rationale="word " * 60)))
        whole, folded = answer.explain(), answer.explain(width=100)
        assert max(map(len, whole.splitlines())) > 300
        assert max(map(len, folded.splitlines())) <= 100
        assert " ".join(folded.split()) == " ".join(whole.split())
        # What goes on stands further in than what it belongs to, so it cannot pass for an answer.
        lines = folded.splitlines()
        (first,) = [nth for nth, line in enumerate(lines) if "rationale:" in line]
        assert lines[first + 1].startswith(" " * 8 + "word")

    @pytest.mark.parametrize("form", ["text", "markdown"])
    def test_a_line_stays_a_line(self, form: str) -> None:
        sneaky = Explanation("a\nSuggested: y", "x", (Section("S", (Line("a\n\n# b\nc"),)),))
        lines = sneaky.printed(form).splitlines()
        assert not any(line.lstrip("# ").startswith(("Suggested: y", "b", "c")) for line in lines)

    def test_another_form(self) -> None:
        with pytest.raises(InvalidValue, match=r"unknown form @ \$\.form") as raised:
            SMALL.printed("word")
        assert raised.value.problems[0].expected == "'text' or 'markdown'"


class TestHead:
    """The answer in a sentence, with what bound, opened or hindered it."""

    @pytest.mark.parametrize(
        ("share", "votes", "certainty", "words"),
        [
            (gk.Share(0.95), None, "high", "strong for; opened by share: nearly all"),
            (gk.Share(0.6), None, "high", "conditional for; kept from strong by values"),
            (None, None, "high", "no recommendation; missing: share"),
            (
                gk.Share(0.95),
                gk.Votes(either=1),
                "high",
                "no recommendation; conflict: share or balance says for, votes say either",
            ),
        ],
    )
    def test_each(
        self,
        make: Make,
        share: gk.Share | None,
        votes: gk.Votes | None,
        *,
        certainty: str,
        words: str,
    ) -> None:
        row = make.judged(make.outcome(), "small", "intervention", certainty)
        made = make.comparison(row, share=share, votes=votes)
        answer = gk.recommend(made).explanation.answer
        assert answer.startswith(f"Suggested: {words}")
        assert answer.endswith("(policy bmj-rapid, core edition)")

    def test_no_reason_leaves_nothing_hanging(self, make: Make) -> None:
        row = make.judged(make.outcome(), "small", "intervention", "high")
        found = gk.recommend(make.comparison(row, share=gk.Share(1)))
        bare = attrs.evolve(found.decision, opened_by=())
        told = explain(found.comparison, found.assessment, bare, found.trace)
        assert told.answer == "Suggested: strong for (policy bmj-rapid, core edition)"

    def test_title(self, make: Make) -> None:
        people = gk.Population("adults", "Adults with pain")
        named = gk.recommend(make.comparison(population=people)).explanation
        assert named.title == "drug-placebo: Drug versus Placebo; Adults with pain"
        bare = gk.recommend(make.comparison()).explanation
        assert bare.title == "drug-placebo: Drug versus Placebo; adults"


class TestSections:
    """Findings, overall certainty, levels, share, ceilings, paradigms, what is missing, sources."""

    def test_all(self, make: Make) -> None:
        made = make.comparison(
            make.judged(make.outcome(), "trivial", certainty=None), share=gk.Share(0.1)
        )
        found = titles(made)
        for title in ("Findings", "Overall", "Known", "Share", "Ceilings", "Paradigms", "Sources"):
            assert title in found
        assert {"Remarks", "Missing", "Not"} <= set(found)

    def test_nothing_to_remark_or_miss(self, make: Make) -> None:
        made = make.comparison(
            make.judged(make.outcome(), "small", "intervention", "high"),
            share=gk.Share(0.9),
            etd=gk.EvidenceToDecision(secondary="neutral"),
            votes=gk.Votes(strong_for=1),
            context=gk.Context(life_threatening=False),
        )
        assert not {"Remarks", "Missing", "Not"} & set(titles(made))

    def test_what_is_missing(self, make: Make) -> None:
        made = make.comparison(make.judged(make.outcome(), "trivial", certainty=None))
        assert said(made, "Missing") == ["share", "certainty: pain"]
        assert said(made, "Not recorded")[0] == "secondary criteria"

    def test_overall_certainty(self, make: Make) -> None:
        row = make.judged(make.outcome(), "trivial", certainty="low")
        (computed,) = said(make.comparison(row), "Overall")
        assert computed.startswith("low")
        assert "lowest among the critical" in computed
        (recorded,) = said(make.comparison(row, overall_certainty="high"), "Overall")
        assert recorded.startswith("high")
        assert "recorded by the panel" in recorded
        assert "computed low" in recorded

    def test_an_overall_rating_is_told_domain_by_domain(self, make: Make) -> None:
        row = make.judged(make.outcome(), "trivial", certainty="low")
        judged = gk.Judgement(-1, by="AB", rationale="two small trials")
        rating = gk.rate_certainty("RCT", {"imprecision": judged})
        lines = said(make.comparison(row, overall_certainty=rating), "Overall")
        assert lines[-1] == "imprecision: serious (-1); judged by AB: two small trials"
        noted = gk.PublishedCertainty("high", note="inferred")
        assert said(make.comparison(row, overall_certainty=noted), "Overall")[-1] == "inferred"

    def test_known_of_each_option(self, make: Make) -> None:
        row = make.judged(make.harm(), "small", "comparator", None)
        mine, other, nothing, certainty = said(make.comparison(row), "Known")
        assert mine == "Drug: benefit none known; harm, burden or cost none known, might be higher"
        assert other == "Placebo: benefit none known; harm, burden or cost none known"
        assert nothing == "no catastrophic and no prohibitive harm is known of either"
        assert certainty == "benefit certainty: not determined"
        assert said(make.comparison(make.judged(make.outcome(), "trivial")), "Known")[3] == (
            "benefit certainty: high"
        )

    def test_trivial_is_not_nothing_looked_at(self, make: Make) -> None:
        rows = (
            make.judged(make.harm(), "trivial"),
            make.judged(make.harm("burden", kind="burden"), "trivial"),
            make.judged(make.outcome(), "trivial"),
        )
        mine = said(make.comparison(*rows), "Known")[0]
        assert mine == (
            "Drug: benefit none known (1 outcome, trivial); harm, burden or cost none known "
            "(2 outcomes, trivial)"
        )
        known = make.judged(make.harm("falls"), "small", "comparator", "low")
        assert said(make.comparison(*rows, known), "Known")[0].endswith("harm, burden or cost low")

    def test_grave_words_are_explained_where_they_are_used(self, make: Make) -> None:
        catastrophe = make.judged(make.harm(catastrophic=True), "small", "comparator", "low")
        lines = said(make.comparison(catastrophe), "Known")
        assert lines[0].endswith("catastrophic harm low; prohibitive harm low")
        assert lines[1].endswith("catastrophic harm none known; prohibitive harm none known")
        assert [line.split(":")[0] for line in lines[3:]] == [
            "catastrophic harm",
            "prohibitive harm",
        ]
        large = make.judged(make.harm(), "large", "comparator", "low")
        lines = said(make.comparison(large), "Known")
        assert lines[0].endswith("harm, burden or cost low; prohibitive harm low")
        assert not any("catastrophic harm:" in line for line in lines)


class TestShare:
    """5.6, 5.10: the route of the share is told; dominance is said to be a suggestion."""

    def test_recorded(self, make: Make) -> None:
        share = gk.Share(0.6, 0.7, "comparator", by="the panel", rationale="asked twice")
        lines = said(make.comparison(share=share), "Share")
        assert lines[0] == "a minority would choose Drug: judged by the panel for this comparison"
        whole = "\n".join(lines)
        for word in ("60% to 70% for the comparator", "rationale: asked twice"):
            assert word in whole
        assert whole.count("judged by") == 1

    def test_nobody_named(self, make: Make) -> None:
        (line,) = said(make.comparison(share=gk.Share(band="majority")), "Share")
        assert line == (
            "a majority would choose Drug: recorded for this comparison; by whom is not recorded"
        )
        cited = gk.Share(band="split", source="busse2025")
        (line,) = said(make.comparison(share=cited), "Share")
        assert line.startswith(
            "people are split over Drug: recorded for this comparison [busse2025];"
        )

    @pytest.mark.parametrize(
        ("share", "policy", "why"),
        [
            (gk.Share(0.8, 0.95), None, "80% to 95%: reaches below 90%, so a majority"),
            (gk.Share(0.6, 0.7), None, "60% to 70%: above 50% and below 90%, so a majority"),
            (gk.Share(0.9, 1), None, "90% to 100%: not below 90%, so nearly all"),
            (gk.Share(0.4, 0.6), None, "40% to 60%: reaches 50%, so split"),
            (gk.Share(0.05, 0.2), None, "5% to 20%: reaches above 10%, so a minority"),
            (gk.Share(0.2, 0.4), None, "20% to 40%: below 50% and above 10%, so a minority"),
            (gk.Share(0.1), None, "10%: not above 10%, so almost none"),
            (gk.Share(0, 1), None, "0% to 100%: reaches both 10% and 90%, so unknown"),
            (
                gk.Share(0.55),
                gk.BMJ_RAPID.evolve("ours", majority=0.6),
                "55%: neither wholly above 60% nor wholly below 40%, so split",
            ),
        ],
    )
    def test_why_an_interval_is_in_its_band(
        self, make: Make, share: gk.Share, policy: gk.Policy | None, *, why: str
    ) -> None:
        """An interval takes the strongest band that contains it whole, and this says so."""
        lines = said(make.comparison(share=share), "Share", policy)
        number, _, reason = why.partition(":")
        assert lines[1] == f"given as {number} for the intervention:{reason}"
        assert reason.endswith(str(gk.recommend(make.comparison(share=share), policy).share.band))

    def test_a_band_has_no_numbers(self, make: Make) -> None:
        lines = said(make.comparison(share=gk.Share(band="minority")), "Share")
        assert len(lines) == 1

    def test_unknown(self, make: Make) -> None:
        lines = said(make.comparison(), "Share")
        assert lines[0].startswith("unknown how many would choose Drug: no judgement recorded")
        assert any(line.startswith("share.dominance (intervention), not fired") for line in lines)

    def test_survey(self, make: Make) -> None:
        row = make.judged(make.outcome(), "small", "comparator", "high")
        panel = make.survey(make.scenario(share=gk.Share(0.95, 1, by="twelve panellists")))
        lines = said(make.comparison(row, within=Within(panel=panel)), "Share")
        assert lines[0] == "almost none would choose Drug: by survey scenario 's'"
        assert lines[1] == "judged by twelve panellists"
        # The share is of whoever the scenario describes: here the comparator, not Drug.
        assert not any("for the intervention" in line for line in lines if "given" in line)
        assert any(
            "95% to 100% for an option like the one the scenario describes: not below 90%" in line
            for line in lines
        )

    def test_survey_that_disagrees(self, make: Make) -> None:
        row = make.judged(make.outcome(), "small", "intervention", "high")
        panel = make.survey(make.scenario("a"), make.scenario("b", share=gk.Share(0.6)))
        lines = said(make.comparison(row, within=Within(panel=panel)), "Share")
        assert (
            lines[0] == "unknown how many would choose Drug: by survey: matching scenarios disagree"
        )

    def test_what_was_tried_before(self, make: Make) -> None:
        made = make.comparison(within=Within(panel=make.survey(make.scenario())))
        lines = said(made, "Share")
        assert "share.survey, not fired: no scenario matches" in lines
        assert "share.survey (scenario s, intervention), not fired: no match" in lines

    def test_dominance(self, make: Make) -> None:
        made = make.comparison(
            make.judged(make.outcome(), "trivial", certainty="high"),
            make.judged(make.harm(), "small", "comparator", "high"),
        )
        assert "a suggestion of the library" in said(made, "Share")[0]


class TestDirection:
    """5.7: where the direction comes from, and what people judged and voted."""

    def test_from_the_share(self, make: Make) -> None:
        assert said(make.comparison(share=gk.Share(0.6)), "Direction")[0].startswith("for: ")

    def test_everything_recorded(self, make: Make) -> None:
        made = make.comparison(
            make.judged(make.outcome(), "trivial"),
            make.judged(make.outcome("sleep"), "trivial"),
            balance="neither",
            votes=gk.Votes(strong_for=3, either=1),
            etd=gk.EvidenceToDecision(secondary="neutral", by="the panel", rationale="cheap"),
            importance={
                "pain": gk.ImportanceOverride("important", "brief here"),
                "sleep": "limited",
            },
        )
        whole = "\n".join(said(made, "Direction"))
        for word in (
            "either: ",
            "panel's balance of effects = neither",
            "strong for 3",
            "either 1",
            "judged by the panel: neutral. cheap",
            "pain here: important: brief here",
            "sleep here: limited",
        ):
            assert word in whole
        assert "strong against" not in whole

    def test_nobody_named_and_no_reason(self, make: Make) -> None:
        made = make.comparison(etd=gk.EvidenceToDecision(secondary="neutral"))
        assert said(made, "Direction")[-1].endswith("judged: neutral")


class TestCeilings:
    """5.7: what each allows, what binds, what nobody judged, with rule and parameters."""

    def test_each(self, make: Make) -> None:
        made = make.comparison(
            make.judged(make.outcome(), "small", "intervention", "high"), share=gk.Share(0.6)
        )
        lines = said(made, "Ceilings")
        (values,) = [line for line in lines if line.startswith("values:")]
        (certainty,) = [line for line in lines if line.startswith("certainty:")]
        (secondary,) = [line for line in lines if line.startswith("secondary:")]
        assert "allows conditional" in values
        assert values.endswith("<- binding")
        assert certainty == "certainty: allows strong"
        assert secondary == "secondary: allows strong (open: nobody judged it)"
        assert any(line.startswith("parameters: nearly_all = 0.9 [") for line in lines)
        assert sum(line.startswith("rule: ") for line in lines) == 4

    def test_the_votes_are_counted_out(self, make: Make) -> None:
        votes = gk.Votes(strong_for=14, conditional_for=5, either=1, abstained=2)
        made = make.comparison(
            make.judged(make.outcome(), "small", "intervention"), share=gk.Share(1), votes=votes
        )
        lines = said(made, "Ceilings")
        assert "consensus: allows conditional <- binding" in lines
        assert "14 of 20 votes cast (70%) behind strong for; 80% needed" in lines
        assert "19 of 20 votes cast (95%) behind for at any strength; more than 50% needed" in lines
        assert not any("allowed" in line for line in lines)

    def test_votes_under_another_rule(self, make: Make) -> None:
        rule = gk.BMJ_RAPID.evolve("grid", voting=VOTING_RULES["grade-grid"])
        votes = gk.Votes(strong_against=1, conditional_against=1, strong_for=1)
        lines = said(make.comparison(share=gk.Share(0), votes=votes), "Ceilings", rule)
        assert "1 of 3 votes cast (33.3%) behind strong against; 70% needed" in lines
        assert "2 of 3 votes cast (66.7%) behind against at any strength; 50% needed" in lines
        assert "1 of 3 votes cast (33.3%) behind for; less than 20% allowed" in lines

    def test_votes_for_either(self, make: Make) -> None:
        votes = gk.Votes(either=1)
        lines = said(make.comparison(share=gk.Share(0.5), votes=votes), "Ceilings")
        assert "1 of 1 vote cast (100%) behind either; more than 50% needed" in lines

    def test_no_arithmetic_without_votes_or_direction(self, make: Make) -> None:
        for made in (
            make.comparison(share=gk.Share(0)),
            make.comparison(votes=gk.Votes(either=1)),
        ):
            assert not any("cast (" in line for line in said(made, "Ceilings"))

    def test_not_applicable(self, make: Make) -> None:
        lines = said(make.comparison(), "Ceilings")
        assert "certainty: not applicable, no direction" in lines
        (values,) = [line for line in lines if line.startswith("values:")]
        assert "open" not in values


class TestParadigms:
    """5.8: each in the answer's direction with its conditions, and any permitting the other."""

    def test_consulted(self, make: Make) -> None:
        made = make.comparison(
            make.judged(make.outcome(), "trivial", certainty="low"),
            make.judged(make.harm(catastrophic=True), "small", "comparator", "high"),
            share=gk.Share(0),
        )
        lines = said(made, "Paradigms")
        assert lines[0] == "strong against: X is Placebo, Y is Drug"
        assert any(line.startswith("2 Uncertain benefit, certain harm: permits") for line in lines)
        assert any(line.startswith("1 Life-threatening situation: not met") for line in lines)
        assert any("life-threatening" in line and "(not recorded)" in line for line in lines)
        assert any("both options are active" in line and "(no)" in line for line in lines)
        assert any("certain_harm = moderate" in line for line in lines)
        assert not any("would permit" in line for line in lines)

    def test_a_fact_that_holds(self, make: Make) -> None:
        made = make.comparison(
            make.judged(make.outcome(), "small", "intervention", "low"),
            share=gk.Share(1),
            context=gk.Context(life_threatening=True),
        )
        lines = said(made, "Paradigms")
        assert lines[0] == "strong for: X is Drug, Y is Placebo"
        assert any("life-threatening" in line and "(yes)" in line for line in lines)

    def test_permitting_the_other_direction(self, make: Make) -> None:
        made = make.comparison(
            make.judged(make.outcome(), "trivial", certainty="low"),
            make.judged(make.harm(), "small", "comparator", "high"),
            share=gk.Share(1),
        )
        assert any("would permit strong against" in line for line in said(made, "Paradigms"))

    def test_not_consulted(self, make: Make) -> None:
        made = make.comparison(make.judged(make.outcome(), "trivial"), share=gk.Share(0))
        lines = said(made, "Paradigms")
        assert lines == ["not consulted, overall certainty is high (paradigms 1 to 5)"]

    @pytest.mark.parametrize("share", [None, gk.Share(0.5)])
    def test_without_a_direction_for_strong(self, make: Make, share: gk.Share | None) -> None:
        lines = said(make.comparison(share=share), "Paradigms")
        assert lines
        assert not any("permits strong" in line for line in lines)

    def test_a_note_of_the_policy(self, make: Make) -> None:
        made = make.comparison(share=gk.Share(0))
        assert said(made, "Paradigms", gk.CORE_2025)[-1] == gk.CORE_2025.paradigms_note
        assert gk.CORE_2025.paradigms_note not in said(made, "Paradigms")


class TestSources:
    """4: every figure and rule an answer rests on, each source once."""

    def test_everything_cited(self, make: Make) -> None:
        outcome = make.outcome(source="s1", thresholds=gk.MID(1.5, unit="cm", source="s2"))
        row = gk.Evidence(
            outcome,
            gk.Estimate("MD", -2, unit="cm"),
            certainty=gk.PublishedCertainty("high", "s3"),
            source=Citation("s4", "table 1", checked=False),
        )
        scenario = make.scenario(source="s6", share=gk.Share(0.95, source="s7"))
        panel = gk.Panel(survey=gk.Survey((scenario,), source="s5"))
        made = make.comparison(
            row,
            population=gk.Population("adults", source="s8"),
            intervention=gk.Option("drug", "Drug", "active", source="s9"),
            comparator=gk.Option("placebo", "Placebo", "inactive", source="s10"),
            overall_certainty=gk.PublishedCertainty("high", "s11"),
            within=Within(panel=panel, sources=(gk.Source("s1", "A B", 2020, "On X", "10.1/x"),)),
        )
        whole = "\n".join(said(made, "Sources"))
        for nth in range(2, 12):
            assert f"s{nth}: neither in the guideline's sources nor the library's; add" in whole
        assert "s1: A B. On X. 2020." in whole
        assert "doi:10.1/x" in whole
        assert "table 1 (unchecked)" in whole
        assert "busse2025" in whole

    def test_the_guideline_s_own_source_goes_before_the_library_s(self, make: Make) -> None:
        own = gk.Source("coregrade7", title="Our copy", checked=False, note="a preprint")
        lines = said(make.comparison(within=Within(sources=(own,))), "Sources")
        (line,) = [line for line in lines if line.startswith("coregrade7:")]
        assert "Our copy" in line
        assert line.endswith("[not read in the source itself]")

    @pytest.mark.parametrize("authors", ["Roe R, et al", "Roe R, et al."])
    def test_authors_end_with_one_stop(self, make: Make, authors: str) -> None:
        own = gk.Source("coregrade7", authors, title="Our copy")
        lines = said(make.comparison(within=Within(sources=(own,))), "Sources")
        (line,) = [line for line in lines if line.startswith("coregrade7:")]
        assert line.startswith("coregrade7: Roe R, et al. Our copy")

    def test_each_place_once(self, make: Make) -> None:
        rows = [
            make.judged(make.outcome(name), "trivial", source=Citation("x", "p 1"))
            for name in ("a", "b")
        ]
        lines = said(make.comparison(*rows), "Sources")
        (at,) = [nth for nth, line in enumerate(lines) if line.startswith("x: not among")]
        assert lines[at + 1] == "cited at: p 1"

    def test_a_source_cited_as_a_whole(self, make: Make) -> None:
        lines = said(make.comparison(make.judged(make.outcome(), "trivial", source="x")), "Sources")
        (at,) = [nth for nth, line in enumerate(lines) if line.startswith("x: not among")]
        assert lines[at + 1] == "cited at: as a whole"

    def test_a_source_of_a_guideline_the_comparison_does_not_know(self, make: Make) -> None:
        """The object put into a guideline stays as it was: only the guideline's own knows it."""
        bare = make.comparison(make.judged(make.outcome(), "trivial", source="smith2026"))
        (line,) = [each for each in said(bare, "Sources") if each.startswith("smith2026")]
        assert line == (
            "smith2026: not among the library's sources; explain it from its guideline, "
            "guide['drug-placebo'], to print it in full"
        )
        guide = gk.Guideline(
            id="g",
            outcomes=(bare.evidence[0].outcome,),
            options=(bare.intervention, bare.comparator),
            populations=(bare.population,),
            sources=(gk.Source("smith2026", "Smith A", 2026, "On pain"),),
            comparisons=(bare,),
        )
        assert "smith2026: Smith A. On pain. 2026." in said(guide["drug-placebo"], "Sources")
