"""Sphinx configuration: everything is built offline, and every warning is an error."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE / "_ext"), str(HERE.parent)]

from causalnet.version import __version__  # noqa: E402

project = "causalnet"
author = "causalnet contributors"
copyright = "2026, causalnet contributors"  # noqa: A001
version = release = __version__

extensions = [
    "myst_parser",
    "numpydoc",
    "sphinx.ext.autodoc",
    "sphinx.ext.autosummary",
    "sphinx.ext.mathjax",
    "sphinx-mathjax-offline",
    "sphinx_design",
    "sphinx_gallery.gen_gallery",
    # our own, in docs/_ext
    "author_initials",
    "command_line",
    "explorer_page",
    "model_page",
    "offline",
    "public_names",
    "verb_table",
]
source_suffix = {".rst": "restructuredtext", ".md": "markdown"}
exclude_patterns = [
    "_build",
    "_templates",
    "gallery/GALLERY_HEADER.rst",
    "**sg_execution_times.rst",
]
templates_path = ["_templates"]
default_role = "obj"
highlight_language = "python3"
suppress_warnings = ["config.cache"]
python_use_unqualified_type_names = True

# ── reference ────────────────────────────────────────────────────────────────────────────────

autosummary_generate = True
autosummary_imported_members = True
autodoc_typehints = "none"
autodoc_preserve_defaults = True
autodoc_member_order = "bysource"
maximum_signature_line_length = 88
numpydoc_show_class_members = False
numpydoc_xref_param_type = False

# ── gallery ──────────────────────────────────────────────────────────────────────────────────

sphinx_gallery_conf = {
    "examples_dirs": "../examples",
    "gallery_dirs": "gallery",
    "filename_pattern": r"\.py$",
    "ignore_pattern": r"__init__\.py$",
    "within_subsection_order": "gallery_order.ByNumber",
    "image_scrapers": ("matplotlib", "diagram_scraper.scrape"),
    "capture_repr": ("_repr_html_", "__repr__"),
    "ignore_repr_types": r"Diagram|matplotlib|PosixPath|WindowsPath",
    "backreferences_dir": "generated/backreferences",
    "doc_module": ("causalnet",),
    "reference_url": {"causalnet": None},
    "prefer_full_module": set(),
    "remove_config_comments": True,
    "show_memory": False,
    "show_signature": False,
    "download_all_examples": False,
    "min_reported_time": 10_000,
}

# ── pages ────────────────────────────────────────────────────────────────────────────────────

html_theme = "pydata_sphinx_theme"
html_title = "causalnet"
html_static_path = ["_static"]
html_css_files = ["causalnet.css"]
html_js_files = ["summaries.js"]
html_search_scorer = str(HERE / "_ext" / "search_scorer.js")
html_favicon = "_static/mark.svg"
html_show_sourcelink = False
html_copy_source = False
html_theme_options = {
    "logo": {
        "image_light": "_static/mark.svg",
        "image_dark": "_static/mark.svg",
        "text": "causalnet",
        "alt_text": "causalnet, first page",
    },
    "navbar_end": ["theme-switcher"],
    "navbar_align": "left",
    "header_links_before_dropdown": 6,
    "footer_start": ["copyright"],
    "footer_end": [],
    "show_prev_next": True,
    "show_toc_level": 2,
    "navigation_with_keys": False,
    "pygments_light_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
}
# The reader's own browser says light or dark.
html_context = {"default_mode": "auto"}
# Pages with nothing beside them in their section.
html_sidebars = {
    page: []
    for page in (
        "index",
        "japan_model",
        "benchmarks",
        "glossary",
        "changelog",
        "howto/explore_a_model",
    )
}
