"""What an explanation is: titled sections of lines, printed as text, Markdown or HTML."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from attrs import frozen

from gradekit.errors import InvalidValue, refuse
from gradekit.markup import element
from gradekit.wording import Line, escaped

__all__ = ["Explanation", "Section"]


@frozen
class Section:
    """A titled run of lines."""

    title: str
    lines: tuple[Line, ...]


@frozen
class Explanation:
    """An explanation to print.

    Args:
        title: what it is about.
        answer: the suggestion in a sentence.
        sections: everything behind it.
    """

    title: str
    answer: str
    sections: tuple[Section, ...]

    def printed(self, form: str = "text", width: int | None = None) -> str:
        """The explanation as "text" or "markdown".

        Args:
            form: which.
            width: columns of the text; unless given each line stays whole, to be searched.
        """
        if form == "text":
            return "\n".join(self._text(width))
        if form == "markdown":
            return "\n".join(self._markdown())
        refuse(InvalidValue, "unknown form", "form", expected="'text' or 'markdown'", got=form)

    def _repr_html_(self) -> str:
        parts = [element("h3", self.title), element("p", element("strong", self.answer))]
        for section in self.sections:
            lines = (
                element("li", line.text, style=f"margin-left:{line.depth}em")
                for line in section.lines
            )
            heading = element("summary", section.title)
            parts.append(element("details", heading, element("ul", *lines)))
        return element("section", *parts, class_="gradekit-explanation").html

    def _text(self, width: int | None) -> Iterator[str]:
        yield from _within(self.title, width)
        yield from _within(self.answer, width)
        for section in self.sections:
            yield ""
            yield section.title
            for line in section.lines:
                yield from _within(line.text, width, "  " * (line.depth + 1))

    def _markdown(self) -> Iterator[str]:
        yield f"# {escaped(_one_line(self.title))}"
        yield ""
        yield f"**{escaped(self.answer)}**"
        for section in self.sections:
            yield ""
            yield f"## {escaped(section.title)}"
            yield ""
            for line in section.lines:
                yield "  " * line.depth + "- " + escaped(_one_line(line.text))


def _one_line(text: str) -> str:
    """A document's text cannot start a line of its own and pass for an answer."""
    return " ".join(text.split())


def _within(text: str, width: int | None, indent: str = "") -> list[str]:
    """A text within so many columns; what goes on in a further line is indented below it."""
    if width is None:
        return [indent + _one_line(text)]
    return wrap(
        _one_line(text),
        width,
        initial_indent=indent,
        subsequent_indent=indent + "    ",
        break_long_words=False,
        break_on_hyphens=False,
    )
