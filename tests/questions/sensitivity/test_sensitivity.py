"""Sensitivity: swings, slopes, shares of variance and the value of knowing, of whole models."""

import numpy as np
import pytest

import causalnet as cn
from tests.questions.verdict.test_verdict import RISES, argument
from tests.toys import HALF, plain


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
    drawn = cn.effect(argument(), "ideas", under=RISES.under, draws=3000).drawn
    assert found.variance == pytest.approx(drawn.var(), rel=0.1)


def test_knowing_the_uncertain_lever_is_worth_what_it_can_change():
    found = cn.sensitivity(two_levers(), MORE, draws=4000)
    assert {str(choice) for choice in found.levers} == {'do(sure="on")', 'do(bold="on")'}
    # Only the one strength is uncertain, so to know it is to know everything.
    sure, bold = (
        cn.effect(two_levers(), "output", under=cn.do({name: "on"}), draws=4000).drawn
        for name in ("sure", "bold")
    )
    expected = np.maximum(sure, bold).mean() - max(sure.mean(), bold.mean())
    (settled,) = [s for s in found if s.name == "bold → output"]
    assert found.everything.value == pytest.approx(expected, abs=1e-9)
    assert settled.knowing.value == pytest.approx(expected, abs=4 * settled.knowing.error)
    assert found.worth_settling == (settled,)


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
    assert ticks == [s.name for s in found.ranked[::-1]]
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


def test_where_nothing_can_move_there_is_one_clear_error():
    model = cn.CausalModel(
        "m", [plain("x"), plain("y", baseline=HALF)], [cn.Influence("x", "y", "+", 1.0)]
    )
    itself = cn.Conclusion("x", "rises", under=cn.do(x="h"))
    with pytest.raises(
        cn.errors.QuestionError, match="x is itself set: what it does is so by definition"
    ):
        cn.sensitivity(model, itself)
    fixed = cn.sensitivity(model, cn.Conclusion("y", "rises", under=cn.do(x="h"), at=2))
    assert fixed[0].swing == 0
    assert "no judgement moves the change in y" in str(fixed)
    assert cn.verdict(model, itself, reading="share", draws=20).holds
