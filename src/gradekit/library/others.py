"""Statistics, evidence synthesis, worked guidelines, and this library itself."""

from __future__ import annotations

from gradekit.sources import Source

__all__ = ["OTHERS"]

OTHERS = (
    Source(
        "cochrane",
        title="Cochrane Handbook for Systematic Reviews of Interventions",
        locator="version 5.1, section 11.5.5",
    ),
    Source(
        "altman2003",
        "Altman DG, Bland JM",
        2003,
        "Interaction revisited: the difference between two estimates",
        "10.1136/bmj.326.7382.219",
        "BMJ 326:219",
        checked=False,
        note="recalled",
    ),
    Source(
        "busse2025",
        "Busse JW, Genevay S, Agarwal A, et al",
        2025,
        "Commonly used interventional procedures for non-cancer chronic spine pain: a clinical "
        "practice guideline",
        "10.1136/bmj-2024-079970",
        "BMJ 388:e079970",
    ),
    Source(
        "jaeschke2008",
        "Jaeschke R, Guyatt GH, Dellinger P, et al",
        2008,
        "Use of GRADE grid to reach decisions on clinical practice guidelines when consensus is "
        "elusive",
        "10.1136/bmj.a744",
        "BMJ 337:a744",
        checked=False,
        note="voting shares recalled",
    ),
    Source(
        "tbksp",
        title="WHO tuberculosis knowledge sharing platform: methods of guideline groups",
        locator="pages on the methods of two groups",
        note="two thirds in favour unless safety is at stake; a later group took a simple majority",
    ),
    Source(
        "survivingsepsis",
        title="Surviving Sepsis Campaign: international guidelines, 2016 and later",
        checked=False,
        note="voting rule recalled",
    ),
    Source(
        "wiercioch2020",
        title="Methods of the American Society of Hematology guidelines",
        year=2020,
        doi="10.1182/bloodadvances.2020001768",
        checked=False,
        note="opened; the voting rule was not in the part that was read",
    ),
    Source(
        "chinn2000",
        "Chinn S",
        2000,
        "A simple method for converting an odds ratio to effect size for use in meta-analysis",
        locator="Stat Med 19:3127-3131",
        checked=False,
        note="its factor was read in the Cochrane Handbook 5.1, section 12.6.3",
    ),
    Source(
        "altman1998",
        "Altman DG",
        1998,
        "Confidence intervals for the number needed to treat",
        "10.1136/bmj.317.7168.1309",
        "BMJ 317:1309-1312",
        checked=False,
        note="its example was read in a letter that answers it",
    ),
    Source(
        "altmandeeks2002",
        "Altman DG, Deeks JJ",
        2002,
        "Meta-analysis, Simpson's paradox, and the number needed to treat",
        locator="BMC Med Res Methodol 2:3, table 3",
        note="table 3 read",
    ),
    Source(
        "iceman2020",
        "Schandelmaier S, Briel M, Varadhan R, et al",
        2020,
        "Development of the Instrument to assess the Credibility of Effect Modification Analyses "
        "(ICEMAN) in randomized controlled trials and meta-analyses",
        "10.1503/cmaj.200077",
        "CMAJ 192:E901-E906",
        note="abstract read; it rates from very low to high",
    ),
    Source(
        "furukawa2011",
        "Furukawa TA, Leucht S",
        2011,
        "How to obtain NNT from Cohen's d: comparison of two methods",
        "10.1371/journal.pone.0019070",
        "PLoS One 6(4):e19070",
        note="abstract read; its figures were read in the documentation of the R package dmetar",
    ),
    Source(
        "nearnull",
        title="Companion paper to Core GRADE 2 on estimates near the null",
        note="abstract read; its record carries no more than that here",
    ),
    Source(
        "envint2024",
        title="Restatement of the reasons for rating up",
        locator="PMC10895515, table 5",
        note="table 5 read",
    ),
    Source(
        "cinema",
        title="CINeMA: confidence in network meta-analysis, documentation",
        note="read; a second engine beside GRADE",
    ),
    Source(
        "puhan2014",
        "Puhan MA, Schünemann HJ, Murad MH, et al",
        2014,
        "A GRADE Working Group approach for rating the quality of treatment effect estimates from "
        "network meta-analysis",
        "10.1136/bmj.g5630",
        "BMJ 349:g5630",
        checked=False,
        note="read through a review that cites it",
    ),
    Source(
        "nma2018",
        "Brignardello-Petersen R, et al",
        2018,
        "Advances in the GRADE approach to rate the certainty in estimates from a network "
        "meta-analysis",
        "10.1016/j.jclinepi.2017.10.005",
        "J Clin Epidemiol",
        note="abstract read",
    ),
    Source(
        "nma2019",
        "Brignardello-Petersen R, et al",
        2019,
        "GRADE approach to rate the certainty from a network meta-analysis: addressing incoherence",
        locator="J Clin Epidemiol, S0895-4356(18)30496-7",
        note="abstract read",
    ),
    Source(
        "nmaminimal2020",
        "Brignardello-Petersen R, et al",
        2020,
        "Drawing conclusions from a network meta-analysis: minimally contextualised framework",
        locator="BMJ 371:m3900",
        note="abstract read; the steps are recalled",
    ),
    Source(
        "nmapartial2020",
        "Brignardello-Petersen R, et al",
        2020,
        "Drawing conclusions from a network meta-analysis: partially contextualised framework",
        locator="BMJ 371:m3907",
        note="abstract read; the steps are recalled",
    ),
    Source(
        "pmatools",
        title="pmatools, a package for pairwise meta-analyses",
        checked=False,
        note="a convention of that package, which says it is in no publication",
    ),
    Source(
        "ebmig",
        title="HL7 implementation guide for evidence-based medicine: codes of the answers to "
        "evidence-to-decision criteria",
        note="codes read; it says 'possibly' where the form is recalled to say 'probably'",
    ),
    Source(
        "strengthtable",
        title="How evidence-to-decision criteria push the strength of a recommendation",
        locator="PMC7218428, table 2",
        note="table 2 read; it guides and is not universal",
    ),
    Source(
        "gradekit",
        "The gradekit authors",
        2026,
        "gradekit: methods notes and deliberate choices",
        locator="docs/methods.md",
        note="choices of this library where the literature leaves one open",
    ),
)
