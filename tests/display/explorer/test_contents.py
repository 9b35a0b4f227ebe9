"""What the page carries of a model, and where it puts the cards."""

import causalnet as cn
from causalnet.display.explorer.contents import contents_of
from causalnet.model.grammar.setting import Hard

AB = ["a", "b"]


def chain(**more) -> cn.CausalModel:
    names = "xyz"
    influences = [cn.Influence("x", "y", "+", 1.0), cn.Influence("y", "z", "+", 1.0)]
    return cn.CausalModel("chain", [cn.Variable(v, AB) for v in names], influences, **more)


def rivals(model: cn.CausalModel) -> dict[str, str]:
    return {r["name"]: r["why"] for r in contents_of(model).values["rivals"]}


def test_rivals_that_cannot_stand_together_say_why():
    model = chain().adding(cn.Variable("w", AB))
    model = model.adding(
        cn.Rival("up", [cn.Influence("w", "x", "+", 1.0)]),
        cn.Rival("down", [cn.Influence("z", "w", "+", 1.0)]),
        cn.Rival("late", [cn.Influence("z", "x", "+", 1.0, lag=1)]),
        cn.Rival("fits", [cn.Influence("x", "z", "-", 1.0)]),
    )
    why = rivals(model)
    assert why["up"] == ""
    assert why["down"].startswith("Cannot stand beside the others: ")
    assert "loop" in why["down"]
    assert why["late"] == ""
    assert why["fits"] == ""


def test_influences_on_a_table_are_locked():
    table = cn.Table(["y"], {("a",): [0.9, 0.1], ("b",): [0.2, 0.8]})
    model = chain().replacing(cn.Variable("z", AB, mechanism=table))
    locked = {
        (i["cause"], i["effect"]): i["locked"] for i in contents_of(model).values["influences"]
    }
    assert locked == {(0, 1): False, (1, 2): True}


def test_every_proposal_is_offered_and_a_setting_that_several_share_is_held_once(japan):
    values = contents_of(japan).values
    assert [p["name"] for p in values["proposals"]] == [*japan.proposals]
    soft = {(v, s) for p in japan.proposals.values() for v, s in p.intervention.settings.items()}
    soft = {(v, repr(s)) for v, s in soft if not isinstance(s, Hard)}
    names = [v["name"] for v in values["variables"]]
    held = [(names[s["variable"]], s["code"]) for s in values["settings"]]
    assert len(held) == len(soft)
    assert {*held} == soft > {("language_barrier", "shift(-1)")}
    half = chain(proposals=[cn.Proposal("half", cn.do(x=cn.partial("b", 0.5)))])
    (proposal,) = contents_of(half).values["proposals"]
    assert proposal["set"] == [[0, -1]]
    assert contents_of(half).values["settings"][0]["rows"] == [0.5, 0.5, 0.0, 1.0]
