"""The page of the worked guideline in a real Chromium: read, driven, checked, printed, attacked."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page
from typer.testing import CliRunner

import gradekit as gk
from gradekit.cli.app import COMMANDS
from gradekit.cli.shared import app
from gradekit.report.explorer import island
from gradekit.report.page import page_html

Open = Callable[..., Any]
WIDTHS = {"phone": 390, "desktop": 1280}
SIZE = 2_500_000


@pytest.fixture(scope="module")
def html(spine: gk.Guideline) -> str:
    return page_html(spine)


class Explorer:
    """The explorer as a person uses it: by its labels."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def choose(self, spine: gk.Guideline, comparison: str) -> None:
        names = [each.id for each in spine]
        self.page.get_by_label("Comparison", exact=True).select_option(str(names.index(comparison)))

    def certainty(self, outcome: str, level: str) -> None:
        self.page.get_by_label(f"Certainty of {outcome}").select_option(label=level)

    def effect(self, outcome: str, value: float | str) -> None:
        self.page.get_by_label(f"Effect on {outcome}").fill(str(value))

    def mid(self, value: float | str) -> None:
        self.page.get_by_label("Smallest difference that matters, Pain").fill(str(value))

    def share(self, label: str) -> None:
        field = self.page.get_by_label("How many informed people would choose it")
        field.select_option(label=label)

    def interval(self, low: float, high: float) -> None:
        self.share("An interval")
        self.page.get_by_label("From, per cent").fill(str(low))
        self.page.get_by_label("To, per cent").fill(str(high))

    def votes(self, **cast: int) -> None:
        for name, count in cast.items():
            label = name.replace("_", " ").capitalize()
            self.page.get_by_label(label, exact=True).fill(str(count))

    def survey(self, *, asked: bool) -> None:
        self.page.get_by_label("Ask the panel's survey").set_checked(asked)

    def policy(self, name: str) -> None:
        field = self.page.get_by_label("Policy (in every comparison)")
        field.select_option(label=name)

    @property
    def answer(self) -> str:
        told = self.page.locator("#explorer .now .look").inner_text()
        return re.sub(r"[^\w ]", "", told).strip().lower()

    @property
    def said(self) -> str:
        """What a screen reader is told of the answer."""
        return self.page.locator("#answer-said").inner_text()

    @property
    def binding(self) -> list[str]:
        rows = self.page.locator("#explorer .detail .binds th")
        return [each.lower() for each in rows.all_inner_texts()]

    @property
    def changes(self) -> list[str]:
        return self.page.locator("#changed li").all_inner_texts()

    @property
    def everywhere(self) -> list[str]:
        cells = self.page.locator("#explorer .everywhere tbody td:nth-child(2) .look")
        return [re.sub(r"[^\w ]", "", each).strip().lower() for each in cells.all_inner_texts()]

    def paradigm(self, number: int) -> str:
        told = self.page.locator("#paradigms li").all_inner_texts()
        (line,) = [each for each in told if each.startswith(f"{number},")]
        return line.rpartition(": ")[2]


@pytest.fixture
def explorer(opened_once: Any) -> Any:  # noqa: ANN401 - a generator of an explorer
    """The page as it opens: what the last question changed is taken back by its own button."""
    it = Explorer(opened_once.page)
    it.page.get_by_role("button", name="Back to what was recorded").click()
    it.page.get_by_label("Comparison", exact=True).select_option("0")
    assert (it.changes, set(it.everywhere)) == ([], {"strong against"})
    yield it
    assert opened_once.silent, opened_once


class TestThePage:
    def test_every_recommendation(self, opening: Open, html: str, spine: gk.Guideline) -> None:
        opened = opening(html)
        text = opened.page.locator("#recommendations").inner_text()
        for answer in spine.recommend():
            name = answer.comparison.intervention.name
            row = opened.page.locator("#recommendations tbody tr", has_text=name).first
            assert str(answer) in row.inner_text()
            assert name.lower() in text.lower()
        assert opened.page.locator("article").count() == len(spine.recommendations)
        assert opened.silent, opened

    def test_of_sane_size(self, html: str) -> None:
        assert len(html.encode()) < SIZE

    def test_layers_in_order(self, opening: Open, html: str) -> None:
        page = opening(html).page
        heads = page.locator("main h2").all_inner_texts()
        wanted = ["Recommendations", "What if?", "Evidence in one picture", "Practical issues"]
        assert heads[:5] == [*wanted, "Research needs"]
        layers = page.locator("article").first.locator("summary").all_inner_texts()
        assert layers == ["Rationale", "Evidence"]

    def test_asks_for_nothing(self, opening: Open, html: str) -> None:
        opened = opening(html)
        opened.page.wait_for_load_state("networkidle")
        assert opened.silent, opened
        assert re.findall(r"""(?:src|href)=["'](?!#|data:image/svg)""", html) == []

    def test_pictures_are_drawn(self, opening: Open, html: str) -> None:
        page = opening(html).page
        drawn = page.evaluate("[...document.images].map((i) => [i.naturalWidth > 0, i.alt !== ''])")
        assert drawn == [[True, True]]

    def test_can_be_read_without_scripts(self, opening: Open, html: str) -> None:
        opened = opening(html, java_script_enabled=False)
        page = opened.page
        assert page.locator(".no-script").is_visible()
        assert not page.locator(".asks").first.is_visible()
        assert page.locator("article .headline").count() == 6
        page.locator("article summary").first.click()
        assert "Findings" in page.locator("article").first.inner_text()
        assert opened.silent, opened

    @pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
    def test_nothing_sticks_out(self, opening: Open, html: str, width: int) -> None:
        page = opening(html, width=width).page
        page.evaluate("document.querySelectorAll('details').forEach((each) => each.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") == width

    @pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
    def test_accessible(self, opening: Open, html: str, width: int) -> None:
        page = opening(html, width=width).page
        # Everything unfolded on the wide screen; on the narrow one a recommendation of each kind.
        some = "details" if width > 1000 else "article:nth-of-type(2) details, #explorer details"
        page.evaluate(f"document.querySelectorAll('{some}').forEach((each) => each.open = true)")
        found = Axe().run(page).response["violations"]
        serious = [
            (each["id"], [node["target"] for node in each["nodes"]][:3])
            for each in found
            if each["impact"] in ("serious", "critical")
        ]
        assert serious == []

    def test_paper_shows_what_is_folded(self, opening: Open, html: str) -> None:
        page = opening(html).page
        page.emulate_media(media="print")
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        assert page.locator("details:not([open])").count() == 0
        assert page.locator("article").first.get_by_text("Findings", exact=True).first.is_visible()
        assert not page.locator("#explorer form").is_visible()
        page.evaluate("window.dispatchEvent(new Event('afterprint'))")
        assert page.locator("details[open]").count() == 0

    def test_by_keyboard(self, opening: Open, html: str) -> None:
        page = opening(html).page
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        page.locator("article summary").first.focus()
        page.keyboard.press("Enter")
        assert page.locator("article details").first.get_attribute("open") is not None
        page.get_by_label("Certainty of Burden").focus()
        page.keyboard.press("ArrowUp")
        assert (
            "Moderate"
            in page.get_by_label("Certainty of Burden").locator("option:checked").inner_text()
        )
        assert len(page.locator("#changed li").all_inner_texts()) == 1


RFA = -1.74


class TestWhatIf:
    """The what-ifs of `tests/acceptance/test_what_if.py`, asked of the page by its labels."""

    def ablation(self, explorer: Explorer, spine: gk.Guideline, level: str) -> None:
        explorer.choose(spine, "axial/joint-rfa")
        explorer.effect("Pain", RFA)
        explorer.certainty("Pain", level)

    def test_as_recorded(self, explorer: Explorer, spine: gk.Guideline) -> None:
        for each in spine:
            explorer.choose(spine, each.id)
            assert explorer.answer == "strong against"
            assert explorer.changes == []

    def test_ablation_at_low_certainty(self, explorer: Explorer, spine: gk.Guideline) -> None:
        self.ablation(explorer, spine, "Low")
        assert explorer.answer == "conditional against"
        assert explorer.binding == ["values"]
        assert explorer.paradigm(2) == "met"
        assert (
            "share: minority (survey, important-low)"
            in explorer.page.locator(".detail").inner_text()
        )
        assert explorer.changes == [
            "Pain: no estimate \u2192 \u22121.74 cm",
            "Certainty of Pain: very low \u2192 low",
        ]
        assert explorer.said == "Conditional against. Bound by values."

    def test_ablation_at_moderate_certainty(self, explorer: Explorer, spine: gk.Guideline) -> None:
        self.ablation(explorer, spine, "Moderate")
        assert explorer.answer == "conditional for"
        assert explorer.binding == ["values"]

    def test_high_certainty_with_a_share_and_votes(
        self, explorer: Explorer, spine: gk.Guideline
    ) -> None:
        self.ablation(explorer, spine, "High")
        explorer.interval(95, 100)
        explorer.votes(strong_for=17, conditional_for=3)
        assert explorer.answer == "strong for"
        assert explorer.binding == []
        assert explorer.said == (
            "Strong for. Opened by share: nearly all; certainty: high; votes: strong for."
        )

    @pytest.mark.parametrize(
        ("cast", "expected", "binding"),
        [
            ({"strong_for": 14, "conditional_for": 6}, "conditional for", ["consensus"]),
            ({"strong_for": 16, "conditional_for": 4}, "strong for", []),
            (
                {"strong_for": 5, "conditional_for": 4, "either": 6, "conditional_against": 5},
                "no recommendation",
                ["consensus"],
            ),
        ],
        ids=["seventy per cent", "eighty per cent", "no majority"],
    )
    def test_votes(
        self,
        explorer: Explorer,
        spine: gk.Guideline,
        cast: dict[str, int],
        expected: str,
        binding: list[str],
    ) -> None:
        self.ablation(explorer, spine, "High")
        explorer.interval(95, 100)
        explorer.votes(**cast)
        assert explorer.answer == expected
        assert explorer.binding == binding
        assert ("no majority" in explorer.said) is (expected == "no recommendation")

    def test_survey_removed(self, explorer: Explorer, spine: gk.Guideline) -> None:
        explorer.choose(spine, "axial/im-la")
        explorer.survey(asked=False)
        assert explorer.answer == "no recommendation"
        assert "Missing: share" in explorer.said
        assert explorer.everywhere.count("no recommendation") == 11
        explorer.choose(spine, "axial/epidural-la")
        assert explorer.answer == "strong against"
        assert "dominance" in explorer.page.locator(".detail").inner_text()
        explorer.survey(asked=True)
        assert explorer.everywhere == ["strong against"] * 16

    @pytest.mark.parametrize(
        ("level", "expected"), [("Low", "no recommendation"), ("Moderate", "strong against")]
    )
    def test_burden(
        self, explorer: Explorer, spine: gk.Guideline, level: str, expected: str
    ) -> None:
        for each in spine:
            explorer.choose(spine, each.id)
            explorer.certainty("Burden of treatment", level)
        assert explorer.everywhere == [expected] * 16

    def test_a_smaller_mid(self, explorer: Explorer, spine: gk.Guideline) -> None:
        explorer.mid(0.5)
        changed = {"axial/im-la", "radicular/epidural-steroid"}
        assert explorer.everywhere == [
            "conditional against" if each.id in changed else "strong against" for each in spine
        ]
        assert explorer.page.locator("#moved").inner_text() == "2 of 16 suggestions change."
        explorer.choose(spine, "axial/im-la")
        assert explorer.answer == "conditional against"
        assert explorer.binding == ["values"]

    @pytest.mark.parametrize("name", ["grade-2013", "ebm-table", "core-2025"])
    def test_policies_agree(self, explorer: Explorer, name: str) -> None:
        edition = "core" if name == "core-2025" else "classic"
        explorer.policy(f"{name}, {edition} edition")
        assert explorer.everywhere == ["strong against"] * 16

    def test_policies_part(self, explorer: Explorer, spine: gk.Guideline) -> None:
        explorer.choose(spine, "axial/im-la")
        explorer.certainty("Burden of treatment", "Moderate")
        assert explorer.answer == "strong against"
        explorer.policy("ebm-table, classic edition")
        assert explorer.answer == "conditional against"
        assert explorer.binding == ["certainty"]

    def test_back_to_the_record(self, explorer: Explorer, spine: gk.Guideline) -> None:
        self.ablation(explorer, spine, "Moderate")
        explorer.page.get_by_role("button", name="Back to what was recorded").click()
        assert explorer.answer == "strong against"
        assert explorer.changes == []

    def test_a_link_chooses_its_comparison(self, explorer: Explorer, spine: gk.Guideline) -> None:
        explorer.page.locator("a.ask", has_text="Intramuscular local anaesthetic").first.click()
        chosen = explorer.page.get_by_label("Comparison", exact=True)
        place = [each.id for each in spine].index("axial/im-la")
        assert chosen.input_value() == str(place)
        assert explorer.page.evaluate("document.activeElement.id") == "comparison"

    @pytest.mark.parametrize(
        ("act", "message"),
        [
            (lambda it: it.mid(-1), "a size above 0"),
            (lambda it: it.votes(strong_for=-2), "a whole number"),
            (lambda it: it.votes(either=0), "at least one vote"),
            (lambda it: it.interval(95, 80), "at most the upper end"),
            (lambda it: it.interval(50, 101), "from 0 to 100"),
        ],
        ids=["mid", "negative votes", "no vote", "ends", "above 100"],
    )
    def test_what_cannot_be_used_is_said(
        self, explorer: Explorer, act: Callable[[Explorer], None], message: str
    ) -> None:
        act(explorer)
        assert explorer.answer == "cannot be computed"
        assert message in explorer.said
        wrong = explorer.page.locator("[aria-invalid]")
        assert wrong.count() == 1
        note = wrong.get_attribute("aria-describedby")
        assert message in explorer.page.locator(f"#{note}").inner_text().lower()


SCRIPT = (
    "</script><script>alert(1)</script><!--\"'><img src=x onerror=alert(2)><svg onload=alert(3)>"
    "<a href=javascript:alert(4)>x</a>\u2028alert(5)\u202e{{7*7}}"
)
TEXTS = frozenset(
    [
        "name",
        "title",
        "description",
        "note",
        "text",
        "statement",
        "rationale",
        "by",
        "horizon",
        "topic",
        "locator",
        "authors",
        "label_in_source",
        "system",
        "credibility",
        "design",
        "claim",
        "what_if",
        "does_not_show",
        "finding",
        "method",
        "timing",
    ]
)
IDS = ("pain", "axial/joint-rfa")


def poisoned(value: Any) -> Any:  # noqa: ANN401 - a document
    """The document with a script in every text people write, and in some ids."""
    if isinstance(value, dict):
        return {
            poisoned(key) if key in IDS else key: SCRIPT
            if key in TEXTS and isinstance(each, str)
            else [SCRIPT for _ in each]
            if key in ("exclusions", "conditions")
            else poisoned(each)
            for key, each in value.items()
        }
    if isinstance(value, list):
        return [poisoned(each) for each in value]
    return value + SCRIPT.replace("\u202e", "") if value in IDS else value


@pytest.fixture(scope="module")
def hostile() -> str:
    given = (files("gradekit.datasets") / "spine-2025.json").read_text(encoding="utf-8")
    return page_html(gk.io.loads(json.dumps(poisoned(json.loads(given)))))


class TestHostile:
    def test_inert(self, opening: Open, hostile: str) -> None:
        opened = opening(hostile)
        page = opened.page
        page.evaluate("document.querySelectorAll('details').forEach((each) => each.open = true)")
        for label in ("Certainty of", "Effect on"):
            page.get_by_label(label).first.focus()
        page.locator("select[id^=certainty-]").first.select_option("1")
        page.locator("input[id^=value-]").first.fill("-2")
        page.locator("#share").select_option("interval")
        for at in range(page.locator("#comparison option").count()):
            page.locator("#comparison").select_option(str(at))
        assert opened.silent, opened
        # The page's own scripts and an island; no element but those the page itself makes.
        assert page.locator("script").count() == 9
        assert page.locator("img:not([src^='data:image/svg+xml;base64,'])").count() == 0
        assert page.locator("svg, iframe, object, embed, base, link").count() == 0
        acting = """[...document.querySelectorAll('*')].flatMap((each) => [...each.attributes])
          .filter((each) => each.name.startsWith('on') || each.name === 'style'
            || /^\\s*javascript:/i.test(each.value)).length"""
        assert page.evaluate(acting) == 0
        shown = page.locator("main").inner_text()
        assert "<script>alert(1)</script>" in shown
        assert "\u202e" not in shown

    def test_the_policy_stops_what_escaping_would_let_through(
        self, opening: Open, hostile: str
    ) -> None:
        # The same page with a script put in by hand: the content policy refuses to run it.
        opened = opening(hostile.replace("<main>", "<main><script>alert(9)</script>"))
        assert opened.dialogs == []
        assert any("Content Security Policy" in each for each in opened.said)

    def test_the_island(self) -> None:
        told = island({SCRIPT: SCRIPT})
        assert "<" not in told
        assert "\u2028" not in told
        assert json.loads(told) == {SCRIPT.replace("\u202e", ""): SCRIPT.replace("\u202e", "")}


class TestTheBrowser:
    def test_is_a_real_one(self, browser: Browser) -> None:
        assert int(browser.version.partition(".")[0]) > 100

    def test_a_request_would_be_seen(self, opening: Open) -> None:
        opened = opening("<img src='http://example.org/x.png'>")
        opened.page.wait_for_load_state("networkidle")
        assert opened.asked == ["http://example.org/x.png"]


def small() -> gk.Guideline:
    """One comparison with a ratio, a rate alone, three sizes, votes, and nothing published."""
    infarction = gk.Outcome(
        "mi",
        "Heart attack",
        importance="critical",
        better="lower",
        thresholds=gk.Thresholds(10, 25, 60, unit="per 1000"),
    )
    bleeding = gk.Outcome(
        "bleeding", "Bleeding", importance="important", better="lower", kind="harm"
    )
    comparison = gk.Comparison(
        id="drug",
        population="Adults",
        intervention=gk.Option("drug", "Drug", "active"),
        comparator=gk.Option("placebo", "Placebo", "inactive"),
        evidence=[
            gk.Evidence(
                infarction,
                gk.Estimate("RR", 0.75, 0.6, 0.94),
                baseline_risk=0.2,
                certainty="moderate",
            ),
            gk.Evidence(
                bleeding,
                incidence=gk.Incidence(0.021),
                judged_effect=gk.JudgedEffect("small", "comparator", by="panel"),
                certainty="low",
            ),
        ],
        share=gk.Share(0.92, 0.97),
        votes=gk.Votes(strong_for=9, conditional_for=1),
    )
    return gk.Guideline(
        id="small",
        populations=(comparison.population,),
        outcomes=(infarction, bleeding),
        options=(comparison.intervention, comparison.comparator),
        comparisons=(comparison,),
    )


class TestOtherGuidelines:
    def test_a_ratio(self, opening: Open) -> None:
        opened = opening(page_html(small(), form="evidence profile"))
        explorer = Explorer(opened.page)
        assert explorer.answer == "strong for"
        assert opened.page.locator("#found-0").inner_text() == "moderate, favours intervention"
        assert opened.page.locator("#explorer .everywhere").inner_text() == ""
        assert opened.page.locator("#to-talk-over img").count() == 1
        for value, found in (
            (0.95, "small, favours intervention"),
            (0.7, "large, favours intervention"),
            (1.01, "trivial"),
        ):
            explorer.effect("Heart attack", value)
            assert opened.page.locator("#found-0").inner_text() == found
        for value, message in ((0, "a ratio is above 0"), (6, "a risk that is not from 0 to 1")):
            explorer.effect("Heart attack", value)
            assert explorer.answer == "cannot be computed"
            assert message in explorer.said
        explorer.effect("Heart attack", "")
        assert (explorer.answer, explorer.changes) == ("strong for", [])
        explorer.share("Not recorded: survey, then dominance")
        assert explorer.answer == "no recommendation"
        assert explorer.changes == ["Share: 92% to 97% \u2192 found, not recorded"]
        explorer.share("As recorded: 92% to 97%")
        assert explorer.answer == "strong for"
        assert opened.silent, opened

    def test_an_empty_guideline(self, opening: Open) -> None:
        opened = opening(page_html(gk.Guideline(id="empty")))
        assert opened.page.locator("h1").inner_text() == "empty"
        assert opened.silent, opened

    @pytest.mark.parametrize("seed", [100, 101])
    def test_drawn_ones(self, opening: Open, drawing: Any, seed: int) -> None:  # noqa: ANN401
        drawn_guideline, _, _ = drawing
        guideline = drawn_guideline(seed, 6)
        opened = opening(page_html(guideline))
        explorer = Explorer(opened.page)
        assert explorer.everywhere == [str(each) for each in guideline.recommend()]
        assert opened.silent, opened


class TestTheCommand:
    def test_writes_the_page(self, tmp_path: Path) -> None:
        assert COMMANDS  # importing them adds them to the application
        path = tmp_path / "table1.html"
        done = CliRunner().invoke(app, ["report", "spine-table1", "-o", str(path), "--profile"])
        assert done.exit_code == 0, done.output
        expected = page_html(gk.datasets.load("spine-table1"), form="evidence profile")
        assert path.read_text(encoding="utf-8") == expected
        assert "Evidence profile" in expected
