"""Who says so, as pictures, pages and reports tell it."""

from __future__ import annotations

import re

import pytest

import causalnet as cn
from causalnet.display.explorer.contents import contents_of
from causalnet.display.sayers import KINDS, cited_at, counted_sayers, source_words
from causalnet.language.translate import speaking
from tests.display.pictures import dot_edges, texts, titles
from tests.toys import village


def test_every_mention_is_placed_and_counted() -> None:
    model = village()
    rain, seed, price = model.influences

    assert cited_at(model, model.claims["rains"]) == "amina, p. 1; amina, p. 4; chaltu; dawit, p. 2"
    assert counted_sayers(model, rain) == "4 citations of 3 sources, 2 independent"
    assert (
        counted_sayers(model, seed) == "2 citations of 2 sources; against: 1 citation of 1 source"
    )
    assert counted_sayers(model, price) == ""


def test_many_mentions_are_counted_where_they_would_fill_the_page() -> None:
    many = cn.Claim("c", "So.", "memo", also=[cn.Citation("memo", f"p. {i}") for i in range(2, 9)])

    told = cn.CausalModel("m", [], sources=[cn.Source("memo")], claims=[many])
    assert cited_at(told, many) == "memo; p. 2; p. 3; p. 4; and 4 more"


def test_a_place_is_told_by_the_label_of_its_mark_in_the_language_that_is_spoken() -> None:
    essay = cn.Source("essay", "An essay", places=["Gap", "Gap close"], kind="tale", author="A. B.")
    claims = [cn.Claim("c", "So.", "essay", "Gap¶2", also=[cn.Citation("essay", "Gap close")])]
    model = cn.CausalModel("m", [], sources=[essay, cn.Source("memo")], claims=claims)
    labels = {"place_labels": ["落差", "落差・結び"], "kind": "物語", "author": "甲"}
    spoken = model.translating("ja", {"sources": {"essay": labels}}).in_language("ja")

    assert cited_at(model, claims[0]) == "Gap¶2; Gap close"
    with speaking("ja"):
        assert cited_at(spoken, claims[0]) == "落差¶2；落差・結び"
        assert source_words(spoken.sources["essay"]) == "物語、甲"


def test_a_label_is_written_for_every_mark_or_for_none() -> None:
    with pytest.raises(cn.errors.ModelError, match="place_labels has 1 label for 2 marks"):
        cn.Source("essay", places=["Gap", "Con"], place_labels=["落差"])
    model = cn.CausalModel("m", [], sources=[cn.Source("essay", places=["Gap", "Con"])])
    with pytest.raises(cn.errors.ModelError, match="holds 1 text for 2 marks"):
        model.translating("ja", {"sources": {"essay": {"place_labels": ["落差"]}}})


def test_a_source_is_described_by_what_is_known_of_it() -> None:
    sources = village().sources

    assert source_words(sources["amina"]) == "interview, district: north, role: farmer"
    assert source_words(sources["dawit"]) == "D. D., 2024"


def test_the_usual_kinds_of_sources_speak_japanese_and_others_stay():
    with speaking("ja"):
        usual = cn.Source("s", kind="working paper", author="A. B.", date="2024")
        assert source_words(usual) == "ワーキングペーパー、A. B.、2024"
        assert source_words(cn.Source("s", kind="folk song")) == "folk song"
        assert source_words(cn.Source("s", groups={"district": "north"})) == "district：north"
        assert source_words(cn.Source("s")) == ""


def test_every_kind_of_source_that_ships_is_a_usual_one():
    kinds = {s.kind for name in cn.models() for s in cn.load(name).sources.values() if s.kind}
    assert len(kinds) > 8
    assert kinds <= set(KINDS)


def widths(picture: cn.answers.Diagram) -> list[float]:
    """The width of each arrow."""
    return [float(re.search(r"penwidth=([\d.]+)", line)[1]) for line in dot_edges(picture)]


@pytest.mark.parametrize(
    ("width", "counts", "legend"),
    [
        ("sources", [3, 2, 0], "wide: many sources, 0 to 3"),
        ("citations", [4, 2, 0], "wide: many citations, 0 to 4"),
    ],
)
def test_an_arrow_is_as_wide_as_many_say_so(width: str, counts: list[int], legend: str) -> None:
    picture = cn.draw(village(), width=width, legend=True)

    # Fewer than six do not make an arrow as wide as it can be.
    assert widths(picture) == pytest.approx([1 + 8 * n / 6 for n in counts], abs=0.01)
    assert legend in texts(picture)
    assert "grey: added" in texts(picture)
    assert "wide: strong" not in texts(picture)


def test_the_widest_arrow_is_the_one_that_most_say() -> None:
    many = [cn.Source(f"s{i}") for i in range(12)]
    claims = [
        cn.Claim("a", "So.", "s0", also=[cn.Citation(s.name) for s in many[1:]]),
        cn.Claim("b", "So.", "s0", also=[cn.Citation(s.name) for s in many[1:3]]),
    ]
    model = cn.CausalModel(
        "m",
        [cn.Variable(v, ["lo", "hi"]) for v in "xyz"],
        [
            cn.Influence("x", "y", "+", 1.0, claims=["a"]),
            cn.Influence("y", "z", "+", 1.0, claims=["b"]),
        ],
        sources=many,
        claims=claims,
    )

    assert widths(cn.draw(model, width="sources")) == [9.0, 3.0]
    assert "==>" in cn.draw(model, width="sources").mermaid


def test_where_all_have_as_many_the_legend_says_so() -> None:
    picture = cn.draw(village().heard("amina", unclaimed=False), width="sources", legend=True)

    assert "all as wide: 1 source each" in texts(picture)


def test_strength_sets_the_width_unless_asked() -> None:
    assert cn.draw(village()).dot == cn.draw(village(), width="strength").dot
    assert "wide: strong" in texts(cn.draw(village(), legend=True))


def test_pointing_at_an_arrow_counts_who_says_so() -> None:
    (rain,) = [t for t in titles(cn.draw(village()), "edge") if t.startswith("Rain")]

    assert rain.split("\n")[1:] == [
        "rains (amina, p. 1; amina, p. 4; chaltu; dawit, p. 2): Rain makes the harvest.",
        "4 citations of 3 sources, 2 independent",
    ]


def test_the_explorer_counts_who_says_so() -> None:
    told = contents_of(village()).values["influences"]

    assert [influence["sayers"] for influence in told] == [
        "4 citations of 3 sources, 2 independent",
        "2 citations of 2 sources; against: 1 citation of 1 source",
        "",
    ]
    assert told[0]["claims"][0]["at"] == "amina, p. 1; amina, p. 4; chaltu; dawit, p. 2"


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (
            lambda: cn.draw(cn.compile_model(village()), width="sources"),
            "A network does not have sources. Draw an elicited model.",
        ),
        (
            lambda: cn.draw(village(), width="voices"),
            "'width' must be 'strength', 'sources' or 'citations', got 'voices'.",
        ),
        (
            lambda: cn.draw(
                cn.routes(village(), "price", under=cn.do(seed="high")), width="sources"
            ),
            "A picture of an answer shows the question that it answers: it takes legend= and theme= alone.",
        ),
    ],
)
def test_a_width_that_makes_no_sense_is_refused(ask: object, message: str) -> None:
    with pytest.raises(cn.errors.CausalnetError) as caught:
        ask()

    assert message in str(caught.value)
