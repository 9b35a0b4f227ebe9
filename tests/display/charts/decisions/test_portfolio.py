"""Charts of portfolios."""

import causalnet as cn

FOUND = cn.portfolio(
    cn.load("lawn"),
    "wet",
    among={"rain": cn.do(rain="yes"), "water": cn.do(sprinkler="on")},
    budget=2,
    costs={"rain": 2, "water": 1},
    draws=50,
)


def test_the_frontier_names_its_sets() -> None:
    figure = cn.plot(FOUND)
    texts = [text.get_text() for text in figure.axes[0].texts]
    assert texts == ["water the lawn", "rain"]


def test_regrets_have_a_bar_for_each_set() -> None:
    figure = cn.plot(FOUND, what="regret")
    labels = [t.get_text() for t in figure.axes[0].get_yticklabels()]
    assert len(labels) == len(FOUND)
    assert sum("least worst regret" in label for label in labels) == 1
