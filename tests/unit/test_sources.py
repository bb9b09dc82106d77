"""Sources, citations, parameters: every number and rule names where it comes from."""

from __future__ import annotations

from typing import Any

import pytest

import gradekit as gk
from gradekit import balance, ceilings, certainty, findings, remarks, share
from gradekit.library import LIBRARY, OWN, cite
from gradekit.paradigms import PARADIGMS
from gradekit.policy import POLICIES
from gradekit.sources import USER_SET, Citation, Parameter, Source, as_citation
from gradekit.thresholds import TOLERANCE
from gradekit.trace import Rule

RULES: list[Rule] = [
    rule
    for module in (findings, certainty, balance, share, ceilings, remarks)
    for rule in module.RULES
]


class TestCitation:
    """4: a citation points into a source, and says where nobody checked it there."""

    @pytest.mark.parametrize(
        ("citation", "text"),
        [
            (Citation("busse2025"), "busse2025"),
            (Citation("busse2025", "table 1"), "busse2025, table 1"),
            (Citation("busse2025", "table 1", checked=False), "busse2025, table 1 (unchecked)"),
            (Citation("busse2025", checked=False), "busse2025 (unchecked)"),
        ],
    )
    def test_text(self, citation: Citation, text: str) -> None:
        assert str(citation) == text

    def test_a_bare_key_is_a_citation(self) -> None:
        made = Citation("x", "table 1")
        assert as_citation("x") == Citation("x")
        assert as_citation(made) is made
        assert as_citation(None) is None

    def test_the_library_s_own_citations_are_checked_against_the_register(self) -> None:
        assert cite("busse2025", "a", checked=False, note="b") == Citation(
            "busse2025", "a", checked=False, note="b"
        )
        assert cite("busse2025").checked
        with pytest.raises(KeyError, match="nobody1900"):
            cite("nobody1900")


class TestTheRegister:
    """4: every number and rule in the library names a source."""

    def test_keys_are_their_own(self) -> None:
        assert all(key == source.key for key, source in LIBRARY.items())

    def test_every_source_says_what_it_is(self) -> None:
        for source in LIBRARY.values():
            assert source.title or source.authors, source.key

    @pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
    def test_rules(self, rule: Rule) -> None:
        assert rule.source.source in LIBRARY
        assert rule.sentence.endswith(".")

    def test_rule_ids_are_unique(self) -> None:
        ids = [rule.id for rule in RULES]
        assert len(ids) == len(set(ids))

    @pytest.mark.parametrize("policy", POLICIES.values(), ids=lambda policy: policy.name)
    def test_policy_parameters(self, policy: gk.Policy) -> None:
        for kept in (
            policy.nearly_all,
            policy.majority,
            policy.strong_certainty,
            policy.established,
            policy.possible,
            policy.certain_harm,
            policy.voting.strong,
            policy.voting.direction,
            TOLERANCE,
        ):
            assert isinstance(kept, Parameter)
            assert kept.id
            assert kept.source.source in LIBRARY

    def test_paradigms_and_every_cell(self) -> None:
        for paradigm in PARADIGMS:
            assert paradigm.source.source in LIBRARY
            assert all(cell.source.source in LIBRARY for cell in paradigm.conditions)
            assert all(example.source.source in LIBRARY for example in paradigm.examples)

    def test_a_choice_of_our_own_says_so(self) -> None:
        assert OWN.source == "gradekit"
        assert "choice" in OWN.note


class TestParameter:
    """5.9: a bare value set by a user is cited as the user's own, unchecked."""

    def test_bare(self) -> None:
        assert Parameter(3).source is USER_SET
        assert not USER_SET.checked
        assert USER_SET.source == "user"

    def test_a_policy_names_it_from_its_field(self) -> None:
        mine = gk.BMJ_RAPID.evolve("mine", majority=0.6)
        assert mine.majority == Parameter(0.6, USER_SET, "majority")

    def test_a_given_source_is_kept(self) -> None:
        cited = Citation("smith2020", "table 2")
        mine = gk.Policy(name="mine", majority=Parameter(0.6, cited))
        assert mine.majority == Parameter(0.6, cited, "majority")

    def test_a_family_stands_in_front_of_the_name(self) -> None:
        bare: Any = 0.7
        assert gk.VotingRule(strong=bare).strong == Parameter(0.7, USER_SET, "voting.strong")
        assert gk.VotingRule().direction.id == "voting.direction"


class TestSource:
    """4: a source has a key, and says whether anybody read the fact in it."""

    def test_checked_unless_said(self) -> None:
        assert Source("x").checked
        assert Source("x").year is None
