"""DOT text."""

import pytest

import causalnet as cn
from tests.display.diagram.test_draw import SVG
from tests.display.pictures import card_texts, groups, parsed, texts, titles
from tests.questions.effects.test_lever import town

TAGS = {"svg", "style", "g", "title", "text", "path", "polygon", "polyline", "ellipse", "line"}


NASTY = [
    "<script>alert(1)</script>",
    'a"b',
    "a\\N \\E\\n\\\\l b\\",
    "a & b",
    "&lt;b&gt; &#60; &amp;lt;",
    "]]> -->",
    "<<TABLE>>",
    "}; evil [label=x]",
    "x" * 200,
    "عربي עברית",
    "%s {0} $(x)",
    "日本語",
    "<BR/><IMG SRC='x'/>",
]


@pytest.mark.parametrize("text", NASTY)
def test_no_text_of_a_model_can_become_markup(text):
    model = cn.CausalModel(
        "m",
        [
            cn.Variable(text, [text, "other"], label=text, means=text, meanings=[text, text]),
            cn.Variable("plain", ["low", "high"]),
        ],
        [
            cn.Influence(text, "plain", "+", 1.0, note=text, claims=["c"]),
            cn.Influence(text, text, "+", 1.0, lag=1, note=text),
        ],
        sources=[cn.Source("s")],
        claims=[cn.Claim("c", text, "s", at=text)],
        title=text,
    )
    question = {"under": cn.do({text: text}), "focus": "plain", "standing": "stated"}
    picture = cn.draw(model, **question, given={"plain": "low"}, lagged=True, legend=True)
    root = parsed(picture)
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= TAGS
    assert {name for element in root.iter() for name in element.attrib}.isdisjoint(
        {"href", "onload"}
    )
    assert len(groups(picture, "node")) == 2
    assert len(groups(picture, "edge")) == 1
    assert all(text in t for t in titles(picture, "node") if not t.startswith("plain"))
    assert all(t.count(text) == 4 for t in titles(picture, "edge"))
    assert any(text[:8] in t for t in texts(picture))
    assert picture.png[:8] == b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\x00", "\x1b", "\n", "\ufffe", "\u2028"])
def test_marks_without_a_shape_are_taken_out(mark):
    text = f"safe{mark}evil"
    variable = cn.Variable("v", ["a", "b"], label="safe evil", means=text)
    picture = cn.draw(cn.CausalModel("m", [variable], title="safe evil"))
    assert card_texts(picture, "v")[0] == "safe evil"
    assert picture.svg.count("safe evil") == 6
    assert text not in picture.dot
    assert text not in picture.svg


def test_the_same_picture_is_the_same_bytes():
    assert cn.draw(town()).svg == cn.draw(town()).svg
    copied = cn.draw(town()).pydot
    copied.set_rankdir("TB")
    assert cn.draw(town()).dot != copied.to_string()
