"""How the documentation is built."""

from importlib.metadata import version as installed

project = "gradekit"
author = "The gradekit authors"
copyright = "The gradekit authors"  # noqa: A001 - the name Sphinx reads
version = release = installed("gradekit")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx_copybutton"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

# Signatures read as they are written; the argument lists say what each one means.
autodoc_typehints = "none"
autodoc_member_order = "bysource"
autodoc_preserve_defaults = True
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_custom_sections = [("Source", "params_style")]
python_display_short_literal_types = True

# What is copied can be pasted: without prompts, and without what a prompt answered.
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True

html_theme = "furo"
html_title = "gradekit"
html_static_path = ["_static"]
html_css_files = ["docs.css"]
