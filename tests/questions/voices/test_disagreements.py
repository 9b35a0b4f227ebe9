"""Which differences bear on a conclusion, and which belong together."""

from dataclasses import replace

import causalnet as cn
from causalnet.questions.voices.disagreements import (
    Disagreement,
    as_one,
    bearing_parts,
    differing_numbers,
    disagreements,
)

X, Y, Z = (cn.Variable(n, ["low", "high"], cn.Baseline([0.5, 0.5])) for n in "xyz")
PLUS = cn.Influence("x", "y", "+", "strong")
WORDS = {"strong": cn.pert(0.5, 1, 2), "weak": cn.pert(0, 0.2, 0.5)}
RISES = cn.Conclusion("y", "rises", under=cn.do(x="high"))


def _account(
    *arrows: cn.Influence, variables: tuple[cn.Variable, ...] = (X, Y, Z)
) -> cn.CausalModel:
    return cn.CausalModel("account", variables, arrows, strengths=WORDS)


def _between(a: cn.CausalModel, b: cn.CausalModel) -> tuple[Disagreement, ...]:
    return disagreements(*bearing_parts(a, b, RISES), (a, b))


def test_each_says_it_in_its_own_words_and_in_numbers_where_these_are_the_same() -> None:
    weaker = _account(replace(PLUS, strength="weak"))
    (by_word,) = _between(_account(PLUS), weaker)
    assert (by_word.kind, by_word.says) == ("strength", ("+ strong", "+ weak"))
    other = cn.CausalModel("other", [X, Y, Z], [PLUS], strengths={"strong": cn.fixed(2.0)})
    (by_number,) = _between(_account(PLUS), other)
    assert by_number.says == ("+ 1", "+ 2")


def test_what_the_central_answer_does_not_depend_on_is_no_disagreement() -> None:
    wider = cn.pert(0.1, 1, 3)
    said = replace(PLUS, strength=wider, note="wider")
    labelled = replace(Y, label="Why", baseline=cn.Baseline([0.5, 0.5], weight=60))
    assert _between(_account(PLUS), _account(said, variables=(X, labelled, Z))) == ()


def test_a_zero_at_the_middle_goes_without_saying_and_another_is_told() -> None:
    scale = cn.Variable("x", ["low", "middle", "high"])
    a, middle, low = (
        _account(replace(PLUS, reference=state), variables=(scale, replace(Y, baseline=None)))
        for state in (None, "middle", "low")
    )
    assert _between(a, middle) == ()
    (apart,) = _between(a, low)
    assert apart.says == ("+ 1, zero at the middle of the scale", "+ 1, zero at low")


def test_a_baseline_and_a_missing_one() -> None:
    one, none = replace(Y, baseline=cn.Baseline([0.2, 0.8])), replace(Y, baseline=None)
    (moved,) = _between(_account(PLUS), _account(PLUS, variables=(X, one, Z)))
    assert (moved.name, moved.kind) == ("baseline of y", "baseline")
    assert moved.says == ("0.5, 0.5", "0.2, 0.8")
    (undeclared,) = _between(_account(PLUS), _account(PLUS, variables=(X, none, Z)))
    assert undeclared.says == ("0.5, 0.5", "undeclared")


def test_lagged_influences_bear_on_later_conclusions_only() -> None:
    later = replace(PLUS, lag=1)
    a, b = _account(PLUS), _account(PLUS, later)
    assert _between(a, b) == ()
    at = bearing_parts(a, b, replace(RISES, at=1))
    assert [d.name for d in disagreements(*at, (a, b))] == ["x → y [lag 1]"]


def test_every_differing_number_is_counted() -> None:
    b = _account(replace(PLUS, sign="-"), cn.Influence("x", "z", "+", 1.0))
    assert differing_numbers(_account(PLUS), b) == 2


def test_disagreements_become_one() -> None:
    b = _account(replace(PLUS, sign="-"), cn.Influence("z", "y", "+", 1.0))
    found = _between(_account(PLUS), b)
    whole = as_one(found)
    assert whole.name == "x → y with z → y"
    assert whole.says == ("+ strong; not there", "− strong; + 1")
    assert len(whole.points) == 2
