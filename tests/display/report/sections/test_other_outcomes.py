"""The outcomes that no conclusion is about: every change with its size and its ground, in a table and in short."""

from __future__ import annotations

import re

import pytest

import causalnet as cn
from causalnet.answer_tables import signed
from causalnet.display.report.section import Known
from causalnet.display.report.sections.other_outcomes import OTHER_OUTCOMES, other_outcomes_told
from causalnet.display.report.sections.over_time import OVER_TIME
from causalnet.display.report.sections.summary import SUMMARY
from causalnet.language.translate import speaking
from causalnet.questions.signs.signs_answer import follows_strictly
from tests.display.report.asking import asking

STATES = ["low", "middle", "high"]
UNDER = {
    "do a": cn.do(a="high"),
    "do b": cn.do(b="high"),
    "do c": cn.do(c="high"),
    "do d": cn.do(d="high"),
    "set z": cn.do(z="high"),
}


def town() -> cn.CausalModel:
    """Conclusions are about y; a raises z by its sign, b perhaps, c later and d not at all."""

    def variable(name, **more):
        return cn.Variable(name, STATES, cn.Baseline([0.5, 0.3, 0.2]), **more)

    return cn.CausalModel(
        "town",
        [
            *map(variable, "abcd"),
            variable("y", label="Yield", roles=["outcome"]),
            variable("z", label="Zeal", roles=["outcome"]),
            variable("w", label="Waste", roles=["outcome"], better="low"),
        ],
        [
            cn.Influence("a", "y", "+", 1.0),
            cn.Influence("a", "z", "+", cn.pert(0.3, 0.6, 1)),
            cn.Influence("b", "z", "+", cn.interval(0, 1.5, zero=0.6)),
            cn.Influence("c", "z", "+", 1.0, lag=1),
            cn.Influence("a", "w", "-", 2.0),
            cn.Influence("d", "y", "+", 0.4),
        ],
    )


ASKED = {name: cn.Conclusion("y", "rises", under=under) for name, under in UNDER.items()}


@pytest.fixture(scope="module")
def written():
    return OTHER_OUTCOMES.written(asking(town(), ASKED, draws=200))


def test_every_intervention_has_its_change_size_and_ground_in_every_other_outcome(written):
    (chapter,) = written.chapters
    (table,) = chapter.blocks[0].tables
    assert list(table.header) == ["intervention", "Zeal", "Waste"]
    model, rows = town(), {row[0]: row[1:] for row in table.rows}
    assert list(rows) == list(UNDER)
    counted = 0
    for name, cells in rows.items():
        for y, cell in zip("zw", cells, strict=True):
            own = cn.effect(model, y, under=UNDER[name])
            if own.path in ("no path", "lagged only"):
                assert (
                    cell == {"no path": "no path", "lagged only": "only in later periods"}[own.path]
                )
                continue
            assert cell.startswith(f"{signed(own.level)} ({own.size}; ")
            way = "rises" if own.level > 0 else "falls"
            signs = cn.by_signs(model, cn.Conclusion(y, way, under=UNDER[name]))
            if own.by_definition:
                assert cell.endswith("; true by definition)")
            else:
                assert follows_strictly(signs) == cell.endswith("; by the signs)")
                counted += 1
    assert counted == 3


def test_where_the_signs_leave_it_open_the_share_of_draws_stands(written):
    own = written.others["z"]["do b"]
    drawn = cn.effect(town(), "z", under=UNDER["do b"], draws=200)
    assert own.share == drawn.estimate.shares().rise
    assert 0.2 < own.share < 0.6
    assert own.ground == "a guess"
    assert written.others["z"]["do a"].share is None


def test_in_short_each_of_them_has_a_sentence(written):
    asked = asking(town(), ASKED, draws=20)
    told = {p.name: p.text for p in other_outcomes_told(asked, Known(others=written.others))}
    most = cn.effect(town(), "z", under=UNDER["set z"])
    assert told["Zeal"] == (
        "It rises with 3 of 5 interventions (1 whatever the strengths, 1 by definition and 1 as a guess), most with “set z”: by "
        f"{most.scale.amount(most.level, sign=False)}, {most.scale.percent(most.level)}. It does not change within the period "
        "with 2: 1 only later and 1 without a path there."
    )
    assert told["Waste"].startswith("It falls with 1 of 5 interventions (1 whatever the strengths)")


def test_what_rounds_to_zero_in_every_period_is_told_so_in_the_table_and_in_short():
    model = town().replacing(cn.Influence("c", "z", "+", 0.0005, lag=1))
    named = {name: ASKED[name] for name in ("do a", "do b", "do c", "do d")}
    asked = asking(model, named, draws=10)
    written = OVER_TIME.written(asked)
    assert written.later.faint >= {("do c", "z"), ("do d", "z")}
    assert ("do a", "z") not in written.later.faint
    (table,) = next(b for b in written.chapters[0].blocks if b.heading == "Zeal").tables
    assert {row[0] for row in table.rows} == {"do a", "do b"}
    assert table.notes[-2:] == [
        "Without a change in any period: do d.",
        "With a change that rounds to zero in all of these periods: do c.",
    ]
    others = OTHER_OUTCOMES.written(asked).others
    told = {
        p.name: p.text
        for p in other_outcomes_told(asked, Known(later=written.later, others=others))
    }
    assert told["Zeal"].endswith("with 2: 1 by next to nothing later and 1 without a path there.")


def test_few_interventions_stand_one_by_one():
    named = {name: ASKED[name] for name in ("do a", "do d")}
    asked = asking(town(), named, draws=20)
    known = Known(cn.verdicts(town(), named, draws=5), others=OTHER_OUTCOMES.written(asked).others)
    (chapter,) = SUMMARY.chapters(asked, known)
    points = {p.name: p.text for p in chapter.blocks[1].points}
    own = cn.effect(town(), "z", under=UNDER["do a"])
    assert points["Zeal"] == (
        f"do a: {signed(own.level)} ({own.size}; by the signs); do d: no path."
    )
    assert "what the same interventions do to Zeal and Waste is told after them" in chapter.texts[0]


def test_many_outcomes_have_several_tables():
    more = [cn.Variable(f"v{i}", STATES, roles=["outcome"]) for i in range(4)]
    model = town().adding(*more, *(cn.Influence("a", v.name, "+", 0.5) for v in more))
    (chapter,) = OTHER_OUTCOMES.chapters(asking(model, {"do a": ASKED["do a"]}))
    assert [len(table.header) for table in chapter.blocks[0].tables] == [4, 4]


def test_without_other_outcomes_or_plain_interventions_there_is_no_chapter():
    both = {"y": ASKED["do a"], "z": cn.Conclusion("z", "rises", under=UNDER["do a"])}
    waste = {"w": cn.Conclusion("w", "falls", under=UNDER["do a"])}
    assert OTHER_OUTCOMES.chapters(asking(town(), both | waste)) == []
    versus = cn.Conclusion("y", "rises", under=UNDER["do a"], versus=cn.do(a="low"))
    assert OTHER_OUTCOMES.chapters(asking(town(), {"against": versus})) == []


def test_every_outcome_has_its_courses_those_that_move_more_than_negligibly():
    named = {name: ASKED[name] for name in ("do a", "do c", "do d")}
    (chapter,) = OVER_TIME.chapters(asking(town(), named, draws=10))
    drawn = {block.heading: block.pictures for block in chapter.blocks}
    assert list(drawn) == ["Yield", "Zeal", "Waste"]
    for label, names in {"Yield": "ad", "Zeal": "ac", "Waste": "a"}.items():
        (picture,) = drawn[label]
        shown = set(re.findall(r">do (\w)<", str(picture.held)))
        assert shown == set(names)
        assert picture.caption.startswith(f"{label}: ")


def test_in_japanese_nothing_is_left_in_english():
    model = cn.load("japan_software").in_language("ja")
    named = {
        p.name: cn.Conclusion("software_competitiveness", "rises", under=p.intervention)
        for p in list(model.proposals.values())[:12]
    }
    asked = asking(model, named, draws=5)
    with speaking("ja"):
        found = OTHER_OUTCOMES.written(asked)
        told = [p.text for p in other_outcomes_told(asked, Known(others=found.others))]
    (chapter,) = found.chapters
    (table,) = chapter.blocks[0].tables
    texts = [chapter.title, *chapter.texts, *table.header, *table.notes, *told]
    texts += [cell for row in table.rows for cell in row]
    assert re.findall(r"[A-Za-z]{4,}", " ".join(texts)) == []
    assert not re.search(r"[;:(]", " ".join(texts))
