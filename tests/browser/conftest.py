"""A real Chromium that may reach nothing, and comparisons drawn at random with changes to them."""

from __future__ import annotations

import fcntl
import os
import random
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from attrs import define, evolve, field
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route, sync_playwright

import gradekit as gk
from gradekit.comparison import Within
from gradekit.etd import EvidenceToDecision
from gradekit.policy import POLICIES
from gradekit.report.explorer.comparisons import VOTES, without_ends
from gradekit.report.page import page_html

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
APT = (
    ("apt-get", "update"),
    ("apt-get", "install", "-y", "--no-install-recommends", "chromium"),
)


def installed() -> str | None:
    """Why there is no Chromium, after trying to install Debian's where that is possible."""
    if CHROMIUM.exists():
        return None
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return f"no {CHROMIUM}, and it can be installed only by root with apt-get"
    with Path(tempfile.gettempdir(), "gradekit-chromium.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # several workers must not ask apt-get at once
        return None if CHROMIUM.exists() else _fetched()


def _fetched() -> str | None:
    for command in APT:
        env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        done = subprocess.run(command, env=env, capture_output=True, check=False, text=True)
        if done.returncode:
            return f"{' '.join(command)} failed: {done.stderr.strip()[-300:]}"
    return None if CHROMIUM.exists() else "the package chromium brought no chromium"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    why_not = installed()
    if why_not is not None:
        pytest.skip(why_not)
    with sync_playwright() as playwright:
        # Playwright gives each launch an empty directory for the user's data, and removes it.
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield launched
        launched.close()


@define
class Opened:
    """A page with everything it said, asked for, or opened a window about."""

    page: Page
    said: list[str] = field(factory=list)
    asked: list[str] = field(factory=list)
    dialogs: list[str] = field(factory=list)

    @property
    def silent(self) -> bool:
        return not (self.said or self.asked or self.dialogs)


Open = Callable[..., Opened]


@contextmanager
def opener(browser: Browser, folder: Path) -> Iterator[Open]:
    """Opens a text as a page from a file; every other request is recorded and refused."""
    contexts: list[BrowserContext] = []

    def open_(html: str, *, width: int = 1280, height: int = 900, **more: Any) -> Opened:  # noqa: ANN401
        path = folder / f"page{len(contexts)}.html"
        path.write_text(html, encoding="utf-8")
        context = browser.new_context(
            viewport={"width": width, "height": height}, service_workers="block", **more
        )
        contexts.append(context)
        context.set_default_timeout(20_000)
        opened = Opened(context.new_page())

        def asked(request: Request) -> None:
            if request.url.partition("#")[0] != path.as_uri() and not request.url.startswith(
                "data:image/"
            ):
                opened.asked.append(request.url)

        def refuse(route: Route) -> None:
            if route.request.url == path.as_uri():
                route.continue_()
            else:
                route.abort()

        context.route("**/*", refuse)
        context.on("request", asked)
        opened.page.on("console", lambda message: opened.said.append(message.text))
        opened.page.on("pageerror", lambda error: opened.said.append(str(error)))

        def dialog(shown: Any) -> None:  # noqa: ANN401 - playwright's own type
            opened.dialogs.append(shown.message)
            shown.dismiss()

        opened.page.on("dialog", dialog)
        opened.page.goto(path.as_uri())
        return opened

    yield open_
    for context in contexts:
        context.close()


@pytest.fixture
def opening(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    with opener(browser, tmp_path) as open_:
        yield open_


@pytest.fixture(scope="module")
def opened_once(
    browser: Browser, spine: gk.Guideline, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Opened]:
    """The page of the worked guideline, opened once for many questions."""
    with opener(browser, tmp_path_factory.mktemp("page")) as open_:
        yield open_(page_html(spine))


@pytest.fixture(scope="session")
def engine() -> str:
    package = files("gradekit.report.explorer")
    return "\n".join(
        (package / name).read_text(encoding="utf-8") for name in ("findings.js", "engine.js")
    )


@pytest.fixture(scope="session")
def asking(browser: Browser, engine: str) -> Iterator[Callable[[str, Any], Any]]:
    """Evaluate an expression of `data` and `given` beside the engine, on an empty page."""
    page = browser.new_page()
    page.add_script_tag(content=engine)

    def ask(expression: str, given: Any) -> Any:  # noqa: ANN401 - plain data
        return page.evaluate(expression, given)

    yield ask
    page.close()


@pytest.fixture(scope="session")
def spine() -> gk.Guideline:
    return gk.datasets.load("spine-2025")


# ------------------------------------------------------------------------------ drawn comparisons


def _outcomes(draw: random.Random) -> tuple[gk.Outcome, ...]:
    def made(name: str, **more: Any) -> gk.Outcome:  # noqa: ANN401 - fields of an outcome
        importance = draw.choice(["critical", "critical", "important", "limited"])
        return gk.Outcome(name, name, **{"importance": importance, **more})

    vas = gk.Scale("VAS", 0, 10, unit="cm")
    return (
        made("pain", better="lower", scale=vas, thresholds=gk.MID(1.5, unit="cm")),
        made("range", better="higher", scale=vas, thresholds=gk.MID((1, 2), unit="cm")),
        made(
            "death",
            importance="critical",
            better="lower",
            thresholds=gk.Thresholds(10, 25, 50, unit="per 1000"),
        ),
        made("bare", better="higher"),
        made("unitless", better="higher", thresholds=gk.MID(5)),
        made(
            "bleeding",
            kind="harm",
            better="lower",
            thresholds=gk.Thresholds(0.02, 0.05, 0.2, unit="proportion"),
        ),
        made("paralysis", kind="harm", better="lower", catastrophic=True),
        made("visits", kind="burden", better="lower"),
        made("price", kind="cost", better="lower", thresholds=gk.MID(100, unit="euro")),
    )


_EVENTS = ("RR", "OR", "HR", "RATE_RATIO", "RD")
_RATIOS = (0.01, 0.5, 0.75, 0.95, 1.0, 1.25, 2.0, 3.0)


def _estimate(draw: random.Random, outcome: gk.Outcome) -> dict[str, Any]:
    """An estimate that can be judged, with the baseline it needs."""
    if outcome.id in ("death", "bleeding"):
        measure = draw.choice(_EVENTS)
        if measure == "RD":
            size = draw.choice([0, -10, 10, 25, -50, 12.5, 60])
            baseline = draw.choice([None, 0.1])
            return {"estimate": gk.Estimate("RD", size, unit="per 1000"), "baseline_risk": baseline}
        estimate = gk.Estimate(measure, draw.choice(_RATIOS))
        return {"estimate": estimate, "baseline_risk": draw.choice([0.01, 0.1, 0.2, 0.3])}
    size = draw.choice([0, 0.5, 1, -1.5, 1.5, 2, -2, 15, -15, 5, 120, -100, 1.4999999999])
    unit = {"unitless": None, "price": "euro"}.get(outcome.id, draw.choice(["cm", "mm"]))
    return {"estimate": gk.Estimate("MD", size, unit=unit)}


def _judged(draw: random.Random) -> gk.JudgedEffect:
    magnitude = draw.choice(["trivial", "small", "large", "important", "unknown"])
    matters = magnitude in ("small", "large", "important")
    favours = draw.choice(["intervention", "comparator"]) if matters else "neither"
    return gk.JudgedEffect(magnitude, favours, rationale="judged")


def _certainty(draw: random.Random) -> str | None:
    return draw.choice([None, "very low", "low", "moderate", "high", "high"])


def _row(draw: random.Random, outcome: gk.Outcome) -> gk.Evidence:
    more: dict[str, Any] = draw.choice(
        [
            {},
            {"judged_effect": _judged(draw)},
            _estimate(draw, outcome),
            _estimate(draw, outcome),
            _estimate(draw, outcome) | {"judged_effect": _judged(draw)},
            {"incidence": gk.Incidence(0.1)},
            {"incidence": gk.Incidence(0.1), "judged_effect": _judged(draw)},
        ]
    )
    return gk.Evidence(
        outcome,
        certainty=_certainty(draw),
        not_prohibitive=draw.random() < 0.2,
        role="supporting" if draw.random() < 0.1 else "deciding",
        **more,
    )


_BANDS = tuple(each.value for each in gk.ShareBand)
_SHARES = (0, 0.05, 0.1, 0.3, 0.5, 0.500001, 0.6, 0.9, 0.95, 1)


def _share(draw: random.Random) -> gk.Share:
    option = draw.choice(["intervention", "comparator"])
    if draw.random() < 0.5:
        return gk.Share(option=option, band=draw.choice(_BANDS))
    low, high = sorted(draw.choices(_SHARES, k=2))
    return gk.Share(low, high, option)


def _votes(draw: random.Random) -> dict[str, int]:
    many = draw.choice([1, 5, 10, 20])
    cast = draw.choices(VOTES, weights=[draw.random() ** 3 + 0.01 for _ in VOTES], k=many)
    return {name: cast.count(name) for name in VOTES}


def _survey(draw: random.Random) -> gk.Survey:
    scenarios = []
    for place in range(draw.randint(1, 4)):
        levels = draw.sample([each.value for each in gk.Certainty], draw.randint(1, 3))
        benefit = draw.choice(["important", "none", "uncertain"])
        asks = draw.random() < 0.3
        scenarios.append(
            gk.Scenario(
                f"s{place}",
                benefit=benefit,
                benefit_certainties=["very low"] if benefit == "uncertain" else levels,
                harm_certainties=draw.choice(
                    [["moderate", "high"], ["none"], ["none", "very low", "low"], list(gk.Level)]
                ),
                share=_share(draw),
                smallest_benefit=draw.choice([10, 2.0, 25]) if asks else None,
                unit=draw.choice([None, "mm", "per 1000"]) if asks else None,
                outcome=draw.choice(["pain", "death"]) if asks else None,
            )
        )
    return gk.Survey(tuple(scenarios))


_CHANCE = 0.4


def _maybe(draw: random.Random, made: Callable[[], Any]) -> Any:  # noqa: ANN401 - anything
    return made() if draw.random() < _CHANCE else None


def drawn_guideline(seed: int, size: int) -> gk.Guideline:
    """A guideline of random comparisons, the same for everybody from the same seed."""
    draw = random.Random(seed)  # noqa: S311 - no secret is made
    outcomes = _outcomes(draw)
    options = (
        gk.Option("a", "A", "active"),
        gk.Option("b", "B", "active"),
        gk.Option("c", "C", "inactive"),
    )
    people = gk.Population("people", "People")
    chosen = [draw.sample(outcomes, draw.randint(0, len(outcomes))) for _ in range(size)]
    comparisons = [
        gk.Comparison(
            id=f"c{place}",
            population=people,
            intervention=options[0],
            comparator=draw.choice(options[1:]),
            perspective=draw.choice(["individual", "population"]),
            evidence=[_row(draw, each) for each in asked],
            context=gk.Context(life_threatening=draw.choice([None, True, False])),
            importance={each.id: "critical" for each in asked[:1] if draw.random() < _CHANCE},
            overall_certainty=draw.choice([None, None, None, "low", "high"]),
            share=_maybe(draw, lambda: _share(draw)),
            balance=_maybe(draw, lambda: draw.choice(list(gk.PanelBalance))),
            etd=_maybe(draw, lambda: EvidenceToDecision(secondary=draw.choice(list(gk.Secondary)))),
            votes=_maybe(draw, lambda: gk.Votes(**_votes(draw))),
        )
        for place, asked in enumerate(chosen)
    ]
    return gk.Guideline(
        id=f"drawn-{seed}",
        title=f"Drawn {seed}",
        populations=(people,),
        outcomes=outcomes,
        options=options,
        comparisons=tuple(comparisons),
        panel=gk.Panel(survey=_maybe(draw, lambda: _survey(draw))),
        policy=draw.choice([*POLICIES.values(), gk.GRADE_2013.evolve("ours", nearly_all=0.8)]),
    )


def drawn_change(draw: random.Random, comparison: dict[str, Any], policies: int) -> dict[str, Any]:
    """A random change to an exported comparison, in the words of the page."""
    change: dict[str, Any] = {"rows": {}, "mids": {}}
    for place, row in enumerate(comparison["rows"]):
        edit: dict[str, Any] = {}
        if draw.random() < _CHANCE:
            edit["certainty"] = draw.randint(0, 4)
        measured = row["measured"]
        if measured is not None and row["judged"] is None and draw.random() < _CHANCE:
            ratio = measured["ratio"]
            edit["value"] = draw.choice(_RATIOS if ratio else (0, -1.5, 1.5, 20, -25, 9.99, -150))
            if measured["limit"] == 1 and not ratio:
                edit["value"] /= 1000
        if edit:
            change["rows"][str(place)] = edit
        judgeable = measured is not None or row["thresholds"] is not None
        if judgeable and draw.random() < 0.2:
            change["mids"][row["outcome"]] = draw.choice([0.01, 0.5, 1.5, 9, 30, 0])
    for name, made in (
        ("policy", lambda: draw.randrange(policies)),
        ("survey", lambda: draw.random() < 0.5),
        ("lifeThreatening", lambda: draw.choice([None, True, False])),
        ("secondary", lambda: draw.choice(list(gk.Secondary)).value),
        ("balance", lambda: draw.choice([None, *(each.value for each in gk.PanelBalance)])),
        ("votes", lambda: draw.choice([None, list(_votes(draw).values())])),
        ("share", lambda: _share_change(draw)),
    ):
        if draw.random() < _CHANCE:
            change[name] = made()
    return change


def _share_change(draw: random.Random) -> dict[str, Any] | None:
    if draw.random() < 0.2:
        return None
    if draw.random() < 0.5:
        return {"band": draw.randrange(6), "low": None, "high": None, "mirrored": False}
    low, high = sorted(draw.choices(_SHARES, k=2))
    return {"band": None, "low": low, "high": high, "mirrored": False}


# ---------------------------------------------------- the same change, made to the library's values


def _with_mids(outcome: gk.Outcome, mids: dict[str, float], unit: str | None) -> gk.Outcome:
    if outcome.id not in mids:
        return outcome
    given = outcome.thresholds
    if given is None:
        return evolve(outcome, thresholds=gk.MID(mids[outcome.id], unit=unit))
    return evolve(outcome, thresholds=evolve(given, small=mids[outcome.id], small_upper=None))


def changed(
    comparison: gk.Comparison, exported: dict[str, Any], change: dict[str, Any]
) -> gk.Comparison:
    """A comparison with a page's change made to it through the library's own types."""
    edits = {exported["rows"][int(at)]["outcome"]: each for at, each in change["rows"].items()}
    measured = {row["outcome"]: row["measured"] for row in exported["rows"]}
    mids = change["mids"]
    levels = (None, *gk.Certainty)

    def outcome_of(outcome: gk.Outcome) -> gk.Outcome:
        its = measured.get(outcome.id)
        return _with_mids(outcome, mids, its["wanted"] if its else None)

    def edited(row: gk.Evidence, edit: dict[str, Any]) -> gk.Evidence:
        if "value" in edit:
            its = measured[row.outcome.id]
            blank = gk.Estimate(its["measure"], 1, unit=its["unit"])
            row = evolve(row, estimate=without_ends(row.estimate or blank, edit["value"]))
        if "certainty" in edit:
            row = evolve(row, certainty=levels[edit["certainty"]])
        return row

    rows = _edited_rows(comparison, edits, edited, outcome_of)
    within = comparison.within
    outcomes = tuple(map(outcome_of, within.outcomes))
    return evolve(
        comparison,
        evidence=rows,
        within=Within(panel=within.panel, policy=within.policy, outcomes=outcomes),
        **_judgements(change),
    )


def _edited_rows(
    comparison: gk.Comparison,
    edits: dict[str, Any],
    edited: Callable[[gk.Evidence, Any], gk.Evidence],
    outcome_of: Callable[[gk.Outcome], gk.Outcome],
) -> list[gk.Evidence]:
    rows = []
    for row in comparison.evidence:
        edit = edits.get(row.outcome.id, {}) if row.role is gk.Role.DECIDING else {}
        rows.append(evolve(edited(row, edit), outcome=outcome_of(row.outcome)))
    register = {each.id: each for each in comparison.within.outcomes}
    for name, edit in edits.items():
        # An outcome without a row counts as very low until somebody says otherwise.
        if comparison.row(name) is None and "value" in edit:
            fresh = edited(gk.Evidence(register[name], certainty="very low"), edit)
            rows.append(evolve(fresh, outcome=outcome_of(fresh.outcome)))
    return rows


def _judgements(change: dict[str, Any]) -> dict[str, Any]:
    more: dict[str, Any] = {}
    if "share" in change:
        given = change["share"]
        more["share"] = given and (
            gk.Share(given["low"], given["high"])
            if given["band"] is None
            else gk.Share(band=_BANDS[given["band"]])
        )
    if "votes" in change:
        cast = change["votes"]
        more["votes"] = None if cast is None else gk.Votes(**dict(zip(VOTES, cast, strict=True)))
    if "secondary" in change:
        more["etd"] = EvidenceToDecision(secondary=change["secondary"])
    if "balance" in change:
        more["balance"] = change["balance"]
    if "lifeThreatening" in change:
        more["context"] = gk.Context(life_threatening=change["lifeThreatening"])
    return more


@pytest.fixture(scope="session")
def drawing() -> tuple[Any, Any, Any]:
    """What draws a guideline, what draws a change to it, and what makes it."""
    return drawn_guideline, drawn_change, changed
