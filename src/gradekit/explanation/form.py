"""What an explanation is: titled sections of lines, printed as text, Markdown or HTML."""

from __future__ import annotations

from collections.abc import Iterator

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

    def printed(self, form: str = "text") -> str:
        """The explanation as "text" or "markdown"."""
        if form == "text":
            return "\n".join(self._text())
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

    def _text(self) -> Iterator[str]:
        yield _one_line(self.title)
        yield _one_line(self.answer)
        for section in self.sections:
            yield ""
            yield section.title
            for line in section.lines:
                yield "  " * (line.depth + 1) + _one_line(line.text)

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
