"""The answer of an audit."""

import pytest

import causalnet as cn
from causalnet import do
from tests.printed import flat
from tests.questions.audit.test_audit import audited
from tests.questions.verdict.test_headline import STRONG, chain


def test_the_audit_prints_and_exports():
    report = cn.audit(audited("falls"))
    text = str(report)
    assert text.startswith("The model meets 1 of its 3 checks in at least nine of ten of")
    central = str(cn.audit(audited("falls"), draws=None))
    assert central.startswith("The model meets 1 of its 3 checks, every strength at its")
    assert (
        "NOT MET: the signs say the opposite the proposal “road pricing” rather than setting toll to low lowers air"
        in flat(text)
    )
    assert (
        report.to_frame().detail[1].split("  ")[-1].strip() == "no direct influence of buses on air"
    )
    assert set(report.to_frame()["section"]) >= {"checks", "standing", "undeclared baselines"}
    assert "&lt;" not in report._repr_html_()


def test_checks_of_a_direction_of_a_size_and_of_an_absence_are_counted_apart():
    under = do(a="high")
    asked = [
        cn.Conclusion("c", "rises", under=under),
        cn.Conclusion("c", "rises", under=under, by=0.01),
        cn.Conclusion("c", "rises", under=under, by=1.5),
    ]
    found = cn.audit(chain(STRONG, checks=asked), draws=None)
    assert found.sentence == (
        "The model meets 2 of its 3 checks, every strength at its most likely value. "
        "Of the 2 that ask for a size or a threshold, 1 are met. Not met: 1 (the change is too small)."
    )
    model = chain(STRONG, checks=asked[:1])
    absence = cn.Absence("a", "c", claims=["k"])
    absent = cn.audit(model.adding(absence), draws=None)
    assert "2 of its 2 checks" in absent.sentence
    assert "Of those met, 1 because no such influence is drawn." in absent.sentence


def test_standings_come_in_the_order_of_their_firmness():
    names = ["a", "b", "c", "d"]
    mixed = [
        cn.Influence("a", "b", "+", 1.0, standing="added"),
        cn.Influence("a", "c", "+", 1.0, standing="implied"),
        cn.Influence("a", "d", "+", 1.0, claims=["k"]),
    ]
    memo = {"sources": [cn.Source("memo")], "claims": [cn.Claim("k", "So it is.", "memo")]}
    model = cn.CausalModel("mixed", [cn.Variable(n, ["no", "yes"]) for n in names], mixed, **memo)
    found = cn.audit(model, draws=None)
    assert [s for s, _, _ in found.standings] == ["stated", "implied", "added"]


@pytest.mark.parametrize(("count", "text"), [(1, "behind a → b"), (4, "(4 in all)")])
def test_what_is_counted_more_than_once_is_counted_where_some_is_left_out(count, text):
    names = ["a", "b", "c", "d", "e"]
    model = cn.CausalModel(
        "twice",
        [cn.Variable(n, ["no", "yes"]) for n in names],
        [cn.Influence("a", n, "+", 1.0, claims=["k", "l"]) for n in names[1 : count + 1]],
        sources=[cn.Source("memo")],
        claims=[cn.Claim("k", "So.", "memo"), cn.Claim("l", "So too.", "memo")],
    )
    assert cn.audit(model, draws=None).duplicated[0][1].endswith(text)
