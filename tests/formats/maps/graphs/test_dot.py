"""DOT files whose edges have signs."""

from __future__ import annotations

from pathlib import Path

import pydot
import pytest

import causalnet as cn
from tests.formats.maps.loading import left_out, links, loaded, refused

FARM = r"""
/* drawn by hand */
strict digraph "our farm" {
  label="Farms"; node [shape=box, tags="crop"]
  rain [label="Rain\nfall" color=red];
  subgraph cluster_a { harvest; debt [tags="money|owed"] }
  rain -> harvest:n [sign="+", quote="When it " + "rains"];
  harvest -> debt [arrowhead=tee, penwidth=2]  // blunt
  rain -> {harvest debt} -> "社会" [label="−"]
  debt -> rain [dir=back, sign=positive]; rain -> debt [dir=both]; debt -> harvest [dir=none]
}
"""


def test_every_kind_of_statement(tmp_path: Path) -> None:
    held = loaded(tmp_path, FARM, "farm.dot")

    assert links(held) == [
        "rain_fall → harvest (+)",
        "harvest → debt (-)",
        "rain_fall → harvest (-)",
        "rain_fall → debt (-)",
        "harvest → 社会 (-)",
        "debt → 社会 (-)",
        "rain_fall → debt (+)",
        "rain_fall → debt (?)",
        "debt → rain_fall (?)",
    ]
    assert (held.name, held.title) == ("farm", "Farms")
    assert held.links[0].quote == "When it rains"
    assert held.factors["debt"].tags == ("money", "owed")
    assert held.factors["harvest"].tags == ("crop",)
    assert left_out(held) == {
        "edges without a direction": 1,
        "attributes arrowhead, color, penwidth, shape": 7,
        "groups of nodes": 2,
        "ports": 1,
    }


# pydot calls pyparsing by names that the latter has replaced.
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_pydot_reads_the_same_edges(tmp_path: Path) -> None:
    text = 'digraph { a [label="A b"]; a -> b [sign="+"]; b -> "c d" -> a [sign="-"]; e }'
    [peer] = pydot.graph_from_dot_data(text) or []

    held = loaded(tmp_path, text, "x.dot")

    assert len(held.links) == len(peer.get_edges())
    theirs = {(e.get_source().strip('"'), e.get_destination().strip('"')) for e in peer.get_edges()}
    labels = {name: factor.label for name, factor in held.factors.items()}
    labels["a_b"] = "a"
    assert {(labels[one.cause], labels[one.effect]) for one in held.links} == theirs
    assert "e" in held.factors


def test_a_diagram_of_ours_is_read_again(tmp_path: Path) -> None:
    cn.draw(cn.load("lawn")).save(tmp_path / "lawn.dot")

    held = cn.load(tmp_path / "lawn.dot")

    assert isinstance(held, cn.CausalMap)
    assert len(held.links) == len(cn.load("lawn").influences)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("digrap { a }", "'x.dot', line 1: a DOT file begins with 'digraph', found 'digrap'. Did you mean 'digraph'?"),
        ("digraph {\n a -- b }", "'x.dot', line 2: a digraph joins nodes with '->', not '--'."),
        ("digraph { a -> }", "'x.dot', line 1: expected a node after '->', found '}'."),
        ("digraph { a [x=] }", "'x.dot', line 1: expected a value for 'x', found ']'."),
        ('digraph {\n\n a [label="x] }', "'x.dot', line 3: '\"x]' cannot be read here; a quotation mark is not closed."),
        ("digraph { a -> b [sign=-] }", "'x.dot', line 1: '-]' cannot be read here. A text with other marks than letters, digits and _ needs quotes around it."),
        ("digraph { a", "'x.dot', line 1: expected a node, an edge or '}', found the end of the file."),
        ("digraph { a } b", "'x.dot', line 1: expected the end of the file after '}', found 'b'."),
        ("digraph { a [label=<b <i> c] }", "'x.dot', line 1: a label in angle brackets is not closed."),
        ("digraph " + "{" * 500, "'x.dot', line 1: its braces are too deep for a map."),
        ("", "'x.dot', line 1: a DOT file begins with 'digraph', found the end of the file."),
        ("digraph { node [" + ",".join(f"a{i}=1" for i in range(300)) + "] }", "'x.dot', line 1: there are more than 200 attributes."),
        ("digraph {" + "{}" * 30_000, "'x.dot', line 1: there are more than 20,000 groups: too many for a map."),
        ("graph { a -- b }", None),
    ],
    ids=lambda value: str(value)[-60:],
)  # fmt: skip
def test_mistakes_in_the_syntax_are_told_with_their_line(
    tmp_path: Path, text: str, message: str | None
) -> None:
    if message is None:
        assert left_out(loaded(tmp_path, text, "x.dot")) == {"edges without a direction": 1}
    else:
        assert refused(tmp_path, text, "x.dot") == message


def test_a_group_of_groups_cannot_make_edges_without_end(tmp_path: Path) -> None:
    group = "{" + " ".join(f"n{i}" for i in range(1_000)) + "}"

    assert refused(tmp_path, f"digraph {{ {group} -> {group} }}", "x.dot") == (
        "'x.dot', line 1: there are more than 200,000 edges: too many for a map."
    )


def test_a_label_that_is_not_the_sign_is_kept_as_a_note(tmp_path: Path) -> None:
    text = 'digraph { a -> b [sign="+", label="-"]; b -> c [sign="+", label="+"]; a [type="+"] }'

    held = loaded(tmp_path, text, "farm.dot")

    assert [(link.sign, link.note) for link in held.links] == [("+", "label: -"), ("+", "")]
    assert held.factors["a"].note == "type: +"
