"""The notation of dagitty."""

import pytest
from hypothesis import given, strategies as st

from causalnet.errors import CausalnetError, QuestionError
from causalnet.network.dagitty import looks_like_dagitty, read_dagitty
from causalnet.network.mixed_graph import MixedGraph


def test_what_the_website_writes_is_read() -> None:
    text = """dag {
    bb="0,0,1,1"
    "a b" [exposure,pos="-2.2,-1.5"]
    Y [outcome,pos="1.4,1.0"]
    u [latent,pos="0,0"]
    "a b" -> Y [pos="0.4,0.1"]
    u -> "a b"
    u -> Y
    }"""
    assert read_dagitty(text) == MixedGraph(
        {"a b": ["u"], "Y": ["a b", "u"], "u": []}, latent=["u"]
    )


def test_chains_groups_comments_and_names() -> None:
    graph = read_dagitty(
        'dag "model" { {a b} -> c <- d <-> e ; # remark\n c -> { f g } /* more */ }'
    )
    assert graph == MixedGraph(
        {"a": [], "b": [], "c": ["a", "b", "d"], "d": [], "e": [], "f": ["c"], "g": ["c"]},
        [("d", "e")],
    )


def test_attributes_of_an_arrow_are_not_those_of_its_end() -> None:
    assert read_dagitty("dag { x -> y [latent] }").measured == ("x", "y")


@pytest.mark.parametrize("name", ["収益", "x.1", "_a", "2nd"])
def test_names_of_any_script(name: str) -> None:
    assert read_dagitty(f"dag {{ {name} -> y }}").parents["y"] == (name,)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("dag { x -> }", r"Line 1 of the graph: '}' stands where a variable was expected"),
        ("dag { x -> y", r"The graph ends before its closing '}'"),
        ("dag {\n x -- y }", r"Line 2 of the graph: '-- y }' is not an arrow: write ->, <- or <->"),
        ("pdag { x -> y }", r"Only a graph of the kind 'dag' is read, not 'pdag'"),
        ("x -> y", r"Expected a graph such as"),
        ("dag { -> y }", r"is an arrow that starts nowhere"),
        ("dag { x -> y } z", r"follows the end of the graph"),
        ("dag { x > y }", r"is not understood"),
        ("dag { x -> y -> x }", r"The arrows form a cycle"),
    ],
)
def test_mistakes_have_a_place(text: str, message: str) -> None:
    with pytest.raises(QuestionError, match=message):
        read_dagitty(text)


@given(st.text(alphabet='dag {}[];->< "xyz\n=', max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        read_dagitty("dag {" + text)
    except CausalnetError:
        return
    assert looks_like_dagitty("dag {" + text)
