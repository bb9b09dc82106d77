"""The twelve evidence-to-decision criteria, as records: data with sources, not code.

Each says what it asks, which answers it offers and where each of them leans. Answers that lean
nowhere ("varies", "don't know", no studies) stand in none of the three lists.
"""

from __future__ import annotations

from attrs import frozen

from gradekit.etd.options import (
    Agreement,
    CertaintyFound,
    CostEffectiveness,
    EffectBalance,
    Equity,
    HarmSize,
    Resources,
    Size,
    ValuesUncertainty,
)
from gradekit.library import cite
from gradekit.scales import Favours, Perspective
from gradekit.sources import Citation
from gradekit.words import Word

__all__ = ["CRITERIA", "Criterion", "CriterionRecord", "Judges", "record_of"]


class Criterion(Word):
    """The criteria, in the order of the form."""

    PROBLEM_PRIORITY = "problem priority"
    DESIRABLE_EFFECTS = "desirable effects"
    UNDESIRABLE_EFFECTS = "undesirable effects"
    CERTAINTY_EFFECTS = "certainty effects"
    VALUES = "values"
    BALANCE = "balance"
    RESOURCES_REQUIRED = "resources required"
    CERTAINTY_RESOURCES = "certainty resources"
    COST_EFFECTIVENESS = "cost effectiveness"
    EQUITY = "equity"
    ACCEPTABILITY = "acceptability"
    FEASIBILITY = "feasibility"


class Judges(Word):
    """What a criterion judges, and so what exchanging the options does to its answer."""

    DIFFERENCE = "the difference between the options"
    OPTION = "one option"
    QUESTION = "the question as a whole"


@frozen(kw_only=True)
class CriterionRecord:
    """One criterion.

    Args:
        key: short name.
        question: what it asks, in our words.
        options: the answers it offers.
        judges: the difference (exchanging the options turns the answer into its opposite), one
            option (the answer stays with that option), or the question (nothing changes).
        to_comparator: answers that lean to the comparator, the strongest first.
        to_neither: answers that say neither option is favoured.
        to_intervention: answers that lean to the intervention, the strongest last.
        perspectives: from which it is used.
        secondary: whether it is a secondary criterion.
        source: of the criterion.
        options_source: of its answers.
        perspectives_source: of which perspective uses it.
        note: where its answer is used instead of here, or what it leaves out.
    """

    key: Criterion
    question: str
    options: type[Word]
    judges: Judges
    to_comparator: tuple[Word, ...] = ()
    to_neither: tuple[Word, ...] = ()
    to_intervention: tuple[Word, ...] = ()
    perspectives: tuple[Perspective, ...] = tuple(Perspective)
    secondary: bool = False
    source: Citation
    options_source: Citation
    perspectives_source: Citation
    note: str = ""

    @property
    def bears_on_strength(self) -> bool:
        """Whether it is a secondary criterion whose answers can lean."""
        return self.secondary and bool(self.to_comparator or self.to_intervention)

    def lean(self, option: str) -> Favours | None:
        """The option an answer leans to, neither, or None where it leans nowhere.

        Args:
            option: one of the criterion's answers, given about the intervention.

        Example:
            >>> record_of("equity").lean("probably reduced").value
            'comparator'
        """
        for answers, lean in (
            (self.to_comparator, Favours.COMPARATOR),
            (self.to_neither, Favours.NEITHER),
            (self.to_intervention, Favours.INTERVENTION),
        ):
            if option in answers:
                return lean
        return None

    def opposite(self, option: str) -> Word:
        """The answer that leans as far to the other option; an answer that leans nowhere stays.

        Args:
            option: one of the criterion's answers.

        Example:
            >>> record_of("resources required").opposite("large costs").value
            'large savings'
        """
        answer = self.options(option)
        scale = (*self.to_comparator, *self.to_neither, *self.to_intervention)
        return dict(zip(scale, reversed(scale), strict=True)).get(answer, answer)


_ASKED = cite("moberg2018", "tables 1 and 3", note="tables read in part")
_CODES = cite("ebmig", "codes of the answers")
_RECALLED = cite("ebmig", checked=False, note="answers recalled, not read among the codes")
_BOTH = cite("moberg2018", "table 1", checked=False, note="head of the table read, rows recalled")
_POPULATION_ONLY = cite(
    "moberg2018",
    "table 1",
    checked=False,
    note="that it belongs to the population's view is recalled; cost to the patient is an outcome",
)
_POPULATION = (Perspective.POPULATION,)

CRITERIA: tuple[CriterionRecord, ...] = (
    CriterionRecord(
        key=Criterion.PROBLEM_PRIORITY,
        question="Does the problem matter enough to act on?",
        options=Agreement,
        judges=Judges.QUESTION,
        source=_ASKED,
        options_source=_CODES,
        perspectives_source=_BOTH,
    ),
    CriterionRecord(
        key=Criterion.DESIRABLE_EFFECTS,
        question="How large is the good the option is expected to do?",
        options=Size,
        judges=Judges.OPTION,
        source=_ASKED,
        options_source=_CODES,
        perspectives_source=_BOTH,
        note="Shown; the answer is computed from the evidence rows.",
    ),
    CriterionRecord(
        key=Criterion.UNDESIRABLE_EFFECTS,
        question="How large is the harm the option is expected to do?",
        options=HarmSize,
        judges=Judges.OPTION,
        source=_ASKED,
        options_source=_CODES,
        perspectives_source=_BOTH,
        note="Shown; the answer is computed from the evidence rows.",
    ),
    CriterionRecord(
        key=Criterion.CERTAINTY_EFFECTS,
        question="How sure can one be of the effects, all in all?",
        options=CertaintyFound,
        judges=Judges.QUESTION,
        source=_ASKED,
        options_source=_CODES,
        perspectives_source=_BOTH,
        note="Shown; the comparison's overall certainty decides.",
    ),
    CriterionRecord(
        key=Criterion.VALUES,
        question="Is it unsure, or does it vary, how much people value the main outcomes?",
        options=ValuesUncertainty,
        judges=Judges.QUESTION,
        source=_ASKED,
        options_source=_CODES,
        perspectives_source=_BOTH,
        note="Shown; the share of people who would choose decides.",
    ),
    CriterionRecord(
        key=Criterion.BALANCE,
        question="Which option do the good and bad effects favour, taken together?",
        options=EffectBalance,
        judges=Judges.DIFFERENCE,
        to_comparator=(
            EffectBalance.FAVOURS_COMPARATOR,
            EffectBalance.PROBABLY_FAVOURS_COMPARATOR,
        ),
        to_neither=(EffectBalance.NEITHER,),
        to_intervention=(
            EffectBalance.PROBABLY_FAVOURS_INTERVENTION,
            EffectBalance.FAVOURS_INTERVENTION,
        ),
        source=_ASKED,
        options_source=_CODES,
        perspectives_source=_BOTH,
        note="Shown; the comparison's recorded balance decides.",
    ),
    CriterionRecord(
        key=Criterion.RESOURCES_REQUIRED,
        question="What does the option cost or save those who pay for care?",
        options=Resources,
        judges=Judges.DIFFERENCE,
        to_comparator=(Resources.LARGE_COSTS, Resources.MODERATE_COSTS),
        to_neither=(Resources.NEGLIGIBLE,),
        to_intervention=(Resources.MODERATE_SAVINGS, Resources.LARGE_SAVINGS),
        perspectives=_POPULATION,
        secondary=True,
        source=_ASKED,
        options_source=_CODES,
        perspectives_source=_POPULATION_ONLY,
    ),
    CriterionRecord(
        key=Criterion.CERTAINTY_RESOURCES,
        question="How sure can one be of what the option costs or saves?",
        options=CertaintyFound,
        judges=Judges.QUESTION,
        perspectives=_POPULATION,
        secondary=True,
        source=_ASKED,
        options_source=_RECALLED,
        perspectives_source=_POPULATION_ONLY,
        note="Qualifies the resources required; it leans to neither option by itself.",
    ),
    CriterionRecord(
        key=Criterion.COST_EFFECTIVENESS,
        question="Which option does cost-effectiveness favour?",
        options=CostEffectiveness,
        judges=Judges.DIFFERENCE,
        to_comparator=(
            CostEffectiveness.FAVOURS_COMPARATOR,
            CostEffectiveness.PROBABLY_FAVOURS_COMPARATOR,
        ),
        to_neither=(CostEffectiveness.NEITHER,),
        to_intervention=(
            CostEffectiveness.PROBABLY_FAVOURS_INTERVENTION,
            CostEffectiveness.FAVOURS_INTERVENTION,
        ),
        perspectives=_POPULATION,
        secondary=True,
        source=_ASKED,
        options_source=_RECALLED,
        perspectives_source=_POPULATION_ONLY,
    ),
    CriterionRecord(
        key=Criterion.EQUITY,
        question="Would the option make health more or less fairly shared?",
        options=Equity,
        judges=Judges.DIFFERENCE,
        to_comparator=(Equity.REDUCED, Equity.PROBABLY_REDUCED),
        to_neither=(Equity.PROBABLY_NO_IMPACT,),
        to_intervention=(Equity.PROBABLY_INCREASED, Equity.INCREASED),
        perspectives=_POPULATION,
        secondary=True,
        source=_ASKED,
        options_source=_RECALLED,
        perspectives_source=_POPULATION_ONLY,
    ),
    CriterionRecord(
        key=Criterion.ACCEPTABILITY,
        question="Would those concerned accept the option?",
        options=Agreement,
        judges=Judges.OPTION,
        to_comparator=(Agreement.NO, Agreement.PROBABLY_NO),
        to_intervention=(Agreement.PROBABLY_YES, Agreement.YES),
        secondary=True,
        source=_ASKED,
        options_source=_RECALLED,
        perspectives_source=_BOTH,
    ),
    CriterionRecord(
        key=Criterion.FEASIBILITY,
        question="Can the option be put into practice?",
        options=Agreement,
        judges=Judges.OPTION,
        to_comparator=(Agreement.NO, Agreement.PROBABLY_NO),
        to_intervention=(Agreement.PROBABLY_YES, Agreement.YES),
        secondary=True,
        source=_ASKED,
        options_source=_RECALLED,
        perspectives_source=_BOTH,
    ),
)
"""All twelve, in the order of the form."""

_BY_KEY = {each.key: each for each in CRITERIA}


def record_of(criterion: Criterion | str) -> CriterionRecord:
    """The record of a criterion.

    Args:
        criterion: its short name.

    Example:
        >>> record_of("feasibility").secondary
        True
    """
    return _BY_KEY[Criterion(criterion)]
