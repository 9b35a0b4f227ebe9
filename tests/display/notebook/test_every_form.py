"""What holds for the rich form of every kind of value: any notebook shows it, trusted or not, whatever style sheet it has."""

from __future__ import annotations

import re

import pytest

import causalnet as cn
from tests.boundary.kinds_of_values import town, values

# What JupyterLab takes out of a notebook that was executed elsewhere.
NEEDS_TRUST = re.compile(
    r"<(script|style|link|svg|iframe|object|embed|form)\b|\son\w+\s*=|javascript:", re.IGNORECASE
)
ELSEWHERE = re.compile(
    r"""(?:src|href)\s*=\s*["'](?!data:|#)[^"']*|url\((?!["']?(?:data:|#))""", re.IGNORECASE
)
# A colour of JupyterLab's style sheet, which Colab and VS Code do not have, with nothing to stand in for it.
BARE_VARIABLE = re.compile(r"var\(\s*--[\w-]+\s*\)")


def forms() -> dict[str, str]:
    """The HTML of every kind of value that has any."""
    shown = {**values(), "diagram": cn.draw(town()), "model": town()}
    made = {name: getattr(value, "_repr_html_", lambda: None)() for name, value in shown.items()}
    return {name: html for name, html in made.items() if html is not None}


def test_no_form_needs_trust_a_style_sheet_or_a_network() -> None:
    found = forms()

    assert len(found) > 50
    for unfit in (NEEDS_TRUST, ELSEWHERE, BARE_VARIABLE):
        assert {
            name: unfit.search(html) for name, html in found.items() if unfit.search(html)
        } == {}


@pytest.mark.parametrize(
    ("unfit", "html"),
    [
        (NEEDS_TRUST, '<b onclick="x()">'),
        (NEEDS_TRUST, "<style>b { color: red }</style>"),
        (ELSEWHERE, '<img src="https://example.org/x.png">'),
        (ELSEWHERE, '<b style="background:url(x.png)">'),
        (BARE_VARIABLE, '<b style="color:var(--jp-ui-font-color1)">'),
    ],
)
def test_what_would_not_be_shown_is_found(unfit: re.Pattern[str], html: str) -> None:
    assert unfit.search(html)


@pytest.mark.parametrize(
    "html",
    [
        '<img src="data:image/png;base64,AA==" style="color:var(--jp-ui-font-color1, black)">',
        "<td>one=1</td>",
    ],
)
def test_what_is_shown_anywhere_is_not(html: str) -> None:
    assert not any(unfit.search(html) for unfit in (NEEDS_TRUST, ELSEWHERE, BARE_VARIABLE))
