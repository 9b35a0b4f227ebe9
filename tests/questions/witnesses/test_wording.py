"""The wording of bounds, of many names, and of paths that were found and not counted."""

from __future__ import annotations

from dataclasses import replace

import pytest

import causalnet as cn
from causalnet.questions.witnesses.label_cut import LabelCut
from causalnet.questions.witnesses.path_counts import DisjointPaths
from causalnet.questions.witnesses.threads import Tellers
from tests.questions.witnesses.cases import argument, two_ways


def found(**changed):
    whole = cn.witnesses(two_ways(xa="ann", ay="bo", xb="cy", by="di"), "y", cause="x")
    return replace(whole, **changed)


def plain(answer):
    return " ".join(str(answer).split())


BOUNDS = LabelCut("bounds", 3, 5, (("a", "b", "c", "d", "e"),), complete=False)


def test_bounds_are_said_to_be_bounds():
    few = found(without_sources=BOUNDS)

    assert few.sentence == "Between 3 and 5 sources must fall before no path is left from x to y."
    assert few.rests_on.startswith("Between 3 and 5 sources carry every path.")
    assert "At least 3 sources, and at most 5, leave no path if they fall." in plain(few)
    assert "Bounds only, since the search for the fewest" in plain(few)
    assert "grew too long: sources." in plain(few)


def test_an_integer_programme_is_named():
    cut = LabelCut("integer programme", 2, 2, (("ann", "cy"),), complete=False)

    assert "Exact, by an integer programme" in plain(found(without_sources=cut))
    assert "(ann and cy, among others)" in found(without_sources=cut).sentence


def test_bounds_on_those_who_tell_a_way_together_are_told():
    few = found(together=Tellers(2, 4, (("a", "b", "c", "d"),), complete=False))

    assert few.rests_on.endswith(
        "No one source tells a whole way; it takes between 2 and 4 together."
    )


@pytest.mark.parametrize(
    ("disjoint", "text"),
    [
        (DisjointPaths(1, 1), "1 disjoint path: any two share an influence."),
        (DisjointPaths(1, 1, exact=False), "at least 1 disjoint path."),
        (
            DisjointPaths(3, 1),
            "3 disjoint paths: no two share an influence, and any two share a variable.",
        ),
        (
            DisjointPaths(3, 2, exact=False),
            "at least 3 disjoint paths: no two share an influence, and at least 2 share no variable in between.",
        ),
    ],
)
def test_paths_that_were_found_are_told_apart_from_the_most_that_there_are(disjoint, text):
    assert f"paths {text}" in plain(found(disjoint=disjoint))


def test_of_many_sources_the_first_are_named():
    many = [f"s{i}" for i in range(9)]
    whole = cn.witnesses(argument({"x → y": many}), "y", cause="x")

    assert whole.sentence == (
        "What leads from x to y rests on 9 sources (s0, s1, s2, s3, s4, s5 and 3 more): without what "
        "they alone say, no path is left."
    )
    assert "9 sources each tell a whole way: s0, s1, s2, s3, s4, s5 and 3 more." in plain(whole)


def test_of_many_influences_the_first_are_printed():
    chain = {f"v{i} → v{i + 1}": ["ann"] for i in range(40)}
    whole = cn.witnesses(argument(chain), "v40", cause="v0")

    assert "and 10 more; to_frame() has all of them." in str(whole)
    assert len(whole.to_frame()) == 40
