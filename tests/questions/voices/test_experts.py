"""Pools of the people who judged one model."""

import numpy as np
import pytest

import causalnet as cn
from causalnet.errors import QuestionError, UnknownNameError
from tests.toys import plain

SOURCES = [cn.Source(name) for name in ("anna", "ben", "cleo")]
DO = cn.do(x="h")
DRAWS = cn.Draws(80, seed=2)


def town(**said) -> cn.CausalModel:
    """Everybody judged x → y and the baseline of x, and not everybody m → y."""
    x = cn.Panel(
        {
            "anna": cn.Baseline([0.8, 0.2]),
            "ben": cn.Baseline([0.5, 0.5]),
            "cleo": cn.Baseline([0.9, 0.1]),
        }
    )
    return cn.CausalModel(
        "town",
        [plain("x", baseline=said.get("x", x)), plain("m"), plain("y")],
        [
            cn.Influence(
                "x", "y", "?", cn.Panel({"anna": cn.pert(1, 2, 3), "ben": -0.5, "cleo": 0.2})
            ),
            cn.Influence(
                "m",
                "y",
                "+",
                said.get("m", cn.Panel({"anna": 0.4, "ben": cn.interval(0.1, 1), "cleo": 3})),
            ),
        ],
        sources=SOURCES,
    )


@pytest.mark.parametrize("vary", [False, True])
def test_each_draw_is_that_of_one_persons_model(vary) -> None:
    how = cn.Draws(80, seed=2, vary_baselines=vary)
    pooled = cn.pool(town(), weights={"anna": 2, "ben": 1, "cleo": 1}, draws=how)
    alone = {n: cn.compile_model(town().judged_by(n), draws=how) for n in ("anna", "ben", "cleo")}
    for name, own in alone.items():
        for i in np.flatnonzero(pooled.sampling.draws_of(name))[:8].tolist():
            here, there = pooled.at(i), own.at(i)
            for v in own:
                assert here.values(v) == pytest.approx(there.values(v), abs=1e-12)


def test_the_people_pooled_are_their_models_pooled() -> None:
    people = {name: town().judged_by(name) for name in ("anna", "ben", "cleo")}
    weights = {"anna": 2, "ben": 1, "cleo": 1}
    pooled = cn.pool(town(), weights=weights, draws=DRAWS)
    assert pooled == cn.pool(people, weights=weights, draws=DRAWS)


def test_all_weight_on_one_person_is_that_persons_model() -> None:
    pooled = cn.pool(town(), weights={"anna": 1, "ben": 0, "cleo": 0}, draws=DRAWS)
    own = cn.compile_model(town().judged_by("anna"), draws=DRAWS)
    assert all(np.array_equal(pooled.values(v), own.values(v)) for v in own)


def test_what_somebody_did_not_judge_is_as_the_others_judged_by_their_weights() -> None:
    silent = town(m=cn.Panel({"anna": 0.4, "ben": 3}))
    pooled = cn.pool(silent, weights={"anna": 3, "ben": 1, "cleo": 4}, draws=80)
    cleo = pooled.sampling.draws_of("cleo")
    answer = cn.effect(pooled, "y", under=cn.do(m="h")).estimate.points[cleo]
    mine = [
        cn.effect(silent.judged_by("cleo", lender), "y", under=cn.do(m="h")).level
        for lender in ("anna", "ben")
    ]
    assert np.mean(abs(answer - mine[0]) < 1e-9) == 0.75
    assert np.mean(abs(answer - mine[1]) < 1e-9) == 0.25
    assert pooled.sampling.notes == (
        "cleo did not judge m → y: in those draws it is as the others judged, by their weights.",
    )
    assert "cleo did not judge m → y" in str(cn.query(pooled, "y"))


def test_a_baseline_that_somebody_did_not_judge_is_lent_too() -> None:
    silent = town(x=cn.Panel({"anna": cn.Baseline([0.8, 0.2]), "ben": cn.Baseline([0.4, 0.6])}))
    pooled = cn.pool(silent, weights={"anna": 1, "ben": 1, "cleo": 2}, draws=80)
    cleo = pooled.sampling.draws_of("cleo")
    assert sorted(set(pooled.values("x")[1, cleo].round(9).tolist())) == [0.2, 0.6]
    assert pooled.values("x")[1, cleo].mean() == pytest.approx(0.4)


def test_only_a_weight_lends() -> None:
    silent = town(m=cn.Panel({"ben": 0.4}))
    with pytest.raises(QuestionError, match="Only ben judged m → y, with the weight 0"):
        cn.pool(silent, weights={"anna": 1, "ben": 0, "cleo": 1})


def test_words_and_amounts_are_pooled_as_well() -> None:
    model = cn.CausalModel(
        "words",
        [plain("x"), plain("m"), plain("y")],
        [cn.Influence("x", "y", "+", "strong", reference="l"), cn.Influence("m", "y", "+", 0.1)],
        modifiers=[cn.Modifier("x", "y", "m", cn.Panel({"anna": 0.2, "ben": 0.9}), "+")],
        strengths={"strong": cn.Panel({"anna": cn.pert(1, 2, 3), "cleo": 0.5})},
        sources=SOURCES,
    )
    pooled = cn.pool(model, draws=30)
    notes = " ".join(pooled.sampling.notes)
    assert "ben did not judge the strength 'strong'" in notes
    assert "cleo did not judge x → y × m" in notes
    lone = cn.effect(cn.compile_model(model.judged_by("anna"), draws=30), "y", under=DO).estimate
    which = pooled.sampling.draws_of("anna")
    assert cn.effect(pooled, "y", under=DO).estimate.points[which] == pytest.approx(
        lone.points[which]
    )


def test_a_model_of_one_mind_has_nobody_to_pool() -> None:
    with pytest.raises(QuestionError, match="No number of 'm' is judged by several people"):
        cn.pool(cn.CausalModel("m", [plain("x")]))


def test_weights_go_by_the_people() -> None:
    with pytest.raises(UnknownNameError, match="No voice 'bem'.*Did you mean 'ben'"):
        cn.pool(town(), weights={"anna": 1, "bem": 1, "cleo": 1})


def test_one_model_has_nothing_to_match() -> None:
    with pytest.raises(QuestionError, match="leave out matching="):
        cn.pool(town(), matching={"anna": {"x": "y"}})
    with pytest.raises(QuestionError, match="leave out matching="):
        cn.dissent(town(), matching={"anna": {"x": "y"}})
