"""Every verb on a network in many draws is the same verb on each of them."""

import numpy as np
import pytest

import causalnet as cn
from tests.questions.effects.test_lever import town


@pytest.fixture(scope="module")
def drawn() -> cn.Network:
    model = town().replacing(
        cn.Influence("toll", "traffic", "-", cn.pert(0.2, 1.0, 2.0)),
        cn.Influence("traffic", "air", "-", cn.pert(0.5, 1.5, 3.0)),
    )
    return cn.compile_model(model, draws=cn.Draws(7, seed=3))


UNDER = cn.do(toll="high")


def singles(drawn):
    return [drawn.at(i) for i in range(drawn.draws)]


def test_query(drawn):
    answer = cn.query(drawn, "air", under=UNDER, given={"buses": "low"})
    each = [cn.query(one, "air", under=UNDER, given={"buses": "low"}).p for one in singles(drawn)]
    np.testing.assert_allclose(answer.drawn, np.stack(each, axis=-1), atol=1e-12)
    np.testing.assert_allclose(answer.p, np.mean(each, axis=0), atol=1e-12)
    assert "90% interval over 7 draws" in str(answer)
    assert answer.provenance.network == "draws"
    low, high = answer.interval(1.0)
    np.testing.assert_allclose([low, high], [np.min(each, axis=0), np.max(each, axis=0)])


@pytest.mark.parametrize(
    "under",
    [
        cn.do(toll=cn.shift(1)),
        cn.do(toll=cn.partial("high", uptake=0.6)),
        cn.do(
            toll=cn.policy(given="buses", choose={"low": "low", "middle": "low", "high": "high"})
        ),
        cn.do(cn.cut("toll", "traffic"), buses={"low": 0.5, "high": 0.5}),
        cn.do(cn.as_if("traffic", toll="high"), buses=cn.shift(1)),
    ],
    ids=str,
)
def test_soft_interventions(drawn, under):
    answer = cn.query(drawn, "air", under=under)
    each = [cn.query(one, "air", under=under).p for one in singles(drawn)]
    np.testing.assert_allclose(answer.p, np.mean(each, axis=0), atol=1e-12)


def test_marginals_effects_and_levers(drawn):
    every = cn.marginals(drawn, under=UNDER)
    each = [cn.marginals(one, under=UNDER) for one in singles(drawn)]
    for v in drawn:
        np.testing.assert_allclose(every[v].p, np.mean([m[v].p for m in each], axis=0), atol=1e-12)
    e = cn.effect(drawn, "air", under=UNDER)
    levels = [cn.effect(one, "air", under=UNDER).level for one in singles(drawn)]
    np.testing.assert_allclose(e.estimate.points, levels, atol=1e-12)
    assert e.level == pytest.approx(np.mean(levels))
    assert "median and middle 90%" in str(e)
    assert e.estimate.median == pytest.approx(np.median(levels))
    found = {(v.variable, v.state): v for v in cn.levers(drawn, "air")}
    np.testing.assert_allclose(found["toll", "high"].estimate.points, levels, atol=1e-12)
    assert "90% of draws" in str(cn.levers(drawn, "air"))


def test_draws_meet_the_baselines_and_share_streams():
    model = town().replacing(cn.Influence("toll", "traffic", "-", cn.pert(0.2, 1.0, 2.0)))
    network = cn.compile_model(model, draws=cn.Draws(50, seed=1))
    answer = cn.query(network, "air")
    np.testing.assert_allclose(answer.drawn, np.array([[0.4, 0.4, 0.2]] * 50).T, atol=1e-9)
    again = cn.compile_model(model.rejecting("buses → traffic"), draws=cn.Draws(50, seed=1))
    wide = cn.query(again, "traffic", under=UNDER).drawn
    alone = cn.compile_model(
        model.rejecting("traffic → air", "buses → traffic"), draws=cn.Draws(50, seed=1)
    )
    np.testing.assert_allclose(wide, cn.query(alone, "traffic", under=UNDER).drawn, atol=1e-12)


def test_every_verb_takes_draws():
    model = town().replacing(cn.Influence("toll", "traffic", "-", cn.pert(0.2, 1.0, 2.0)))
    how = cn.Draws(40, seed=3)
    network = cn.compile_model(model, draws=how)
    for ask in (
        lambda m, **k: cn.query(m, "air", under=UNDER, **k).drawn,
        lambda m, **k: cn.effect(m, "air", under=UNDER, **k).estimate.points,
        lambda m, **k: cn.marginals(m, under=UNDER, **k)["air"].drawn,
        lambda m, **k: cn.compare(m, "air", [UNDER], **k)[str(UNDER), "air"].estimate.points,
        lambda m, **k: cn.pairs(m, "air", ["toll", "buses"], **k).ranked[0].estimate.points,
        lambda m, **k: cn.levers(m, "air", among="all", **k)[0].estimate.points,
    ):
        np.testing.assert_allclose(ask(model, draws=how), ask(network), atol=1e-14)
    assert cn.derivatives(model, "air", draws=how).joint("toll").shape[-1] == 40
    slopes = cn.slopes(model, "air", under=UNDER, draws=how)
    assert slopes.values == {n: pytest.approx(s.points.mean()) for n, s in slopes.estimates.items()}


def test_drawn_answers_say_what_was_drawn():
    model = town()
    assert "baselines held; Monte-Carlo" in str(cn.query(model, "air", draws=50))
    moved = cn.query(model, "air", draws=cn.Draws(50, vary_baselines=True))
    assert "baselines drawn too" in str(moved)
    assert str(moved.provenance).startswith("50 draws (seed 0), baselines drawn too from model")
    assert moved.error.max() > 0


def test_a_network_has_no_judgements_to_draw_from():
    with pytest.raises(cn.errors.QuestionError, match="no judgements to draw from"):
        cn.query(cn.compile_model(town(), draws=5), "air", draws=5)


def test_an_interval_holds_a_share():
    spread = cn.effect(town(), "air", under=UNDER, draws=20).estimate
    with pytest.raises(cn.errors.QuestionError, match="from 0 to 1, got 1.5"):
        spread.interval(1.5)
    assert sum(spread.shares()) == pytest.approx(1)
