"""Laws of certainty: bounded, monotone, independent of order and units, alike where they should."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

import gradekit as gk
from gradekit import domains
from gradekit.certainty import overall_certainty, rate_certainty
from gradekit.domains import DOWN, UP, Domain
from gradekit.network import rate_comparison

RISING = tuple(gk.Certainty)
designs = st.sampled_from(["randomised", "non-randomised"])
editions = st.sampled_from(["core", "classic"])
facts = st.sampled_from([None, False, True])
certainties = st.sampled_from(RISING)
per_1000 = st.integers(-1000, 1000).map(lambda number: number / 8)


def levels(domain: Domain) -> st.SearchStrategy[int]:
    return st.integers(0, 2) if domain.rates_up else st.integers(-3, 0)


@st.composite
def judged(draw: st.DrawFn, names: tuple[Domain, ...] = domains.ALL) -> dict[str, int]:
    chosen = draw(st.permutations(names))
    size = draw(st.integers(0, len(chosen)))
    return {name: draw(levels(name)) for name in chosen[:size]}


@st.composite
def effects(draw: st.DrawFn) -> gk.Estimate:
    low, value, high = sorted(draw(st.tuples(per_1000, per_1000, per_1000)))
    return gk.Estimate("RD", value, low, high, unit="per 1000")


@st.composite
def sizes(draw: st.DrawFn) -> gk.Thresholds:
    small, moderate, large = sorted(
        draw(st.sets(st.integers(1, 400), min_size=3, max_size=3).map(list))
    )
    return gk.Thresholds(small / 8, moderate / 8, large / 8, unit="per 1000")


def outcome(thresholds: gk.Thresholds, better: str = "lower") -> gk.Outcome:
    return gk.Outcome("o", "O", importance="critical", better=better, thresholds=thresholds)


def approaches() -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "edition": editions,
            "contextualisation": st.sampled_from(["minimal", "partial"]),
            "threshold": st.sampled_from(["MID", "null"]),
            "near_null": facts,
            "only_may": facts,
            "appreciable": facts,
            "implausibly_large": facts,
            "participants": st.sampled_from([None, 10, 10_000]),
            "information_size": st.sampled_from([None, 500]),
        }
    )


class TestRating:
    @given(designs, judged(), editions)
    def test_bounded_and_explained(
        self, design: str, judgements: dict[str, int], edition: str
    ) -> None:
        rating = rate_certainty(design, judgements, edition)
        total = rating.start.rank + sum(move.change for move in rating.moves)
        assert rating.level.rank == min(max(total, 1), len(RISING))
        assert len(rating.moves) == len(judgements)
        assert rating.edition == edition

    @given(designs, judged(), editions, st.data())
    def test_monotone_in_each_judgement(
        self, design: str, judgements: dict[str, int], edition: str, data: st.DataObject
    ) -> None:
        name = data.draw(st.sampled_from(domains.ALL))
        one, other = sorted(data.draw(st.tuples(levels(name), levels(name))))
        lower = rate_certainty(design, {**judgements, name: one}, edition)
        higher = rate_certainty(design, {**judgements, name: other}, edition)
        assert lower.level <= higher.level

    @given(designs, judged(), editions, st.randoms(use_true_random=False))
    def test_order_does_not_matter(
        self,
        design: str,
        judgements: dict[str, int],
        edition: str,
        random: Any,  # noqa: ANN401
    ) -> None:
        shuffled = list(judgements.items())
        random.shuffle(shuffled)
        one = rate_certainty(design, judgements, edition)
        other = rate_certainty(design, dict(shuffled), edition)
        assert one == other
        assert one.trace == other.trace

    @given(designs, judged((*DOWN, UP[0], UP[1])))
    def test_editions_agree_where_nothing_differs(
        self, design: str, judgements: dict[str, int]
    ) -> None:
        core = rate_certainty(design, judgements)
        classic = rate_certainty(design, judgements, "classic")
        assert (core.level, core.start, core.moves) == (classic.level, classic.start, classic.moves)

    @given(judged(), editions)
    def test_the_tool_does_not_matter_for_trials(
        self, judgements: dict[str, int], edition: str
    ) -> None:
        plain = rate_certainty("RCT", judgements, edition)
        assert plain == rate_certainty("RCT", judgements, edition, rob_tool="ROBINS-I")

    @given(designs, judged(), editions)
    def test_a_judgement_of_no_concern_changes_nothing(
        self, design: str, judgements: dict[str, int], edition: str
    ) -> None:
        whole: dict[str, int] = {**dict.fromkeys(domains.ALL, 0), **judgements}
        one = rate_certainty(design, judgements, edition)
        assert rate_certainty(design, whole, edition).level == one.level


class TestOverall:
    @given(st.lists(certainties, min_size=1, max_size=6), st.data())
    def test_the_exception_is_never_lower_and_never_invented(
        self, critical: list[gk.Certainty], data: st.DataObject
    ) -> None:
        alone = data.draw(st.lists(st.sampled_from(range(len(critical))), min_size=1, unique=True))
        rated = [("critical", each) for each in critical]
        found = overall_certainty(
            rated,
            same_direction=True,
            sufficient=[critical[place] for place in alone],
            rationale="one way",
        )
        assert min(critical) <= found.level <= max(critical)
        assert found.level in critical


class TestImprecision:
    @given(effects(), sizes(), approaches())
    def test_levels_by_approach(
        self, effect: gk.Estimate, thresholds: gk.Thresholds, approach: dict[str, Any]
    ) -> None:
        found = domains.imprecision.suggest(
            estimate=effect, outcome=outcome(thresholds), **approach
        )
        deepest = -3 if approach["contextualisation"] == "partial" else -1
        assert found.level is None or deepest <= found.level <= 0
        assert all(level in range(-3, 1) for level in found.consider)
        assert found.level not in found.consider

    @given(effects(), sizes(), approaches())
    def test_units_do_not_matter(
        self, effect: gk.Estimate, thresholds: gk.Thresholds, approach: dict[str, Any]
    ) -> None:
        found, same = (
            domains.imprecision.suggest(
                estimate=effect, outcome=outcome(thresholds.in_unit(unit)), **approach
            )
            for unit in ("per 1000", "proportion")
        )
        assert (found.level, found.rule, found.consider) == (same.level, same.rule, same.consider)

    @given(effects(), sizes(), approaches())
    def test_the_mirror_has_the_same_level(
        self, effect: gk.Estimate, thresholds: gk.Thresholds, approach: dict[str, Any]
    ) -> None:
        found = domains.imprecision.suggest(
            estimate=effect, outcome=outcome(thresholds), **approach
        )
        mirror = domains.imprecision.suggest(
            estimate=effect.mirrored(), outcome=outcome(thresholds), **approach
        )
        other = domains.imprecision.suggest(
            estimate=effect, outcome=outcome(thresholds, "higher"), **approach
        )
        assert (found.level, found.consider) == (mirror.level, mirror.consider)
        assert (found.level, found.consider) == (other.level, other.consider)

    @given(effects(), sizes(), st.integers(0, 100), st.integers(0, 100))
    def test_a_wider_interval_counts_no_fewer(
        self, effect: gk.Estimate, thresholds: gk.Thresholds, left: int, right: int
    ) -> None:
        assert effect.low is not None
        assert effect.high is not None
        wider = gk.Estimate(
            "RD", effect.value, effect.low - left, effect.high + right, unit="per 1000"
        )
        inside = [
            domains.imprecision.suggest(
                estimate=each,
                outcome=outcome(thresholds),
                contextualisation="partial",
                implausibly_large=False,
                information_size=1,
                participants=1,
            ).level
            for each in (effect, wider)
        ]
        assert None not in inside
        assert (inside[1] or 0) <= (inside[0] or 0)

    @given(effects(), sizes(), facts)
    def test_core_and_minimally_contextualised_agree_on_the_level(
        self,
        effect: gk.Estimate,
        thresholds: gk.Thresholds,
        large: bool | None,  # noqa: FBT001
    ) -> None:
        core, classic = (
            domains.imprecision.suggest(
                estimate=effect,
                outcome=outcome(thresholds),
                edition=edition,
                implausibly_large=large,
            )
            for edition in ("core", "classic")
        )
        assert core.level == classic.level


class TestOtherDomains:
    @given(st.floats(0, 1), st.sampled_from(["toward the result", "against the result"]), facts)
    def test_risk_of_bias_moves_one_level_at_most(
        self,
        weight: float,
        direction: str,
        differ: bool | None,  # noqa: FBT001
    ) -> None:
        found = domains.risk_of_bias.suggest(
            high_risk_weight=weight, direction=direction, estimates_differ=differ
        )
        assert found.level in (0, -1)
        assert set(found.consider) <= {0, -1} - {found.level}

    @given(facts, facts, facts, facts, st.none() | st.floats(0, 1))
    def test_no_statistic_decides_inconsistency(
        self,
        differences: bool | None,  # noqa: FBT001
        overlap: bool | None,  # noqa: FBT001
        side: bool | None,  # noqa: FBT001
        subgroup: bool | None,  # noqa: FBT001
        i2: float | None,
    ) -> None:
        judged_: dict[str, Any] = {
            "important_differences": differences,
            "limited_overlap": overlap,
            "one_side": side,
            "credible_subgroup": subgroup,
        }
        found = domains.inconsistency.suggest(**judged_, i2=i2)
        assert found.level in (None, 0, -1)
        assert found.level == domains.inconsistency.suggest(**judged_).level

    @given(st.integers(1, 400), editions)
    def test_large_effects_are_alike_both_ways(self, number: int, edition: str) -> None:
        ratio = number / 40
        one, other = (
            domains.large_effect.suggest(
                estimate=gk.Estimate("RR", each),
                design="NRSI",
                well_conducted=True,
                edition=edition,
            )
            for each in (ratio, 1 / ratio)
        )
        assert (one.level, one.consider) == (other.level, other.consider)


class TestNetwork:
    @given(
        certainties,
        certainties,
        certainties,
        st.sampled_from(["direct", "indirect"]),
        st.sampled_from(["dominant", "higher"]),
        st.tuples(*[st.integers(-2, 0)] * 3),
        st.integers(0, 2),
    )
    def test_bounded_and_monotone(  # noqa: PLR0917 - everything a rating takes
        self,
        direct: gk.Certainty,
        one: gk.Certainty,
        other: gk.Certainty,
        dominant: str,
        start: str,
        changes: tuple[int, ...],
        worse: int,
    ) -> None:
        names = ("intransitivity", "incoherence", "imprecision")
        judgements: dict[str, Any] = dict(zip(names, changes, strict=True))
        found, lower = (
            rate_comparison(
                direct=direct,
                loop=loop,
                dominant=dominant,
                start=start,
                **{**judgements, names[worse]: judgements[names[worse]] - step},
            )
            for loop, step in (((one, other), 0), ((other, one), 1))
        )
        assert found.level is not None
        assert lower.level is not None
        assert found.start is not None
        assert lower.level <= found.level <= found.start <= max(direct, one, other)
