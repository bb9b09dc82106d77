"""Variants: a guideline answered as it stands and under other suppositions, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from gradekit.errors import InvalidValue, Problems, refuse
from gradekit.guideline import Guideline
from gradekit.markup import table
from gradekit.policy import Policy
from gradekit.records import Objection
from gradekit.sensitivity.asking import answer_to, policy_of
from gradekit.sensitivity.edits import Edit
from gradekit.sensitivity.stretches import Answer
from gradekit.sources import Citation, as_citation

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = ["AS_IT_STANDS", "Scenarios", "Variant", "scenarios"]

AS_IT_STANDS = "as it stands"


def _edits(given: Any) -> tuple[Edit, ...]:  # noqa: ANN401 - whatever a caller wrote
    listed = (given,) if callable(given) else given
    edits = tuple(listed) if isinstance(listed, Iterable) else (listed,)
    for each in edits:
        if not callable(each):
            refuse(
                InvalidValue,
                "no change to a guideline",
                "edits",
                expected="what makes another guideline of one, such as SetMid('pain', 0.5)",
                got=each,
            )
    return edits


@frozen(kw_only=True)
class Variant:
    """A guideline under another supposition.

    Args:
        supposes: what is taken otherwise, in words.
        edits: what is changed, in order; none where there is no figure to put in.
        objection: id of the objection it follows, where it follows one.
        does_not_show: what its answers do not show.
        source: of what it supposes.
    """

    supposes: str
    edits: tuple[Edit, ...] = field(default=(), converter=_edits)
    objection: str | None = None
    does_not_show: str = ""
    source: Citation | None = field(default=None, converter=as_citation)

    def __attrs_post_init__(self) -> None:
        Problems().need_texts(supposes=self.supposes, does_not_show=self.does_not_show)
        if self.objection is not None:
            Problems().need_texts(objection=self.objection)

    @property
    def computed(self) -> bool:
        """Whether it changes anything; an objection without a figure cannot be computed."""
        return bool(self.edits)

    def of(self, guideline: Guideline) -> Guideline:
        """The guideline under this supposition."""
        for edit in self.edits:
            guideline = edit(guideline)
        return guideline


def _variant(given: Variant | Edit | Iterable[Edit]) -> Variant:
    return given if isinstance(given, Variant) else Variant(supposes="", edits=given)


@frozen
class Scenarios:
    """The answers of a guideline under several suppositions.

    Args:
        variants: by name; those without a figure have no answers.
        answers: by variant, then by comparison; the guideline as it stands comes first.
    """

    variants: Mapping[str, Variant] = field(hash=False)
    answers: Mapping[str, Mapping[str, Answer]] = field(hash=False)

    @property
    def parting(self) -> dict[str, dict[str, str]]:
        """Where answers part: by variant, the comparisons whose answer is not what it is now."""
        base = self.answers[AS_IT_STANDS]
        return {
            name: {
                comparison: str(answer)
                for comparison, answer in its.items()
                if comparison not in base or not answer.same(base[comparison])
            }
            for name, its in self.answers.items()
            if name != AS_IT_STANDS
        }

    @property
    def not_computed(self) -> tuple[str, ...]:
        """Suppositions for which nobody gave a figure to put in."""
        return tuple(name for name, each in self.variants.items() if not each.computed)

    def rows(self) -> list[dict[str, object]]:
        """One row for each comparison and variant, with what the variant does not show."""
        base = self.answers[AS_IT_STANDS]
        return [
            {
                "variant": name,
                "comparison": comparison,
                "answer": str(answer),
                "as_it_stands": str(base[comparison]) if comparison in base else None,
                "moves": comparison not in base or not answer.same(base[comparison]),
                "supposes": self.variants[name].supposes if name in self.variants else "",
                "does_not_show": self.variants[name].does_not_show if name in self.variants else "",
                "source": str(self.variants[name].source or "") if name in self.variants else "",
            }
            for name, its in self.answers.items()
            for comparison, answer in its.items()
        ]

    def frame(self) -> DataFrame:
        """Comparisons down, variants across, as a pandas frame."""
        from pandas import DataFrame  # noqa: PLC0415

        return DataFrame(
            {
                name: {key: str(each) for key, each in its.items()}
                for name, its in self.answers.items()
            }
        )

    def _repr_html_(self) -> str:
        comparisons = dict.fromkeys(key for its in self.answers.values() for key in its)
        rows = (
            (key, *(str(its.get(key, "")) for its in self.answers.values())) for key in comparisons
        )
        notes = str(self).splitlines()
        return table(("Comparison", *self.answers), rows, notes=notes).html

    def __str__(self) -> str:
        lines = []
        for name, variant in self.variants.items():
            if not variant.computed:
                lines.append(f"{name}: not computed, no figure was given")
            else:
                moved = self.parting[name]
                lines.append(f"{name}: {len(moved)} of {len(self.answers[name])} answers move")
                lines += [f"  {key}: {answer}" for key, answer in moved.items()]
            if variant.does_not_show:
                lines.append(f"  does not show: {variant.does_not_show}")
        return "\n".join(lines)


def scenarios(
    guideline: Guideline,
    variants: Mapping[str, Variant | Edit | Iterable[Edit]],
    policy: Policy | str | None = None,
) -> Scenarios:
    """The answers of a guideline as it stands and under each supposition.

    Args:
        guideline: as it stands.
        variants: by name: a `Variant`, or what changes a guideline: one function, or several in
            order.
        policy: instead of the guideline's own, or a preset's name.

    Raises:
        GradekitError: a change that makes no valid guideline.
        InvalidValue: a variant named like the guideline itself.

    Example:
        >>> import gradekit as gk
        >>> guide = gk.datasets.load("spine-2025")
        >>> from gradekit.sensitivity.edits import SetMid
        >>> found = scenarios(guide, {"half a centimetre": SetMid("pain", 0.5)})
        >>> found.parting["half a centimetre"]
        {'axial/im-la': 'conditional against', 'radicular/epidural-steroid': 'conditional against'}
    """
    policy = policy_of(policy)
    Problems().need_kinds(Guideline, required=True, guideline=guideline)
    hint = "name each: {'a smaller MID': SetMid('pain', 0.5)}"
    Problems().need_kinds(Mapping, hint, required=True, variants=variants)
    if AS_IT_STANDS in variants:
        refuse(
            InvalidValue,
            "name taken",
            "variants",
            expected="another name for a variant",
            got=AS_IT_STANDS,
        )
    named = {name: _variant(each) for name, each in variants.items()}
    answers = {AS_IT_STANDS: {each.id: answer_to(each, policy) for each in guideline}}
    for name, variant in named.items():
        if variant.computed:
            changed = variant.of(guideline)
            answers[name] = {each.id: answer_to(each, policy) for each in changed}
    return Scenarios(named, answers)


def following(objection: Objection, supposes: str, edits: Iterable[Edit]) -> Variant:
    """The variant that follows an objection as far as a figure goes.

    Args:
        objection: whose source and limits it takes over.
        supposes: what is taken otherwise.
        edits: none where the objection gives no figure.
    """
    return Variant(
        supposes=supposes,
        edits=tuple(edits),
        objection=objection.id,
        does_not_show=objection.does_not_show,
        source=objection.source,
    )
