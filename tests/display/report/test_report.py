"""Reports: one file, everything in it, nothing breaks out of it."""

import re
import sys
from base64 import b64encode
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser

import pytest

import causalnet as cn
from tests.hostile import HOSTILE
from tests.questions.verdict.test_verdict import RISES, argument


class Tags(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self):
        super().__init__()
        self.names, self.attributes, self.links = set(), set(), set()

    def handle_starttag(self, tag, attrs):
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links |= {value for name, value in attrs if name in ("href", "src")}


SECTIONS = [
    "summary",
    "model",
    "today",
    "levers",
    "verdicts",
    "rivals",
    "claims",
    "audit",
    "method",
    "appendix",
]


@pytest.fixture(scope="module")
def written(small_report):
    return small_report.read_text(encoding="utf-8")


def test_every_section_is_there(written):
    found = re.findall(r'<section id="(\w+)"', written)
    assert found == [*SECTIONS[:6], "time", *SECTIONS[6:]]
    for name in found:
        assert f'href="#{name}"' in written


def test_it_needs_no_network_and_its_one_script_is_the_one_that_its_policy_names(written):
    (script,) = re.findall(r"<script>(.*?)</script>", written, re.DOTALL)
    digest = b64encode(sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}';" in written
    assert not re.search(r'(src|href)="(?!#)', written.replace('xlink:href="#', ""))
    assert "url(http" not in written
    assert "@import" not in written


def test_it_holds_pictures_verdicts_and_what_it_is(written):
    assert written.count("<svg") >= 4
    assert "raises ideas moderately: by 0.147 of 2 states, 7.3% of the scale" in written
    assert "It is not a forecast" in written
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
        text = section(path.read_text(encoding="utf-8"), "appendix")
        assert f"jams {word} under do(toll=" in text


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


def section(text, name):
    """The words of one chapter, without mark-up."""
    found = re.search(rf'<section id="{name}".*?</section>', text, re.DOTALL)
    return " ".join(re.sub(r"<svg.*?</svg>|<[^>]+>", " ", found[0], flags=re.DOTALL).split())


def test_each_conclusion_has_its_sentence_in_short_and_its_code_in_the_appendix(written):
    assert re.search(
        r"fewer rules \(Ideas\) Setting rules to few raises ideas moderately: by 0\.\d+ of 2 states",
        section(written, "summary"),
    )
    assert "do(" not in section(written, "summary")
    assert (
        "fewer rules Setting rules to few raises ideas ideas rises under do(rules=&#34;few&#34;)"
        in section(written, "appendix")
    )


def test_a_claim_is_quoted_and_its_number_leads_to_it(japan_report):
    page = japan_report.read_text("utf-8")
    links = re.findall(r'<a class="mark" href="#([^"]+)">\[(\w+)\]</a>', page)
    assert {"c14", "c61"} <= {number for _, number in links}
    for place, number in links:
        row = re.search(rf'<tr id="{place}"[^>]*>.*?</th>', page)[0]
        assert f">{number}</th>" in row
    # Outside its own table no claim stands as a number alone.
    told = section(page, "summary") + section(page, "verdicts") + section(page, "audit")
    assert not re.search(r"(?<!\[)\bc\d\d\b(?!\])", told)


def test_rivals_are_listed_with_what_they_do(written):
    told = section(written, "rivals")
    assert "It adds: Rules → Ideas (+)." in told
    assert re.search(r"fewer rules \+0\.\d+ -0\.\d+ -0\.\d+ is undone", told)
    assert "Conclusions that it does not touch within a period: 1." in told


def test_a_model_without_rivals_has_no_chapter_on_them(tmp_path):
    model = argument()
    bare = cn.CausalModel(
        "bare", model.variables.values(), [cn.Influence("rules", "ideas", "-", 1)]
    )
    text = cn.report(bare, tmp_path / "b.html", outcome="ideas", draws=10).read_text("utf-8")
    assert 'id="rivals"' not in text


def test_lagged_influences_are_drawn_and_loops_listed(written):
    assert "Dashed arrows act in a later period" in section(written, "model")
    loop = r"R-[0-9a-f]{6} reinforcing added 1 Caution → Ideas → Caution"
    assert re.search(loop, section(written, "appendix"))
    assert written.count('<figure class="wide"') == 2


def test_without_lags_there_are_no_loops_to_draw(tmp_path):
    text = cn.report(argument(), tmp_path / "b.html", outcome="ideas", draws=10).read_text("utf-8")
    assert text.count('<figure class="wide"') == 1
    assert "later period" not in section(text, "model")


def test_a_long_list_of_loops_is_cut_short(tmp_path):
    names = [f"v{i}" for i in range(6)]
    variables = [cn.Variable(n, ["no", "yes"], roles=["lever", "outcome"]) for n in names]
    influences = [cn.Influence(a, b, "+", 0.1, lag=1) for a in names for b in names if a != b]
    model = cn.CausalModel("knot", variables, influences)
    text = cn.report(model, tmp_path / "k.html", draws=5).read_text("utf-8")
    listed = re.findall(r">(R-[0-9a-f]+)</th>", text)
    assert len(listed) == 60
    assert f"And {len(cn.loops(model).feedback) - 60} more." in text


def test_a_loop_that_the_picture_names_stands_in_the_table(japan_report):
    page = unescape(japan_report.read_text("utf-8"))
    mark = r"R-[0-9a-f]+"
    rows = set(re.findall(rf"({mark}) reinforcing", section(page, "appendix")))
    named = {
        name for arrow in re.findall(r"‖\s(R[^<]*)<", page) for name in re.findall(mark, arrow)
    }

    assert len(named) > 12
    assert named <= rows


def test_the_caveat_stands_at_the_top_and_at_the_end(written):
    assert written.count("It is not a forecast") == 2
    assert "It is not a forecast" not in section(written, "summary")


def test_without_matplotlib_tables_stand_in_and_it_says_so_once(tmp_path, monkeypatch):
    for name in [m for m in sys.modules if m.split(".")[0] == "matplotlib"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    model = argument().adding(cn.Influence("ideas", "caution", "-", cn.pert(0.1, 0.5, 1), lag=1))
    path = cn.report(
        model, tmp_path / "r.html", outcome="ideas", conclusions={"fewer": RISES}, draws=20
    )
    text = path.read_text("utf-8")
    assert "No chart" not in text
    assert text.count("needs matplotlib") + text.count("need matplotlib") == 1
    assert "matplotlib" in section(text, "method")
    assert re.search(r"fewer [+-]0\.\d+", section(text, "time"))


@pytest.mark.parametrize("name", cn.models())
def test_names_and_code_stand_in_the_appendix_alone(name, tmp_path):
    # Several people have judged the high street: this is what one of them thinks.
    model = cn.load(name).judged_by("anna") if name == "high_street" else cn.load(name)
    outcome = next(v.name for v in reversed(model.variables.values()))
    cause = next(v for v in model.variables.values() if v.name != outcome)
    rises = cn.Conclusion(outcome, "rises", under=cn.do({cause.name: cause.states[-1]}))
    found = cn.report(
        model,
        tmp_path / "r.html",
        outcome=outcome,
        conclusions=[rises],
        routes=True,
        witnesses=True,
        draws=5,
    )
    text = unescape(found.read_text("utf-8"))
    told = " ".join(
        section(text, own) for own in re.findall(r'<section id="(\w+)"', text) if own != "appendix"
    )
    names = {v.name for v in model.variables.values() if v.name.casefold() != v.label.casefold()}

    assert not re.findall(r"\b(?:do|cut|as_if)\(", told)
    assert not re.findall(
        rf"(?<!\w)(?:{'|'.join(n for n in names if '_' in n) or '(?!)'})(?!\w)", told
    )


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
        today=hostile,
        known={"x": "yes"},
    )
    rises = cn.Conclusion("y", "rises", under=cn.do(x="yes"))
    text = cn.report(
        model, tmp_path / "h.html", outcome="y", conclusions={hostile: rises}, draws=10
    ).read_text(encoding="utf-8")
    tags = Tags()
    tags.feed(text)
    assert {"iframe", "img"}.isdisjoint(tags.names)
    assert text.count("<script") == 1
    assert not [name for name in tags.attributes if name.startswith("on")]
    assert not [link for link in tags.links if not link.startswith("#")]


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (
            lambda p: cn.report(argument(), p / "r.pdf", outcome="ideas"),
            r"must end in \.html, .* or in \.docx",
        ),
        (lambda p: cn.report(argument(), p / "r.html", outcome="idaes"), "Did you mean 'ideas'"),
        (lambda p: cn.report(argument(), p / "r.html"), "No variable has the role"),
        (lambda p: cn.report(argument(), p / "no" / "r.html", outcome="ideas", draws=5), "no"),
        (
            lambda p: cn.report(cn.compile_model(argument(), draws=3), p / "r.html"),
            "Expected a CausalModel, got Network",
        ),
        (
            lambda p: cn.report(
                argument(),
                p / "r.html",
                outcome="ideas",
                conclusions=[cn.Conclusion("x", "rises", under=cn.do(rules="few"))],
            ),
            "No variable 'x'",
        ),
    ],
)
def test_what_makes_no_sense_writes_nothing(ask, message, tmp_path):
    with pytest.raises(cn.CausalnetError, match=message):
        ask(tmp_path)
    assert not list(tmp_path.iterdir())


def test_where_nothing_can_be_written_nothing_is_computed(tmp_path, monkeypatch):
    def never(*_, **__):
        raise AssertionError("computed before the path was looked at")

    for name in (
        "causalnet.display.report.report.done_by",
        "causalnet.display.explorer.explore.contents_of",
    ):
        monkeypatch.setattr(name, never)
    for where in ("nowhere/a.html", "folder.html"):
        for suffix in ("html", "svg"):
            (tmp_path / f"folder.{suffix}").mkdir(exist_ok=True)
        for verb in (cn.report, cn.explore):
            with pytest.raises(
                cn.errors.FileError, match="There is no folder|is a folder, not a file"
            ):
                verb(argument(), tmp_path / where)
        with pytest.raises(
            cn.errors.FileError, match="There is no folder|is a folder|must end in one of"
        ):
            cn.draw(argument()).save(tmp_path / where.replace(".html", ".svg"))


def test_the_page_sends_nothing_anywhere(written):
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', written)[1]
    assert {"default-src 'none'", "base-uri 'none'", "form-action 'none'"} <= set(
        policy.split("; ")
    )
