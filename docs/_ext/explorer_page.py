"""A model to play with on a page of the documentation, written as that is built."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import ClassVar
from urllib.parse import quote

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import OptionSpec

import causalnet as cn

FOLDER = "explorers"


class Explorer(SphinxDirective):
    """``.. causal-explorer:: name`` embeds the page that `causalnet.explore` writes.

    ``:address:`` is the scenario that it opens with, ``:height:`` how high it is.
    """

    required_arguments = 1
    option_spec: ClassVar[OptionSpec] = {
        "address": directives.unchanged,
        "height": directives.unchanged,
        "alt": directives.unchanged,
    }

    def run(self) -> list[nodes.Node]:
        """A frame, and a link to the page by itself."""
        if self.env.app.builder.format != "html":
            return []
        name = self.arguments[0]
        model = cn.load(name)
        if not isinstance(model, cn.CausalModel | cn.Network):
            raise self.error(
                f"{name} is a {type(model).__name__}; a page to play with shows models."
            )
        path = Path(self.env.app.outdir) / FOLDER / f"{name}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        cn.explore(model, path)
        up = "../" * self.env.docname.count("/")
        scenario = self.options.get("address", "")
        address = f"{up}{FOLDER}/{quote(name)}.html" + (f"#{scenario}" if scenario else "")
        shown = model.title if isinstance(model, cn.CausalModel) else model.name
        title = self.options.get("alt", f"{shown}: to play with")
        height = self.options.get("height", "46rem")
        frame = (
            f'<iframe class="causal-explorer" src="{escape(address)}" title="{escape(title)}" '
            f'style="height: {escape(height)}" loading="lazy"></iframe>'
            f'<p class="causal-explorer-link"><a href="{escape(address)}">Open it in a window of its own</a></p>'
        )
        return [nodes.raw("", frame, format="html")]


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_directive("causal-explorer", Explorer)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
