"""Audits: total claims are faced, never made true by fiat."""

import numpy as np
import pytest

import causalnet as cn
from causalnet import do
from tests.model.grammar.test_conclusion import claiming
from tests.questions.effects.test_lever import town
from tests.toys import noisy, plain


def audited(direction="rises", **changes) -> cn.CausalModel:
    check = cn.Conclusion("air", direction, under=cn.do(toll="high"), versus=cn.do(toll="low"))
    model = town()
    return model.adding(
        cn.Claim("t1", "Tolls clear the air.", "memo", kind="total", checks=[check], **changes),
        cn.Claim("t2", "Noise is bad.", "memo", kind="total"),
        cn.Claim("f", "There is a town.", "memo", kind="fact"),
        cn.Claim("idle", "Nobody uses this.", "memo", kind="edge"),
        cn.Evidence(["t1"], "against", "It did not in 1987.", "memo"),
        cn.Evidence(["air"], "mixed", "Winters differ.", "memo"),
        cn.Evidence(["t1"], "for", "It did in 1999.", "memo"),
        cn.Absence("buses", "air", claims=["f"]),
        cn.Absence("traffic", "air"),
    )


@pytest.mark.parametrize(
    ("direction", "met"), [("rises", True), ("falls", False), ("holds", False)]
)
@pytest.mark.parametrize("tier", ["emphatic", "hedged"])
def test_a_check_is_met_or_not_whatever_the_tier(direction, met, tier):
    check = cn.audit(audited(direction, tier=tier)).checks[0]
    assert (check.claim, check.met) == ("t1", met)
    assert check.change > 0


def test_a_check_by_a_margin_is_judged_by_it():
    model = audited()
    wide = cn.Conclusion("air", "rises", under=cn.do(toll="high"), by=2.0)
    claim = model.claims["t1"]
    model = model.replacing(cn.Claim(claim.name, claim.text, "memo", kind="total", checks=[wide]))
    assert not cn.audit(model).checks[0].met


def test_declared_non_edges_are_faced_too():
    checks = {c.claim: c.met for c in cn.audit(audited()).checks}
    assert checks["f"]
    assert not checks["traffic ↛ air"]


def test_the_audit_lists_what_the_model_owes():
    report = cn.audit(audited())
    assert report.unchecked == ("t2",)
    assert report.unused == ("t2", "idle")
    assert "toll → traffic" in report.without_claim
    assert "noise → air [lag 1]" in report.without_claim
    assert dict(report.undeclared) == {"noise": pytest.approx((1 / 3, 1 / 3, 1 / 3))}
    assert report.standings == (("added", 3, 1),)
    assert report.contradicted == (
        ("t1", ("It did not in 1987.",)),
        ("air", ("Winters differ.",)),
    )
    assert not report.met


def uncertain() -> cn.CausalModel:
    """Tolls and buses pull on the air alike, so that which does more is open."""
    return audited().replacing(
        cn.Influence("toll", "traffic", "-", cn.pert(0.2, 1.0, 2.0)),
        cn.Influence("buses", "traffic", "-", cn.pert(0.2, 1.0, 2.0)),
    )


def test_a_check_is_met_in_nine_draws_of_ten_or_not_at_all():
    model = uncertain()
    beats = cn.Conclusion("air", "rises", under=cn.do(toll="high"), versus=cn.do(buses="high"))
    claim = cn.Claim("t1", "Tolls do more.", "memo", kind="total", checks=[beats])
    check = cn.audit(model.replacing(claim), draws=500).checks[0]
    drawn = cn.effect(
        model, "air", under=beats.under, versus=beats.versus, draws=500
    ).estimate.points
    assert check.share == pytest.approx((drawn > 1e-3).mean())
    assert check.met == (check.share >= 0.9)
    assert 0.1 < check.share < 0.9
    assert "% of draws" in str(cn.audit(model.replacing(claim), draws=500))


def test_ranges_are_searched_when_asked():
    check = cn.audit(uncertain(), draws=50, ranges=True).checks[0]
    low, high = check.range
    assert low < check.change < high
    assert check.whole
    assert cn.audit(uncertain(), draws=50).checks[0].range is None


def test_a_discriminant_case_is_met_where_the_model_does_not_explain_it():
    cases = {
        "noise is quick": cn.Conclusion("air", "falls", under=cn.do(noise="high")),
        "tolls clear": cn.Conclusion("air", "rises", under=cn.do(toll="high")),
    }
    checks = {c.claim: c for c in cn.audit(audited(), discriminants=cases, draws=50).checks}
    assert checks["noise is quick"].met
    assert not checks["tolls clear"].met
    assert checks["tolls clear"].conclusion.startswith("not: air rises")
    unknown = {"typo": cn.Conclusion("airr", "rises", under=cn.do(toll="high"))}
    with pytest.raises(cn.CausalnetError, match="airr"):
        cn.audit(audited(), discriminants=unknown)


def test_what_the_baselines_meet_alone_is_not_earned():
    level = cn.query(audited(), "air").level
    check = cn.Conclusion("air", "exceeds", threshold=level - 0.1)
    claim = cn.Claim("t1", "The air is fair.", "memo", kind="total", checks=[check])
    report = cn.audit(audited().replacing(claim), draws=20)
    assert report.checks[0].bare
    assert "checks that the baselines meet alone" in set(report.to_frame()["section"])
    assert not cn.audit(audited(), draws=20).checks[0].bare


def test_signs_that_pull_apart_and_what_is_counted_twice():
    model = town().adding(
        cn.Influence("buses", "noise", "+", 1.0),
        cn.Influence("buses", "noise", "-", 1.0, lag=1),
        cn.Rival("jams", [cn.Influence("toll", "traffic", "+", 1.0, 1, "rival")]),
        cn.Claim("p", "More noise.", "memo", sign="+"),
        cn.Claim("m", "Less noise.", "memo", sign="-"),
        cn.Claim("l", "Build loud roads.", "memo", kind="lever", sign="+"),
        cn.Influence("toll", "noise", "-", 1.0, claims=["p", "m"]),
        cn.Influence("traffic", "noise", "-", 1.0, claims=["m", "l"]),
        cn.Evidence(["noise"], "for", "It is loud.", "memo", "p. 3"),
        cn.Evidence(["air"], "for", "It is  LOUD.", "memo", "p. 3"),
    )
    report = cn.audit(model, draws=None)
    opposed = dict(report.opposed)
    assert "buses → noise [lag 1]" in opposed["buses → noise"]
    assert (
        opposed["toll → traffic [lag 1] (rival: jams)"] == "is positive; negative is toll → traffic"
    )
    # A claim's sign is that of its words: opposite signs are a question; what a lever proposes is none.
    assert report.reread == (
        ("toll → noise", "p is worded with +, m with -: of opposite poles, or at odds?"),
    )
    assert "toll → noise" not in opposed
    twice = report.duplicated
    assert ("memo, p. 3", "is entered 2 times: it is loud.") in twice
    assert any("stands more than once behind toll → noise" in what for _, what in twice)


def test_a_discriminant_case_may_stand_in_a_models_file(tmp_path):
    check = cn.Conclusion("air", "holds", under=cn.do(noise="high"), by=0.05)
    null = cn.Claim("n", "Noise leaves the air alone.", "memo", kind="null", checks=[check])
    wrong = cn.Conclusion("air", "holds", under=cn.do(toll="high"), versus=cn.do(toll="low"))
    model = audited().adding(
        null, cn.Claim("w", "So do tolls.", "memo", kind="null", checks=[wrong])
    )
    cn.save(model, tmp_path / "town.toml")
    found = {c.claim: c.met for c in cn.audit(cn.load(tmp_path / "town.toml"), draws=50).checks}
    assert found["n"]
    assert not found["w"]


def test_draws_that_cannot_meet_a_baseline_are_left_out_of_a_check():
    rises = cn.Conclusion("y", "rises", under=cn.do(x="h"))
    own = {
        "sources": [cn.Source("memo")],
        "claims": [cn.Claim("c", "It matters.", "memo", kind="total", checks=[rises])],
    }
    (check,) = cn.audit(noisy(**own), draws=100).checks
    assert (check.share, check.unmet) == (1.0, 1)
    said = " ".join(str(cn.audit(noisy(**own), draws=100)).split())
    assert "100% of draws; draws left out, in which a baseline cannot be met: 1)" in said


def test_the_baselines_meet_as_many_checks_as_the_headline_counts():
    high = cn.do(x="h")
    checks = [
        cn.Conclusion("y", "exceeds", threshold=0.3, under=high),
        cn.Conclusion("y", "holds", under=cn.do(z="h")),
        cn.Conclusion("y", "stays below", threshold=0.5, under=high, given={"y": "l"}),
    ]
    model = cn.CausalModel(
        "m",
        [plain("x"), plain("y"), plain("z")],
        [cn.Influence("x", "y", "+", 1.0), cn.Influence("z", "y", "+", 1.0, lag=1)],
        sources=[cn.Source("memo")],
        claims=[cn.Claim("c", "It matters.", "memo", kind="total", checks=checks)],
    )
    found = cn.audit(model, draws=20)
    assert [c.word for c in found.checks] == [
        "met, by the baselines alone",
        "met",
        "met, as observed",
    ]
    assert (
        "Of those met, 1 because the outcome is itself observed. Of those met, 1 by the baselines "
        "alone."
    ) in found.sentence
    rows = found.to_frame()
    listed = rows[rows["section"] == "checks that the baselines meet alone"]
    assert listed["detail"].tolist() == [str(checks[0])]


def test_the_audit_asks_a_check_in_its_own_period():
    rises = cn.Conclusion("y", "rises", under=do(z="high"), at=3)
    audited = cn.audit(claiming(rises))
    (check,) = audited.checks
    assert check.met
    assert np.isfinite(check.change)


@pytest.mark.parametrize(
    ("strengths", "alike"),
    [
        (["guess", "guess"], (("guess", "1/2 for 2 influences"),)),
        (["guess", "other"], ()),
        (["guess", 1.0], ()),
        (["guess"], ()),
    ],
)
def test_a_single_word_for_every_strength_is_one_that_nobody_judged(
    strengths: list[str | float], alike: tuple[tuple[str, str], ...]
) -> None:
    names = [f"cause {i}" for i, _ in enumerate(strengths)]
    model = cn.CausalModel(
        "m",
        [cn.Variable(name, ["low", "high"]) for name in [*names, "y"]],
        [
            cn.Influence(name, "y", "+", strength)
            for name, strength in zip(names, strengths, strict=True)
        ],
        strengths={"guess": cn.interval(1, 2), "other": cn.fixed(1)},
    )

    assert cn.audit(model, draws=None).alike == alike


def test_a_scaffold_too_large_to_compile_is_still_audited():
    links = [cn.Link(f"f{i}", "outcome", "+", source="Amina") for i in range(40)]
    found = cn.audit(cn.scaffold(cn.CausalMap("wide", links)))
    assert dict(found.undeclared)["f0"] == (0.5, 0.5)
    assert dict(found.undeclared)["outcome"] == ()
    assert "too large to compile" in " ".join(str(found).split())
