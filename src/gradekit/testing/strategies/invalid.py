"""Strategies for what must be refused: arguments, and documents, each with the problem expected."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from attrs import field, frozen
from hypothesis import strategies as st

from gradekit import io
from gradekit.absolute import absolute_effect
from gradekit.comparison import Comparison
from gradekit.errors import GradekitError, Problems
from gradekit.estimates import Estimate, Incidence, Scale
from gradekit.etd import CriterionJudgement
from gradekit.evidence import Evidence
from gradekit.judgements import JudgedEffect, Judgement
from gradekit.outcomes import Outcome
from gradekit.policy import BMJ_RAPID
from gradekit.question import Option
from gradekit.records import PublishedRecommendation
from gradekit.scales import Magnitude, Measure
from gradekit.sources import Source
from gradekit.testing.strategies.choice import identifiers, texts
from gradekit.testing.strategies.comparisons import comparisons
from gradekit.testing.strategies.drawing import composite, sampled
from gradekit.testing.strategies.guidelines import guidelines
from gradekit.testing.strategies.rows import evidence
from gradekit.thresholds import Thresholds
from gradekit.ungraded import Ungraded
from gradekit.values import Scenario, Share
from gradekit.votes import Votes
from gradekit.voting import VotingRule

__all__ = [
    "Refused",
    "invalid_comparisons",
    "invalid_documents",
    "invalid_estimates",
    "invalid_evidence",
    "invalid_incidences",
    "invalid_judgements",
    "invalid_options",
    "invalid_outcomes",
    "invalid_policies",
    "invalid_published_recommendations",
    "invalid_risks",
    "invalid_scales",
    "invalid_shares",
    "invalid_sources",
    "invalid_thresholds",
    "invalid_ungraded",
    "invalid_values",
    "invalid_votes",
    "invalid_voting_rules",
]


@frozen
class Refused:
    """Something that must be refused.

    Args:
        make: what to call.
        given: with which keyword arguments.
        what: the problem that must be named, or how it begins; never empty.
        place: where in the input, as far as it is known.

    Example:
        >>> Refused(Estimate, {"measure": "RR", "value": -1}, "ratio not positive").problem()
        'ratio not positive'
    """

    make: Callable[..., object]
    given: Mapping[str, Any] = field(hash=False)
    what: str
    place: tuple[str | int, ...] = ()

    def __attrs_post_init__(self) -> None:
        found = Problems()
        found.need(
            self.what.strip(),
            "no problem named",
            "what",
            expected="how the problem begins: a text that is empty would fit any",
            got=self.what,
        )
        found.settle()

    def problem(self) -> str:
        """Make it, and say which problem was named: the expected one, if it was among them.

        Raises:
            AssertionError: it was not refused.
        """
        try:
            made = self.make(**self.given)
        except GradekitError as error:
            return next(
                (
                    each.what
                    for each in error.problems
                    if each.what.startswith(self.what)
                    and each.path[: len(self.place)] == self.place
                ),
                error.problems[0].what,
            )
        message = f"not refused: {made!r}"
        raise AssertionError(message)


Kind = st.SearchStrategy[Refused]
_POSITIVE = st.integers(1, 1000)
_ABOVE_ONE = st.integers(1001, 5000).map(lambda part: part / 1000)
_BELOW_ZERO = st.integers(-5000, -1).map(lambda part: part / 1000)
_OUTSIDE = _ABOVE_ONE | _BELOW_ZERO
_NOT_FINITE = sampled((float("inf"), float("-inf"), float("nan")))
_RATIOS = [each for each in Measure if each.is_ratio]


def _case(
    make: Callable[..., object],
    what: str,
    *place: str | int,
    **given: st.SearchStrategy[Any],
) -> Kind:
    return st.fixed_dictionaries(given).map(lambda drawn: Refused(make, drawn, what, place))


def invalid_estimates() -> Kind:
    """Estimates with ends out of order, ratios that are not positive, numbers that are none."""
    md, ratio = st.just("MD"), sampled(_RATIOS)
    return st.one_of(
        _case(Estimate, "low above high", "low", measure=md, value=st.just(0.0), low=_POSITIVE,
              high=_BELOW_ZERO),
        _case(Estimate, "value outside its interval", "value", measure=md, value=_POSITIVE,
              low=_BELOW_ZERO, high=st.just(0)),
        _case(Estimate, "half an interval", "high", measure=md, value=_POSITIVE, low=st.just(0)),
        _case(Estimate, "not finite", "value", measure=md, value=_NOT_FINITE),
        _case(Estimate, "not a number", "value", measure=md, value=texts()),
        _case(Estimate, "ratio not positive", "value", measure=ratio, value=_BELOW_ZERO),
        _case(Estimate, "unit on a ratio", "unit", measure=ratio, value=_POSITIVE,
              unit=st.just("cm")),
        _case(Estimate, "risk difference above 1", "value", measure=st.just("RD"),
              value=_ABOVE_ONE),
        _case(Estimate, "interval level", "level", measure=md, value=st.just(0), level=_ABOVE_ONE),
        _case(Estimate, "unknown measure", measure=st.just("difference"), value=st.just(0)),
    )  # fmt: skip


def invalid_incidences() -> Kind:
    """Rates that are no proportion."""
    return st.one_of(
        _case(Incidence, "incidence outside 0 to 1", "value", value=_OUTSIDE),
        _case(Incidence, "half an interval", value=st.just(0.5), low=st.just(0.1)),
    )


def invalid_risks() -> Kind:
    """Relative effects without a baseline, or at one they do not carry over to."""
    ratio = st.integers(3, 60).map(lambda value: Estimate("RR", value))
    return st.one_of(
        _case(absolute_effect, "relative effect without a baseline risk", "baseline_risk",
              estimate=ratio, baseline_risk=st.none()),
        _case(absolute_effect, "RR at this baseline gives an impossible risk", "value",
              estimate=ratio, baseline_risk=st.integers(500, 1000).map(lambda part: part / 1000)),
        _case(absolute_effect, "baseline risk outside 0 to 1", estimate=ratio,
              baseline_risk=_OUTSIDE),
    )  # fmt: skip


def invalid_scales() -> Kind:
    """Instruments without room between their ends."""
    return _case(Scale, "scale without room", "maximum", name=texts(), minimum=_POSITIVE,
                 maximum=_BELOW_ZERO, unit=st.just("cm"))  # fmt: skip


def invalid_thresholds() -> Kind:
    """Sizes that are not positive or do not ascend."""
    return st.one_of(
        _case(Thresholds, "threshold not positive", "small", small=_BELOW_ZERO),
        _case(Thresholds, "thresholds not ascending", "moderate", small=_ABOVE_ONE,
              moderate=st.just(1.0)),
        _case(Thresholds, "large without moderate", "large", small=st.just(1.0), large=_ABOVE_ONE),
    )  # fmt: skip


def _outcome(**given: Any) -> Outcome:  # noqa: ANN401 - fields of an outcome
    return Outcome("outcome", "Outcome", better="lower", **given)


def invalid_outcomes() -> Kind:
    """Catastrophes that are no harms, thresholds off the scale, words that are none."""
    not_harm = sampled(("benefit", "burden", "cost"))
    vas = st.just(Scale("VAS", 0, 10, "cm"))
    return st.one_of(
        _case(_outcome, "catastrophic but not a harm", importance=st.just("critical"),
              kind=not_harm, catastrophic=st.just(value=True)),
        _case(_outcome, "threshold in another unit", importance=st.just("critical"), scale=vas,
              thresholds=st.just(Thresholds(1, unit="kg"))),
        _case(_outcome, "unknown importance", importance=st.integers(10, 99)),
    )  # fmt: skip


def invalid_options() -> Kind:
    """Options of a kind there is not."""
    return _case(Option, "unknown kind of option", id=identifiers(), name=texts(),
                 kind=st.just("placebo"))  # fmt: skip


def invalid_sources() -> Kind:
    """Publications without a key."""
    return _case(Source, "empty key", "key", key=sampled(("", " ", "  ")))


def invalid_judgements() -> Kind:
    """Levels nobody can judge, effects that contradict themselves, answers no criterion offers."""
    sizes = [each for each in Magnitude if each.is_important]
    return st.one_of(
        _case(Judgement, "level outside -3 to 2", "level", level=st.integers(3, 9)),
        _case(JudgedEffect, "magnitude and direction disagree", "favours",
              magnitude=sampled(sizes)),
        _case(JudgedEffect, "magnitude and direction disagree", "favours",
              magnitude=sampled(("trivial", "unknown")),
              favours=sampled(("intervention", "comparator"))),
        _case(CriterionJudgement, "no such answer", "option", criterion=st.just("equity"),
              option=sampled(("large costs", "yes"))),
        _case(CriterionJudgement, "arm of a criterion", "arm", criterion=st.just("equity"),
              option=st.just("reduced"), arm=st.just("comparator")),
    )  # fmt: skip


def invalid_evidence() -> Kind:
    """Rows with two kinds of figure, without a reason, with impossible counts."""
    about = evidence().map(lambda row: row.outcome)
    fine = st.just(Estimate("MD", 0))
    return st.one_of(
        _case(Evidence, "an estimate and a one-arm incidence", "incidence", outcome=about,
              estimate=fine, incidence=st.just(Incidence(0.5))),
        _case(Evidence, "judged effect against an estimate without a reason", "judged_effect",
              outcome=about, estimate=fine, judged_effect=st.just(JudgedEffect("trivial"))),
        _case(Evidence, "baseline risk outside 0 to 1", "baseline_risk", outcome=about,
              baseline_risk=_OUTSIDE),
        _case(Evidence, "negative count", "studies", outcome=about, studies=st.integers(-9, -1)),
        _case(Evidence, "unknown certainty", outcome=about, certainty=st.just("good")),
    )  # fmt: skip


def invalid_shares() -> Kind:
    """Shares above 1, out of order, in both forms or in neither."""
    return st.one_of(
        _case(Share, "share outside 0 to 1", "low", low=_OUTSIDE),
        _case(Share, "low above high", "low", low=st.just(0.9), high=st.just(0.1)),
        _case(Share, "share without one form", low=st.just(0.9), band=st.just("majority")),
        _case(Share, "share without one form"),
    )


def invalid_values() -> Kind:
    """Scenarios that cover nothing."""
    return _case(Scenario, "scenario that covers nothing", id=identifiers(),
                 benefit=st.just("none"), benefit_certainties=st.just(()),
                 harm_certainties=st.just(("none",)), share=st.just(Share(1)))  # fmt: skip


def invalid_votes() -> Kind:
    """Votes that are no counts, do not add up, or were never cast."""
    return st.one_of(
        _case(Votes, "votes not counted", "strong_for", strong_for=_BELOW_ZERO),
        _case(Votes, "votes do not add up", "total", strong_for=st.just(1),
              total=st.integers(2, 99)),
        _case(Votes, "no vote cast", "strong_for", abstained=st.integers(0, 9)),
    )  # fmt: skip


def invalid_voting_rules() -> Kind:
    """Shares of votes that both sides could reach at once."""
    half = st.integers(0, 500).map(lambda part: part / 1000)
    return st.one_of(
        _case(VotingRule, "voting share", "strong", strong=half | _ABOVE_ONE),
        _case(VotingRule, "both directions could reach their share", "inclusive",
              direction=st.just(0.5), inclusive=st.just(value=True)),
    )  # fmt: skip


def invalid_policies() -> Kind:
    """Policies under a preset's name, or with cut-offs whose bands do not mirror."""
    return st.one_of(
        _case(BMJ_RAPID.evolve, "name of a preset", "name", name=st.just("ebm-table")),
        _case(BMJ_RAPID.evolve, "share cut-offs", "nearly_all", name=st.just("ours"),
              majority=st.just(0.9), nearly_all=st.integers(0, 900).map(lambda part: part / 1000)),
        _case(BMJ_RAPID.evolve, "unknown policy parameter", name=st.just("ours"),
              quality=st.just("high")),
    )  # fmt: skip


def invalid_ungraded() -> Kind:
    """Statements that are graded after all, or have conditions of another type."""
    return st.one_of(
        _case(Ungraded, "not a type of statement without a grade", "type",
              type=sampled(("graded", "none"))),
        _case(Ungraded, "no such condition", "conditions", type=st.just("good practice"),
              conditions=st.just({"worthwhile": True})),
    )  # fmt: skip


def invalid_published_recommendations() -> Kind:
    """Strength on a statement without one, paradigms there are not."""
    return st.one_of(
        _case(PublishedRecommendation, "strength on a statement that is not graded", "strength",
              id=identifiers(), type=st.just("good practice"), strength=st.just("strong")),
        _case(PublishedRecommendation, "no such paradigm", "paradigm_cited", id=identifiers(),
              paradigm_cited=st.integers(6, 99)),
    )  # fmt: skip


def _compared(comparison: Comparison, **given: Any) -> Comparison:  # noqa: ANN401 - its fields
    taken = {"id": comparison.id, "population": comparison.population,
             "intervention": comparison.intervention, "comparator": comparison.comparator,
             "evidence": comparison.evidence}  # fmt: skip
    return Comparison(**{**taken, **given})


@composite
def invalid_comparisons(draw: st.DrawFn) -> Refused:
    """Comparisons of an option with itself, or with two deciding rows for an outcome."""
    one = draw(comparisons(certainty="low"))
    deciding = one.evidence[0]
    cases: tuple[tuple[str, tuple[str, ...], dict[str, Any]], ...] = (
        ("an option against itself", ("comparator",), {"comparator": one.intervention}),
        ("two deciding rows", ("evidence",), {"evidence": (deciding, deciding)}),
        ("unknown outcome", ("importance",), {"importance": {"nothing": "critical"}}),
        ("unknown perspective", (), {"perspective": "society"}),
    )
    what, place, given = draw(sampled(cases))
    return Refused(_compared, {"comparison": one, **given}, what, place)


def _set(document: dict[str, Any], path: tuple[str | int, ...], value: object) -> None:
    held: Any = document
    for part in path[:-1]:
        held = held[part]
    held[path[-1]] = value


@composite
def invalid_documents(draw: st.DrawFn) -> Refused:
    """A document with one thing wrong: its text goes to `gradekit.io.loads`."""
    document = json.loads(io.dumps(draw(guidelines(comparing=1))))
    first: tuple[str | int, ...] = ("comparisons", 0)
    what, path, value = draw(
        sampled(
            (
                ("unknown option", (*first, "intervention"), "nobody"),
                ("unknown population", (*first, "population"), "nobody"),
                ("unknown perspective", (*first, "perspective"), "society"),
                ("unknown key", (*first, "quality"), "high"),
                ("unknown key", ("strength",), "strong"),
                ("unknown schema", ("schema",), 99),
                ("unknown panel balance", (*first, "balance"), "varies"),
                ("votes not counted", (*first, "votes"), {"strong_for": -1}),
            )
        )
    )
    _set(document, path, value)
    place = {"unknown panel balance": first, "unknown key": path[:-1]}.get(what, path)
    return Refused(io.loads, {"text": json.dumps(document)}, what, place)
