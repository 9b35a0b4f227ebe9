"""The public boundary: whatever is given to whatever is public, the answer or an error of ours."""

from __future__ import annotations

import inspect
import operator
import warnings
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

import causalnet as cn
from causalnet.checks import public
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
BY_THEMSELVES = {"do"}
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
        return 1 < abs(operator.index(workers)) < 1000
    except TypeError:
        return False


@settings(max_examples=60)
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
    # What takes any name takes variables by their names.
    named = any(p.kind is p.VAR_KEYWORD for p in parameters)
    refused = "No variable 'nonsense'" if named else "has no argument 'nonsense'"
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
        (lambda: cn.query(model(), 5), "'outcome' must be a str or a sequence of str, got 5."),
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
            "'method' must be 'exact', 'sample' or 'auto', got 'exat'. Did you mean 'exact'?",
        ),
        (
            lambda: cn.query(model(), "y", under="low"),
            "'under' must be an Intervention, got 'low'. Write do(x='low'), or model.interventions['low'] if that "
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
            "effect() needs under (an Intervention). Write under=do(x='low').",
        ),
        (
            lambda: cn.verdict(model(), "y", under=UNDER),
            "'conclusion' must be a Conclusion, got 'y'. Write Conclusion('y', 'rises', under=do(…)).",
        ),
        (
            lambda: cn.to_pgmpy(model()),
            "Expected a Network, got CausalModel. Compile it with cn.compile_model(model).",
        ),
        (
            lambda: cn.mutilate(model(), UNDER),
            "Expected a Network, got CausalModel. Compile it with cn.compile_model(model).",
        ),
        (
            lambda: cn.compile_model(network()),
            "Expected a CausalModel, got Network. A Network holds numbers without the judgements behind them. What "
            "takes it: query, effect, marginals, levers, pairs, compare, plan, draw and write.",
        ),
        (lambda: cn.diff(model(), 5), "Expected a CausalModel, got int."),
        (
            lambda: cn.pairs(model(), ["y"], ["x", "z"]),
            "pairs takes one outcome: a variable's name, or a pair such as ('y', 'yes') for one of its states. It got ['y'].",
        ),
        (lambda: cn.pairs(model(), "y", 5), "'among' must be a sequence of str, got 5."),
        (
            lambda: cn.slopes(model(), ["x", "y"]),
            "'outcome' must be a str, got ['x', 'y']. It takes one: ask about each by itself.",
        ),
        (
            lambda: cn.trajectory(model(), "y", seed="a"),
            "'seed' must be a whole number of at least 0, got 'a'.",
        ),
        (
            lambda: cn.trajectory(model(), "y", steps=10**12),
            "'steps' must be at most 10,000, got 1000000000000.",
        ),
        (
            lambda: cn.sensitivity(model(), cn.Conclusion("y", "rises", under=UNDER), among=5),
            "'among' must be a mapping from a str to an Intervention or a sequence of Intervention, got 5.",
        ),
        (
            lambda: cn.audit(model(), discriminants=["x"]),
            "'discriminants' must be a mapping from a str to a Conclusion, got ['x'].",
        ),
        (
            cn.Rival,
            "Rival() needs name (a str) and influences (a sequence of Influence).",
        ),
        (
            lambda: cn.Modifier("x", "y"),
            "Modifier() needs by (a str) and amount (a number, a Judgement or a str).",
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
            lambda: cn.Likelihood(5),
            "A likelihood maps states to numbers, such as {'low': 0.2}; not 5.",
        ),
        (lambda: network().values(), "Network.values() needs variable (a str)."),
        (lambda: network().values(5), "No variable 5; the variables are x, y."),
        (lambda: network().least(), "Network.least() needs variable (a str)."),
        (lambda: network().at(), "Network.at() needs draws (a slice or a whole number)."),
        (lambda: network().at("x"), "'draws' must be a slice or a whole number, got 'x'."),
        (
            lambda: cn.draws(model(), n=5).at(slice("a")),
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
            lambda: cn.Timed((5,)),
            "Expected a tuple of phases, got (5,). Write do(x='low').since(2).",
        ),
        (
            lambda: cn.Conclusion("y", "rises", under=UNDER, by_period=10**12),
            "by_period must be a period, a whole number from 0 (today) to 10,000, not 1000000000000.",
        ),
        (lambda: cn.read(None), "Expected the path of a BIF file, got None."),
        (lambda: cn.load(b"x"), "Expected a model's name or a path, got b'x'."),
    ],
)
def test_what_is_said(ask, message):
    with pytest.raises(cn.CausalnetError) as caught:
        ask()
    assert str(caught.value) == message


def test_numbers_of_numpy_and_what_can_be_iterated_over_are_taken() -> None:
    asked_plainly = cn.query(model(), ["x", "y"], draws=5, seed=3)
    asked_oddly = cn.query(model(), np.array(["x", "y"]), draws=np.int64(5), seed=np.uint8(3))

    np.testing.assert_array_equal(asked_plainly.drawn, asked_oddly.drawn)
    assert cn.query(model(), (name for name in "xy")).question.outcome == ("x", "y")


def test_a_function_keeps_its_name_its_signature_and_its_own_errors() -> None:
    @public
    def halved(number: float, *, by: Literal["two", "half"] = "two") -> float:
        """Half of it."""
        raise TypeError("of its own")

    assert halved.__name__ == "halved"
    assert list(inspect.signature(halved).parameters) == ["number", "by"]
    with pytest.raises(TypeError, match="of its own"):
        halved(1.0)
    with pytest.raises(cn.ArgumentError, match="'by' must be 'two' or 'half', got 'too'"):
        halved(1.0, by="too")


def test_a_value_is_looked_at_again_however_often_its_type_was_right() -> None:
    @public
    def counted(n: int, of: Sequence[str] = ()) -> int:
        return n

    assert counted(3, of=["a"]) == counted(3, of=("b",)) == 3
    for wrong in (0, -1):
        with pytest.raises(cn.ArgumentError):
            counted(wrong)
    with pytest.raises(cn.ArgumentError):
        counted(3, of=["a", 5])
