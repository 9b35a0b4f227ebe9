"""What a counterfactual prints as."""

import pytest

import causalnet as cn


def _lawn(**asked):
    right = {"under": cn.do(rain="no"), "observed": {"wet": "yes"}}
    return cn.counterfactual(cn.load("lawn"), asked.pop("outcome", "wet"), **(right | asked))


PRINTED = (
    "In the cases in which wet grass is yes, setting rain to no would have made wet\n"
    "grass no in 29.6% to 42.2% of them, however luck carries over (29.6% if every\n"
    "case keeps its rank and 34.2% if luck is drawn afresh).\n"
    "                as it was  one rank  fresh luck  any coupling\n"
    "no                  0.000     0.296       0.342   0.296–0.422\n"
    "yes                 1.000     0.704       0.658   0.578–0.704\n"
    "expected level      1.000     0.704       0.658   0.578–0.704\n"
    "The least follows from the signs: every path agrees, and one rank has the\n"
    "least. It is the answer itself if no single case goes against a sign.\n"
    "any coupling: proved, whatever the way in which luck carries over. Of P(no)\n"
    "both ends are attained.\n"
    "One rank: a case that was lucky stays as lucky.\n"
    "Fresh luck: a case draws again wherever its causes have changed.\n"
    "Needed in both worlds: wet grass."
)


def test_it_prints_the_couplings_side_by_side():
    assert str(_lawn()) == PRINTED


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (
            {"coupling": "fresh"},
            (
                "In the cases in which wet grass is yes, setting rain to no would have made wet grass no in "
                "34.2% of them (if luck is drawn afresh)."
            ),
        ),
        (
            {"coupling": "any"},
            (
                "In the cases in which wet grass is yes, setting rain to no would have made wet grass no in "
                "29.6% to 42.2% of them, however luck carries over."
            ),
        ),
        (
            {"outcome": ("wet", "no"), "observed": {"rain": "yes"}},
            (
                "In the cases in which rain is yes, setting rain to no would have made wet grass no in 78.9% of "
                "them, rather than in 34.5%, however luck carries over."
            ),
        ),
        (
            {"observed": {"rain": "yes"}},
            (
                "In the cases in which rain is yes, setting rain to no would have lowered wet grass by 44 "
                "percentage points, however luck carries over."
            ),
        ),
        (
            {"outcome": "rain", "under": cn.do(sprinkler="on")},
            (
                "In the cases in which wet grass is yes, the proposal “water the lawn” would have left rain as "
                "it was: nothing that is set leads to it."
            ),
        ),
        (
            {
                "outcome": "rain",
                "under": cn.do(sprinkler="on"),
                "observed": None,
                "given": {"wet": "yes"},
            },
            (
                "Had it been found then that wet grass is yes, the proposal “water the lawn” would have left "
                "rain as it was: nothing that is set leads to it. What changes comes from what is observed "
                "alone."
            ),
        ),
        (
            {"under": cn.do(wet="no")},
            (
                "In the cases in which wet grass is yes, wet grass would have been no by definition, because it "
                "is itself set."
            ),
        ),
        (
            {"versus": cn.do(rain="yes"), "under": cn.do(rain="no"), "observed": None},
            (
                "Setting rain to no rather than to yes would have lowered wet grass by 44 percentage points, "
                "however luck carries over."
            ),
        ),
        (
            {"given": {"wet": "yes"}, "observed": {"rain": "yes"}},
            (
                "In the cases in which rain is yes, had it been found then that wet grass is yes, setting rain "
                "to no would have raised wet grass by 34 percentage points, however luck carries over."
            ),
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
    assert (
        "In the cases in which software competitiveness is some categories, the proposal “break up "
        "outsourcing” would have moved software competitiveness by -0.798 to +0.069 of 2 states, "
        "however luck carries over (+0.035 if every case keeps its rank and -0.299 if luck is drawn "
        "afresh)."
    ) in (answer.sentence)
    named = cn.counterfactual(
        japan,
        "software_competitiveness",
        under=cn.do(multi_layer_outsourcing="shallow"),
        observed={"software_competitiveness": "some categories"},
        coupling=("rank", "fresh"),
    )
    assert (
        "by -0.299 to +0.035 of 2 states (+0.035 if every case keeps its rank and -0.299 if luck is drawn afresh)."
        in named.sentence
    )


@pytest.mark.parametrize(
    ("outcome", "way", "least", "rank", "fresh", "most"),
    [
        ("cash", "raised", 0.425, 0.425, 0.720, 1.148),
        ("debt", "lowered", 0.711, 0.711, 0.985, 1.251),
    ],
)
def test_a_level_that_every_coupling_moves_one_way_is_told_by_that(
    outcome, way, least, rank, fresh, most
):
    story, slow = cn.load("pedalgrove"), cn.do(expansion="step by step")
    answer = cn.counterfactual(story, outcome, under=slow)
    assert f"would have {way} {outcome} by {least:.3f} to {most:.3f} of 2 states" in answer.sentence
    sign = "+" if way == "raised" else "-"
    assert answer.sentence.endswith(
        f"({sign}{rank:.3f} if every case keeps its rank and {sign}{fresh:.3f} if luck is drawn afresh)."
    )
    named = cn.counterfactual(story, outcome, under=slow, coupling=("rank", "fresh"))
    assert f"would have {way} {outcome} by {rank:.3f} to {fresh:.3f} of 2 states" in named.sentence


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
        "In the cases in which wet grass is yes and rain is no, setting rain to no would have made wet "
        "grass no in 0% of them, however luck carries over."
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
        "software_talent_density",
        under=cn.do(multi_layer_outsourcing="shallow"),
        observed={"software_talent_density": "scattered"},
    )
    assert answer.attained == pytest.approx((0.0804, 0.5219), abs=1e-3)
    assert (answer.least, answer.most) == pytest.approx((0.0804, 0.5251), abs=1e-4)
    assert "at least pockets) some couplings attain 0.080–0.522." in str(answer).replace("\n", " ")


def test_what_only_lags_reach_is_for_a_later_period():
    answer = cn.counterfactual(
        cn.load("japan_software"),
        "risk_aversion",
        under=cn.do(multi_layer_outsourcing="shallow"),
        observed={"software_competitiveness": "no global category"},
    )
    assert answer.path == "lagged only"
    assert (
        "In the cases in which software competitiveness is no global category, the proposal “break up "
        "outsourcing” would have left corporate risk aversion as it was: what is set acts on it only in "
        "later periods."
    ) in answer.sentence
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
        "In the cases in which smoking is yes in period 2, the proposal “raise the price” would have "
        "made smoking in period 2 no in 48.0% or 70.8% of them (48.0% if every case keeps its rank and "
        "70.8% if luck is drawn afresh)."
    )
    assert "@" not in str(answer)
    assert "Exact; without intervention every variable is held where it stands today." in str(
        answer
    )
    set_itself = cn.counterfactual(cn.load("habit"), "smoking", under=cn.do(smoking="no"), at=1)
    assert set_itself.sentence.startswith("Smoking in period 1 would")
    named = cn.counterfactual(
        cn.load("habit"), "smoking", under=cn.do(price="high"), observed={"smoking": "yes"}, at=1
    )
    assert "percentage points, however luck carries over" in named.sentence


def test_a_level_over_draws_is_a_mean():
    assert _lawn(observed={"rain": "yes"}, draws=20).sentence.endswith(
        "In the cases in which rain is yes, setting rain to no would have lowered wet grass by 44 "
        "percentage points, however luck carries over, on average over 20 draws."
    )


def test_the_range_of_a_level_says_of_what_it_is_attained():
    answer = cn.counterfactual(
        cn.load("habit"),
        "smoking",
        under=cn.do(price="high"),
        observed={0: {"smoking": "yes"}},
        at=1,
    )
    assert "Of the expected level of smoking both ends are attained." in " ".join(
        str(answer).split()
    )


def test_where_nothing_is_observed_the_share_is_of_all_cases():
    answer = cn.counterfactual(cn.load("lawn"), ("wet", "no"), under=cn.do(rain="no"))
    assert answer.sentence == (
        "Setting rain to no would have made wet grass no in 78.9% of all cases, rather than in 70.0%, "
        "however luck carries over."
    )


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (
            {"under": cn.do(wet="no")},
            "wet grass would have been no by definition, because it is itself set.",
        ),
        (
            {"under": None, "versus": cn.do(wet="no")},
            "would have made wet grass yes in 30.0% of them, however luck carries over.",
        ),
        (
            {"under": cn.do(wet={"no": 0.5, "yes": 0.5})},
            "would have made wet grass yes in 50.0% of them, however",
        ),
        (
            {"under": cn.do(wet=cn.partial("yes", 0.6))},
            "would have made wet grass yes in 60.0% of them, however",
        ),
    ],
)
def test_only_a_state_that_is_set_is_so_by_definition(asked, told):
    answer = cn.counterfactual(cn.load("lawn"), "wet", **asked, observed={"wet": "no"})
    assert told in answer.sentence
