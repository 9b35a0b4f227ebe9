"""Nothing from a model file becomes markup: in pictures, answers and diagrams, in a real browser too."""

from __future__ import annotations

import unicodedata
from functools import cache
from html import escape
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

import causalnet as cn
from tests.browser import dom, needs_browser
from tests.hostile import HOSTILE, MARKS, hostile_model

SVG = "{http://www.w3.org/2000/svg}"
DRAWN = {"svg", "style", "g", "title", "text", "path", "polygon", "polyline", "ellipse", "line"}
TABLE = {
    "details",
    "div",
    "img",
    "summary",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "p",
    "span",
}
ATTRIBUTES = {
    "aria-label",
    "class",
    "colspan",
    "cx",
    "cy",
    "d",
    "fill",
    "fill-opacity",
    "font-family",
    "font-size",
    "font-style",
    "font-weight",
    "height",
    "id",
    "lang",
    "points",
    "role",
    "rx",
    "ry",
    "stroke",
    "stroke-dasharray",
    "stroke-opacity",
    "stroke-width",
    "style",
    "text-anchor",
    "textLength",
    "transform",
    "viewBox",
    "width",
    "x",
    "y",
    "{http://www.w3.org/XML/1998/namespace}lang",
    "{http://www.w3.org/XML/1998/namespace}space",
    "xml:space",
}


def pictures(model):
    """One of every kind."""
    variable = next(iter(model.variables))
    under = model.interventions[next(iter(model.interventions))]
    return [
        cn.draw(model, lagged=True, legend=True, rivals=True, heavy="c", theme="dark"),
        cn.draw(model, under=under, given={"b": "low"}, legend=True, focus=variable, steps=2),
        cn.draw(model, loops=True, legend=True, theme="print"),
        cn.draw(model, loops=cn.loops(model)[0], under=under),
        cn.draw(cn.compile_model(model)),
    ]


def answers(model):
    """One of every kind that a model so small can give."""
    under = next(iter(model.interventions.values()))
    other = model.replacing(cn.Claim("c", "other", "s"))
    return [
        cn.query(model, "b", under=under),
        cn.marginals(model, under=under),
        cn.effect(model, "b", under=under),
        cn.counterfactual(model, "b", under=under, observed={"b": "low"}),
        cn.compare(model, "b", model.interventions),
        cn.levers(model, "b", among="all"),
        cn.audit(model),
        cn.loops(model),
        cn.verdict(model, cn.Conclusion("b", "rises", under=under)),
        cn.diff(model, other),
        model,
        cn.compile_model(model),
    ]


@cache
def seen_of(text):
    """The pictures of a hostile model and its answers, which two tests look at."""
    model = hostile_model(text)
    return pictures(model), answers(model)


class Tags(HTMLParser):
    """Which tags and attributes a page is made of."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.attributes, self.sources = set(), set(), set()
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.sources |= {value for name, value in attrs if name == "src"}


@pytest.mark.parametrize("text", HOSTILE)
def test_pictures_and_answers_are_made_of_our_tags_alone(text):
    drawn, told = seen_of(text)
    assert drawn[0].png.startswith(b"\x89PNG")
    for picture in drawn:
        root = ElementTree.fromstring(picture.svg)
        assert {element.tag.removeprefix(SVG) for element in root.iter()} <= DRAWN
        assert {name for element in root.iter() for name in element.attrib} <= ATTRIBUTES
    for answer in told:
        found = Tags(answer._repr_html_())
        assert found.tags <= TABLE
        assert found.attributes <= ATTRIBUTES | {"alt", "src"}
        assert all(source.startswith("data:image/svg+xml;base64,") for source in found.sources)


@pytest.mark.parametrize("mark", MARKS, ids=ascii)
def test_marks_that_turn_break_or_command_reach_no_reader(mark):
    text = f"calm{mark}storm"
    model = hostile_model(text, name="plain")
    outputs = []
    for picture in pictures(model)[:3]:
        outputs += [picture.title, picture.svg, picture.dot, picture.mermaid, repr(picture)]
    outputs += [answer._repr_html_() for answer in answers(model)]
    printed = [str(answer) for answer in answers(model)]
    # A printed line may end between the two words, in whose place a claim has a space.
    assert not [output for output in outputs + printed * (mark != "\n") if text in output]
    for output in outputs + printed:
        # What only separates lines is no danger in itself.
        if mark != "\n":
            assert mark not in output
        assert not [
            c for c in output if unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t"
        ]
        output.encode()


@pytest.mark.parametrize("text", HOSTILE)
def test_the_text_is_there_as_text(text):
    model = hostile_model(text, name="plain")
    words = " ".join(cn.draw(model).svg.split())
    assert escape(" ".join(text.split()), quote=True)[:40].split(" ")[0] in words


def page(parts):
    body = "\n".join(parts)
    return (
        f"<!doctype html><meta charset=utf-8><title>calm</title><body>{body}<i id=end></i></body>"
    )


def inline(picture):
    """The picture without what only a file of its own may begin with."""
    svg = picture._repr_svg_()
    return svg[svg.index("<svg") :]


@needs_browser
def test_in_a_browser_no_script_runs_and_nothing_breaks_out(tmp_path):
    parts = []
    for text in HOSTILE[:-2]:
        drawn, told = seen_of(text)
        # As they stand in a notebook: within a page, where a browser forgives most.
        parts += [f"<div>{inline(picture)}</div>" for picture in drawn]
        parts += [f"<div>{answer._repr_html_()}</div>" for answer in told]
    file = tmp_path / "page.html"
    file.write_text(page(parts), encoding="utf-8")

    seen = dom(file)

    assert "<title>calm</title>" in seen
    assert '<i id="end"></i></body>' in seen
    found = Tags(seen)
    assert found.tags <= DRAWN | TABLE | {"html", "head", "body", "meta", "div", "i"}
    assert not [name for name in found.attributes if name.startswith("on") or "href" in name]


@needs_browser
def test_a_browser_shows_that_a_script_would_have_been_noticed(tmp_path):
    file = tmp_path / "page.html"
    file.write_text(page([HOSTILE[0], HOSTILE[1]]), encoding="utf-8")

    assert "<title>broken</title>" in dom(file)


@needs_browser
def test_a_picture_that_is_opened_by_itself_runs_nothing(tmp_path):
    file = tmp_path / "picture.svg"
    pictures(hostile_model(HOSTILE[0]))[0].save(file)

    seen = dom(file)

    assert "<script" not in seen
    assert 'role="img"' in seen
