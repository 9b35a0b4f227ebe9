"""Two accounts, pair by pair."""

from itertools import permutations
from math import isnan
from typing import get_args

import causalnet as cn
from causalnet.questions.voices.agreement_answer import Relation

RISES = cn.Conclusion("y", "rises", under=cn.do(x="high"))


def _account(name: str, *arrows: str, more: tuple[str, ...] = ()) -> cn.CausalModel:
    """An account of x, y, z and more from arrows such as ``"x+y"``."""
    variables = [cn.Variable(v, ["low", "high"]) for v in ("x", "y", "z", *more)]
    signs: dict[str, cn.Influence] = {
        a: cn.Influence(a[0], a[2], a[1], strength=1.0)  # type: ignore[arg-type]
        for a in arrows
    }
    return cn.CausalModel(name, variables, signs.values())


A = _account("a", "x+y", "x-z", "z+y", more=("u",))
B = _account("b", "x+y", "x+z", "y+z", more=("v",))


def test_every_relation_is_told() -> None:
    found = cn.agreement(A, B, RISES)
    assert found.variables == ("x", "y", "z")
    assert {p.name: p.relation for p in found.pairs if p.relation != "neither"} == {
        "x → y": "agreed",
        "x → z": "contradicted",
        "z → y": "only first",
        "y → z": "only second",
    }
    assert sum(found.count(r) for r in get_args(Relation)) == len([*permutations("xyz", 2)])
    assert found.sentence == (
        "Of 4 influences that a or b has between the 3 variables of both, they agree on 1: 25%. On 1, "
        "their signs are opposite. With the 2 pairs that neither joins, Cohen's kappa is 0.14 [-0.46, 0.75]."
    )
    assert found.share == 0.25
    assert "only in a           1" in str(found)
    assert max(map(len, str(found).splitlines()[1:])) <= 79


def test_an_open_sign_neither_agrees_nor_contradicts() -> None:
    found = cn.agreement(A, _account("b", "x?y"), RISES)
    assert [p.name for p in found.of("open in one")] == ["x → y"]
    assert "open in one" in str(found)


def test_signs_that_differ_between_lags_are_open() -> None:
    later = cn.Influence("x", "y", "-", strength=1.0, lag=1)
    assert (
        next(p for p in cn.agreement(A, A.adding(later)).pairs if p.name == "x → y").second == "?"
    )


def test_it_is_symmetric() -> None:
    one, other = cn.agreement(A, B, RISES), cn.agreement(B, A, RISES)
    assert one.kappa.value == other.kappa.value
    assert abs(one.kappa.error - other.kappa.error) < 1e-12
    mirrored = {"only first": "only second", "only second": "only first"}
    for relation in get_args(Relation):
        own = {p.name for p in one.of(relation)}
        assert own == {p.name for p in other.of(mirrored.get(relation, relation))}
    (here,), (there,) = one.conclusions, other.conclusions
    assert (here.first, here.second) == (there.second, there.first)
    assert here.grounds == there.grounds


def test_conclusions_that_both_draw_and_their_grounds() -> None:
    same = cn.agreement(A, A, RISES).joint
    assert [c.grounds for c in same] == ["same"]
    # In one account x acts on y directly, in the other by way of z alone.
    around = _account("c", "x+z", "z+y")
    (apart,) = cn.agreement(_account("a", "x+y"), around, RISES).joint
    assert apart.grounds == "different"
    assert apart.carriers == (frozenset({"x → y"}), frozenset({"x → z", "z → y"}))
    (part,) = cn.agreement(_account("a", "x+y", "x+z", "z+y"), around, RISES).joint
    assert part.grounds == "partly the same"
    assert part.shared == {"x → z", "z → y"}


def test_what_only_one_draws_is_not_drawn_by_both() -> None:
    found = cn.agreement(A, _account("b", "x-y"), RISES)
    assert found.joint == ()
    assert "they draw none together" in str(found)


def test_without_influences_kappa_is_not_defined() -> None:
    bare = _account("bare")
    found = cn.agreement(bare, bare)
    assert found.sentence == (
        "Neither the first nor the second has an influence between the 3 variables of both."
    )
    assert found.kappa.undefined


def test_the_checks_of_claims_are_asked_of_both() -> None:
    japan = cn.load("japan_software")
    found = cn.agreement(japan, japan.admitting("specialised vendors"))
    asked = {str(c.conclusion) for c in found.conclusions}
    assert asked == {str(check) for claim in japan.claims.values() for check in claim.checks}
    assert "grounds" in str(found)


def test_the_conclusions_on_which_they_part_are_told_first() -> None:
    falls = cn.Conclusion("z", "falls", under=cn.do(x="high"))
    found = cn.agreement(A, B, [RISES, falls])
    assert len(found.joint) == 1
    assert found.sentence.startswith(
        "Of 2 conclusions about what both speak of, they draw 1 together and 1 not. Of 4 influences"
    )
    apart = cn.agreement(A, B, falls)
    assert apart.sentence.startswith(
        "They do not both draw the conclusion that was asked about. Of 4"
    )


def test_the_conclusions_on_which_they_part_are_named_with_who_draws_them() -> None:
    falls = cn.Conclusion("z", "falls", under=cn.do(x="high"))
    turned = cn.Conclusion("z", "rises", under=cn.do(y="low"))
    found = cn.agreement(A, B, [RISES, falls, turned])
    assert [c.holds for c in found.conclusions] == [(True, True), (True, False), (False, False)]
    first, second = (f"{x:+.3f}" for x in (found.conclusions[1].first, found.conclusions[1].second))
    text = str(found)
    parted = text[text.index("2 conclusions that they do not draw together.") :].splitlines()
    assert parted[1].split() == ["a", "b", "drawn", "by"]
    assert parted[2].split() == ["1", first, second, "a"]
    # In the second account y raises z, so that a low y lowers it.
    assert parted[3].split() == ["2", "0.000", f"{found.conclusions[2].second:.3f}", "neither"]
    assert found.conclusions[2].second < -0.1
    assert parted[4:6] == ["1. Setting x to high lowers z", "2. Setting y to low raises z"]
    assert "1. Setting x to high raises y" in parted


def test_pairs_that_neither_joins_raise_kappa_and_not_the_share() -> None:
    """More variables of which neither account says anything change nothing but kappa."""
    more = ("u", "v", "w")
    few, many = (
        cn.agreement(_account("a", "x+y", "z+y", more=m), _account("b", "x+y", "x+z", more=m))
        for m in ((), more)
    )
    assert many.share == few.share == 1 / 3
    assert many.kappa.value > few.kappa.value


def test_without_influences_there_is_no_share() -> None:
    assert isnan(cn.agreement(_account("a"), _account("b")).share)
