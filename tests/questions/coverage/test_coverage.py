"""Coverage: what a model explains of coded links, counted by hand and against every path."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, strategies as st

import causalnet as cn

SCALE = ["low", "high"]


def model(*influences, labels=None):
    """A model from triples of cause, effect and sign, lagged where a fourth part says so."""
    names = dict.fromkeys(end for i in influences for end in i[:2])
    return cn.CausalModel(
        "town",
        [cn.Variable(n, SCALE, label=(labels or {}).get(n, n)) for n in names],
        [
            cn.Influence(a, b, sign, 1.0, lag=lag[0] if lag else 0)
            for a, b, sign, *lag in influences
        ],
    )


TOWN = model(("rain", "harvest", "+"), ("harvest", "income", "+"), ("toll", "income", "-"))


def links(*coded):
    return [cn.Link(a, b, sign, source=source) for a, b, sign, source in coded]


CODED = links(
    ("rain", "harvest", "+", "ann"),
    ("rain", "harvest", "+", "ann"),
    ("rain", "harvest", "+", "bo"),
    ("rain", "income", "+", "bo"),
    ("rain", "income", "-", "cy"),
    ("toll", "income", "+", "cy"),
    ("income", "rain", "+", "cy"),
    ("rain", "snails", "+", "di"),
    ("rain", "snails", "+", "di"),
    ("toll", "income", "?", "di"),
)


def test_what_is_explained_is_counted_by_link_citation_and_source():
    found = cn.coverage(TOWN, CODED)

    assert {link.name: link.how for link in found.links} == {
        "rain → harvest (+)": "direct",
        "rain → income (+)": "by a path",
        "rain → income (-)": "other sign",
        "toll → income (+)": "other sign",
        "income → rain (+)": "no path",
        "rain → snails (+)": "not in the model",
        "toll → income (?)": "direct",
    }
    counts = {s.what: (s.total, s.direct, s.by_path, s.left) for s in found.shares}
    assert counts == {"links": (7, 2, 1, 4), "citations": (10, 4, 1, 5), "sources": (4, 3, 0, 1)}
    assert found.in_full == ("ann", "bo")
    assert found.sentence == (
        "“town” explains 2 of 7 links directly, with 40% of the citations. A path explains one more. 4 links are left over."
    )


def test_where_nothing_is_explained_it_is_none_and_of_one_source_none() -> None:
    corpus = [cn.Link("moon", "tides", "+", source="Amina")]
    told = " ".join(str(cn.coverage(cn.load("lawn"), corpus)).split())

    assert told.startswith(
        "“Wet grass” does not explain the one link directly. One link is left over."
    )
    assert "Sources of which every link is explained: 0 of 1." in told


def test_what_is_left_over_is_told_most_cited_first_and_paths_are_told():
    found = cn.coverage(TOWN, CODED)

    assert [link.citations for link in found.left_over] == [2, 1, 1, 1]
    assert found.left_over[0].name == "rain → snails (+)"
    assert found.missing == ("snails",)
    assert found.by_path[0].way == "rain → harvest → income"
    text = str(found)
    assert text.index("rain → snails (+)") < text.index("toll → income (+)")
    assert "Not in the model: snails." in text
    assert "rain → income (+)" in text.rsplit("by a path\n", maxsplit=1)[-1]


def test_a_map_rows_and_a_frame_say_the_same():
    rows = [{"From": k.cause, "to": k.effect, "SIGN": k.sign, "source": k.source} for k in CODED]
    whole = str(cn.coverage(TOWN, CODED)).replace("the links", "")

    for other in (cn.CausalMap("coded", CODED), rows, pd.DataFrame(rows)):
        assert str(cn.coverage(TOWN, other)) == whole


def test_empty_cells_of_a_frame_are_no_sign_and_no_source():
    frame = pd.DataFrame(
        {"cause": ["toll"], "effect": ["income"], "sign": [None], "source": [float("nan")]}
    )
    (link,) = cn.coverage(TOWN, frame).links

    assert (link.sign, link.sources, link.how) == ("?", (), "direct")


def test_another_model_is_a_corpus_of_its_influences():
    japan = cn.load("japan_software")
    found = cn.coverage(japan, japan)

    assert found.shares[0].direct == found.shares[0].total == 97
    assert found.sentence.endswith(" Nothing is left over.")
    stated = cn.coverage(japan.only("stated"), japan)
    assert {link.how for link in stated.left_over} <= {"no path", "other sign"}
    assert 23 <= stated.shares[0].direct < 97


def test_factors_are_matched_by_name_by_label_and_by_word():
    labelled = model(("rain", "harvest", "+"), labels={"harvest": "The harvest"})
    coded = links(("RAIN", "the HARVEST", "+", "ann"), ("rainfall", "harvest", "+", "bo"))

    assert [k.how for k in cn.coverage(labelled, coded).links] == ["direct", "not in the model"]
    both = cn.coverage(labelled, coded, matching={"rainfall": "rain"})
    assert [k.how for k in both.links] == ["direct", "direct"]


def test_labels_of_a_map_are_matched():
    labelled = model(("rain", "harvest", "+"), labels={"harvest": "The harvest"})
    factors = [cn.Factor("f1", "Rain"), cn.Factor("f2", "the harvest")]
    coded = cn.CausalMap("coded", [cn.Link("f1", "f2", "+", source="ann")], factors=factors)

    assert cn.coverage(labelled, coded).links[0].how == "direct"


@pytest.mark.parametrize(
    ("corpus", "more", "text"),
    [
        ([], {}, "There are no links"),
        ([{"from": "rain"}], {}, "Row 1 of the links has nothing under 'effect' or 'to'"),
        (
            [{"from": "rain", "to": "toll", "sign": "up"}],
            {},
            "Row 1 of the links has the sign 'up'",
        ),
        (CODED, {"matching": {"snow": "rain"}}, "'snow'"),
        (CODED, {"matching": {"snails": "rian"}}, "'rian'"),
        ([5], {}, "links"),
    ],
)
def test_a_corpus_that_cannot_be_read_is_refused(corpus, more, text):
    with pytest.raises(cn.errors.CausalnetError, match=text):
        cn.coverage(TOWN, corpus, **more)


def test_a_frame_has_a_row_for_each_link():
    frame = cn.coverage(TOWN, CODED).to_frame()

    assert [*frame.columns] == [
        "cause",
        "effect",
        "sign",
        "citations",
        "sources",
        "said by",
        "how",
        "path",
    ]
    assert frame.citations.tolist() == sorted(frame.citations, reverse=True)
    assert frame.citations.sum() == len(CODED)


@given(
    st.lists(
        st.tuples(*[st.sampled_from("abcde")] * 2, st.sampled_from("+-?"), st.integers(0, 1)),
        max_size=9,
        unique_by=lambda i: (i[0], i[1], i[3]),
    ),
    st.sampled_from("+-?"),
)
def test_paths_explain_what_some_path_without_repetition_passes_on(influences, sign):
    acting = [(a, b, s, lag) for a, b, s, lag in influences if lag or a < b]
    own = model(("a", "z", "+"), ("e", "z", "+"), *acting)
    (link,) = cn.coverage(own, links(("a", "e", sign, "ann"))).links
    signs = set(_signs_of_paths(own.influences))
    direct = {i.sign for i in own.influences if (i.cause, i.effect) == ("a", "e")}

    def fits(found):
        return any(sign == s or "?" in (sign, s) for s in found)

    expected = "other sign" if direct or signs else "no path"
    expected = "by a path" if not direct and fits(signs) else expected
    assert link.how == ("direct" if fits(direct) else expected)
    ends = [i.effect for i in link.path]
    assert len({*ends}) == len(ends)


def _signs_of_paths(influences):
    """The sign of every path from a to e that visits nothing twice."""
    waiting = [("a", "+", ("a",))]
    while waiting:
        name, sign, been = waiting.pop()
        if name == "e":
            yield sign
            continue
        for i in influences:
            if i.cause == name and i.effect not in been:
                turned = "?" if "?" in (sign, i.sign) else "+" if sign == i.sign else "-"
                waiting.append((i.effect, turned, (*been, i.effect)))
