"""Pictures of causal maps: what is drawn, how wide, and what is said of it."""

from __future__ import annotations

import time

import pytest

import causalnet as cn
from causalnet import CausalMap, Factor, Link
from causalnet.display.diagram.diagram import Diagram
from causalnet.display.diagram.scene import sketch_of
from causalnet.display.diagram.views.map_view import map_view
from causalnet.display.palette import theme_of


def farms() -> CausalMap:
    links = [Link("rain", "harvest", "+", source=name, quote=f"{name} says so.") for name in "ABCD"]
    return CausalMap(
        "farms",
        [
            *links,
            Link("harvest", "income", "+", source="A"),
            Link("harvest", "income", "-", source="B"),
            Link("income", "harvest", "-", source="B"),
            Link("income", "income", "+", source="B"),
            Link("rain", "mood", "+"),
        ],
        factors=[
            Factor("rain", "Rain; Enough of it; At the right time; In the north of the district"),
            *map(Factor, ("harvest", "income", "mood", "alone")),
        ],
        title="Farms in the north",
    )


def drawn(view_of: CausalMap, **more: object) -> dict[tuple[str, str], object]:
    view = map_view(view_of, more.get("focus"), more.get("steps"), more.get("at_least", 1))  # type: ignore[arg-type]
    return {(a.cause, a.effect): a for a in sketch_of(view, theme_of("light")).arrows}


def test_an_arrow_is_as_wide_as_many_sources_mention_it() -> None:
    arrows = drawn(farms())

    assert {pair: (arrow.sign, arrow.label.strip()) for pair, arrow in arrows.items()} == {  # type: ignore[attr-defined]
        ("rain", "harvest"): ("+", "4"),
        ("harvest", "income"): ("?", "2"),
        ("income", "harvest"): ("-", "1"),
        ("rain", "mood"): ("+", "1"),
    }
    widths = [arrows[pair].share for pair in arrows]  # type: ignore[attr-defined]
    assert widths[0] == pytest.approx(4 * widths[2])


def test_a_loop_is_drawn_as_the_map_has_it() -> None:
    arrows = drawn(farms())

    assert {a.lag for a in arrows.values()} == {0}  # type: ignore[attr-defined]
    assert [pair for pair, a in arrows.items() if a.loose] in (  # type: ignore[attr-defined]
        [("income", "harvest")],
        [("harvest", "income")],
    )
    assert "Without 1 link of a factor on itself" in cn.draw(farms()).dot


def test_the_tooltip_of_an_arrow_says_who_mentions_it_with_a_few_quotes() -> None:
    lines = drawn(farms())["rain", "harvest"].lines  # type: ignore[attr-defined]

    assert lines[1:] == (
        "4 citations of 4 sources",
        "A: “A says so.”",
        "B: “B says so.”",
        "C: “C says so.”",
        "and 1 more quote",
    )


def test_factors_are_coloured_by_their_place() -> None:
    view = map_view(farms(), None, None, 1)
    model = view.model

    assert isinstance(model, cn.CausalModel)
    assert {v.name: v.roles for v in model.variables.values()} == {
        "rain": ("context",),
        "harvest": ("mediator",),
        "income": ("mediator",),
        "mood": ("outcome",),
        "alone": ("mediator",),
    }


def test_a_picture_is_simplified_by_sources_and_by_its_focus() -> None:
    assert [*drawn(farms(), at_least=2)] == [("rain", "harvest"), ("harvest", "income")]
    assert [*drawn(farms(), focus="mood")] == [("rain", "mood")]
    assert [*drawn(farms(), focus="mood", steps=2)] == [("rain", "harvest"), ("rain", "mood")]
    assert cn.draw(farms(), at_least=4).title == (
        "Farms in the north, pairs that at least 4 independent sources mention, 2 of 5 factors, beside each arrow the number "
        "of its sources"
    )
    assert "within 1 arrow of income" in cn.draw(farms(), focus="income", steps=1).title


def test_without_any_source_nothing_is_counted_beside_an_arrow() -> None:
    def picture(source: str) -> Diagram:
        return cn.draw(cn.CausalMap("farms", [cn.Link("rain", "harvest", "+", source=source)]))

    assert picture("").title == "farms"
    # The count stands between two spaces that do not break.
    assert "&#160;1 &#160;" not in picture("").svg
    assert "&#160;1 &#160;" in picture("ann").svg


def test_a_model_too_is_simplified_by_sources() -> None:
    model = cn.scaffold(farms(), feedback="lag")

    assert len(cn.draw(model, at_least=2).graph.get_edges()) < len(cn.draw(model).graph.get_edges())
    with pytest.raises(cn.errors.QuestionError, match="A network does not have sources"):
        cn.draw(cn.compile_model(model), at_least=2)


def test_a_hierarchical_label_is_shown_to_its_end() -> None:
    assert "district" in cn.draw(farms()).dot.replace("<BR", " <BR")


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"focus": "rian"}, "No factor 'rian'.*Did you mean 'rain'"),
        ({"steps": 2}, "steps= counts arrows from a focus"),
        ({"at_least": 9}, "No pair of 'farms' is mentioned by 9 independent sources"),
        ({"rivals": True}, r"A picture of a causal map takes focus=, steps=, at_least="),
        ({"width": "citations"}, r"make a model of it: cn.draw\(cn.scaffold"),
    ],
)
def test_what_cannot_be_drawn_is_refused(more: dict[str, object], message: str) -> None:
    with pytest.raises(cn.CausalnetError, match=message):
        cn.draw(farms(), **more)  # type: ignore[arg-type]


def test_a_map_of_240_pairs_and_850_citations_is_drawn_in_a_moment() -> None:
    links = [
        Link(f"f{i % 120}", f"f{(i % 120) + 1 + i // 120 % 2}", "+", source=f"s{i % 19}")
        for i in range(850)
    ]
    started = time.process_time()

    picture = cn.draw(CausalMap("large", links))

    assert len(picture.graph.get_edges()) == 240
    assert time.process_time() - started < 3
