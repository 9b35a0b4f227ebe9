"""The graph of a model or a network in a file: nothing is lost, or a warning lists it."""

from __future__ import annotations

import warnings
from pathlib import Path
from tempfile import TemporaryDirectory

import networkx as nx
import pydot
import pytest
from hypothesis import given, settings, strategies as st

import causalnet as cn
from causalnet.formats.graph_text.dagitty_text import dagitty_names
from causalnet.formats.map_formats import MAP_FORMATS
from causalnet.formats.model_graphs.graph_formats import GRAPH_FORMATS, graph_format_of
from causalnet.formats.registry import FORMATS
from tests.formats.lawns import lawn, refused, written
from tests.strategies.models import models, names
from tests.strategies.networks import networks

CARRYING = ("graphml", "gexf", "dot")


def again(value: object, suffix: str) -> object:
    """A value after a round trip through a file, without a warning."""
    with TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("error")
        path = Path(folder, f"x.{suffix}")
        cn.save(value, path)  # type: ignore[arg-type]
        return cn.load(path)


@settings(max_examples=6)
@given(model=models())
def test_a_model_comes_back_from_its_graph(model: cn.CausalModel) -> None:
    for suffix in CARRYING:
        assert again(model, suffix) == model


@settings(max_examples=5)
@given(network=networks())
def test_a_network_comes_back_from_its_graph(network: cn.Network) -> None:
    for suffix in CARRYING:
        assert again(network, suffix) == network


@settings(max_examples=10)
@given(names=st.lists(names, min_size=2, max_size=5, unique=True))
def test_dagitty_text_is_the_graph(names: list[str]) -> None:
    above = {name: names[:at] for at, name in enumerate(names)}
    graph = cn.MixedGraph(above, [(names[0], names[-1])], names[1:2])
    with TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore", cn.errors.LossWarning)
        path = Path(folder, "x.dagitty")
        cn.save(graph, path)
        found = cn.load(path)

    held = dagitty_names(names)
    assert found == cn.MixedGraph(
        {held[name]: [held[p] for p in above[name]] for name in names},
        [(held[names[0]], held[names[-1]])],
        [held[names[1]]],
    )


def test_other_programs_read_the_graph(tmp_path: Path) -> None:
    model = cn.load("lawn")
    for suffix in CARRYING:
        cn.save(model, tmp_path / f"lawn.{suffix}")  # type: ignore[arg-type]
    graphml = nx.read_graphml(tmp_path / "lawn.graphml")
    gexf = nx.read_gexf(tmp_path / "lawn.gexf")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # pydot's, of pyparsing
        (dot,) = pydot.graph_from_dot_file(tmp_path / "lawn.dot")

    assert [held["causalnet_name"] for _, held in graphml.nodes(data=True)] == [
        "rain",
        "sprinkler",
        "wet",
    ]
    assert [held["sign"] for *_, held in graphml.edges(data=True)] == ["+", "+"]
    assert [held["strength"] for *_, held in gexf.edges(data=True)] == [
        held["strength"] for *_, held in graphml.edges(data=True)
    ]
    assert [edge.get("sign") for edge in dot.get_edges()] == ['"+"', '"+"']


def test_a_graph_that_was_drawn_anew_still_carries_its_model(tmp_path: Path) -> None:
    """As a program for graphs writes it: with colours, and in another order."""
    cn.save(lawn(), tmp_path / "x.graphml")
    graph = nx.read_graphml(tmp_path / "x.graphml")
    nx.set_node_attributes(graph, "red", "color")
    nx.write_graphml(graph, tmp_path / "y.graphml")

    assert cn.load(tmp_path / "y.graphml") == lawn()


def test_a_graph_that_says_something_else_than_its_model_is_refused(tmp_path: Path) -> None:
    cn.save(lawn(), tmp_path / "x.dot")
    text = (tmp_path / "x.dot").read_text(encoding="utf-8")
    path = written(tmp_path, text.replace('sign="+"', 'sign="-"'), "y.dot")

    assert refused(path) == (
        "The graph in 'y.dot' is no longer that of the model that the file carries: 1 edge added or changed (rain → "
        "grass); 1 edge removed or changed (rain → grass). Read the graph as a map with format='dot', or change the "
        "model and save it again."
    )
    held = cn.load(path, format="dot")
    assert isinstance(held, cn.CausalMap)
    assert [str(link) for link in held.links] == ["rain → grass (-)"]


def test_what_a_flowchart_does_not_hold_is_listed(tmp_path: Path) -> None:
    with pytest.warns(cn.errors.LossWarning) as caught:
        cn.save(cn.load("pedalgrove"), tmp_path / "x.mmd")  # type: ignore[arg-type]

    assert str(caught[0].message) == (
        "'x.mmd' holds the graph without the states and definitions of 10 variables, the baselines of 10 variables, "
        "the strengths of 12 influences, 1 source, 10 claims, 1 rival, 2 proposals, 1 actor and what is known today."
    )
    assert refused(tmp_path / "x.mmd") == (
        "'x.mmd' is a Mermaid flowchart, which is written but not read. Save the model as .toml too."
    )


def test_levers_are_exposures_and_a_quotation_mark_is_told_of(tmp_path: Path) -> None:
    model = cn.CausalModel(
        "m",
        [
            cn.Variable('the "x"', ["lo", "hi"], roles=["lever"], latent=True),
            cn.Variable("y", ["lo", "hi"], roles=["outcome"]),
        ],
        [cn.Influence('the "x"', "y", "+", 1)],
    )
    with pytest.warns(cn.errors.LossWarning, match="the quotation marks in 1 name"):
        cn.save(model, tmp_path / "m.txt", format="dagitty")

    assert (tmp_path / "m.txt").read_text(encoding="utf-8") == (
        "dag {\n"
        '  "the \'x\'" [exposure, latent, pos="0.000,0.000"]\n'
        '  "y" [outcome, pos="1.500,0.000"]\n'
        '  "the \'x\'" -> "y"\n'
        "}\n"
    )


def test_a_causal_graph_is_saved_as_dagitty_text_alone(tmp_path: Path) -> None:
    graph = cn.MixedGraph({"x": [], "m": ["x"], "y": ["m"]}, [("x", "y")], ["m"])
    cn.save(graph, tmp_path / "x.dagitty")

    assert cn.load(tmp_path / "x.dagitty") == graph
    for name in ("x.toml", "x.mmd", "x.graphml"):
        with pytest.raises(cn.errors.FileError, match="A MixedGraph is saved as dagitty text"):
            cn.save(graph, tmp_path / name)


def test_draws_and_unknown_formats_are_refused(tmp_path: Path) -> None:
    drawn = cn.compile_model(lawn(), draws=cn.Draws(3, seed=1))
    with pytest.raises(
        cn.errors.NetworkError, match="one number in each cell, and this network has 3"
    ):
        cn.save(drawn, tmp_path / "x.gexf")
    with pytest.raises(cn.errors.FileError) as caught:
        cn.save(lawn(), tmp_path / "x.txt", format="dagity")

    assert str(caught.value) == (
        "There is no format 'dagity' of models; the formats are toml, workbook, bif, xmlbif, xdsl, net, dne, cmpx, uai, graphml, gexf, dot, mermaid, dagitty. Did you "
        "mean 'dagitty'?"
    )
    assert [*tmp_path.iterdir()] == []


def test_damage_is_told_with_its_place(tmp_path: Path) -> None:
    cn.save(lawn(), tmp_path / "x.graphml")
    text = (tmp_path / "x.graphml").read_text(encoding="utf-8")
    path = written(
        tmp_path, text.replace("states = [%22no%22, %22yes%22]", "states = 5"), "y.graphml"
    )

    with pytest.raises(cn.errors.ModelError) as caught:
        cn.load(path)
    assert str(caught.value) == (
        "y.graphml (the model in it), line 4: variables.rain.states must be an array of strings, not 5."
    )
    assert refused(written(tmp_path, "dag {\n x -> ", "z.dagitty")) == (
        "'z.dagitty': The graph ends before its closing '}'."
    )


def test_words_and_suffixes_are_those_of_one_format() -> None:
    suffixes = [suffix for one in GRAPH_FORMATS for suffix in one.suffixes]
    words = {suffix: one.word for one in MAP_FORMATS for suffix in one.suffixes}

    assert len(suffixes) == len({*suffixes})
    assert {*suffixes}.isdisjoint(suffix for one in FORMATS for suffix in one.suffixes)
    for one in GRAPH_FORMATS:
        assert all(words.get(suffix, one.word) == one.word for suffix in one.suffixes)
        assert graph_format_of(Path("x"), one.word) is graph_format_of(
            Path(f"X{one.suffixes[0].upper()}")
        )
