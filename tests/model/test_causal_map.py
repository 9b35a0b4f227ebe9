"""Causal maps: coded links before there are states or numbers."""

from __future__ import annotations

import pickle

import pytest

import causalnet as cn
from causalnet import CausalMap, Factor, Link, Source


def farms() -> CausalMap:
    return CausalMap(
        "farms",
        [
            Link("rain", "harvest", "+", source="Amina", quote="When it rains we eat."),
            Link("rain", "harvest", "-", source="Bento"),
            Link("harvest", "income", "+", source="Amina", lag=1),
        ],
    )


def test_factors_and_sources_come_from_the_links() -> None:
    held = farms()

    assert [*held.factors] == ["rain", "harvest", "income"]
    assert held.factors["rain"] == Factor("rain", "rain")
    assert held.sources["Bento"] == Source("Bento")
    assert held.title == "farms"


def test_links_with_the_same_ends_are_mentions_of_one_pair() -> None:
    held = farms()

    assert [(key, len(links)) for key, links in held.pairs.items()] == [
        (("rain", "harvest", 0), 2),
        (("harvest", "income", 1), 1),
    ]
    assert [link.source for link in held.between("rain", "harvest")] == ["Amina", "Bento"]
    assert held.between("income", "rain") == ()
    assert repr(held) == "<CausalMap 'farms': 3 factors, 2 pairs in 3 links, 2 sources>"


def test_an_unknown_factor_is_answered_with_the_nearest() -> None:
    with pytest.raises(cn.errors.UnknownNameError, match="No factor 'rian'.*Did you mean 'rain'"):
        farms().between("rian", "harvest")


def test_every_mistake_in_a_map_is_told_at_once() -> None:
    with pytest.raises(cn.errors.ModelError) as caught:
        CausalMap(
            "farms",
            [Link("rain", "harvest", source="Amina")],
            factors=[Factor("rain"), Factor("rain")],
            sources=[Source("Bento")],
        )

    assert str(caught.value) == (
        "3 mistakes in map 'farms':\n"
        "  factors repeats the name 'rain'.\n"
        "  link rain → harvest: No factor 'harvest'; the factors are rain.\n"
        "  link rain → harvest: No source 'Amina'; the sources are Bento."
    )


def test_what_is_not_a_part_is_refused() -> None:
    with pytest.raises(cn.errors.ModelError, match=r"links, item 2 must be a Link, not 'rain'\."):
        CausalMap("farms", [Link("a", "b"), "rain"])  # type: ignore[list-item]


def test_replacing_a_factor_or_a_source_makes_another_map() -> None:
    held = farms()
    other = held.replacing(Factor("rain", "Rainfall"), Source("Amina", title="A farmer"))

    assert other.factors["rain"].label == "Rainfall"
    assert other.sources["Amina"].title == "A farmer"
    assert held.factors["rain"].label == "rain"
    with pytest.raises(cn.errors.UnknownNameError, match="No factor 'snow'"):
        held.replacing(Factor("snow"))


def test_how_a_map_was_read_does_not_count_when_maps_are_compared() -> None:
    held = farms()
    read = CausalMap("farms", held.links, reading=cn.answers.MapReading("x.csv", "link list"))

    assert held == read
    assert hash(held) == hash(read) == hash(pickle.loads(pickle.dumps(read)))
    assert str(held.reading) == "The map was made in Python, not read from a file."


def test_a_map_shows_as_a_table_in_a_notebook() -> None:
    shown = farms()._repr_html_()

    assert "farms" in shown
    assert ">3<" in shown
