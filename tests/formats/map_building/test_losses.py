"""Nothing of a map is lost silently: saving gives it back, or a warning lists what is missing."""

from __future__ import annotations

import warnings
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

import causalnet as cn
from causalnet.formats.map_building.losses import losses
from causalnet.formats.map_building.map_file import MapFile
from causalnet.formats.map_formats import written_format
from tests.strategies.causal_maps import causal_maps

WRITTEN = [("farm.graphml", "graphml"), ("farm.json", "kumu"), ("farm.json", "sd-ai")]


def saved(held: cn.CausalMap, name: str, form: str) -> tuple[cn.CausalMap, list[str]]:
    """A map after writing and reading, and the warnings."""
    one = written_format(Path(name), form)
    assert one.write is not None
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        data = one.write(held, name)
    return one.read(MapFile(data, name), "?"), [str(warning.message) for warning in caught]


@pytest.mark.parametrize(("name", "form"), WRITTEN)
@settings(max_examples=20)
@given(held=causal_maps())
def test_a_map_comes_back_whole_or_a_warning_lists_what_does_not(
    name: str, form: str, held: cn.CausalMap
) -> None:
    again, told = saved(held, name, form)

    assert bool(told) == bool(losses(held, again))
    if not told:
        assert again.links == held.links
        assert again.factors == held.factors
        assert again.sources == held.sources
    else:
        assert len(told) == 1
        assert told[0].startswith(f"{name!r} holds the map without ")


@given(held=causal_maps(plain=True))
def test_graphml_holds_everything(held: cn.CausalMap) -> None:
    assert saved(held, "farm.graphml", "graphml") == (held, [])


@given(held=causal_maps(plain=True))
def test_kumu_holds_everything_but_what_is_known_of_sources_and_the_title(
    held: cn.CausalMap,
) -> None:
    voices = {link.source for link in held.links if link.source}
    bare = cn.CausalMap(
        held.name,
        held.links,
        factors=held.factors.values(),
        sources=[cn.Source(name) for name in dict.fromkeys(one.source for one in held.links) if name in voices],
    )  # fmt: skip

    assert saved(bare, "farm.json", "kumu") == (bare, [])


@given(held=causal_maps(plain=True))
def test_sd_ai_holds_factors_signs_and_notes(held: cn.CausalMap) -> None:
    factors = [replace(f, tags=(), name=f.name) for f in held.factors.values()]
    links = [cn.Link(one.cause, one.effect, one.sign, note=one.note) for one in held.links]
    bare = cn.CausalMap(held.name, links, factors=factors, title=held.title)

    again, told = saved(bare, "farm.json", "sd-ai")

    assert [f.label for f in again.factors.values()] == [f.label for f in factors]
    assert [(one.sign, one.note) for one in again.links] == [(one.sign, one.note) for one in links]
    assert told == [f"'farm.json' holds the map without the names of {len(factors)} factors."]


def test_each_field_that_differs_is_named_with_its_number() -> None:
    link = cn.Link("a", "b", "+", source="s", quote="q")
    whole = cn.CausalMap("m", [link, link], title="T")
    other = cn.CausalMap("m", [cn.Link("a", "b", "-", source="s"), link], title="m")

    assert losses(whole, whole) == []
    assert losses(whole, other) == ["the title", "the sign of 1 link", "the quote of 1 link"]
    assert losses(whole, cn.CausalMap("m", [link], title="T")) == ["1 link"]
