"""The page put together: one file, nothing fetched, nothing run but its own scripts by hash."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files

from gradekit.guideline import Guideline
from gradekit.markup import Markup, element, several
from gradekit.policy import Policy
from gradekit.report.explorer import explorer_data, island
from gradekit.report.findings import Form
from gradekit.report.page.layers import Layer, layers
from gradekit.report.page.tables import looks_css
from gradekit.report.story import STANCE

__all__ = ["page_html"]

_PAGE, _EXPLORER = "gradekit.report.page", "gradekit.report.explorer"
_SCRIPTS = (
    # In the order they need one another.
    *(
        (_EXPLORER, f"{name}.js")
        for name in ("findings", "engine", "pieces", "answer", "changes", "inputs", "explorer")
    ),
    (_PAGE, "page.js"),
)
_STYLES = ((_PAGE, "page.css"), (_EXPLORER, "explorer.css"))


def _read(package: str, name: str) -> str:
    return (files(package) / name).read_text(encoding="utf-8")


def _hashed(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _policy_of_content(style: str, scripts: tuple[str, ...]) -> str:
    """What the page may do: its own style and scripts, pictures inside it, and nothing else."""
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src {_hashed(style)}",
            "script-src " + " ".join(map(_hashed, scripts)),
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


_EXPLORE = Layer(
    id="what-if",
    title="What if?",
    body=several(
        element(
            "p",
            "Change what was recorded and see what the same rules then suggest. Nothing here is "
            "saved, sent, or a recommendation: a panel decides.",
        ),
        element(
            "p",
            "This part needs JavaScript. Everything else on the page can be read without it.",
            class_="no-script",
        ),
        element("div", id="explorer"),
    ),
)


def _section(layer: Layer) -> Markup:
    return element(
        "section",
        element("h2", layer.title, id=f"{layer.id}-title"),
        layer.body,
        id=layer.id,
        aria_labelledby=f"{layer.id}-title",
    )


def _contents(parts: tuple[Layer, ...]) -> Markup:
    links = (element("li", element("a", each.title, href=f"#{each.id}")) for each in parts)
    return element("nav", element("ul", *links), aria_label="Contents")


def page_html(
    guideline: Guideline, policy: Policy | None = None, *, form: Form | str = Form.SUMMARY
) -> str:
    """A guideline as one self-contained page with a "what if" explorer.

    The page can be read whole without JavaScript. It asks for nothing from anywhere, and a content
    policy allows no script and no style but its own, by their hashes.

    Args:
        guideline: with its comparisons.
        policy: instead of the guideline's own.
        form: "summary of findings" or "evidence profile".

    Raises:
        GradekitError: every effect that cannot be judged, with its place.
        MissingExtra: matplotlib is not installed.

    Example:
        >>> import gradekit as gk
        >>> page = page_html(gk.datasets.load("spine-2025"))
        >>> page[:15], page.count("<article")
        ('<!DOCTYPE html>', 6)
    """
    used = policy or guideline.policy
    first, *rest = layers(guideline, policy, Form(form))
    parts = (first, _EXPLORE, *rest)
    title = guideline.title or guideline.id
    scripts = tuple(_read(*each) for each in _SCRIPTS)
    style = "\n".join((*(_read(*each) for each in _STYLES), looks_css()))
    head = element(
        "head",
        Markup('<meta charset="utf-8">'),
        Markup(
            '<meta http-equiv="Content-Security-Policy" content="'
            f'{_policy_of_content(style, scripts)}">'
        ),
        Markup('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        Markup('<meta name="referrer" content="no-referrer">'),
        element("title", title),
        Markup(f"<style>{style}</style>"),
    )
    body = element(
        "body",
        element("a", "Skip to the recommendations", href="#recommendations", class_="skip"),
        element(
            "header",
            element("h1", title),
            element("p", STANCE),
            element("p", f"Policy {used.name}, {used.edition} edition.", class_="remark"),
        ),
        _contents(parts),
        element("main", *map(_section, parts)),
        element(
            "footer",
            element(
                "p", "Made by gradekit. It suggests; a panel decides. It is no medical advice."
            ),
        ),
        Markup(
            '<script type="application/json" id="explorer-data">'
            f"{island(explorer_data(guideline, used))}</script>"
        ),
        *(Markup(f"<script>{each}</script>") for each in scripts),
    )
    return f'<!DOCTYPE html>\n<html lang="en">{head}{body}</html>\n'
