"""Tables of a file read key by key: whatever they hold, a mistake is a mistake and no traceback."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

import causalnet as cn
from causalnet.formats.model_file.decode import decode
from causalnet.formats.model_file.encode import encode
from tests.strategies.models import models


def test_what_an_error_shows_is_never_long() -> None:
    deep: Any = []
    for _ in range(5_000):
        deep = [deep]

    with pytest.raises(cn.errors.ModelError) as caught:
        decode({"name": deep, "title": "x" * 10_000, "period": 10**4000})
    assert len(str(caught.value)) < 400


JUNK = st.sampled_from(
    [
        *(0, -1, 2.5, float("nan"), float("inf"), 10**400, True, "", " ", "x"),
        *([], ["x"], [1.0], [[]], [["a", "b"]], [{}], {}, {"p": [1.0]}, {"x": "y"}),
    ]
)


def paths(data: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value within tables and arrays."""
    items = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in items:
        yield (*at, key)
        if isinstance(value, dict | list):
            yield from paths(value, (*at, key))


def spoilt(data: Any, draw: st.DataObject) -> Any:
    """The data with one value removed, renamed or replaced."""
    data = copy.deepcopy(data)
    *way, key = draw.draw(st.sampled_from(list(paths(data))))
    held = data
    for step in way:
        held = held[step]
    value = held.pop(key)
    how = draw.draw(st.sampled_from(["remove", "rename", "replace"]))
    if isinstance(held, list) and how != "remove":
        held.insert(key, draw.draw(JUNK))
    elif how == "rename":
        held[f"{key}x"] = value
    elif how == "replace":
        held[key] = draw.draw(JUNK)
    return data


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(model=models(), draw=st.data())
def test_whatever_is_wrong_is_a_mistake_and_no_traceback(
    model: cn.CausalModel, draw: st.DataObject
) -> None:
    data = spoilt(spoilt(encode(model), draw), draw)
    with suppress(cn.errors.ModelError):
        again = decode(data)
        assert decode(encode(again)) == again


def told(data: dict[str, Any]) -> list[str]:
    """What is wrong with a file of a variable ``rain`` and further parts."""
    rain = {"rain": {"states": ["no", "yes"], "baseline": {"p": [0.5, 0.5]}}}
    with pytest.raises(cn.errors.ModelError) as caught:
        decode({"name": "lawn", "variables": rain, **data})
    return [str(mistake) for mistake in caught.value.mistakes]


def check(**keys: Any) -> dict[str, Any]:
    """A file with one claim that has one check."""
    claim = {"text": "t", "source": "memo", "checks": [{"outcome": "rain", **keys}]}
    return {"sources": {"memo": {}}, "claims": {"c": claim}}


def test_a_mistake_about_a_stand_in_is_not_told() -> None:
    setting = {"p": {"no": "half", "yes": 0.5}}

    assert told({"proposals": {"dry": {"set": {"rain": setting}}}}) == [
        "proposals.dry.set.rain.p.no must be a number, not 'half'."
    ]
    assert told(check(direction="excedes", threshold=0.5)) == [
        "claims.c, check 1: direction must be 'rises', 'falls', 'holds', 'exceeds' or 'stays below', "
        "not 'excedes'. Did you mean 'exceeds'?"
    ]
    assert told({"variables": {"x": {"states": "a", "meanings": ["1", "2", "3"]}}}) == [
        "variables.x.states must be an array of strings, not 'a'. Write [\"a\"]."
    ]


def test_a_class_is_asked_though_a_key_cannot_be_read() -> None:
    assert told({"variables": {"x": {"states": ["a", "a"], "latent": "no", "sizes": 1}}}) == [
        "variables.x.latent must be true or false, not 'no'. Write false, without quotes.",
        "variables.x.sizes must be an array of numbers, not 1.",
        "variables.x.states repeats the state 'a'.",
    ]


def test_the_key_at_is_known_and_an_empty_state_is_a_mistake() -> None:
    outcome = {"direction": "exceeds", "threshold": 0.5}

    assert told(check(**outcome, atx=1)) == [
        "claims.c, check 1: Unknown key 'atx'; the keys are outcome, direction, under, versus, given, "
        "by, at_least, threshold, at. Did you mean 'at'?"
    ]
    assert told(check(**outcome, at_least="")) == [
        "claims.c, check 1: at_least: '' is empty or has white space around it."
    ]


def test_a_name_is_the_key_of_its_table_and_no_key_in_it() -> None:
    assert told({"actors": {"a": {"name": "b", "moves": ["rain"]}}}) == [
        "actors.a: Unknown key 'name'; the keys are label, moves, note."
    ]


def test_rows_of_the_graph_are_named_with_their_section() -> None:
    assert told({"graph": {"influences": {"cause": "rain"}}}) == [
        "graph.influences must be an array of tables, not {'cause': 'rain'}. "
        "Write [{ … }], with square brackets around the table."
    ]


def test_rounded_numbers_beside_a_mistake_are_not_a_second_one() -> None:
    third = [0.3333, 0.3333, 0.3333]
    x = {"states": ["a", "b", "c"], "baseline": {"p": third}, "latent": 1}

    assert told({"variables": {"x": x}}) == [
        "variables.x.latent must be true or false, not 1. Write true."
    ]
