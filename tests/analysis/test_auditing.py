"""Audits: total claims are faced, never made true by fiat."""

import pytest

import causalnet as cn
from tests.analysis.test_lever import town


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
    assert report.standings == (("stated", 3, 1),)
    assert report.contradicted == (
        ("t1", ("It did not in 1987.",)),
        ("air", ("Winters differ.",)),
    )
    assert not report.met


def test_the_audit_prints_and_exports():
    report = cn.audit(audited("falls"))
    text = str(report)
    assert text.startswith("Audit of town: 1 of 3 checks met (central network)")
    assert 'NOT MET air falls under do(toll="high") rather than do(toll="low")' in text
    assert set(report.to_frame()["section"]) >= {"checks", "standing", "undeclared baselines"}
    assert "&lt;" not in report._repr_html_()
