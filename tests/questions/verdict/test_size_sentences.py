"""What a verdict says of how far the size is known."""

from dataclasses import replace

import pytest

import causalnet as cn
from causalnet import do
from causalnet.language.translate import speaking
from causalnet.model.effect_size import Scale
from causalnet.questions.verdict.size_sentences import SizeSentences, span

HIGH = do(x="high")
RISES = cn.Conclusion("y", "rises", under=HIGH)


def arrow(
    strength: cn.Judgement | float, sign: str = "+", alternate: object = None, states: int = 3
):
    """x acts on y."""
    names = ["low", "middle", "high"][-states:] if states == 3 else ["low", "high"]
    even = cn.Baseline([1 / states] * states)
    y = cn.Variable("y", names, even, alternate=alternate)
    x = cn.Variable("x", names, even)
    return cn.CausalModel("m", [x, y], [cn.Influence("x", "y", sign, strength)])


def sentences(model: cn.CausalModel, conclusion: cn.Conclusion = RISES) -> list[str]:
    found = cn.verdict(model, conclusion, draws=20)
    return [*SizeSentences(found.told, found.ranges, found.rests.alternates)]


def test_the_ends_of_the_range_are_told_with_their_sizes():
    model = arrow(cn.pert(0.01, 0.3, 2.0))
    found = cn.verdict(model, RISES, draws=20)
    least, greatest = found.ranges.inner
    assert (found.scale.size(least), found.size, found.scale.size(greatest)) == (
        "negligible",
        "moderate",
        "large",
    )
    assert sentences(model)[0] == (
        f"Over the ranges that we judged possible, the search found a rise of {least:.3f} to {greatest:.3f} of 2 states: "
        "negligible to large."
    )
    assert sentences(model)[0] in found.sentence
    assert "In size they are negligible to large." in " ".join(str(found).split())


def test_one_size_is_told_once():
    found = cn.verdict(arrow(cn.interval(1.9, 2.0)), RISES, draws=20)
    (told,) = sentences(arrow(cn.interval(1.9, 2.0)))
    assert told.endswith(": large throughout.")
    assert told not in found.sentence
    assert "In size they are large throughout." in " ".join(str(found).split())


def test_a_range_that_turns_has_a_fall_and_a_rise():
    model = arrow(cn.pert(-1.0, 0.5, 1.0), sign="?")
    found = cn.verdict(model, RISES, draws=20)
    least, greatest = found.ranges.inner
    assert least < 0 < greatest
    assert sentences(model) == [
        f"Over the ranges that we judged possible, the search found everything from a fall of {-least:.3f} "
        f"(large) to a rise of {greatest:.3f} of 2 states (large)."
    ]
    assert sentences(model)[0] in found.sentence
    assert "Those are from a large fall to a large rise." in " ".join(str(found).split())


def test_what_is_exact_has_no_range():
    assert not any("ranges that we judged" in text for text in sentences(arrow(cn.fixed(0.5))))


def test_another_mechanism_is_told_by_its_kind_with_its_size():
    model = arrow(cn.interval(0.5, 1.5), alternate=cn.RankedNode())
    found = cn.verdict(model, RISES, draws=20)
    (world,) = found.rests.alternates
    assert sentences(model)[1] == (
        f"With a mechanism of another kind (a ranked node), it would be {world.value:.3f} of 2 states, "
        f"{100 * world.value / 2:.0f}% of the scale: {found.scale.size(world.value)}."
    )
    with speaking("ja"):
        assert sentences(model)[1].startswith("別の仕組みでは（順位ノード型）、2段階中")


def test_a_mechanism_that_turns_it_comes_before_the_range():
    model = arrow(cn.interval(0.5, 1.5), alternate=cn.RankedNode())
    found = cn.verdict(model, RISES, draws=20)
    turned = [replace(w, value=-w.value) for w in found.rests.alternates]
    (told,) = SizeSentences(found.told, found.ranges, turned).doubtful
    assert "it would go the other way, by 0.408 of 2 states" in told


def test_a_level_that_passes_a_threshold_has_a_range_of_levels():
    conclusion = cn.Conclusion("y", "exceeds", under=HIGH, at_least="high", threshold=0.2)
    found = cn.verdict(arrow(cn.interval(0.5, 1.5)), conclusion, draws=20)
    low, high = (f"{100 * (x + 0.2):.0f}%" for x in found.ranges.inner)
    (told,) = sentences(arrow(cn.interval(0.5, 1.5)), conclusion)
    assert told.endswith(f"it was found between {low} and {high}.")


@pytest.mark.parametrize(
    ("scale", "low", "high", "told"),
    [
        (Scale(2), 0.00004, 0.4, "0.00004 to 0.400 of 2 states"),
        (Scale(1), 0.0, 0.095, "0.0 to 9.5 percentage points"),
        (Scale(1), 0.0996, 1.0, "10 to 100 percentage points"),
    ],
)
def test_two_sizes_share_their_unit(scale, low, high, told):
    assert span(scale, low, high) == told
