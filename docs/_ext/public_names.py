"""The reference: one page a theme, from the names that the root, `answers` and `errors` make public.

Each name goes to the theme of the module that it lives in, so that none is forgotten; a name whose
module has no theme fails the build.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError

import causalnet

FOLDER = Path("generated") / "reference"


@dataclass(frozen=True, slots=True)
class Theme:
    """A page of the reference, and the modules whose public names it shows."""

    page: str
    title: str
    intro: str
    homes: tuple[str, ...]


THEMES = (
    Theme(
        "model",
        "Model",
        "What an argument claims, as frozen values: each checks itself as it is made.",
        ("causalnet.model",),
    ),
    Theme(
        "interventions",
        "Interventions and evidence",
        "What is done, what is observed, and what is concluded.",
        (
            "causalnet.model.grammar.intervention",
            "causalnet.model.grammar.setting",
            "causalnet.model.grammar.edge_intervention",
            "causalnet.model.grammar.finding",
            "causalnet.model.grammar.conclusion",
        ),
    ),
    Theme(
        "networks",
        "Networks",
        "The numbers that a model compiles to. The verbs that need no judgements take them as well.",
        ("causalnet.network", "causalnet.compilation"),
    ),
    Theme(
        "questions",
        "Verbs",
        "Each takes a model or a network first, and gives back an answer. :doc:`/reference/verbs` goes from a question to its verb.",
        ("causalnet.questions",),
    ),
    Theme("pictures", "Pictures", "Diagrams and charts.", ("causalnet.display",)),
    Theme(
        "files",
        "Files and peers",
        "Reading and writing models, and the way to other libraries and back.",
        ("causalnet.formats", "causalnet.interop"),
    ),
    Theme(
        "drafts",
        "Drafts from a text",
        "A model drafted from a text, held against it, and reviewed by a person.",
        ("causalnet.drafting",),
    ),
)
ROOMS = {
    Theme(
        "answers",
        "Answers",
        "The classes of what verbs and functions give back: values that print, and become frames.",
        ("causalnet.answers",),
    ): sorted(causalnet.answers.__all__),
    Theme(
        "errors",
        "Errors",
        "Every error that the library raises on purpose. Each says what was wrong, where, what was "
        "possible, and the nearest match.",
        ("causalnet.errors",),
    ): sorted(causalnet.errors.__all__),
}
"""The pages of what modules below the root make public."""


def theme_of(home: str) -> Theme:
    """The theme whose module lies nearest above `home`."""
    above = [
        (len(known), theme)
        for theme in THEMES
        for known in theme.homes
        if home == known or home.startswith(f"{known}.")
    ]
    if not above:
        raise ExtensionError(f"No theme of the reference takes the names of {home}.")
    return max(above, key=lambda pair: pair[0])[1]


def names_by_theme() -> dict[Theme, list[str]]:
    """Every public name, under its theme, in the order of modules and then of names."""
    names: dict[Theme, list[str]] = {theme: [] for theme in THEMES}
    elsewhere = {"__version__", "answers", "errors"}.union(*ROOMS.values())
    homes = {name: getattr(causalnet, name).__module__ for name in {*causalnet.__all__} - elsewhere}
    for name in sorted(homes, key=lambda n: (homes[n], n.islower(), n)):
        names[theme_of(homes[name])].append(name)
    return names | ROOMS


TABLE = ".. autosummary::\n   :nosignatures:\n   :toctree: names\n\n"


def page(theme: Theme, names: list[str]) -> str:
    """The text of one page: tables of functions and of classes; each name has a page of its own."""
    head = f"{theme.title}\n{'=' * len(theme.title)}\n\n{theme.intro}\n\n"
    if not names:
        return head
    home = getattr(causalnet, module(theme).partition(".")[2], causalnet)
    functions = [name for name in names if not isinstance(getattr(home, name), type)]
    classes = [name for name in names if name not in functions]
    parts = [f"{head}.. currentmodule:: {module(theme)}\n"]
    for title, part in (("Functions", functions), ("Classes", classes)):
        if part:
            parts.append(f".. rubric:: {title}\n" if functions and classes else "")
            parts.append(f"{TABLE}{''.join(f'   {name}{chr(10)}' for name in part)}")
    return "\n".join(parts)


def module(theme: Theme) -> str:
    """The module that the names of a page are typed after."""
    return theme.homes[0] if theme in ROOMS else "causalnet"


def write_pages(app: Sphinx, config: Config) -> None:
    """Write the pages that changed, and drop those of names that are gone."""
    folder = Path(app.srcdir) / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    by_theme = names_by_theme()
    for theme, names in by_theme.items():
        path, text = folder / f"{theme.page}.rst", page(theme, names)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
    current = {f"{module(theme)}.{name}" for theme, names in by_theme.items() for name in names}
    for stub in (folder / "names").glob("*.rst"):
        if stub.stem not in current:
            stub.unlink()


def linked(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, shown: nodes.TextElement
) -> nodes.reference | None:
    """A link for a class that is named without its module: `Effect` is causalnet.answers.Effect."""
    name = str(node.get("reftarget", "")).removeprefix("causalnet.")
    for theme, names in ROOMS.items():
        if node.get("refdomain") == "py" and name.partition(".")[0] in names:
            python = env.get_domain("py")
            target, where = f"{module(theme)}.{name}", node["refdoc"]
            return python.resolve_xref(env, where, app.builder, "obj", target, node, shown)
    return None


def setup(app: Sphinx) -> dict[str, bool]:
    # before Sphinx looks for sources: autosummary reads these to learn which names want a page
    app.connect("config-inited", write_pages)
    app.connect("missing-reference", linked)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
