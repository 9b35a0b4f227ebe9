"""Influences, modifiers and rivals by themselves."""

from __future__ import annotations

import pytest

import causalnet as cn
from causalnet import Influence, Modifier, Rival
from tests.toys import xyz


def test_they_have_names_to_be_called_by() -> None:
    assert Influence("a", "b", "-", 1).name == "a → b"
    assert str(Influence("a", "b", "-", 1, lag=2)) == "a → b [lag 2] (-)"
    assert Modifier("a", "b", by="c", amount=1, sign="+").name == "a → b × c"
    assert cn.Absence("a", "b").name == "a ↛ b"


def test_the_influences_of_a_rival_stand_as_rivals() -> None:
    rival = Rival("melt", [Influence("a", "b", "+", 1, claims=["c1"]), Influence("b", "d", "-", 1)])

    assert [i.standing for i in rival.influences] == ["rival", "rival"]


UNSIGNED = "has no sign. Write '+' (raises), '-' (lowers) or '?' (either)."


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Influence("a", "b"), f"a → b {UNSIGNED}"),
        (lambda: Influence("a", "b", strength=1.2, lag=1), f"a → b [lag 1] {UNSIGNED}"),
        (lambda: Influence("a", "b", None), f"a → b {UNSIGNED}"),
        (lambda: Modifier("a", "b", by="c", amount=1), f"a → b × c {UNSIGNED}"),
        (lambda: Rival("r", [Influence("a", "b", strength=1)]), f"a → b {UNSIGNED}"),
    ],
)
def test_a_sign_is_never_guessed(make, message):
    with pytest.raises(cn.errors.ModelError) as caught:
        make()

    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("claims", "written", "standing"),
    [
        (["c1"], None, "stated"),
        ([], None, "added"),
        (["c1"], "stated", "stated"),
        (["c1"], "added", "added"),
        ([], "implied", "implied"),
    ],
)
def test_a_standing_that_is_left_out_follows_from_the_claims(claims, written, standing):
    more = {} if written is None else {"standing": written}

    assert Influence("a", "b", "+", 1, claims=claims, **more).standing == standing
    assert Modifier("a", "b", "c", 1, "+", claims=claims, **more).standing == standing


@pytest.mark.parametrize(
    "make", [Influence, lambda *of, **more: Modifier("a", "b", "c", 1, **more)]
)
def test_what_is_stated_names_its_claim(make):
    with pytest.raises(cn.errors.ModelError) as caught:
        make("a", "b", sign="+", standing="stated")

    assert str(caught.value) == (
        "standing is 'stated', but does not name a claim. Name its claims, or leave its "
        "standing out: it is then 'added'."
    )


@pytest.mark.parametrize(
    ("wrong", "messages"),
    [
        (
            lambda: Influence(" a", "b", "x", standing="statd", tier="plane", lag=-1),
            [
                "cause: ' a' is empty or has white space around it.",
                "sign must be '+', '-' or '?', not 'x'.",
                "lag must be a whole number of periods, not -1.",
                "standing must be 'stated', 'implied', 'added' or 'rival', not 'statd'. "
                "Did you mean 'stated'?",
                "tier must be 'emphatic', 'plain', 'hedged', 'open', 'denied' or 'reported', "
                "not 'plane'. Did you mean 'plain'?",
            ],
        ),
        (
            lambda: Influence("a", "b", "+", lag=True),
            ["lag must be a whole number, not True."],
        ),
        (
            lambda: Modifier("a", "b", by="a", amount=1, sign="+"),
            ["by: 'a' cannot scale its own influence."],
        ),
        (lambda: Rival("melt", []), ["influences is empty. Give it at least one influence."]),
    ],
)
def test_every_mistake_is_reported(wrong: object, messages: list[str]) -> None:
    with pytest.raises(cn.errors.ModelError) as caught:
        wrong()

    assert [str(mistake) for mistake in caught.value.mistakes] == messages


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        *((word, "-") for word in ("negative", "minus", "down", "Negative", "neg")),
        *((word, "+") for word in ("positive", "plus", "up")),
        ("unknown", "?"),
    ],
)
def test_a_sign_in_words_is_understood(written, meant):
    with pytest.raises(cn.errors.ModelError) as caught:
        cn.Influence("a", "b", written)
    assert str(caught.value).endswith(f"not {written!r}. Did you mean {meant!r}?")


def test_a_sign_that_none_is_near_is_not_guessed():
    with pytest.raises(cn.errors.ModelError) as caught:
        cn.Influence("a", "b", "strong")
    assert str(caught.value) == "sign must be '+', '-' or '?', not 'strong'."


@pytest.mark.parametrize("strength", [1e4, cn.interval(0, 1e300)])
def test_a_strength_past_certainty_is_refused(strength):
    with pytest.raises(cn.errors.ModelError, match="more than 1000 is certainty"):
        xyz().replacing(cn.Influence("x", "y", "+", strength))
