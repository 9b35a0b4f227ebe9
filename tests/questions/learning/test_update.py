"""What cases teach: the posterior against grids, the prior without cases, and every verb with what was learned."""

import inspect
import pickle

import numpy as np
import pytest

import causalnet as cn
from causalnet.compilation.parameters.sampling import sampled
from causalnet.errors import QuestionError, UnknownNameError
from tests.fuzz.calls import calls, model as small

STATES = ["l", "h"]


def pair(strength: object = cn.pert(0, 1, 3), name: str = "pair") -> cn.CausalModel:
    """x → y, whose one strength varies."""
    return cn.CausalModel(
        name,
        [cn.Variable(v, STATES, cn.Baseline([0.5, 0.5])) for v in "xy"],
        [cn.Influence("x", "y", "+", strength)],
    )


def rows(both: int, neither: int, only_x: int, only_y: int) -> dict[str, list[str]]:
    """Cases of x and y."""
    x = ["h"] * (both + only_x) + ["l"] * (neither + only_y)
    y = ["h"] * both + ["l"] * only_x + ["l"] * neither + ["h"] * only_y
    return {"x": x, "y": y}


COUNTS = (20, 20, 10, 10)
FRAME = rows(*COUNTS)


def on_a_grid(model: cn.CausalModel, frame: dict[str, list[str]]) -> tuple[np.ndarray, np.ndarray]:
    """Sizes across the range of the one strength, and the likelihood of rows at each."""
    grid = np.linspace(0.001, 2.999, 601)
    margins = {v: frame[v].count("h") / len(frame[v]) for v in frame}
    at_home = model.replacing(
        *(cn.Variable(v, STATES, cn.Baseline([1 - p, p])) for v, p in margins.items())
    )
    from causalnet.compilation.parameters.ensemble import Ensemble

    network = cn.compile_model(at_home, Ensemble({("x", "y", 0): grid}, {}))
    cells = np.zeros((2, 2))
    for x, y in zip(frame["x"], frame["y"], strict=True):
        cells[STATES.index(x), STATES.index(y)] += 1
    logs = (cells[..., None] * np.log(network.values("y"))).sum(axis=(0, 1))
    return grid, np.exp(logs - logs.max())


def beta_density(grid: np.ndarray) -> np.ndarray:
    """Of the judgement 0/1/3."""
    a, b = 1 + 4 / 3, 1 + 8 / 3
    u = grid / 3
    return u ** (a - 1) * (1 - u) ** (b - 1)


def test_the_posterior_of_one_strength_is_that_on_a_grid():
    grid, likelihood = on_a_grid(pair(), FRAME)
    weights = likelihood * beta_density(grid)
    weights /= weights.sum()
    learned = cn.update(pair(), FRAME, cases="firms", draws=4000)
    values = learned.numbers["x → y"].values
    mean = float(weights @ grid)
    spread = float(np.sqrt(weights @ (grid - mean) ** 2))
    assert abs(values.mean() - mean) < 0.03
    assert abs(values.std() - spread) < 0.03
    for share in (0.05, 0.5, 0.95):
        there = grid[np.searchsorted(weights.cumsum(), share)]
        assert abs(np.quantile(values, share) - there) < 0.06
    assert learned.ess > 1000


def test_a_mass_at_zero_weighs_what_it_does_on_a_grid():
    doubtful = pair(cn.pert(0, 1, 3, inclusion=0.5))
    frame = rows(14, 13, 12, 13)
    grid, likelihood = on_a_grid(doubtful, frame)
    density = beta_density(grid) / beta_density(grid).sum()
    without = cn.update(doubtful, frame, cases="firms", draws=4000)
    at_zero = likelihood[0]  # next to zero
    there = float(density @ likelihood) / (float(density @ likelihood) + at_zero)
    assert 0.15 < there < 0.45
    assert abs(float((without.numbers["x → y"].values != 0).mean()) - there) < 0.03


def many(count: int) -> tuple[cn.CausalModel, dict[str, list[str]]]:
    """So many separate pairs, each with a strength that may be zero."""
    variables, arrows, frame = [], [], {}
    for i in range(count):
        variables += [cn.Variable(f"{v}{i}", STATES, cn.Baseline([0.5, 0.5])) for v in "xy"]
        strength = cn.Judgement(1.0, 1.0, zero=0.5)
        arrows.append(cn.Influence(f"x{i}", f"y{i}", "+", strength))
        both = rows(12 + i, 12, 12 - i, 12)
        frame |= {f"x{i}": both["x"], f"y{i}": both["y"]}
    return cn.CausalModel("pairs", variables, arrows), frame


@pytest.mark.parametrize("count", [3, 8])
def test_few_masses_at_zero_are_enumerated_and_many_sampled_by_gibbs(count):
    model, frame = many(count)
    learned = cn.update(model, frame, cases="firms", draws=3000)
    for i in range(count):
        alone, own = many(i + 1)
        name = f"x{i} → y{i}"
        single = cn.CausalModel(
            "one", [alone.variables[f"x{i}"], alone.variables[f"y{i}"]], [alone.influences[i]]
        )
        alone_frame = {v: own[v] for v in (f"x{i}", f"y{i}")}
        exact = cn.update(single, alone_frame, cases="firms", draws=20_000)
        there = float((exact.numbers[name].values != 0).mean())
        assert abs(float((learned.numbers[name].values != 0).mean()) - there) < 0.05


def test_without_rows_the_draws_are_those_from_the_judgements():
    model = small()
    empty = {"x": [], "y": []}
    learned = cn.update(model, empty, cases="days", draws=50)
    prior = sampled(model, cn.Draws(50))
    after = sampled(model, learned)
    assert prior.strengths.keys() == after.strengths.keys()
    for key, own in prior.strengths.items():
        assert (after.strengths[key] == own).all()
    assert str(learned).startswith(
        "From 0 days nothing is learned: the draws are those from the judgements"
    )
    assert learned.ess == 50


def test_the_order_of_rows_is_irrelevant():
    shuffled = np.random.default_rng(3).permutation(len(FRAME["x"]))
    other = {v: [FRAME[v][i] for i in shuffled] for v in FRAME}
    first, second = (cn.update(pair(), frame, cases="firms", draws=50) for frame in (FRAME, other))
    assert first == second
    assert hash(first) == hash(second)


def test_it_pickles_and_is_equal_to_itself_only():
    learned = cn.update(pair(), FRAME, cases="firms", draws=20)
    assert pickle.loads(pickle.dumps(learned)) == learned
    assert learned != cn.Draws(20)
    assert learned != cn.update(pair(), rows(9, 9, 1, 1), cases="firms", draws=20)


def test_the_first_sentence_can_be_quoted():
    learned = cn.update(pair(), rows(90, 90, 10, 10), cases="firms")
    shift = learned.shifts[0]
    (low, high), (first, last) = shift.after, shift.before
    assert learned.sentence == (
        "From 200 firms, the one number of “pair” is known better than judged by more than a tenth. The strength of x → y "
        f"moves most: its middle 90% was judged {first:.2f} to {last:.2f} and is {low:.2f} to {high:.2f} now."
    )
    assert f"effective sample size {learned.ess:,.0f}." in " ".join(str(learned).split())


def days() -> dict[str, list[str]]:
    """Forty cases of the small model."""
    return {
        "x": ["no", "yes"] * 20,
        "z": ["low", "middle", "high", "low"] * 10,
        "y": ["no", "yes", "yes", "no"] * 10,
    }


# Their answers are a network or bare arrays; the report is read from its file.
WITHOUT_A_SHEET = ("compile_model", "derivatives", "unroll", "report")
ELSEWHERE = ("Network", "pool", "update")
DRAWING = [c for c in calls() if "draws" in inspect.signature(c.function).parameters]
VERBS = [c for c in DRAWING if "." not in c.name and c.name not in ELSEWHERE]


@pytest.fixture(scope="module")
def learned() -> object:
    """What forty days teach about the small model."""
    return cn.update(small(), days(), cases="days", draws=12)


@pytest.mark.parametrize("call", VERBS, ids=lambda c: c.name)
def test_every_verb_takes_it_as_draws_and_says_so(call, learned, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    answer = call.ask(draws=learned)
    if call.name == "report":
        text = (tmp_path / "report.html").read_text("utf-8")
    elif call.name in ("compile_model", "unroll"):
        text = answer.sampling.origin if call.name == "compile_model" else "learned from 40 days"
        assert answer.draws == 12
    else:
        text = str(answer)
    if call.name != "derivatives":
        assert "learned from 40 days" in " ".join(text.split())


def test_all_verbs_that_draw_are_among_them():
    assert {"query", "verdict", "sensitivity", "portfolio", "trajectory", "routes"} <= {
        c.name for c in VERBS
    }


QUOTED = ["effect", "levers", "pairs", "counterfactual", "causation", "portfolio", "persistence"]


@pytest.mark.parametrize("name", QUOTED)
def test_a_sentence_with_a_mean_says_what_taught_it(name, learned):
    (call,) = [c for c in VERBS if c.name == name]
    assert "12 draws learned from 40 days" in " ".join(call.ask(draws=learned).sentence.split())


def test_a_verdict_that_stands_in_draws_says_what_taught_them(learned):
    mixed = small().replacing(
        cn.Influence("x", "y", "?", cn.interval(-0.5, 2), claims=["c"], standing="stated")
    )
    taught = cn.update(mixed, days(), cases="days", draws=40)
    found = cn.verdict(mixed, cn.Conclusion("y", "rises", under=cn.do(x="yes")), draws=taught)
    assert found.grade in ("most draws", "a guess")
    assert "of draws learned from 40 days" in found.sentence


def test_a_pool_takes_it_for_models_of_the_same_judgements(learned):
    one, two = small(), small().adding(cn.Source("t"))
    pooled = cn.pool({"one": one, "two": two}, draws=learned)
    assert pooled.draws == 12
    assert "learned from 40 days" in " ".join(str(cn.query(pooled, "y")).split())


def test_what_was_learned_of_other_judgements_is_refused(learned):
    other = small().replacing(cn.Influence("x", "y", "+", 0.2, claims=["c"]))
    with pytest.raises(QuestionError, match=r"What was learned of x → y started from 0.5/1/2"):
        cn.query(other, "y", draws=learned)
    with pytest.raises(QuestionError, match="hold what was learned of the numbers of 'small'"):
        cn.query(cn.load("lawn"), "wet", draws=learned)


def test_a_part_that_a_variant_adds_is_drawn_from_its_judgement(learned):
    admitted = small().admitting("r")
    own = sampled(admitted, learned)
    assert (own.strengths["x", "y", 0] == learned.numbers["x → y"].values).all()
    assert ("x", "z", 0) in own.strengths


def test_impossible_cases_are_named():
    sure = cn.CausalModel(
        "sure",
        [
            cn.Variable("x", STATES, cn.Baseline([0.5, 0.5])),
            cn.Variable("y", STATES, mechanism=cn.Deterministic(["x"], {("l",): "l", ("h",): "h"})),
            cn.Variable("z", STATES, cn.Baseline([0.5, 0.5])),
        ],
        [cn.Influence("x", "y", "+"), cn.Influence("y", "z", "+", cn.interval(0.1, 1))],
    )
    frame = {"x": ["l", "h"], "y": ["h", "h"], "z": ["l", "h"]}
    with pytest.raises(QuestionError, match=r"y = 'h', x = 'l'"):
        cn.update(sure, frame, cases="firms")


def test_columns_on_which_no_number_bears_are_refused():
    with pytest.raises(
        QuestionError, match="No number of pair that varies bears on what is known of the cases"
    ):
        cn.update(pair(), {"x": ["l", "h"]}, cases="firms")
    with pytest.raises(QuestionError, match="No number of pair that varies"):
        cn.update(pair(1.0), FRAME, cases="firms")


def test_cells_are_read_with_their_nearest_match():
    with pytest.raises(UnknownNameError, match=r"No state 'hh' of 'y'"):
        cn.update(pair(), {"x": ["l"], "y": ["hh"]}, cases="firms")


def test_correlation_within_a_word_is_learned_together():
    words = cn.CausalModel(
        "words",
        [cn.Variable(v, STATES, cn.Baseline([0.5, 0.5])) for v in "xyz"],
        [cn.Influence("x", "y", "+", "strong"), cn.Influence("y", "z", "+", "strong")],
        strengths={"strong": cn.pert(0, 1, 3)},
    )
    tied = cn.update(words, FRAME, cases="firms", draws=cn.Draws(2000, correlation=0.9))
    loose = cn.update(words, FRAME, cases="firms", draws=2000)
    # What is learned of x → y carries over to y → z, of which nothing was seen.
    assert "y → z" not in loose.numbers
    judged = sampled(words, 2000).strengths["y", "z", 0]
    assert tied.numbers["y → z"].values.std() < 0.85 * judged.std()


def test_a_number_that_only_may_be_zero_has_no_spread_to_narrow():
    sure = pair(cn.Judgement(1.3, 1.3, zero=0.4))
    learned = cn.update(sure, rows(3, 2, 17, 18), cases="firms", draws=200)
    (shift,) = learned.shifts
    assert shift.there_after == 0
    assert np.isnan(shift.after).all()
    assert (shift.spread_left, shift.moved) == (1, 0)
    assert not learned.moved
    assert "The probability that x → y is there at all falls from 60% to 0%." in learned.sentence
    assert "learned  left" not in str(learned)


def test_chance_alone_neither_narrows_nor_moves_a_number():
    idle = cn.Episode("May", cn.do(y="h"), {"y": "rose"}, reliability=0.9)
    model = pair(cn.pert(0, 1, 3, zero=0.5))
    for seed in range(5):
        learned = cn.update(model, episodes=[idle], draws=cn.Draws(50, seed=seed))
        assert (learned.narrowed, learned.moved, learned.doubted) == ((), (), None)


def test_cases_that_only_the_central_numbers_forbid_teach():
    """Of many cases, a mean that is certain to have risen rules out the strengths next to zero alone."""
    rose = cn.Episode("May", cn.do(x="h"), {"y": "rose"}, reliability=1, read_as="average")
    learned = cn.update(pair(cn.pert(0, 0, 2)), episodes=[rose], draws=200)
    assert learned.numbers["x → y"].values.min() > 0
    fell = cn.Episode("May", cn.do(x="h"), {"y": "fell"}, reliability=1, read_as="average")
    with pytest.raises(QuestionError, match="leave it out, or lower its reliability"):
        cn.update(pair(), episodes=[fell])


def test_margins_that_the_model_cannot_meet_are_named_as_the_rows_own():
    x = cn.Variable("x", STATES, cn.Baseline([0.5, 0.5]))
    y = cn.Variable("y", STATES, cn.Baseline([0.5, 0.5]), mechanism=cn.NoisyMax())
    strong = cn.CausalModel("strong", [x, y], [cn.Influence("x", "y", "+", cn.pert(1.5, 2, 4))])
    with pytest.raises(QuestionError, match="The margins of the rows stand in for the baselines"):
        cn.update(strong, rows(5, 2, 33, 0), cases="firms")


def test_it_fits_a_page():
    names = {v: f"{v} with a name that is as long as many are" for v in "xy"}
    long = cn.CausalModel(
        "long",
        [cn.Variable(name, STATES, cn.Baseline([0.5, 0.5])) for name in names.values()],
        [cn.Influence(names["x"], names["y"], "+", cn.pert(0, 1, 3, zero=0.5))],
    )
    told = cn.update(long, {names[v]: FRAME[v] for v in FRAME}, cases="firms", draws=50)
    assert max(map(len, str(told).splitlines())) <= 79


def test_a_number_that_is_hardly_there_does_not_move_most():
    frame = rows(24, 24, 16, 16) | {"z": ["l", "h"] * 40}
    both = cn.CausalModel(
        "both",
        [cn.Variable(v, STATES, cn.Baseline([0.5, 0.5])) for v in "xyz"],
        [
            cn.Influence("x", "y", "+", cn.pert(0, 1.5, 3)),
            cn.Influence("z", "y", "-", cn.pert(0.3, 2, 3, zero=0.5)),
        ],
    )
    learned = cn.update(both, frame, cases="firms", draws=1000)
    first, last = learned.shifts
    assert (first.name, last.name) == ("x → y", "z → y")
    assert last.there_after < 0.05
    assert last.spread_left < first.spread_left
    assert "the middle 90% of the draws that are not at zero" in " ".join(str(learned).split())
