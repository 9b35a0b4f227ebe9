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


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(model=models(), draw=st.data())
def test_whatever_is_wrong_is_a_mistake_and_no_traceback(
    model: cn.CausalModel, draw: st.DataObject
) -> None:
    data = spoilt(spoilt(encode(model), draw), draw)
    with suppress(cn.errors.ModelError):
        again = decode(data)
        assert decode(encode(again)) == again
