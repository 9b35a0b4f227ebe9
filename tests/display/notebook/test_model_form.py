"""What a notebook shows of models, networks and causal maps."""

import base64
import re
from xml.etree import ElementTree

import pytest

import causalnet as cn
from tests.boundary.kinds_of_values import town

PICTURE = re.compile(r'<img src="data:image/svg\+xml;base64,([^"]*)" alt="([^"]*)"')


def picture(html: str) -> str:
    """The texts of the picture in a form."""
    (data, _) = PICTURE.search(html).groups()  # type: ignore[union-attr]
    return " ".join(ElementTree.fromstring(base64.b64decode(data)).itertext())


def heads(html: str) -> list[str]:
    return re.findall(r"<summary[^>]*>(.*?)</summary>", html)


def test_a_model_is_its_picture_and_tables_that_fold() -> None:
    model = town()
    html = model._repr_html_()

    assert heads(html) == [
        "6 variables",
        "7 influences",
        "2 claims",
        "1 source",
        "1 proposal",
        "1 rival",
        "1 actor",
        "About 町",
    ]
    assert "鉄道の利用" in picture(html)
    assert model.title in html
    assert model.fingerprint in html
    assert ">none 50%, 5–10 % 30%, ≥10 % 20%<" in html


def test_it_is_shown_in_a_notebook_that_nobody_trusts_and_dollars_start_no_formula() -> None:
    html = cn.load("lawn")._repr_html_()

    # Of an SVG, a script or a style sheet in the page the texts alone would be left.
    assert not re.search(r"<(svg|script|style|iframe)\b", html)
    assert html.startswith('<div class="tex2jax_ignore mathjax_ignore">')


def test_hostile_texts_are_escaped() -> None:
    evil = "<script>alert(1)</script>"
    wild = cn.CausalModel("m", [cn.Variable("x", ["a", evil], label=evil)], title=evil)

    for value in (wild, wild.variables, cn.compile_model(wild), cn.draw(wild)):
        assert "<script" not in value._repr_html_()


def test_a_network_is_its_picture_and_its_variables() -> None:
    network = cn.compile_model(cn.load("lawn"), draws=7)
    html = network._repr_html_()

    assert heads(html) == ["3 variables", "About the network"]
    assert "sprinkler" in picture(html)
    assert network.fingerprint in html
    assert ">7<" in html


def test_a_causal_map_is_its_picture_its_factors_and_its_links() -> None:
    coded = cn.CausalMap(
        "farms", [cn.Link("rain", "harvest", "+", source="Amina", quote="It rained")]
    )
    html = coded._repr_html_()

    assert heads(html) == ["2 factors", "1 link", "1 source"]
    assert "rain" in picture(html)
    assert "It rained" in html


@pytest.mark.parametrize("count", [121])
def test_of_a_large_model_it_says_how_to_draw_a_part(count: int) -> None:
    large = cn.CausalModel("large", [cn.Variable(f"v{i}", ["no", "yes"]) for i in range(count)])
    html = large._repr_html_()

    assert not PICTURE.search(html)
    assert "A picture of 121 variables is hard to read." in html
    assert heads(html)[0] == "121 variables"


def test_a_diagram_is_an_image_with_its_title() -> None:
    html = cn.draw(cn.load("lawn"))._repr_html_()

    (_, title) = PICTURE.search(html).groups()  # type: ignore[union-attr]
    assert title == cn.draw(cn.load("lawn")).title
