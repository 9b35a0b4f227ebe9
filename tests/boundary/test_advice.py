"""What to write in place of what was written: times, lengths of time, and one name for several."""

import inspect

import pytest

import causalnet as cn
from causalnet import do
from causalnet.boundary.advice import CONCLUDED, TAKERS, periods_hint

SCALE = ["low", "high"]


def model():
    return cn.CausalModel(
        "m",
        [cn.Variable(v, SCALE, roles=["lever"] if v != "y" else ()) for v in "xzy"],
        [
            cn.Influence("x", "y", "+", cn.pert(1, 2, 3), lag=1),
            cn.Influence("z", "y", "+", cn.pert(1, 2, 3)),
        ],
    )


@pytest.mark.parametrize("verb", [cn.trajectory, cn.persistence, cn.effect])
@pytest.mark.parametrize(
    ("under", "written"),
    [
        ({2: do(x="low")}, 'do(x="low").since(2)'),
        ({0: do(x="high"), 3: do(x="low")}, 'do(x="high").until(2) | do(x="low").since(3)'),
        (
            {1: do(x="high"), 4: do(z="low"), 6: {"z": "high"}},
            'do(x="high").during(1, 3) | do(z="low").during(4, 5) | do(z="high").since(6)',
        ),
        ({1: "low"}, "do(…).since(1)"),
    ],
)
def test_a_mapping_by_period_is_answered_by_how_periods_are_written(verb, under, written):
    with pytest.raises(cn.errors.QuestionError) as error:
        verb(model(), "y", under=under)
    assert str(error.value).endswith(f"Periods are written {written}, for `trajectory`.")


def test_what_is_advised_is_what_was_meant():
    phases = do(x="high").during(1, 3) | do(z="low").during(4, 5) | do(z="high").since(6)
    assert periods_hint({1: do(x="high"), 4: do(z="low"), 6: do(z="high")}) == (
        f"Periods are written {phases}, for `trajectory`."
    )


def test_do_itself_says_how_periods_are_written():
    with pytest.raises(cn.errors.InterventionError, match=r"written do\(x=\"low\"\)\.since\(2\)"):
        do({2: do(x="low")})
    with pytest.raises(cn.errors.QuestionError, match="Join several with |"):
        cn.effect(model(), "y", under=[do(x="low"), do(z="low")])


@pytest.mark.parametrize(
    ("ask", "hint"),
    [
        (lambda: cn.trajectory(model(), "y", steps=5), "no argument 'steps'. Write periods=5."),
        (lambda: cn.trajectory(model(), "y", horizon=5), "Write periods=5."),
        (lambda: cn.levers(model(), "y", steps=3), "Write at=3."),
        (lambda: cn.unroll(model(), steps=3), "Write periods=3."),
        (lambda: cn.Conclusion("y", "rises", horizon=2), "Write at=2."),
        (lambda: cn.draw(model(), periods=2), "Its arguments are"),
    ],
)
def test_a_length_of_time_by_another_name_is_answered_by_its_own(ask, hint):
    with pytest.raises(cn.errors.ArgumentError) as error:
        ask()
    assert hint in str(error.value)


def test_several_names_in_place_of_one():
    for outcome in (["y"], ("y",)):
        with pytest.raises(cn.errors.ArgumentError, match=r"must be a str, got .*Write 'y'\."):
            cn.persistence(model(), outcome, under=do(x="high"))
    with pytest.raises(cn.errors.ArgumentError, match="It takes one: ask about each separately"):
        cn.persistence(model(), ["y", "z"], under=do(x="high"))


def test_where_nothing_is_done_the_course_says_so():
    found = str(cn.trajectory(model(), "y", periods=5))
    assert " ".join(found.split()).startswith(
        "As things are, y stays at 50% until period 5, every strength at its most likely value."
    )
    assert found.endswith("Name an intervention with under= to see what it changes.")
    kept = cn.trajectory(model(), "y", under=do(z="high"), versus=do(z="high"), periods=1)
    assert kept.sentence.startswith("Setting z to high takes y from 73% to 69% by")


@pytest.mark.parametrize("found", ["high", {"low", "high"}, cn.likelihood({"low": 0, "high": 1})])
@pytest.mark.parametrize("draws", [None, 5])
def test_evidence_on_a_lever_leaves_out_the_same_settings_with_and_without_a_horizon(found, draws):
    asked = {"given": {"z": found}, "draws": draws}
    now, later = cn.levers(model(), "y", **asked), cn.levers(model(), "y", at=2, **asked)
    assert {(v.variable, v.state) for v in now} == {(v.variable, v.state) for v in later}


# ── arguments of other verbs ─────────────────────────────────────────────────────────────────


def test_every_argument_of_other_verbs_is_taken_by_those_that_are_named():
    for name, verbs in TAKERS.items():
        for verb in verbs.split():
            assert name in inspect.signature(getattr(cn, verb)).parameters, (name, verb)
    assert "observed" in inspect.signature(cn.counterfactual).parameters
    for verb in ("query", "effect", "counterfactual", "causation", "compare", "levers"):
        assert "at" in inspect.signature(getattr(cn, verb)).parameters
    for name in CONCLUDED:
        assert name in inspect.signature(cn.Conclusion).parameters


RISES = cn.Conclusion("y", "rises", under=do(x="high"))


@pytest.mark.parametrize(
    ("ask", "hint"),
    [
        (
            lambda: cn.pairs(model(), "y", ["x", "z"], at=2),
            "pairs() has no argument 'at'. cn.query, cn.effect, cn.counterfactual, cn.causation, cn.compare and cn.levers take at=2, cn.trajectory takes "
            "periods=2, and cn.Conclusion(…, at=2) is for cn.verdict.",
        ),
        (
            lambda: cn.slopes(model(), "y", steps=2),
            "slopes() has no argument 'steps'. cn.query, cn.effect, cn.counterfactual, cn.causation, cn.compare and cn.levers take at=2, cn.trajectory "
            "takes periods=2, and cn.Conclusion(…, at=2) is for cn.verdict.",
        ),
        (
            lambda: cn.effect(model(), "y", under=do(x="high"), observed={"y": "low"}),
            "effect() has no argument 'observed'. cn.counterfactual takes it: it is found before an intervention, given= "
            "after it.",
        ),
        *(
            (
                ask,
                f"{verb}() has no argument 'observed'. A conclusion is about all cases, or about those with given= in both "
                "arms. Of the cases observed ask cn.counterfactual(…, observed={'y': 'low'}): the answer says what the "
                "signs prove, the least and the most, and with draws= the middle 90% of draws.",
            )
            for verb, ask in {
                "Conclusion": lambda: cn.Conclusion(
                    "y", "rises", under=do(x="high"), observed={"y": "low"}
                ),
                "verdict": lambda: cn.verdict(model(), RISES, observed={"y": "low"}),
                "verdicts": lambda: cn.verdicts(model(), {"a": RISES}, observed={"y": "low"}),
                "by_signs": lambda: cn.by_signs(model(), RISES, observed={"y": "low"}),
                "sensitivity": lambda: cn.sensitivity(model(), RISES, observed={"y": "low"}),
            }.items()
        ),
        (
            lambda: cn.levers(model(), "y", at_least="high"),
            "levers() has no argument 'at_least'. Write cn.Conclusion(…, at_least='high'), which cn.verdict takes.",
        ),
        (
            lambda: cn.verdict(model(), cn.Conclusion("y", "rises", under=do(x="high")), at=2),
            "verdict() has no argument 'at'. Say it in the conclusion: cn.Conclusion(…, at=2).",
        ),
        (
            lambda: cn.effect(model(), "y", under=do(x="high"), among=["x"]),
            "effect() has no argument 'among'. cn.levers, cn.pairs and cn.sensitivity take it.",
        ),
        (
            lambda: cn.trajectory(model(), "y", sustained=[1]),
            "trajectory() has no argument 'sustained'. cn.persistence takes it.",
        ),
    ],
)
def test_an_argument_of_another_verb_names_the_verb_that_takes_it(ask, hint):
    with pytest.raises(cn.errors.ArgumentError) as caught:
        ask()
    assert str(caught.value) == hint


def test_what_is_observed_is_written_as_a_mapping():
    with pytest.raises(cn.errors.ArgumentError, match=r"Write observed=\{'x': 'low'\}\."):
        cn.counterfactual(model(), "y", under=do(x="high"), observed=["y"])


def test_what_is_known_is_given_to_a_question_as_observed() -> None:
    with pytest.raises(cn.errors.ArgumentError, match="Did you mean 'observed'"):
        cn.counterfactual(cn.load("lawn"), "wet", under=cn.do(rain="no"), known={"wet": "yes"})
