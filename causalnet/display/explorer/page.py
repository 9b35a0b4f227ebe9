"""The page itself: one complete file that does not load anything else."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from importlib.resources import files

from causalnet.display.text import clean
from causalnet.language.translate import language_spoken, tr, translation

__all__ = ["CORE", "explorer_page", "said_in", "script"]

# First the scripts that compute, without a document; then those that show the results.
CORE = tuple(
    f"computing/{name}.js"
    for name in (
        "contraction",
        "planning",
        "calibration",
        "mechanisms",
        "arms",
        "engine",
        "scenario",
        "paths",
        "periods",
        "exact",
        "random",
        "particles",
        "courses",
        "couplings",
        "worlds",
        "transport",
        "ranges",
        "otherwise",
        "routes",
    )
)
SHOWING = tuple(
    f"showing/{name}.js"
    for name in (
        "words",
        "tip",
        "picture",
        "view",
        "inspector",
        "sentence",
        "timeline",
        "background",
        "otherwise",
        "loops",
        "routes",
        "panel",
        "explorer",
    )
)
# A text that the script says, or the template of a refusal, or a text of the page's template: a literal in double quotes.
SAID = re.compile(r'\b(?:say|Refusal|tr)\(("(?:[^"\\]|\\.)*")')
# Characters that could end a script or start a tag, or that end a line in JavaScript but not in JSON.
UNSAFE = {c: f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def explorer_page(title: str, values: Mapping[str, object]) -> str:
    """The HTML of a page that explores `values`.

    The template escapes texts, and holds the model as JSON in which markup cannot begin. The policy in its head
    allows only this script and this style, by their digests. So no text can run another script or load anything.

    References
    ----------
    Content Security Policy Level 3, W3C working draft, section 6.7 (hashes).
    """
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    style, code = _file("showing/page.css"), script(*CORE, *SHOWING)
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    template = environment.from_string(_file("showing/page.html"))
    return template.render(
        title=clean(title),
        drafted=clean(str(values.get("drafted", ""))),
        style=Markup(style),
        script=Markup(code),
        style_digest=_digest(style),
        script_digest=_digest(code),
        values=Markup(_embedded({**values, "words": _words(code)})),
        language=language_spoken(),
        tr=tr,
    )


def _words(code: str) -> dict[str, str]:
    """What the script says, in the language spoken now; nothing in English, which the script holds itself."""
    language = language_spoken()
    if language == "en":
        return {}
    return {text: translation(text, language) for text in said_in(code)}


def said_in(code: str) -> list[str]:
    """Every text that a script says, or that the template of the page asks for."""
    return [json.loads(text) for text in SAID.findall(code)]


def script(*names: str) -> str:
    """The files of the page's script as one script, in a separate scope."""
    bodies = "\n".join(_file(name) for name in names)
    return f'"use strict";\n(() => {{\n{bodies}}})();\n'


def _file(name: str) -> str:
    return files("causalnet.display.explorer").joinpath(name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _embedded(values: Mapping[str, object]) -> str:
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for c, escaped in UNSAFE.items():
        text = text.replace(c, escaped)
    # A file in UTF-8 cannot hold half a character.
    return text.encode("utf-8", "replace").decode()
