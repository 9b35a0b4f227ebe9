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
    with pytest.raises(cn.errors.ModelError) as caught:
        CausalMap("farms", [], reading="x.csv")  # type: ignore[arg-type]
    assert str(caught.value) == "reading must be a MapReading, not 'x.csv'. (map 'farms')"


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


def voices() -> CausalMap:
    """Three voices in two groups, one of whom rests on another, and a link that nobody is named for."""
    return CausalMap(
        "voices",
        [
            Link("rain", "harvest", "+", source="Amina", tags=["farm"]),
            Link("rain", "harvest", "+", source="report", tags=["farm", "rain"]),
            Link("harvest", "income", "+", source="Amina"),
            Link("harvest", "income", "-", source="Bento"),
            Link("income", "health", "+"),
        ],
        sources=[
            Source("Amina", groups={"district": "north"}, rests_on=["report"]),
            Source("Bento", groups={"district": "south"}),
            Source("report"),
        ],
    )


def shown(held: CausalMap) -> list[str]:
    return [f"{link} {link.source}".strip() for link in held.links]


def test_a_map_of_some_voices_keeps_what_they_say_and_whom_they_rest_on() -> None:
    north = voices().heard(groups={"district": "north"})

    assert shown(north) == ["rain → harvest (+) Amina", "harvest → income (+) Amina"]
    assert [*north.factors] == ["rain", "harvest", "income"]
    assert [*north.sources] == ["Amina", "report"]
    assert voices().heard("Bento").links == (voices().links[3],)
    assert voices().heard() == voices()


def test_a_pair_needs_as_many_independent_voices_as_asked_for() -> None:
    # Amina rests on the report, and so the two are one voice.
    assert [*voices().heard(at_least=2).pairs] == [("harvest", "income", 0)]
    assert voices().heard(at_least=3).links == ()


def test_a_map_of_some_tags_keeps_the_links_that_have_one() -> None:
    assert shown(voices().tagged("rain")) == ["rain → harvest (+) report"]
    assert len(voices().tagged("rain", "farm").links) == 2
    with pytest.raises(cn.errors.UnknownNameError, match="No tag 'frm'.*Did you mean 'farm'"):
        voices().tagged("frm")


def hierarchy() -> CausalMap:
    labels = {"diet": "Health; Diet", "illness": "Health; Illness; Fever", "income": "Income"}
    return CausalMap(
        "hierarchy",
        [
            Link("income", "diet", "+"),
            Link("diet", "illness", "-"),
            Link("illness", "income", "-"),
            Link("income", "income", "+"),
        ],
        factors=[Factor(name, label, tags=[name]) for name, label in labels.items()],
    )


def test_zooming_joins_factors_with_the_same_general_label() -> None:
    held = hierarchy()
    one = held.zoom()

    assert [(f.name, f.label, f.tags) for f in one.factors.values()] == [
        ("health", "Health", ("diet", "illness")),
        ("income", "Income", ("income",)),
    ]
    assert shown(one) == ["income → health (+)", "health → income (-)", "income → income (+)"]
    assert one.reading.left_out == (
        cn.answers.LeftOut("links within one factor", "Zoomed to level 1.", 1),
    )
    assert [f.label for f in held.zoom(2).factors.values()] == [
        "Health; Diet",
        "Health; Illness",
        "Income",
    ]
    assert held.zoom(3).links == held.links


def test_zooming_keeps_the_names_of_factors_that_are_general_already() -> None:
    held = CausalMap(
        "x",
        [Link("a", "b")],
        factors=[Factor("a", "Health; Diet"), Factor("b", "health"), Factor("health", "Other")],
    )

    assert [(f.name, f.label) for f in held.zoom().factors.values()] == [
        ("b", "Health"),
        ("health", "Other"),
    ]


def test_merging_counts_one_factor_as_another_or_as_its_opposite() -> None:
    held = CausalMap(
        "x",
        [
            Link("rain", "harvest", "+"),
            Link("drought", "harvest", "-"),
            Link("drought", "rain", "-"),
        ],
        factors=[Factor("rain"), Factor("harvest"), Factor("drought", note="lack of rain")],
    )
    other = held.merging({"drought": "~rain"})

    assert shown(other) == ["rain → harvest (+)", "rain → harvest (+)"]
    assert other.factors["rain"].note == "lack of rain"
    assert other.reading.left_out[0].count == 1
    with pytest.raises(cn.errors.UnknownNameError, match="No factor 'snow'"):
        held.merging({"drought": "snow"})
    with pytest.raises(cn.errors.QuestionError, match="Match 'drought' with 'harvest'."):
        held.merging({"drought": "rain", "rain": "harvest"})


def test_links_act_later_where_the_user_says_so() -> None:
    held = farms().lagging("rain -> harvest", lag=2)

    assert [link.lag for link in held.links] == [2, 2, 1]
    assert farms().lagging(("rain", "harvest")).links[0].lag == 1
    with pytest.raises(cn.errors.UnknownNameError, match="No pair 'rain → income'"):
        held.lagging("rain → income")
