"""Checks: what is not met says why, in the words of a verdict."""

import pytest

import causalnet as cn
from causalnet import do
from tests.questions.verdict.test_headline import HIGH, STRONG, WEAK, chain
from tests.toys import xyz

CLAUSES = {
    "contradicted": "the signs say the opposite",
    "the other way": "it goes the other way",
    "too small": "the change is too small",
    "under the floor of 0.001": "the change is under the floor of 0.001",
    "below the threshold": "the level found is below the threshold",
    "above the threshold": "the level found is above the threshold",
    "lagged only": "the outcome is reached only in later periods",
    "no path": "no path leads there",
    "cannot be asked": "it cannot be asked",
}
BARELY = cn.interval(0.01, 0.02)


def open_chain() -> cn.CausalModel:
    """The second influence may go either way."""
    either = cn.Influence("b", "c", sign="?", strength=cn.pert(-0.5, 0.5, 1.5), claims=["k"])
    return chain(STRONG).replacing(either)


@pytest.mark.parametrize(
    ("model", "more", "why"),
    [
        (chain(STRONG), {"direction": "falls"}, "contradicted"),
        (open_chain(), {"direction": "falls"}, "the other way"),
        (open_chain(), {"direction": "rises"}, "hangs on the numbers"),
        (chain(WEAK), {"direction": "rises", "by": 0.5}, "too small"),
        (chain(BARELY), {"direction": "rises"}, "under the floor of 0.001"),
        (chain(STRONG), {"direction": "holds", "by": 0.01}, "a large change"),
        (chain(STRONG), {"direction": "exceeds", "threshold": 1.9}, "below the threshold"),
        (chain(STRONG), {"direction": "stays below", "threshold": 0.5}, "above the threshold"),
        (chain(STRONG, lag=1), {"direction": "rises"}, "lagged only"),
        (chain(STRONG), {"direction": "rises", "outcome": "a", "under": do(c="high")}, "no path"),
        (chain(STRONG), {"direction": "falls", "at": 1}, "contradicted"),
        (chain(STRONG, lag=2), {"direction": "rises", "at": 1}, "lagged only"),
        (chain(STRONG), {"direction": "rises", "given": {"a": "low"}}, "cannot be asked"),
    ],
)
def test_a_check_that_is_not_met_says_why(model, more, why):
    conclusion = cn.Conclusion(**{"outcome": "c", "under": HIGH} | more)
    claim = cn.Claim("t", "It does.", "memo", kind="total", checks=[conclusion])
    report = cn.audit(model.adding(claim), draws=100)
    (check,) = report.checks
    assert (check.met, check.lacking) == (False, why)
    if check.hangs:
        assert check.word == "hangs on the numbers"
        assert (
            "1 hangs on the numbers: it is met at the most likely strengths, but in fewer than nine of ten draws."
            in report.sentence
        )
    else:
        assert check.word == f"NOT MET: {why}"
        assert f"Not met: 1 ({CLAUSES.get(why, why)})" in report.sentence
    assert "does not meet its one check" in report.sentence
    # A check is unmet in the words of the verdict that is not earned, but for what the draws alone decide.
    if why not in ("hangs on the numbers", "cannot be asked") and not conclusion.at:
        found = cn.verdict(model, conclusion, draws=20)
        assert found.holds or found.headline == f"not earned: {why}"


def test_a_case_that_must_not_stand_says_that_it_does():
    rises = cn.Conclusion("c", "rises", under=HIGH)
    (check,) = cn.audit(chain(STRONG), draws=20, discriminants={"too easy": rises}).checks
    assert check.word == "NOT MET: it stands"
    falls = cn.Conclusion("c", "falls", under=HIGH)
    (check,) = cn.audit(chain(STRONG), draws=20, discriminants={"never": falls}).checks
    assert (check.word, check.lacking) == ("met", "")


def test_a_declared_absence_that_is_not_kept_says_that_there_is_one():
    report = cn.audit(chain(STRONG).adding(cn.Absence("a", "b", claims=["k"])), draws=20)
    assert report.checks[0].word == "NOT MET: there is one"


def test_a_check_that_cannot_be_asked_is_not_met_and_says_why():
    nowhere = cn.Conclusion("z", "rises", under=cn.do(cn.cut("z", "x")))
    model = xyz().adding(
        cn.Source("s"), cn.Claim("k", "It rises.", "s", kind="total", checks=[nowhere])
    )
    check = cn.audit(model).checks[0]
    assert not check.met
    assert "There is no influence z → x to cut" in check.conclusion


def test_a_discriminant_that_is_not_refuted_says_on_what_ground_it_stands():
    cases = {
        "signs": cn.Conclusion("c", "rises", under=do(a="high")),
        "set": cn.Conclusion("c", "rises", under=do(c="high")),
        "bare": cn.Conclusion("c", "exceeds", under=do(a="high"), threshold=0.9),
        "against": cn.Conclusion("c", "falls", under=do(c="high")),
    }
    report = cn.audit(chain(STRONG), draws=20, discriminants=cases)
    assert {c.claim: c.word for c in report.checks} == {
        "signs": "NOT MET: it stands",
        "set": "NOT MET: it stands by definition",
        "bare": "NOT MET: it stands by the baselines alone",
        "against": "met, by definition",
    }
    assert report.sentence.endswith(
        "Of those met, 1 by definition. The one that asks for a size or a threshold is not met. "
        "Not met: 3 (what it denies stands)."
    )
    assert "checks that the baselines meet alone" not in set(report.to_frame().section)
