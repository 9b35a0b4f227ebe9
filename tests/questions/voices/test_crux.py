"""Where two accounts part, against brute force over every order and every mixture."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, permutations
from math import factorial

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

import causalnet as cn
from causalnet.answers import Crux
from causalnet.questions.routes import shapley as shapley_module
from causalnet.questions.voices.disagreements import Disagreement
from causalnet.questions.voices.mixtures import Mixtures
from tests.toys import plain

NAMES = "vwxyz"
RISES = cn.Conclusion("z", "rises", under=cn.do(v="high"))


def _variable(name: str, rng: np.random.Generator) -> cn.Variable:
    p = rng.dirichlet([4.0, 4.0, 4.0]).round(3)
    p[2] = round(1 - p[0] - p[1], 3)
    return cn.Variable(name, ["low", "middle", "high"], cn.Baseline(p.tolist()))


def _account(name: str, seed: int) -> cn.CausalModel:
    """A random account of five variables in a fixed order; z has a cause, and some variables no baseline."""
    rng = np.random.default_rng(seed)
    variables = [_variable(v, rng) for v in NAMES]
    arrows = [
        cn.Influence(c, e, "+" if rng.random() < 0.6 else "-", strength=float(rng.uniform(0.2, 2)))
        for c, e in combinations(NAMES, 2)
        if rng.random() < 0.5 or (c, e) == ("y", "z")
    ]
    return cn.CausalModel(name, variables, arrows)


def _critic(a: cn.CausalModel, seed: int, changes: int) -> cn.CausalModel:
    """The same account with some changes of every kind."""
    rng = np.random.default_rng(seed)
    variables, arrows = dict(a.variables), {i.key: i for i in a.influences}
    for _ in range(changes):
        kind = rng.integers(6)
        cause, effect = (NAMES[i] for i in sorted(rng.choice(5, 2, replace=False)))
        key = (cause, effect, 0)
        if kind == 0 and key in arrows and key != ("y", "z", 0):
            del arrows[key]
        elif kind == 1 or (kind == 2 and key not in arrows):
            arrows[key] = cn.Influence(cause, effect, "-", strength=float(rng.uniform(0.2, 2)))
        elif kind == 2:
            arrows[key] = replace(arrows[key], sign="-" if arrows[key].sign == "+" else "+")
        elif kind == 3:
            variables[effect] = _variable(effect, rng)
        elif kind == 4:
            variables[effect] = replace(variables[effect], mechanism=cn.RankedNode())
        else:
            arrows["u", "z", 0] = cn.Influence("u", "z", "+", strength=1.0)
            arrows["u", "w", 0] = cn.Influence("u", "w", "+", strength=0.7)
            variables["u"] = cn.Variable("u", ["few", "many"], cn.Baseline([0.3, 0.7]))
    return cn.CausalModel("critic", variables.values(), arrows.values())


def _mixture(a: cn.CausalModel, b: cn.CausalModel, conceded: list[Disagreement]) -> cn.CausalModel:
    """Account `a` with what `b` says of some disagreements, part by part."""
    variables, arrows = dict(a.variables), {i.name: i for i in a.influences}
    for point in (p for d in conceded for p in d.points):
        if point.kind == "influence":
            arrows.pop(point.name, None)
            arrows |= {i.name: i for i in b.influences if i.name == point.name}
        else:
            part = point.kind
            new = {part: getattr(b.variables[point.name], part)}
            variables[point.name] = replace(variables[point.name], **new)
    used = {v for i in arrows.values() for v in (i.cause, i.effect)}
    variables |= {v: x for v, x in b.variables.items() if v not in variables and v in used}
    return cn.CausalModel("mixture", variables.values(), arrows.values())


def _level(model: cn.CausalModel) -> float:
    return cn.effect(model, "z", under=RISES.under).level


def _holds(level: float) -> bool:
    return RISES.holds(level)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 5))
def test_parts_and_least_sets_are_those_of_brute_force(seed: int, changes: int) -> None:
    a = _account("article", seed)
    b = _critic(a, seed + 1, changes)
    found = cn.crux(a, b, RISES)
    parts = [p.disagreement for p in found.partings]
    every = range(len(parts))
    values = {
        frozenset(s): _level(_mixture(a, b, [parts[i] for i in s]))
        for size in range(len(parts) + 1)
        for s in combinations(every, size)
    }
    assert found.answers == pytest.approx((_level(a), _level(b)), abs=1e-9)
    assert values[frozenset(every)] == pytest.approx(_level(b), abs=1e-9)
    for i in every:
        orders = list(permutations(every))
        added = [
            values[frozenset(o[: o.index(i) + 1])] - values[frozenset(o[: o.index(i)])]
            for o in orders
        ]
        assert found.partings[i].part == pytest.approx(sum(added) / factorial(len(parts)), abs=1e-9)
        assert found.partings[i].first_gives_way == pytest.approx(values[frozenset({i})], abs=1e-9)
        last = frozenset(every) - {i}
        assert found.partings[i].second_gives_way == pytest.approx(values[last], abs=1e-9)
    assert {frozenset(s) for s in found.ways_out[0].sets} == _least(parts, values, frozenset)
    flipped = lambda s: frozenset(every) - frozenset(s)  # noqa: E731
    assert {frozenset(s) for s in found.ways_out[1].sets} == _least(parts, values, flipped)


def _least(parts, values, mixture):  # type: ignore[no-untyped-def]
    """The minimal sets that turn a verdict, by trying all."""
    before = _holds(values[mixture(())])
    turning = [
        frozenset(s)
        for size in range(1, len(parts) + 1)
        for s in combinations(range(len(parts)), size)
        if _holds(values[mixture(s)]) != before
    ]
    least = {s for s in turning if not any(t < s for t in turning)}
    return {frozenset(parts[i].name for i in s) for s in least}


def test_an_account_does_not_part_with_itself() -> None:
    japan = cn.load("japan_software")
    rises = cn.Conclusion(
        "software_competitiveness", "rises", under=cn.do(multi_layer_outsourcing="shallow")
    )
    found = cn.crux(japan, japan, rises)
    assert not found
    assert found.partings == ()
    assert found.elsewhere == 0
    assert (
        f"The first ({found.answers[0]:+.3f}) and the second ({found.answers[1]:+.3f}) do not disagree on anything that bears on “The "
        "proposal ‘break up outsourcing’ raises software competitiveness”."
    ) in found.sentence


X, Y, Z = (cn.Variable(n, ["low", "high"], cn.Baseline([0.5, 0.5])) for n in "xyz")
PLUS = cn.Influence("x", "y", "+", strength=1.0)


def _pair(one: list[cn.Influence], two: list[cn.Influence], **more: object) -> Crux:
    variables = [X, Y, Z]
    a = cn.CausalModel("article", variables, one)
    b = cn.CausalModel("critic", variables, two)
    return cn.crux(a, b, cn.Conclusion("y", "rises", under=cn.do(x="high")), **more)  # type: ignore[arg-type]


def test_one_disagreement_takes_all_and_is_the_crux() -> None:
    found = _pair([PLUS], [replace(PLUS, sign="-")])
    (only,) = found.partings
    assert only.disagreement.kind == "sign"
    assert only.disagreement.says == ("+ 1", "− 1")
    assert only.part == pytest.approx(found.difference)
    assert found.crux is only
    assert found.ways_out[0].sets == found.ways_out[1].sets == (("x → y",),)
    assert str(found).splitlines()[0] == (
        "Article (+0.122) and critic (-0.122) part on “Setting x to high raises y”. The"
    )


def test_accounts_that_differ_in_size_alone_do_not_part() -> None:
    found = _pair([PLUS], [replace(PLUS, strength=2.0)])
    assert "agree on" in found.sentence
    assert (
        "Article (+0.122) and critic (+0.231) both conclude “Setting x to high raises y”, but they "
        "disagree on the way."
    ) in found.sentence
    assert found.ways_out[0].sets == ()
    assert "The verdict of article does not turn, whatever it gives way on." in str(found)


def test_where_no_path_leads_to_the_outcome_nothing_is_said_to_be_the_greatest_part() -> None:
    backwards = cn.Conclusion("x", "rises", under=cn.do(y="h"))
    a, b = (
        cn.CausalModel(name, [plain("x"), plain("y")], [cn.Influence("x", "y", "+", strength)])
        for name, strength in (("article", 1.0), ("critic", 2.0))
    )
    assert cn.crux(a, b, backwards).sentence == (
        "Neither article (0.000) nor critic (0.000) concludes “Setting y to h raises x”, and no "
        "disagreement moves the answer of either."
    )


def test_disagreements_that_offset_each_other_are_said_to() -> None:
    found = replace(
        _pair([PLUS], [replace(PLUS, strength=2.0)]), answers=(0.1, 0.1), holds=(True, True)
    )
    (only,) = found.partings
    assert found.sentence == (
        "Article (+0.100) and critic (+0.100) both conclude “Setting x to high raises y”, but they disagree on the way. "
        f"Their disagreements offset each other; the largest, x → y, accounts for {only.part:+.3f}."
    )


def test_what_does_not_bear_on_the_conclusion_is_counted_and_not_shared() -> None:
    found = _pair([PLUS], [PLUS, cn.Influence("y", "z", "+", strength=1.0)])
    assert found.partings == ()
    assert found.elsewhere == 1
    assert "1 further difference does not bear on it." in str(found)


def test_influences_that_would_close_a_cycle_are_one_disagreement() -> None:
    turned = cn.Influence("z", "y", "+", strength=1.0)
    found = _pair([PLUS, replace(turned, cause="y", effect="z")], [PLUS, turned])
    (only,) = found.partings
    assert only.disagreement.kind == "direction"
    assert only.name == "y → z or z → y"
    longer = [cn.Influence(*pair, "+", strength=1.0) for pair in (("y", "z"), ("z", "x"))]
    found = cn.crux(
        cn.CausalModel("article", [X, Y, Z], [PLUS]),
        cn.CausalModel("critic", [X, Y, Z], longer),
        cn.Conclusion("y", "rises", under=cn.do(z="high")),
    )
    assert [p.disagreement.kind for p in found.partings] == ["direction"]


def test_a_table_goes_with_the_influences_that_it_needs() -> None:
    rows = {(x,): [0.2, 0.8] if x == "low" else [0.7, 0.3] for x in ("low", "high")}
    tabled = cn.Variable("y", ["low", "high"], mechanism=cn.Table(["x"], rows))
    a = cn.CausalModel("article", [X, Y, Z], [PLUS, cn.Influence("z", "y", "+", strength=1.0)])
    b = cn.CausalModel("critic", [X, tabled, Z], [cn.Influence("x", "y", "-")])
    found = cn.crux(a, b, cn.Conclusion("y", "rises", under=cn.do(x="high")))
    (only,) = found.partings
    assert only.name == "mechanism of y"
    assert {p.kind for p in only.disagreement.points} == {"influence", "mechanism", "baseline"}


def test_a_modifier_goes_with_the_influence_that_only_one_has() -> None:
    plain = [PLUS, cn.Influence("z", "y", "+", strength=1.0)]
    scaled = [replace(PLUS, reference="low"), plain[1]]
    a = cn.CausalModel("article", [X, Y, Z], plain)
    b = cn.CausalModel(
        "critic", [X, Y, Z], scaled, modifiers=[cn.Modifier("x", "y", "z", 0.5, "+")]
    )
    found = cn.crux(a, b, cn.Conclusion("y", "rises", under=cn.do(x="high")))
    assert [p.name for p in found.partings] == ["x → y with x → y × z"]
    amount = b.replacing(cn.Modifier("x", "y", "z", 2.0, "+"))
    found = cn.crux(b, amount, cn.Conclusion("y", "rises", under=cn.do(x="high")))
    assert [(p.name, p.disagreement.kind) for p in found.partings] == [("x → y × z", "modifier")]


def test_everything_about_a_variable_of_one_account_is_one_disagreement() -> None:
    hidden = cn.Variable("u", ["few", "many"], cn.Baseline([0.5, 0.5]))
    a = cn.CausalModel("article", [X, Y], [PLUS])
    b = cn.CausalModel(
        "critic",
        [X, Y, hidden],
        [cn.Influence("x", "u", "-", strength=2.0), cn.Influence("u", "y", "+", strength=2.0)],
    )
    found = cn.crux(a, b, cn.Conclusion("y", "rises", under=cn.do(x="high")))
    assert {p.name for p in found.partings} == {"x → y", "by way of u"}


def test_a_rival_that_one_admits_has_its_name() -> None:
    japan = cn.load("japan_software")
    rises = cn.Conclusion(
        "software_competitiveness", "rises", under=cn.do(multi_layer_outsourcing="shallow")
    )
    critic = japan.admitting("specialised vendors", "long stagnation")
    found = cn.crux(japan, critic, rises)
    assert {p.name for p in found.partings} == {"specialised vendors", "long stagnation"}
    assert sum(p.part for p in found.partings) == pytest.approx(found.difference)
    assert found["specialised vendors"].disagreement.says == ("not there", "+ medium")
    with pytest.raises(cn.errors.UnknownNameError, match="Did you mean 'long stagnation'"):
        found["long stagnaton"]


def test_beyond_a_dozen_orders_are_sampled_with_their_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    a = _account("article", 0)
    b = _critic(a, 1, 7)
    exact = cn.crux(a, b, RISES)
    assert len(exact.partings) > 4
    monkeypatch.setattr(shapley_module, "MOST_EXACT", 2)
    found = cn.crux(a, b, RISES)
    assert found.orders > 0
    assert "sampled orders" in str(found)
    assert sum(p.part for p in found.partings) == pytest.approx(found.difference)
    for parting in exact.partings:
        assert abs(found[parting.name].part - parting.part) <= 5 * found.error + 1e-12


def test_a_later_conclusion_counts_lagged_influences() -> None:
    later = cn.Influence("x", "y", "+", strength=1.0, lag=1)
    a = cn.CausalModel("article", [X, Y], [PLUS])
    b = cn.CausalModel("critic", [X, Y], [PLUS, later])
    conclusion = cn.Conclusion("y", "rises", under=cn.do(x="high"), at=1)
    found = cn.crux(a, b, conclusion)
    (only,) = found.partings
    assert only.name == "x → y [lag 1]"
    assert found.answers[1] == pytest.approx(
        cn.effect(b, "y", under=cn.do(x="high"), at=1).level, abs=1e-9
    )


def test_disagreements_that_clash_in_a_mixture_are_put_together() -> None:
    """The critic's strong noisy cause cannot be calibrated to the article's low baseline."""
    noisy = cn.NoisyMax()
    low, high = (
        cn.Variable("y", ["low", "high"], cn.Baseline(p), mechanism=noisy)
        for p in ([0.9, 0.1], [0.3, 0.7])
    )
    weak, strong = (cn.Influence("x", "y", "+", strength=s) for s in (0.2, 2.5))
    a = cn.CausalModel("article", [X, low], [weak])
    b = cn.CausalModel("critic", [X, high], [strong])
    found = cn.crux(a, b, cn.Conclusion("y", "rises", under=cn.do(x="high")))
    (only,) = found.partings
    assert only.name == "baseline of y with x → y"
    assert only.part == pytest.approx(found.difference)
    assert "cannot be made or calibrated: baseline of y with x → y" in " ".join(str(found).split())


def test_names_are_matched_and_what_is_missing_is_named() -> None:
    a = cn.CausalModel("article", [X, Y], [PLUS])
    wages = replace(X, name="wages", states=["poor", "rich"])
    b = cn.CausalModel("critic", [wages, Y], [replace(PLUS, cause="wages", sign="-")])
    rises = cn.Conclusion("y", "rises", under=cn.do(x="high"))
    found = cn.crux(a, b, rises, matching={"wages": ("x", {"poor": "low", "rich": "high"})})
    assert found.crux is not None
    with pytest.raises(cn.errors.QuestionError) as caught:
        cn.crux(a, b, rises)
    assert str(caught.value) == (
        "The conclusion speaks of 'x', which is not a variable of critic. Say what it is called there: "
        "matching={'name in critic': 'x'}."
    )


@pytest.mark.parametrize("outcome", ["yy", "u"])
def test_a_conclusion_about_what_neither_has_is_refused(outcome: str) -> None:
    a = cn.CausalModel("article", [X, Y], [PLUS])
    with pytest.raises(cn.errors.UnknownNameError, match=f"No variable '{outcome}'"):
        cn.crux(a, a, cn.Conclusion(outcome, "rises", under=cn.do(x="high")))


def test_an_account_that_cannot_be_calibrated_is_told_as_such() -> None:
    y = cn.Variable("y", ["low", "high"], cn.Baseline([0.9, 0.1]), mechanism=cn.NoisyMax())
    a, b = (
        cn.CausalModel(name, [X, y], [replace(PLUS, strength=s)])
        for name, s in (("article", 0.2), ("critic", 3.0))
    )
    with pytest.raises(cn.errors.CalibrationError):
        cn.crux(a, b, cn.Conclusion("y", "rises", under=cn.do(x="high")))


def test_where_each_mixture_takes_long_fewer_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    prepare = Mixtures.prepare

    def counting(self: Mixtures, sets: Sequence[frozenset[int]]) -> None:
        asked.append(len(set(sets) - set(self.known)))
        prepare(self, sets)

    a = _account("article", 0)
    b = _critic(a, 1, 7)
    monkeypatch.setattr(Mixtures, "prepare", counting)
    cn.crux(a, b, RISES)
    every = sum(asked)
    asked.clear()
    monkeypatch.setattr("causalnet.questions.voices.crux.MIXTURES", 6)
    found = cn.crux(a, b, RISES)
    assert found.orders == 2
    assert sum(asked) < every
    assert not found.ways_out[0].complete
    assert sum(p.part for p in found.partings) == pytest.approx(found.difference)


def test_of_a_threshold_levels_are_told_and_not_distances() -> None:
    a = cn.CausalModel("article", [X, Y], [PLUS])
    b = cn.CausalModel("critic", [X, Y], [replace(PLUS, sign="-")])
    high = cn.Conclusion("y", "exceeds", under=cn.do(x="high"), at_least="high", threshold=0.5)
    found = cn.crux(a, b, high)
    levels = [cn.query(m, "y", under=cn.do(x="high"))["high"] for m in (a, b)]
    assert found.answers == pytest.approx([level - 0.5 for level in levels])
    assert found.sentence.startswith(
        f"Article ({levels[0]:.3f}) and critic ({levels[1]:.3f}) part on"
    )
    assert f"{levels[1]:.3f}          {levels[0]:.3f}  the crux, both ways" in str(found)
    agreed = " ".join(str(cn.agreement(a, a, high)).split())
    assert f"1 {levels[0]:.3f} {levels[0]:.3f} same" in agreed
    bars = cn.plot(found).axes[0].patches
    assert bars[0].get_width() == pytest.approx(levels[0])
    assert found.told(float("nan")) == "–"


def test_a_smallest_size_counts_in_the_verdict() -> None:
    a = cn.CausalModel("article", [X, Y], [replace(PLUS, strength=2.0)])
    b = cn.CausalModel("critic", [X, Y], [replace(PLUS, strength=0.2)])
    done = cn.do(x="high")
    assert cn.crux(a, b, cn.Conclusion("y", "rises", under=done)).crux is None
    assert cn.crux(a, b, cn.Conclusion("y", "rises", under=done, by=0.1)).crux is not None
    assert cn.crux(a, b, cn.Conclusion("y", "holds", under=done, by=0.1)).holds == (False, True)


def test_what_an_account_does_not_have_is_said_of_that_account() -> None:
    a = cn.CausalModel("article", [plain("x"), plain("y")], [cn.Influence("x", "y", "+", 1.0)])
    b = a.adding(plain("z"), cn.Influence("x", "z", "+", 1.0))._with(name="critic")

    with pytest.raises(
        cn.errors.UnknownNameError, match="No variable 'z' of 'article'; its variables"
    ):
        cn.crux(a, b, cn.Conclusion("z", "rises", under=cn.do(x="h")))
    assert cn.crux(a, a, cn.Conclusion("y", "rises", under=cn.do(x="h"))).sentence.startswith(
        "The first (+"
    )
