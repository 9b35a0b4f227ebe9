"""Probabilities of causation: textbook examples, identities and what they refuse."""

import numpy as np
import pytest

import causalnet as cn
from causalnet.network.graph import descendants
from tests.counterfactual_enumeration import enumerate_counterfactual
from tests.strategies.networks import little_network

NO_YES = ["no", "yes"]


def _drug():
    """Tian and Pearl's drug as a network: a hidden cause of taking it and of dying, of four kinds of people.

    Of each kind it is certain who takes the drug; rates are per thousand. Those who choose it would live without it.
    """
    kinds = ["takes it, doomed by it", "takes it", "not, doomed without", "not"]
    return cn.Network(
        {"kind": kinds, "drug": NO_YES, "death": NO_YES},
        {"drug": ["kind"], "death": ["kind", "drug"]},
        {
            "kind": [0.001, 0.499, 0.014, 0.486],
            "drug": [[0, 1], [0, 1], [1, 0], [1, 0]],
            "death": [
                [[1, 0], [0, 1]],
                [[1, 0], [1, 0]],
                [[0, 1], [0, 1]],
                [[1, 0], [1 - 0.001 / 0.486, 0.001 / 0.486]],
            ],
        },
    )


def _ask(network, **more):
    return cn.causation(
        network, ("death", "yes"), under=cn.do(drug="yes"), versus=cn.do(drug="no"), **more
    )


def test_the_drug_with_a_hidden_cause():
    answer = _ask(_drug())
    assert cn.query(_drug(), "death", under=cn.do(drug="yes"))["yes"] == pytest.approx(0.016)
    assert cn.query(_drug(), "death", under=cn.do(drug="no"))["yes"] == pytest.approx(0.014)
    assert answer.rates[0] == pytest.approx([1, 1])
    assert answer.ends[0] == pytest.approx([1, 1])
    for own in answer.estimates["PN"].values():
        assert own.value == pytest.approx(1)
    assert answer.sentence == (
        "Of the cases in which drug is yes and death is yes, setting drug to no would have prevented "
        "100%, however luck carries over."
    )


def test_the_firing_squad():
    """Pearl (2009), section 9.2: the first rifleman's shot suffices, but is not necessary: the other shoots too."""
    squad = cn.Network(
        dict.fromkeys(["order", "a", "b", "death"], NO_YES),
        {"a": ["order"], "b": ["order"], "death": ["a", "b"]},
        {
            "order": [0.5, 0.5],
            "a": np.eye(2),
            "b": np.eye(2),
            "death": [[[1, 0], [0, 1]], [[0, 1], [0, 1]]],
        },
    )
    answer = cn.causation(squad, ("death", "yes"), under=cn.do(a="yes"), versus=cn.do(a="no"))
    values = {name: own["rank"].value for name, own in answer.estimates.items()}
    assert values == pytest.approx({"PN": 0.0, "PS": 1.0, "PNS": 0.5})
    np.testing.assert_allclose(answer.ends, [[0, 0], [1, 1], [0.5, 0.5]], atol=1e-9)


def test_the_betting_example():
    """Pearl (2009), section 9.2.1: a fair coin, and a bet on heads wins with heads."""
    bet = cn.Network(
        {"bet": ["tails", "heads"], "coin": ["tails", "heads"], "win": NO_YES},
        {"win": ["bet", "coin"]},
        {"bet": [0.5, 0.5], "coin": [0.5, 0.5], "win": [[[0, 1], [1, 0]], [[1, 0], [0, 1]]]},
    )
    answer = cn.causation(bet, ("win", "yes"), under=cn.do(bet="heads"), versus=cn.do(bet="tails"))
    values = {name: own["fresh"].value for name, own in answer.estimates.items()}
    assert values == pytest.approx({"PN": 1.0, "PS": 1.0, "PNS": 0.5})


@pytest.mark.parametrize("seed", range(12))
def test_least_named_and_most_are_in_order_and_within_rates(seed):
    rng = np.random.default_rng(seed)
    network = little_network(rng, count=5, rows=9)
    x, y = "v1", "v4"
    answer = cn.causation(
        network,
        (y, "b"),
        under=cn.do({x: "b"}),
        versus=cn.do({x: "a"}),
        coupling=("rank", "fresh", "gumbel", "any"),
    )
    low, high = answer.ends.T
    assert not (low < answer.rates[:, 0] - 1e-6).any()
    assert not (high > answer.rates[:, 1] + 1e-6).any()
    for p in answer.p.values():
        known = ~np.isnan(p[:, 0])
        assert (p[known, 0] >= low[known] - 1e-9).all()
        assert (p[known, 0] <= high[known] + 1e-9).all()
        assert (p[known, 0] >= answer.rates[known, 0] - 1e-6).all()
        assert (p[known, 0] <= answer.rates[known, 1] + 1e-6).all()


@pytest.mark.parametrize("seed", range(8))
def test_both_is_made_of_necessity_and_sufficiency(seed):
    """Tian and Pearl, lemma 1: PNS = P(x, y) PN + P(x′, y′) PS for a cause of two states."""
    rng = np.random.default_rng(100 + seed)
    network = little_network(rng, count=4, rows=6)
    x = next((v for v in network.variables if len(network.states[v]) == 2 and v != "v3"), None)
    assert x is not None
    p = cn.query(network, [x, "v3"])
    answer = cn.causation(
        network,
        ("v3", "b"),
        under=cn.do({x: "b"}),
        versus=cn.do({x: "a"}),
        coupling=("rank", "fresh", "gumbel"),
    )
    with_both, with_neither = p["b", "b"], sum(p["a", s] for s in network.states["v3"] if s != "b")
    for pn, ps, pns in (own[:, 0] for own in answer.p.values()):
        parts = with_both * np.nan_to_num(pn) + with_neither * np.nan_to_num(ps)
        assert pns == pytest.approx(parts, abs=1e-9)


def test_the_answer_on_the_japan_model():
    japan = cn.load("japan_software")
    answer = cn.causation(
        japan,
        ("software_competitiveness", "no global category"),
        under=cn.do(multi_layer_outsourcing="deep"),
        versus=cn.do(multi_layer_outsourcing="shallow"),
    )
    table = answer.to_frame().set_index("probability")
    expected = {"PN": [0.146, 0.146, 0.317, 0.557], "PS": [0.241, 0.241, 0.519, 0.919]}
    for name, numbers in expected.items():
        own = table.loc[name, ["least", "rank", "fresh", "most"]].tolist()
        assert own == pytest.approx(numbers, abs=1e-3)
    assert answer.by_signs == (True, True, True)
    np.testing.assert_allclose(answer.p["rank"][:, 0], answer.ends[:, 0], atol=1e-9)


def test_at_least_a_state_is_a_threshold():
    lawn = cn.load("lawn")
    arms = {"under": cn.do(rain="yes"), "versus": cn.do(rain="no")}
    one = cn.causation(lawn, "wet", at_least="yes", **arms)
    other = cn.causation(lawn, ("wet", "yes"), **arms)
    np.testing.assert_array_equal(one.ends, other.ends)


def test_draws_have_no_range():
    lawn = cn.load("lawn")
    answer = cn.causation(
        lawn,
        ("wet", "yes"),
        under=cn.do(rain="yes"),
        versus=cn.do(rain="no"),
        draws=30,
        coupling=("rank", "fresh"),
    )
    assert answer.p["rank"].shape == (3, 30)
    assert answer.rates is None
    assert np.isnan(answer.ends).all()
    assert "on average over 30 draws" in answer.sentence
    assert "PNS, fresh luck: median and middle 90%" in str(answer)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (
            {"outcome": "wet"},
            "causation needs what came about: a state, such as ('wet', 'yes'), or at_least=",
        ),
        ({"outcome": "wet", "at_least": "no"}, "at_least='no' is the lowest state of 'wet'"),
        ({"at_least": "yes"}, "Give a state with the outcome or at_least=, not both."),
        ({"versus": cn.do()}, "holds one setting to states against another"),
        ({"versus": cn.do(rain=cn.shift(-1))}, "holds one setting to states against another"),
        ({"versus": cn.do(sprinkler="on")}, "must set the same variables, not rain and sprinkler"),
        ({"versus": cn.do(rain="yes")}, "are the same: name the alternative"),
        ({"outcome": ("rain", "yes")}, "'rain' is itself set"),
        ({"outcome": ("wet", "damp")}, "No state 'damp' of 'wet'"),
    ],
)
def test_it_refuses_in_plain_words(asked, message):
    right = {"outcome": ("wet", "yes"), "under": cn.do(rain="yes"), "versus": cn.do(rain="no")}
    with pytest.raises(cn.errors.CausalnetError) as refused:
        cn.causation(cn.load("lawn"), **(right | asked))
    assert message in str(refused.value)


@pytest.mark.parametrize("draws", [None, 5])
def test_by_a_later_period_it_is_that_of_the_unrolled_network(draws):
    habit = cn.load("habit")
    named = ("rank", "fresh") if draws else ("rank", "fresh", "any")
    later = cn.causation(
        habit,
        ("smoking", "yes"),
        under=cn.do(price="low"),
        versus=cn.do(price="high"),
        at=1,
        coupling=named,
        draws=draws,
    )
    by_hand = cn.causation(
        cn.unroll(habit, 1, draws=draws),
        ("smoking@1", "yes"),
        under=cn.do({"price@0": "low", "price@1": "low"}),
        versus=cn.do({"price@0": "high", "price@1": "high"}),
        coupling=named,
    )
    for name in ("rank", "fresh"):
        np.testing.assert_allclose(later.p[name], by_hand.p[name], atol=1e-12)
    np.testing.assert_allclose(later.ends, by_hand.ends, atol=1e-12)
    assert (later.outcome, later.at) == ("smoking", 1)
    assert later.sentence.startswith(
        "Of the cases in which price of cigarettes is low and smoking is yes in period 1, the"
    )
    assert "@" not in str(later)


def test_a_network_has_no_later_period():
    lawn = cn.compile_model(cn.load("lawn"))
    with pytest.raises(cn.errors.ArgumentError, match="A later period needs lagged influences"):
        cn.causation(lawn, ("wet", "yes"), under=cn.do(rain="yes"), versus=cn.do(rain="no"), at=1)


def test_over_draws_there_is_no_range_of_one_draw():
    """The share under one rank would not even lie within it."""
    lawn = cn.load("lawn")
    arms = {"under": cn.do(rain="yes"), "versus": cn.do(rain="no")}
    drawn = cn.causation(lawn, ("wet", "yes"), **arms, draws=20)
    assert "whatever the coupling" not in drawn.sentence
    assert drawn.to_frame().columns.tolist() == ["probability", "rank", "fresh"]
    assert "The range over all couplings is left out: it is worked out only without draws." in str(
        drawn
    )


# ── a case ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("seed", [1, 3, 5, 7])
@pytest.mark.parametrize("coupling", ["rank", "fresh"])
def test_what_is_observed_counts_as_every_assignment_of_luck_does(seed, coupling):
    """v0 → … → v3; all that is observed counts in necessity, and what the cause does not reach in the others."""
    network = little_network(np.random.default_rng(seed))
    cause, y, event = "v1", "v3", {"b"}
    reached = descendants(network.parents, [cause])
    observed = {cause: "b", "v2": "b", y: "b", "v0": "b"}
    context = {v: s for v, s in observed.items() if v not in {cause, y, *reached}}
    arms = {"under": cn.do({cause: "b"}), "versus": cn.do({cause: "a"})}
    answer = cn.causation(network, (y, "b"), **arms, observed=observed, coupling=coupling)
    others = set(network.states[y]) - event

    def share(under, versus, seen, states):
        found = enumerate_counterfactual(network, y, under, versus, seen, None, coupling)
        places = [network.states[y].index(s) for s in states]
        return np.nan if found is None else found[places].sum()

    necessary = share(arms["versus"], None, observed, others)
    sufficient = share(arms["under"], None, {**context, cause: "a", y: others}, event)
    without = cn.query(network, y, under=arms["versus"], given=context)
    share_without = sum(without[s] for s in others)
    both = share(arms["under"], arms["versus"], {**context, y: others}, event) * share_without
    values = [own[coupling].value for own in answer.estimates.values()]
    np.testing.assert_allclose(values, [necessary, sufficient, both], atol=1e-9)


def test_the_rates_given_a_context_are_those_of_the_network_given_it():
    """A context without causes of its own is a slice of the network."""
    lawn = cn.load("lawn")
    arms = {"under": cn.do(rain="yes"), "versus": cn.do(rain="no")}
    answer = cn.causation(lawn, ("wet", "yes"), **arms, observed={"sprinkler": "on"})
    network = cn.compile_model(lawn)
    table = network.values("wet")
    at = network.parents["wet"].index("sprinkler"), network.states["sprinkler"].index("on")
    slice_ = cn.Network(
        {"rain": network.states["rain"], "wet": network.states["wet"]},
        {"wet": ["rain"]},
        {"rain": network.values("rain"), "wet": np.take(table, at[1], axis=at[0])},
        ordered=True,
    )
    alone = cn.causation(slice_, ("wet", "yes"), **arms)
    np.testing.assert_allclose(answer.rates, alone.rates, atol=1e-9)
    np.testing.assert_allclose(answer.ends, alone.ends, atol=1e-9)


def test_rates_are_left_out_where_more_is_observed_than_they_know():
    japan = cn.load("japan_software")
    arms = {
        "under": cn.do(multi_layer_outsourcing="deep"),
        "versus": cn.do(multi_layer_outsourcing="shallow"),
    }
    y = ("software_competitiveness", "no global category")
    states = japan.variables["engineer_compensation"].states
    seen = cn.causation(
        japan, y, **arms, observed={"engineer_compensation": states[0]}, coupling="rank"
    )
    assert seen.rates is None
    assert "PNS does not use what is observed: none of it lies beyond the cause's reach." in str(
        seen
    ).replace("\n", " ")


def test_what_is_known_is_observed_by_default_and_said():
    lawn = cn.load("lawn").for_case(
        "last Monday", {"wet": "yes", "rain": "yes", "sprinkler": "off"}
    )
    arms = {"under": cn.do(rain="yes"), "versus": cn.do(rain="no")}
    answer = cn.causation(lawn, ("wet", "yes"), **arms)
    assert answer.sentence.startswith(
        "Of the cases in which rain is yes, all else is as it is known of last Monday and wet grass is"
    )
    text = str(answer).replace("\n", " ")
    assert (
        "Observed, as is known of last Monday: wet grass is yes, rain is yes and sprinkler is off."
        in text
    )
    assert (
        "Of what is observed, PS and PNS use only what the cause does not reach: sprinkler is off."
        in text
    )
    nothing = cn.causation(lawn, ("wet", "yes"), **arms, observed={})
    assert nothing.sentence == cn.causation(cn.load("lawn"), ("wet", "yes"), **arms).sentence
    assert nothing.sentence != answer.sentence


def test_a_case_that_the_model_knows_otherwise_is_refused():
    lawn = cn.load("lawn").for_case("last Monday", {"wet": "yes", "rain": "no"})
    with pytest.raises(cn.errors.QuestionError, match="the model knows of last Monday"):
        cn.causation(lawn, ("wet", "yes"), under=cn.do(rain="yes"), versus=cn.do(rain="no"))


def test_by_a_later_period_what_is_known_is_found_in_the_present_one():
    habit = cn.load("habit").for_case("her first year", {"smoking": "yes", "price": "low"})
    arms = {"under": cn.do(price="low"), "versus": cn.do(price="high")}
    later = cn.causation(habit, ("smoking", "yes"), **arms, at=1)
    network = cn.unroll(habit, 1)
    by_hand = cn.causation(
        network,
        ("smoking@1", "yes"),
        under=cn.do({"price@0": "low", "price@1": "low"}),
        versus=cn.do({"price@0": "high", "price@1": "high"}),
        observed={"smoking@0": "yes", "price@0": "low"},
    )
    for name in ("rank", "fresh"):
        np.testing.assert_allclose(later.p[name], by_hand.p[name], atol=1e-12)
    assert later.observed == ['smoking="yes" in period 0', 'price="low" in period 0']
    assert later.sentence.startswith(
        "Of the cases in which price of cigarettes is low, all else is as it is known of her first year "
        "and smoking is yes in period 1, the"
    )
    assert "@" not in str(later)
