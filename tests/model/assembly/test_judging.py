"""The model of one of several people, and what a model of all of them answers."""

import pytest

import causalnet as cn
from causalnet.errors import ModelError, QuestionError, UnknownNameError
from tests.toys import plain

ANNA, BEN = cn.Source("anna"), cn.Source("ben")
X = cn.Panel({"anna": cn.Baseline([0.8, 0.2]), "ben": cn.Baseline([0.6, 0.4])})
DO = cn.do(x="h")


def town(**more) -> cn.CausalModel:
    return cn.CausalModel(
        "town",
        [plain("x", baseline=X), plain("m"), plain("y")],
        [
            cn.Influence("x", "y", "+", "strong", reference="l"),
            cn.Influence("m", "y", "+", cn.Panel({"anna": 0.4, "ben": cn.interval(0.1, 1)})),
        ],
        modifiers=[cn.Modifier("x", "y", "m", cn.Panel({"anna": 0.2, "ben": 0.6}), "+")],
        strengths={"strong": cn.Panel({"anna": cn.pert(1, 2, 3), "ben": 0.5})},
        rivals=[
            cn.Rival(
                "other",
                [cn.Influence("u", "y", "-", cn.Panel({"anna": 1, "ben": 2}))],
                hidden=plain("u", baseline=X),
            )
        ],
        **{"sources": [ANNA, BEN], **more},
    )


def test_the_model_of_one_has_that_persons_numbers() -> None:
    ben = town().judged_by("ben")
    assert ben.strengths["strong"] == cn.fixed(0.5)
    assert ben.strength(ben.influence("m", "y")) == cn.interval(0.1, 1)
    assert ben.amount(ben.modifiers[0]) == cn.fixed(0.6)
    assert ben.variables["x"].baseline == cn.Baseline([0.6, 0.4])
    assert ben.rivals["other"].influences[0].strength == cn.fixed(2)
    assert ben.rivals["other"].hidden.baseline == cn.Baseline([0.6, 0.4])
    assert cn.effect(ben, "y", under=DO).level > 0


def test_everybody_must_be_a_source() -> None:
    with pytest.raises(ModelError) as raised:
        town(sources=[ANNA, cn.Source("benn")])
    text = str(raised.value)
    assert (
        "strengths.strong: No source 'ben'; the sources are anna, benn. Did you mean 'benn'?"
        in text
    )
    assert "variables.x: No source 'ben'" in text
    assert "influence m → y: No source 'ben'" in text
    assert "modifier x → y × m: No source 'ben'" in text
    assert "rivals.other, influence u → y: No source 'ben'" in text


def test_a_number_that_nobody_of_them_judged_is_refused_with_who_did() -> None:
    model = town().replacing(cn.Influence("m", "y", "+", cn.Panel({"ben": 0.4})))
    with pytest.raises(QuestionError) as raised:
        model.judged_by("anna")
    assert str(raised.value) == (
        "anna does not judge m → y; ben did. Say whose word stands there: model.judged_by('anna', 'ben')."
    )
    both = model.judged_by("anna", "ben")
    assert (both.strength(both.influence("m", "y")), both.strengths["strong"].mode) == (
        cn.fixed(0.4),
        2,
    )


def test_strangers_and_nobody_are_refused() -> None:
    with pytest.raises(
        UnknownNameError, match="No expert 'ana'; the experts are anna, ben. Did you mean 'anna'"
    ):
        town().judged_by("ana")
    with pytest.raises(QuestionError, match="Name one of those who judged: anna, ben"):
        town().judged_by()


@pytest.mark.parametrize(
    "ask",
    [
        lambda m: cn.query(m, "y"),
        lambda m: cn.query(m, "y", draws=5),
        cn.marginals,
        lambda m: cn.effect(m, "y", under=DO),
        lambda m: cn.levers(m, "y"),
        lambda m: cn.slopes(m, "y"),
        lambda m: cn.verdict(m, cn.Conclusion("y", "rises", under=DO)),
        lambda m: cn.sensitivity(m, cn.Conclusion("y", "rises", under=DO)),
        lambda m: cn.trajectory(m, "y"),
        cn.compile_model,
        lambda m: cn.unroll(m, 2),
        lambda m: cn.pool({"all": m}),
    ],
)
def test_what_needs_one_number_says_how_to_get_it(ask) -> None:
    with pytest.raises(
        QuestionError,
        match=r"is judged by anna and ben.*cn\.pool\(model.*model\.judged_by\('anna'\)",
    ):
        ask(town())


def test_a_baseline_alone_is_not_guessed_either() -> None:
    model = cn.CausalModel("m", [plain("x", baseline=X)], sources=[ANNA, BEN])
    for ask in (
        lambda: cn.query(model, "x"),
        lambda: cn.query(model, "x", draws=cn.Draws(3, vary_baselines=True)),
    ):
        with pytest.raises(QuestionError, match="The baseline of x is judged by anna and ben"):
            ask()


def test_the_signs_need_no_number() -> None:
    found = cn.by_signs(town(), cn.Conclusion("y", "rises", under=DO, versus=cn.do(x="l")))
    assert (found.status, found.direction) == ("follows", "does not fall")
    open_sign = cn.Panel({"anna": 0.4, "ben": cn.interval(-1, 1)})
    doubtful = town().replacing(cn.Influence("m", "y", "?", open_sign))
    assert (
        cn.by_signs(doubtful, cn.Conclusion("y", "rises", under=cn.do(m="h"))).status
        == "undetermined"
    )


def test_a_state_that_one_person_rules_out_is_refused_beside_causes() -> None:
    certain = cn.Panel({"anna": cn.Baseline([0.8, 0.2]), "ben": cn.Baseline([1, 0])})
    with pytest.raises(ModelError, match="variables.y.baseline.ben.p is zero for 'h'"):
        town().replacing(plain("y", baseline=certain))


def test_networkx_keeps_what_each_said() -> None:
    data = cn.to_networkx(town()).get_edge_data("m", "y")[0]
    assert (data["strength_anna"], data["strength_ben"]) == (0.4, 0.55)
    assert "strength" not in data


def test_a_difference_names_who_said_what() -> None:
    changes = {str(change) for change in cn.diff(town(), town().judged_by("ben"))}
    assert "~ m → y: strength: anna 0.4; ben 0.1/1 → 0.1/1" in changes


def test_two_accounts_keep_what_each_persons_said_where_their_sources_share_a_name() -> None:
    critic = cn.CausalModel(
        "critic",
        [plain("x", baseline=X), plain("m"), plain("y")],
        [cn.Influence("m", "x", "-", cn.Panel({"anna": 3}), note="hers")],
        sources=[cn.Source("anna", title="Another Anna"), BEN],
    )
    merged = cn.merge(town(), critic)
    added = next(i for r in merged.rivals.values() for i in r.influences if i.effect == "x")
    (name,) = added.strength.people
    assert (merged.sources[name].title, name != "anna") == ("Another Anna", True)
