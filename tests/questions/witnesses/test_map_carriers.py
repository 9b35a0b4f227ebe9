"""Two factors of a causal map: what joins them, counted over every path."""

from __future__ import annotations

import time

import networkx as nx
import pytest
from hypothesis import given, strategies as st

import causalnet as cn
from causalnet.answer_tables import paragraph
from tests.questions.witnesses.cases import large_map

FACTORS = "abcde"
VOICES = ["ann", "bo", "cy"]


def farms():
    """Rain to income by two ways, with a loop and a link that nobody is named for."""
    return cn.CausalMap(
        "farms",
        [
            cn.Link("rain", "harvest", "+", source="ann", quote="When it rains we eat."),
            cn.Link("rain", "harvest", "+", source="bo"),
            cn.Link("harvest", "income", "+", source="ann"),
            cn.Link("rain", "pasture", "+", source="bo"),
            cn.Link("pasture", "income", "-"),
            cn.Link("pasture", "income", "+", source="cy"),
            cn.Link("income", "harvest", "+", source="cy"),
            cn.Link("income", "rain", "-", source="cy"),
        ],
    )


def test_the_sheet_says_by_how_many_citations_sources_paths_and_threads_two_factors_are_joined():
    found = cn.witnesses(farms(), "income", cause="rain")

    assert found.sentence == (
        "What leads from rain to income rests on 2 sources (ann and bo): without what they alone say, "
        "no path is left."
    )
    assert found.without_sources.sets == (("ann", "bo"),)
    assert str(found).startswith(
        paragraph(found.sentence)
        + """
joined by   6 citations of 4 sources along 4 influences.
paths       2 disjoint paths: no two share an influence, and 2 share no
            variable in between.
sources     Without 2 sources no path is left: ann and bo.
"""
    )
    assert "threads     One source tells a whole way: ann." in str(found)
    assert "citations   Without 2 citations no path is left: link 3 and link 4." in str(found)
    assert "\nunnamed: the mentions that do not name a source, taken as one source.\n" in str(found)


@given(st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=14))
def test_what_joins_two_factors_is_on_a_path_between_them(pairs: set[tuple[int, int]]) -> None:
    coded = cn.CausalMap("coded", [cn.Link(f"x{a}", f"x{b}") for a, b in sorted({*pairs, (0, 1)})])
    graph = nx.DiGraph([(link.cause, link.effect) for link in coded.links])

    found = cn.witnesses(coded, "x1", cause="x0")

    names = {carrier.name for carrier in found.carriers}
    paths = nx.all_simple_edge_paths(graph, "x0", "x1")
    assert names >= {f"{a} → {b}" for path in paths for a, b in path}
    # An arrow back to the cause, on from the outcome, or back against the only arrow there is, joins nothing.
    assert not any(name.startswith("x1 →") or name.endswith("→ x0") for name in names)


def test_an_arrow_that_only_leads_back_joins_nothing() -> None:
    links = [("a", "b"), ("b", "c"), ("c", "b"), ("c", "d"), ("d", "c"), ("c", "c"), ("d", "b")]
    coded = cn.CausalMap("coded", [cn.Link(cause, effect) for cause, effect in links])

    found = cn.witnesses(coded, "d", cause="a")

    assert [carrier.name for carrier in found.carriers] == ["a → b", "b → c", "c → d"]


def test_numbers_stand_in_their_order() -> None:
    elsewhere = [cn.Link("c", "d", source="y")] * 8
    thrice = cn.CausalMap("coded", [*elsewhere, *[cn.Link("a", "b", source="x")] * 3])
    told = " ".join(str(cn.witnesses(thrice, "b", cause="a")).split())
    assert "Without 3 citations no path is left: link 9, link 10 and link 11." in told
    assert "paths 1 disjoint path: there is an influence that every path uses." in told

    chain = [cn.Link("a", "b"), *elsewhere, cn.Link("b", "e")]
    told = str(cn.witnesses(cn.CausalMap("coded", [elsewhere[0], *chain]), "e", cause="a"))
    assert "Without one citation no path is left: link 2 or link 11." in told


def test_a_loop_does_not_matter_and_signs_that_disagree_are_open():
    frame = cn.witnesses(farms(), "income", cause="rain").to_frame().set_index("influence")

    assert frame.sign.to_dict() == {
        "rain → harvest": "+",
        "harvest → income": "+",
        "rain → pasture": "+",
        "pasture → income": "?",
    }
    assert frame.loc["pasture → income", "said by"] == "unnamed; cy"
    assert "standing" not in frame


def test_a_source_that_rests_on_another_is_one_voice_with_it():
    links = [cn.Link("x", "y", "+", source=name) for name in ("report", "paper")]
    own = [cn.Source("report"), cn.Source("paper", rests_on=["report"])]
    found = cn.witnesses(cn.CausalMap("two", links, sources=own), "y", cause="x")

    assert (len(found["x → y"].sources), found["x → y"].independent) == (2, 1)


def test_a_map_and_its_scaffold_have_the_same_witnesses():
    tree = cn.CausalMap("tree", [link for link in farms().links if link.cause != "income"])
    own = cn.witnesses(tree, "income", cause="rain")
    model = cn.witnesses(cn.scaffold(tree), "income", cause="rain")

    assert model.sentence == own.sentence
    assert model.threads == own.threads
    for name in ("citations", "sources", "disjoint", "without_sources", "without_influences"):
        assert getattr(model, name) == getattr(own, name)


@pytest.mark.parametrize(
    ("more", "text"),
    [
        ({"conclusion": "income"}, "Name two factors"),
        ({"conclusion": "income", "cause": "rain", "at": 1}, "Name two factors"),
        ({"conclusion": cn.Conclusion("income", "rises", under=cn.do(rain="high"))}, "scaffold"),
        ({"conclusion": "incom", "cause": "rain"}, "'incom'"),
        ({"conclusion": "income", "cause": "rian"}, "'rian'"),
    ],
)
def test_what_a_map_cannot_answer_is_refused(more, text):
    with pytest.raises(cn.errors.CausalnetError, match=text):
        cn.witnesses(farms(), **more)


def test_factors_that_nothing_joins_are_told():
    assert cn.witnesses(farms(), "rain", cause="rain").carriers == ()
    apart = cn.CausalMap("apart", [cn.Link("x", "y", "+", source="ann")])
    found = cn.witnesses(apart, "x", cause="y")
    assert found.sentence == "No link leads from y to x, nor does a chain of them."


def test_a_map_without_sources_names_none():
    own = cn.CausalMap("bare", [cn.Link("x", "y", "+"), cn.Link("y", "z", "-")])

    for asked in (own, cn.scaffold(own)):
        found = cn.witnesses(asked, "z", cause="x")
        assert found.sentence == "No source is named for what leads from x to z."
        assert found.rests_on == "No source is named for any of the influences that carry it."
        assert found.citations == 2


def test_a_map_is_drawn_by_way_of_its_model():
    with pytest.raises(cn.errors.QuestionError, match=r"cn\.scaffold"):
        cn.draw(cn.witnesses(farms(), "income", cause="rain"))


@given(st.lists(st.tuples(*[st.sampled_from(s) for s in (FACTORS, FACTORS, VOICES)]), max_size=12))
def test_threads_and_influences_are_those_of_every_path(coded):
    links = [cn.Link(a, b, "+", source=voice) for a, b, voice in coded if a != b]
    factors = [cn.Factor(name) for name in FACTORS]
    own = cn.CausalMap("random", links, factors=factors)
    found = cn.witnesses(own, "e", cause="a")
    said = {}
    for link in links:
        said.setdefault(link.name, set()).add(link.source)
    paths = _paths(links)

    on_a_path = {name for path in paths for name in path}
    assert on_a_path <= {c.name for c in found.carriers}
    assert {*found.threads} == {
        voice for voice in VOICES if any(all(voice in said[n] for n in path) for path in paths)
    }
    assert bool(found.carriers) == bool(paths)


def _paths(links):
    """Every path from a to e that visits no factor twice, as names."""
    found, waiting = [], [((), "a")]
    while waiting:
        path, node = waiting.pop()
        if node == "e":
            found.append([link.name for link in path])
            continue
        been = {"a", *(link.effect for link in path)}
        steps = {
            link.name: link for link in links if link.cause == node and link.effect not in been
        }
        waiting += [((*path, link), link.effect) for link in steps.values()]
    return found


def test_a_map_of_850_citations_takes_less_than_a_second():
    # The time of this process alone, with libraries loaded: other work on the machine does not count.
    own = large_map(seed=1)
    cn.witnesses(own, "f25", cause="f0")
    start = time.process_time()
    found = cn.witnesses(own, "f25", cause="f0")
    assert found.citations > 750
    assert found.without_sources.exact
    assert time.process_time() - start < 1.0


def test_mentions_without_a_source_are_not_said_to_be_one_voice_that_tells_it_all() -> None:
    links = [cn.Link("a", "b", "+", source="ann"), cn.Link("a", "b", "+"), cn.Link("b", "c", "+")]
    coded = cn.CausalMap("coded", links)
    found = cn.witnesses(coded, "c", cause="a")
    thread = (
        "No named source tells a whole way; the mentions without a source do, whoever said them."
    )

    assert found.sentence == "Without what is said without a source, no path is left from a to c."
    assert thread in " ".join(str(found).split())
    model = cn.scaffold(coded)
    asked = cn.witnesses(model, cn.Conclusion("c", "rises", under=cn.do(a="high")))
    assert asked.rests_on == f"Without what is said without a source, no path is left. {thread}"
    both = cn.CausalMap("coded", [*links, cn.Link("b", "c", "+", source="ann")])
    assert "One source tells a whole way: ann." in str(cn.witnesses(both, "c", cause="a"))
