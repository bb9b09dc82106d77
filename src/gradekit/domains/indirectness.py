"""Indirectness: whether the evidence is about other people, treatments or outcomes than asked.

No rule gives a verdict. For each element of the question the literature says how likely rating
down is; what was judged of each is laid out, and people judge the whole.
"""

from __future__ import annotations

from gradekit.domains.verdict import Concern, Domain, Walk, no_rule
from gradekit.judgements import Suggestion
from gradekit.library import cite
from gradekit.scales import Edition
from gradekit.sources import Parameter
from gradekit.trace import Input, Rule
from gradekit.words import Word

__all__ = ["DOMAIN", "PARAMETERS", "RULES", "VOCABULARY", "Element", "suggest"]

DOMAIN = Domain.INDIRECTNESS
VOCABULARY = tuple(Concern)


class Element(Word):
    """The elements of a question; each may make a substantially different effect likely."""

    POPULATION = "population"
    INTERVENTION = "intervention"
    COMPARATOR = "comparator"
    OUTCOME = "outcome"


_CORE = cite("coregrade5", checked=False, note="second-hand")
_CLASSIC = cite("gradekit", "indirectness", checked=False, note="recalled")

# The numbers: the levels to think about, and no cut-off.

CONSIDER = Parameter((-1,), _CORE, "indirectness.consider")
CONSIDER_SURROGATE = Parameter((-1, -2), _CORE, "indirectness.consider_surrogate")
PARAMETERS: tuple[Parameter[object], ...] = (CONSIDER, CONSIDER_SURROGATE)

# The rules, in the order they are asked. None gives a level.

POPULATION = Rule(
    "indirectness.population",
    "Another population seldom makes a substantially different effect likely.",
    _CORE,
)
INTERVENTION = Rule(
    "indirectness.intervention",
    "Another form of the intervention makes a substantially different effect likely sometimes.",
    _CORE,
)
COMPARATOR = Rule(
    "indirectness.comparator",
    "Another comparator often makes a substantially different effect likely, above all where an "
    "effective treatment exists already.",
    _CORE,
)
OUTCOME = Rule(
    "indirectness.outcome",
    "A surrogate in place of the patients' outcome makes rating down most likely, by up to two "
    "levels according to how surely it carries over.",
    _CORE,
)
HEAD_TO_HEAD = Rule(
    "indirectness.head_to_head",
    "Options never compared with one another directly are a further reason to judge.",
    _CLASSIC,
    Edition.CLASSIC,
)
NO_DIRECT_DATA = Rule(
    "indirectness.no_direct_data",
    "The argument weighs most where (almost) all the evidence lies outside the question.",
    _CORE,
)
JUDGEMENT = no_rule(
    DOMAIN,
    "How indirect the evidence is as a whole is judged; no rule and no number gives the level.",
    _CORE,
)
ELEMENTS = {
    Element.POPULATION: POPULATION,
    Element.INTERVENTION: INTERVENTION,
    Element.COMPARATOR: COMPARATOR,
    Element.OUTCOME: OUTCOME,
}
RULES = (*ELEMENTS.values(), HEAD_TO_HEAD, NO_DIRECT_DATA, JUDGEMENT)


def suggest(
    *,
    population: bool | None = None,
    intervention: bool | None = None,
    comparator: bool | None = None,
    outcome: bool | None = None,
    head_to_head: bool | None = None,
    all_outside: bool | None = None,
    edition: Edition | str = Edition.CORE,
) -> Suggestion:
    """What was judged of each element; never a level.

    Args:
        population: judgement whether other people make a substantially different effect likely.
        intervention: the same for another form of the intervention.
        comparator: the same for another comparator.
        outcome: the same for another outcome, such as a surrogate.
        head_to_head: whether the options were compared directly (classic).
        all_outside: whether (almost) all evidence lies outside the question.
        edition: classic or core.

    Returns:
        Level None, with the levels to consider where an element was judged to differ.

    Source: Core GRADE 5 (second-hand).

    Example:
        >>> found = suggest(population=False, intervention=False, comparator=False, outcome=True)
        >>> found.level, found.consider
        (None, (-1, -2))
    """
    walk = Walk(RULES, edition)
    judged = {
        Element.POPULATION: population,
        Element.INTERVENTION: intervention,
        Element.COMPARATOR: comparator,
        Element.OUTCOME: outcome,
    }
    for element, rule in ELEMENTS.items():
        walk.ask(rule, judged[element], Input(f"different {element} matters", judged[element]))
    if walk.edition is Edition.CLASSIC:
        absent = None if head_to_head is None else not head_to_head
        walk.ask(HEAD_TO_HEAD, absent, Input("compared directly", head_to_head))
    walk.ask(NO_DIRECT_DATA, all_outside, Input("all evidence outside the question", all_outside))
    consider: tuple[int, ...] = ()
    if outcome:
        consider = CONSIDER_SURROGATE.value
    elif any(judged.values()):
        consider = CONSIDER.value
    seen = tuple(Input(f"different {each} matters", judged[each]) for each in Element)
    if None in judged.values():
        walk.ask(JUDGEMENT, None, *seen)
        why = "no rule, judge; not every element is recorded"
        return walk.suggest(None, JUDGEMENT, why, consider=consider)
    return walk.judge(JUDGEMENT, *seen, consider=consider)
