"""A verdict in words: what it rests on, what is so by definition, and what is true by however little."""

import itertools

import pytest

import causalnet as cn
from causalnet import do
from tests.questions.verdict.test_headline import HIGH, RISES, STRONG, chain

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


def doubtful() -> cn.CausalModel:
    """a → c with half of its mass at zero, beside other causes of c; a sum of many products is rounded."""
    mild = cn.interval(0.5, 1.5)
    return cn.CausalModel(
        "doubtful",
        [cn.Variable(v, ["low", "middle", "high"], cn.Baseline([0.3, 0.4, 0.3])) for v in "adec"],
        [
            cn.Influence("a", "c", "+", cn.interval(1.0, 2.0, zero=0.5), claims=["k"]),
            cn.Influence("d", "c", "+", mild, claims=["k"]),
            cn.Influence("e", "c", "+", mild, claims=["k"]),
            cn.Influence("d", "e", "+", mild, claims=["k"]),
        ],
        sources=[cn.Source("memo")],
        claims=[cn.Claim("k", "It matters.", "memo")],
    )


def test_what_rounding_leaves_of_no_change_is_no_change():
    found = cn.verdict(doubtful(), RISES, draws=200)
    moved = abs(found.draws.held.met)
    assert ((moved > 0) & (moved < 1e-12)).mean() > 0.1
    assert found.draws.share == (moved > 1e-12).mean()
    assert "however little" not in said(found)


def test_what_is_left_where_no_claim_undoes_it_is_said_with_its_size():
    both = cn.Conclusion("c", "rises", under=do(a="high", d="high"))
    found = cn.verdict(uncited(), both, draws=20)
    without = cn.effect(uncited().rejecting("a → c"), "c", under=do(a="high", d="high"))
    assert found.rests.claims.left == pytest.approx(without.level)
    assert found.rests.claims.without == ("k",)
    told = f"{found.scale.amount(without.level)}, {found.scale.percent(without.level)}"
    assert (
        "Without the one claim cited by its influences it still stands at the central numbers. "
        f"The least is left without k: {told}, {found.scale.size(without.level)}."
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
        "Without any or all of the 2 influences it still stands at the central numbers. The least is "
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
    assert (
        "stands in: the share of draws in which it stands. In a draw, a change under 0.001 counts as none."
    ) in said(cn.verdicts(chain(BARELY), [RISES], draws=40))
    assert "counts as none" not in said(cn.verdicts(chain(STRONG), [RISES], draws=40))
    later = cn.Conclusion("c", "rises", under=HIGH, at=1)
    assert "By however little, the outcome rises in 100%" in said(
        cn.verdict(chain(BARELY), later, draws=40)
    )
    assert "however little" not in said(cn.verdict(chain(STRONG), RISES, draws=40))


def test_draws_do_not_hold_beside_baselines_that_are_held():
    text = said(cn.verdict(chain(STRONG), RISES, draws=40))
    assert "By more than 0.001, 100% rise and 0% fall; 0% change less." in text
    assert "% hold" not in text


# ── by definition ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("period", [0, 1])
def test_what_is_itself_set_is_so_by_definition(period):
    model = chain(STRONG)
    conclusion = cn.Conclusion("c", "rises", under=do(c="high"), at=period)
    found = cn.verdict(model, conclusion, draws=20)
    assert (found.grade, found.headline) == ("definition", "definition, large")
    assert found.sentence.endswith(" That is so by definition, because c is itself set.")
    when = "by period 1, " if period else ""
    assert found.signs.sentence == (
        f"It is so by definition that {when}setting c to high raises c."
    )
    assert (found.signs.standing, found.signs.standings) == (None, ())
    assert "The argument has no part in it: c is itself set." in said(found)


def test_every_verb_says_what_is_so_by_definition():
    model = chain(STRONG)
    own = do(c="high")
    conclusion = cn.Conclusion("c", "rises", under=own)
    assert cn.effect(model, "c", under=own).sentence.endswith(
        "That is so by definition, because c is itself set."
    )
    text = str(cn.compare(model, "c", {"itself": own, "cause": HIGH}))
    assert text.startswith("The scenario “cause” raises c a lot: by ")
    assert "large, by definition" in text
    assert "by definition: c is itself set." in text
    assert (
        cn.sensitivity(model, conclusion, draws=40)
        .sheets()[0]
        .title.endswith(
            "No judgement moves what setting c to high does to c, since it is itself set."
        )
    )
    (line,) = cn.verdicts(model, {"it": conclusion}, draws=20).web_sheets()[0].rows
    assert (line[1], line[3], line[6]) == ("is so by definition", "by definition", "exactly +1.000")
    report = cn.audit(chain(STRONG, checks=[conclusion]), draws=20)
    assert report.checks[0].word == "met, by definition"
    assert "Of those met, 1 by definition." in report.sentence


def test_the_opposite_of_what_is_set_is_false_by_definition():
    falls = cn.Conclusion("c", "falls", under=do(c="high"))
    found = cn.verdict(chain(STRONG), falls, draws=20)
    assert found.headline == "not earned: false by definition"
    assert found.sentence.endswith(
        " The conclusion that it falls is false by definition, because c is itself set."
    )
    assert found.signs.sentence == "It is false by definition that setting c to high lowers c."
    assert "contradict" not in str(found)
    assert "The argument has no part in it: c is itself set." in said(found)


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


def test_the_line_of_the_ranges_says_that_they_decided_the_sign():
    open_sign = cn.Influence("b", "c", sign="?", strength=cn.interval(0.2, 0.6), claims=["k"])
    found = cn.verdict(chain(STRONG).replacing(open_sign), RISES, draws=20)
    assert found.grade == "ranges"
    assert (
        "stands at every point searched within the ranges that we judged possible."
        in found.sentence
    )
    assert "These ranges also decide the sign of b → c, which is written '?'." in said(found)


# ── so, or not so, by definition: one word in every verb ─────────────────────────────────────


def test_verdicts_count_what_is_false_by_definition_and_say_no_other_word():
    own = do(c="high")
    asked = {
        "true": cn.Conclusion("c", "rises", under=own),
        "false": cn.Conclusion("c", "falls", under=own),
        "holds": cn.Conclusion("c", "holds", under=own),
        "size": cn.Conclusion("c", "rises", under=own, by=1.9),
        "level": cn.Conclusion("c", "stays below", under=own, threshold=1.5),
    }
    (sheet,) = cn.verdicts(chain(STRONG), asked, draws=20).web_sheets()
    assert sheet.title == "Of 5 conclusions, 1 by definition, 4 false by definition."
    for name, *cells in sheet.rows:
        false = not name.startswith("true")
        earned = "not earned: false by definition" if false else "is so by definition"
        assert cells[0] == earned
        assert cells[2] == ("false by definition" if false else "by definition")
        assert cells[5].startswith("exactly ")


@pytest.mark.parametrize("period", [0, 1])
def test_a_range_that_no_strength_moves_is_exact(period):
    itself = cn.Conclusion("c", "rises", under=do(c="high"), at=period)
    found = cn.verdict(chain(STRONG), itself, draws=20)
    assert found.ranges.exact
    assert found.ranges.outer == pytest.approx(found.ranges.inner)
    assert "With baselines held, exactly +1.000 (in states), whatever the strengths." in said(found)
    assert "not proved" not in str(found)
    assert "tips" not in str(found)
    as_it_is = cn.Conclusion("c", "exceeds", at_least="high", threshold=0.2)
    text = said(cn.verdict(chain(STRONG), as_it_is, draws=20))
    assert "With baselines held, exactly 0.300, whatever the strengths." in text


def test_signs_say_of_a_size_by_definition_that_the_direction_is_so():
    asked = cn.Conclusion("c", "rises", under=do(c="high"), by=1.9)
    assert cn.by_signs(chain(STRONG), asked).sentence == (
        "By definition, c rises; whether setting c to high raises c by at least 1.9 of 2 states is left open."
    )


def test_nothing_is_worth_knowing_about_what_is_so_by_definition():
    choices = [HIGH, do(b="high")]
    asked = cn.Conclusion("c", "rises", under=do(c="high"))
    found = cn.sensitivity(chain(STRONG), asked, draws=40, among=choices)
    assert (found.ranked, found.everything, found.levers) == ((), None, ())
    assert str(found) == (
        "No judgement moves what setting c to high does to c, since it is itself set.\n"
        "At the centre: +1.000."
    )
    assert cn.slopes(chain(STRONG), "c", under=do(c="high")).sheets()[0].title == (
        "After setting c to high, no strength moves c: it is itself set, so what it does is so by definition."
    )


# ── a direction without its size ─────────────────────────────────────────────────────────────


@pytest.mark.parametrize("period", [0, 1])
def test_that_the_direction_follows_and_the_size_does_not_is_an_answer_of_its_own(period):
    asked = cn.Conclusion("c", "rises", under=HIGH, by=0.05, at=period)
    signs = cn.by_signs(chain(STRONG), asked)
    when = f"by period {period}, " if period else ""
    assert (signs.status, signs.direction, signs.strict) == (
        "direction only",
        "does not fall",
        True,
    )
    assert signs.standings == (("stated", "direction only"),)
    assert signs.sentence == (
        f"The signs prove that c rises, and leave open whether {when}setting a to high raises c by at least 0.05 of 2 "
        "states."
    )
    assert signs.reason == (
        "c rises. Every path raises it, whatever the strengths within their ranges. How large the rise is, signs "
        "cannot say."
    )
    found = cn.verdict(chain(STRONG), asked, draws=20)
    assert found.grade == "ranges"
    assert (
        "The conclusion that it rises by at least 0.05 of 2 states stands at every point searched within the ranges that "
        "we judged possible. The signs alone prove the direction, but not the size."
    ) in found.sentence
    assert "The stated influences alone settle the direction." in said(found)


def test_a_weak_direction_is_said_as_one():
    weak = chain(cn.interval(0, 2))
    asked = cn.Conclusion("c", "rises", under=HIGH, by=0.05)
    assert cn.by_signs(weak, asked).sentence.startswith(
        "The signs prove that c does not fall, and leave open whether setting a to high raises c by at least 0.05"
    )
    found = cn.verdict(weak, asked, draws=20)
    assert " The signs alone prove that it does not fall." in found.sentence


def test_the_table_of_verdicts_explains_a_direction_without_its_size():
    asked = {"some": cn.Conclusion("c", "rises", under=HIGH, by=0.05), "any": RISES}
    (sheet,) = cn.verdicts(chain(STRONG), asked, draws=20).web_sheets()
    assert [row[3:5] for row in sheet.rows] == [["direction only", "stated"], ["follows", "stated"]]
    note = "direction only: the signs prove the direction, and not the size that was concluded."
    assert note in " ".join(sheet.text().split())
    (sheet,) = cn.verdicts(chain(STRONG), {"any": RISES}, draws=20).sheets()
    assert note not in " ".join(sheet.text().split())


# ── the floor ────────────────────────────────────────────────────────────────────────────────


def test_what_holds_but_for_a_change_under_the_floor_is_not_contradicted():
    model = chain(cn.interval(0.02, 0.10))
    found = cn.verdict(model, cn.Conclusion("c", "holds", under=HIGH), draws=200)
    assert 0 < found.central < 0.001
    assert found.headline == "not earned: a change under the floor of 0.001"
    assert found.signs.status == "undetermined"
    share = f"{found.draws.share:.0%}"
    assert found.sentence.endswith(
        " The conclusion that it does not change is not earned, but a change under 0.001 counts as none in a draw: "
        f"it stands in {share} of draws."
    )
    assert (
        f"A change of 0.001 or less counts as none: in {share} of the draws the outcome changes, by no more than that."
    ) in said(found)
    moved = cn.verdict(chain(STRONG), cn.Conclusion("c", "holds", under=HIGH), draws=20)
    assert moved.headline == "not earned: a large change"
    assert moved.signs.sentence.startswith(
        "The signs prove that c rises, but not by how much. In a draw a change under 0.001 counts"
    )


def test_a_guess_that_the_floor_has_made_one_says_so_at_once():
    either = cn.Influence("b", "c", "?", cn.interval(-0.005, 0.05), claims=["k"])
    model = chain(cn.interval(0.1, 0.3)).replacing(either)
    found = cn.verdict(model, RISES, draws=100)
    assert found.grade == "a guess"
    assert (
        f"is a guess: it stands in only {found.draws.share:.0%} of draws from our judgements. A change under 0.001 counts "
        "as none."
    ) in found.sentence


# ── what the baselines pass ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("period", [0, 1])
def test_a_threshold_that_the_baselines_pass_is_not_earned_by_influences(period):
    asked = cn.Conclusion("c", "exceeds", under=HIGH, at_least="high", threshold=0.25, at=period)
    found = cn.verdict(chain(STRONG), asked, draws=20)
    assert (found.grade, found.headline) == ("baselines", "baselines, large margin")
    assert found.sentence.endswith(" The baselines alone give 30%, without the argument.")
    (sheet,) = cn.verdicts(chain(STRONG), [asked], draws=20).sheets()
    assert sheet.title == "Of the one conclusion, 1 by the baselines alone."
    assert sheet.rows[0][1] == "met by the baselines alone"


def test_influences_may_endanger_what_the_baselines_pass():
    against = chain(cn.interval(0, 2)).replacing(
        cn.Influence("b", "c", "-", cn.interval(0, 2), claims=["k"])
    )
    asked = cn.Conclusion("c", "exceeds", under=HIGH, at_least="high", threshold=0.2)
    found = cn.verdict(against, asked, draws=100)
    assert found.grade in ("most draws", "a guess")
    assert found.headline == f"{found.grade}, {found.size} margin, met by the baselines alone"
    assert " The baselines alone would give 30%, without the argument." in found.sentence
    lost = cn.Conclusion("c", "exceeds", under=HIGH, at_least="high", threshold=0.28)
    assert cn.verdict(against, lost, draws=20).sentence.endswith(
        " The conclusion that it is at least 28% is not earned. The baselines alone would give 30%, without the "
        "argument. Over the ranges that we judged possible, it was found between 11% and 30%."
    )


def test_an_audit_says_which_checks_the_baselines_meet_and_which_are_so_by_definition():
    asked = [
        cn.Conclusion("c", "exceeds", under=HIGH, at_least="high", threshold=0.25),
        cn.Conclusion("c", "rises", under=do(c="high")),
        cn.Conclusion("c", "falls", under=do(c="high")),
    ]
    report = cn.audit(chain(STRONG, checks=asked), draws=20)
    assert [c.word for c in report.checks] == [
        "met, by the baselines alone",
        "met, by definition",
        "NOT MET: false by definition",
    ]
    assert report.sentence.endswith(
        "Of those met, 1 by definition. Of those met, 1 by the baselines alone. "
        "The one that asks for a size or a threshold is met. Not met: 1 (it is false by "
        "definition)."
    )
    frame = report.to_frame()
    alone = frame[frame.section == "checks that the baselines meet alone"]
    assert list(alone.item) == ["t0"]


def test_an_audit_says_that_a_change_is_under_the_floor():
    report = cn.audit(chain(BARELY, checks=[RISES]), draws=40)
    (check,) = report.checks
    assert check.word == "NOT MET: under the floor of 0.001"
    assert (check.share, check.any_size) == (0, 1)
    assert report.sentence.endswith(
        "Not met: 1 (the change is under the floor of 0.001). In a draw, a change under 0.001 counts as none."
    )
    assert "0% of draws, 100% by however little" in " ".join(str(report).split())


# ── ranges ───────────────────────────────────────────────────────────────────────────────────


def test_the_lines_of_the_ranges_say_what_was_found_and_what_is_proved_with_its_unit():
    found = cn.verdict(chain(STRONG), RISES, draws=20)
    low, high = found.ranges.inner
    least, most = found.ranges.outer
    free = found.ranges.free
    assert (
        f"With baselines held, the search found changes from {low:+.3f} to {high:+.3f} (in states). In size they are "
        f"moderate to large. It is proved that none lies below {least:+.3f} or above {most:+.3f}. With baselines free as well, each within the middle 90% "
        f"of its own spread, it found changes from {free[0]:+.3f} to {free[1]:+.3f}."
    ) in said(found)
    at_least = cn.Conclusion("c", "rises", under=HIGH, at_least="high")
    assert " (in probability). In size they are moderate to large. It is proved" in said(
        cn.verdict(chain(STRONG), at_least, draws=20)
    )
    later = cn.Conclusion("c", "rises", under=HIGH, at=1)
    assert (
        "The signs prove that none lies below 0.000. It is not proved that none lies above the greatest one found (it is "
        "read in a later period)."
    ) in said(cn.verdict(chain(STRONG), later, draws=20))
    assert (
        "All paths pull the same way, so the signs that were entered decide the direction, whatever the "
        "strengths are."
    ) in said(found)


def test_what_the_baselines_stay_below_is_said_so():
    model = chain(cn.interval(0, 3))
    asked = cn.Conclusion("c", "stays below", under=HIGH, at_least="high", threshold=0.46)
    found = cn.verdict(model, asked, draws=100)
    assert found.grade in ("most draws", "a guess")
    assert " The baselines alone would give 30%, without the argument." in found.sentence
    assert "though" not in found.sentence


# ── what is observed ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("finding", ["low", {"low"}])
def test_the_level_of_what_is_itself_observed_is_as_observed(finding):
    asked = cn.Conclusion("c", "stays below", threshold=0.4, under=HIGH, given={"c": finding})
    found = cn.verdict(chain(STRONG), asked, draws=20)
    assert (found.grade, found.headline) == ("observed", "observed, large margin")
    assert found.sentence.endswith(" That is so because c is itself observed.")
    assert found.bare is None
    assert "The argument has no part in it: c is itself observed." in said(found)
    assert "baselines alone" not in said(found)
    (sheet,) = cn.verdicts(chain(STRONG), [asked], draws=20).sheets()
    assert sheet.title == "Of the one conclusion, 1 as observed."
    assert sheet.rows[0][1] == "is itself observed"


def test_a_conclusion_against_what_is_observed_is_told_so():
    asked = cn.Conclusion("c", "exceeds", threshold=0.4, under=HIGH, given={"c": "low"})
    found = cn.verdict(chain(STRONG), asked, draws=20)
    assert found.grade == "not earned"
    assert found.sentence.endswith(
        " The conclusion that it is at least 0.4 is not earned. Besides, c is itself observed."
    )


def test_a_share_of_draws_that_is_not_all_of_them_does_not_read_so():
    pair = cn.CausalModel(
        "pair",
        [cn.Variable(v, ["low", "high"], cn.Baseline([0.5, 0.5])) for v in "xy"],
        [cn.Influence("x", "y", "+", cn.interval(0, 2))],
    )
    found = cn.verdict(pair, cn.Conclusion("y", "rises", under=do(x="high")))
    assert 0.995 <= found.draws.share < 1
    assert (
        " stands in over 99% of draws from our judgements, but not over the whole" in found.sentence
    )
    assert "It stands in over 99% of 1,000 draws" in said(found)


def test_what_prints_as_the_centre_is_not_what_it_depends_on():
    weak = cn.Influence("d", "c", sign="+", strength=0.001, lag=1)
    model = uncited().replacing(cn.Influence("d", "c", sign="+", strength=0.0005))
    model = model.adding(weak)
    asked = cn.Conclusion("c", "rises", under=do(a="high", d="high"), at=1)
    found = cn.verdict(model, asked, draws=20)
    without = {w.name: w.value for w in found.rests.single}
    assert 1e-6 < abs(without["d → c"] - found.central) < 5e-4
    assert "It depends most on a → c (without it" in said(found)
    assert "d → c (without it" not in said(found)
