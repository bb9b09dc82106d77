"""The decision: strength is the minimum of four ceilings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import gradekit as gk
from gradekit.levels import EvidenceHalf

if TYPE_CHECKING:
    from tests.unit.conftest import Make

FREE: dict[str, Any] = {"share": "nearly all", "votes": "strong for", "secondary": "neutral"}


def decided(
    half: EvidenceHalf,
    policy: gk.Policy = gk.BMJ_RAPID,
    **panel: Any,  # noqa: ANN401
) -> gk.Decision:
    return gk.decide(gk.Situation(half, gk.PanelHalf(**panel)), policy)


def sure(make: Make) -> EvidenceHalf:
    return make.half({"benefit": "high"}, overall=gk.Certainty.HIGH)


class TestStrong:
    """5.7: a strong answer lists what opened it, and nothing binds."""

    def test_everything_allows_it(self, make: Make) -> None:
        found = decided(sure(make), **FREE)
        assert (found.strength, found.direction, found.drafted) == ("strong", "for", "for")
        assert found.binding == ()
        assert found.missing == ()
        assert found.conflict is None
        assert found.paradigms == ()
        assert found.opened_by == ("share: nearly all", "certainty: high", "votes: strong for")
        assert [(each.name, each.allows) for each in found.ceilings] == [
            ("values", "strong"),
            ("certainty", "strong"),
            ("secondary", "strong"),
            ("consensus", "strong"),
        ]

    def test_moderate_certainty_is_enough(self, make: Make) -> None:
        found = decided(make.half(overall=gk.Certainty.MODERATE), share="nearly all")
        assert found.opened_by == ("share: nearly all", "certainty: moderate")

    def test_what_nobody_judged_opens_nothing(self, make: Make) -> None:
        found = decided(sure(make), share="almost none")
        assert (found.strength, found.direction) == ("strong", "against")
        assert found.opened_by == ("share: almost none", "certainty: high")


class TestOneCeilingBinds:
    """5.7: binding lists the ceilings equal to the minimum when that is below strong."""

    def test_values(self, make: Make) -> None:
        found = decided(sure(make), **{**FREE, "share": "majority"})
        assert (found.strength, found.direction) == ("conditional", "for")
        assert found.binding == ("values",)
        assert found.opened_by == ()

    def test_certainty(self, make: Make) -> None:
        found = decided(make.half(), **FREE)
        assert (found.strength, found.direction) == ("conditional", "for")
        assert found.binding == ("certainty",)

    def test_secondary(self, make: Make) -> None:
        found = decided(sure(make), **{**FREE, "secondary": "favour comparator"})
        assert (found.strength, found.direction) == ("conditional", "for")
        assert found.binding == ("secondary",)

    def test_consensus_on_strength(self, make: Make) -> None:
        found = decided(sure(make), **{**FREE, "votes": "for"})
        assert (found.strength, found.direction) == ("conditional", "for")
        assert found.binding == ("consensus",)
        assert found.conflict is None

    @pytest.mark.parametrize("votes", ["either", "against", "strong against", "no majority"])
    def test_consensus_on_direction(self, make: Make, votes: str) -> None:
        found = decided(sure(make), **{**FREE, "votes": votes})
        assert (found.strength, found.direction, found.drafted) == ("none", "none", "for")
        assert found.binding == ("consensus",)
        assert found.conflict == f"share or balance says for, votes say {votes}"
        assert found.paradigms == ()
        assert found.opened_by == ()
        assert found.missing == ()

    def test_several(self, make: Make) -> None:
        found = decided(
            make.half(), share="minority", secondary="favour intervention", votes="against"
        )
        assert (found.strength, found.direction) == ("conditional", "against")
        assert found.binding == ("values", "certainty", "secondary", "consensus")

    def test_only_the_lowest(self, make: Make) -> None:
        found = decided(make.half(), share="minority", votes="for")
        assert found.strength == "none"
        assert found.binding == ("consensus",)


class TestNoDirection:
    """5.7: unknown share, no balance: none; only the share binds, the rest not applicable."""

    @pytest.mark.parametrize("perspective", ["individual", "population"])
    @pytest.mark.parametrize("votes", ["not voted", "strong for", "no majority"])
    def test_it(self, make: Make, perspective: str, votes: str) -> None:
        found = decided(make.half({"catastrophe": "low"}), perspective=perspective, votes=votes)
        assert (found.strength, found.direction, found.drafted) == ("none", "none", "none")
        assert found.binding == ("values",)
        assert found.missing == ("share",)
        assert found.paradigms == ()
        assert found.conflict is None
        values, *rest = found.ceilings
        assert values.allows == "none"
        assert [each.name for each in rest] == ["certainty", "secondary", "consensus"]
        for ceiling in rest:
            assert ceiling.allows is None
            assert (ceiling.step.kind, ceiling.step.result) == ("not applicable", "no direction")
        for step in found.trace.find("paradigm."):
            assert (step.kind, step.result) == ("not applicable", "no direction")


class TestSplit:
    """5.7: split without a balance: conditional, either."""

    def test_it(self, make: Make) -> None:
        found = decided(sure(make), share="split")
        assert (found.strength, found.direction) == ("conditional", "either")
        assert found.binding == ("values",)
        assert found.missing == ()

    @pytest.mark.parametrize(
        ("votes", "strength"), [("either", "conditional"), ("for", "none"), ("no majority", "none")]
    )
    def test_voted(self, make: Make, votes: str, strength: str) -> None:
        found = decided(sure(make), share="split", votes=votes)
        assert found.strength == strength
        assert found.direction == ("either" if strength == "conditional" else "none")

    def test_on_low_certainty_no_paradigm_permits_either(self, make: Make) -> None:
        half = make.half({"catastrophe": "low"}, {"catastrophe": "low"})
        found = decided(half, share="split")
        assert found.paradigms == ()
        assert found.binding == ("values", "certainty")


class TestPanelBalance:
    """5.7: split or unknown with a recorded balance: its direction, never above conditional."""

    @pytest.mark.parametrize("share", ["split", "unknown"])
    @pytest.mark.parametrize("balance", list(gk.PanelBalance))
    def test_individual(self, make: Make, share: str, balance: gk.PanelBalance) -> None:
        found = decided(sure(make), share=share, balance=balance)
        assert (found.strength, found.direction) == ("conditional", balance.direction)
        assert found.binding == ("values",)
        assert found.missing == ()

    def test_ignorance_is_never_read_as_either(self, make: Make) -> None:
        assert decided(sure(make)).direction == "none"
        neither = decided(sure(make), balance=gk.PanelBalance.NEITHER)
        assert neither.direction == "either"

    def test_population_a_clear_balance_stands_in_for_an_unknown_share(self, make: Make) -> None:
        found = decided(
            sure(make), perspective="population", balance=gk.PanelBalance.FAVOURS_COMPARATOR
        )
        assert (found.strength, found.direction) == ("strong", "against")
        assert found.opened_by == ("balance: favours comparator", "certainty: high")

    @pytest.mark.parametrize(
        ("share", "balance"),
        [
            ("split", "favours intervention"),
            ("unknown", "probably favours intervention"),
            ("unknown", "neither"),
        ],
    )
    def test_population_otherwise_conditional(self, make: Make, share: str, balance: str) -> None:
        found = decided(
            sure(make), perspective="population", share=share, balance=gk.PanelBalance(balance)
        )
        assert found.strength == "conditional"
        assert found.binding == ("values",)


class TestParadigms:
    """5.8: permit, never compel; consulted only when overall certainty is low or very low."""

    def test_permits_strong_against(self, make: Make) -> None:
        half = make.half({"harm": "moderate"})
        found = decided(half, share="almost none")
        assert (found.strength, found.direction) == ("strong", "against")
        assert found.paradigms == (2, 4)
        assert found.opened_by == ("share: almost none", "paradigm 2", "paradigm 4")

    def test_permits_strong_for(self, make: Make) -> None:
        half = make.half({}, {"harm": "moderate"})
        found = decided(half, share="nearly all")
        assert (found.strength, found.direction) == ("strong", "for")
        assert found.paradigms == (2, 4)
        assert found.opened_by == ("share: nearly all", "paradigm 2", "paradigm 4")

    def test_without_a_recommendation_none_is_named(self, make: Make) -> None:
        found = decided(make.half({"harm": "moderate"}), share="almost none", votes="for")
        assert found.strength == "none"
        assert found.paradigms == ()

    def test_not_in_the_other_direction(self, make: Make) -> None:
        found = decided(make.half({"harm": "moderate"}), share="nearly all")
        assert (found.strength, found.paradigms) == ("conditional", ())
        assert found.binding == ("certainty",)

    @pytest.mark.parametrize(
        ("panel", "binding"),
        [
            ({"share": "minority"}, "values"),
            ({"share": "almost none", "secondary": "favour intervention"}, "secondary"),
            ({"share": "almost none", "votes": "against"}, "consensus"),
        ],
    )
    def test_the_other_ceilings_bind_as_ever(
        self, make: Make, panel: dict[str, Any], binding: str
    ) -> None:
        found = decided(make.half({"harm": "moderate"}), **panel)
        assert found.strength == "conditional"
        assert found.paradigms == (2, 4)
        assert found.binding == (binding,)

    @pytest.mark.parametrize("overall", ["moderate", "high"])
    def test_not_consulted(self, make: Make, overall: str) -> None:
        worse = make.half({}, {"harm": "moderate"}, overall=gk.Certainty(overall))
        assert decided(worse, share="nearly all").paradigms == ()
        half = make.half({"harm": "moderate"}, overall=gk.Certainty(overall))
        found = decided(half, share="almost none")
        assert found.strength == "strong"
        assert found.paradigms == ()
        steps = found.trace.find("paradigm.")
        assert len(steps) == 10
        for step in steps:
            assert step.kind == "not applicable"
            assert step.result == f"overall certainty is {overall}"
        assert [each.about for each in steps] == ["strong for"] * 5 + ["strong against"] * 5

    @pytest.mark.parametrize("overall", ["very low", "low"])
    def test_consulted(self, make: Make, overall: str) -> None:
        half = make.half({"harm": "moderate"}, overall=gk.Certainty(overall))
        found = decided(half, share="almost none")
        assert found.paradigms == (2, 4)
        assert len(found.matches) == 10
        shown = [step for step in found.trace.steps if step.rule.id.startswith("paradigm.")]
        assert shown == [each.step for each in found.matches]

    def test_a_policy_that_asks_for_high_consults_them_at_moderate(self, make: Make) -> None:
        half = make.half({"harm": "moderate"}, overall=gk.Certainty.MODERATE)
        asking = gk.BMJ_RAPID.evolve("asking", strong_certainty="high")
        assert decided(half, asking, share="almost none").paradigms == (2, 4)

    def test_the_policy_reaches_the_paradigms(self, make: Make) -> None:
        half = make.half({"harm": "moderate"}, benefit_certainty=None)
        assert decided(half, share="almost none").strength == "strong"
        assert decided(half, gk.EBM_TABLE, share="almost none").strength == "conditional"


class TestTrace:
    """5.10: direction, ceilings, paradigms: all in the trace, always."""

    def test_it(self, make: Make) -> None:
        found = decided(make.half(), share="split")
        top = [step.rule.id for step in found.trace.steps]
        assert top[:5] == [
            "direction.share",
            "ceiling.values",
            "ceiling.certainty",
            "ceiling.secondary",
            "ceiling.consensus",
        ]
        assert top[5:] == [f"paradigm.{number}" for number in range(1, 6)] * 2
        assert [each.step for each in found.ceilings] == list(found.trace.steps[1:5])

    def test_equal_situations_share_their_steps(self, make: Make) -> None:
        one, other = (decided(make.half({"harm": "low"}), share="majority") for _ in range(2))
        assert one == other
        assert all(a is b for a, b in zip(one.trace.steps, other.trace.steps, strict=True))
