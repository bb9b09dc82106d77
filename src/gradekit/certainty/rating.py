"""Certainty of one outcome: where the design puts it, moved by what people judged."""

from __future__ import annotations

from collections.abc import Mapping

from gradekit.domains.verdict import Design, Domain
from gradekit.errors import InvalidValue, Problems
from gradekit.judgements import (
    HIGHEST_CHANGE,
    LOWEST_CHANGE,
    CertaintyRating,
    Judgement,
    Move,
    as_level,
)
from gradekit.library import cite
from gradekit.numerals import signed
from gradekit.scales import Certainty, Concern, Edition
from gradekit.trace import Input, Rule, Step, StepKind, Trace

__all__ = ["RULES", "rate_certainty"]

START_RANDOMISED = Rule(
    "certainty.start_randomised",
    "Randomised evidence starts high.",
    cite("coregrade4", "abstract"),
)
START_NON_RANDOMISED = Rule(
    "certainty.start_non_randomised",
    "Non-randomised evidence starts low.",
    cite("coregrade4", "abstract"),
)
START_ROBINS_I = Rule(
    "certainty.start_robins_i",
    "Non-randomised evidence assessed with ROBINS-I starts high.",
    cite("gradeguidelines18", checked=False, note="the start at high is recalled"),
    Edition.CLASSIC,
)
RATED_DOWN = Rule(
    "certainty.rated_down",
    "Each domain for rating down moves certainty by the levels that were judged.",
    cite("coregrade1", checked=False, note="second-hand"),
)
RATED_UP = Rule(
    "certainty.rated_up",
    "Each domain for rating up moves non-randomised evidence by the levels that were judged.",
    cite("gradeguidelines9", "abstract"),
)
UP_AFTER_DOWN = Rule(
    "certainty.up_after_down",
    "Rating up is usual only where nothing was rated down: a warning, and no bar.",
    cite("gradeguidelines18", "footnote of table 1"),
)
BOUNDED = Rule(
    "certainty.bounded",
    "Certainty does not leave the range from very low to high; what would go beyond is cut off.",
    cite(
        "coregrade1", checked=False, note="second-hand; the levels are added up first, our choice"
    ),
)
OVERALL_VIEW = Rule(
    "certainty.overall_view",
    "After the domains, an adjustment for the view of the whole is recorded with its reason.",
    cite("coregrade1", checked=False, note="second-hand"),
)

RULES = (
    START_RANDOMISED,
    START_NON_RANDOMISED,
    START_ROBINS_I,
    RATED_DOWN,
    RATED_UP,
    UP_AFTER_DOWN,
    BOUNDED,
    OVERALL_VIEW,
)

OVERALL_ADJUSTMENT = "overall adjustment"


def _level(domain: Domain, given: int | str | Judgement) -> int:
    """The levels a domain moves; what is said of publication bias is said of it alone."""
    if isinstance(given, Judgement):
        return given.level
    if isinstance(given, str) and domain is not Domain.PUBLICATION_BIAS:
        return Concern(given).level
    return as_level(given)


def _judgements(given: Mapping[str, int | str | Judgement]) -> dict[Domain, Judgement]:
    """What was judged of each domain; every problem found is raised at once."""
    found = Problems()
    found.need(
        isinstance(given, Mapping),
        "not judgements by domain",
        "judgements",
        expected="a mapping from domain to level or Judgement; empty where nobody judged",
        got=given,
    )
    found.settle()
    judged: dict[Domain, Judgement] = {}
    for name, value in given.items():
        try:
            domain = Domain(name)
        except InvalidValue as error:
            found.found.extend(error.below("judgements", name).problems)
            continue
        try:
            level = _level(domain, value)
        except InvalidValue as error:
            found.found.extend(error.below("judgements", name).problems)
            continue
        least, most = (0, HIGHEST_CHANGE) if domain.rates_up else (LOWEST_CHANGE, 0)
        fits = least <= level <= most
        found.need(
            fits,
            f"{domain} rates {'up' if domain.rates_up else 'down'}",
            "judgements",
            name,
            expected=f"a whole number of levels from {least} to {most}, or a Judgement of one",
            got=level if isinstance(value, Judgement) else value,
        )
        found.need(
            domain not in judged,
            "domain judged twice",
            "judgements",
            name,
            expected="one judgement for each domain",
            got=name,
        )
        if fits:
            judged[domain] = value if isinstance(value, Judgement) else Judgement(level)
    found.settle()
    return judged


def _start(design: Design, edition: Edition, rob_tool: str | None) -> tuple[Certainty, list[Step]]:
    """Where the design puts the certainty."""
    tool = "".join(each for each in (rob_tool or "").lower() if each.isalpha())
    taken, start = START_NON_RANDOMISED, Certainty.LOW
    if design is Design.RANDOMISED:
        taken, start = START_RANDOMISED, Certainty.HIGH
    elif tool == "robinsi" and edition is Edition.CLASSIC:
        taken, start = START_ROBINS_I, Certainty.HIGH
    seen = (Input("design", design.value), Input("risk-of-bias tool", rob_tool))
    steps = []
    for rule in (START_RANDOMISED, START_NON_RANDOMISED, START_ROBINS_I):
        kind = StepKind.FIRED if rule is taken else StepKind.NOT_FIRED
        if rule.edition not in (None, edition):
            kind = StepKind.NOT_APPLICABLE
        steps.append(
            Step(rule, kind=kind, result=start.value if rule is taken else "", inputs=seen)
        )
    return start, steps


def _why_not(domain: Domain, design: Design, edition: Edition) -> str:
    """Why a domain does not count; empty where it does."""
    if domain.rates_up and design is Design.RANDOMISED:
        return "randomised evidence is not rated up"
    if domain is Domain.OPPOSING_CONFOUNDING and edition is Edition.CORE:
        return "left out of core"
    return ""


def _bounded(rank: int, about: str) -> tuple[Certainty, Step]:
    """The certainty of this rank, cut off at the ends of the range."""
    levels = tuple(Certainty)
    level = levels[min(max(rank, 1), len(levels)) - 1]
    cut = rank != level.rank
    return level, Step(
        BOUNDED,
        kind=StepKind.FIRED if cut else StepKind.NOT_FIRED,
        result=level.value,
        about=about,
        inputs=(Input("levels cut off", rank - level.rank),),
    )


def _move(domain: Domain, judged: Judgement | None, why_not: str) -> tuple[Step, Move | None]:
    """What one domain does to the certainty."""
    change = 0 if judged is None or why_not else judged.level
    if why_not:
        kind, result = StepKind.NOT_APPLICABLE, why_not
    elif judged is None:
        kind, result = StepKind.MISSING, "not judged"
    else:
        kind, result = (StepKind.FIRED if change else StepKind.NOT_FIRED), signed(change)
    step = Step(
        RATED_UP if domain.rates_up else RATED_DOWN,
        kind=kind,
        result=result,
        about=domain.value,
        inputs=(Input("level judged", None if judged is None else judged.level),),
    )
    return step, None if judged is None else Move(domain.value, change, judged)


def _warning(moves: list[Move]) -> Step:
    """Whether something is rated up after something was rated down."""
    down = ", ".join(move.domain for move in moves if move.change < 0)
    up = ", ".join(move.domain for move in moves if move.change > 0)
    return Step(
        UP_AFTER_DOWN,
        kind=StepKind.FIRED if down and up else StepKind.NOT_FIRED,
        inputs=(Input("rated down", down or "nothing"), Input("rated up", up or "nothing")),
    )


def rate_certainty(
    design: Design | str,
    judgements: Mapping[str, int | str | Judgement],
    edition: Edition | str = Edition.CORE,
    *,
    rob_tool: str | None = None,
    overall_adjustment: int = 0,
    rationale: str = "",
) -> CertaintyRating:
    """The certainty of one outcome, from what people judged of each domain.

    The levels judged are added up, whatever the order, and then cut off at the ends of the range.
    A domain nobody judged moves nothing, and stands in the trace as missing.

    Args:
        design: randomised or non-randomised ("RCT", "NRSI", "cohort" and the like).
        judgements: by name of the domain, the levels it moves (0 to -3 for rating down, 0 to 2 for
            rating up), the word for a concern ("serious"), or a `Judgement`.
        edition: classic or core. Opposing confounding counts in classic only.
        rob_tool: with which risk of bias was assessed; non-randomised evidence assessed with
            "ROBINS-I" starts high in classic.
        overall_adjustment: levels to move after the domains, for the view of the whole.
        rationale: why; required with an adjustment.

    Returns:
        The rating. Each judgement stays in `moves`, with the change it made: 0 where the domain
        does not count (rating up randomised evidence; opposing confounding in core).

    Raises:
        InvalidValue: an unknown design or domain, a level on the wrong side, an adjustment
            without a reason.

    Source: Core GRADE 1 and 4; GRADE guidelines 9 and 18.

    Example:
        >>> rating = rate_certainty("RCT", {"risk_of_bias": "serious", "imprecision": -1})
        >>> rating.level.value, rating.start.value
        ('low', 'high')
    """
    named = Edition(edition)
    try:
        kind = Design(design)
    except InvalidValue as error:
        raise error.below("design") from None
    judged = _judgements(judgements)
    adjusted = overall_adjustment != 0
    found = Problems()
    found.need_texts(rationale=rationale, rob_tool=rob_tool or "")
    found.need(
        type(overall_adjustment) is int and LOWEST_CHANGE <= overall_adjustment <= HIGHEST_CHANGE,
        f"adjustment outside {LOWEST_CHANGE} to {HIGHEST_CHANGE}",
        "overall_adjustment",
        expected=f"a whole number of levels from {LOWEST_CHANGE} to {HIGHEST_CHANGE}",
        got=overall_adjustment,
    )
    found.need(
        not adjusted or rationale.strip(),
        "adjustment without a reason",
        "rationale",
        expected="why the whole is judged otherwise than its domains",
        got=rationale,
    )
    found.settle()

    start, steps = _start(kind, named, rob_tool)
    moves: list[Move] = []
    for domain in Domain:
        step, move = _move(domain, judged.get(domain), _why_not(domain, kind, named))
        steps.append(step)
        moves += [move] if move else []
    steps.append(_warning(moves))
    level, step = _bounded(start.rank + sum(move.change for move in moves), "domains")
    steps.append(step)
    view = StepKind.FIRED if adjusted else StepKind.NOT_FIRED
    levels = Input("levels", overall_adjustment)
    steps.append(Step(OVERALL_VIEW, kind=view, result=rationale, inputs=(levels,)))
    if adjusted:
        made = Judgement(overall_adjustment, rationale=rationale)
        moves.append(Move(OVERALL_ADJUSTMENT, overall_adjustment, made))
        level, step = _bounded(level.rank + overall_adjustment, OVERALL_ADJUSTMENT)
        steps.append(step)
    return CertaintyRating(
        level, start, tuple(moves), Trace(tuple(steps)), edition=named, design=kind.value
    )
