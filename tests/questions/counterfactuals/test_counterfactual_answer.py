"""What a counterfactual prints as."""

import pytest

import causalnet as cn


def _lawn(**asked):
    right = {"under": cn.do(rain="no"), "observed": {"wet": "yes"}}
    return cn.counterfactual(cn.load("lawn"), asked.pop("outcome", "wet"), **(right | asked))


PRINTED = """\
In the cases with wet="yes", had it been do(rain="no"), wet would have been "no" in 29.6% to 42.2% of them, \
whatever the coupling: 29.6% with one rank and 34.2% with fresh luck.
                as it was  one rank  fresh luck  any coupling
no                  0.000     0.296       0.342   0.296–0.422
yes                 1.000     0.704       0.658   0.578–0.704
expected level      1.000     0.704       0.658   0.578–0.704
The least follows from the signs: every path agrees, and one rank has the
least. It is the answer itself if no single case goes against a sign.
any coupling: proved, whatever the way in which luck carries over. Of P(no)
both ends are attained.
One rank: a case that was lucky stays as lucky.
Fresh luck: a case draws again wherever its causes have changed.
Needed in both worlds: wet."""


def test_it_prints_the_couplings_side_by_side():
    assert str(_lawn()) == PRINTED


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (
            {"coupling": "fresh"},
            'In the cases with wet="yes", had it been do(rain="no"), wet would have been "no" in 34.2% of them with '
            "fresh luck.",
        ),
        (
            {"coupling": "any"},
            'In the cases with wet="yes", had it been do(rain="no"), wet would have been "no" in 29.6% to 42.2% of '
            "them, whatever the coupling.",
        ),
        (
            {"outcome": ("wet", "no"), "observed": {"rain": "yes"}},
            'In the cases with rain="yes", had it been do(rain="no"), wet would have been "no" in 78.9% of them (as it '
            "was: 34.5%), whatever the coupling.",
        ),
        (
            {"observed": {"rain": "yes"}},
            'In the cases with rain="yes", had it been do(rain="no"), the expected level of wet would have been lower '
            "by 0.444 of 1 state (44% of the scale), a large change, whatever the coupling.",
        ),
        (
            {"outcome": "rain", "under": cn.do(sprinkler="on")},
            'In the cases with wet="yes", had it been do(sprinkler="on"), rain would have been as it was, because '
            "nothing that differs between the arms leads to rain (no path).",
        ),
        (
            {
                "outcome": "rain",
                "under": cn.do(sprinkler="on"),
                "observed": None,
                "given": {"wet": "yes"},
            },
            'Had it been do(sprinkler="on") and had wet="yes" been found then, rain would have been as it was, because '
            "nothing that differs between the arms leads to rain (no path). What changes comes from observing "
            'wet="yes" alone.',
        ),
        (
            {"under": cn.do(wet="no")},
            'In the cases with wet="yes", had it been do(wet="no"), wet would have been "no" by definition, because it '
            "is itself set.",
        ),
        (
            {"versus": cn.do(rain="yes"), "under": cn.do(rain="no"), "observed": None},
            'Had it been do(rain="no") rather than do(rain="yes"), the expected level of wet would have been lower by '
            "0.444 of 1 state (44% of the scale), a large change, whatever the coupling.",
        ),
        (
            {"given": {"wet": "yes"}, "observed": {"rain": "yes"}},
            'In the cases with rain="yes", had it been do(rain="no") and had wet="yes" been found then, the expected '
            "level of wet would have been higher by 0.345 of 1 state (34% of the scale), a large change, whatever the "
            "coupling.",
        ),
    ],
)
def test_the_sentence(asked, sentence):
    assert _lawn(**asked).sentence == sentence


def test_a_level_that_couplings_disagree_on():
    japan = cn.load("japan_software")
    answer = cn.counterfactual(
        japan,
        "software_competitiveness",
        under=cn.do(multi_layer_outsourcing="shallow"),
        observed={"software_competitiveness": "some categories"},
    )
    assert "would have been different by -0.589 to +0.104 of 2 states, whatever the coupling" in (
        answer.sentence
    )
    named = cn.counterfactual(
        japan,
        "software_competitiveness",
        under=cn.do(multi_layer_outsourcing="shallow"),
        observed={"software_competitiveness": "some categories"},
        coupling=("rank", "fresh"),
    )
    assert (
        "different by +0.073 of 2 states with one rank and -0.174 with fresh luck" in named.sentence
    )


@pytest.mark.parametrize(
    ("outcome", "way", "least", "rank", "fresh", "most"),
    [("cash", "higher", 0.425, 0.425, 0.720, 1.148), ("debt", "lower", 0.711, 0.711, 0.985, 1.251)],
)
def test_a_level_that_every_coupling_moves_one_way_is_told_by_that(
    outcome, way, least, rank, fresh, most
):
    story, slow = cn.load("pedalgrove"), cn.do(expansion="step by step")
    answer = cn.counterfactual(story, outcome, under=slow)
    assert (
        f"{way} by {least:.3f} to {most:.3f} of 2 states, whatever the coupling: {rank:.3f} with one rank and "
        f"{fresh:.3f} with fresh luck."
    ) in answer.sentence
    named = cn.counterfactual(story, outcome, under=slow, coupling=("rank", "fresh"))
    assert (
        f"{way} by {rank:.3f} of 2 states with one rank and {fresh:.3f} with fresh luck."
        in named.sentence
    )


def test_by_a_later_period_reasons_tell_periods_in_words():
    habit = cn.load("habit")
    answer = cn.counterfactual(
        habit,
        "smoking",
        under=cn.do(price="high"),
        observed={1: {"smoking": "yes"}, 2: {"smoking": "yes"}},
        at=2,
        coupling="rank",
    )
    text = " ".join(str(answer).split())
    assert (
        "The signs do not prove the least: what is set reaches smoking in period 1, which is observed."
        in text
    )
    assert "@" not in text


def test_a_case_that_what_is_set_leaves_alone_is_told_once():
    answer = _lawn(under=cn.do(rain="no"), observed={"wet": "yes", "rain": "no"})
    assert answer.sentence.endswith(
        'wet would have been "no" in 0% of them, whatever the coupling.'
    )


def test_a_part_that_is_left_out_says_why():
    found = _lawn(given={"wet": "no"}, observed={"wet": "yes"})
    assert "The range over all couplings is left out: what is found in the new world has a" in str(
        found
    )
    assert "The signs do not prove the least: something is found in the new world." in str(found)


def test_what_some_coupling_attains_stands_beside_what_is_proved():
    japan = cn.load("japan_software")
    answer = cn.counterfactual(
        japan,
        "software_competitiveness",
        under=cn.do(software_talent_density="deep"),
        observed={"software_competitiveness": "no global category"},
    )
    assert answer.attained == pytest.approx((0.3124, 0.5354), abs=1e-3)
    assert (answer.least, answer.most) == pytest.approx((0.3124, 0.5398), abs=1e-4)
    assert "some categories) some couplings attain 0.312–0.535." in str(answer)


def test_what_only_lags_reach_is_for_a_later_period():
    answer = cn.counterfactual(
        cn.load("japan_software"),
        "risk_aversion",
        under=cn.do(multi_layer_outsourcing="shallow"),
        observed={"software_competitiveness": "no global category"},
    )
    assert answer.path == "lagged only"
    assert "only through later periods (lagged only)." in answer.sentence
    assert "For a later period ask with at=." in str(answer)


def test_a_later_period_is_told_in_words():
    answer = cn.counterfactual(
        cn.load("habit"),
        "smoking",
        under=cn.do(price="high"),
        observed={2: {"smoking": "yes"}},
        at=2,
        coupling=("rank", "fresh"),
    )
    assert answer.sentence == (
        'In the cases with smoking="yes" in period 2, had it been do(price="high"), smoking in period 2 would have been '
        '"no" in 48.0% of them with one rank and 70.8% with fresh luck.'
    )
    assert "@" not in str(answer)
    assert "Exact; without intervention every variable is held where it stands today." in str(
        answer
    )
    set_itself = cn.counterfactual(cn.load("habit"), "smoking", under=cn.do(smoking="no"), at=1)
    assert set_itself.sentence.startswith('Had it been do(smoking="no"), smoking in period 1 would')
    named = cn.counterfactual(
        cn.load("habit"), "smoking", under=cn.do(price="high"), observed={"smoking": "yes"}, at=1
    )
    assert "of 1 state, whatever the coupling" in named.sentence


def test_a_level_over_draws_is_a_mean():
    assert _lawn(observed={"rain": "yes"}, draws=20).sentence.endswith(
        "whatever the coupling, on average over 20 draws."
    )


def test_the_range_of_a_level_says_of_what_it_is_attained():
    answer = cn.counterfactual(
        cn.load("habit"),
        "smoking",
        under=cn.do(price="high"),
        observed={0: {"smoking": "yes"}},
        at=1,
    )
    assert "Of the expected level both ends are attained." in " ".join(str(answer).split())


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"under": cn.do(wet="no")}, '"no" by definition, because it is itself set.'),
        (
            {"under": None, "versus": cn.do(wet="no")},
            '"yes" in 30.0% of them, whatever the coupling.',
        ),
        ({"under": cn.do(wet={"no": 0.5, "yes": 0.5})}, '"yes" in 50.0% of them, whatever'),
        ({"under": cn.do(wet=cn.partial("yes", 0.6))}, '"yes" in 60.0% of them, whatever'),
    ],
)
def test_only_a_state_that_is_set_is_so_by_definition(asked, told):
    answer = cn.counterfactual(cn.load("lawn"), "wet", **asked, observed={"wet": "no"})
    assert f"wet would have been {told}" in answer.sentence
