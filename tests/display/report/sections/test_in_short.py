"""In short: what holds across conclusions, and those that came to the same together."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

import causalnet as cn
from causalnet.display.report.section import Known, Later
from causalnet.display.report.sections.grounds import GROUNDS
from causalnet.display.report.sections.in_short import Gist
from causalnet.display.report.sections.summary import SUMMARY
from causalnet.language.translate import speaking
from tests.display.report.asking import asking
from tests.questions.verdict.test_verdict import RISES, argument

STATES = ["low", "middle", "high"]
NAMES = {
    "raise a": cn.do(a="high"),
    "raise b": cn.do(b="high"),
    "raise a and b": cn.do(a="high", b="high"),
    "raise c": cn.do(c="high"),
    "raise d": cn.do(d="high"),
}


def town() -> cn.CausalModel:
    """a acts at once, partly along what no claim states; b acts later, c never, and a rival turns d round."""
    return cn.CausalModel(
        "town",
        [
            *(cn.Variable(v, STATES, cn.Baseline([0.5, 0.3, 0.2])) for v in "abcdem"),
            cn.Variable(
                "y", STATES, cn.Baseline([0.5, 0.3, 0.2]), label="Yield", roles=["outcome"]
            ),
        ],
        [
            cn.Influence("a", "y", "+", cn.pert(0.3, 0.6, 1), claims=["k"]),
            cn.Influence("a", "m", "+", cn.pert(0.5, 1, 2), standing="added"),
            cn.Influence("m", "y", "+", cn.pert(0.5, 1, 2), claims=["k"]),
            cn.Influence("b", "y", "+", 1.0, claims=["k"], lag=1),
            cn.Influence("d", "e", "+", cn.pert(0.3, 0.6, 1), claims=["k"]),
            cn.Influence("e", "y", "+", 0.6, claims=["k"]),
        ],
        rivals=[
            cn.Rival(
                "turn", [cn.Influence("d", "y", "-", 3.0, standing="rival")], label="Bad seed"
            ),
            cn.Rival("idle", [cn.Influence("c", "m", "+", 0.5, standing="rival")]),
        ],
        sources=[cn.Source("memo")],
        claims=[
            cn.Claim(
                "k",
                "More of a makes far more of the yield than anybody in the valley, or in any other valley, would ever expect",
                "memo",
                checks=[cn.Conclusion("y", "rises", under=cn.do(a="high"), by=1.5)],
            )
        ],
    )


ASKED = {name: cn.Conclusion("y", "rises", under=under) for name, under in NAMES.items()}
LATER = Later(8, {name: 0.1 * i for i, name in enumerate(NAMES)})


@pytest.fixture(scope="module")
def found():
    return Known(
        cn.verdicts(town(), ASKED, draws=20), audit=cn.audit(town(), draws=20), later=LATER
    )


@pytest.fixture(scope="module")
def gist(found):
    return Gist(asking(town(), ASKED), found)


def test_the_grounds_are_counted_in_a_sentence(gist, found):
    assert [v.grade for v in found.verdicts.values()].count("signs") == 3
    assert gist.grounds() == (
        "Of 5 conclusions judged, for 3 the signs settle the direction whatever the strengths and for 2 the argument does not "
        "earn it. The direction follows from what the source states."
    )


def test_what_the_signs_need_is_counted_among_what_follows_from_them(gist, found):
    first = found.verdicts["raise a"]
    implied = replace(first, signs=replace(first.signs, standing="implied"))
    own = cn.answers.Verdicts({**found.verdicts, "raise a": implied})
    told = Gist(gist.asked, replace(found, verdicts=own)).grounds()
    assert told.endswith(
        "Of these 3, for 2 what the source states suffices and for 1 an influence is needed that the source only implies."
    )


def test_the_span_of_sizes_and_what_no_claim_carries(gist, found):
    sizes = {n: v.scale.percent(v.central) for n, v in found.verdicts.items()}
    told = gist.sizes()
    assert "and leaving out the conclusions that are not earned, the smallest" in told
    assert f"the smallest change is {sizes['raise d']} (“raise d”) and the largest " in told
    ends = [x for v in found.verdicts.values() if v.grade == "signs" for x in v.attained]
    scale = found.verdicts["raise a"].scale
    least = scale.percent(min(ends)).removesuffix(" of the scale")
    assert f"changes of {least} to {scale.percent(max(ends))} were found" in told
    own = gist.unclaimed["raise a"]
    assert own.influences == (("a", "m"),)
    assert gist.unclaimed["raise d"] == (0.0, ())
    assert told.endswith(
        f"Within the period, influences that no claim states carry {own.share:.0%} of the change from “raise a” and "
        f"{own.share:.0%} of the change from “raise a and b”, and nothing of the other changes told here."
    )


def test_none_is_left_out_of_the_sizes_where_all_are_earned(gist, found):
    earned = cn.answers.Verdicts(
        {n: v for n, v in found.verdicts.items() if v.grade != "not earned"}
    )
    told = Gist(gist.asked, replace(found, verdicts=earned)).sizes()
    assert told.startswith("With every strength at its most likely value, the smallest change is ")


def test_what_a_change_in_states_is_stands_before_the_first_one(gist, found):
    units = gist.units()
    assert units.endswith("“of 2 states” says that they run from 0 to 2.")
    texts = SUMMARY.chapters(gist.asked, found)[0].texts
    assert texts.index(units) < texts.index(gist.sizes())
    still = cn.answers.Verdicts({"raise c": found.verdicts["raise c"]})
    assert Gist(gist.asked, replace(found, verdicts=still)).units() == ""


def test_what_changes_only_later_and_by_next_to_nothing_is_not_among_what_changes_later(
    gist, found
):
    faint = frozenset({("raise b", "y")})
    later = replace(found.later, changes={**found.later.changes, "raise b": 0.0}, faint=faint)
    (chapter,) = SUMMARY.chapters(gist.asked, replace(found, later=later))
    points = {point.name: point.text for point in chapter.blocks[1].points}
    assert points["Yield does not change within the period, and later by next to nothing"] == (
        "raise b (0.000 by period 8)."
    )
    assert "Yield does not change within the period, only later" not in points


def test_checks_met_by_a_declared_absence_are_counted(gist, found):
    (missed,) = found.audit.checks
    met = replace(missed, met=True)
    absent = replace(met, change=None)

    def told(*checks):
        audit = replace(found.audit, checks=checks)
        return Gist(gist.asked, replace(found, audit=audit)).checks()

    assert told(met, absent) == (
        "All 2 checks of the source's own claims are met. Of those met, one is met because the influence that its claim "
        "denies is not drawn."
    )
    assert told(missed, absent, absent).endswith(
        " Of those met, 2 are met because the influence that their claim denies is not drawn."
    )


def test_rivals_stand_with_what_they_undo(gist):
    assert gist.rivals() == ("Contested by 1 of 2 rival explanations: “Bad seed” undoes “raise d”.")


def test_checks_that_are_missed_are_told_in_the_words_of_their_claims(gist):
    assert gist.checks() == (
        "The one check of the source's own claims is not met: “More of a makes far more of the yield than anybody in the "
        "valley, or in any other valley, would ever expect” [k] (the change is too small)."
    )


def test_checks_are_counted_where_there_are_several(gist, found):
    (missed,) = found.audit.checks
    met = replace(missed, met=True)

    def told(*checks):
        audit = replace(found.audit, checks=checks)
        return Gist(gist.asked, replace(found, audit=audit)).checks()

    assert told(met) == "The one check of the source's own claims is met."
    assert told(met, met) == "All 2 checks of the source's own claims are met."
    assert told(met, missed).startswith(
        "Of 2 checks of the source's own claims, one is not met: “More of a"
    )
    assert told(missed, met, missed).startswith(
        "Of 3 checks of the source's own claims, 2 are not met: “More of a"
    )
    assert told() == ""


def test_what_is_met_at_the_centre_in_too_few_draws_is_counted_apart(gist, found):
    (missed,) = found.audit.checks
    hanging = replace(missed, lacking="hangs on the numbers", share=0.28)
    why = "(met at the most likely strengths, but in only 28% of draws)"

    def told(*checks):
        audit = replace(found.audit, checks=checks)
        return Gist(gist.asked, replace(found, audit=audit)).checks()

    both = told(missed, hanging)
    assert both.startswith("Of 2 checks of the source's own claims, one is not met: “More of a")
    assert " (the change is too small). One more hangs on the numbers: “More of a" in both
    assert both.endswith(f"{why}.")
    assert "2 more hang on the numbers: " in told(missed, hanging, hanging)
    assert told(hanging).startswith(
        "Whether the one check of the source's own claims is met hangs on the numbers: “More of a"
    )
    assert told(hanging, replace(missed, met=True, lacking="")).startswith(
        "Of 2 checks of the source's own claims, one hangs on the numbers: “More of a"
    )
    assert told(hanging, hanging).startswith(
        "Of 2 checks of the source's own claims, 2 hang on the numbers: “More of a"
    )


def test_what_together_does_no_more_than_a_part_is_told_with_the_last_period(gist, found):
    assert gist.asked.alike == {"raise a and b": "raise a"}
    assert list(gist.together()) == [
        "Within the period, “raise a and b” does no more than “raise a” alone. "
        "By period 8 it comes to +0.200, against 0.000."
    ]


def test_what_stays_the_same_later_is_said_without_figures(gist, found):
    later = Later(8, dict.fromkeys(NAMES, 0.25))
    (told,) = Gist(gist.asked, replace(found, later=later)).together()
    assert told.endswith("alone. Nor does it by period 8.")


def test_what_hangs_on_a_guess_has_a_group_of_its_own():
    model = town().replacing(
        cn.Influence("d", "e", "?", cn.pert(-1, 0.3, 1), claims=["k"], standing="stated")
    )
    named = {name: ASKED[name] for name in ("raise a", "raise d")}
    own = Known(cn.verdicts(model, named, draws=9))
    guess = own.verdicts["raise d"]
    assert guess.grade == "a guess"
    gist = Gist(asking(model, named), own)
    assert [gist.heading(names) for names in gist.groups(own.verdicts)] == [
        f"Yield rises ({own.verdicts['raise a'].size} change; the signs alone settle the direction)",
        f"Yield may rise (a guess; {guess.size} change at the most likely strengths)",
    ]


def test_conclusions_that_came_to_the_same_stand_together(found):
    (chapter,) = SUMMARY.chapters(asking(town(), ASKED), found)
    points = {point.name: point.text for point in chapter.blocks[1].points}
    v = found.verdicts["raise a"]
    change = f"{v.central:+.3f}"
    assert points[f"Yield rises ({v.size} change; the signs alone settle the direction)"] == (
        f"raise a ({change}); raise a and b ({change}), of 2 states."
    )
    assert points["Yield does not change within the period, only later"] == (
        "raise b (+0.100 by period 8)."
    )
    assert points["Yield does not change: no path leads there"] == "raise c."
    assert list(points)[-1] == "Done together"
    assert len(points) == 5
    # No identifier, and no conclusion in a sentence of its own.
    told = " ".join([*chapter.texts, *points, *points.values()])
    assert "do(" not in told
    assert not any(v.sentence in told for v in found.verdicts.values())
    assert not any(v.sentence.split(": by ")[0] in told for v in found.verdicts.values())


def test_a_level_and_what_is_contradicted_have_sentences_of_their_own():
    model = argument()
    named = {
        "rises": RISES,
        "level": cn.Conclusion("ideas", "exceeds", threshold=0.5, under=RISES.under),
        "falls": cn.Conclusion("ideas", "falls", under=RISES.under),
        "more": cn.Conclusion("ideas", "rises", under=cn.do(rules="some")),
    }
    found = Known(cn.verdicts(model, named, draws=5))
    (chapter,) = SUMMARY.chapters(asking(model, named), found)
    points = {point.name: point.text for point in chapter.blocks[1].points}
    for name in ("level", "falls"):
        assert points[f"{name} (Ideas)"] == found.verdicts[name].sentence
    assert "rises (Ideas)" not in points
    rows = {row[0]: row for row in chapter.blocks[2].tables[0].rows}
    assert rows["level"][1].startswith("level 0.")
    assert rows["rises"][-1] == "by construction"
    assert rows["falls"][-1] == "0%"


def test_in_japanese_nothing_is_left_in_english():
    model = cn.load("japan_software").in_language("ja")
    named = {
        p.name: cn.Conclusion("software_competitiveness", "rises", under=p.intervention)
        for p in list(model.proposals.values())[:6]
    }
    later = Later(8, dict.fromkeys(named, 0.1))
    own = Known(cn.verdicts(model, named, draws=5), cn.audit(model, draws=5), later)
    with speaking("ja"):
        (chapter,) = SUMMARY.chapters(asking(model, named), own)
    points = chapter.blocks[1].points
    told = " ".join([*chapter.texts, *(p.name + p.text for p in points)])
    assert re.findall(r"[A-Za-z]{4,}", told) == []
    assert not re.search(r"[;:(]", told)


def test_it_is_said_which_outcome_is_judged_and_how_long_a_period_is():
    two = cn.Variable("e", STATES, cn.Baseline([0.5, 0.3, 0.2]), label="Export", roles=["outcome"])
    model = town().replacing(two)
    named = {"raise a": ASKED["raise a"]}
    own = Known(cn.verdicts(model, named, draws=9))
    told = Gist(asking(model, named), own).grounds()
    assert told.endswith("They are all about Yield; “Levers” and “Over time” tell of Export.")
    assert "They are all about" not in Gist(asking(town(), named), own).grounds()


def test_signs_that_leave_open_whether_anything_changes_say_no_more():
    doubtful = cn.Influence("d", "e", "+", cn.interval(0, 1.5, zero=0.6), claims=["k"])
    model = town().replacing(doubtful)
    named = {"raise d": ASKED["raise d"]}
    own = Known(cn.verdicts(model, named, draws=9))
    assert (own.verdicts["raise d"].grade, own.verdicts["raise d"].signs.status) == (
        "a guess",
        "follows",
    )
    (chapter,) = GROUNDS.chapters(asking(model, named), own)
    rows = dict(chapter.blocks[0].tables[0].rows)
    assert rows["By signs"].startswith(
        "The signs rule out the opposite direction and leave open whether anything changes"
    )
