"""The laws against copies of the decision function with one fault each: every fault is caught.

TABLE says which laws caught which fault. The ordinary run asks about the light part of the space
and looks for the listed laws; the long profile asks about the whole space, law by law.
"""

from __future__ import annotations

import os

import pytest
from tests.testing.faulty import FAULTS, Plain

import gradekit as gk
from gradekit.testing import laws
from gradekit.testing.laws import LAWS, LawBroken, Space
from gradekit.testing.reduced import weight

LONG = os.environ.get("GRADEKIT_HYPOTHESIS_PROFILE") == "long"
BY_ID = {law.id: law for law in LAWS}

TABLE: dict[str, tuple[str, ...]] = {
    "wrong comparison: strong only above moderate certainty": (
        "overall",
        "conditions",
        "strong-given",
    ),
    "off by one: low overall certainty allows strong": ("strong-needs", "conditions", "paradigms"),
    "swapped direction: a majority counts against": (
        "share",
        "share-gives",
        "strong-given",
        "consensus",
        "votes",
    ),
    "swapped arms: X and Y exchanged in the paradigms": (
        "benefit",
        "harm",
        "strong-given",
        "paradigms",
    ),
    "missing paradigm 1": ("strong-given", "paradigms"),
    "missing paradigm 2": ("strong-given", "paradigms"),
    "missing paradigm 3": ("paradigms",),
    "missing paradigm 4": ("strong-given", "paradigms"),
    "missing paradigm 5": ("strong-given", "paradigms"),
    "order dependence: the answer before colours this one": (
        "mirror",
        "strong-needs",
        "benefit",
        "harm",
        "conditions",
        "secondary",
        "votes",
        "binding",
        "again",
    ),
    "votes ignored": ("strong-needs", "consensus"),
    "votes: a majority is enough for strong": ("strong-needs",),
    "votes: no majority still leaves a conditional recommendation": ("consensus",),
    "votes: behind a direction at either strength counts for neither": ("consensus",),
    "votes: not voted read as no majority": ("strong-given", "votes", "binding"),
    "secondary ceiling inverted": ("strong-needs", "strong-given", "secondary"),
    "secondary criteria ignored": ("strong-needs",),
    "secondary criteria not judged bind": ("strong-given", "secondary"),
    "secondary criteria in favour raise to strong": ("strong-needs",),
    "split treated as for": ("mirror", "share-gives", "consensus"),
    "unknown share treated as either": ("share-gives",),
    "balance ignored where the share is split": ("share-gives", "consensus", "votes", "binding"),
    "balance overrules a share that is known": (
        "share",
        "share-gives",
        "strong-given",
        "consensus",
        "votes",
    ),
    "a majority is enough for strong": ("strong-needs",),
    "a balance stands in for the share under the individual perspective": ("strong-needs",),
    "probably favours counts as favours": ("strong-needs",),
    "a clear balance stands in for a split share": ("strong-needs", "share"),
    "a balance never stands in for the share": ("strong-given",),
    "not recorded treated as met: life-threatening": ("paradigms",),
    "not recorded treated as met: a harm that might be higher is high": ("rating", "paradigms"),
    "not recorded treated as met: a harm that might be higher is not": ("rating", "paradigms"),
    "a benefit nobody rated taken as none: similar benefit": ("rating", "paradigms"),
    "a benefit of unknown magnitude taken as similar": ("paradigms",),
    "no critical benefit finding taken as similar": ("paradigms",),
    "paradigms consulted at moderate certainty": ("paradigms",),
    "paradigms consulted at very low certainty only": ("strong-given", "paradigms"),
    "a paradigm compels: it overrules the values": ("strong-needs", "overall", "binding"),
    "both options active ignored in paradigm 3": ("paradigms",),
    "prohibitive harm ignored in paradigm 1": ("paradigms",),
    "off by one: paradigm 2 at low certainty of harm": ("conditions",),
    "off by one: paradigm 2 with a benefit known at moderate certainty": (
        "benefit",
        "conditions",
        "paradigms",
    ),
    "off by one: paradigm 4 with similar benefit at low certainty": ("paradigms",),
    "a catastrophe only counts when established": ("conditions", "strong-given", "paradigms"),
    "only the first paradigm that permits is named": ("rating", "paradigms"),
    "binding list: only the first ceiling": ("binding",),
    "binding list: every ceiling below strong": ("binding",),
    "binding list: consensus left out": ("binding",),
    "strength none with direction for": ("total", "paradigms"),
    "one-sided: strong never against": ("mirror", "strong-given", "binding"),
    "strength is the maximum of the ceilings": ("strong-needs", "consensus", "binding"),
    "no answer at all to a situation nobody thought of": ("total",),
    "paradigm 4 upside down: similar benefit below moderate certainty": (
        "benefit-certainty",
        "strong-given",
        "paradigms",
    ),
    "the evidence overrules the share: a threat to life turns a majority against": (
        "mirror",
        "share",
        "direction",
        "share-gives",
        "consensus",
        "votes",
        "binding",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_caught(name: str) -> None:
    wanted = TABLE[name]
    if "total" in wanted and name.startswith("no answer"):
        found = {each.law for each in laws.check_all(FAULTS[name](), quick=True, raising=False)}
    else:
        space = Space.lightest(FAULTS[name]())
        listed = [BY_ID[law] for law in wanted]
        found = {each.law for each in laws.breaches(space, laws=listed, first=True)}
    assert found == set(wanted), name


def test_none_is_missed() -> None:
    assert len(FAULTS) >= 20
    assert TABLE.keys() == FAULTS.keys()
    assert all(TABLE.values())


def test_every_law_catches_something() -> None:
    # A law that no fault breaks would prove nothing about itself.
    assert {law for caught in TABLE.values() for law in caught} == BY_ID.keys()


@pytest.mark.skipif(not LONG, reason="the whole space for every fault: the long profile")
@pytest.mark.parametrize("name", FAULTS)
def test_caught_on_the_whole_space(name: str) -> None:
    broken = laws.check_all(FAULTS[name](), raising=False)
    assert {each.law for each in broken} >= set(TABLE[name])


class TestTheCopy:
    """The copy without a fault is the decision function, so that each fault is the only one."""

    def test_obeys_every_law(self) -> None:
        assert laws.check_all(Plain(), quick=True) == ()

    def test_answers_as_the_library(self) -> None:
        copy, own = Space.lightest(Plain()), Space.lightest(gk.decide)
        assert list(copy.shown()) == list(own.shown())
        assert list(copy.every()) == list(own.every())


class TestCounterexamples:
    """A breach is the smallest found, and is told in the words of the method."""

    def test_smallest(self) -> None:
        (broken,) = laws.breaches(
            Space.lightest(FAULTS["missing paradigm 5"]()), laws=[BY_ID["paradigms"]]
        )
        (situation,) = broken.situations
        assert str(broken) == (
            "paradigms: Below the certainty that allows strong, the paradigms that permit the "
            "answer's direction are named, and no others; at or above it none.\n"
            "  where overall certainty: low; harm, burden or cost of the comparator: very low; "
            "catastrophic harm of the comparator: very low; share: nearly all\n"
            "  it -> conditional for, bound by certainty"
        )
        assert situation.evidence.intervention.harm == gk.testing.space.blank().harm

    def test_no_smaller_one_is_left(self) -> None:
        space, law = Space.lightest(FAULTS["missing paradigm 1"]()), BY_ID["paradigms"]
        first, *others = laws.breaches(space, laws=[law], each=40)
        sizes = [weight(each.situations[0]) for each in (first, *others)]
        assert sizes == sorted(sizes)
        assert len(set(sizes)) > 1

    def test_two_situations_say_what_differs(self) -> None:
        (broken,) = laws.breaches(
            Space.lightest(FAULTS["split treated as for"]()), laws=[BY_ID["mirror"]]
        )
        told = str(broken).splitlines()
        assert told[1:] == [
            "  where overall certainty: low; share: split",
            "  it -> conditional for, bound by certainty, values",
            "  it -> conditional for, bound by certainty, values",
        ]

    def test_raised(self) -> None:
        with pytest.raises(LawBroken, match="consensus: Where voted") as raised:
            laws.check_all(FAULTS["votes ignored"](), quick=True)
        assert [each.law for each in raised.value.broken] == list(TABLE["votes ignored"])

    def test_a_function_that_fails(self) -> None:
        (broken,) = laws.check_all(
            FAULTS["no answer at all to a situation nobody thought of"](), quick=True, raising=False
        )
        assert broken.law == "total"
        assert "KeyError: 'unknown'" in str(broken)
        assert str(broken).endswith("share: unknown\n  it -> no answer")


class TestPolicy:
    """The laws speak about the policy they are given."""

    def test_another_policy_is_another_function(self) -> None:
        broken = laws.check_all(gk.decide, policy=gk.EBM_TABLE, quick=True, raising=False)
        assert "paradigms" in {each.law for each in broken}

    def test_its_own(self) -> None:
        def strict(situation: gk.Situation) -> gk.Decision:
            return gk.decide(situation, gk.EBM_TABLE)

        assert laws.check_all(strict, policy=gk.EBM_TABLE, quick=True) == ()
