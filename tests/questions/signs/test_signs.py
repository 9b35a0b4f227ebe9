"""By signs: what they decide holds in every draw, and every looser rule fails somewhere."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings, strategies as st

import causalnet as cn
from causalnet import do
from causalnet.model.judgements.draws import Draws
from causalnet.questions.contrast.contrast_of import contrast_of
from tests.strategies.lagged import feedback, lagged_models
from tests.strategies.signed import drawn, questions, signed_models

DRAWS, CORNERS = 60, 30
EXAMPLES = 50


def survival_change(network, conclusion):
    """Change in P(outcome ≥ j) for every j, in every draw: shape (states − 1, draws)."""
    arms = []
    for arm in (conclusion.under, conclusion.versus):
        found = cn.query(network, conclusion.outcome, under=arm, given=conclusion.given)
        p = found.p[:, None] if found.drawn is None else found.drawn
        arms.append(np.cumsum(p[::-1], axis=0)[-2::-1])
    return arms[0] - arms[1]


def judged(model, question):
    """What signs say, or nothing where the question cannot be put at all."""
    try:
        return cn.by_signs(model, question)
    except cn.errors.InterventionError:
        assume(False)


def contradicts(found, change):
    """Draws in which the outcome does what the signs rule out."""
    wrong = {
        "does not fall": change < -1e-9,
        "does not rise": change > 1e-9,
        "unchanged": abs(change) > 1e-9,
    }
    return wrong[found.direction].any()


def changes(model, question, seed):
    """Over draws, and over corners of the ranges."""
    network = cn.compile_model(model, drawn(model, DRAWS, CORNERS, seed))
    try:
        return survival_change(network, question)
    except cn.errors.ImpossibleEvidenceError:
        assume(False)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.data())
def test_what_signs_decide_no_draw_contradicts(data):
    model = data.draw(signed_models())
    question = data.draw(questions(model))
    found = judged(model, question)
    assume(found.direction is not None)
    change = changes(model, question, seed=data.draw(st.integers(0, 99)))
    if question.at_least is not None:
        at = model.variables[question.outcome].index(question.at_least)
        change = change[at - 1 : at] if at else 0 * change
    assert not contradicts(found, change)
    if found.strict:
        assert (abs(change.sum(axis=0)) > 1e-13).all()


def test_where_corners_both_raise_and_lower_it_signs_decide_nothing():
    tally = Counter()

    @settings(max_examples=120, deadline=None)
    @given(st.data())
    def ask(data):
        model = data.draw(signed_models(most=5))
        question = replace(data.draw(questions(model)), at_least=None)
        found = judged(model, question)
        level = changes(model, question, seed=1).sum(axis=0)
        if (level > 1e-9).any() and (level < -1e-9).any():
            tally["either way"] += 1
            assert found.status == "undetermined"
            assert found.direction is None

    ask()
    assert tally["either way"]


def test_enough_of_what_is_asked_is_decided():
    tally = Counter()

    @settings(max_examples=100, deadline=None, database=None, derandomize=True)
    @given(st.data())
    def ask(data):
        model = data.draw(signed_models())
        tally[judged(model, data.draw(questions(model))).status] += 1

    ask()
    assert tally["follows"] >= 8
    assert tally["contradicted"] >= 3
    assert tally["no path"] + tally["blocked by what is observed"] >= 8
    assert tally["undetermined"] >= 8


# ── counterexamples to looser rules ──────────────────────────────────────────────────────────


def pair(table, x=(0.05, 0.95), names=("z", "x", "y")):
    """z → x, both → y: z is even, x nearly follows it, and y's table is given as P(y = yes)."""
    z, mid, y = names
    states = ["no", "yes"]
    rows = {(a, b): [1 - p, p] for (a, b), p in table.items()}
    follow = {("no",): [1 - x[0], x[0]], ("yes",): [1 - x[1], x[1]]}
    return cn.CausalModel(
        "pair",
        [
            cn.Variable(z, states, cn.Baseline([0.5, 0.5])),
            cn.Variable(mid, states, mechanism=cn.Table([z], follow)),
            cn.Variable(y, states, mechanism=cn.Table([z, mid], rows)),
        ],
        [cn.Influence(z, mid, "+"), cn.Influence(z, y, "+"), cn.Influence(mid, y, "+")],
    )


BOTH = {("no", "no"): 0, ("no", "yes"): 0, ("yes", "no"): 0, ("yes", "yes"): 1}
EITHER = {("no", "no"): 0, ("no", "yes"): 1, ("yes", "no"): 1, ("yes", "yes"): 1}


def test_a_cut_goes_either_way():
    under = cn.do(cn.cut("x", "y"))
    assert cn.effect(pair(BOTH), "y", under=under).level == pytest.approx(0.25 - 0.475)
    assert cn.effect(pair(EITHER), "y", under=under).level == pytest.approx(0.75 - 0.525)
    for table in (BOTH, EITHER):
        found = cn.by_signs(pair(table), cn.Conclusion("y", "falls", under=under))
        assert found.status == "undetermined"
        assert found.used == ("x → y",)


def as_if_pay(state="high"):
    return cn.do(cn.as_if("pay", rank=state))


def offices():
    """Rank raises pay and, by itself, unrest; pay lowers unrest."""
    names = ("rank", "pay", "unrest")
    return cn.CausalModel(
        "offices",
        [cn.Variable(n, ["low", "middle", "high"], cn.Baseline([0.3, 0.4, 0.3])) for n in names],
        [
            cn.Influence("rank", "pay", "+", cn.interval(0.5, 2)),
            cn.Influence("rank", "unrest", "+", cn.interval(0.5, 2)),
            cn.Influence("pay", "unrest", "-", cn.interval(0.5, 2)),
        ],
    )


@pytest.mark.parametrize(
    ("under", "versus", "status", "direction"),
    [
        (as_if_pay(), cn.do(), "follows", "does not rise"),
        (as_if_pay("low"), cn.do(), "contradicted", "does not fall"),
        (as_if_pay("middle"), cn.do(), "undetermined", None),
        (as_if_pay("middle"), as_if_pay("low"), "follows", "does not rise"),
        (as_if_pay("middle"), cn.do(rank="middle"), "undetermined", None),
        (as_if_pay("high") | cn.do(rank="low"), cn.do(rank="low"), "follows", "does not rise"),
        (as_if_pay("low") | cn.do(rank="low"), cn.do(rank="low"), "no path", "unchanged"),
        # The other way is open as well, and pulls the other way.
        (cn.do(rank="high"), cn.do(), "undetermined", None),
    ],
)
def test_an_effect_that_sees_its_cause_as_set_moves_by_that_influence_alone(
    under, versus, status, direction
):
    falls = cn.Conclusion("unrest", "falls", under=under, versus=versus)
    found = cn.by_signs(offices(), falls)
    assert (found.status, found.direction) == (status, direction)
    if status == "follows":
        assert found.used == ("pay → unrest", "rank → pay")
        assert cn.verdict(offices(), falls, draws=20).holds


def test_why_two_views_of_a_cause_are_not_in_order():
    found = cn.by_signs(offices(), cn.Conclusion("unrest", "falls", under=as_if_pay("middle")))
    assert found.reason == (
        'The signs leave it open: pay sees rank "middle" against as it is, neither of which is the higher in every case.'
    )


def alarm():
    """x and z both raise the alarm e and the outcome y: z far more than x."""
    names = ("x", "z", "e", "y")
    return cn.CausalModel(
        "alarm",
        [cn.Variable(n, ["no", "yes"]) for n in names],
        [
            cn.Influence("x", "e", "+", 4),
            cn.Influence("z", "e", "+", 4),
            cn.Influence("x", "y", "+", 0.2),
            cn.Influence("z", "y", "+", 4),
        ],
    )


def test_against_the_arrows_a_sign_does_not_carry():
    """Each step of x raises y in every threshold, yet y high speaks for x less than y middle."""
    rows = {("no",): [0.5, 0.1, 0.4], ("yes",): [0.2, 0.4, 0.4]}
    y = cn.Variable("y", ["low", "middle", "high"], mechanism=cn.Table(["x"], rows))
    x = cn.Variable("x", ["no", "yes"], cn.Baseline([0.5, 0.5]))
    model = cn.CausalModel("seen", [x, y], [cn.Influence("x", "y", "+")])
    seen = [cn.query(model, "x", given={"y": s})["yes"] for s in ("middle", "high")]
    assert seen == pytest.approx([0.8, 0.5])
    found = cn.by_signs(model, cn.Conclusion("x", "rises", under=cn.do(y="high")))
    assert (found.status, found.direction) == ("no path", "unchanged")


def scaled(sign, reference):
    three = ["low", "middle", "high"]
    return cn.CausalModel(
        "scaled",
        [cn.Variable("a", three), cn.Variable("m", three), cn.Variable("y", three)],
        [
            cn.Influence("a", "y", "+", 1, reference=reference),
            cn.Influence("m", "y", sign, cn.interval(0, 0.1)),
        ],
        modifiers=[cn.Modifier("a", "y", by="m", amount=2, sign="+")],
    )


def test_a_modifier_carries_no_sign_of_its_own():
    """It steepens what a does, up where a is high and down where it is low."""
    model, under = scaled("?", "middle"), cn.do(m="high")
    at = {s: cn.effect(model, "y", under=under, given={"a": s}).level for s in ("low", "high")}
    assert at["low"] < -0.1
    assert at["high"] > 0.1
    for seen in ("low", "high"):
        conclusion = cn.Conclusion("y", "rises", under=under, given={"a": seen})
        assert cn.by_signs(model, conclusion).status == "undetermined"
    by_a = cn.Conclusion("y", "rises", under=cn.do(a="high"))
    assert cn.by_signs(model, by_a).strict
    assert cn.by_signs(scaled("+", "low"), replace(by_a, under=under)).status == "follows"


def test_paths_that_disagree_decide_nothing():
    model = alarm().replacing(cn.Influence("x", "y", "-", 0.2))
    model = model.adding(cn.Influence("e", "y", "+", cn.interval(0, 3)))
    found = cn.by_signs(model, cn.Conclusion("y", "rises", under=cn.do(x="yes")))
    assert found.status == "undetermined"
    assert (
        found.reason
        == "The signs leave it open: y is raised through e → y and lowered through x → y."
    )
    assert found.balanced is False
    held = cn.Conclusion("y", "falls", under=cn.do(x="yes", e="no"), versus=cn.do(e="no"))
    assert cn.by_signs(model, held).strict


# ── what it says ─────────────────────────────────────────────────────────────────────────────


def chain(first=cn.interval(0.5, 1), standing="implied"):
    three = ["low", "middle", "high"]
    return cn.CausalModel(
        "chain",
        [cn.Variable(n, three) for n in "xmy"],
        [
            cn.Influence("x", "m", "-", first, claims=["k"]),
            cn.Influence("m", "y", "+", cn.interval(0.5, 1), standing=standing, claims=["k"]),
        ],
        sources=[cn.Source("memo")],
        claims=[cn.Claim("k", "So it is.", "memo")],
    )


FALLS = cn.Conclusion("y", "falls", under=cn.do(x="high"))


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({}, "follows"),
        ({"direction": "rises"}, "contradicted"),
        ({"direction": "rises", "by": 0.1}, "contradicted"),
        ({"by": 0.1}, "direction only"),
        ({"direction": "holds"}, "undetermined"),
        ({"direction": "holds", "by": 0.1}, "undetermined"),
        ({"direction": "exceeds", "threshold": 1}, "not applicable"),
        ({"at_least": "high"}, "follows"),
        ({"at_least": "low"}, "not applicable"),
        ({"at_least": "low", "direction": "holds"}, "follows"),
        ({"versus": cn.do(x="high")}, "no path"),
        ({"versus": cn.do(x="high"), "direction": "holds"}, "follows"),
        ({"versus": cn.do(x="middle")}, "follows"),
        ({"under": cn.do(x="middle")}, "undetermined"),
        ({"under": cn.do(x=cn.shift(1))}, "follows"),
        ({"under": cn.do(x=cn.shift(-1))}, "contradicted"),
        ({"under": cn.do(x=cn.partial("high", uptake=0.3))}, "follows"),
        ({"under": cn.do(x={"middle": 0.5, "high": 0.5}), "versus": cn.do(x="middle")}, "follows"),
        (
            {
                "under": cn.do(x={"low": 0.2, "high": 0.8}),
                "versus": cn.do(x={"low": 0.1, "middle": 0.9}),
            },
            "undetermined",
        ),
        ({"under": cn.do(x="high", m="low"), "versus": cn.do(m="low")}, "no path"),
        ({"given": {"m": "low"}}, "blocked by what is observed"),
        ({"given": {"y": "low"}}, "blocked by what is observed"),
        ({"given": {"y": "low"}, "direction": "holds"}, "follows"),
        ({"given": {"x": "low"}}, "undetermined"),
    ],
    ids=str,
)
def test_status(change, status):
    assert cn.by_signs(chain(), replace(FALLS, **change)).status == status


def test_tables_are_read_as_facts():
    """An influence without a sign is settled where the table settles it."""
    model = pair(BOTH)
    bare = [replace(i, sign="?") for i in model.influences]
    conclusion = cn.Conclusion("y", "rises", under=cn.do(x="yes"))
    assert cn.by_signs(model.replacing(*bare), conclusion).direction == "does not fall"
    idle = pair({("no", "no"): 0.1, ("no", "yes"): 0.1, ("yes", "no"): 0.6, ("yes", "yes"): 0.6})
    assert cn.by_signs(idle, conclusion).direction == "unchanged"
    mixed = {("no", "no"): 0.1, ("no", "yes"): 0.3, ("yes", "no"): 0.6, ("yes", "yes"): 0.5}
    with pytest.raises(cn.errors.ModelError):
        pair(mixed)


def test_a_network_makes_no_claims():
    found = cn.by_signs(cn.compile_model(chain()), FALLS)
    assert found.status == "not applicable"
    assert found.standings == ()


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"outcome": "z"}, cn.errors.UnknownNameError),
        ({"at_least": "top"}, cn.errors.UnknownNameError),
        ({"under": cn.do(x="top")}, cn.errors.UnknownNameError),
        ({"given": {"q": "low"}}, cn.errors.UnknownNameError),
        ({"under": cn.do(cn.cut("x", "y"))}, cn.errors.InterventionError),
        (
            {"under": cn.do(x=cn.policy("y", dict.fromkeys(["low", "middle", "high"], "low")))},
            cn.errors.InterventionError,
        ),
    ],
    ids=str,
)
def test_what_does_not_fit_is_refused(change, error):
    with pytest.raises(error):
        cn.by_signs(chain(), replace(FALLS, **change))


# ── laws ─────────────────────────────────────────────────────────────────────────────────────


def flipped(sign):
    return {"+": "-", "-": "+"}.get(sign, sign)


def turned(model, name):
    """The same model with one variable's scale read from the other end."""
    swap = {cn.NoisyMax: cn.NoisyMin, cn.NoisyMin: cn.NoisyMax}
    v = model.variables[name]
    mechanism = v.mechanism
    if type(mechanism) in swap:
        mechanism = swap[type(mechanism)](like_ordinal=mechanism.like_ordinal)
    elif isinstance(mechanism, cn.Table):
        rows = {when: p[::-1] for when, p in mechanism.rows.items()}
        mechanism = cn.Table(mechanism.causes, rows)
    baseline = v.baseline and replace(v.baseline, p=v.baseline.p[::-1])
    return cn.CausalModel(
        model.name,
        [
            replace(v, states=v.states[::-1], baseline=baseline, mechanism=mechanism)
            if w.name == name
            else w
            for w in model.variables.values()
        ],
        [
            replace(i, sign=flipped(i.sign)) if (i.cause == name) != (i.effect == name) else i
            for i in model.influences
        ],
        modifiers=[
            replace(m, sign=flipped(m.sign)) if m.by == name else m for m in model.modifiers
        ],
        sources=model.sources.values(),
        claims=model.claims.values(),
    )


def turned_arm(arm, name):
    setting = arm.settings.get(name)
    if type(setting).__name__ != "Shift":
        return arm
    others = cn.do({n: s for n, s in arm.settings.items() if n != name}, *arm.edges)
    return others | cn.do({name: cn.shift(-setting.steps)})


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_reading_a_scale_from_the_other_end_changes_nothing(data):
    model = data.draw(signed_models())
    question = replace(data.draw(questions(model)), at_least=None)
    name = data.draw(st.sampled_from(list(model.variables)))
    arms = {a: turned_arm(getattr(question, a), name) for a in ("under", "versus")}
    other = replace(question, **arms)
    if name == question.outcome:
        turn = {"rises": "falls", "falls": "rises", "holds": "holds"}
        other = replace(other, direction=turn[other.direction])
    first, second = judged(model, question), judged(turned(model, name), other)
    for field in ("status", "strict", "standing", "standings", "used", "balanced"):
        assert getattr(first, field) == getattr(second, field)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_order_changes_nothing(data):
    model = data.draw(signed_models())
    question = data.draw(questions(model))
    shuffled = cn.CausalModel(
        model.name,
        data.draw(st.permutations(list(model.variables.values()))),
        data.draw(st.permutations(model.influences)),
        modifiers=data.draw(st.permutations(model.modifiers)),
        sources=model.sources.values(),
        claims=model.claims.values(),
    )
    assert judged(model, question) == judged(shuffled, question)


# ── the model that ships ─────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def japan():
    return cn.load("japan_software")


@pytest.mark.parametrize("outcome", ["software_competitiveness", "ai_era_position"])
def test_every_proposal_of_the_article_has_a_status_that_its_draws_bear_out(japan, outcome):
    network = cn.compile_model(japan, draws=cn.Draws(50, seed=2))
    for name, under in japan.interventions.items():
        found = cn.by_signs(japan, cn.Conclusion(outcome, "rises", under=under))
        # What was announced is the middle of its scale, which is up for some and down for others.
        middle = "announced" in name or "SoftBank and government" in name
        decided = ("follows", "undetermined") if middle else ("follows",)
        assert found.status in (*decided, "no path", "lagged only")
        assert (found.status in decided) == (found.path == "within a period")
        change = survival_change(network, found.conclusion)
        assert found.status == "undetermined" or not contradicts(found, change)
        assert (change.sum(axis=0) > 0).all() or not found.strict


def test_what_the_article_states_does_not_carry_every_proposal(japan):
    under = japan.interventions["loosen lifetime employment"]
    found = cn.by_signs(japan, cn.Conclusion("software_competitiveness", "rises", under=under))
    assert found.standing == "implied"
    assert dict(found.standings)["stated"] == "no path"


@pytest.mark.parametrize("ask", [cn.by_signs, cn.verdict, cn.sensitivity])
def test_an_outcome_alone_is_no_conclusion(ask):
    model = cn.CausalModel("m", [cn.Variable("jams", ["low", "high"])])

    with pytest.raises(cn.errors.QuestionError) as caught:
        ask(model, "jams")

    assert str(caught.value) == (
        "'conclusion' must be a Conclusion, got 'jams'. Write cn.Conclusion('jams', 'rises', under=cn.do(…))."
    )


def one_arrow(p, strength, **more):
    """x → y, where x stands at a given baseline."""
    x = cn.Variable("x", ["lo", "hi"], cn.Baseline(p))
    y = cn.Variable("y", ["lo", "hi"], more.pop("baseline", cn.Baseline([0.5, 0.5])), **more)
    own = cn.Influence("x", "y", "+", **({} if strength is None else {"strength": strength}))
    return cn.CausalModel("m", [x, y], [own])


@pytest.mark.parametrize(
    ("by", "end"),
    [
        (
            0,
            ". In a draw a change under 0.001 counts as none, so they leave open whether setting x to hi does not "
            "change y.",
        ),
        (
            0.1,
            ", so they leave open whether setting x to hi changes y by at most 10 percentage points.",
        ),
    ],
)
def test_a_proved_rise_may_be_too_small_to_count(by, end):
    asked = cn.Conclusion("y", "holds", under=cn.do(x="hi"), by=by)
    found = cn.by_signs(one_arrow([0.5, 0.5], 1.0), asked)
    assert found.sentence == f"The signs prove that y rises, but not by how much{end}"


def test_signs_carry_through_lagged_influences_to_a_horizon():
    rises = cn.Conclusion("y", "rises", under=do(z="high"))
    model = feedback()
    assert cn.by_signs(model, rises).direction == "unchanged"
    for period, direction in ((1, "unchanged"), (2, "does not fall"), (4, "does not fall")):
        found = cn.by_signs(model, cn.Conclusion("y", "rises", under=do(z="high"), at=period))
        assert found.direction == direction
        assert "@" not in str(found)
    assert found.standing == "added"
    assert "z → y [lag 2]" in found.used


def test_a_balancing_loop_leaves_the_sign_open_once_it_has_come_round():
    model = feedback(back="-").replacing(cn.Influence("z", "y", "+", 1.0, lag=2))
    # Under x held nothing comes back through x; under z it does, from period 3 on.
    held = cn.by_signs(model, cn.Conclusion("y", "rises", under=do(x="high"), at=4))
    assert held.direction == "does not fall"
    for period, status in ((2, "follows"), (3, "undetermined")):
        late = cn.Conclusion("y", "rises", under=do(z="high"), at=period)
        assert cn.by_signs(model, late).status == status


@settings(max_examples=15)
@given(st.data())
def test_what_signs_decide_by_a_period_no_draw_contradicts(data):
    model = data.draw(lagged_models())
    names = list(model.variables)
    name, outcome = data.draw(st.sampled_from(names)), data.draw(st.sampled_from(names))
    under = do({name: model.variables[name].states[-1]})
    asked = cn.Conclusion(outcome, "rises", under=under, at=2)
    change = contrast_of(model, asked).over_draws(Draws(8)).points
    direction = cn.by_signs(model, asked).direction
    if direction == "does not fall":
        assert (change >= -1e-9).all()
    if direction == "does not rise":
        assert (change <= 1e-9).all()
    if direction == "unchanged":
        assert abs(change).max() < 1e-9


@pytest.mark.parametrize(
    "under",
    [
        do(z="high"),
        do(cn.cut("x", "y")),
        do(x=cn.policy(given="z", choose={"low": "high", "high": "low"})),
        do(x={"low": 0.5, "high": 0.5}),
    ],
    ids=repr,
)
def test_reasons_by_a_period_name_variables_and_periods(under):
    model = feedback(back="-").replacing(cn.Influence("z", "y", sign="+", strength=1.0, lag=2))
    found = cn.by_signs(model, cn.Conclusion("y", "rises", under=under, at=4))
    assert found.status == "undetermined"
    assert "@" not in found.reason
    assert " in period " in found.reason
    assert '" in period 4,' not in found.reason
