"""Reports: one file, everything in it, nothing breaks out of it."""

import re
from html.parser import HTMLParser

import pytest

import causalnet as cn
from tests.analysis.test_verdict import RISES, argument
from tests.hostile import HOSTILE


class Tags(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self):
        super().__init__()
        self.names, self.attributes, self.links = set(), set(), set()

    def handle_starttag(self, tag, attrs):
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links |= {value for name, value in attrs if name in ("href", "src")}


SECTIONS = ["summary", "model", "today", "levers", "verdicts", "claims", "audit", "method"]


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / "ideas.html"
    model = argument()
    lagged = model.adding(cn.Influence("ideas", "caution", "-", cn.pert(0.1, 0.5, 1), lag=1))
    cn.report(lagged, path, outcome="ideas", conclusions={"fewer rules": RISES}, draws=60)
    return path.read_text(encoding="utf-8")


def test_every_section_is_there(written):
    found = re.findall(r'<section id="(\w+)"', written)
    assert found == [*SECTIONS[:5], "time", *SECTIONS[5:]]
    for name in found:
        assert f'href="#{name}"' in written


def test_it_needs_no_network_and_no_script(written):
    assert "<script" not in written
    assert not re.search(r'(src|href)="(?!#)', written.replace('xlink:href="#', ""))
    assert "url(http" not in written
    assert "@import" not in written


def test_it_holds_pictures_verdicts_and_what_it_is(written):
    assert written.count("<svg") >= 4
    assert "It follows from the signs alone." in written
    assert "Nothing here is a forecast" in written
    assert "fewer rules" in written


def test_unless_told_it_asks_for_what_is_wished_for(tmp_path):
    three = ["low", "middle", "high"]
    for better, word in (("low", "falls"), ("high", "rises")):
        jams = cn.Variable("jams", three, roles=["outcome"], better=better)
        model = cn.CausalModel(
            "town",
            [cn.Variable("toll", three, roles=["lever"]), jams],
            [cn.Influence("toll", "jams", "-", 1.0)],
            sources=[cn.Source("memo")],
            claims=[cn.Claim("k", "Tolls should be raised.", "memo", kind="lever")],
            proposals=[cn.Proposal("road pricing", cn.do(toll="high"), claims=["k"])],
        )
        path = cn.report(model, tmp_path / f"{better}.html", draws=20)
        assert f"jams {word} under" in path.read_text(encoding="utf-8")


def test_a_model_without_claims_or_lags_has_a_shorter_one(tmp_path):
    bare = cn.CausalModel(
        "bare",
        [cn.Variable("x", ["no", "yes"], roles=["lever"]), cn.Variable("y", ["no", "yes"])],
        [cn.Influence("x", "y", "+", 1.0)],
    )
    text = cn.report(bare, tmp_path / "b.html", outcome="y", draws=10).read_text(encoding="utf-8")
    assert 'id="verdicts"' not in text
    assert 'id="time"' not in text
    assert "The model cites no claims." in text


@pytest.mark.parametrize("hostile", HOSTILE[:11], ids=range(11))
def test_no_text_breaks_out(hostile, tmp_path):
    model = argument()
    model = cn.CausalModel(
        "hostile",
        [
            cn.Variable("x", ["no", "yes"], label=hostile, roles=["lever"]),
            cn.Variable("y", ["a", "b"]),
        ],
        [cn.Influence("x", "y", "+", 1.0, note=hostile, claims=["c"])],
        sources=[cn.Source("s", hostile, url=hostile)],
        claims=[cn.Claim("c", hostile or "c", "s", hostile)],
        evidence=[cn.Evidence(["c"], "against", hostile, "s")],
        title=hostile,
        description=hostile,
    )
    rises = cn.Conclusion("y", "rises", under=cn.do(x="yes"))
    text = cn.report(
        model, tmp_path / "h.html", outcome="y", conclusions={hostile: rises}, draws=10
    ).read_text(encoding="utf-8")
    tags = Tags()
    tags.feed(text)
    assert {"script", "iframe", "img"}.isdisjoint(tags.names)
    assert not [name for name in tags.attributes if name.startswith("on")]
    assert not [link for link in tags.links if not link.startswith("#")]


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda p: cn.report(argument(), p / "r.pdf", outcome="ideas"), "must end in .html"),
        (lambda p: cn.report(argument(), p / "r.html", outcome="idaes"), "Did you mean 'ideas'"),
        (lambda p: cn.report(argument(), p / "r.html"), "No variable has the role"),
        (lambda p: cn.report(argument(), p / "no" / "r.html", outcome="ideas", draws=5), "no"),
        (lambda p: cn.report(cn.draws(argument(), 3), p / "r.html"), "takes a CausalModel"),
        (
            lambda p: cn.report(
                argument(), p / "r.html", outcome="ideas", conclusions=[cn.Conclusion("x", "rises")]
            ),
            "No variable 'x'",
        ),
    ],
)
def test_what_makes_no_sense_writes_nothing(ask, message, tmp_path):
    with pytest.raises(cn.CausalnetError, match=message):
        ask(tmp_path)
    assert not list(tmp_path.iterdir())
