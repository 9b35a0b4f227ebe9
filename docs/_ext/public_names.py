"""The reference: one page a theme, from the names that the package root makes public.

Each name goes to the theme of the module that it lives in, so that none is forgotten; a name whose
module has no theme fails the build.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config
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
            "causalnet.model.intervention",
            "causalnet.model.setting",
            "causalnet.model.finding",
            "causalnet.model.conclusion",
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
        "Questions",
        "The verbs, and the answers that they give: values that print, and become frames.",
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
        "errors",
        "Errors",
        "Every error that the library raises on purpose. Each says what was wrong, where, what was "
        "possible, and the nearest match.",
        ("causalnet.errors",),
    ),
)


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
    public = (name for name in causalnet.__all__ if not name.startswith("__"))
    homes = {name: causalnet._HOME[name] for name in public}
    for name in sorted(homes, key=lambda n: (homes[n], n.islower(), n)):
        names[theme_of(homes[name])].append(name)
    return names


def page(theme: Theme, names: list[str]) -> str:
    """The text of one page: a table of names, each with a page of its own."""
    head = f"{theme.title}\n{'=' * len(theme.title)}\n\n{theme.intro}\n\n"
    if not names:
        return head
    table = ".. currentmodule:: causalnet\n\n.. autosummary::\n   :nosignatures:\n"
    return head + table + "   :toctree: names\n\n" + "".join(f"   {name}\n" for name in names)


def file_names(names: Iterable[str]) -> dict[str, str]:
    """Pages of their own for `Effect` and `effect`, where a file system takes them for one."""
    lower = [name for name in names if name.islower()]
    return {
        f"causalnet.{name}": f"causalnet.{name}-class"
        for name in names
        if not name.islower() and name.lower() in lower
    }


def write_pages(app: Sphinx, config: Config) -> None:
    """Write the pages that changed, and drop those of names that are gone."""
    folder = Path(app.srcdir) / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    by_theme = names_by_theme()
    for theme, names in by_theme.items():
        path, text = folder / f"{theme.page}.rst", page(theme, names)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
    everything = [name for names in by_theme.values() for name in names]
    config.autosummary_filename_map = renamed = file_names(everything)
    current = {renamed.get(f"causalnet.{name}", f"causalnet.{name}") for name in everything}
    for stub in (folder / "names").glob("*.rst"):
        if stub.stem not in current:
            stub.unlink()


def setup(app: Sphinx) -> dict[str, bool]:
    # before Sphinx looks for sources: autosummary reads these to learn which names want a page
    app.connect("config-inited", write_pages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
