"""Rivals that a model can still admit."""

import causalnet as cn
from causalnet.model.assembly.admission import still_admissible

X, Y, Z = (cn.Variable(n, ["low", "high"], cn.Baseline([0.5, 0.5])) for n in "xyz")


def _rival(name: str, *arrows: tuple[str, str, str, int], hidden: str = "") -> cn.Rival:
    influences = [cn.Influence(c, e, s, 1.0, lag, standing="rival") for c, e, s, lag in arrows]  # type: ignore[arg-type]
    hides = cn.Variable(hidden, ["low", "high"]) if hidden else None
    return cn.Rival(name, influences, hides, "Perhaps.")


RIVALS = [
    _rival("forward", ("y", "z", "+", 0)),
    _rival("back", ("z", "y", "+", 0)),
    _rival("opposite", ("y", "z", "-", 0)),
    _rival("later", ("z", "y", "+", 1)),
    _rival("one cause", ("w", "x", "+", 0), ("w", "z", "+", 0), hidden="w"),
    _rival("the same cause", ("w", "x", "-", 0), ("w", "y", "+", 0), hidden="w"),
]
MODEL = cn.CausalModel("m", [X, Y, Z], [cn.Influence("x", "z", "+", 1.0)], rivals=RIVALS)


def test_an_alternative_to_what_is_there_is_out() -> None:
    left = still_admissible(RIVALS, [cn.Influence("y", "z", "+", 1.0)], ["x", "y", "z", "w"])
    assert [rival.name for rival in left] == ["later"]


def test_with_one_rival_admitted_its_alternatives_are_rivals_no_longer() -> None:
    assert set(MODEL.admitting("forward").rivals) == {"later", "one cause", "the same cause"}
    assert set(MODEL.admitting("one cause").rivals) == {"forward", "back", "opposite", "later"}


def test_a_model_whose_rivals_are_alternatives_has_verdicts() -> None:
    found = cn.verdict(MODEL, cn.Conclusion("z", "rises", under=cn.do(x="high")))
    assert found.conclusion.outcome == "z"
