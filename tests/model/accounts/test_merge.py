"""One account with what only another claims as rivals."""

from dataclasses import replace
from pathlib import Path

import pytest

import causalnet as cn

X, Y, Z = (cn.Variable(n, ["low", "high"], cn.Baseline([0.5, 0.5])) for n in "xyz")
ESSAY, REPLY = cn.Source("essay", title="An essay"), cn.Source("reply", title="A reply")


def _claim(name: str, source: str, text: str) -> cn.Claim:
    return cn.Claim(name, text, source)


def _arrow(cause: str, effect: str, sign: str, *claims: str, **more: object) -> cn.Influence:
    return cn.Influence(cause, effect, sign, 1.0, claims=claims, **more)  # type: ignore[arg-type]


A = cn.CausalModel(
    "article",
    [X, Y, Z],
    [_arrow("x", "y", "+", "c1"), _arrow("y", "z", "+", "c2")],
    sources=[ESSAY],
    claims=[_claim("c1", "essay", "x raises y."), _claim("c2", "essay", "y raises z.")],
)


def _critic(*arrows: cn.Influence, **more: object) -> cn.CausalModel:
    claims = [_claim("c1", "reply", "x acts."), _claim("r1", "reply", "Not so.")]
    kept = {"variables": [X, Y, Z], "sources": [REPLY], "claims": claims} | more
    return cn.CausalModel("critic", influences=arrows, **kept)  # type: ignore[arg-type]


def test_what_only_the_other_claims_is_a_rival_with_its_sources() -> None:
    merged = cn.merge(A, _critic(_arrow("x", "z", "-", "c1")))
    (rival,) = merged.rivals.values()
    assert rival.name == "x → z (critic)"
    assert rival.reason == "critic claims it, and article does not."
    assert rival.influences[0].claims == ("c1_critic",)
    assert merged.claims["c1_critic"].text == "x acts."
    assert merged.claims["c1"] == A.claims["c1"]
    assert set(merged.sources) == {"essay", "reply"}
    assert "of critic, c1 is now c1_critic." in merged.description


def test_answers_stay_those_of_the_first_until_a_rival_is_admitted() -> None:
    critic = _critic(_arrow("x", "z", "-", "c1"), _arrow("y", "z", "+"))
    merged = cn.merge(A, critic)
    done = cn.do(x="high")
    assert cn.effect(merged, "z", under=done).level == cn.effect(A, "z", under=done).level
    both = A.adding(cn.Influence("x", "z", "-", 1.0))
    admitted = merged.admitting("x → z (critic)")
    assert cn.effect(admitted, "z", under=done).level == cn.effect(both, "z", under=done).level


def test_a_claim_for_what_both_say_is_added_and_numbers_stay() -> None:
    merged = cn.merge(A, _critic(replace(_arrow("x", "y", "+", "r1"), strength=2.0)))
    assert merged.influence("x", "y").claims == ("c1", "r1")
    assert merged.influence("x", "y").strength == 1.0
    assert not merged.rivals


def test_a_contradiction_is_evidence_against() -> None:
    merged = cn.merge(A, _critic(_arrow("x", "y", "-", "r1")))
    (item,) = merged.evidence
    assert (item.bears_on, item.stance, item.text, item.source) == (
        ("c1",),
        "against",
        "Not so.",
        "reply",
    )
    assert "Evidence against, since critic contradicts it: x → y (-)." in merged.description


def test_an_influence_that_would_close_a_cycle_is_evidence_against() -> None:
    merged = cn.merge(A, _critic(_arrow("z", "x", "+", "r1")))
    assert not merged.rivals
    (item,) = merged.evidence
    assert (item.bears_on, item.stance) == (("x",), "against")


def test_a_declared_absence_is_evidence_against() -> None:
    absent = cn.Absence("x", "y", claims=["r1"])
    merged = cn.merge(A, _critic(absences=[absent]))
    (item,) = merged.evidence
    assert (item.bears_on, item.text) == (("c1",), "Not so.")
    assert "since critic contradicts it: x ↛ y." in merged.description


def test_a_contradiction_that_nobody_claims_is_told() -> None:
    merged = cn.merge(A, _critic(_arrow("x", "y", "-")))
    assert not merged.evidence
    assert "Left out: 1 part (x → y (-), which no claim carries)." in merged.description


def test_a_variable_of_the_other_is_hidden_in_one_rival() -> None:
    u = cn.Variable("u", ["few", "many"], cn.Baseline([0.3, 0.7]))
    arrows = [_arrow("u", "y", "+"), _arrow("u", "z", "-")]
    merged = cn.merge(A, _critic(*arrows, variables=[X, Y, Z, u]))
    (rival,) = merged.rivals.values()
    assert (rival.name, rival.hidden, len(rival.influences)) == ("u (critic)", u, 2)
    assert "u" not in merged.variables


def test_variables_that_hang_together_are_one_rival() -> None:
    u, v = (cn.Variable(n, ["few", "many"], cn.Baseline([0.3, 0.7])) for n in "uv")
    arrows = [_arrow("x", "u", "+"), _arrow("u", "v", "+"), _arrow("v", "z", "+")]
    merged = cn.merge(A, _critic(*arrows, variables=[X, Y, Z, u, v]))
    (rival,) = merged.rivals.values()
    assert (rival.name, rival.hidden) == ("u, v (critic)", None)
    assert {"u", "v"} <= set(merged.variables)
    done = cn.do(x="high")
    assert cn.effect(merged, "z", under=done).level == cn.effect(A, "z", under=done).level
    whole = A.adding(u, v, *arrows)
    assert (
        cn.effect(merged.admitting(rival.name), "z", under=done).level
        == cn.effect(whole, "z", under=done).level
    )


def test_a_rival_that_the_first_knows_gets_the_claims_of_the_other() -> None:
    japan = cn.load("japan_software")
    admitted = japan.admitting("specialised vendors")
    merged = cn.merge(japan, admitted)
    assert list(merged.rivals) == list(japan.rivals)
    assert merged.claims == japan.claims


def test_sources_of_one_name_are_kept_apart() -> None:
    other = cn.Source("essay", title="Another essay")
    critic = _critic(
        _arrow("x", "z", "-", "r1"),
        sources=[other],
        claims=[_claim("r1", "essay", "Not so.")],
    )
    merged = cn.merge(A, critic)
    assert merged.sources["essay"].title == "An essay"
    assert merged.sources["essay_critic"].title == "Another essay"
    assert merged.claims["r1"].source == "essay_critic"


def test_a_rival_that_could_not_be_admitted_is_left_out_and_told() -> None:
    u = cn.Variable("u", ["few", "many"])
    around = [_arrow("z", "u", "+"), _arrow("u", "x", "+")]
    merged = cn.merge(A, _critic(*around, variables=[X, Y, Z, u]))
    assert not merged.rivals
    assert "Left out: 1 part (u (critic), which article cannot admit)." in merged.description
    ruled = cn.Variable("y", ["low", "high"], mechanism=_rule())
    tabled = cn.CausalModel("article", [X, ruled, Z], [cn.Influence("x", "y", "+")])
    merged = cn.merge(tabled, _critic(_arrow("z", "y", "+")))
    assert not merged.rivals
    assert "z → y (critic), which article cannot admit" in merged.description


def _rule() -> cn.Deterministic:
    return cn.Deterministic(["x"], {("low",): "low", ("high",): "high"})


def test_what_is_left_out_is_told() -> None:
    critic = _critic(
        replace(_arrow("x", "y", "+"), reference="low"),
        _arrow("z", "y", "+"),
        modifiers=[cn.Modifier("x", "y", "z", 0.5, "+")],
    )
    assert "Left out: 2 parts (modifier x → y × z; z → y (+), which no claim carries)." in (
        cn.merge(A, critic).description
    )


def test_evidence_on_what_the_merger_does_not_have_is_told() -> None:
    u = cn.Variable("u", ["few", "many"])
    evidence = [
        cn.Evidence(["u"], "for", "u is common.", "reply"),
        cn.Evidence(["u", "r1"], "weak", "Perhaps.", "reply"),
    ]
    merged = cn.merge(A, _critic(variables=[X, Y, Z, u], evidence=evidence))
    assert [e.bears_on for e in merged.evidence] == [("r1",)]
    assert "Left out: 1 part (evidence on u from reply)." in merged.description


def test_either_way_round_shipped_accounts_merge_and_are_saved(tmp_path: Path) -> None:
    article, critic = cn.load("japan_software"), cn.load("japan_software_critic")
    for a, b in ((article, critic), (critic, article)):
        merged = cn.merge(a, b)
        cn.save(merged, tmp_path / "merged.toml", overwrite=True)
        assert cn.load(tmp_path / "merged.toml") == merged
    assert "ai_software_intensity → ai_capability, which has no strength by itself" in (
        merged.description
    )


def test_names_are_matched() -> None:
    wages = cn.Variable("wages", ["poor", "rich"], cn.Baseline([0.5, 0.5]))
    critic = _critic(_arrow("wages", "z", "-"), variables=[wages, Y, Z])
    scale = {"poor": "low", "rich": "high"}
    assert list(cn.merge(A, critic, matching={"wages": ("x", scale)}).rivals) == ["x → z (critic)"]
    with pytest.raises(cn.errors.UnknownNameError, match="Did you mean 'wages'"):
        cn.merge(A, critic, matching={"wage": "x"})


def test_a_model_merged_with_itself_gains_nothing() -> None:
    for name in ("lawn", "pedalgrove", "japan_software"):
        model = cn.load(name)
        merged = cn.merge(model, model)
        assert replace_description(merged, model.description) == model


def replace_description(model: cn.CausalModel, text: str) -> cn.CausalModel:
    """The model with another description."""
    return model._with(description=text)


def test_an_absence_on_which_the_first_is_silent_is_kept() -> None:
    alone = cn.Variable("w", ["low", "high"])
    absences = [cn.Absence("x", "z", claims=["r1"]), cn.Absence("w", "x", claims=["r1"])]
    merged = cn.merge(A, _critic(variables=[X, Y, Z, alone], absences=absences))
    assert merged.absences == (cn.Absence("x", "z", claims=["r1"]),)
    assert "Left out: 1 part (absence w ↛ x)." in merged.description
    (both,) = cn.merge(merged, _critic(absences=[cn.Absence("x", "z", claims=["c1"])])).absences
    assert both.claims == ("r1", "c1_critic_2")


def test_two_rivals_of_one_name_are_kept_apart() -> None:
    one, other = (
        cn.Rival("the rival", [_arrow("x", "z", sign, standing="rival")], None, "Perhaps.")
        for sign in "+-"
    )
    first = A._with(rivals=[one])
    merged = cn.merge(first, _critic(rivals=[other]))
    assert {name: r.influences[0].sign for name, r in merged.rivals.items()} == {
        "the rival": "+",
        "the rival (critic)": "-",
    }
    assert set(cn.merge(first, _critic(rivals=[one])).rivals) == {"the rival"}
    # They are alternatives: with one of them admitted the other is out.
    assert not merged.admitting("the rival (critic)").rivals


def test_evidence_of_a_contradiction_keeps_the_quote() -> None:
    quoted = replace(_claim("r1", "reply", "Not so."), quote="It is not so.")
    merged = cn.merge(A, _critic(_arrow("x", "y", "-", "r1"), claims=[quoted]))
    assert [item.quote for item in merged.evidence] == ["It is not so."]


def test_numbers_that_differ_stay_those_of_the_first_and_are_named() -> None:
    strong = replace(A.influence("x", "y"), strength=2.0)
    often = replace(A.variables["z"], baseline=cn.Baseline([0.2, 0.8]))
    critic = A.replacing(strong, often)._with(name="critic")

    merged = cn.merge(A, critic)

    assert merged.influence("x", "y").strength == 1.0
    assert merged.description.endswith(
        "Numbers are those of article, also where critic has others: x → y, baseline of z."
    )
    assert "Numbers" not in cn.merge(A, A._with(name="critic")).description
