"""Documents at the edges of the rules: what each must answer, written by hand."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest
from tests.testing.faulty_recommend import FAULTS

import gradekit as gk
from gradekit import io
from gradekit.testing.conformance import answer_to, document_vectors
from gradekit.testing.conformance_documents import ID
from gradekit.testing.conformance_edges import edges

FOR, AGAINST, EITHER = "conditional for", "conditional against", "conditional either"
SURE, NEVER, NONE = "strong for", "strong against", "none none"

# What each answers, with the paradigms that permit it.
ANSWERS: dict[str, tuple[Any, ...]] = {
    # 80% behind strong, inclusive; a direction needs more than half of the votes cast.
    "votes-four-fifths-strong": (SURE,),
    "votes-three-quarters-strong": (FOR,),
    "votes-majority-just-reached": (FOR,),  # 6 of 11
    "votes-half-is-no-majority": (NONE,),
    "votes-abstentions-are-out": (SURE,),  # 4 of 5, not of 10
    "votes-recusals-are-out": (SURE,),
    "votes-behind-the-other-option": (NONE,),
    "votes-strong-against-a-share-for": (NONE,),
    "votes-for-either-of-a-share-for": (NONE,),
    "votes-for-either-of-a-split": (EITHER,),
    "votes-strong-for-of-a-split": (NONE,),
    # Nearly all from 0.9, inclusive; a majority above one half; the mirrors below.
    "share-nine-tenths": (SURE,),
    "share-just-below-nine-tenths": (FOR,),
    "share-just-above-half": (FOR,),
    "share-half": (EITHER,),
    "share-just-below-half": (AGAINST,),
    "share-one-tenth": (NEVER,),
    "share-just-above-one-tenth": (AGAINST,),
    "share-interval-within-nearly-all": (SURE,),
    "share-interval-within-a-majority": (FOR,),
    "share-interval-reaching-half": (EITHER,),
    "share-interval-one-tenth-to-below-nine-tenths": (EITHER,),
    "share-interval-almost-none-to-nearly-all": (NONE,),
    "share-band-minority": (AGAINST,),
    "share-band-unknown": (NONE,),
    "share-of-the-comparator": (NEVER,),
    # An important benefit of the option at moderate certainty closes paradigm 2 against it.
    "mid-reached-exactly": (AGAINST,),
    "mid-just-missed": (NEVER, 2),
    "mid-reached-by-the-other-option": (NEVER, 2),
    "mid-higher-is-better": (AGAINST,),
    "mid-in-mm-estimate-in-cm": (AGAINST,),
    "mid-in-mm-estimate-in-cm-missed": (NEVER, 2),
    "mid-reached-but-for-rounding": (AGAINST,),
    "mid-range-reached-at-both-ends": (AGAINST,),
    "mid-range-missed-at-both-ends": (NEVER, 2),
    "mid-range-ends-disagree": (AGAINST,),
    "mid-range-ends-disagree-at-low-certainty": (NEVER, 2),
    "no-threshold": (AGAINST,),
    "no-threshold-at-low-certainty": (NEVER, 2),
    "rd-reaches-per-1000": (AGAINST,),
    "rd-misses-per-1000": (NEVER, 2),
    "rr-with-baseline-reaches": (AGAINST,),  # 0.04 halved: 20 fewer per 1000
    "rr-with-baseline-misses": (NEVER, 2),  # 0.03 halved: 15 fewer
    "or-is-no-rr": (NEVER, 2),  # 167 fewer, 200 wanted; an RR would give 250
    "or-reaches": (AGAINST,),
    "hr-is-no-rr": (NEVER, 2),  # 207 fewer, 210 wanted
    "hr-reaches": (AGAINST,),
    # Overall certainty.
    "overall-is-the-lowest-critical": (FOR,),
    "overall-leaves-important-out": (SURE,),
    "overall-of-important-where-none-is-critical": (SURE,),
    "critical-outcome-without-evidence": (FOR,),
    "important-outcome-without-evidence": (SURE,),
    "limited-outcome-left-out": (SURE,),
    "critical-not-rated": (FOR,),
    "few-participants-lower-nothing": (SURE,),  # it is rated: nothing is rated down twice
    "certainty-from-judgements-without-a-trace": (SURE,),
    "overall-recorded-above-what-follows": (SURE,),
    "overall-recorded-below-what-follows": (FOR,),
    "importance-lowered-for-this-comparison": (SURE,),
    # Paradigm 2.
    "certain-harm-uncertain-benefit": (NEVER, 2),
    "harm-of-limited-importance": (AGAINST,),
    "harm-is-a-burden": (NEVER, 2),
    "harm-at-low-certainty": (AGAINST,),
    "benefit-not-rated": (AGAINST,),  # it might be established
    "benefit-in-a-supporting-row": (NEVER, 2),
    "one-arm-incidence-judged": (NEVER, 2),
    "one-arm-incidence-alone": (AGAINST,),
    "moderate-harm-under-bmj-rapid": (NEVER, 2),
    "moderate-harm-under-ebm-table": (AGAINST,),
    # Paradigms 1, 5, 4 and 3.
    "life-threatening": (SURE, 1),
    "life-threatening-not": (FOR,),
    "life-threatening-not-recorded": (FOR,),
    "life-threatening-large-harm": (FOR,),
    "life-threatening-large-harm-not-prohibitive": (SURE, 1),
    "life-threatening-large-harm-at-low": (SURE, 1),
    "catastrophe-at-very-low": (SURE, 5),
    "harm-at-very-low-that-is-none": (FOR,),
    "similar-at-moderate": (SURE, 4),
    "similar-at-low": (FOR,),
    "similar-and-less-harm-of-two-active": (SURE, 2, 3),
    # The survey, where nobody judged the share.
    "survey-matches": (NEVER, 2),
    "survey-harm-does-not-match": (NONE,),
    "survey-matches-disagree": (NONE,),
    "survey-matches-agree": (NEVER, 2),
    "survey-after-a-recorded-share": (FOR,),
    "survey-after-a-share-recorded-as-unknown": (NONE,),
    "survey-uncertain-at-very-low": (NEVER, 2),
    "survey-smallest-benefit-reached": (SURE,),  # 20 mm, 2 cm wanted
    "survey-smallest-benefit-missed": (NONE,),
    # Dominance, where no survey was taken.
    "dominance": (NEVER,),
    "dominance-of-the-other-option": (SURE,),
    "dominance-needs-a-sure-benefit-certainty": (NONE,),
    "dominance-needs-a-sure-harm": (NONE,),
    "dominance-no-effect-in-its-favour": (NONE,),
    "dominance-no-effect-of-unknown-size": (NONE,),
    # Balance stands in for an unknown share under the population perspective, and for no split.
    "balance-of-a-split": (FOR,),
    "balance-of-a-split-population": (FOR,),
    "balance-of-an-unknown-share": (FOR,),
    "balance-of-an-unknown-share-population": (SURE,),
    "balance-probable-population": (FOR,),
    "balance-against-population": (NEVER,),
    "balance-neither": (EITHER,),
    "balance-beside-a-known-share": (SURE,),
    "secondary-for-the-other-option": (FOR,),
    "secondary-neutral": (SURE,),
    "secondary-in-favour-never-raises": (FOR,),
    "nothing-recorded": (NONE,),
    # A statement that is not graded stands where all of its conditions are met.
    "ungraded-only-in-research": (NONE,),
    "ungraded-condition-not-met": (SURE,),
    "ungraded-condition-not-recorded": (SURE,),
}

DOCUMENTS = dict(edges())
VECTORS = {
    each.id.removeprefix("document/edge/"): each
    for each in document_vectors()
    if each.id.startswith("document/edge/")
}


def test_every_edge_has_an_answer_and_every_answer_an_edge() -> None:
    assert len(edges()) == len(DOCUMENTS) == len(VECTORS) > 100
    assert set(ANSWERS) == set(DOCUMENTS)


@pytest.mark.parametrize("name", ANSWERS)
def test_answers(name: str) -> None:
    expected = VECTORS[name].expected
    said, *paradigms = ANSWERS[name]
    assert f"{expected['strength']} {expected['direction']}" == said
    assert expected["paradigms"] == paradigms
    assert VECTORS[name].clauses


@pytest.mark.parametrize("name", FAULTS)
def test_every_faulty_recommend_is_noticed(name: str) -> None:
    recommend = FAULTS[name]()
    noticed = []
    for each in VECTORS.values():
        asked = io.from_data(each.given["document"])[ID]
        try:
            found = recommend(asked)
        except KeyError:
            noticed.append(each.id)
            continue
        told = (found.direction, found.strength, [*found.paradigms], sorted(found.binding))
        if told != tuple(each.expected.values()):
            noticed.append(each.id)
    assert noticed


def test_every_kind_of_answer_occurs() -> None:
    counted = Counter(answer[0] for answer in ANSWERS.values())
    assert set(counted) == {FOR, AGAINST, EITHER, SURE, NEVER, NONE}
    assert min(counted.values()) >= 5
    binding = {name for each in VECTORS.values() for name in each.expected["binding"]}
    assert binding == {"values", "certainty", "secondary", "consensus"}


def test_a_document_is_what_is_read_and_written() -> None:
    for name, data in DOCUMENTS.items():
        assert json.loads(json.dumps(data)) == data
        guide = io.from_data(data)
        assert [each.id for each in guide] == [ID]
        assert guide.id == name
        again = json.loads(io.dumps(guide))
        assert answer_to({"document": again, "comparison": ID}) == VECTORS[name].expected


def test_turned_round_they_answer_the_other_way() -> None:
    turned = {"for": "against", "against": "for"}
    for name in ("share-nine-tenths", "mid-just-missed", "secondary-for-the-other-option"):
        asked = io.from_data(DOCUMENTS[name])[ID]
        answer = gk.recommend(gk.swap(asked))
        expected = VECTORS[name].expected
        assert answer.direction == turned[expected["direction"]]
        assert answer.strength == expected["strength"]
