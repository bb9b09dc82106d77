"""The decision atlas: what the whole space of situations answers, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from gradekit.answers import Direction, Strength
from gradekit.paradigms import PARADIGMS
from gradekit.space import (
    option_classes,
    option_states,
    panel_halves,
    shared_classes,
    shared_states,
)
from gradekit.testing.laws import Space

__all__ = ["alone", "atlas", "permissions"]

Permission = tuple[tuple[int, ...], tuple[int, ...]]


def permissions(space: Space) -> Counter[Permission]:
    """How many classes of evidence permit strong by which paradigms: for, and against."""
    return Counter(
        (for_.paradigms, against.paradigms) for against, for_ in space.sweep.answers.values()
    )


def alone(space: Space) -> Counter[str]:
    """How many situations one ceiling alone keeps from strong."""
    return Counter(answer.binding[0] for _, _, answer in space.every() if len(answer.binding) == 1)


def _numbers(numbers: tuple[int, ...]) -> str:
    return ", ".join(map(str, numbers)) or "none"


def _row(*cells: object) -> str:
    return "| " + " | ".join(map(str, cells)) + " |"


def _sizes(space: Space) -> Iterator[str]:
    policy = space.policy
    options, shared = len(option_classes(policy)), len(shared_classes(policy))
    yield _row("What", "States", "Classes")
    yield _row("---", "---:", "---:")
    yield _row("one option", len(option_states()), options)
    yield _row("what the options share", len(shared_states()), shared)
    yield _row("evidence half", "", f"{len(space.sweep.answers):,}")
    yield _row("panel half", len(panel_halves()), "")
    yield _row("ways of permitting strong", "", len(permissions(space)))


def _outcomes(space: Space) -> Iterator[str]:
    counted = Counter((answer.strength, answer.direction) for _, _, answer in space.every())
    yield _row("Answer", "Situations")
    yield _row("---", "---:")
    for strength in Strength:
        for direction in Direction:
            count = counted[strength, direction]
            if count:
                name = "no recommendation" if strength is Strength.NONE else strength
                said = name if direction is Direction.NONE else f"{strength} {direction}"
                yield _row(said, f"{count:,}")


def _routes(space: Space) -> Iterator[str]:
    """Where strong comes from, and what keeps from it."""
    strong = Counter(
        f"paradigms {_numbers(answer.paradigms)}"
        if answer.paradigms
        else "moderate or high certainty"
        for _, _, answer in space.every()
        if answer.strength is Strength.STRONG
    )
    yield _row("Strong opened by", "Situations")
    yield _row("---", "---:")
    for name, count in sorted(strong.items()):
        yield _row(name, f"{count:,}")
    bound = Counter(answer.binding for _, _, answer in space.every() if answer.binding)
    yield ""
    yield _row("Kept from strong by", "Situations")
    yield _row("---", "---:")
    for names, count in sorted(bound.items()):
        yield _row(", ".join(names), f"{count:,}")


def _single(space: Space) -> Iterator[str]:
    """How often each paradigm alone permits strong against."""
    counted: Counter[tuple[int, ...]] = Counter(
        against.paradigms for against, _ in space.sweep.answers.values()
    )
    yield _row("Paradigm", "Permits", "Permits alone")
    yield _row("---", "---:", "---:")
    for paradigm in PARADIGMS:
        number = paradigm.number
        permits = sum(count for numbers, count in counted.items() if number in numbers)
        yield _row(f"{number} {paradigm.name}", f"{permits:,}", f"{counted[(number,)]:,}")


def _strong_begins(space: Space) -> Iterator[str]:
    """For every part of the panel half: at which of its words any strong answer exists."""
    reached: dict[str, dict[str, set[str]]] = {}
    for _, panel, answer in space.every():
        for part in ("share", "secondary", "votes", "perspective", "balance"):
            word = str(getattr(panel, part) or "not recorded")
            found = reached.setdefault(part, {}).setdefault(word, set())
            if answer.strength is Strength.STRONG:
                found.add(str(answer.direction))
    yield _row("Part", "Word", "Strong is possible")
    yield _row("---", "---", "---")
    for part, words in reached.items():
        for word, directions in words.items():
            yield _row(part, word, " and ".join(sorted(directions)) or "no")


def atlas(space: Space) -> str:
    """The atlas as Markdown.

    Args:
        space: a decision function with its answers to everything.
    """
    sections = (
        (
            "Size",
            (
                "An option, and what the options share, count only through the conditions of the "
                "paradigms; states that meet the same conditions are one class."
            ),
            _sizes(space),
        ),
        (
            "Answers",
            (
                "Every panel half under one class of evidence for every way of permitting strong, "
                "and one for each overall certainty. Direction, strength and binding depend on the "
                "evidence only through the overall certainty and the directions permitted, so the "
                "product of the halves is exact."
            ),
            _outcomes(space),
        ),
        ("Routes", "What opens strong, and what keeps from it.", _routes(space)),
        (
            "Paradigms",
            (
                "Classes of evidence in which a paradigm permits strong against the intervention. "
                "Paradigm 3 never permits alone: an option at least as good leaves the other no "
                "known benefit, so what meets 3 meets 2."
            ),
            _single(space),
        ),
        (
            "Where strong begins",
            "Panel words at which a strong answer exists.",
            _strong_begins(space),
        ),
    )
    lines = [
        "# Decision atlas",
        "",
        (
            f"Counted over the whole space of situations under policy `{space.policy.name}`. "
            "Generated; do not edit."
        ),
    ]
    for title, text, rows in sections:
        lines += ["", f"## {title}", "", text, "", *rows]
    return "\n".join(lines) + "\n"
