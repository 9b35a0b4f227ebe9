"""The variance of an answer, between the voices of a pool and within them."""

import numpy as np
import pytest
from hypothesis import given, strategies as st

from causalnet.answer_tables import Sheet
from causalnet.frozen_map import Register
from causalnet.network.pooled_draws import PooledDraws
from causalnet.questions.estimate import Estimate
from causalnet.questions.voice_split import VoiceSplit, over_draws

NAMES = "abc"


def pooled_of(places) -> PooledDraws:
    own = np.array(places)
    shares = {name: float((own == k).mean()) for k, name in enumerate(NAMES)}
    return PooledDraws(Register(shares, "voice"), own)


@given(
    st.lists(st.tuples(st.integers(0, 2), st.floats(-10, 10)), min_size=1, max_size=40),
)
def test_between_and_within_sum_to_the_variance_of_all_draws(drawn) -> None:
    places, values = zip(*drawn, strict=True)
    split = VoiceSplit.of(pooled_of(places), np.array(values))
    assert split.total == pytest.approx(np.var(values), abs=1e-9)
    own = [np.array(values)[np.array(places) == k] for k in set(places)]
    assert split.within == pytest.approx(sum(x.var() * len(x) for x in own) / len(values), abs=1e-9)


def test_the_table_has_each_voice_with_its_weight() -> None:
    split = VoiceSplit.of(pooled_of([0, 1, 0, 1]), np.array([-0.1, 0.4, -0.1, 0.6]))
    assert split.sheet().text() == (
        "Of the variance over draws, 95% lies between the voices, the rest within them.\n"
        "voice  weight  draws  change        middle 90%  rises in  falls in\n"
        "a         0.5      2  -0.100  [-0.100, -0.100]        0%      100%\n"
        "b         0.5      2  +0.500  [+0.410, +0.590]      100%        0%\n"
        "The voices contradict each other: it rises in most draws of b, and falls in\n"
        "most of a."
    )


@pytest.mark.parametrize(
    ("shifts", "told"),
    [
        (
            (0.3, -0.2, 0.1),
            "The voices contradict each other: it rises in most draws of a and c, and falls in most of b.",
        ),
        ((0.3, 0.2, 0.1), ""),
    ],
)
def test_voices_that_contradict_each_other_are_told_so(shifts, told) -> None:
    places = np.arange(300) % 3
    noise = np.random.default_rng(1).normal(scale=0.1, size=100)
    # The same noise for each voice, about a mean of zero.
    values = np.array(shifts)[places] + np.repeat(noise - noise.mean(), 3)
    split = VoiceSplit.of(pooled_of(places), values)
    assert split.directions == told
    assert (told in split.sheet().text().replace("\n", " ")) is True
    assert "contradict" not in split.sheet(change=False).text()


def test_voices_that_agree_in_every_draw_are_told_so() -> None:
    split = VoiceSplit.of(pooled_of([0, 1, 2]), np.full(3, 0.3))
    assert (split.sentence, split.told_share) == ("All voices give the same, in every draw.", "–")


def test_one_voice_does_not_differ_from_others() -> None:
    split = VoiceSplit.of(pooled_of([0, 0]), np.array([0.1, 0.2]))
    assert (split.sentence, split.between) == ("a alone has a weight.", 0.0)


def test_the_error_of_a_pool_counts_only_what_another_seed_would_move() -> None:
    rng = np.random.default_rng(0)
    order = np.arange(4000) % 2
    pooled = PooledDraws(Register({"a": 0.5, "b": 0.5}, "voice"), order)
    drawn = [
        Estimate(np.where(order, 5.0, 0.0) + rng.normal(size=4000), drawn=True, pooled=pooled)
        for _ in range(200)
    ]
    spread = np.std([x.value for x in drawn])
    assert drawn[0].error == pytest.approx(spread, rel=0.15)


def test_the_note_on_draws_fits_a_page() -> None:
    text = over_draws(
        "1,000 draws of a pool (seed 0), baselines held; weights (draws): " + "anna 0.5 (500), " * 4
    )
    lines = Sheet("", (), (), [text]).text().splitlines()
    assert (max(map(len, lines)) <= 79, " ".join(lines).split()) == (True, text.split())
