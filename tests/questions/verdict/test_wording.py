"""A verdict in words: what it rests on, what is so by definition, and what is true by however little."""

import itertools

import pytest

import causalnet as cn
from causalnet import do
from tests.questions.test_headline import HIGH, RISES, STRONG, chain

BARELY = cn.interval(0.01, 0.02)


def said(answer) -> str:
    """What it prints, on one line."""
    return " ".join(str(answer).split())


def uncited() -> cn.CausalModel:
    """a → c with a claim and d → c without one, both set at once."""
    names = ["a", "d", "c"]
    return cn.CausalModel(
        "uncited",
        [cn.Variable(v, ["low", "high"], cn.Baseline([0.5, 0.5])) for v in names],
        [
            cn.Influence("a", "c", sign="+", strength=1.5, claims=["k"]),
            cn.Influence("d", "c", sign="+", strength=0.5),
        ],
        sources=[cn.Source("memo")],
        claims=[cn.Claim("k", "It matters.", "memo")],
    )


def test_what_is_left_where_no_claim_undoes_it_is_said_with_its_size():
    both = cn.Conclusion("c", "rises", under=do(a="high", d="high"))
    found = cn.verdict(uncited(), both, draws=20)
    without = cn.effect(uncited().rejecting("a → c"), "c", under=do(a="high", d="high"))
    assert found.rests.claims.left == pytest.approx(without.level)
    assert found.rests.claims.without == ("k",)
    told = f"{found.scale.amount(without.level)}, {found.scale.percent(without.level)}"
    assert (
        "Rejecting the one claim cited by its influences leaves it standing at the central numbers. "
        f"Least is left without k: {told}, {found.scale.size(without.level)}."
    ) in said(found)
    figures = found.to_frame().set_index("what")["value"]
    assert figures["least left without claims"] == found.rests.claims.left


@pytest.mark.parametrize("reading", ["central", "signs", "share"])
def test_what_is_left_is_told_at_the_centre_whatever_the_reading(reading):
    both = cn.Conclusion("c", "rises", under=do(a="high", d="high"))
    found = cn.verdict(uncited(), both, draws=20, reading=reading)
    world = uncited().rejecting("a → c")
    assert found.rests.claims.left == pytest.approx(
        cn.effect(world, "c", under=do(a="high", d="high")).level
    )


def test_the_least_that_is_left_of_a_threshold_is_told_as_a_level():
    over = cn.Conclusion("c", "exceeds", under=HIGH, at_least="high", threshold=0.2)
    text = said(cn.verdict(chain(STRONG), over, draws=20))
    assert (
        "Rejecting any or all of the 2 influences leaves it standing at the central numbers. Least is "
        "left without a → b: 0.300, 0.100 in probability (10 percentage points) above 0.2."
    ) in text


def test_influences_that_cite_nothing_leave_no_claim_to_reject():
    bare = uncited().rejecting("a → c")
    found = cn.verdict(bare, cn.Conclusion("c", "rises", under=do(d="high")), draws=20)
    assert "None of its influences cites a claim" in said(found)


def test_sets_that_are_not_named_are_counted():
    states = ["low", "high"]
    names = "abcde"
    model = cn.CausalModel(
        "long",
        [cn.Variable(v, states, cn.Baseline([0.5, 0.5])) for v in names],
        [cn.Influence(a, b, sign="+", strength=2.0) for a, b in itertools.pairwise(names)],
    )
    text = said(cn.verdict(model, cn.Conclusion("e", "rises", under=HIGH), draws=20))
    assert "undoes it at the central numbers: a → b; or b → c; or c → d (and 1 more)." in text


def weakened(strength) -> cn.CausalModel:
    rival = cn.Rival("other", [cn.Influence("a", "c", sign="-", strength=strength)])
    return chain(STRONG).adding(rival)


def test_a_rival_that_weakens_a_conclusion_is_told_with_what_it_leaves():
    model = weakened(0.2)
    text = said(cn.verdict(model, RISES, draws=20))
    left = cn.effect(model.admitting("other"), "c", under=HIGH)
    assert 0 < left.level < cn.effect(model, "c", under=HIGH).level
    assert "The one rival does not undo it at its central strength." in text
    assert f"It is weaker with a rival admitted: other ({left.scale.amount(left.level)}, " in text
    later = cn.Conclusion("c", "rises", under=HIGH, at=1)
    assert "It is weaker with a rival admitted: other (" in said(cn.verdict(model, later, draws=20))


def test_where_nothing_is_to_be_undone_no_rival_is_said_not_to_undo_it():
    falls = cn.Conclusion("c", "falls", under=HIGH)
    text = said(cn.verdict(weakened(0.2), falls, draws=20))
    assert "so there is nothing to undo. The one rival does not bring it about" in text
    assert "undo it at" not in text
    text = said(cn.verdict(weakened(3.0), falls, draws=20))
    assert "A single rival would bring it about: other (-" in text


def test_what_follows_from_the_signs_and_stands_in_no_draw_says_how_that_can_be():
    found = cn.verdict(chain(BARELY), RISES, draws=40)
    assert (found.grade, found.draws.share) == ("signs", 0)
    assert (
        "A draw counts only where the change is 0.001 or more. By however little, the outcome rises in "
        "100% of the draws."
    ) in said(found)
    assert "stands in: only draws whose change is 0.001 or more count." in str(
        cn.verdicts(chain(BARELY), [RISES], draws=40)
    )
    later = cn.Conclusion("c", "rises", under=HIGH, at=1)
    assert "By however little, the outcome rises in 100%" in said(
        cn.verdict(chain(BARELY), later, draws=40)
    )
    assert "however little" not in said(cn.verdict(chain(STRONG), RISES, draws=40))


def test_draws_do_not_hold_beside_baselines_that_are_held():
    text = said(cn.verdict(chain(STRONG), RISES, draws=40))
    assert "100% rise and 0% fall by more than 0.001, 0% change by no more." in text
    assert "% hold" not in text


# ── by definition ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("period", [0, 1])
def test_what_is_itself_set_is_so_by_definition(period):
    model = chain(STRONG)
    conclusion = cn.Conclusion("c", "rises", under=do(c="high"), at=period)
    found = cn.verdict(model, conclusion, draws=20)
    assert (found.grade, found.headline) == ("definition", "definition, large")
    assert found.sentence.endswith(
        "a large change that is so by definition, because c is itself set."
    )
    assert found.signs.sentence.startswith("It is so by definition that c rises")
    assert (found.signs.standing, found.signs.standings) == (None, ())
    assert "The argument has no part in it: c is itself set." in said(found)


def test_every_verb_says_what_is_so_by_definition():
    model = chain(STRONG)
    own = do(c="high")
    conclusion = cn.Conclusion("c", "rises", under=own)
    assert cn.effect(model, "c", under=own).sentence.endswith(
        "This is so by definition, because c is itself set."
    )
    text = str(cn.compare(model, "c", {"itself": own, "cause": HIGH}))
    assert text.startswith("cause changes c by") or "cause changes c" in text.splitlines()[0]
    assert "large, by definition" in text
    assert "by definition: c is itself set." in text
    assert (
        cn.sensitivity(model, conclusion, draws=40)
        .sheets()[0]
        .title.endswith(
            "no judgement moves the change in c, because c is itself set, so what it does is so by definition."
        )
    )
    (line,) = cn.verdicts(model, {"it": conclusion}, draws=20).sheets()[0].rows
    assert line[1] == "is so by definition"
    report = cn.audit(chain(STRONG, checks=[conclusion]), draws=20)
    assert report.checks[0].word == "met, by definition"
    assert ", by definition." in report.sentence


def test_the_opposite_of_what_is_set_is_false_by_definition():
    falls = cn.Conclusion("c", "falls", under=do(c="high"))
    found = cn.verdict(chain(STRONG), falls, draws=20)
    assert found.headline == "not earned: contradicted"
    assert found.sentence.endswith("This is so by definition, because c is itself set.")
    assert found.signs.sentence.startswith("It is not so by definition that c falls")


def test_partial_uptake_beside_another_cause_is_no_definition():
    both = do(c=cn.partial("high", 0.3), a="low")
    assert not cn.Conclusion("c", "rises", under=both).by_definition
    alone = do(c=cn.partial("high", 0.3))
    assert cn.Conclusion("c", "rises", under=alone).by_definition
    same = cn.Conclusion("c", "rises", under=do(c="high", a="high"), versus=do(c="high"))
    assert not same.by_definition
    assert cn.verdict(chain(STRONG), same, draws=20).headline == "not earned: no path"


# ── signs that are open ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("strength", "how"),
    [
        (
            cn.interval(0.2, 0.6),
            "has the sign '?', but its range of 0.2 to 0.6 decides that it raises",
        ),
        (cn.interval(-2, -1), "has the sign '?', but its range of -2 to -1 decides that it lowers"),
        (
            cn.interval(0, 1),
            "has the sign '?', but its range of 0 to 1 decides that it never lowers",
        ),
        (-1, "has the sign '?', but its strength of -1 decides that it lowers"),
        (cn.interval(-0.2, 0.6), None),
        (0, None),
    ],
)
def test_a_range_that_decides_an_open_sign_is_said_to_do_so(strength, how):
    open_sign = cn.Influence("b", "c", sign="?", strength=strength, claims=["k"])
    model = chain(STRONG).replacing(open_sign)
    leaning = (("b → c", how),) if how else ()
    assert cn.audit(model, draws=None).leaning == leaning
    for period in (0, 1):
        asked = cn.Conclusion("c", "rises", under=HIGH, at=period)
        assert cn.by_signs(model, asked).leaning == leaning
        assert (f"b → c {how}." in said(cn.verdict(model, asked, draws=20))) == bool(how)


def test_the_quotable_sentence_says_that_a_range_decided_the_sign():
    open_sign = cn.Influence("b", "c", sign="?", strength=cn.interval(0.2, 0.6), claims=["k"])
    found = cn.verdict(chain(STRONG).replacing(open_sign), RISES, draws=20)
    assert found.grade == "ranges"
    assert found.sentence.endswith(
        "stands at every point searched within the stated ranges, which decide the sign '?' of b → c."
    )
