"""Episodes: the probability of what is told against enumeration, and what it says of strengths and rivals."""

import itertools

import numpy as np
import pytest

import causalnet as cn
from causalnet.compilation.parameters.ensemble import Ensemble, central
from causalnet.errors import ModelError, QuestionError, UnknownNameError
from causalnet.questions.learning.direction_likelihood import DirectionEvidence
from tests.enumeration import enumerate_query

LMH = ["low", "middle", "high"]
THIRDS = cn.Baseline([0.3, 0.4, 0.3])


def chain() -> cn.CausalModel:
    """x → y → z, three states each, with a rival by which x lowers z."""
    return cn.CausalModel(
        "chain",
        [cn.Variable(v, LMH, THIRDS) for v in "xyz"],
        [
            cn.Influence("x", "y", "+", cn.pert(0.2, 0.8, 1.6)),
            cn.Influence("y", "z", "+", cn.pert(0.2, 0.8, 1.6)),
            cn.Influence("z", "y", "+", cn.pert(0.2, 0.8, 1.6), lag=1),
        ],
        rivals=[cn.Rival("crowding", [cn.Influence("x", "z", "-", 2.5, standing="rival")])],
    )


HIGH = cn.do(x="high")
SIGN = {"rose": 1, "held": 0, "fell": -1}


def told_by_hand(model: cn.CausalModel, e: cn.Episode) -> float:
    """The probability that the directions are told, over all states before and after."""
    network, names = cn.compile_model(model), [*e.moved]
    before, after = (
        enumerate_query(network, names, arm, dict(e.given)) for arm in (e.versus, e.under)
    )
    total = 0.0
    for old, new in itertools.product(np.ndindex(before.shape), np.ndindex(after.shape)):
        chance = before[old] * after[new]
        for i, how in enumerate(e.moved.values()):
            right = np.sign(new[i] - old[i]) == SIGN[how]
            chance *= e.reliability if right else (1 - e.reliability) / 2
        total += chance
    return float(total)


@pytest.mark.parametrize(
    "episode",
    [
        cn.Episode("one", HIGH, {"z": "rose"}, 0.8),
        cn.Episode("held", HIGH, {"z": "held"}, 1.0),
        cn.Episode("two", HIGH, {"y": "rose", "z": "fell"}, 0.7),
        cn.Episode("arms", HIGH, {"z": "fell"}, 0.9, versus=cn.do(x="low")),
        cn.Episode("place", HIGH, {"z": "rose"}, 0.9, given={"y": "middle"}),
        cn.Episode("shift", cn.do(y=cn.shift(1)), {"z": "rose"}, 0.6),
    ],
    ids=lambda e: e.name,
)
def test_what_is_told_has_the_probability_that_enumeration_gives(episode):
    model = chain()
    (logs,) = DirectionEvidence(model, (episode,)).each(central(model))
    assert np.allclose(np.exp(logs), told_by_hand(model, episode), atol=1e-12)


def test_a_mean_moves_as_the_expected_level_does():
    model = chain()
    rose, fell = (
        cn.Episode("e", HIGH, {"z": how}, 0.8, read_as="average") for how in ("rose", "fell")
    )
    small = cn.Episode(
        "e",
        cn.do(x={"low": 0.3, "middle": 0.4, "high": 0.3}),
        {"z": "held"},
        0.8,
        read_as="average",
    )
    logs = [float(x[0]) for x in DirectionEvidence(model, (rose, fell, small)).each(central(model))]
    assert np.allclose(np.exp(logs), [0.8, 0.1, 0.8])


def test_a_later_period_is_read_from_the_lagged_influences():
    model = chain()
    late = cn.Episode("late", cn.do(z="high"), {"y": "rose"}, 1.0, at=1)
    (logs,) = DirectionEvidence(model, (late,)).each(central(model))
    before = np.array(cn.query(model, "y", at=1).p)
    after = np.array(cn.query(model, "y", under=cn.do(z="high"), at=1).p)
    rises = sum(before[i] * after[j] for i in range(3) for j in range(3) if i < j)
    assert abs(float(np.exp(logs[0])) - rises) < 1e-9
    learned = cn.update(model, episodes=[late] * 5, draws=500)
    assert "z → y [lag 1]" in learned.numbers


def test_the_posterior_of_a_strength_is_that_on_a_grid():
    model = cn.CausalModel(
        "pair",
        [cn.Variable(v, LMH, THIRDS) for v in "xy"],
        [cn.Influence("x", "y", "+", cn.interval(0, 3))],
    )
    episodes = [cn.Episode(f"e{i}", HIGH, {"y": "rose"}, 0.95) for i in range(12)]
    grid = np.linspace(0, 3, 301)
    logs = DirectionEvidence(model, tuple(episodes)).at(Ensemble({("x", "y", 0): grid}, {}))
    weights = np.exp(logs - logs.max())
    mean = float(weights @ grid / weights.sum())
    learned = cn.update(model, episodes=episodes, draws=4000)
    assert mean > 1.7
    assert abs(learned.numbers["x → y"].values.mean() - mean) < 0.04
    assert learned.learned_from == "12 episodes"


def test_a_rival_has_the_bayes_factor_of_its_likelihood():
    model = chain()
    fell = [cn.Episode(f"e{i}", HIGH, {"z": "fell"}, 0.9, read_as="average") for i in range(2)]
    learned = cn.update(model, episodes=fell, draws=400)
    (weight,) = learned.rivals
    # Without the rival z rises in every draw, with it z falls: (0.9 / 0.05)².
    assert weight.factor == pytest.approx(324, rel=1e-6)
    assert weight.words == "very strongly for it"
    assert learned.sentence.endswith(
        " The cases speak very strongly for the rival “crowding” (Bayes factor 324)."
    )
    assert weight.from_even == pytest.approx(324 / 325)


def test_rows_weigh_rivals_when_asked():
    model, rng = chain(), np.random.default_rng(1)
    network = cn.compile_model(model.admitting("crowding"))
    frame = rows_of(network, 150, rng)
    learned = cn.update(model, frame, cases="towns", draws=300, rivals=True)
    (weight,) = learned.rivals
    assert weight.factor > 150
    assert not cn.update(model, frame, cases="towns", draws=50).rivals


def rows_of(network: cn.Network, number: int, rng: np.random.Generator) -> dict[str, list[str]]:
    """Cases from a network, causes first."""
    codes: dict[str, np.ndarray] = {}
    for v in network.order:
        rows = network.values(v)[tuple(codes[c] for c in network.parents[v])]
        rows = np.broadcast_to(rows, (number, rows.shape[-1]))
        codes[v] = (rng.random((number, 1)) > rows.cumsum(axis=1)).sum(axis=1)
    return {v: [network.states[v][k] for k in own] for v, own in codes.items()}


def test_rows_and_episodes_are_taken_together():
    model, rng = chain(), np.random.default_rng(2)
    frame = rows_of(cn.compile_model(model), 60, rng)
    learned = cn.update(
        model, frame, cases="towns", episodes=[cn.Episode("e", HIGH, {"z": "rose"}, 0.8)], draws=300
    )
    assert learned.learned_from == "60 towns and 1 episode"
    text = " ".join(str(learned).split())
    assert "e, setting x to high: z rose (told right with 80%)." in text
    assert (
        "A direction is read as that of one case: its luck is drawn afresh before and after" in text
    )


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"reliability": 1 / 3}, "above 1/3, which is telling at random"),
        ({"reliability": 1.2}, "at most 1, not 1.2"),
        ({"moved": {}}, "is empty"),
        ({"moved": {"z": "rises"}}, "must be 'rose', 'fell' or 'held', not 'rises'"),
        ({"under": cn.do()}, "nothing is set that could move anything"),
        ({"at": 1, "moved": {"y": "rose", "z": "rose"}}, "write an episode for each"),
    ],
)
def test_an_episode_says_what_is_wrong_with_it(wrong, message):
    right = {"name": "e", "under": HIGH, "moved": {"z": "rose"}, "reliability": 0.8}
    with pytest.raises(ModelError, match=message):
        cn.Episode(**{**right, **wrong})


def test_what_it_does_not_know_is_named():
    with pytest.raises(UnknownNameError, match="No variable 'zz'"):
        cn.update(chain(), episodes=[cn.Episode("e", HIGH, {"zz": "rose"}, 0.8)])
    with pytest.raises(QuestionError, match="There is nothing to learn from"):
        cn.update(chain())
    with pytest.raises(QuestionError, match="Say what the rows are, in the plural"):
        cn.update(chain(), {"x": ["low"]})
    sure = cn.Episode("never", HIGH, {"x": "fell"}, 1.0, versus=cn.do(x="low"))
    with pytest.raises(
        QuestionError, match="rules out the episode 'never', which is told as certain"
    ):
        cn.update(chain(), episodes=[sure])
