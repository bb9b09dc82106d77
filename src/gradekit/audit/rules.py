"""The rules of an audit: one code each, with its sentence, its source and what would resolve it."""

from __future__ import annotations

from gradekit.audit.finding import AuditRule, Severity
from gradekit.library import cite

__all__ = ["AUDIT_RULES"]

_AUDIT = cite("gradekit", "audit")

# A strong recommendation meets low or very low certainty.
PARADIGM = AuditRule(
    "discordant.paradigm",
    "Strong on low or very low certainty, and a paradigm's conditions are all met as recorded.",
    cite("andrews2013", "abstract"),
    severity=Severity.NOTE,
    resolve="name the paradigm beside the recommendation, with the reasons it is met",
)
MISRATED = AuditRule(
    "discordant.evidence-misrated",
    "Strong on evidence that computes to low or very low, while the panel recorded a higher "
    "overall certainty: it claims that the evidence is rated too low.",
    cite("alexander2016", "abstract"),
    severity=Severity.WARNING,
    resolve="re-rate the outcomes, or record why the overall certainty is above the lowest "
    "critical one",
)
GOOD_PRACTICE = AuditRule(
    "discordant.good-practice",
    "A good practice statement, not graded, stands on evidence of low or very low certainty.",
    cite("alexander2016", "abstract"),
    severity=Severity.NOTE,
    resolve="check that no sensible alternative exists, or grade it",
)
ONLY_IN_RESEARCH = AuditRule(
    "discordant.only-in-research",
    "Use only in research is recommended on evidence of low or very low certainty.",
    cite("brito2013", "abstract"),
    severity=Severity.NOTE,
    resolve="say which uncertainty the research is to reduce",
)
SHOULD_BE_CONDITIONAL = AuditRule(
    "discordant.should-be-conditional",
    "Strong on low or very low certainty, everything needed is recorded, and no paradigm's "
    "conditions are met.",
    cite("alexander2016", "abstract"),
    severity=Severity.WARNING,
    resolve="make it conditional, or correct the judgements a paradigm fails on",
)
UNEXPLAINED = AuditRule(
    "discordant.unexplained",
    "Strong on low or very low certainty; no paradigm's conditions are met, and some cannot be "
    "told because a judgement is not recorded.",
    cite("brito2013", "abstract"),
    severity=Severity.WARNING,
    resolve="record the missing judgements, or make it conditional",
)
CLAIMED_NOT_MET = AuditRule(
    "paradigm.claimed-not-met",
    "The paradigm the source cites is not met: at least one of its conditions fails.",
    cite("yao2021", "abstract", note="strong on low outside the criteria is called inappropriate"),
    severity=Severity.WARNING,
    resolve="cite the paradigm that is met, correct the judgement, or make it conditional",
)
CLAIMED_NOT_RECORDED = AuditRule(
    "paradigm.claimed-not-recorded",
    "The paradigm the source cites can be neither confirmed nor refuted: a condition is not "
    "recorded.",
    _AUDIT,
    severity=Severity.WARNING,
    resolve="record the judgements its conditions ask for",
)

# What was published, held against what the evidence suggests.
DIFFERS = AuditRule(
    "published.differs",
    "The published answer is not the one the recorded evidence and judgements suggest.",
    _AUDIT,
    severity=Severity.WARNING,
    resolve="record the judgement that led to the published answer, or explain the departure",
)
NOT_COMPARED = AuditRule(
    "published.not-compared",
    "A graded recommendation speaks about no comparison, and is held against no evidence.",
    _AUDIT,
    severity=Severity.NOTE,
    resolve="name its comparisons",
)
AGAINST_SHARE = AuditRule(
    "direction.against-share",
    "The published direction is not what the larger part of fully informed people would choose.",
    cite("whotable", "all or almost all; most, but many would not"),
    severity=Severity.WARNING,
    resolve="record whose share it is and why the panel went the other way",
)
AGAINST_EVIDENCE = AuditRule(
    "direction.against-evidence",
    "The direction goes to an option for which no effect on record speaks, while an important "
    "effect the other way is established.",
    _AUDIT,
    severity=Severity.WARNING,
    resolve="check the sign of the effects, what counts as better, and whose share it is; else "
    "record what speaks for the option recommended",
)
EITHER = AuditRule(
    "direction.either",
    "A recommendation for either option is not among GRADE's four: two directions, two strengths.",
    cite("requirements2023", "abstract"),
    severity=Severity.NOTE,
    resolve="choose a direction where strict GRADE is claimed",
)
BELOW_RULE = AuditRule(
    "votes.below-rule",
    "The recorded votes do not reach what the policy's rule asks for the published answer.",
    _AUDIT,
    severity=Severity.WARNING,
    resolve="check the counts and the rule, or publish what the votes carry",
)

# Certainty, as recorded and as computed.
ABOVE_COMPUTED = AuditRule(
    "overall.above-computed",
    "The recorded overall certainty is above the lowest among the critical outcomes.",
    cite("acip", "chapter 10; KCE process book"),
    severity=Severity.WARNING,
    resolve="record why a lower critical outcome does not decide, or take the lowest",
)
UP_AFTER_DOWN = AuditRule(
    "rating.up-after-down",
    "A certainty was rated up after it was rated down.",
    cite("gradeguidelines18", "footnote of table 1"),
    severity=Severity.WARNING,
    resolve="say why rating up is warranted in spite of the concern",
)
IMPRECISION = AuditRule(
    "rating.imprecision-not-rated",
    "An interval crosses the smallest important difference, and the certainty was built from "
    "judgements that neither rate down for imprecision nor say why not.",
    cite("coregrade2", "figure 4", checked=False, note="second-hand"),
    severity=Severity.WARNING,
    resolve="rate imprecision, or record why the crossing does not matter",
)
DOMAIN_NOT_JUDGED = AuditRule(
    "rating.domain-not-judged",
    "A certainty was built from judgements, and a domain for rating down was judged by nobody: it "
    "moved nothing because nobody looked. A note where the outcome is not critical.",
    cite("coregrade1", checked=False, note="second-hand: five domains are judged"),
    severity=Severity.WARNING,
    resolve="judge the domains named; not serious is a judgement too, recorded as 0",
)

CERTAINTY_UNSOURCED = AuditRule(
    "rating.unsourced",
    "A certainty high enough to open strong is recorded as a bare level: no source, no note and no "
    "judged domain says what it rests on.",
    _AUDIT,
    severity=Severity.WARNING,
    resolve="cite what it rests on, or rate it by its domains, or record a lower level",
)

# What the evidence lacks.
CRITICAL_MISSING = AuditRule(
    "outcome.critical-missing",
    "A critical outcome has no row, or a row without estimate, incidence or judged effect.",
    cite("coregrade6", "rows of the table", checked=False, note="second-hand"),
    severity=Severity.WARNING,
    resolve="give the evidence or a judged effect, or change the outcome's importance",
)
THRESHOLD_MISSING = AuditRule(
    "outcome.threshold-missing",
    "A critical outcome has an estimate and no smallest important difference to judge it by.",
    cite("coregrade7", "abstract"),
    severity=Severity.WARNING,
    resolve="give the outcome a threshold with its source",
)
UNIT_MISSING = AuditRule(
    "outcome.unit-missing",
    "An estimate or a threshold of a critical outcome has no unit.",
    _AUDIT,
    severity=Severity.WARNING,
    resolve="give the unit, so that estimate and threshold are known to be of one kind",
)
CANNOT_BE_JUDGED = AuditRule(
    "effect.cannot-be-judged",
    "An effect cannot be judged on the absolute scale, so that its comparison has no answer.",
    cite("coregrade2", "figures 1-3", checked=False, note="second-hand"),
    severity=Severity.ERROR,
    resolve="correct the row",
)
OVERRIDE = AuditRule(
    "importance.override-unexplained",
    "An outcome's importance was changed for a comparison without a reason.",
    cite("acip", "chapter 10"),
    severity=Severity.WARNING,
    resolve="record why it differs for this population",
)
SECONDARY_DISAGREE = AuditRule(
    "secondary.disagree",
    "Secondary criteria lean to both options and the panel gave no overall judgement.",
    cite("gradekit", "evidence to decision"),
    severity=Severity.WARNING,
    resolve="record the panel's overall judgement of the secondary criteria",
)
UNSIGNED = AuditRule(
    "judgement.unsigned",
    "A judgement is recorded, and neither who judged, nor why, nor where it is recorded.",
    _AUDIT,
    severity=Severity.NOTE,
    resolve="record who judged, with the reason or the source",
)

# What the panel was asked.
GAP = AuditRule(
    "survey.gap",
    "The survey asks about some combinations of benefit, its certainty and certainty of harm, and "
    "not about others.",
    cite("zeng2023", "abstract"),
    severity=Severity.NOTE,
    resolve="ask about the combinations the comparisons can reach",
)
OVERLAP = AuditRule(
    "survey.overlap",
    "Two scenarios ask about one combination, with one answer.",
    _AUDIT,
    severity=Severity.NOTE,
    resolve="let each combination stand in one scenario",
)
CONTRADICTION = AuditRule(
    "survey.contradiction",
    "Two scenarios ask about one combination, with different answers: the share is then unknown.",
    _AUDIT,
    severity=Severity.ERROR,
    resolve="settle the answer, or say in the scenarios what tells them apart",
)

# Statements that are not graded.
UNGRADED_NOT_MET = AuditRule(
    "ungraded.condition-not-met",
    "A statement without a grade was chosen although a condition for it is recorded as not met.",
    cite("gradekit", "statements that are not graded"),
    severity=Severity.WARNING,
    resolve="grade the recommendation, or correct the condition",
)
UNGRADED_NOT_RECORDED = AuditRule(
    "ungraded.condition-not-recorded",
    "A statement without a grade was chosen and a condition for it is not recorded.",
    cite("gradekit", "statements that are not graded"),
    severity=Severity.WARNING,
    resolve="record yes or no for the condition",
)

# References.
UNKNOWN_KEY = AuditRule(
    "citation.unknown",
    "A citation names a source that stands in no register.",
    _AUDIT,
    severity=Severity.ERROR,
    resolve="add the source to the guideline's sources, or correct the key",
)
UNCHECKED = AuditRule(
    "citation.unchecked",
    "A figure or judgement that decides rests on a source in which nobody read it.",
    _AUDIT,
    severity=Severity.NOTE,
    resolve="read it in the source and mark it checked",
)
CYCLE = AuditRule(
    "evidence.informed-by-cycle",
    "Comparisons are said to inform one another in a circle.",
    _AUDIT,
    severity=Severity.ERROR,
    resolve="keep the direction in which the evidence really bears",
)

AUDIT_RULES: tuple[AuditRule, ...] = (
    PARADIGM,
    MISRATED,
    GOOD_PRACTICE,
    ONLY_IN_RESEARCH,
    SHOULD_BE_CONDITIONAL,
    UNEXPLAINED,
    CLAIMED_NOT_MET,
    CLAIMED_NOT_RECORDED,
    DIFFERS,
    NOT_COMPARED,
    AGAINST_SHARE,
    AGAINST_EVIDENCE,
    EITHER,
    BELOW_RULE,
    ABOVE_COMPUTED,
    UP_AFTER_DOWN,
    IMPRECISION,
    DOMAIN_NOT_JUDGED,
    CERTAINTY_UNSOURCED,
    CRITICAL_MISSING,
    THRESHOLD_MISSING,
    UNIT_MISSING,
    CANNOT_BE_JUDGED,
    OVERRIDE,
    SECONDARY_DISAGREE,
    UNSIGNED,
    GAP,
    OVERLAP,
    CONTRADICTION,
    UNGRADED_NOT_MET,
    UNGRADED_NOT_RECORDED,
    UNKNOWN_KEY,
    UNCHECKED,
    CYCLE,
)
"""Every rule, in the order a reader would ask."""
