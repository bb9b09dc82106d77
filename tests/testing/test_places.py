"""Faults in one region of the space: each is caught among the situations nobody folded."""

from __future__ import annotations

import os
from types import SimpleNamespace

import pytest
from attrs import evolve
from tests.testing.faulty_places import FAULTS

import gradekit as gk
from gradekit.levels import Known
from gradekit.testing import laws
from gradekit.testing.drawn import drawn, settled
from gradekit.testing.laws import LawBroken, Space

LONG = os.environ.get("GRADEKIT_HYPOTHESIS_PROFILE") == "long"

TABLE: dict[str, tuple[str, ...]] = {
    "population: not recorded is enough of a threat to life": ("paradigms",),
    "population: paradigm 2 at low certainty of harm": ("paradigms",),
    "voted strong: prohibitive harm overlooked": ("paradigms",),
    "very low overall: similar benefit at low is enough for paradigm 4": ("paradigms",),
    "very low overall: paradigm 2 at low certainty of harm": ("paradigms",),
    "criteria in favour: unknown magnitude read as similar": ("paradigms",),
    "voted: a catastrophe that might be higher is one": ("paradigms",),
    "majority: paradigm 2 with a benefit at moderate": ("paradigms",),
    "paradigm 3 where the benefit certainty is low": ("paradigms",),
    "paradigm 4 where the benefit certainty is moderate only": ("strong-given", "paradigms"),
    "paradigm 3 where the other harm is very low at most": ("paradigms",),
    "paradigm 3 reads prohibitive harm besides": ("paradigms",),
    "only what might be high counts as not rated": ("rating", "paradigms"),
    "moderate or high overall: a prohibitive harm closes strong": ("strong-given", "binding"),
    "moderate overall: net benefit gives a direction nobody gave": ("share-gives",),
    "moderate overall: paradigm 1 named all the same": ("paradigms",),
    "population: no catastrophe where both options have one": ("strong-given", "paradigms"),
    "paradigm 1 not where benefit and the other's harm are both high": ("rating",),
    "no answer at very low, for a population, voted either, both active": ("total",),
    "no answer to a harm that might be moderate at most": ("total",),
}


@pytest.mark.parametrize("name", FAULTS)
def test_caught(name: str) -> None:
    if TABLE[name] == ("total",):
        found = {each.law for each in laws.check_all(FAULTS[name](), quick=True, raising=False)}
        assert "total" in found
    else:
        listed = [law for law in laws.LAWS if law.id in TABLE[name]]
        broken = laws.breaches(Space.lightest(FAULTS[name]()), laws=listed, first=True)
        assert {each.law for each in broken} == set(TABLE[name])


def test_none_is_missed() -> None:
    assert TABLE.keys() == FAULTS.keys()


class TestPolicies:
    """The library itself, under every cut-off a policy may set."""

    @pytest.mark.parametrize(
        ("strong", "harm"),
        [("low", "high"), *([("very low", "low"), ("high", "moderate")] if LONG else [])],
    )
    def test_obeys_every_law(self, strong: str, harm: str) -> None:
        policy = gk.BMJ_RAPID.evolve("another", strong_certainty=strong, certain_harm=harm)

        def decide(situation: gk.Situation) -> gk.Decision:
            return gk.decide(situation, policy)

        assert laws.check_all(decide, policy=policy, quick=True) == ()


class TestStricter:
    """5.11: a stricter policy permits a subset."""

    def test_the_table_that_asks_for_high(self) -> None:
        assert laws.check_stricter(strictly, gk.decide) == ()

    def test_the_other_way_round(self) -> None:
        with pytest.raises(LawBroken, match="stricter: A stricter policy permits a subset"):
            laws.check_stricter(gk.decide, strictly)

    def test_told(self) -> None:
        (broken,) = laws.check_stricter(gk.decide, strictly, raising=False)
        assert len(set(broken.situations)) == 1
        assert [each.strength.value for each in broken.answers] == ["conditional", "strong"]


def strictly(situation: gk.Situation) -> gk.Decision:
    return gk.decide(situation, gk.EBM_TABLE)


class TestMistakes:
    """A caller's mistake is told as one; what the function failed with is kept."""

    @pytest.mark.parametrize("each", [0, -1, "x", 1.5])
    def test_no_place_to_report(self, each: int) -> None:
        with pytest.raises(gk.InvalidValue, match=r"no place to report @ \$\.each"):
            laws.check_all(gk.decide, each=each, quick=True)

    @pytest.mark.parametrize("policy", [None, "bmj-rapid"])
    def test_no_policy(self, policy: gk.Policy) -> None:
        with pytest.raises(gk.InvalidValue, match=r"not a policy @ \$\.policy"):
            laws.check_all(gk.decide, policy=policy, quick=True)

    def test_the_cause_is_kept_and_the_other_laws_are_told(self) -> None:
        def fails(situation: gk.Situation) -> gk.Decision:
            if situation.panel.share == "split":
                message = "nobody thought of it"
                raise KeyError(message)
            return gk.decide(evolve(situation, panel=evolve(situation.panel, votes="not voted")))

        with pytest.raises(LawBroken) as raised:
            laws.check_all(fails, quick=True)
        assert isinstance(raised.value.__cause__, KeyError)
        assert {each.law for each in raised.value.broken} >= {"total", "consensus"}

    def test_one_text_is_no_list(self) -> None:
        def worded(situation: gk.Situation) -> SimpleNamespace:
            found = gk.decide(situation)
            given = {name: getattr(found, name) for name in ("direction", "strength", "paradigms")}
            return SimpleNamespace(**given, binding=", ".join(found.binding))

        broken = laws.check_all(worded, quick=True, raising=False)
        assert "binding: expected a list; got" in str(broken[0])


class TestDrawn:
    """The draws: the same for a seed, from every state there is."""

    def test_every_word_of_every_field(self) -> None:
        found = drawn(5000)
        panels = {each.panel for each in found}
        for name, words in (("share", gk.ShareBand), ("votes", gk.VoteState)):
            assert {getattr(each, name) for each in panels} == set(words)
        assert {each.panel.perspective for each in found} == set(gk.Perspective)
        assert {each.evidence.overall for each in found} == set(gk.Certainty)
        for arm in gk.Arm:
            options = [each.evidence.option(arm) for each in found]
            for part in ("benefit", "harm", "catastrophe", "prohibitive"):
                known = {getattr(each, part) for each in options}
                assert known == set(gk.testing.space.every_known()), part

    def test_harms_within_harm(self) -> None:
        for situation in drawn(500):
            for arm in gk.Arm:
                option = situation.evidence.option(arm)
                for part in (option.catastrophe, option.prohibitive):
                    assert part.at <= option.harm.at
                    assert part.up_to <= option.harm.up_to

    def test_repeatable(self) -> None:
        assert drawn(50) == drawn(60)[:50]
        assert drawn(50, seed=1) != drawn(50)

    def test_settled(self) -> None:
        assert settled(Known("low")) == ()
        assert [each.at.value for each in settled(Known("none", "low"))] == [
            "none",
            "very low",
            "low",
        ]
