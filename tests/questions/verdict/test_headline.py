"""What a verdict says in one sentence: read literally, on chains that are weak, blocked and lagged."""

import pytest

import causalnet as cn
from causalnet import do
from causalnet.answer_tables import paragraph

THREE = ["low", "middle", "high"]


def chain(strength, lag=0, checks=()):
    """a → b → c, of which the second may be lagged."""
    return cn.CausalModel(
        "chain",
        [
            cn.Variable(
                v,
                THREE,
                cn.Baseline([0.3, 0.4, 0.3]),
                roles=["lever"] if v == "a" else ["mediator"],
            )
            for v in "abc"
        ],
        [
            cn.Influence("a", "b", "+", strength, claims=["k"]),
            cn.Influence("b", "c", "+", strength, claims=["k"], lag=lag),
        ],
        sources=[cn.Source("memo")],
        claims=[
            cn.Claim("k", "It matters.", "memo"),
            *(
                cn.Claim(f"t{i}", "A third of the market.", "memo", kind="total", checks=[check])
                for i, check in enumerate(checks)
            ),
        ],
    )


HIGH = do(a="high")
RISES = cn.Conclusion("c", "rises", under=HIGH)
WEAK, STRONG = cn.interval(0.15, 0.3), cn.interval(1.5, 2.0)


def said(model, conclusion):
    found = cn.verdict(model, conclusion, draws=40)
    assert str(found).startswith(f"{paragraph(found.sentence)}\n")
    assert f"{found.headline}." in str(found) or found.headline in str(found)
    return found


def test_a_change_that_follows_from_the_signs_and_is_next_to_nothing_says_both():
    found = said(chain(WEAK), RISES)
    assert (found.grade, found.size, found.headline) == ("signs", "negligible", "signs, negligible")
    assert found.sentence == (
        "Setting a to high hardly raises c: by 0.009 of 2 states, 0.4% of the scale (30.0% → 30.4% high). "
        "The direction follows from what the source states; the size rests on our judgements. "
        "It rests on each of 2 influences, and does not stand without any one of them: a → b and b → c. "
        "No rival explanation is written down that could undo it."
    )
    assert (
        "Rejecting a single claim undoes it at the central numbers: “It matters” (k)."
        in " ".join(str(found).split())
    )
    assert found.sizable.rise == 0
    assert "By more than a negligible change (0.020 of 2 states), 0% rise and 0% fall." in " ".join(
        str(found).split()
    )


def test_a_large_change_that_follows_from_the_signs():
    found = said(chain(STRONG), RISES)
    assert found.headline == "signs, large"
    assert found.sentence.startswith(
        "Setting a to high raises c a lot: by 0.345 of 2 states, 17% of the scale"
    )
    assert found.sizable.rise == 1


@pytest.mark.parametrize(
    ("lag", "more", "headline", "why"),
    [
        (
            1,
            {},
            "not earned: lagged only",
            "what is set acts on it only from period 1 on.",
        ),
        (
            0,
            {"given": {"b": "low"}},
            "not earned: blocked by what is observed",
            "every path to it passes what is observed (b).",
        ),
        (
            0,
            {"given": {"c": "low"}},
            "not earned: blocked by what is observed",
            "it is itself observed.",
        ),
        (
            0,
            {"outcome": "a", "under": do(c="high")},
            "not earned: no path",
            "nothing that is set leads to it.",
        ),
    ],
)
def test_without_a_path_nothing_is_contradicted_and_every_verb_says_the_same_word(
    lag, more, headline, why
):
    model = chain(STRONG, lag)
    asked = {"outcome": "c", "under": HIGH, "given": {}} | more
    conclusion = cn.Conclusion(direction="rises", **asked)
    found = said(model, conclusion)
    assert (found.grade, found.headline) == ("not earned", headline)
    today = " within a period" if lag else ""
    still = f"does not change {conclusion.outcome}{today}: {why}"
    assert found.sentence.endswith(f"{still} The conclusion that it rises is not earned.")
    word = found.signs.status
    assert word in headline
    assert cn.effect(model, **asked).path == found.signs.path == word
    assert found.signs.standings == (("stated", word),)
    holds = said(model, cn.Conclusion(direction="holds", **asked))
    assert (holds.grade, holds.headline) == ("structure", f"structure, {word}")
    assert holds.signs.status == "follows"
    assert holds.sentence.endswith(still)
    assert holds.signs.sentence.startswith("It follows from the structure alone that ")
    assert holds.signs.sentence.endswith(f" does not change {conclusion.outcome}: {why}")
    (line,) = cn.verdicts(model, {"it": holds.conclusion}, draws=20).web_sheets()[0].rows
    assert line[1] == f"follows from structure ({word})"
    (line,) = cn.verdicts(model, {"it": conclusion}, draws=20).web_sheets()[0].rows
    assert line[1:4] == [headline, "–", word]


def test_by_period_what_takes_longer_is_lagged_only():
    model = chain(STRONG, lag=3)
    early, late = (cn.Conclusion("c", "rises", under=HIGH, at=t) for t in (2, 3))
    assert said(model, early).headline == "not earned: lagged only"
    assert said(model, early).signs.standings == (("stated", "lagged only"),)
    assert said(model, late).signs.status == "follows"


def test_contradicted_is_what_signs_prove_the_opposite_of():
    found = said(chain(STRONG), cn.Conclusion("c", "falls", under=HIGH))
    assert found.headline == "not earned: contradicted"
    assert found.sentence.endswith(
        " The conclusion that it falls is not earned: the signs contradict it."
    )


def test_what_is_stated_alone_may_make_no_path():
    model = chain(STRONG).replacing(cn.Influence("b", "c", "+", STRONG, standing="implied"))
    assert cn.by_signs(model, RISES).standings == (("stated", "no path"), ("implied", "follows"))


def test_less_than_was_concluded_is_too_small():
    found = said(chain(WEAK), cn.Conclusion("c", "rises", under=HIGH, by=0.3))
    assert found.headline == "not earned: too small"
    assert found.sentence.endswith(
        " The conclusion that it rises by at least 0.3 of 2 states is not earned: the change is smaller. The signs "
        "alone prove the direction, but not the size."
    )


@pytest.mark.parametrize(
    ("direction", "threshold", "headline", "end"),
    [
        (
            "exceeds",
            0.9,
            "not earned: below the threshold",
            "The conclusion that it is at least 90% is not earned.",
        ),
        (
            "stays below",
            0.9,
            "baselines, large margin",
            "The baselines alone give 30%, without the argument.",
        ),
        (
            "stays below",
            0.2,
            "not earned: above the threshold",
            "The conclusion that it stays below 20% is not earned.",
        ),
    ],
)
def test_a_threshold_prints_levels_as_levels_and_the_distance_as_a_distance(
    direction, threshold, headline, end
):
    conclusion = cn.Conclusion("c", direction, under=HIGH, at_least="high", threshold=threshold)
    found = said(chain(STRONG), conclusion)
    level = cn.query(chain(STRONG), "c", under=HIGH)["high"]
    assert found.headline == headline
    side, points = "above" if level > threshold else "below", 100 * abs(level - threshold)
    assert found.sentence.startswith(
        f"Setting a to high puts the probability that c is high at {level:.0%}, {side} {threshold:.0%} by {points:.0f} "
    )
    assert found.sentence.endswith(end)
    text = " ".join(str(found).split())
    low, high = (threshold + x for x in found.ranges.inner)
    assert (
        f"With baselines held, the search found probabilities from {low:.3f} to {high:.3f}. "
        in text
    )
    assert "The baselines alone give 0.300" in text
    assert f"Median and middle 90%: {threshold + found.draws.held.median:.3f} [" in text


def test_hold_has_one_meaning():
    text = str(cn.verdict(chain(STRONG), cn.Conclusion("c", "falls", under=HIGH), draws=20))
    assert "It does not hold" not in text
    assert "It does not stand" in text


def test_a_check_that_is_met_by_next_to_nothing_says_so():
    third = cn.Conclusion("c", "rises", under=HIGH, by=2 / 3)
    model = chain(WEAK, checks=[RISES, third])
    report = cn.audit(model, draws=40)
    by = {c.claim: c for c in report.checks}
    assert (by["t0"].met, by["t0"].word) == (True, "met, but negligible")
    assert by["t0"].told == "+0.009 of 2 states, 0.4% of the scale"
    assert (by["t1"].met, by["t1"].word) == (False, "NOT MET: too small")
    lines = str(report).splitlines()
    assert [line.index("setting a to high raises c") for line in lines if "raises c" in line] == [
        40,
        40,
    ]
    assert str(report).startswith("The model meets 1 of its 2 checks in at least nine of")
    assert "Of those met, 1 by a change that is small or negligible." in report.sentence
    enough = cn.audit(
        chain(STRONG, checks=[RISES, cn.Conclusion("c", "rises", under=HIGH, by=0.1)]), draws=40
    )
    assert [c.word for c in enough.checks] == ["met", "met"]


def test_levers_and_comparisons_say_how_large_and_by_which_path():
    tiny = str(cn.levers(chain(WEAK), "c"))
    assert tiny.splitlines()[0].startswith(
        "Setting a to high hardly raises c: by 0.009 of 2 states,"
    )
    lagged = chain(STRONG, lag=1)
    late = "reaches c: they act on it only in later periods."
    assert str(cn.levers(lagged, "c")).startswith(f"No lever {late}")
    found = cn.pairs(lagged, "c", ["a", "b"])
    assert {pair.path for pair in found} == {"lagged only"}
    assert str(found).startswith("No two levers reach c: they act on it only in later periods.")
    blocked = cn.levers(chain(STRONG), "c", given={"b": "low"})
    assert {lever.path for lever in blocked} == {"blocked by what is observed"}
    assert "No scenario changes c: they act on it only in later periods." in str(
        cn.compare(lagged, "c", [HIGH])
    )


def test_sensitivity_says_what_moves_how_far():
    first = str(cn.sensitivity(chain(WEAK), RISES, draws=40)).splitlines()[0]
    assert first.startswith(
        "Of 2 judgements, a → b and b → c each matter most to what setting a to"
    )
    lagged = cn.sensitivity(chain(STRONG, lag=1), RISES, draws=40)
    assert lagged.sentence == (
        "No judgement moves what setting a to high does to c: what is set acts on it only from period 1 on."
    )
    assert str(lagged).endswith("\nAt the centre: 0.000.")


def test_an_outcome_with_cut_points_of_its_own_says_them():
    model = chain(WEAK)
    finer = cn.Variable("c", THREE, cn.Baseline([0.3, 0.4, 0.3]), sizes=[0.001, 0.003, 0.05])
    found = said(model.replacing(finer), RISES)
    assert found.headline == "signs, moderate"
    assert (
        "negligible under 0.1% of the scale, small under 0.3%, moderate under 5%, else large"
        in " ".join(str(found).split())
    )


def test_what_the_baselines_pass_alone_is_said():
    over = cn.Conclusion("c", "exceeds", under=HIGH, at_least="high", threshold=0.25)
    assert "The baselines alone give 0.300, so it stands without the argument." in " ".join(
        str(said(chain(STRONG), over)).split()
    )


def test_what_nothing_leads_to_is_not_said_to_be_so_within_a_period_only():
    model = chain(STRONG)
    assert str(cn.compare(model, "a", [do(c="high")])).startswith(
        "No scenario changes a: none of them leads to it.\nscenario  "
    )
    assert str(cn.levers(model, "a", among=["c"])).startswith(
        "No lever reaches a: none of them leads to it.\n   lever  set"
    )
    assert str(cn.pairs(model, "a", ["b", "c"])).startswith(
        "No two levers reach a: none of them leads to it."
    )
    table = cn.Network(
        {"x": ["no", "yes"], "y": ["no", "yes"]},
        {"y": ["x"]},
        {"x": [0.5, 0.5], "y": [[0.9, 0.1], [0.2, 0.8]]},
    )
    found = cn.effect(table, ("x", "yes"), under=do(y="yes"))
    assert found.sentence.endswith(": nothing that is set leads to it.")
    falls = cn.Conclusion("a", "falls", under=do(c="high"), at=2)
    assert cn.verdict(model, falls, draws=10).headline == "not earned: no path"


def test_only_the_other_arm_is_set_and_the_sentence_says_of_what_it_speaks():
    model, low = chain(1.0), do(a="low")
    start = "Leaving everything as it is rather than setting a to low raises c "
    rises = cn.Conclusion("c", "rises", versus=low)
    assert cn.verdict(model, rises, draws=5).sentence.startswith(start)
    assert cn.effect(model, "c", under=do(), versus=low).sentence.startswith(start)
    assert "leaving everything as it is" in cn.sensitivity(model, rises, draws=5).sentence
    assert cn.trajectory(model, "c", versus=low, periods=1).sentence.startswith(
        "By period 1, leaving everything as it is rather than setting a to low raises c"
    )
