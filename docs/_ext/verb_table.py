"""Tables from a question to the verb that answers it, and lists of the pages whose code calls a name.

Each line of a ``verb-table`` is ``question | verb``. A verb of the library that stands in no table fails
the build. A ``used-in`` directive lists the pages that call a name: examples of the gallery first, then
pages of the documentation, whose code is executed by the tests.
"""

from __future__ import annotations

import ast
import inspect
import re
from functools import cache
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

import causalnet

HERE = Path(__file__).parents[1]
CHAPTERS = ("tutorial", "howto", "explanation")
CALL = re.compile(r"\bcn\.(\w+)\(")
PAGES_TOLD = 4
# What works on the same objects, but does not ask anything of a model.
NO_QUESTIONS = {"compile_model", "unroll"}


def verbs() -> set[str]:
    """The public functions that ask a model or a network something."""
    names = {*causalnet.__all__} - NO_QUESTIONS
    found = {name: getattr(causalnet, name) for name in names}
    return {
        name
        for name, value in found.items()
        if inspect.isfunction(value) and value.__module__.startswith("causalnet.questions.")
    }


@cache
def pages_by_name() -> dict[str, list[str]]:
    """The pages whose code calls ``cn.name(…)``, by name: examples first, the shorter before the longer."""
    gallery = sorted((HERE.parent / "examples").glob("*.py"), key=lambda one: one.stat().st_size)
    pages = {f"/gallery/{path.stem}": names_called(path) for path in gallery}
    for chapter in CHAPTERS:
        for path in sorted((HERE / chapter).glob("*.rst")):
            pages[f"/{chapter}/{path.stem}"] = set(CALL.findall(path.read_text(encoding="utf-8")))
    found: dict[str, list[str]] = {}
    for page, names in pages.items():
        for name in names:
            found.setdefault(name, []).append(page)
    return found


def names_called(path: Path) -> set[str]:
    """The names that a script calls as ``cn.name(…)``; words in its comments do not count."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {
        func.attr
        for func in calls
        if isinstance(func, ast.Attribute)
        and isinstance(func.value, ast.Name)
        and func.value.id == "cn"
    }


def linked(pages: list[str]) -> str:
    """Links to pages, as text."""
    return "; ".join(f":doc:`{page}`" for page in pages)


class VerbTable(SphinxDirective):
    """A table of questions, verbs and pages that ask them."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        rows = [".. list-table::", "   :header-rows: 1", "   :widths: 42 20 38", ""]
        rows += ["   * - Question", "     - Verb", "     - Asked in"]
        told = self.env.metadata[self.env.docname].setdefault("verbs", [])
        for line in self.content:
            question, verb = (part.strip() for part in line.split("|"))
            if verb not in verbs():
                raise self.error(f"{verb!r} is not a verb of the library.")
            told.append(verb)
            pages = pages_by_name().get(verb, [])[:PAGES_TOLD]
            rows += [f"   * - {question}", f"     - :func:`~causalnet.{verb}`"]
            rows += [f"     - {linked(pages)}"]
        return self.parse_text_to_nodes("\n".join(rows))


class UsedIn(SphinxDirective):
    """The pages whose code calls a name; nothing where there are none."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        if not (pages := pages_by_name().get(self.arguments[0], [])):
            return []
        return self.parse_text_to_nodes(f".. rubric:: Used in\n\n{linked(pages)}")


def every_verb_has_a_question(app: Sphinx, env: BuildEnvironment) -> None:
    """Fail where a verb stands in no table."""
    told = {verb for page in env.metadata.values() for verb in page.get("verbs", ())}
    if missing := verbs() - told:
        raise ExtensionError(f"No verb-table has a question for {', '.join(sorted(missing))}.")


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_directive("verb-table", VerbTable)
    app.add_directive("used-in", UsedIn)
    app.connect("env-check-consistency", every_verb_has_a_question)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
