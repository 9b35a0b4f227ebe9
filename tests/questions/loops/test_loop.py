"""Loops and the way they print."""

import causalnet as cn
from tests.questions.loops.test_loops import TWO, ring


def test_the_japan_model_says_what_is_stated_and_what_is_not():
    japan = cn.load("japan_software")

    found = cn.loops(japan)

    assert [x for x in found.feedback if x.standing == "stated"] == []
    assert {x.variables[0] for x in cn.loops(japan, standing="stated")} == {"idm_lock_in"}
    assert tuple(sum(x.standing == s for x in found.feedback) for s in ("implied", "added")) == (
        0,
        113,
    )
    assert all(x.polarity == "reinforcing" for x in found)
    assert found.longest is None
    assert "No loop of several variables is stated influence by influence." in str(found)
    assert len(found) == len(found.to_frame())
    assert found.through("language_barrier") == tuple(
        x for x in found if "language_barrier" in x.variables
    )
    # What lies on no loop breaks none; the four paths together break most.
    assert len(found.feedback) == len(
        cn.loops(japan, under=japan.interventions["Rapidus succeeds"]).feedback
    )


def test_a_gain_is_explained_where_it_is_printed():
    legend = "gain: central strength times the effect's spread today, multiplied"
    assert str(cn.loops(TWO)).count(legend) == 1
    alone = ring(cn.Influence("a", "a", "+", 1.0, lag=1))
    assert str(cn.loops(alone)).count(legend) == 0
    assert str(cn.loops(alone)).count("left: what is left after the lag of a move") == 1


def test_a_listing_in_part_speaks_of_that_part_only():
    model = ring(
        cn.Influence("a", "b", "+", 1.0, standing="implied"),
        cn.Influence("b", "a", "+", 1.0, lag=1, standing="added"),
    )
    said = str(cn.loops(model, standing=["implied"]))

    assert "None: no loop has a weakest influence that is implied." in said
    assert "No loop of several variables is stated" not in said
    assert "No loop of several variables is stated" in str(cn.loops(model))
    assert "None: no loop is left unbroken." in str(cn.loops(model, under=cn.do(a="low")))


def test_without_loops_it_says_so():
    found = cn.loops(ring(cn.Influence("a", "b", "+", 1.0)))

    assert (len(found), found.breaking) == (0, ())
    assert "None: no variable acts on itself, in this period or later." in str(found)
    assert len(found.to_frame()) == 0
