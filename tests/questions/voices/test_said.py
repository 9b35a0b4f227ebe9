"""What voices said of a number, and how far they part."""

import pytest

import causalnet as cn
from causalnet.frozen_map import Register
from causalnet.questions.voices.said import Judged, Statement, in_models, in_panels
from tests.toys import plain


def judged(kind="strength", **said) -> Judged:
    return Judged("x → y", kind, Register(said), frozenset({("influence", "x → y")}))


@pytest.mark.parametrize(
    ("ranges", "gap"),
    [([(0, 1), (0.5, 2)], 0.0), ([(0, 1), (1.5, 2)], 0.5), ([(0, 1), (1, 2), (3, 4)], 2.0)],
)
def test_ranges_meet_or_are_apart(ranges, gap) -> None:
    said = {f"v{k}": Statement(str(k), (low,), (low, high)) for k, (low, high) in enumerate(ranges)}
    assert judged(**said).gap == gap


def test_baselines_part_by_the_probability_that_would_have_to_be_moved() -> None:
    said = {
        "a": Statement("", (0.5, 0.3, 0.2)),
        "b": Statement("", (0.2, 0.3, 0.5)),
        "c": Statement(),
    }
    assert judged("baseline", **said).apart == pytest.approx(0.3)


def test_without_numbers_there_is_no_distance() -> None:
    said = judged("mechanism", a=Statement("ordinal"), b=Statement("ranked"))
    assert (said.apart, said.gap, said.is_disputed) == (None, None, True)


def test_silence_is_no_dispute() -> None:
    assert not judged(a=Statement("+ 1", (1.0,), (1.0, 1.0)), b=Statement()).is_disputed


def test_models_are_read_with_their_signs() -> None:
    def model(sign, strength, **more) -> cn.CausalModel:
        return cn.CausalModel(
            "m",
            [plain("x"), plain("y"), *more.get("also", ())],
            [cn.Influence("x", "y", sign, strength)],
        )

    wide = model("-", cn.pert(0.5, 1, 2), also=[plain("w")])
    (only,) = in_models({"a": model("+", 0.4), "b": wide})
    assert only.name == "x → y"
    assert [s.numbers for s in only.said.values()] == [(0.4,), (-1.0,)]
    assert only.said["b"].range == (-2, -0.5)
    assert only.gap == pytest.approx(0.9)


def test_every_panel_of_a_model_is_read_once() -> None:
    people = ("anna", "ben")
    model = cn.CausalModel(
        "m",
        [plain("x", baseline=cn.Panel({"anna": cn.Baseline([0.4, 0.6])})), plain("m"), plain("y")],
        [
            cn.Influence("x", "y", "+", "strong", reference="l"),
            cn.Influence("m", "y", "+", cn.Panel({"ben": 2})),
        ],
        modifiers=[cn.Modifier("x", "y", "m", cn.Panel({"anna": 0.1, "ben": 0.3}), "+")],
        strengths={"strong": cn.Panel({"anna": 1, "ben": 2})},
        sources=[cn.Source(name) for name in people],
    )
    found = {j.name: j for j in in_panels(model, people)}
    assert list(found) == ["the word 'strong'", "m → y", "x → y × m", "baseline of x"]
    assert found["the word 'strong'"].keys == {("influence", "x → y")}
    assert [s.text for s in found["m → y"].said.values()] == ["–", "+ 2"]
    assert found["x → y × m"].apart == pytest.approx(0.2)
