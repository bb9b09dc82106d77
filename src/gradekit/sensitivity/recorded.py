"""Variants prepared for the worked guidelines: objections followed as far as their figures go.

What each does not show, and its source, come from the guideline's own record of the objection. An
objection without a figure stands in the list all the same, as one that cannot be computed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from attrs import field, frozen

from gradekit.errors import Problems, UnknownReference, refuse
from gradekit.estimates import Estimate
from gradekit.evidence import Evidence
from gradekit.guideline import Guideline
from gradekit.judgements import JudgedEffect
from gradekit.outcomes import Outcome
from gradekit.sensitivity.edits import (
    AddRow,
    Edit,
    LowerCertainty,
    NoSurvey,
    SetCertainty,
    SetEffect,
    SetEstimate,
    SetMid,
    SetShare,
)
from gradekit.sensitivity.variants import Variant, following
from gradekit.sources import Citation

__all__ = ["PREPARED", "Prepared", "prepared"]


@frozen
class Prepared:
    """A variant written for one guideline.

    Args:
        name: of the variant.
        supposes: what is taken otherwise.
        edits: what is changed; none where no figure was given.
        objection: id of the objection it follows; None for a link of the guideline's own chain.
        does_not_show: for those that follow no objection.
        source: for the same.
    """

    name: str
    supposes: str
    edits: tuple[Edit, ...] = ()
    objection: str | None = field(default=None, kw_only=True)
    does_not_show: str = field(default="", kw_only=True)
    source: Citation | None = field(default=None, kw_only=True)


RFA = ("axial/joint-rfa",)
EPIDURAL_STEROID = ("radicular/epidural-steroid", "radicular/epidural-la-steroid")
HARMS = ("deep-infection", "dural-puncture", "prolonged-pain", "altered-consciousness")

UNBLINDED = Estimate("MD", -1.74, -2.73, -0.76, unit="cm")
BLINDED = Estimate("MD", -0.23, -0.60, 0.14, unit="cm")
TENTH = 10  # a 0 to 100 scale on one of 0 to 10, linearly


def _points(value: float, low: float | None = None, high: float | None = None) -> Estimate:
    """A difference on a scale of 0 to 100, on one of 0 to 10 cm."""
    return Estimate(
        "MD",
        value / TENTH,
        None if low is None else low / TENTH,
        None if high is None else high / TENTH,
        unit="cm",
    )


def _responders(certainty: str | None, why: str) -> Evidence:
    """Responders as an outcome of their own; no threshold was published: the size is supposed."""
    return Evidence(
        Outcome(
            "responders",
            "Marked relief of pain, short term",
            importance="important",
            better="higher",
            description="A proportion of people; never turned into a mean difference.",
        ),
        judged_effect=JudgedEffect(
            "important", "intervention", by="what if", rationale=f"supposed important: {why}"
        ),
        certainty=certainty,
    )


GHAHREMAN = "54% against 19% with transforaminal saline"
ARMON = "24 in 100 fewer failures"


def _judged(outcomes: Iterable[str], size: str) -> tuple[Edit, ...]:
    favours = "neither" if size == "trivial" else "comparator"
    return tuple(
        SetEffect(name, JudgedEffect(size, favours, by="what if", rationale="supposed"))
        for name in outcomes
    )


_CHAIN = Citation("busse2025", "Understanding the recommendations; Values and preferences")
_CHAIN_LIMIT = (
    "That the judgement is wrong. It shows how much of the answer rests on it, and nothing else."
)

SPINE_2025 = (
    Prepared(
        "letter: pooling",
        "Heterogeneity is one more concern about pain in every comparison.",
        (LowerCertainty("pain"),),
        objection="letter-pooling",
    ),
    Prepared(
        "letter: technique",
        "Indirectness is one more concern about joint radiofrequency.",
        (LowerCertainty("pain", (*RFA, "axial/joint-rfa-joint-la-steroid")),),
        objection="letter-technique-transfer",
    ),
    Prepared(
        "letter: omitted trial",
        "The omitted trial's responders are a benefit of epidural steroid with local anaesthetic, "
        "at a certainty nobody rated.",
        (AddRow(_responders(None, GHAHREMAN), ("radicular/epidural-la-steroid",)),),
        objection="letter-omitted-trial",
    ),
    Prepared("letter: block threshold", "", objection="letter-block-threshold"),
    Prepared("letter: technical fidelity", "", objection="letter-technical-fidelity"),
    Prepared("letter: technique differences", "", objection="letter-technique-differences"),
    Prepared(
        "letter: preferences, split",
        "People are split over every procedure.",
        (SetShare("split"),),
        objection="letter-preferences",
    ),
    Prepared(
        "letter: preferences, most",
        "Most people would choose every procedure.",
        (SetShare("majority"),),
        objection="letter-preferences",
    ),
    Prepared("letter: multimodal care", "", objection="letter-multimodal"),
    Prepared("letter: evidence base", "", objection="letter-evidence-base"),
    Prepared("letter: coverage", "", objection="letter-coverage"),
    Prepared(
        "radiofrequency, unblinded",
        "The trials with unblinded providers, at the certainty as rated.",
        (SetEstimate("pain", UNBLINDED, RFA),),
        objection="alternative-rfa-blinding",
    ),
    Prepared(
        "radiofrequency, unblinded, low",
        "The trials with unblinded providers, rated low.",
        (SetEstimate("pain", UNBLINDED, RFA), SetCertainty("pain", "low", RFA)),
        objection="alternative-rfa-blinding",
    ),
    Prepared(
        "radiofrequency, unblinded, moderate",
        "The trials with unblinded providers, rated moderate.",
        (SetEstimate("pain", UNBLINDED, RFA), SetCertainty("pain", "moderate", RFA)),
        objection="alternative-rfa-blinding",
    ),
    Prepared(
        "radiofrequency, blinded",
        "The trials with blinded providers, at the certainty as rated.",
        (SetEstimate("pain", BLINDED, RFA),),
        objection="alternative-rfa-blinding",
    ),
    Prepared(
        "radiofrequency, blinded, moderate",
        "The trials with blinded providers, rated moderate.",
        (SetEstimate("pain", BLINDED, RFA), SetCertainty("pain", "moderate", RFA)),
        objection="alternative-rfa-blinding",
    ),
    Prepared(
        "sacroiliac radiofrequency as printed",
        "-1.53 (-2.62 to 0.45) for joint radiofrequency; the upper limit is probably a sign slip.",
        (SetEstimate("pain", Estimate("MD", -1.53, -2.62, 0.45, unit="cm"), RFA),),
        objection="alternative-chappell2020",
    ),
    Prepared(
        "transforaminal responders, low",
        "The omitted trial's responders are a benefit, at low certainty.",
        (AddRow(_responders("low", GHAHREMAN), ("radicular/epidural-la-steroid",)),),
        objection="alternative-ghahreman2010",
    ),
    Prepared(
        "radiculopathy review",
        "Short-term success is a benefit of epidural steroid, at a certainty nobody rated.",
        (AddRow(_responders(None, ARMON), EPIDURAL_STEROID),),
        objection="alternative-aan-radiculopathy",
    ),
    Prepared(
        "radiculopathy review, moderate",
        "Short-term success is a benefit of epidural steroid, at moderate certainty.",
        (AddRow(_responders("moderate", ARMON), EPIDURAL_STEROID),),
        objection="alternative-aan-radiculopathy",
    ),
    Prepared("stenosis review", "", objection="alternative-aan-stenosis"),
    Prepared(
        "sciatica, within two weeks",
        "15 points of 100 less leg pain with epidural steroid, the certainty as rated here.",
        (SetEstimate("pain", _points(-15), EPIDURAL_STEROID),),
        objection="alternative-cochrane-points",
    ),
    Prepared(
        "sciatica, to three months",
        "4.93 (1.09 to 8.77) points of 100 less leg pain, the certainty as rated here.",
        (SetEstimate("pain", _points(-4.93, -8.77, -1.09), EPIDURAL_STEROID),),
        objection="alternative-cochrane-difference",
    ),
    Prepared(
        "disc herniation review",
        "-0.97 (-1.42 to -0.51); the figures are recalled and unchecked.",
        (SetEstimate("pain", Estimate("MD", -0.97, -1.42, -0.51, unit="cm"), EPIDURAL_STEROID),),
        objection="alternative-bhatia2016",
    ),
    Prepared("denervation beside exercise", "", objection="alternative-juch2017"),
    Prepared("strict ablation, cohort", "", objection="alternative-macvicar2013"),
    Prepared("double blocks, cohort", "", objection="alternative-conger2020"),
    Prepared("blocks and denominators", "", objection="alternative-cohen2010"),
    Prepared(
        "harms trivial",
        "Every measured harm is trivial.",
        _judged(HARMS, "trivial"),
        objection="alternative-harms-lower",
    ),
    Prepared(
        "harms moderate",
        "Every measured harm is moderate in size.",
        _judged(HARMS, "moderate"),
        objection="alternative-harms-wider",
    ),
    Prepared("series of injections", "", objection="editorial-series"),
    Prepared("within rehabilitation", "", objection="editorial-rehabilitation"),
    Prepared("acute flare-ups", "", objection="editorial-exacerbation"),
    Prepared(
        "chain: burden at low certainty",
        "The burden is known at low certainty only.",
        (SetCertainty("burden", "low"),),
        does_not_show=_CHAIN_LIMIT,
        source=_CHAIN,
    ),
    Prepared(
        "chain: no survey",
        "Nobody surveyed the panel.",
        (NoSurvey(),),
        does_not_show=_CHAIN_LIMIT,
        source=_CHAIN,
    ),
    Prepared(
        "chain: half a centimetre matters",
        "A third of the guideline's smallest important difference.",
        (SetMid("pain", 0.5),),
        does_not_show="That people care about so little; the guideline's 1.5 cm has a source.",
        source=_CHAIN,
    ),
)

PREPARED: Mapping[str, tuple[Prepared, ...]] = MappingProxyType({"spine-2025": SPINE_2025})
"""Prepared variants by the id of the guideline they were written for."""


def prepared(guideline: Guideline) -> dict[str, Variant]:
    """The variants prepared for a guideline, with sources and limits from its own records.

    Args:
        guideline: one that variants were prepared for, as shipped or with changes of your own.

    Raises:
        UnknownReference: none were prepared, or an objection they follow is not recorded.

    Example:
        >>> import gradekit as gk
        >>> guide = gk.datasets.load("spine-2025")
        >>> made = prepared(guide)["radiofrequency, unblinded"]
        >>> str(gk.recommend(made.of(guide)["axial/joint-rfa"])), made.does_not_show[:30]
        ('strong against', 'Neither is the network estimat')
    """
    Problems().need_kinds(Guideline, required=True, guideline=guideline)
    if guideline.id not in PREPARED:
        refuse(
            UnknownReference,
            "no variants prepared",
            "id",
            expected="one of " + ", ".join(PREPARED),
            got=guideline.id,
        )
    recorded = {each.id: each for each in guideline.objections}
    made: dict[str, Variant] = {}
    for each in PREPARED[guideline.id]:
        if each.objection is None:
            made[each.name] = Variant(
                supposes=each.supposes,
                edits=each.edits,
                does_not_show=each.does_not_show,
                source=each.source,
            )
            continue
        if each.objection not in recorded:
            refuse(
                UnknownReference,
                "objection not recorded",
                "objections",
                expected="one of " + ", ".join(recorded),
                got=each.objection,
            )
        made[each.name] = following(recorded[each.objection], each.supposes, each.edits)
    return made
