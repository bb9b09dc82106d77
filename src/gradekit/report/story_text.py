"""A whole report as Markdown and as a fragment of HTML."""

from __future__ import annotations

import base64
from collections.abc import Iterator

from gradekit.markup import Markup, element, listing, several
from gradekit.report.consultation import Aid, consultation_html, consultation_markdown
from gradekit.report.recommendation_box import Box, box_html, box_markdown
from gradekit.report.sheet import Sheet
from gradekit.report.sheet_html import sheet_html
from gradekit.report.sheet_text import inert, sheet_markdown
from gradekit.report.story import Block, Heading, Items, Paragraph, Picture, Story

__all__ = ["story_html", "story_markdown"]


def _markdown(block: Block) -> str:  # noqa: PLR0911 - one for each kind of block
    match block:
        case Heading(text, level):
            return f"{'#' * (level + 1)} {inert(text)}"
        case Paragraph(text):
            return inert(text)
        case Items(texts):
            return "\n".join(f"- {inert(text)}" for text in texts)
        case Picture(_, caption):
            return f"*Figure:* {inert(caption)}"
        case Box():
            return box_markdown(block)
        case Sheet():
            return sheet_markdown(block, 4)
        case Aid():
            return consultation_markdown(block, 3)


def story_markdown(given: Story) -> str:
    """A report as Markdown; a figure stands as what it shows, in words.

    Args:
        given: to draw.
    """
    return "\n\n".join([f"# {inert(given.title)}", *map(_markdown, given.blocks)]) + "\n"


def _html(block: Block) -> Markup:  # noqa: PLR0911 - one for each kind of block
    match block:
        case Heading(text, level):
            return element(f"h{level + 1}", text)
        case Paragraph(text):
            return element("p", text)
        case Items(texts):
            return listing(texts)
        case Picture(drawing, caption):
            drawn = base64.b64encode(drawing.svg().encode()).decode()
            shown = element(
                "img",
                src=f"data:image/svg+xml;base64,{drawn}",
                alt=drawing.alt,
                style="max-width:100%",
            )
            return element("figure", shown, element("figcaption", caption))
        case Box():
            return box_html(block)
        case Sheet():
            return sheet_html(block)
        case Aid():
            return consultation_html(block)


def _pieces(given: Story) -> Iterator[Markup]:
    yield element("h1", given.title)
    yield from map(_html, given.blocks)


def story_html(given: Story) -> Markup:
    """A report as a fragment of HTML, to put into a page.

    Args:
        given: to draw.

    Raises:
        MissingExtra: great-tables or matplotlib is not installed.
    """
    return element("article", several(*_pieces(given)), class_="gradekit-report")
