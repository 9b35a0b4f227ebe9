"""How far voices part, and what matters: against brute force over orders, voices and hybrids."""

from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest

import causalnet as cn
from causalnet.errors import QuestionError
from causalnet.questions.voices.experts import central_models
from tests.toys import plain

SOURCES = [cn.Source(name) for name in ("anna", "ben", "cleo")]
WEIGHTS = {"anna": 0.5, "ben": 0.3, "cleo": 0.2}
RISES = cn.Conclusion("y", "rises", under=cn.do(x="h"))


def town(**more) -> cn.CausalModel:
    """Three people part on two strengths and two baselines."""
    ys = cn.Panel(
        {n: cn.Baseline([1 - p, p]) for n, p in (("anna", 0.1), ("ben", 0.4), ("cleo", 0.2))}
    )
    xs = cn.Panel(
        {n: cn.Baseline([1 - p, p]) for n, p in (("anna", 0.5), ("ben", 0.2), ("cleo", 0.3))}
    )
    return cn.CausalModel(
        "town",
        [plain("x", baseline=xs), plain("z"), plain("y", baseline=ys), plain("w")],
        [
            cn.Influence(
                "x", "z", "+", cn.Panel({"anna": cn.pert(1, 2, 3), "ben": 0.5, "cleo": 1.5})
            ),
            cn.Influence(
                "z", "y", "+", cn.Panel({"anna": 0.4, "ben": 1.5, "cleo": cn.interval(2, 3)})
            ),
            cn.Influence("x", "y", "-", 0.1),
            cn.Influence("y", "w", "+", cn.Panel({"anna": 1, "ben": 2, "cleo": 3})),
        ],
        sources=SOURCES,
        **more,
    )


PARTS = {
    "x → z": ("influence", ("x", "z")),
    "z → y": ("influence", ("z", "y")),
    "baseline of x": ("baseline", "x"),
    "baseline of y": ("baseline", "y"),
}


def hybrid(models, v, u, there) -> float:
    """The answer of `u` with what `v` says of the parts that are there."""
    model, other = models[u], models[v]
    for name in there:
        kind, which = PARTS[name]
        if kind == "influence":
            model = model.replacing(other.influence(*which))
        else:
            own = other.variables[which].baseline
            model = model.replacing(replace(model.variables[which], baseline=own))
    return cn.effect(model, "y", under=RISES.under).level


def variance_left(models, weights, there) -> float:
    means = {v: sum(weights[u] * hybrid(models, v, u, there) for u in models) for v in models}
    whole = sum(weights[v] * means[v] for v in models)
    return sum(weights[v] * (means[v] - whole) ** 2 for v in models)


def test_shares_are_shapley_values_of_the_variance_between_the_voices() -> None:
    models = {name: town().judged_by(name) for name in WEIGHTS}
    expected = dict.fromkeys(PARTS, 0.0)
    orders = list(permutations(PARTS))
    known: dict[frozenset, float] = {}
    for order in orders:
        for k, name in enumerate(order):
            for there, sign in ((frozenset(order[: k + 1]), 1), (frozenset(order[:k]), -1)):
                if there not in known:
                    known[there] = variance_left(models, WEIGHTS, there)
                expected[name] += sign * known[there] / len(orders)
    found = cn.dissent(town(), RISES, weights=WEIGHTS)
    parts = {d.name: d.part for d in found}
    assert parts.pop("y → w") == 0
    assert parts == pytest.approx(expected, abs=1e-9)
    assert sum(parts.values()) == pytest.approx(found.between)
    assert sum(found.shares.values()) == pytest.approx(1)


def test_the_variance_between_is_that_of_the_voices_own_answers() -> None:
    found = cn.dissent(town(), RISES, weights=WEIGHTS)
    alone = {n: cn.effect(town().judged_by(n), "y", under=RISES.under).level for n in WEIGHTS}
    assert dict(found.answers) == pytest.approx(alone)
    mean = sum(WEIGHTS[n] * x for n, x in alone.items())
    assert found.between == pytest.approx(
        sum(WEIGHTS[n] * (x - mean) ** 2 for n, x in alone.items())
    )


def test_it_is_measured_on_what_was_said_in_its_own_units() -> None:
    apart = {d.name: (d.told_apart, d.told_ranges) for d in cn.dissent(town())}
    assert apart == {
        "x → z": ("1.5 log-odds per step", "1 apart"),
        "z → y": ("2.1 log-odds per step", "1.6 apart"),
        "y → w": ("2 log-odds per step", "2 apart"),
        "baseline of x": ("30% of probability", ""),
        "baseline of y": ("30% of probability", ""),
    }


def test_what_was_said_does_not_depend_on_the_weights() -> None:
    first, second = (
        {d.name: d.apart for d in cn.dissent(town(), weights=w)}
        for w in (None, {"anna": 9, "ben": 1, "cleo": 0})
    )
    assert first == second


def test_without_a_conclusion_the_furthest_comes_first() -> None:
    found = cn.dissent(town())
    assert found.sentence == (
        "anna, ben and cleo part on 5 judgements, and furthest on z → y. There they are 2.1 log-odds per step apart."
    )
    assert found.shares == {}
    assert "weights" not in str(found)
    told = str(cn.dissent(town(), RISES)).replace("\n", " ")
    assert "weights, equal because none were given: anna 0.333, ben 0.333, cleo 0.333." in told


def test_one_disagreement_takes_all() -> None:
    anna = town().judged_by("anna")
    other = anna.replacing(cn.Influence("x", "y", "+", 0.7))
    found = cn.dissent({"a": anna, "b": other}, RISES)
    assert list(found.shares) == ["x → y"]
    assert found.shares["x → y"] == pytest.approx(1)
    assert found.sentence.endswith(
        "part most on x → y: that accounts for all of the variance between them."
    )
    assert [found[0].judged.said[n].text for n in "ab"] == ["− 0.1", "+ 0.7"]
    assert found[0].apart == pytest.approx(0.8)


def test_voices_that_agree_do_not_part() -> None:
    anna = town().judged_by("anna")
    found = cn.dissent({"a": anna, "b": anna}, RISES)
    assert (len(found), found.between, found.sentence) == (
        0,
        0.0,
        "a and b say the same of everything.",
    )


def test_the_order_of_voices_does_not_count() -> None:
    models = {name: town().judged_by(name) for name in WEIGHTS}
    one, two = cn.dissent(models, RISES), cn.dissent(dict(reversed(models.items())), RISES)
    assert str(one) == str(two)


def test_people_part_as_their_models_do() -> None:
    models = {name: town().judged_by(name) for name in WEIGHTS}
    one, two = (
        cn.dissent(town(), RISES, weights=WEIGHTS),
        cn.dissent(models, RISES, weights=WEIGHTS),
    )
    assert {d.name: d.part for d in one} == pytest.approx({d.name: d.part for d in two})
    assert {d.name: d.apart for d in one} == {d.name: d.apart for d in two}


def test_what_hides_a_difference_has_a_negative_share() -> None:
    def account(up, down) -> cn.CausalModel:
        return cn.CausalModel(
            "m",
            [plain(v) for v in "xabc"] + [plain("y")],
            [
                cn.Influence("x", "a", "+", 3.0),
                cn.Influence("x", "b", "+", 3.0),
                cn.Influence("a", "y", "+", up),
                cn.Influence("b", "y", "-", down),
            ],
        )

    found = cn.dissent({"p": account(0.5, 0.1), "q": account(2.5, 1.0)}, RISES)
    assert found.shares["a → y"] > 1
    assert found.shares["b → y"] < 0
    assert "some of which other disagreements hide" in found.sentence
    assert sum(found.shares.values()) == pytest.approx(1)


def test_a_word_for_strengths_is_one_judgement() -> None:
    model = cn.CausalModel(
        "words",
        [plain("x"), plain("z"), plain("y")],
        [cn.Influence("x", "z", "+", "strong"), cn.Influence("z", "y", "+", "strong")],
        strengths={"strong": cn.Panel({"anna": 1, "ben": 2, "cleo": 3})},
        sources=SOURCES,
    )
    found = cn.dissent(model, RISES)
    assert found.shares == pytest.approx({"the word 'strong'": 1})
    assert found[0].apart == 2


def test_who_did_not_judge_is_told_and_the_mean_of_the_others_stands_there() -> None:
    model = town().replacing(cn.Influence("z", "y", "+", cn.Panel({"anna": 0.4, "ben": 1.5})))
    found = cn.dissent(model, RISES, weights=WEIGHTS)
    assert found.notes == (
        "cleo did not judge z → y; for the shares the mean of the others stands there.",
    )
    assert cn.dissent(model).notes == ("cleo did not judge z → y.",)
    mean = (0.5 * 0.4 + 0.3 * 1.5) / 0.8
    own = central_models(model, WEIGHTS)["cleo"]
    assert own.influence("z", "y").strength.central == pytest.approx(mean)
    assert next(d for d in found if d.name == "z → y").judged.said["cleo"].text == "–"


def test_accounts_that_differ_in_their_graphs_part_on_influences_and_mechanisms() -> None:
    anna = town().judged_by("anna")
    other = anna.rejecting("x → y").replacing(
        replace(anna.variables["z"], mechanism=cn.RankedNode(), baseline=None)
    )
    found = cn.dissent({"a": anna, "b": other}, RISES)
    said = {d.name: [d.judged.said[n].text for n in "ab"] for d in found}
    assert said["x → y"] == ["− 0.1", "not there"]
    assert said["mechanism of z"] == ["ordinal", "ranked"]
    assert said["baseline of z"] == ["0.6/0.4", "undeclared"]
    assert sum(found.shares.values()) == pytest.approx(1)
    assert {d.name: d.apart for d in found}["mechanism of z"] is None


def test_a_voice_of_weight_zero_is_heard_but_does_not_count() -> None:
    found = cn.dissent(town(), RISES, weights={"anna": 1, "ben": 1, "cleo": 0})
    assert set(found.answers) == {"anna", "ben"}
    pair = {n: town().judged_by(n) for n in ("anna", "ben")}
    assert found.between == pytest.approx(cn.dissent(pair, RISES).between)


def test_what_a_voice_does_not_have_cannot_be_asked() -> None:
    small = cn.CausalModel("small", [plain("x")])
    with pytest.raises(QuestionError, match="speaks of y, which 'b' does not have"):
        cn.dissent({"a": town().judged_by("anna"), "b": small}, RISES)


def test_a_frame_has_a_row_for_every_dispute() -> None:
    frame = cn.dissent(town(), RISES, weights=WEIGHTS).to_frame()
    assert list(frame.columns) == [
        "dispute",
        "part",
        "share",
        "apart",
        "gap",
        "anna",
        "ben",
        "cleo",
    ]
    assert frame["share"].sum() == pytest.approx(1)
    assert np.isfinite(frame["part"]).all()


def test_many_voices_are_printed_by_their_central_numbers() -> None:
    people = ["a", "b", "c", "d"]
    panel = cn.Panel({name: cn.pert(0.123456, 0.5 + k, 9.87654) for k, name in enumerate(people)})
    model = cn.CausalModel(
        "m",
        [plain("x"), plain("y")],
        [cn.Influence("x", "y", "-", panel)],
        sources=[cn.Source(name) for name in people],
    )
    text = str(cn.dissent(model))
    assert "-0.5  -1.5  -2.5  -3.5" in text
    assert "Central numbers are printed" in text
    assert cn.dissent(model)[0].judged.said["a"].text.startswith("− 0.123456/0.5")


def test_beyond_a_dozen_orders_are_sampled_and_the_shares_still_sum_to_one() -> None:
    names = [f"v{k}" for k in range(13)]
    rng = np.random.default_rng(3)

    def account() -> cn.CausalModel:
        arrows = [cn.Influence("x", v, "+", float(rng.uniform(0.2, 2))) for v in names[:7]]
        arrows += [cn.Influence(v, "y", "+", float(rng.uniform(0.2, 2))) for v in names[:7]]
        return cn.CausalModel("m", [plain(v) for v in ("x", "y", *names)], arrows)

    found = cn.dissent({"a": account(), "b": account()}, RISES)
    assert (len(found), found.orders > 100) == (14, True)
    assert sum(found.shares.values()) == pytest.approx(1)
    assert "sampled orders, with a standard error of at most" in str(found).replace("\n", " ")


def test_an_influence_of_a_variable_that_a_voice_does_not_have_is_a_dispute() -> None:
    direct = cn.Influence("x", "y", "+", 1.0)
    short = cn.CausalModel("short", [plain("x"), plain("y")], [direct])
    long = cn.CausalModel(
        "long",
        [plain("x"), plain("y"), plain("z")],
        [direct, cn.Influence("x", "z", "-", 1.0), cn.Influence("z", "y", "+", 2.0)],
    )
    high = short.variables["x"].states[-1]
    found = cn.dissent(
        {"short": short, "long": long}, cn.Conclusion("y", "rises", under=cn.do(x=high))
    )
    assert sum(found.shares.values()) == pytest.approx(1)
    (only,) = found.ranked
    assert (only.name, only.judged.said["short"].text) == ("z → y", "not there")


def test_what_differs_in_no_number_is_named_with_its_share() -> None:
    def voice(name: str, reference: str | None) -> cn.CausalModel:
        there = cn.Influence("x", "y", "+", 1.0, reference=reference)
        scaled = cn.Modifier("x", "y", by="w", amount=1.0, sign="+")
        beside = cn.Influence("w", "y", "?", 0.5)
        return cn.CausalModel(name, [plain(n) for n in "wxy"], [there, beside], modifiers=[scaled])

    rises = cn.Conclusion("y", "rises", under=cn.do(w="h"))
    numbers = replace(voice("b", "h").influence("x", "y"), strength=2.0)
    found = cn.dissent({"a": voice("a", "l"), "b": voice("b", "h")}, rises)
    both = cn.dissent({"a": voice("a", "l"), "b": voice("b", "h").replacing(numbers)}, rises)

    assert found.notes == ("Differences other than in a number account for 100%: x → y.",)
    assert (both.notes, round(sum(both.shares.values()), 9)) == ((), 1)
