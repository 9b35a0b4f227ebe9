"""Judgements of several people in a model file."""

import pytest

import causalnet as cn
from causalnet.errors import ModelError

TOWN = """name = "town"

[sources.anna]
[sources.ben]

[strengths]
strong = { anna = [1, 2, 3], ben = [0.5, 1] }

[variables.toll]
states = ["none", "full"]
baseline = { anna = { p = [0.8, 0.2] }, ben = { p = [0.6, 0.4], weight = 5 } }

[variables.jams]
states = ["few", "many"]

[variables.trade]
states = ["low", "high"]

[graph]
influences = [
  { cause = "toll", effect = "jams", sign = "-", strength = { anna = [0.2, 0.8, 1.6], ben = 0.4 } },
  { cause = "jams", effect = "trade", sign = "-", strength = "strong", reference = "few" },
  { cause = "toll", effect = "trade", sign = "-", strength = { ben = { low = 0, mode = 1, high = 2, zero = 0.2 } } },
]
modifiers = [
  { cause = "jams", effect = "trade", by = "toll", amount = { anna = 0.5, ben = "strong" }, sign = "+" },
]
"""
SOUND = TOWN.replace('ben = "strong"', "ben = [0, 1]")


@pytest.fixture
def load(tmp_path):
    def at(text: str) -> cn.CausalModel:
        path = tmp_path / "town.toml"
        path.write_text(text, encoding="utf-8")
        return cn.load(path)

    return at


def test_a_file_says_who_judged_what(load) -> None:
    town = load(SOUND)
    assert town.strengths["strong"] == cn.Panel(
        {"anna": cn.pert(1, 2, 3), "ben": cn.interval(0.5, 1)}
    )
    assert town.variables["toll"].baseline == cn.Panel(
        {"anna": cn.Baseline([0.8, 0.2]), "ben": cn.Baseline([0.6, 0.4], weight=5)}
    )
    assert [i.strength for i in town.influences] == [
        cn.Panel({"anna": cn.pert(0.2, 0.8, 1.6), "ben": 0.4}),
        "strong",
        cn.Panel({"ben": cn.pert(0, 1, 2, zero=0.2)}),
    ]
    assert town.modifiers[0].amount == cn.Panel({"anna": 0.5, "ben": cn.interval(0, 1)})


def test_saved_and_loaded_it_is_the_same(load, tmp_path) -> None:
    town = load(SOUND)
    cn.save(town, tmp_path / "again.toml")
    assert cn.load(tmp_path / "again.toml") == town


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        (
            "ben = 0.4 }",
            "bne = 0.4 }",
            ["line 21: influence toll → jams: No source 'bne'", "Did you mean 'ben'?"],
        ),
        (
            "ben = 0.4 }",
            "ben = [3, 1] }",
            ["line 21: influence toll → jams: strength.ben", "Perhaps [1, 3]?"],
        ),
        (
            "anna = [0.2, 0.8, 1.6], ben = 0.4",
            "low = 0.1, hgih = 0.3",
            ["line 21", "Unknown key 'hgih'", "Did you mean 'high'?"],
        ),
        (
            "anna = [0.2, 0.8, 1.6], ben = 0.4",
            "min = 0.1, max = 0.3",
            ["line 21", "Unknown key 'min'", "Did you mean 'low'?", "Did you mean 'high'?"],
        ),
        (
            "ben = [0.5, 1]",
            "bem = [0.5, 1]",
            ["line 7: strengths.strong: No source 'bem'", "Did you mean 'ben'?"],
        ),
        (
            "ben = { p = [0.6, 0.4], weight = 5 }",
            "ben = [0.6, 0.4]",
            ["line 11: variables.toll.baseline.ben must be a table", "Write { p = [0.6, 0.4] }."],
        ),
        (
            "ben = { p = [0.6, 0.4], weight = 5 }",
            "ben = { p = [0.6, 0.4], weigth = 5 }",
            [
                "line 11: variables.toll.baseline.ben: Unknown key 'weigth'",
                "Did you mean 'weight'?",
            ],
        ),
        (
            "ben = { p = [0.6, 0.4], weight = 5 }",
            "ben = { p = [0.6, 0.5] }",
            ["line 11: variables.toll.baseline.ben.p: [0.6, 0.5] sum to 1.1"],
        ),
        (
            "ben = { p = [0.6, 0.4], weight = 5 }",
            "ben = { p = [0.6, 0.3, 0.1] }",
            ["line 11: variables.toll.baseline.ben.p: 3 probabilities for 2 states"],
        ),
        ("ben = 0.4 }", "ben = -0.4 }", ["line 21: influence toll → jams", "against its sign '-'"]),
    ],
)
def test_a_mistake_has_its_line_and_the_nearest_name(load, right, wrong, told) -> None:
    assert right in SOUND
    with pytest.raises(ModelError) as raised:
        load(SOUND.replace(right, wrong))
    assert all(text in str(raised.value) for text in told)


def test_every_mistake_is_told_at_once(load) -> None:
    text = TOWN.replace("ben = 0.4 }", "bne = true }").replace("ben = [0.5, 1]", "ben = [1, 0.5]")
    with pytest.raises(ModelError) as raised:
        load(text)
    lines = [mistake.line for mistake in raised.value.mistakes]
    assert lines == [7, 21, 26]
    assert "amount.ben must be a number, [low, high]" in str(raised.value)
