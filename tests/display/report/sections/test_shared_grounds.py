"""Conclusions that rest on the same influences: what they share is said once, their figures side by side."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

import causalnet as cn
from causalnet.display.report.section import Known
from causalnet.display.report.sections.grounds import GROUNDS
from causalnet.display.report.sections.shared_grounds import INFLUENCES, _falls, resting_alike
from causalnet.language.translate import speaking
from causalnet.questions.phrases import shown_contrast
from tests.display.report.asking import asking

STATES = ["low", "middle", "high"]
NAMES = {
    "raise a": cn.do(a="high"),
    "raise b": cn.do(b="high"),
    "raise a a little": cn.do(a=cn.partial("high", 0.5)),
    "raise d": cn.do(d="high"),
    "raise e": cn.do(e="high"),
}


def town() -> cn.CausalModel:
    """Both a and b act on y through m alone; d acts on it directly."""
    names = {"k": "Work feeds the mill", "l": "The mill feeds the yield", "o": "Rain feeds all"}
    return cn.CausalModel(
        "town",
        [
            *(cn.Variable(v, STATES, cn.Baseline([0.5, 0.3, 0.2])) for v in "abdem"),
            cn.Variable(
                "y", STATES, cn.Baseline([0.5, 0.3, 0.2]), label="Yield", roles=["outcome"]
            ),
        ],
        [
            cn.Influence("a", "m", "+", cn.pert(0.5, 1, 2), claims=["k"]),
            cn.Influence("b", "m", "+", cn.pert(0.3, 0.6, 1), claims=["o"]),
            cn.Influence("m", "y", "+", cn.pert(0.5, 1, 2), claims=["l"]),
            cn.Influence("d", "y", "+", cn.pert(0.3, 0.6, 1), claims=["o"]),
        ],
        rivals=[
            cn.Rival("turn", [cn.Influence("e", "y", "-", 3.0, standing="rival")], label="Bad seed")
        ],
        sources=[cn.Source("memo")],
        claims=[cn.Claim(name, text, "memo") for name, text in names.items()],
    )


ASKED = {name: cn.Conclusion("y", "rises", under=under) for name, under in NAMES.items()}


@pytest.fixture(scope="module")
def judged():
    return cn.verdicts(town(), ASKED, draws=20)


@pytest.fixture(scope="module")
def blocks(judged):
    (chapter,) = GROUNDS.chapters(asking(town(), ASKED), Known(judged))
    return {block.heading: block for block in chapter.blocks}


def test_those_that_rest_on_the_same_influences_stand_together(judged, blocks):
    assert resting_alike(judged) == [
        ["raise a", "raise a a little"],
        ["raise b"],
        ["raise d"],
        ["raise e"],
    ]
    least = [judged[name].rests.influences.sets for name in ("raise a", "raise a a little")]
    assert least[0] == least[1]
    assert list(blocks) == ["raise a; raise a a little", "raise b", "raise d", "raise e"]


def proved(v: cn.answers.Verdict) -> str:
    """What is proved over the ranges, in words."""
    low, high = (shown_contrast(v.conclusion, x) for x in v.ranges.outer)
    return f"Proved: not below {low}. Proved: not above {high}."


def test_what_they_share_is_said_once(judged, blocks):
    block = blocks["raise a; raise a a little"]
    shared, influences, claims = block.texts
    assert shared.startswith("These 2 conclusions rest on the same influences. The direction ")
    one, other = (judged[name].sentences for name in ("raise a", "raise a a little"))
    both = [s for s in one if s in other]
    assert len(both) >= 2
    assert (
        influences
        == "Each of them falls if any one of these influences is wrong: a → m; m → yield."
    )
    whole = " ".join([*block.texts, *(p.text for p in block.points), *block.tables[0].details])
    assert all(whole.count(s) == 1 for s in both if not s.startswith("It rests on each"))
    assert claims == (
        "Each of them falls if any one of these claims is wrong: “Work feeds the mill” [k]; “The mill feeds the yield” [l]."
    )
    assert "By construction it stands in every draw" in shared
    for name, detail in zip(("raise a", "raise a a little"), block.tables[0].details, strict=True):
        assert detail == proved(judged[name])


def test_each_has_its_own_sentence_and_its_figures(judged, blocks):
    block = blocks["raise a; raise a a little"]
    (table,) = block.tables
    assert [p.name for p in block.points] == [row[0] for row in table.rows]
    for point, row in zip(block.points, table.rows, strict=True):
        v = judged[point.name]
        assert point.text == v.sentences[0]

        def shown(x, c=v.conclusion):
            return shown_contrast(c, x)

        held, free = (
            f"{shown(low)} to {shown(high)}" for low, high in (v.ranges.inner, v.ranges.free)
        )
        low, high = v.draws.held.interval()
        middle = f"{shown(v.draws.held.median)} ({shown(low)} to {shown(high)})"
        assert row == [point.name, shown(v.central), held, free, middle]


def test_what_differs_stands_below_each(judged):
    first, second = (judged[name] for name in ("raise a", "raise a a little"))
    more = replace(first.rests.claims, sets=(("k",), ("l",), ("o",)))
    other = replace(first, rests=replace(first.rests, claims=more))
    named = {"raise a": ASKED["raise a"], "raise a a little": ASKED["raise a a little"]}
    own = cn.answers.Verdicts({"raise a": other, "raise a a little": second})
    (chapter,) = GROUNDS.chapters(asking(town(), named), Known(own))
    (table,) = chapter.blocks[0].tables
    also = "It also falls if this claim is wrong: “Rain feeds all” [o]."
    assert table.details == [f"{also} {proved(other)}", proved(second)]


def test_other_grounds_rivals_or_directions_keep_them_apart(judged):
    pair = {name: judged[name] for name in ("raise a", "raise a a little")}
    assert len(resting_alike(pair)) == 1
    v = pair["raise a"]
    for changed in (
        replace(v, conclusion=replace(v.conclusion, direction="falls")),
        replace(v, conclusion=replace(v.conclusion, at_least="high")),
        replace(v, signs=replace(v.signs, standing="added")),
        replace(v, rests=replace(v.rests, influences=replace(v.rests.influences, sets=(("x",),)))),
        replace(v, rests=replace(v.rests, influences=replace(v.rests.influences, sets=()))),
    ):
        assert len(resting_alike(pair | {"raise a": changed})) == 2


def test_in_japanese_nothing_is_left_in_english():
    model = cn.load("japan_software").in_language("ja")
    names = (
        "break up outsourcing",
        "treat software as a value centre",
        "lower the language barrier",
    )
    more = ("lower the barrier and attract talent", "all four key paths")
    named = {
        name: cn.Conclusion(
            "software_competitiveness", "rises", under=model.proposals[name].intervention
        )
        for name in (*names, *more)
    }
    judged = Known(cn.verdicts(model, named, draws=5))
    with speaking("ja"):
        (chapter,) = GROUNDS.chapters(asking(model, named), judged)
    assert len(chapter.blocks) == 2
    texts = [chapter.title, *chapter.texts]
    for block in chapter.blocks:
        (table,) = block.tables
        texts += [block.heading, *block.texts, *(p.name + p.text for p in block.points)]
        assert len(table.header) == 6
        texts += [*table.header, *table.details, *(cell for row in table.rows for cell in row)]
    assert re.findall(r"[A-Za-z]{4,}", " ".join(texts)) == []


@pytest.mark.parametrize(
    ("sets", "told"),
    [
        ([("a",)], "Each of them falls if this influence is wrong: a."),
        ([("a",), ("b",)], "Each of them falls if any one of these influences is wrong: a; b."),
        ([("a", "b")], "Each of them falls if these influences are wrong together: a and b."),
    ],
)
def test_one_part_is_told_in_the_singular(sets, told):
    assert _falls(sets, str, INFLUENCES) == told
