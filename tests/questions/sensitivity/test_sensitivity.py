"""Sensitivity: swings, slopes, shares of variance and the value of knowing, of whole models."""

from dataclasses import replace

import numpy as np
import pytest

import causalnet as cn
from causalnet import do
from causalnet.compilation.parameters.ensemble import central
from causalnet.errors import CalibrationError
from causalnet.questions.contrast.contrast_of import contrast_of
from causalnet.questions.sensitivity.swing import Swing
from tests.questions.verdict.test_verdict import RISES, argument
from tests.strategies.lagged import feedback
from tests.toys import HALF, noisy, plain


def two_levers() -> cn.CausalModel:
    """One lever is sure; the other may do a lot or nothing."""
    return cn.CausalModel(
        "choice",
        [
            cn.Variable("sure", ["off", "on"], cn.Baseline([0.9, 0.1]), roles=["lever"]),
            cn.Variable("bold", ["off", "on"], cn.Baseline([0.9, 0.1]), roles=["lever"]),
            cn.Variable("output", ["low", "high"], cn.Baseline([0.6, 0.4])),
        ],
        [
            cn.Influence("sure", "output", "+", cn.fixed(1.0)),
            cn.Influence("bold", "output", "+", cn.interval(0, 2.2)),
        ],
    )


MORE = cn.Conclusion("output", "rises", under=cn.do(bold="on"))


def test_ends_are_effects_of_the_model_with_that_strength():
    found = cn.sensitivity(argument(), RISES, draws=50)
    assert [s.name for s in found] == [s.name for s in found.by("swing")]
    for s in found:
        influence = next(i for i in argument().influences if i.name == s.name)
        for end, value in zip(s.range, s.ends, strict=True):
            changed = argument().replacing(
                cn.Influence(influence.cause, influence.effect, influence.sign, end)
            )
            level = cn.effect(changed, "ideas", under=RISES.under).level
            assert value == pytest.approx(level, abs=1e-9)
        assert s.swing == pytest.approx(abs(s.ends[1] - s.ends[0]))


def test_slopes_are_those_of_slopes():
    found = cn.sensitivity(argument(), RISES, draws=50)
    under = cn.slopes(argument(), "ideas", under=RISES.under).values
    today = cn.slopes(argument(), "ideas").values
    for s in found:
        expected = under.get(s.name, 0.0) - today.get(s.name, 0.0)
        assert s.slope == pytest.approx(expected, abs=1e-9)


def test_shares_of_variance_add_up_where_numbers_hardly_interact():
    found = cn.sensitivity(argument(), RISES, draws=3000)
    assert sum(s.first for s in found) == pytest.approx(1, abs=0.15)
    for s in found:
        assert s.total >= s.first - 4 * (s.first_error + s.total_error)
    drawn = cn.effect(argument(), "ideas", under=RISES.under, draws=3000).estimate.points
    assert found.variance == pytest.approx(drawn.var(), rel=0.1)


def test_knowing_the_uncertain_lever_is_worth_what_it_can_change():
    found = cn.sensitivity(two_levers(), MORE, draws=4000)
    assert {str(choice) for choice in found.levers} == {'do(sure="on")', 'do(bold="on")'}
    # Only the one strength is uncertain, so to know it is to know everything.
    sure, bold = (
        cn.effect(two_levers(), "output", under=cn.do({name: "on"}), draws=4000).estimate.points
        for name in ("sure", "bold")
    )
    expected = np.maximum(sure, bold).mean() - max(sure.mean(), bold.mean())
    (settled,) = [s for s in found if s.name == "bold → output"]
    assert found.everything.value == pytest.approx(expected, abs=1e-9)
    assert settled.knowing.value == pytest.approx(expected, abs=4 * settled.knowing.error)
    assert found.worth_knowing == (settled,)


def test_for_an_outcome_that_should_fall_less_is_better():
    falls = cn.Conclusion("output", "falls", under=cn.do(bold="off"))
    found = cn.sensitivity(two_levers(), falls, draws=200)
    assert {str(choice) for choice in found.levers} == {'do(sure="off")', 'do(bold="off")'}


def test_choices_may_be_given_and_one_is_no_choice():
    given = cn.sensitivity(two_levers(), MORE, among=[cn.do(bold="on")], draws=50)
    assert given.everything is None
    assert given[0].knowing is None
    assert "worth knowing" not in str(given)


def test_workers_change_nothing():
    alone = cn.sensitivity(argument(), RISES, draws=100)
    spread = cn.sensitivity(argument(), RISES, draws=100, n_jobs=2)
    assert alone.ranked == spread.ranked


def test_it_prints_and_has_a_frame():
    found = cn.sensitivity(two_levers(), MORE, draws=200)
    frame = found.to_frame()
    assert list(frame["judgement"]) == [s.name for s in found]
    assert frame["swing"].is_monotonic_decreasing
    assert "worth knowing" in str(found)


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (
            lambda: cn.sensitivity(argument(), RISES, draws=cn.Draws(10, correlation=0.5)),
            "numbers that are independent",
        ),
        (
            lambda: cn.sensitivity(argument(), RISES, draws=20).by("size"),
            "'measure' must be .* got 'size'",
        ),
        (
            lambda: cn.sensitivity(cn.compile_model(argument(), draws=3), RISES),
            "Expected a CausalModel, got Network",
        ),
    ],
)
def test_what_makes_no_sense(ask, message):
    with pytest.raises(cn.CausalnetError, match=message):
        ask()


def test_charts_are_drawn():
    from matplotlib.figure import Figure

    found = cn.sensitivity(two_levers(), MORE, draws=100)
    figure = cn.plot(found)
    ticks = [t.get_text() for t in figure.axes[0].get_yticklabels()]
    assert [tick.casefold() for tick in ticks] == [s.name for s in found.ranked[::-1]]
    ax = Figure().subplots()
    assert cn.plot(found, ax) is ax.figure
    verdict = cn.verdict(argument(), RISES, draws=50)
    for what in ("draws", "tipping"):
        assert cn.plot(verdict, what=what).axes[0].get_xlabel()
    with pytest.raises(
        cn.errors.ArgumentError, match="must be 'draws' or 'tipping', got 'tornado'"
    ):
        cn.plot(verdict, what="tornado")
    ranking = cn.plot(cn.levers(two_levers(), "output", draws=50))
    assert len(ranking.axes[0].get_yticklabels()) == 2
    assert len(cn.plot(cn.levers(two_levers(), "output")).axes[0].patches) == 2


@pytest.mark.parametrize(
    "arm",
    [
        cn.do(a="h"),
        cn.do(a=cn.partial("h", 0.5)),
        cn.do(a={"l": 0.2, "h": 0.8}),
        cn.do(cn.cut("b", "y"), a="h"),
        cn.do(cn.as_if("y", b="h"), a="h"),
        cn.do(b=cn.policy("a", {"l": "l", "h": "h"})),
        cn.do(a=cn.shift(1)),
    ],
    ids=str,
)
@pytest.mark.parametrize("mechanism", [cn.Ordinal(), cn.NoisyMax(), cn.RankedNode()], ids=repr)
def test_slopes_of_numbers_without_a_range_are_true_under_any_arm(arm, mechanism):
    two = ["l", "h"]

    def model(a=0.8, b=0.6, between=0.5):
        return cn.CausalModel(
            "m",
            [
                cn.Variable("a", two, cn.Baseline([0.6, 0.4])),
                cn.Variable("b", two, cn.Baseline([0.5, 0.5])),
                cn.Variable("y", two, cn.Baseline([0.5, 0.5]), mechanism=mechanism),
            ],
            [
                cn.Influence("a", "y", sign="+", strength=a),
                cn.Influence("b", "y", sign="+", strength=b),
                cn.Influence("a", "b", sign="+", strength=between),
            ],
        )

    conclusion = cn.Conclusion("y", "rises", under=arm)
    found = cn.sensitivity(model(), conclusion, draws=20)
    assert len(found) == 3

    def central(**numbers):
        return cn.effect(model(**numbers), "y", under=arm).level

    centre = {"a": 0.8, "b": 0.6, "between": 0.5}
    names = {"a": "a → y", "b": "b → y", "between": "a → b"}
    by_name = {s.name: s.slope for s in found}
    for key, x in centre.items():
        sides = [central(**{key: x + n * 1e-3}) for n in (1, -1, 2, -2)]
        slope = (8 * (sides[0] - sides[1]) - (sides[2] - sides[3])) / 12e-3
        assert by_name[names[key]] == pytest.approx(slope, abs=1e-8)
    assert any(abs(slope) > 1e-3 for slope in by_name.values())


def test_where_nothing_can_move_the_answer_says_why():
    model = cn.CausalModel(
        "m", [plain("x"), plain("y", baseline=HALF)], [cn.Influence("x", "y", "+", 1.0)]
    )
    itself = cn.Conclusion("x", "rises", under=cn.do(x="h"))
    assert str(cn.sensitivity(model, itself)) == (
        "No judgement moves what setting x to h does to x, since it is itself set.\n"
        "At the centre: +0.600."
    )
    fixed = cn.sensitivity(model, cn.Conclusion("y", "rises", under=cn.do(x="h"), at=2))
    assert fixed[0].swing == 0
    assert (
        "By period 2, no judgement moves what setting x to h does to y, since every number that bears "
        "on it is fixed."
    ) in fixed.sentence
    assert cn.verdict(model, itself, reading="share", draws=20).holds


# ── words ────────────────────────────────────────────────────────────────────────────────────


def town(lag=0) -> cn.CausalModel:
    """Two levers on one outcome."""
    return cn.CausalModel(
        "town",
        [
            *(
                cn.Variable(v, ["no", "yes"], cn.Baseline([0.7, 0.3]), roles=["lever"])
                for v in "xz"
            ),
            cn.Variable("y", ["no", "yes"], cn.Baseline([0.7, 0.3])),
        ],
        [
            cn.Influence("x", "y", "+", cn.interval(0.5, 2), lag=lag),
            cn.Influence("z", "y", "-", cn.interval(0.5, 2), lag=lag),
        ],
    )


YES = cn.Conclusion("y", "rises", under=cn.do(x="yes"))


def test_what_knowing_is_worth_has_a_unit_and_is_about_the_choice():
    found = cn.sensitivity(town(), YES, draws=100)
    every = found.everything
    assert (
        "worth knowing: how much further y would be raised on average, in states, if this number were known before "
        "one of 2 levers is chosen. It is about that choice, not about this conclusion. "
    ) in " ".join(str(found).split())
    note = found.sheets()[0].notes[-1]
    assert f"All numbers together: {every.value:.4f} ± {every.error:.4f}." in note.replace(
        "\n", " "
    )
    assert all(len(line) <= 79 for line in str(found).splitlines())
    falls = cn.Conclusion("y", "falls", under=cn.do(x="no"), at_least="yes")
    assert (
        "how much further the probability that y is yes would be lowered on average, in probability, if"
    ) in " ".join(str(cn.sensitivity(town(), falls, draws=50)).split())


@pytest.mark.parametrize(
    ("lag", "asked", "why"),
    [
        (1, {}, "what is set acts on it only from period 1 on"),
        (
            0,
            {"outcome": "x", "under": cn.do(y="yes")},
            "nothing that is set leads to it",
        ),
        (0, {"given": {"y": "no"}}, "it is itself observed"),
    ],
)
def test_where_nothing_matters_the_answer_says_why_and_ranks_nothing(lag, asked, why):
    conclusion = replace(YES, **asked)
    found = cn.sensitivity(town(lag), conclusion, draws=20)
    assert (found.ranked, found.worth_knowing, len(found.to_frame())) == ((), (), 0)
    assert "o judgement moves what setting " in found.sentence
    assert found.sentence.endswith(f": {why}.")
    assert " ".join(str(found).split()).startswith(f"{found.sentence} At the centre: 0.000.")
    with pytest.raises(cn.errors.QuestionError, match="No judgement bears on it"):
        cn.plot(found)


def test_a_share_of_variance_that_is_noise_is_printed_at_the_end_that_it_passed():
    ranked = (
        Swing("low", 1.0, (0.0, 2.0), (0.1, 0.3), 0.1, -0.04, 0.2, 0.1, 0.2, None, (0.0, 2.0)),
        Swing("high", 1.0, (0.0, 2.0), (0.1, 0.2), 0.1, 1.07, 0.2, 1.2, 0.2, None, (0.0, 2.0)),
    )
    found = replace(cn.sensitivity(town(), YES, draws=20), ranked=ranked, everything=None)
    (sheet,) = found.sheets()
    assert [row[5:7] for row in sheet.rows] == [
        ["0% ± 20%", "10% ± 20%"],
        ["100% ± 20%", "100% ± 20%"],
    ]
    assert (
        "A share estimated below 0% or above 100% is noise, and prints as 0% or 100%."
    ) in " ".join(sheet.text().split())
    assert found.to_frame()["first"].tolist() == [-0.04, 1.07]


def test_a_choice_among_nothing_is_refused():
    with pytest.raises(cn.errors.QuestionError, match="among= holds nothing to choose from"):
        cn.sensitivity(town(), YES, among=[])


def test_of_what_nothing_is_done_about_only_the_baseline_speaks():
    as_it_is = cn.Conclusion("y", "exceeds", at_least="yes", threshold=0.2)
    assert cn.sensitivity(town(), as_it_is, draws=20).sentence == (
        "No judgement moves the probability that y is yes, which stands at its baseline."
    )


def test_what_rests_on_fixed_numbers_alone_is_moved_by_none():
    fixed = cn.CausalModel("fixed", town().variables.values(), [cn.Influence("x", "y", "+", 1.0)])
    assert cn.sensitivity(fixed, YES, draws=20).sentence == (
        "No judgement moves what setting x to yes does to y, since every number that bears on it is "
        "fixed."
    )


def test_a_number_is_moved_as_far_as_the_baselines_can_be_met():
    found = cn.sensitivity(noisy(), cn.Conclusion("y", "rises", under=cn.do(x="h")), draws=100)
    (swing,) = found.ranked
    low, last = swing.at
    assert low == 0.5
    assert swing.barred == (last,)
    assert last == pytest.approx(1.76275, abs=1e-4)
    ends = [cn.effect(noisy(x), "y", under=cn.do(x="h")).level for x in (low, last - 1e-9)]
    assert swing.ends == pytest.approx(ends, abs=1e-6)
    said = " ".join(str(found).split())
    assert "nan" not in said
    assert "x → y is moved to 1.76 only: beyond that a baseline cannot be met." in said
    pairs, _ = found.left_out
    assert pairs > 0
    assert (
        "Left out, because a baseline cannot be met: "
        f"{pairs} of 100 pairs of draws from the shares of variance."
    ) in said
    cn.plot(found)


def test_a_centre_that_cannot_be_calibrated_is_refused():
    with pytest.raises(CalibrationError, match="cannot meet the baseline"):
        cn.sensitivity(noisy(1.9), cn.Conclusion("y", "rises", under=cn.do(x="h")), draws=20)


def test_swings_by_a_period_are_the_contrast_at_both_ends():
    model = feedback()
    rises = cn.Conclusion("y", "rises", under=do(x="high"), at=3)
    found = cn.sensitivity(model, rises)
    assert found.central == pytest.approx(contrast_of(model, rises)(central(model)).value)
    for swing in found:
        influence = next(i for i in model.influences if i.name == swing.name)
        for end, value in zip(swing.range, swing.ends, strict=True):
            at = model.replacing(
                cn.Influence(influence.cause, influence.effect, influence.sign, end, influence.lag)
            )
            assert value == pytest.approx(contrast_of(at, rises)(central(at)).value, abs=1e-9)
    assert [s.swing for s in found] == sorted((s.swing for s in found), reverse=True)
    assert "the persistence" in str(found)
    assert len(found.to_frame()) == 4


def test_simulated_swings_share_their_random_numbers():
    japan = cn.load("japan_software").only(standing=("stated",))
    rises = cn.Conclusion(
        "ai_capability", "rises", under=do(multi_layer_outsourcing="shallow"), at=2
    )
    found = cn.sensitivity(japan, rises)
    # What acts after the outcome has been read moves nothing at all, not even by noise.
    swings = {s.name: s.swing for s in found}
    assert "hardware_ai_experience → customer_base_retention" not in swings
    assert min(swings.values()) < 1e-9 < max(swings.values())
