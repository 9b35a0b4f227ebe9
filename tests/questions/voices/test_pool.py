"""Pools of several voices, against each voice asked alone."""

import numpy as np
import pytest

import causalnet as cn
from causalnet.errors import MemoryLimitError, QuestionError, UnknownNameError
from tests.enumeration import enumerate_query
from tests.toys import plain

DO = cn.do(x="h")
DRAWS = cn.Draws(60, seed=3)


def account(name="account", **more) -> cn.CausalModel:
    """X raises z and z raises y, with strengths in a range."""
    return cn.CausalModel(
        name,
        [plain("x"), plain("z"), plain("y")],
        [
            cn.Influence("x", "z", "+", cn.pert(0.5, 1, 2)),
            cn.Influence("z", "y", "+", cn.interval(0.5, 1.5)),
        ],
        **more,
    )


def critic() -> cn.CausalModel:
    """X lowers y directly, and z does nothing."""
    return cn.CausalModel(
        "critic",
        [plain("x"), plain("z"), plain("y")],
        [cn.Influence("x", "y", "-", cn.pert(0.2, 0.5, 1))],
    )


def both(**more) -> cn.Network:
    return cn.pool({"article": account(), "critic": critic()}, draws=DRAWS, **more)


def test_a_pool_of_one_is_its_draws() -> None:
    pooled, own = (
        cn.pool({"only": account()}, draws=DRAWS),
        cn.compile_model(account(), draws=DRAWS),
    )
    assert all(np.array_equal(pooled.values(v), own.values(v)) for v in own)


def test_the_weights_one_and_zero_give_the_first() -> None:
    pooled = both(weights={"article": 1, "critic": 0})
    own = cn.compile_model(account(), draws=DRAWS)
    assert pooled.parents == own.parents
    assert all(np.array_equal(pooled.values(v), own.values(v)) for v in own)


def test_the_draws_of_each_voice_are_unmoved() -> None:
    pooled = both(weights={"article": 2, "critic": 1})
    answer = cn.effect(pooled, "y", under=DO).estimate
    for name, model in {"article": account(), "critic": critic()}.items():
        own = cn.effect(cn.compile_model(model, draws=DRAWS), "y", under=DO).estimate
        which = pooled.sampling.draws_of(name)
        assert answer.points[which] == pytest.approx(own.points[which], abs=1e-12)


def test_the_order_of_the_voices_does_not_count() -> None:
    turned = cn.pool({"critic": critic(), "article": account()}, draws=DRAWS)
    assert turned == both()
    assert str(turned.sampling) == str(both().sampling)


def test_two_voices_that_say_the_same_are_one() -> None:
    pooled, own = (
        cn.pool({"a": account(), "b": account()}, draws=DRAWS),
        cn.compile_model(account(), draws=DRAWS),
    )
    assert all(np.array_equal(pooled.values(v), own.values(v)) for v in own)


@pytest.mark.parametrize("given", [None, {"z": "h"}])
def test_each_draw_is_the_query_by_enumeration(given) -> None:
    pooled = both(weights={"article": 1, "critic": 2})
    drawn = cn.query(pooled, "y", under=DO, given=given).drawn
    for i in (0, 1, 2, 17, 59):
        expected = enumerate_query(pooled.at(i), "y", DO, given)
        assert drawn[:, i] == pytest.approx(expected, abs=1e-12)


def test_the_mean_is_the_weighted_mean_of_the_voices() -> None:
    pooled = both(weights={"article": 2, "critic": 1})
    split = cn.effect(pooled, "y", under=DO).estimate.voices
    value = sum(v.draws * v.mean for v in split.voices) / 60
    assert cn.effect(pooled, "y", under=DO).level == pytest.approx(value, abs=1e-12)
    assert [(v.voice, v.draws) for v in split.voices] == [("article", 40), ("critic", 20)]
    article, against = (v.mean for v in split.voices)
    assert article > 0 > against


def test_an_influence_that_a_voice_lacks_is_a_constant_axis() -> None:
    pooled = both()
    table, mine = pooled.values("y"), pooled.sampling.draws_of("article")
    x, z = (pooled.parents["y"].index(v) for v in ("x", "z"))
    assert np.ptp(table[..., mine], axis=x).max() == 0
    assert np.ptp(table[..., ~mine], axis=z).max() == 0
    assert np.ptp(table[..., mine], axis=z).min() > 0


def test_a_variable_that_a_voice_lacks_is_as_the_others_have_it() -> None:
    wider = cn.CausalModel(
        "wider",
        [plain("x"), plain("z"), plain("y"), plain("w", baseline=cn.Baseline([0.9, 0.1]))],
        [cn.Influence("w", "y", "+", cn.fixed(1)), cn.Influence("x", "z", "-", cn.fixed(1))],
    )
    pooled = cn.pool({"a": account(), "b": wider}, draws=DRAWS)
    assert pooled.values("w").tolist() == [0.9, 0.1]
    assert pooled.sampling.notes == (
        "a does not have w: in its draws it is as the other voices have it, by their weights.",
    )
    assert "a does not have w" in str(cn.effect(pooled, "y", under=cn.do(w="h")))
    lone = cn.effect(pooled, "y", under=cn.do(w="h")).estimate.voices
    assert next(v.mean for v in lone.voices) == 0


def test_lenders_lend_by_their_weights() -> None:
    def having(p) -> cn.CausalModel:
        return cn.CausalModel("m", [plain("x", baseline=cn.Baseline([1 - p, p])), plain("y")])

    silent = cn.CausalModel("silent", [plain("y")])
    voices = {"a": having(0.2), "b": having(0.8), "c": silent}
    pooled = cn.pool(voices, weights={"a": 3, "b": 1, "c": 4}, draws=80)
    assert cn.query(pooled, "x")["h"] == pytest.approx(0.75 * 0.2 + 0.25 * 0.8, abs=1e-12)


def test_what_is_given_leaves_the_weights_and_says_so() -> None:
    answer = cn.query(both(), "y", given={"z": "h"})
    assert "What is given does not change the weights of the voices." in answer.notes
    changed = cn.effect(both(), "y", under=DO, given={"z": "h"})
    assert "What is given does not change the weights of the voices." in changed.notes
    alone = [
        cn.query(cn.compile_model(m, draws=DRAWS), "y", given={"z": "h"}).drawn
        for m in (account(), critic())
    ]
    mine = both().sampling.draws_of("article")
    expected = np.where(mine, alone[0], alone[1]).mean(axis=-1)
    assert answer.p == pytest.approx(expected, abs=1e-12)


def test_every_answer_prints_the_weights() -> None:
    pooled = both(weights={"article": 0.6, "critic": 0.4})
    told = "article 0.6 (36)"
    answers = [
        cn.effect(pooled, "y", under=DO),
        cn.query(pooled, "y"),
        cn.levers(pooled, "y"),
        cn.pairs(pooled, "y", ["x", "z"]),
        cn.compare(pooled, "y", {"h": DO}),
        cn.routes(pooled, "y", under=DO, versus=cn.do(x="l")),
        cn.counterfactual(pooled, "y", under=DO, observed={"x": "l"}),
        cn.marginals(pooled),
    ]
    assert all(told in str(answer).replace("\n", " ") for answer in answers)
    assert "equal because none were given" in str(cn.effect(both(), "y", under=DO)).replace(
        "\n", " "
    )


def test_levers_say_how_much_lies_between_the_voices() -> None:
    lever = next(v for v in cn.levers(both(), "y") if v.variable == "x" and v.state == "h")
    frame = cn.levers(both(), "y").to_frame().set_index(["variable", "state"])
    assert frame.loc[("x", "h"), "between_voices"] == lever.estimate.voices.share
    assert 0.5 < lever.estimate.voices.share < 1


def test_pairs_and_scenarios_say_so_too() -> None:
    pairs = cn.pairs(both(), "y", ["x", "z"])
    frame = pairs.to_frame()
    assert frame["between_voices"].tolist() == [p.estimate.voices.share for p in pairs]
    compared = cn.compare(both(), "y", {"high": DO})
    share = cn.effect(both(), "y", under=DO).estimate.voices.share
    assert compared.table("y").frame()["between_voices"].tolist()[1] == share
    assert f"{share:.0%}" in str(compared)


def test_worlds_that_were_not_split_by_voice_too() -> None:
    found = cn.counterfactual(both(), "y", under=DO, observed={"x": "l"})
    (change,) = found.changes.values()
    article, critic = change.voices.voices
    assert article.mean > 0 > critic.mean


def test_by_state_a_distribution_says_what_each_voice_gives() -> None:
    pooled = both()
    answer = cn.query(pooled, "y", under=DO)
    article = cn.query(cn.compile_model(account(), draws=DRAWS), "y", under=DO)
    mine = pooled.sampling.draws_of("article")
    split = answer.voices[1]
    assert split.voices[0].mean == pytest.approx(article.drawn[1, mine].mean())
    assert f"{split.voices[0].mean:.3f}" in str(answer)
    assert "By voice" in str(answer)
    joint = cn.query(pooled, ["x", "y"])
    assert len(joint.voices) == 4
    assert "l, h" in str(joint)


def test_networks_pool_too_and_with_them_later_periods() -> None:
    def lagged(strength) -> cn.CausalModel:
        return cn.CausalModel(
            "m", [plain("x"), plain("y")], [cn.Influence("x", "y", "+", strength, lag=1)]
        )

    unrolled = {name: cn.unroll(lagged(s), 2) for name, s in {"a": 0.5, "b": 2.0}.items()}
    pooled = cn.pool(unrolled, weights={"a": 1, "b": 3}, draws=8)
    name = next(v for v in pooled if v.startswith("y") and pooled.parents[v])
    cause = pooled.parents[name][0]
    alone = [cn.effect(n, (name, "h"), under=cn.do({cause: "h"})).level for n in unrolled.values()]
    level = cn.effect(pooled, (name, "h"), under=cn.do({cause: "h"})).level
    assert level == pytest.approx(0.25 * alone[0] + 0.75 * alone[1], abs=1e-12)


def test_a_network_in_draws_gives_its_own_draws() -> None:
    drawn = cn.compile_model(account(), draws=DRAWS)
    pooled = cn.pool({"n": drawn, "critic": critic()}, draws=DRAWS)
    assert pooled.sampling.how == DRAWS
    mine = pooled.sampling.draws_of("n")
    assert pooled.values("z")[..., mine] == pytest.approx(
        np.broadcast_to(drawn.values("z"), pooled.values("z").shape)[..., mine]
    )
    with pytest.raises(QuestionError, match="has 60 draws, fewer than the 61 of the pool"):
        cn.pool({"n": drawn}, draws=61)


# ── refusals ─────────────────────────────────────────────────────────────────────────────────


def test_a_cycle_in_the_union_is_refused_with_the_way_out() -> None:
    back = cn.CausalModel(
        "back", [plain("x"), plain("z"), plain("y")], [cn.Influence("y", "x", "+", 1.0)]
    )
    with pytest.raises(QuestionError) as raised:
        cn.pool({"article": account(), "back": back})
    text = str(raised.value)
    assert "back has y → x" in text
    assert "article has x → z" in text
    assert "article has z → y" in text
    assert "Give one of these influences a lag" in text


def test_other_states_are_refused() -> None:
    other = cn.CausalModel("other", [cn.Variable("x", ["no", "yes"])])
    with pytest.raises(QuestionError, match="'x' has the states l, h for 'a' and no, yes for 'b'"):
        cn.pool({"a": account(), "b": other})


def test_states_in_no_declared_order_are_refused_beside_ordered_ones() -> None:
    network = cn.Network({"x": ["l", "h"]}, {}, {"x": [0.5, 0.5]})
    with pytest.raises(QuestionError, match="the states of 'x' are not declared ordered for 'b'"):
        cn.pool({"a": account(), "b": network})


@pytest.mark.parametrize(
    ("weights", "error", "message"),
    [
        ({"article": 1}, QuestionError, "No weight for 'critic'. Give one to each voice; 0 leaves"),
        (
            {"artcle": 1, "critic": 1},
            UnknownNameError,
            "No voice 'artcle'.*Did you mean 'article'?",
        ),
        (
            {"article": -1, "critic": 1},
            QuestionError,
            "'article' must be a number from 0 on, not -1",
        ),
        ({"article": 0, "critic": 0}, QuestionError, "All weights are 0"),
        ({"article": 1, "critic": 1e-6}, QuestionError, "'critic' gets none. Ask for more draws"),
    ],
)
def test_wrong_weights_are_refused(weights, error, message) -> None:
    with pytest.raises(error, match=message):
        both(weights=weights)


def test_nobody_is_no_pool() -> None:
    with pytest.raises(QuestionError, match="at least one voice"):
        cn.pool({})


def test_a_pool_that_is_too_large_is_refused_beforehand() -> None:
    with pytest.raises(MemoryLimitError, match="Pooling in 60 draws would take"):
        both(memory_limit=5000)


def test_matching_says_what_the_names_are_in_the_first() -> None:
    words = {"x": "cause", "l": "few", "h": "many"}
    other = cn.CausalModel(
        "other",
        [cn.Variable("cause", ["few", "many"], cn.Baseline([0.6, 0.4])), plain("y")],
        [cn.Influence("cause", "y", "-", cn.pert(0.2, 0.5, 1))],
    )
    matching = {"b": {"cause": ("x", {words["l"]: "l", words["h"]: "h"})}}
    pooled = cn.pool({"a": account(), "b": other}, draws=DRAWS, matching=matching)
    assert set(pooled) == {"x", "z", "y"}
    assert pooled.parents["y"] == ("z", "x")
    with pytest.raises(UnknownNameError, match="No voice 'c'"):
        cn.pool({"a": account(), "b": other}, matching={"c": {}})
    with pytest.raises(
        QuestionError, match="matching= says what the names of a model are in 'a', the first"
    ):
        cn.pool({"a": account(), "b": other}, matching={"a": {}})


def test_strangers_to_each_other_are_refused_with_the_nearest_name() -> None:
    other = cn.CausalModel("other", [plain("xx"), plain("yy")])
    with pytest.raises(QuestionError, match="'a' does not share a variable .*Did you mean 'xx'"):
        cn.pool({"a": account(), "b": other})
