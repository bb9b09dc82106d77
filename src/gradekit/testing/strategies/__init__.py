"""Hypothesis strategies for every type of the model. They need the extra `testing`.

Names are plural; constraints are keywords, each a value, a strategy, or left out for anything.
Every draw is valid as it is made, so that nothing is drawn and thrown away. The `invalid_*` ones
draw what must be refused, with the problem that must be named.
"""

from gradekit.testing.extra import without_hypothesis

try:
    from gradekit.testing.strategies.answers import (
        audit_findings,
        ceilings,
        decisions,
        policy_comparisons,
        problems,
        recommendations,
        reproductions,
        steps,
        traces,
    )
    from gradekit.testing.strategies.choice import (
        ANY,
        Given,
        identifiers,
    )
    from gradekit.testing.strategies.comparisons import (
        comparisons,
    )
    from gradekit.testing.strategies.frames import (
        evidence_frames,
        situation_frames,
    )
    from gradekit.testing.strategies.guidelines import (
        guidelines,
    )
    from gradekit.testing.strategies.halves import (
        evidence_halves,
        knowns,
        option_levels,
    )
    from gradekit.testing.strategies.invalid import (
        Refused,
        invalid_comparisons,
        invalid_documents,
        invalid_estimates,
        invalid_evidence,
        invalid_incidences,
        invalid_judgements,
        invalid_options,
        invalid_outcomes,
        invalid_policies,
        invalid_published_recommendations,
        invalid_risks,
        invalid_scales,
        invalid_shares,
        invalid_sources,
        invalid_thresholds,
        invalid_ungraded,
        invalid_values,
        invalid_votes,
        invalid_voting_rules,
    )
    from gradekit.testing.strategies.judged import (
        certainties,
        certainty_ratings,
        contrasts,
        interactions,
        judged_effects,
        judgements,
        overall_certainties,
        parameters,
        published_certainties,
        ratings,
        sources,
        subgroup_credibilities,
        suggestions,
    )
    from gradekit.testing.strategies.meetings import (
        ballots,
        poll_answers,
        polls,
        rounds_of_voting,
        voting_rounds,
    )
    from gradekit.testing.strategies.numbers import (
        absolute_effects,
        citations,
        estimates,
        incidences,
        intervals,
        nnts,
        scales,
        thresholds,
    )
    from gradekit.testing.strategies.panels import (
        criterion_judgements,
        etd,
        members,
        panels,
        policies,
        scenarios,
        shares,
        surveys,
        ungraded,
        votes,
        voting_rules,
    )
    from gradekit.testing.strategies.questions import (
        contexts,
        importance_overrides,
        options,
        outcomes,
        populations,
    )
    from gradekit.testing.strategies.records import (
        figures,
        notes,
        objections,
        other_guidelines,
        published_recommendations,
        subgroup_estimates,
        subgroups,
        values_evidence,
    )
    from gradekit.testing.strategies.rows import (
        classifications,
        evidence,
        findings,
    )
    from gradekit.testing.strategies.situations import (
        panel_halves,
        situations,
    )
    from gradekit.testing.strategies.supposed import (
        edits,
        variants,
    )
except ModuleNotFoundError as error:
    raise without_hypothesis(error) from None

__all__ = [
    "ANY",
    "Given",
    "Refused",
    "absolute_effects",
    "audit_findings",
    "ballots",
    "ceilings",
    "certainties",
    "certainty_ratings",
    "citations",
    "classifications",
    "comparisons",
    "contexts",
    "contrasts",
    "criterion_judgements",
    "decisions",
    "edits",
    "estimates",
    "etd",
    "evidence",
    "evidence_frames",
    "evidence_halves",
    "figures",
    "findings",
    "guidelines",
    "identifiers",
    "importance_overrides",
    "incidences",
    "interactions",
    "intervals",
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
    "judged_effects",
    "judgements",
    "knowns",
    "members",
    "nnts",
    "notes",
    "objections",
    "option_levels",
    "options",
    "other_guidelines",
    "outcomes",
    "overall_certainties",
    "panel_halves",
    "panels",
    "parameters",
    "policies",
    "policy_comparisons",
    "poll_answers",
    "polls",
    "populations",
    "problems",
    "published_certainties",
    "published_recommendations",
    "ratings",
    "recommendations",
    "reproductions",
    "rounds_of_voting",
    "scales",
    "scenarios",
    "shares",
    "situation_frames",
    "situations",
    "sources",
    "steps",
    "subgroup_credibilities",
    "subgroup_estimates",
    "subgroups",
    "suggestions",
    "surveys",
    "thresholds",
    "traces",
    "ungraded",
    "values_evidence",
    "variants",
    "votes",
    "voting_rounds",
    "voting_rules",
]
