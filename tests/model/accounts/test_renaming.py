"""Models under other names."""

import causalnet as cn
from causalnet.model.accounts.renaming import NewNames


def _there_and_back(model: cn.CausalModel) -> tuple[NewNames, NewNames]:
    """A renaming of everything that has a name, and the one that undoes it."""
    variables = {v: f"{v}_x" for v in model.variables}
    states = {v: {s: f"{s}!" for s in x.states} for v, x in model.variables.items()}
    sources = {s: f"{s}_s" for s in model.sources}
    claims = {c: f"{c}k" for c in model.claims}
    back = NewNames(
        {new: old for old, new in variables.items()},
        {variables[v]: {new: old for old, new in own.items()} for v, own in states.items()},
        {new: old for old, new in sources.items()},
        {new: old for old, new in claims.items()},
    )
    return NewNames(variables, states, sources, claims), back


def test_a_renaming_and_its_inverse_give_the_model_back() -> None:
    for name in cn.models():
        model = cn.load(name)
        there, back = _there_and_back(model)
        renamed = there.of(model)
        assert not set(renamed.variables) & set(model.variables)
        assert back.of(renamed) == model


def test_every_answer_is_that_of_the_model_under_the_old_names() -> None:
    model = cn.load("japan_software")
    there, _ = _there_and_back(model)
    conclusion = cn.Conclusion(
        "software_competitiveness", "rises", under=cn.do(multi_layer_outsourcing="shallow")
    )
    mine, theirs = (
        cn.effect(m, c.outcome, under=c.under).level
        for m, c in ((model, conclusion), (there.of(model), there.conclusion(conclusion)))
    )
    assert mine == theirs


def test_every_kind_of_setting_finding_and_mechanism_is_renamed() -> None:
    x, y, z = (cn.Variable(n, ["low", "high"]) for n in "xyz")
    table = cn.Table(["x", "y"], {(a, b): [0.4, 0.6] for a in x.states for b in y.states})
    rule = cn.Deterministic(["x"], {("low",): "high", ("high",): "low"})
    w = cn.Variable("w", ["low", "high"], mechanism=rule)
    z = cn.Variable("z", ["low", "high"], mechanism=table)
    model = cn.CausalModel(
        "all",
        [x, y, z, w],
        [cn.Influence(c, e, "+") for c, e in (("x", "z"), ("y", "z"))]
        + [cn.Influence("x", "w", "?")],
        known={"x": {"low", "high"}, "y": cn.likelihood({"low": 0.2, "high": 0.9}), "w": "low"},
    )
    names = {v: v.upper() for v in "xyzw"}
    new = NewNames(names, {v: {"low": "0", "high": "1"} for v in "xyzw"})
    named = new.of(model)
    assert named.variables["Z"].mechanism.rows["0", "1"] == (0.4, 0.6)  # type: ignore[union-attr]
    assert named.variables["W"].mechanism.rows["0",] == "1"  # type: ignore[union-attr]
    assert named.variables["W"].label == "W"
    assert named.known == {
        "X": frozenset({"0", "1"}),
        "Y": cn.likelihood({"0": 0.2, "1": 0.9}),
        "W": "0",
    }
    done = (
        cn.do(x="low", y={"low": 0.3, "high": 0.7})
        | cn.do(cn.cut("x", "w"), cn.as_if("z", y="high"))
        | cn.do(w=cn.policy("x", {"low": "high", "high": "low"}), z=cn.partial("low", 0.4))
    )
    assert new.intervention(done) == (
        cn.do(X="0", Y={"0": 0.3, "1": 0.7})
        | cn.do(cn.cut("X", "W"), cn.as_if("Z", Y="1"))
        | cn.do({"W": cn.policy("X", {"0": "1", "1": "0"}), "Z": cn.partial("0", 0.4)})
    )
