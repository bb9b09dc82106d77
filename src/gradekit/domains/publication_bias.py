"""Publication bias: whether studies with other results were done and never shown.

Core GRADE has a flowchart that rates down one level at most. Classic GRADE leaves the domain to
judgement.
"""

from __future__ import annotations

from gradekit.domains.verdict import Domain, Walk, adjusted, all_of, no_rule
from gradekit.errors import Problems
from gradekit.judgements import Suggestion
from gradekit.library import cite
from gradekit.scales import Edition, Suspicion
from gradekit.sources import Parameter
from gradekit.trace import Input, Rule

__all__ = ["DOMAIN", "PARAMETERS", "RULES", "VOCABULARY", "Suspicion", "suggest"]

DOMAIN = Domain.PUBLICATION_BIAS
VOCABULARY = tuple(Suspicion)

_FIGURE = cite("coregrade4", "figure 5", checked=False, note="second-hand")

# The numbers.

STUDIES = Parameter(10, _FIGURE, "publication_bias.studies_for_asymmetry")
PARAMETERS: tuple[Parameter[object], ...] = (STUDIES,)

# The rules, in the order they are asked.

SMALL_AND_INDUSTRY = Rule(
    "publication_bias.small_and_industry",
    "Where most or all studies are small and paid for by industry, rate down one level.",
    _FIGURE,
    Edition.CORE,
)
ASYMMETRY = Rule(
    "publication_bias.asymmetry",
    "With enough studies in a meta-analysis, rate down one level if the funnel plot or its test "
    "strongly suggests that studies are missing; otherwise do not.",
    _FIGURE,
    Edition.CORE,
)
UNPUBLISHED = Rule(
    "publication_bias.unpublished",
    "With fewer studies, or none pooled, rate down one level if registries or regulators document "
    "studies that were never published; otherwise do not.",
    _FIGURE,
    Edition.CORE,
)
JUDGEMENT = no_rule(
    DOMAIN,
    "Classic GRADE judges whether publication bias is undetected or strongly suspected.",
    cite("gradekit", "publication bias", checked=False, note="recalled: two levels hardly used"),
    edition=Edition.CLASSIC,
)
RULES = (SMALL_AND_INDUSTRY, ASYMMETRY, UNPUBLISHED, JUDGEMENT)


def suggest(
    *,
    small_and_industry: bool | None = None,
    studies: int | None = None,
    pooled: bool | None = None,
    asymmetry: bool | None = None,
    unpublished: bool | None = None,
    edition: Edition | str = Edition.CORE,
    enough: Parameter[float] | float = STUDIES,
) -> Suggestion:
    """What the flowchart says of publication bias.

    Args:
        small_and_industry: judgement whether most or all studies are small and industry funded.
        studies: number of studies.
        pooled: whether they were pooled in a meta-analysis.
        asymmetry: judgement whether the funnel plot or its test strongly suggests missing studies;
            the source names no P value.
        unpublished: whether registries or regulators document unpublished studies.
        edition: classic or core.
        enough: studies from which asymmetry is looked at.

    Returns:
        0 or -1, never more; None where something was not recorded, and in classic GRADE.

    Raises:
        InvalidValue: a negative number of studies.

    Source: Core GRADE 4, figure 5 (second-hand).

    Example:
        >>> suggest(small_and_industry=False, studies=12, pooled=True, asymmetry=True).level
        -1
    """
    found = Problems()
    found.need(
        studies is None or studies >= 0,
        "negative count",
        "studies",
        expected="a number of studies, 0 or more",
        got=studies,
    )
    found.settle()
    walk = Walk(RULES, edition)
    funded = Input("most or all studies small and industry funded", small_and_industry)
    missing = Input("asymmetry strongly suggests missing studies", asymmetry)
    hidden = Input("unpublished studies documented", unpublished)
    if walk.edition is Edition.CLASSIC:
        levels = tuple(each.level for each in Suspicion)
        return walk.judge(JUDGEMENT, funded, missing, hidden, consider=levels)

    if walk.ask(SMALL_AND_INDUSTRY, small_and_industry, funded):
        return walk.suggest(
            Suspicion.STRONGLY_SUSPECTED.level,
            SMALL_AND_INDUSTRY,
            "most or all studies are small and industry funded",
        )
    if small_and_industry is None:
        return walk.stop(SMALL_AND_INDUSTRY)

    least = adjusted(STUDIES, enough)
    counted = (Input("studies", studies), Input("pooled", pooled))
    many = None if studies is None else studies >= least.value
    testable = all_of(many, pooled)
    if testable is None:
        walk.ask(ASYMMETRY, None, *counted, parameters=(least,))
        return walk.stop(ASYMMETRY)
    rule, holds, seen = ASYMMETRY, asymmetry, missing
    why = "asymmetry strongly suggests missing studies"
    why_not = "asymmetry does not strongly suggest missing studies"
    if not testable:
        rule, holds, seen = UNPUBLISHED, unpublished, hidden
        why = "unpublished studies are documented"
        why_not = "no unpublished studies are documented"
    absent = f"not recorded: {seen.name}" if holds is None else ""
    walk.ask(rule, holds, *counted, seen, parameters=(least,), result=absent)
    if holds is None:
        return walk.stop(rule)
    verdict = Suspicion.STRONGLY_SUSPECTED if holds else Suspicion.UNDETECTED
    return walk.suggest(verdict.level, rule, why if holds else why_not)
