"""Charts of decisions."""

import pytest

import causalnet as cn

LAWN = cn.load("lawn").adding(
    cn.Choice("sprinkler", sees=["rain"]),
    cn.Utility("green", "wet", {"no": 0, "yes": 10}),
    cn.Utility("water", "sprinkler", {"off": 0, "on": -2}),
)


def labels(figure: object) -> list[str]:
    return [t.get_text() for t in figure.axes[0].get_yticklabels()]  # type: ignore[attr-defined]


def test_each_case_has_a_bar_as_long_as_its_choice_is_ahead() -> None:
    found = cn.decide(LAWN)
    figure = cn.plot(found)
    cases = sorted(found.choices, key=lambda c: -c.chance)
    assert [" ".join(label.split()) for label in labels(figure)[::-1]] == [
        f"Rain = {c.seen['rain']}: Sprinkler = {c.state} ({c.chance:.0%} of cases)" for c in cases
    ]
    bars = figure.axes[0].patches
    assert [b.get_width() for b in bars] == pytest.approx([c.ahead for c in cases])


def test_looks_have_a_bar_each() -> None:
    found = cn.decide(LAWN)
    figure = cn.plot(found, what="looks")
    assert labels(figure) == ["Rain"]
    assert figure.axes[0].patches[0].get_width() == pytest.approx(found.looking[0].worth)
    with pytest.raises(cn.errors.QuestionError, match="No look is worth anything"):
        cn.plot(cn.decide(LAWN, choose={"sprinkler": []}, given={"rain": "no"}), what="looks")
