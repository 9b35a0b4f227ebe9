"""Queries against enumeration, against pgmpy's elimination, and against what peers get wrong."""

import re

import numpy as np
import pytest
from hypothesis import given as hypothesis_given, strategies as st

import causalnet as cn
from causalnet import do
from causalnet.network.graph import cycle
from tests.enumeration import enumerate_query
from tests.strategies.networks import evidence, interventions, networks
from tests.toys import AB, xyz


def sprinkler() -> cn.Network:
    return cn.Network(
        {"rain": ["no", "yes"], "sprinkler": ["off", "on"], "wet": ["no", "yes"]},
        {"sprinkler": ["rain"], "wet": ["sprinkler", "rain"]},
        {
            "rain": [0.8, 0.2],
            "sprinkler": [[0.6, 0.4], [0.99, 0.01]],
            "wet": [[[1.0, 0.0], [0.2, 0.8]], [[0.1, 0.9], [0.01, 0.99]]],
        },
        ordered=True,
    )


def mutilated_parents(network, under):
    parents = dict(network.parents)
    for cause, effect in under.severed:
        parents[effect] = tuple(p for p in parents[effect] if p != cause)
    for v, setting in under.settings.items():
        if isinstance(setting, cn.model.grammar.setting.Hard | cn.model.grammar.setting.Stochastic):
            parents[v] = ()
        elif isinstance(setting, cn.model.grammar.setting.Policy):
            parents[v] = setting.reads
        elif isinstance(setting, cn.model.grammar.setting.Partial) and setting.uptake == 1:
            parents[v] = ()
    return parents


@hypothesis_given(st.data())
def test_query_equals_enumeration_for_every_kind_of_intervention_and_finding(data):
    network = data.draw(networks())
    under = data.draw(interventions(network))
    given = data.draw(evidence(network))
    outcome = data.draw(
        st.lists(st.sampled_from(network.variables), min_size=1, max_size=2, unique=True)
    )
    if cycle(mutilated_parents(network, under)):
        with pytest.raises(cn.errors.InterventionError, match="cycle"):
            cn.query(network, outcome, under=under, given=given)
        return
    expected = enumerate_query(network, outcome, under, given)
    if expected is None:
        with pytest.raises(cn.errors.ImpossibleEvidenceError, match="probability zero"):
            cn.query(network, outcome, under=under, given=given)
        return
    np.testing.assert_allclose(
        cn.query(network, outcome, under=under, given=given).p, expected, atol=1e-12
    )


@hypothesis_given(st.data())
def test_marginals_are_one_query_each(data):
    network = data.draw(networks())
    given = data.draw(evidence(network, most=1))
    if enumerate_query(network, network.variables[0], None, given) is None:
        return
    every = cn.marginals(network, given=given)
    assert list(every) == list(network.variables)
    for v in network:
        expected = enumerate_query(network, v, None, given)
        np.testing.assert_allclose(every[v].p, expected, atol=1e-12)


@hypothesis_given(st.data())
def test_do_on_a_root_is_conditioning_on_it(data):
    network = data.draw(networks())
    root = next(v for v in network.order if not network.parents[v])
    state = data.draw(st.sampled_from(network.states[root]))
    if network.values(root)[network.index(root, state)] == 0:
        return
    for outcome in network:
        np.testing.assert_allclose(
            cn.query(network, outcome, under=cn.do({root: state})).p,
            cn.query(network, outcome, given={root: state}).p,
            atol=1e-12,
        )


@hypothesis_given(st.data())
def test_without_evidence_do_leaves_non_descendants_alone(data):
    network = data.draw(networks())
    v = data.draw(st.sampled_from(network.variables))
    under = cn.do({v: data.draw(st.sampled_from(network.states[v]))})
    below = {v}
    for w in network.order:
        if below & set(network.parents[w]):
            below.add(w)
    for other in set(network) - below:
        np.testing.assert_allclose(
            cn.query(network, other, under=under).p, cn.query(network, other).p, atol=1e-12
        )


@hypothesis_given(st.data())
def test_the_order_of_states_variables_and_settings_is_irrelevant(data):
    network = data.draw(networks())
    under = data.draw(interventions(network, most=2))
    if cycle(mutilated_parents(network, under)):
        return
    order = data.draw(st.permutations(network.variables))
    turned = {v: data.draw(st.permutations(range(len(network.states[v])))) for v in order}
    if any(isinstance(s, cn.model.grammar.setting.Shift) for s in under.settings.values()):
        turned = {v: range(len(network.states[v])) for v in order}
    again = cn.Network(
        {v: [network.states[v][i] for i in turned[v]] for v in order},
        network.parents,
        {
            v: network.values(v)[np.ix_(*(list(turned[a]) for a in (*network.parents[v], v)))]
            for v in order
        },
        ordered=True,
    )
    settings = dict(reversed(list(under.settings.items())))
    for outcome in network:
        a = cn.query(network, outcome, under=under)
        b = cn.query(again, outcome, under=cn.do(under, settings))
        assert {s: pytest.approx(a[s], abs=1e-12) for s in a} == {s: b[s] for s in b}


def test_do_with_evidence_on_the_sprinkler():
    # pgmpy 1.1.2's CausalInference gives 0.5455 for the like of this on its own example.
    network = sprinkler()
    answer = cn.query(network, "rain", under=cn.do(sprinkler="on"), given={"wet": "yes"})
    assert answer["yes"] == pytest.approx(0.2 * 0.99 / (0.2 * 0.99 + 0.8 * 0.9))
    assert answer["yes"] == pytest.approx(
        enumerate_query(network, "rain", cn.do(sprinkler="on"), {"wet": "yes"})[1]
    )


def test_related_targets_of_an_intervention():
    network = sprinkler()
    under = cn.do(rain="yes", sprinkler="on")
    assert cn.query(network, "wet", under=under)["yes"] == pytest.approx(0.99)
    chain = cn.Network(
        {v: ["0", "1"] for v in "abc"},
        {"b": ["a"], "c": ["b"]},
        {"a": [0.3, 0.7], "b": [[0.9, 0.1], [0.2, 0.8]], "c": [[0.6, 0.4], [0.1, 0.9]]},
    )
    assert cn.query(chain, "c", under=cn.do(a="1", b="0"))["1"] == pytest.approx(0.4)
    assert cn.query(chain, "a", under=cn.do(b="0"))["1"] == pytest.approx(0.7)


def test_query_agrees_with_pgmpys_elimination_on_the_mutilated_network():
    from pgmpy.inference import VariableElimination

    rng = np.random.default_rng(7)
    for _ in range(5):
        names = [f"v{i}" for i in range(6)]
        parents = {v: [p for p in names[:i] if rng.random() < 0.5][:3] for i, v in enumerate(names)}
        network = cn.Network(
            {v: ["0", "1", "2"] for v in names},
            parents,
            {v: rng.dirichlet([1] * 3, size=(3,) * len(parents[v])) for v in names},
        )
        under, given = cn.do(v2="1", v3={"0": 0.4, "2": 0.6}), {"v5": "0"}
        peer = VariableElimination(cn.to_pgmpy(cn.mutilate(network, under)))
        expected = peer.query(["v1", "v4"], evidence={"v5": "0"}, show_progress=False)
        axes = [expected.variables.index(v) for v in ("v1", "v4")]
        np.testing.assert_allclose(
            cn.query(network, ("v1", "v4"), under=under, given=given).p,
            expected.values.transpose(axes),
            atol=1e-12,
        )


def test_evidence_downstream_of_what_is_done_says_so():
    network = sprinkler()
    answer = cn.query(network, "rain", under=cn.do(sprinkler="on"), given={"wet": "yes"})
    assert answer.notes == (
        "Note: wet lies downstream of what is done and is observed after it.",
        "Note: no influence leads from sprinkler to rain. What changes there comes from observing wet alone.",
    )
    assert cn.query(network, "wet", under=cn.do(sprinkler="on"), given={"rain": "no"}).notes == ()


def test_impossible_evidence_is_an_error_even_where_it_bears_on_nothing():
    network = cn.Network({"a": ["0", "1"], "b": ["0", "1"]}, {}, {"a": [1.0, 0.0], "b": [0.5, 0.5]})
    with pytest.raises(cn.errors.ImpossibleEvidenceError) as caught:
        cn.query(network, "b", given={"a": "1"})
    assert str(caught.value) == "What is given has probability zero here: a='1'."
    with pytest.raises(cn.errors.ImpossibleEvidenceError):
        cn.query(network, "b", under=cn.do(b="0"), given={"b": "1"})


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            {"outcome": "wett"},
            "No variable 'wett'; the variables are rain, sprinkler, wet. Did you mean 'wet'?",
        ),
        (
            {"outcome": "wet", "under": cn.do(rain="yess")},
            "No state 'yess' of 'rain'; its states are no, yes. Did you mean 'yes'?",
        ),
        (
            {"outcome": "wet", "given": {"rian": "yes"}},
            "No variable 'rian'; the variables are rain, sprinkler, wet. Did you mean 'rain'?",
        ),
        (
            {"outcome": "wet", "given": {"rain": {"yes", "maybe"}}},
            "No state 'maybe' of 'rain'; its states are no, yes.",
        ),
        (
            {"outcome": "wet", "given": {"rain": cn.likelihood({"yes": 0.4})}},
            "The likelihood for 'rain' has no number for 'no'.",
        ),
        (
            {"outcome": ("wet", "wet")},
            "The outcomes ('wet', 'wet') must be distinct, and at least one.",
        ),
        (
            {"outcome": "wet", "under": cn.do(cn.cut("wet", "rain"))},
            "There is no influence wet → rain to cut; the causes of 'rain' are: none.",
        ),
        (
            {
                "outcome": "wet",
                "under": cn.do(sprinkler=cn.policy(given="rain", choose={"no": "on"})),
            },
            "The policy for 'sprinkler' makes no choice for 'rain' = 'yes'.",
        ),
        (
            {
                "outcome": "wet",
                "under": cn.do(rain=cn.policy(given="wet", choose={"no": "no", "yes": "yes"})),
            },
            'do(rain=policy(given="wet", choose={"no": "no", "yes": "yes"})) cannot be carried out. '
            "The arrows make a cycle: ",
        ),
    ],
)
def test_a_question_that_does_not_fit_says_what_is_wrong(arguments, message):
    arguments = dict(arguments)
    with pytest.raises(cn.CausalnetError) as caught:
        cn.query(sprinkler(), arguments.pop("outcome"), **arguments)
    assert str(caught.value).startswith(message)


def test_distribution_reads_by_state():
    answer = cn.query(sprinkler(), ("rain", "wet"))
    assert answer["yes", "no"] == pytest.approx(0.2 * (0.99 * 0.2 + 0.01 * 0.01))
    assert sum(answer[s] for s in answer) == pytest.approx(1)
    assert answer.to_frame().columns.tolist() == ["rain", "wet", "probability"]
    with pytest.raises(cn.errors.QuestionError, match="has no level"):
        _ = answer.level
    with pytest.raises(cn.errors.UnknownNameError, match="Did you mean 'yes'"):
        _ = cn.query(sprinkler(), "rain")["yess"]
    assert cn.query(sprinkler(), "rain").level == pytest.approx(0.2)
    assert cn.query(sprinkler(), "rain").at_least("yes") == pytest.approx(0.2)
    with pytest.raises(ValueError, match="read-only"):
        answer.p[0] = 1


def test_answers_escape_what_they_show_in_html():
    network = cn.Network({"<b>": ["<script>", "&"]}, {}, {"<b>": [0.5, 0.5]})
    html = cn.query(network, "<b>")._repr_html_()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda n: cn.query(n, None), "'outcome' must be a str or a sequence of str, got None."),
        (
            lambda n: cn.query(n, "wet", under="on"),
            "'under' must be an Intervention, got 'on'. Write cn.do(x='low'), or ",
        ),
        (
            lambda n: cn.query(n, "wet", given=["rain"]),
            "'given' must be a mapping, got ['rain']. Write given={'x': 'low'}.",
        ),
        (
            lambda n: cn.query("lawn", "wet"),
            "Expected a CausalModel or a Network, got str. Load it: cn.load('lawn').",
        ),
        (
            lambda n: cn.levers(n, "wet", among=3),
            "'among' must be a str or a sequence of str, got 3.",
        ),
        (
            lambda n: cn.compare(n, "wet", 3),
            "'scenarios' must be a mapping from a str to an Intervention or a sequence of Intervention, got 3.",
        ),
        (lambda n: cn.draw(n, focus=3), "'focus' must be a str or a sequence of str, got 3."),
        (
            cn.audit,
            "Expected a CausalModel, got Network. A Network holds numbers without the judgements behind them.",
        ),
        (
            lambda n: cn.compile_model(n, draws=3),
            "Expected a CausalModel, got Network. A Network holds numbers without the judgements behind them.",
        ),
        (
            lambda n: cn.save(n, "x.toml"),
            "A network is saved as BIF, XMLBIF, XDSL, Hugin NET, Netica DNE, AgenaRisk or UAI, not as 'x.toml'. Name the file 'x.bif'.",
        ),
        (lambda n: cn.load(3), "Expected the name of a model or network, or a path, got 3."),
        (lambda n: cn.CausalModel("m", [3]), "variable 1 must be a Variable, not 3."),
        (lambda n: cn.likelihood(3), "'p' must be a mapping from a str to a number, got 3."),
        (
            lambda n: cn.policy("rain", 3),
            "'choose' must be a mapping from a str or a tuple of str to ",
        ),
        (lambda n: cn.do({3: "x"}), "Variables go by their names, which are strings, not 3."),
        (lambda n: cn.fixed(10**400), "'value' must be a number, got 1000"),
    ],
)
def test_what_makes_no_sense_is_one_clear_error(ask, message):
    with pytest.raises(cn.CausalnetError) as caught:
        ask(sprinkler())
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    "ask",
    [
        lambda n, asked: cn.query(n, "wet", under=asked),
        lambda n, asked: cn.effect(n, "wet", under=cn.do(), versus=asked),
        lambda n, asked: cn.compare(n, "wet", {"mine": asked}),
        lambda n, asked: cn.draw(n, under=asked),
        cn.mutilate,
        lambda n, asked: cn.Conclusion("wet", "rises", under=asked),
    ],
)
@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        (
            "water it",
            "Write cn.do(x='low'), or model.interventions['water it'] if that is a proposal.",
        ),
        (cn.cut("rain", "wet"), 'Write cn.do(cut("rain", "wet")).'),
        ({"rain": "no"}, "Write cn.do({'rain': 'no'})."),
    ],
)
def test_what_stands_in_the_place_of_an_intervention_is_answered_with_one(ask, asked, hint):
    with pytest.raises(cn.CausalnetError) as caught:
        ask(sprinkler(), asked)
    assert f" {hint}" in str(caught.value)


def test_one_name_is_no_list_of_scenarios():
    with pytest.raises(cn.errors.QuestionError, match="must be a mapping .* got 'water it'"):
        cn.compare(sprinkler(), "wet", "water it")


def test_marginals_have_a_cell_for_each_state_in_html():
    network = cn.Network(
        {"a": ["<5%", "5–10%", ">10%"], "b": ["no", "yes"]},
        {},
        {"a": [0.5, 0.4, 0.1], "b": [0.25, 0.75]},
    )
    html = cn.marginals(network)._repr_html_()
    assert html.count("<td") == 10
    cells = re.findall(r"<td[^>]*>([^<]*)", html)
    shares = ["&lt;5%: 0.50 ", "5–10%: 0.40 ", "&gt;10%: 0.10 "]
    assert [cell.replace("\N{NO-BREAK SPACE}", " ") for cell in cells[2:5]] == shares


def test_a_joint_of_many_variables_prints_its_first_thousand_combinations():
    names = [f"x{i}" for i in range(14)]
    network = cn.Network({v: ["a", "b"] for v in names}, {}, {v: [0.5, 0.5] for v in names})
    text = str(cn.query(network, names))

    assert len(text.splitlines()) == 1005
    assert "and 15,384 more; to_frame() has all of them." in text


@pytest.mark.parametrize("scale", [1.7e308, 1e-300, 5e-324])
def test_only_ratios_of_a_likelihood_count(scale):
    even = cn.likelihood({"a": scale, "b": scale})
    answer = cn.query(xyz(), "z", given={"y": even, "x": even})
    np.testing.assert_allclose(answer.p, [0.3, 0.7], atol=1e-12)


def test_evidence_that_is_hardly_possible_is_possible():
    tiny = [[1 - 1e-200, 1e-200]] * 2
    network = cn.Network(
        dict.fromkeys("rst", AB), {"s": ["r"], "t": ["r"]}, {"r": [0.5, 0.5], "s": tiny, "t": tiny}
    )
    np.testing.assert_allclose(cn.query(network, "r", given={"s": "b", "t": "b"}).p, [0.5, 0.5])


def test_models_that_differ_in_order_keep_their_own():
    one = cn.CausalModel("m", [cn.Variable("a", AB), cn.Variable("b", AB)])
    other = cn.CausalModel("m", [cn.Variable("b", AB), cn.Variable("a", AB)])
    assert list(cn.marginals(one)) == ["a", "b"]
    assert list(cn.marginals(other)) == ["b", "a"]


def test_sampling_agrees_within_its_error_and_says_so():
    given = {"wet": "yes"}
    exact = cn.query(sprinkler(), "rain", given=given)
    guess = cn.query(sprinkler(), "rain", given=given, method="sample", samples=50_000, seed=4)
    assert abs(guess["yes"] - exact["yes"]) < 4 * guess.error[1]
    assert 0 < guess.error[1] < 0.01
    assert "standard error" in str(guess)
    assert "samples" in guess.provenance.method
    again = cn.query(sprinkler(), "rain", given=given, method="sample", samples=50_000, seed=4)
    np.testing.assert_array_equal(guess.p, again.p)


def wide(count=26) -> cn.Network:
    causes = [f"x{i}" for i in range(count)]
    layer = {
        f"y{i}": [causes[j] for j in (i, (i + 7) % count, (i + 13) % count)] for i in range(count)
    }
    names = [*causes, *layer]
    rng = np.random.default_rng(0)
    tables = {v: rng.dirichlet([1, 1, 1], size=(3,) * len(layer.get(v, ()))) for v in names}
    return cn.Network({v: ["0", "1", "2"] for v in names}, layer, tables)


def test_past_the_memory_limit_it_says_what_to_do_or_samples():
    network = wide()
    given = {f"y{i}": "0" for i in range(26)}
    with pytest.raises(cn.errors.MemoryLimitError) as caught:
        cn.query(network, "x0", given=given, memory_limit=100)
    text = str(caught.value)
    assert text.startswith("An exact answer would take ")
    assert 'say method="sample"' in text
    assert caught.value.needed > caught.value.limit == 100
    answer = cn.query(
        network, "x0", given={"y0": "0"}, method="auto", memory_limit=100, samples=1000, seed=0
    )
    assert "1,000 samples" in answer.provenance.method
    assert cn.query(network, "x0", method="auto").provenance.method == "exact"
    with pytest.raises(cn.errors.ArgumentError, match="Did you mean 'sample'"):
        cn.query(network, "x0", method="sampel")


def test_evidence_of_probability_1e300_still_normalises():
    count = 110
    names = [f"e{i}" for i in range(count)]
    network = cn.Network(
        {"y": ["0", "1"], **{v: ["0", "1"] for v in names}},
        {v: ["y"] for v in names},
        {"y": [0.5, 0.5], **{v: [[1 - 1e-3, 1e-3], [1 - 2e-3, 2e-3]] for v in names}},
    )
    answer = cn.query(network, "y", given=dict.fromkeys(names, "1"))
    assert answer["0"] == pytest.approx(1 / (1 + 2.0**count), rel=1e-9)


def with_certain(single):
    """x → y ← q, of which one has a single state."""
    states = {v: ["a", "b"] for v in "xqy"} | {single: ["only"]}
    sizes = {v: len(own) for v, own in states.items()}
    rng = np.random.default_rng(3)
    tables = {
        "x": rng.dirichlet([1] * sizes["x"]),
        "q": rng.dirichlet([1] * sizes["q"]),
        "y": rng.dirichlet([1] * sizes["y"], size=(sizes["x"], sizes["q"])),
    }
    return cn.Network(states, {"y": ["x", "q"]}, tables, ordered=True)


@pytest.mark.parametrize("single", ["x", "q", "y"])
def test_a_variable_with_one_state_is_certain_and_no_verb_stumbles_over_it(single):
    net = with_certain(single)
    last = net.states["y"][-1]
    expected = np.einsum("i,j,ijk->k", *(net.values(v) for v in "xqy"))
    start = net.states["x"][0]
    under = np.einsum("j,jk->k", net.values("q"), net.values("y")[0])

    assert cn.query(net, "y").p == pytest.approx(expected)
    assert cn.marginals(net)["y"].p == pytest.approx(expected)
    assert cn.marginals(net)[single].p.tolist() == [1.0] or single == "y"
    effect = cn.effect(net, ("y", last), under=do(x=start))
    assert effect.level == pytest.approx(under[-1] - expected[-1])
    found = {(v.variable, v.state): v.level for v in cn.levers(net, ("y", last))}
    assert found["x", start] == pytest.approx(effect.level)
    assert cn.query(net, "y", given={single: net.states[single][0]}, under=do(x=start)).p.sum() == (
        pytest.approx(1)
    )
    assert str(cn.levers(net, "y"))
    assert str(effect)
    assert len(cn.pairs(net, ("y", last), ["x", "q"])) == len(net.states["x"]) * len(
        net.states["q"]
    )
    assert str(cn.compare(net, "y", [do(x=start)]))
    cn.draw(net)
