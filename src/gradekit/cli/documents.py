"""The commands about documents: `datasets`."""

from __future__ import annotations

from gradekit import datasets
from gradekit.cli.shared import Form, Format, app, as_json, say
from gradekit.cli.tables import print_datasets
from gradekit.numerals import several

__all__ = ["list_datasets"]


@app.command(name="datasets")
def list_datasets(form: Form = Format.TEXT) -> None:
    """List the worked guidelines shipped with the library."""
    loaded = [(name, datasets.load(name)) for name in datasets.names()]
    if form is Format.TEXT:
        print_datasets(loaded)
    elif form is Format.JSON:
        say(
            as_json(
                [
                    {"name": name, "title": each.title, "comparisons": len(each)}
                    for name, each in loaded
                ]
            )
        )
    else:
        for name, each in loaded:
            say(f"- `{name}`: {each.title}, {several(len(each), 'comparison')}")
