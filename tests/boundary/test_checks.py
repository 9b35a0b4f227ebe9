"""The public boundary: whatever is given to whatever is public, the answer or an error of ours."""

from __future__ import annotations

import inspect
import operator
import warnings
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given, settings, strategies as st

import causalnet as cn
from causalnet.boundary.checks import position, public
from tests.fuzz.calls import (
    VALUES,
    Call,
    calls,
    model,
    network,
    parameters,
    wrong_values,
)
from tests.fuzz.limits import emptied, in_folder, within

UNDER = cn.do(x="yes")
# `do` takes any name.
BY_THEMSELVES = {"do", "as_if"}
# Seconds that a wrong call may take.
PATIENCE = 20.0


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    with in_folder(tmp_path):
        yield tmp_path


def asked(call: Call, wrong: Mapping[str, object], folder: Path) -> None:
    """Ask: an answer, or an error of ours that says something and leaves nothing on the disk."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        refused = None
        try:
            with within(PATIENCE):
                call.ask(**wrong)
        except cn.CausalnetError as error:
            refused = str(error)
    left = emptied(folder)
    assert refused is None or (refused.strip() and not left)


@pytest.mark.parametrize("call", calls(), ids=lambda call: call.name)
def test_a_wrong_argument_is_an_error_of_ours(call: Call, folder: Path) -> None:
    for name in parameters(call):
        for value in wrong_values():
            if not (name == "n_jobs" and costly(value)):
                asked(call, {name: value}, folder)


def costly(workers: object) -> bool:
    """Whether that many processes would be begun, for nothing that is looked at here."""
    try:
        return operator.index(workers) == -1 or 1 < abs(operator.index(workers)) < 1000
    except TypeError:
        return False


@settings(max_examples=40)
@given(st.data())
def test_two_wrong_arguments_are_an_error_of_ours(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    call = data.draw(st.sampled_from([c for c in calls() if len(parameters(c)) > 1]))
    names = data.draw(
        st.lists(st.sampled_from(parameters(call)), min_size=2, max_size=2, unique=True)
    )
    values = wrong_values()
    wrong = {name: values[data.draw(st.integers(0, len(values) - 1))] for name in names}
    folder = tmp_path_factory.mktemp("two")
    with in_folder(folder):
        asked(call, wrong, folder)


@pytest.mark.parametrize(
    "call",
    [c for c in calls() if c.name not in BY_THEMSELVES and not c.name.endswith("__getitem__")],
    ids=lambda call: call.name,
)
def test_an_argument_that_is_missing_or_not_known_is_an_error_of_ours(
    call: Call, folder: Path
) -> None:
    for name in call.right:
        if inspect.signature(call.function).parameters[name].default is inspect.Parameter.empty:
            with pytest.raises(cn.CausalnetError, match=f"needs .*{name}"):
                call.function(**{k: v for k, v in call.right.items() if k != name})
    parameters = inspect.signature(call.function).parameters.values()
    # What takes any name takes variables by their names; but for `plot`, the options of a chart.
    named = any(p.kind is p.VAR_KEYWORD for p in parameters)
    own = named and call.name != "plot"
    refused = "No variable 'nonsense'" if own else "has no argument 'nonsense'"
    with pytest.raises(cn.CausalnetError, match=refused):
        call.function(**call.right, nonsense=1)


def test_every_public_function_and_value_is_called() -> None:
    names = {call.name for call in calls()}
    public_names = {name for name in cn.__all__ if inspect.isfunction(getattr(cn, name))}

    assert public_names | set(VALUES) <= names


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (
            lambda: cn.query("lawn", "y"),
            "Expected a CausalModel or a Network, got str. Load it: cn.load('lawn').",
        ),
        (lambda: cn.query(None, "y"), "Expected a CausalModel or a Network, got NoneType."),
        (
            lambda: cn.query(model(), 5),
            "'outcome' must be a str or a sequence of str, got 5. Write outcome='y'.",
        ),
        (lambda: cn.query(model(), ["x", 5]), "'outcome[1]' must be a str, got 5."),
        (
            lambda: cn.query(model(), "y", draws="a"),
            "'draws' must be a whole number of at least 1 or a Draws, got 'a'.",
        ),
        (
            lambda: cn.query(model(), "y", draws=10**12),
            "'draws' must be at most 10,000,000, got 1000000000000.",
        ),
        (
            lambda: cn.query(model(), "y", samples="a"),
            "'samples' must be a whole number of at least 1, got 'a'.",
        ),
        (
            lambda: cn.query(model(), "y", samples=0),
            "'samples' must be a whole number of at least 1, got 0.",
        ),
        (
            lambda: cn.query(model(), "y", seed=-1),
            "'seed' must be a whole number of at least 0, got -1.",
        ),
        (
            lambda: cn.query(model(), "y", seed=1.5),
            "'seed' must be a whole number of at least 0, got 1.5.",
        ),
        (
            lambda: cn.query(model(), "y", memory_limit="a"),
            "'memory_limit' must be a whole number of at least 1, got 'a'.",
        ),
        (
            lambda: cn.query(model(), "y", method="exat"),
            "'method' must be 'auto', 'exact' or 'sample', got 'exat'. Did you mean 'exact'?",
        ),
        (
            lambda: cn.query(model(), "y", under="low"),
            "'under' must be an Intervention, got 'low'. Write cn.do(x='low'), or model.interventions['low'] if that "
            "is a proposal.",
        ),
        (
            lambda: cn.query(model(), "y", UNDER),
            'query() takes 2 arguments by place (model, outcome), got 3. Write under=do(x="yes").',
        ),
        (
            lambda: cn.query(model(), "y", undr=UNDER),
            "query() has no argument 'undr'. Did you mean 'under'?",
        ),
        (
            lambda: cn.query(model(), "y", model=model()),
            "query() got 'model' twice, by its place and by its name.",
        ),
        (
            lambda: cn.effect(model(), "y"),
            "effect() needs under (an Intervention). Write under=cn.do(x='high').",
        ),
        (
            lambda: cn.verdict(model(), "y", under=UNDER),
            "'conclusion' must be a Conclusion, got 'y'. Write cn.Conclusion('y', 'rises', under=cn.do(…)).",
        ),
        (
            lambda: cn.mutilate(model(), UNDER),
            "Expected a Network, got CausalModel. Compile it with cn.compile_model(model).",
        ),
        (
            lambda: cn.compile_model(network()),
            "Expected a CausalModel, got Network. A Network holds numbers without the judgements behind them. Verbs "
            "that take it: query, effect, marginals, levers, pairs, compare, plan, draw and save.",
        ),
        (lambda: cn.diff(model(), 5), "Expected a CausalModel, got int."),
        (
            lambda: cn.loops(cn.pool({"one": model(), "two": model()}, draws=4)),
            "Expected a CausalModel, got Network. A Network holds numbers without the judgements behind them. Verbs that "
            "take it: query, effect, marginals, levers, pairs, compare, plan, draw and save. Of a pool, ask the model of "
            "each voice.",
        ),
        (
            lambda: cn.loops(cn.CausalMap("m", [cn.Link("a", "b")])),
            "Expected a CausalModel, got CausalMap. Make a model of the map: cn.scaffold(causal_map).",
        ),
        (
            lambda: cn.agreement(cn.CausalMap("m", [cn.Link("a", "b")]), model()),
            "Expected a CausalModel, got CausalMap. Make a model of the map: cn.scaffold(causal_map).",
        ),
        (
            lambda: cn.plot(cn.CausalMap("m", [cn.Link("a", "b")])),
            "'answer' must be an Answer, got a CausalMap. A map is drawn by cn.draw(causal_map).",
        ),
        (
            lambda: cn.draw(cn.agreement(model(), model())),
            "'model' must be a CausalModel, a Network, a CausalMap, a ModelDiff, a Routes, a Mediation, a Witnesses, "
            "a DiGraph or a sequence of CausalModel, got "
            "an Agreement. To draw two accounts, write cn.draw([a, b]).",
        ),
        (
            lambda: cn.pairs(model(), ["y"], ["x", "z"]),
            "pairs takes one outcome: a variable's name, or a pair such as ('y', 'yes') for one of its states. It got ['y'].",
        ),
        (lambda: cn.pairs(model(), "y", 5), "'among' must be a sequence of str, got 5."),
        (
            lambda: cn.slopes(model(), ["x", "y"]),
            "'outcome' must be a str, got ['x', 'y']. It takes one: ask about each separately.",
        ),
        (
            lambda: cn.trajectory(model(), "y", seed="a"),
            "'seed' must be a whole number of at least 0, got 'a'.",
        ),
        (
            lambda: cn.trajectory(model(), "y", periods=10**12),
            "'periods' must be at most 10,000, got 1000000000000.",
        ),
        (
            lambda: cn.sensitivity(model(), cn.Conclusion("y", "rises", under=UNDER), among=5),
            "'among' must be a mapping from a str to an Intervention or a sequence of Intervention, got 5. "
            "Write among={'a name': cn.do(x='high')}.",
        ),
        (
            lambda: cn.audit(model(), discriminants=["x"]),
            "'discriminants' must be a mapping from a str to a Conclusion, got ['x']. Write discriminants="
            "{'a name': cn.Conclusion('y', 'rises', under=cn.do(x='high'))}.",
        ),
        (
            cn.Rival,
            "Rival() needs name (a str) and influences (a sequence of Influence). "
            "Write influences=[cn.Influence('x', 'y', '+', 1.0)].",
        ),
        (
            lambda: cn.Modifier("x", "y"),
            "Modifier() needs by (a str) and amount (a number, a Judgement, a Panel or a str).",
        ),
        (
            lambda: cn.Influence("x", "y", sgn="+"),
            "Influence() has no argument 'sgn'. Did you mean 'sign'?",
        ),
        (lambda: cn.Ordinal(5), "Ordinal() takes no arguments by place, got 1."),
        (lambda: cn.Rival("r", None), "influences must be a list, not None. (Rival 'r')"),
        (
            lambda: cn.CausalModel("m", [cn.Variable("x", ["a", "b"])], strengths=5),
            "strengths must map words to judgements, not 5. (model 'm')",
        ),
        (
            lambda: cn.Table("x", {("a",): [0.5, 0.5]}),
            "causes must be a list, not 'x'. Write ['x']. (Table)",
        ),
        (
            lambda: cn.Table([], {("a",): [0.5, 0.5]}),
            "causes is empty, but row (a) names a state of a cause.",
        ),
        (
            lambda: cn.answers.Likelihood(5),
            "A likelihood maps states to numbers, such as {'low': 0.2}; not 5.",
        ),
        (lambda: network().values(), "Network.values() needs variable (a str)."),
        (lambda: network().values(5), "No variable 5; the variables are x, y."),
        (lambda: network().least(), "Network.least() needs variable (a str)."),
        (lambda: network().at(), "Network.at() needs draws (a slice or a whole number)."),
        (lambda: network().at("x"), "'draws' must be a slice or a whole number, got 'x'."),
        (
            lambda: cn.compile_model(model(), draws=5).at(slice("a")),
            "A slice of draws takes whole numbers, got slice(None, 'a', None).",
        ),
        (lambda: cn.do(x="a") | 3, '| combines two interventions, got do(x="a") | 3.'),
        (lambda: 3 | cn.do(x="a"), '| combines two interventions, got 3 | do(x="a").'),
        (
            lambda: cn.do(x="a").since(1) | 3,
            '| combines two interventions, got do(x="a").since(1) | 3.',
        ),
        (
            lambda: 3 | cn.do(x="a").since(1),
            '| combines two interventions, got 3 | do(x="a").since(1).',
        ),
        (
            lambda: cn.do(x="a").at(10**12),
            "'periods' must be at most 10,000, got 1000000000000.",
        ),
        (lambda: cn.do(x="a").at(2, -1), "'periods' must be a whole number of at least 0, got -1."),
        (
            lambda: cn.do(x="a").since(10**12),
            "'first' must be at most 10,000, got 1000000000000.",
        ),
        (
            lambda: cn.do(x="a").during(1, 10**12),
            "'last' must be at most 10,000, got 1000000000000.",
        ),
        (
            lambda: cn.answers.Timed((5,)),
            "Expected a tuple of phases, got (5,). Write cn.do(x='low').since(2).",
        ),
        (
            lambda: cn.Conclusion("y", "rises", under=UNDER, at=10**12),
            "at must be a period, a whole number from 0 (today) to 10,000, not 1000000000000.",
        ),
        (lambda: cn.load(None), "Expected the name of a model or network, or a path, got None."),
        (lambda: cn.load(b"x"), "Expected the name of a model or network, or a path, got b'x'."),
    ],
)
def test_what_is_said(ask, message):
    with pytest.raises(cn.CausalnetError) as caught:
        ask()
    assert str(caught.value) == message


def test_a_function_keeps_its_name_its_signature_and_its_own_errors() -> None:
    @public
    def halved(number: float, *, by: Literal["two", "half"] = "two") -> float:
        """Half of it."""
        raise TypeError("of its own")

    assert halved.__name__ == "halved"
    assert list(inspect.signature(halved).parameters) == ["number", "by"]
    with pytest.raises(TypeError, match="of its own"):
        halved(1.0)
    with pytest.raises(cn.errors.ArgumentError, match="'by' must be 'two' or 'half', got 'too'"):
        halved(1.0, by="too")


def test_a_value_is_looked_at_again_however_often_its_type_was_right() -> None:
    @public
    def counted(n: int, of: Sequence[str] = ()) -> int:
        return n

    assert counted(3, of=["a"]) == counted(3, of=("b",)) == 3
    for wrong in (0, -1):
        with pytest.raises(cn.errors.ArgumentError):
            counted(wrong)
    with pytest.raises(cn.errors.ArgumentError):
        counted(3, of=["a", 5])


NAMED = "{'a name': cn.Conclusion('y', 'rises', under=cn.do(x='high'))}"
RISES = "cn.Conclusion('y', 'rises', under=cn.do(x='high'))"
ONE_MODEL = (
    "compare() takes one model. Ask about the other separately, or list the differences with cn.diff(a, b). "
    "To admit a rival of the model, write model.admitting('its name')."
)
SCENARIOS = "a mapping from a str to an Intervention or a sequence of Intervention"
CONCLUSIONS = "a mapping from a str to a Conclusion or a sequence of Conclusion"
TWICE = [cn.do(x="no"), UNDER]


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (
            lambda: cn.compare(model(), model()),
            "'outcomes' must be a str, a pair of str or a sequence of str or pair of str, got a CausalModel. "
            + ONE_MODEL,
        ),
        (
            lambda: cn.compare(model(), "y", {"rival": model()}),
            f"\"scenarios['rival']\" must be an Intervention, got a CausalModel. {ONE_MODEL}",
        ),
        (
            lambda: cn.compare([model(), model()], "y"),
            "Expected a CausalModel or a Network, got list. Ask about each model separately. "
            "cn.diff(a, b) compares two models, and cn.pool({'first': a, 'second': b}) answers for several.",
        ),
        (
            lambda: cn.compare(model(), "y"),
            f"compare() needs scenarios ({SCENARIOS}). Write scenarios={{'a name': cn.do(x='high')}}.",
        ),
        (
            lambda: cn.compare(model(), "y", UNDER),
            f"'scenarios' must be {SCENARIOS}, got do(x=\"yes\"). Write scenarios=[do(x=\"yes\")].",
        ),
        (
            lambda: cn.compare(model(), "y", under=UNDER),
            "compare() has no argument 'under'. Did you mean 'scenarios'?",
        ),
        (
            lambda: cn.verdicts(model()),
            f"verdicts() needs conclusions ({CONCLUSIONS}). Write conclusions={NAMED}.",
        ),
        (
            lambda: cn.verdicts(model(), "y"),
            f"'conclusions' must be {CONCLUSIONS}, got 'y'. Write conclusions={NAMED}.",
        ),
        (
            lambda: cn.verdict(model(), ("y", "rises")),
            f"'conclusion' must be a Conclusion, got ('y', 'rises'). Write conclusion={RISES}.",
        ),
        (
            lambda: cn.by_signs(model(), "x"),
            "'conclusion' must be a Conclusion, got 'x'. Write cn.Conclusion('x', 'rises', under=cn.do(…)).",
        ),
        (
            lambda: cn.verdict(cn.Conclusion("y", "rises", under=UNDER), model()),
            "Expected a CausalModel, got Conclusion. The model comes first: verdict(model, …).",
        ),
        (
            lambda: cn.query("y", model()),
            "Expected a CausalModel or a Network, got str. The model comes first: query(model, …).",
        ),
        (
            lambda: cn.query(model(), "y", do={"x": "yes"}),
            "query() has no argument 'do'. Write under=cn.do({'x': 'yes'}).",
        ),
        (
            lambda: cn.query(model(), "y", x="yes"),
            "query() has no argument 'x'. Write under=cn.do(x='yes') to set a variable, given={'x': 'yes'} "
            "to observe it.",
        ),
        (
            lambda: cn.query(model(), "y", evidence={"x": "yes"}),
            "query() has no argument 'evidence'. Did you mean 'given'?",
        ),
        (
            lambda: cn.query(model(), model().variables["y"]),
            "'outcome' must be a str or a sequence of str, got Variable(name='y', states=('...iewed_by='', "
            "state_labels=()). Write 'y'.",
        ),
        (
            lambda: cn.effect(model(), "y", under=TWICE),
            "'under' must be an Intervention, got [do(x=\"no\"), do(x=\"yes\")]. Join several with |, as in "
            "cn.do(x='low') | cn.do(z='high'). `compare` shows them side by side.",
        ),
        (
            lambda: cn.trajectory(model(), "y", periods="5"),
            "'periods' must be a whole number of at least 0, got '5'. Write 5.",
        ),
        (lambda: cn.fixed("0,4"), "'value' must be a number, got '0,4'. Write 0.4."),
        (
            lambda: cn.plot(model()),
            "'answer' must be an Answer, got a CausalModel. A model is drawn by cn.draw(model).",
        ),
        (
            lambda: cn.draw(model(), "model.svg"),
            "draw() takes 1 argument by place (model), got 2. Save what it returns: .save('model.svg').",
        ),
        (
            lambda: cn.draw(model(), format="svg"),
            "draw() has no argument 'format'. Save what it returns: .save('model.svg').",
        ),
        (lambda: cn.report(model()), "report() needs path (a path). Write path='report.html'."),
        (
            lambda: cn.read_influences([{"cause": "x"}]),
            "'path_or_frame' must be a path (a str or a Path) or a DataFrame, got [{'cause': 'x'}]. "
            "Write pandas.DataFrame(…) around it.",
        ),
        (
            cn.load,
            "load() needs name_or_path (a path). Write name_or_path='model.toml'.",
        ),
        (
            lambda: cn.decide(model(), "y", choose="x"),
            "'choose' must be a mapping from a str to a sequence of str, got 'x'. Write choose={'x': ['z']}.",
        ),
        (
            lambda: cn.decide(model(), ["x", "y"], choose={"x": []}),
            "'outcome' must be a str or a tuple of str, got ['x', 'y']. Write outcome=('x', 'y').",
        ),
        (
            lambda: cn.portfolio(model(), ["y", "high"], budget=1),
            "'outcome' must be a str or a pair of str, got ['y', 'high']. Write outcome=('y', 'high').",
        ),
        (
            lambda: cn.decide(model(), "y", choose={"x": []}, worth={"low": "1", "high": 2}),
            "\"worth['low']\" must be a number, got '1'. Write 1.",
        ),
    ],
)  # fmt: skip
def test_an_example_stands_where_a_type_says_too_little(ask, message):
    with pytest.raises(cn.errors.ArgumentError) as caught:
        ask()
    assert str(caught.value) == message


@pytest.mark.parametrize(("count", "many"), [(0, "are 0"), (1, "is 1"), (2000, "are 2,000")])
def test_a_position_that_is_not_there_says_how_many_there_are(count, many):
    with pytest.raises(cn.errors.PositionError) as error:
        position(5000, count, "loop")
    assert str(error.value) == f"No loop 5000; there {many}, counted from 0."
