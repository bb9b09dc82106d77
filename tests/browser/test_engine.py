"""The page's answers are the library's: on every exported situation, and from findings."""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Callable
from functools import cache
from itertools import product
from typing import Any

import pytest

import gradekit as gk
from gradekit import space
from gradekit.levels import EvidenceHalf
from gradekit.paradigms import match
from gradekit.policy import POLICIES
from gradekit.report.explorer import explorer_data
from gradekit.report.explorer.contributions import known_code
from gradekit.votes import vote_state
from gradekit.voting import VOTING_RULES

Ask = Callable[[str, Any], Any]
LONG = os.environ.get("GRADEKIT_HYPOTHESIS_PROFILE") == "long"
PRESETS = tuple(POLICIES.values())


@pytest.fixture(scope="module")
def data(spine: gk.Guideline) -> dict[str, Any]:
    return explorer_data(spine)


def codes(option: Any) -> list[int]:  # noqa: ANN401 - what is known of an option
    parts = (option.benefit, option.harm, option.catastrophe, option.prohibitive)
    return [known_code(each) for each in parts]


EVERY_PERMISSION = """([data, policy, options, shared]) => {
  const opened = GradekitEngine.opened(data);
  const found = [];
  for (const half of shared) for (const one of options) for (const other of options) {
    const states = GradekitEngine.paradigmStates(
      opened, opened.policies[policy], {...half, options: [...one, ...other]},
      half.threatening, half.active);
    let told = "";
    for (const each of states) told += each.for[0] + each.for.length + each.against.length;
    found.push(told);
  }
  return found.join(" ");
}"""

EVERY_ANSWER = """([data, policy, panels, permitted]) => {
  const opened = GradekitEngine.opened(data);
  return panels.map(([panel, overall, which]) => {
    const [for_, against] = permitted[which];
    const states = [1, 2, 3, 4, 5].map((number) => ({
      number,
      for: for_.includes(number) ? "met" : "not met",
      against: against.includes(number) ? "met" : "not met"}));
    const a = GradekitEngine.decide(opened, opened.policies[policy], panel, overall, states);
    return [a.direction, a.strength, a.paradigms, a.binding, a.opened, a.missing, a.drafted,
      a.conflict, a.ceilings.map((each) => each.allows)];
  });
}"""

ANSWERS = """([data, asked]) => {
  const opened = GradekitEngine.opened(data);
  return asked.map(([at, change]) => {
    try {
      const a = GradekitEngine.answer(opened, opened.comparisons[at], change);
      const found = a.findings.map((each) => [each.outcome, [each.magnitude, each.favours]]);
      return [a.direction, a.strength, a.paradigms, a.binding, a.opened, a.missing.sort(),
        a.conflict, a.share.band, a.share.route, a.share.scenario, a.overall,
        Object.fromEntries(found),
        a.ceilings.map((each) => each.allows)];
    } catch (error) {
      if (error instanceof GradekitEngine.Refused) return "refused";
      throw error;
    }
  });
}"""


class TestEverySituation:
    """Every class of evidence, and every panel half under every certainty and permission."""

    @pytest.mark.parametrize("place", [0, 2], ids=lambda place: PRESETS[place].name)
    def test_paradigms_on_every_class(self, data: dict[str, Any], asking: Ask, place: int) -> None:
        policy = PRESETS[place]
        options, shared = space.option_classes(policy), space.shared_classes(policy)
        # Each pair of options is one of millions; the ordinary run takes those with every seventh.
        some = options if LONG else options[:: 7 if policy is gk.EBM_TABLE else 4]
        told = asking(
            EVERY_PERMISSION,
            [
                data,
                place,
                [codes(each) for each in some],
                [
                    {
                        "benefit": None
                        if each.benefit_certainty is None
                        else known_code(each.benefit_certainty),
                        "unknown": each.unknown_benefit,
                        "threatening": each.life_threatening,
                        "active": each.both_active,
                    }
                    for each in shared
                ],
            ],
        ).split(" ")
        expected = []
        for half, one, other in product(shared, some, some):
            for_, against = match(space.evidence_of(half, one, other), policy)
            both = zip(for_.matches, against.matches, strict=True)
            expected.append(
                "".join(f"{a.met.value[0]}{len(a.met.value)}{len(b.met.value)}" for a, b in both)
            )
        assert len(told) == len(expected) > 10_000
        assert told == expected

    @pytest.mark.parametrize("place", range(len(PRESETS)), ids=lambda at: PRESETS[at].name)
    def test_decisions_on_every_panel_half(
        self, data: dict[str, Any], asking: Ask, place: int
    ) -> None:
        policy = PRESETS[place]
        kinds = permissions_found(policy.certain_harm.value)
        assert len(kinds) > 10
        permitted, halves = list(kinds), list(kinds.values())
        asked, expected = [], []
        # The presets answer by one and the same table; all of it is asked in the long profile.
        assert data["policies"][place]["decisions"] == data["policies"][0]["decisions"]
        first = LONG
        for at, panel in enumerate(space.panel_halves()):
            if not first and at % 13:
                continue
            for level, overall in enumerate(gk.Certainty):
                # Each permission in turn, so that all meet every kind of panel.
                for which in self.some(permitted, at, overall):
                    half = space.evidence_of(
                        halves[which], halves[which].intervention, halves[which].comparator, overall
                    )
                    found = gk.decide(gk.Situation(half, panel), policy)
                    asked.append([_panel(panel), level, which])
                    expected.append(
                        [
                            found.direction,
                            found.strength,
                            list(found.paradigms),
                            list(found.binding),
                            list(found.opened_by),
                            list(found.missing),
                            found.drafted,
                            found.conflict,
                            [each.allows for each in found.ceilings],
                        ]
                    )
        assert len(asked) > (15_000 if first else 500)
        assert asking(EVERY_ANSWER, [data, place, asked, permitted]) == expected

    @staticmethod
    def some(
        permitted: list[tuple[tuple[int, ...], ...]], at: int, overall: gk.Certainty
    ) -> list[int]:
        """One permission of each kind a table tells apart, or any where none is asked."""
        if overall >= gk.Certainty.MODERATE:
            return [at % len(permitted)]
        kinds: dict[tuple[bool, ...], list[int]] = {}
        for which, both in enumerate(permitted):
            kinds.setdefault(tuple(map(bool, both)), []).append(which)
        assert len(kinds) == 4
        return [each[at % len(each)] for each in kinds.values()]


@cache
def permissions_found(certain_harm: str) -> dict[tuple[tuple[int, ...], ...], EvidenceHalf]:
    """Evidence for every way of permitting that is met with these certainties of harm."""
    policy = gk.BMJ_RAPID.evolve("asked", certain_harm=certain_harm)
    options = space.option_classes(policy)
    found: dict[tuple[tuple[int, ...], ...], EvidenceHalf] = {}
    for half, one, other in product(space.shared_classes(policy), options[::6], options[::6]):
        evidence = space.evidence_of(half, one, other)
        both = match(evidence, policy)
        found.setdefault(tuple(each.permitting for each in both), evidence)
    return found


def _panel(panel: gk.PanelHalf) -> dict[str, str | None]:
    return {
        "share": panel.share,
        "secondary": panel.secondary,
        "votes": panel.votes,
        "perspective": panel.perspective,
        "balance": panel.balance,
    }


def told(answer: gk.Recommendation) -> list[Any]:
    return [
        answer.direction,
        answer.strength,
        list(answer.paradigms),
        list(answer.binding),
        list(answer.opened_by),
        sorted(answer.missing),
        answer.conflict,
        answer.share.band,
        answer.share.route,
        answer.share.scenario,
        answer.situation.evidence.overall,
        {
            each.outcome.id: [each.magnitude, each.favours]
            for each in answer.assessment.balance.deciding
        },
        [each.allows for each in answer.ceilings],
    ]


class TestFromFindings:
    """Thousands of comparisons, as recorded and changed: the page says what `recommend` says."""

    @pytest.mark.parametrize("seed", range(60 if LONG else 4))
    def test_equal(self, seed: int, asking: Ask, drawing: Any) -> None:  # noqa: ANN401
        drawn_guideline, drawn_change, changed = drawing
        guideline = drawn_guideline(seed, 170)
        data = explorer_data(guideline)
        policies = [*PRESETS, *({guideline.policy} - set(PRESETS))]
        draw = random.Random(seed)  # noqa: S311 - no secret is made
        asked: list[Any] = []
        expected: list[Any] = []
        for at, comparison in enumerate(guideline):
            asked.append([at, {}])
            expected.append(told(gk.recommend(comparison)))
            for _ in range(2):
                change = drawn_change(draw, data["comparisons"][at], len(policies))
                asked.append([at, change])
                expected.append(
                    self.answered(guideline, data["comparisons"][at], change, changed, policies)
                )
        found = asking(ANSWERS, [data, asked])
        for given, page, library in zip(asked, found, expected, strict=True):
            assert page == library, given
        kinds = Counter(each if each == "refused" else each[1] for each in found)
        assert kinds["strong"], "nothing strong was drawn"
        assert kinds["conditional"]
        assert kinds["none"]

    @staticmethod
    def answered(
        guideline: gk.Guideline,
        exported: dict[str, Any],
        change: dict[str, Any],
        changed: Any,  # noqa: ANN401 - a function of conftest
        policies: list[gk.Policy],
    ) -> Any:  # noqa: ANN401 - an answer or a word
        more: dict[str, Any] = {"policy": policies[change["policy"]]} if "policy" in change else {}
        if change.get("survey") is False:
            more["panel"] = None
        try:
            made = changed(guideline[exported["id"]], exported, change)
            return told(gk.recommend(made, **more))
        except gk.GradekitError:
            return "refused"


class TestVotes:
    """Every vote of up to six people, and the edges of the shares asked for."""

    def test_equal(self, data: dict[str, Any], asking: Ask) -> None:
        rules = {
            each: gk.BMJ_RAPID.evolve(f"by {each}", voting=rule)
            for each, rule in VOTING_RULES.items()
        }
        few = [each for each in product(range(4), repeat=5) if 0 < sum(each) <= 6]
        asked = [*few, (16, 4, 0, 0, 0), (15, 5, 0, 0, 0), (14, 0, 2, 4, 0), (0, 0, 0, 7, 13)]
        names = ("strong_for", "conditional_for", "either", "conditional_against", "strong_against")
        for policy in rules.values():
            rule = policy.voting
            given = {
                "strong": rule.strong.value,
                "direction": rule.direction.value,
                "inclusive": rule.inclusive.value,
                "opposed": rule.opposed.value,
            }
            found = asking(
                "([data, policy, asked]) => asked.map("
                "(votes) => GradekitEngine.voteState(data, policy, votes))",
                [data, given, asked],
            )
            assert found == [
                vote_state(gk.Votes(**dict(zip(names, each, strict=True))), rule) for each in asked
            ]


class TestTheComparison:
    def test_it_can_fail(self, data: dict[str, Any], asking: Ask, spine: gk.Guideline) -> None:
        # With every cell of one table saying "almost none", the page no longer waits for a share.
        spoiled = {**data, "dominance": [{"width": 1, "text": "0" * 5184}]}
        place = [each.id for each in spine].index("axial/im-la")
        asked = [[place, {"survey": False, "rows": {}, "mids": {}}]]
        expected = told(gk.recommend(spine["axial/im-la"], panel=None))
        assert asking(ANSWERS, [data, asked]) == [expected]
        assert asking(ANSWERS, [spoiled, asked]) != [expected]
