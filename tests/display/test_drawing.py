"""Diagrams: what they show, that they are the same every time, and that no text can break out of them."""

import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

import causalnet as cn
from causalnet.display import render
from tests.analysis.test_lever import town

GOLDEN = Path(__file__).parent / "golden"
SVG = "{http://www.w3.org/2000/svg}"


def parsed(picture: cn.Diagram) -> ElementTree.Element:
    return ElementTree.fromstring(picture.svg)


def texts(picture: cn.Diagram) -> list[str]:
    return [(t.text or "").replace("\xa0", " ").strip() for t in parsed(picture).iter(f"{SVG}text")]


def groups(picture: cn.Diagram, kind: str) -> list[ElementTree.Element]:
    return [g for g in parsed(picture).iter(f"{SVG}g") if g.get("class") == kind]


def titles(picture: cn.Diagram, kind: str) -> list[str]:
    return [g.findtext(f"{SVG}title") or "" for g in groups(picture, kind)]


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("plain", {}),
        ("under", {"under": cn.do(toll="high"), "given": {"buses": "low"}, "legend": True}),
        ("lagged", {"lagged": True}),
    ],
)
def test_the_dot_text_is_the_golden_one(name, arguments):
    golden = GOLDEN / f"{name}.dot"
    assert cn.draw(town(), **arguments).dot == golden.read_text(encoding="utf-8")


def test_a_card_for_every_variable_and_an_arrow_for_every_influence():
    picture = cn.draw(town())
    assert len(groups(picture, "node")) == 5
    assert len(groups(picture, "edge")) == 3
    assert {"Toll", "Traffic", "Air", "low", "middle", "high"} <= {
        t.rstrip(" ▲") for t in texts(picture)
    }
    assert len(groups(cn.draw(town(), lagged=True), "edge")) == 4


def test_pointing_at_things_tells_what_they_are():
    picture = cn.draw(town().replacing(cn.Influence("toll", "traffic", "-", 1.0, claims=["k"])))
    (arrow,) = [t for t in titles(picture, "edge") if t.startswith("toll")]
    assert arrow == "toll → traffic (-) stated, 1 · k: Tolls should be raised."
    assert any(t.startswith("Air · low 40.0%") for t in titles(picture, "node"))
    assert not any(t.startswith("n0") for t in titles(picture, "node"))


def test_signs_can_be_told_without_colour():
    heads = {
        line.split("arrowhead=")[1].split(",")[0]
        for line in cn.draw(town()).dot.split("\n")
        if "->" in line
    }
    assert heads == {"tee"}


def test_what_is_done_is_framed_and_its_idle_arrows_are_crossed_out():
    picture = cn.draw(town(), under=cn.do(traffic="low"))
    assert texts(picture).count("×") == 2
    assert "do" in texts(picture)
    shares = [t for t in texts(picture) if "(" in t and "%" in t]
    assert "100% (+80)" in shares
    # Tolls are upstream of what is done: nothing there has moved.
    assert not any(t.startswith("80% (") for t in shares)


def test_a_policy_shows_the_arrow_that_it_makes():
    rule = cn.policy(given="buses", choose={"low": "high", "middle": "low", "high": "low"})
    picture = cn.draw(town(), under=cn.do(toll=rule))
    assert "buses → toll: made by the intervention" in titles(picture, "edge")


def test_focus_draws_what_is_upstream_and_standing_what_is_said():
    assert len(groups(cn.draw(town(), focus="traffic"), "node")) == 3
    assert len(groups(cn.draw(town(), focus=("toll", "buses")), "node")) == 2
    added = town().replacing(cn.Influence("buses", "traffic", "-", 0.6, standing="added"))
    assert len(groups(cn.draw(added, standing=("stated",)), "node")) == 3


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"focus": "trafic"}, "Did you mean 'traffic'"),
        ({"standing": ("said",)}, "No standing 'said'"),
        ({"under": cn.do(toll="hgih")}, "Did you mean 'high'"),
        ({"given": {"tol": "high"}}, "Did you mean 'toll'"),
    ],
)
def test_what_cannot_be_drawn_is_one_clear_error(arguments, message):
    with pytest.raises(cn.CausalnetError, match=message):
        cn.draw(town(), **arguments)


def test_a_network_is_drawn_too_but_has_no_standing():
    network = cn.compile_model(town())
    assert len(groups(cn.draw(network), "node")) == 5
    with pytest.raises(cn.QuestionError, match="knows no standing"):
        cn.draw(network, standing=("stated",))


NASTY = [
    "<script>alert(1)</script>",
    'a"b',
    "a\\N b\\",
    "a & b",
    "]]> -->",
    "<<TABLE>>",
    "}; evil [label=x]",
    "x" * 200,
    "عربي עברית",
    "%s {0} $(x)",
    "日本語",
]


@pytest.mark.parametrize("text", NASTY)
def test_no_text_of_a_model_can_become_markup(text):
    model = cn.CausalModel(
        "m",
        [
            cn.Variable(text, [text, "other"], label=text, means=text, meanings=[text, text]),
            cn.Variable("plain", ["low", "high"]),
        ],
        [cn.Influence(text, "plain", "+", 1.0, note=text, claims=["c"])],
        sources=[cn.Source("s")],
        claims=[cn.Claim("c", text, "s")],
        title=text,
    )
    picture = cn.draw(model, under=cn.do({text: text}), legend=True)
    root = parsed(picture)
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags <= {
        "svg",
        "g",
        "title",
        "text",
        "path",
        "polygon",
        "polyline",
        "ellipse",
        "a",
        "line",
    }
    assert len(groups(picture, "node")) == 2
    assert len(groups(picture, "edge")) == 1
    shown = " ".join(titles(picture, "node") + titles(picture, "edge"))
    assert text in shown
    assert any(text[:10] in t for t in texts(picture))
    assert picture.png[:8] == b"\x89PNG\r\n\x1a\n"


def test_marks_that_turn_the_direction_of_text_are_taken_out():
    model = cn.CausalModel("m", [cn.Variable("v", ["a", "b"], label="safe\u202eevil\u2066")])
    assert "\u202e" not in cn.draw(model).svg
    assert "\u202e" not in cn.draw(model).dot


def test_saving_goes_by_the_suffix(tmp_path):
    picture = cn.draw(town())
    for name, start in {
        "a.svg": b"<?xml",
        "a.png": b"\x89PNG",
        "a.dot": b"digraph",
        "a.gv": b"digraph",
    }.items():
        picture.save(tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(start)
    with pytest.raises(cn.FileError, match=r"must end in one of \.svg, \.png, \.pdf, \.dot, \.gv"):
        picture.save(tmp_path / "a.jpeg")
    with pytest.raises(cn.FileError, match="cannot be written"):
        picture.save(tmp_path / "nowhere" / "a.svg")


def test_pdf_needs_a_graphviz_of_the_systems_and_says_so(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(cn.RenderError, match="PDF needs a Graphviz of the system's"):
        cn.draw(town()).save(tmp_path / "a.pdf")
    assert list(tmp_path.iterdir()) == []


def test_the_program_is_found_where_no_environment_is_activated(tmp_path):
    code = "import causalnet as cn; n = cn.Network({'a': ['x']}, {}, {'a': [1]}); print(len(cn.draw(n).svg))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PATH": str(tmp_path)},
        cwd=Path(cn.__file__).parent.parent,
        capture_output=True,
        check=True,
    )
    assert int(done.stdout) > 500


def test_a_missing_program_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setattr(render.sysconfig, "get_path", lambda _: str(tmp_path))
    monkeypatch.setattr(render.sys, "executable", str(tmp_path / "python"))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(cn.RenderError, match="pip install graphviz-pure"):
        _ = cn.draw(cn.Network({"only": ["here"]}, {}, {"only": [1.0]})).svg


def test_the_same_picture_is_the_same_bytes():
    assert cn.draw(town()).svg == cn.draw(town()).svg
    copied = cn.draw(town()).pydot
    copied.set_rankdir("TB")
    assert cn.draw(town()).dot != copied.to_string()


def test_a_large_network_is_drawn_by_its_labels():
    names = [f"v{i}" for i in range(120)]
    network = cn.Network(
        {v: ["a", "b"] for v in names},
        {b: [a] for a, b in pairwise(names)},
        {v: [0.5, 0.5] if v == "v0" else [[0.5, 0.5]] * 2 for v in names},
    )
    picture = cn.draw(network)
    assert len(groups(picture, "node")) == 120
    assert "50%" not in texts(picture)


def test_the_japan_model_fits_on_a_page():
    picture = cn.draw(cn.load("japan_software"), legend=True)
    box = [float(x) for x in parsed(picture).get("viewBox").split()]
    assert len(groups(picture, "node")) == 36
    assert len(groups(picture, "edge")) == 49
    assert 1.2 < box[2] / box[3] < 2.4
    sizes = {float(t.get("font-size")) for t in parsed(picture).iter(f"{SVG}text")}
    # On a page of 420 mm (A3 across) the smallest text is at least 5 points.
    assert min(sizes) * 1190 / box[2] >= 5
