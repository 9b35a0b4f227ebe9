"""Who speaks for a part of a model, and who against it."""

from __future__ import annotations

import pytest

import causalnet as cn
from causalnet.model.mentions import denies, mentions


def lawn(*claims: cn.Claim, evidence: list[cn.Evidence] | None = None) -> cn.CausalModel:
    """Rain makes grass wet, as `claims` say."""
    variables = [cn.Variable(name, ["no", "yes"]) for name in ("rain", "wet")]
    sources = [
        cn.Source("memo"),
        cn.Source("diary"),
        cn.Source("paper", rests_on=["diary"]),
        cn.Source("rival"),
    ]
    rain = cn.Influence("rain", "wet", "+", 1.0, claims=[c.name for c in claims])
    return cn.CausalModel(
        "lawn", variables, [rain], sources=sources, claims=claims, evidence=evidence or ()
    )


def test_citations_are_mentions_and_sources_are_voices() -> None:
    also = [cn.Citation("memo", "p. 9"), cn.Citation("diary"), cn.Citation("paper")]
    model = lawn(cn.Claim("c", "It wets.", "memo", "p. 2", also=also))

    told = mentions(model, model.influences[0])

    assert [(c.source, c.at) for c in told.supporting.citations] == [
        ("memo", "p. 2"),
        ("memo", "p. 9"),
        ("diary", ""),
        ("paper", ""),
    ]
    assert told.supporting.sources == ("memo", "diary", "paper")
    assert told.supporting.independent == ("memo", "diary")
    assert not told.opposing
    assert str(told) == "4 citations of 3 sources, 2 independent"


def test_claims_and_evidence_speak_for_against_or_neither() -> None:
    model = lawn(
        cn.Claim("yes", "It wets.", "memo", sign="+"),
        cn.Claim("no", "It does not.", "rival", sign="0"),
        evidence=[
            cn.Evidence(["yes"], "weak", "Seen once.", "diary"),
            cn.Evidence(["yes"], "mixed", "Half of it.", "paper"),
            cn.Evidence(["no"], "against", "It cannot.", "diary", "p. 4"),
            cn.Evidence(["yes", "no"], "open", "Nobody knows.", "paper"),
            cn.Evidence(["rain"], "against", "It never rains.", "rival"),
        ],
    )

    told = mentions(model, model.influences[0])

    assert [c.source for c in told.supporting.citations] == ["memo", "diary", "diary"]
    assert [c.source for c in told.opposing.citations] == ["paper", "rival"]
    assert [c.source for c in told.undecided.citations] == ["paper"]
    assert told.everyone.sources == ("memo", "diary", "paper", "rival")
    assert told.everyone.independent == ("memo", "diary", "rival")
    assert str(told) == (
        "3 citations of 2 sources; against: 2 citations of 2 sources; undecided: 1 citation of 1 source"
    )


def test_two_claims_without_a_place_are_two_mentions() -> None:
    model = lawn(cn.Claim("a", "It wets.", "memo"), cn.Claim("b", "It soaks.", "memo"))

    assert str(mentions(model, model.influences[0])) == "2 citations of 1 source"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ({"sign": "+"}, False),
        # "Drought dries grass" and "rain makes it wet" say one thing.
        ({"sign": "-"}, False),
        ({"sign": "?"}, False),
        ({"sign": "0"}, True),
        ({"kind": "null"}, True),
        ({"tier": "denied"}, True),
    ],
)
def test_a_claim_opposes_an_influence_that_it_denies(words: dict[str, str], expected: bool) -> None:
    claim = cn.Claim("c", "So it is.", "memo", **words)
    model = lawn(claim)

    assert denies(claim) is expected
    assert bool(mentions(model, model.influences[0]).opposing) is expected
    assert not mentions(model, cn.Absence("rain", "wet", claims=["c"])).opposing
    assert not mentions(model, claim).opposing


def test_what_the_japan_model_denies_is_not_what_it_words_the_other_way() -> None:
    """Most claims are worded of the pole that the essay deplores: weak software lowers the position."""
    japan = cn.load("japan_software")
    told = mentions(japan, japan.influence("hardware_standing", "ai_era_position"))

    assert (len(told.supporting.citations), told.supporting.sources) == (2, ("article",))
    assert not told.opposing


def test_nobody_speaks_for_what_was_added() -> None:
    model = lawn()

    assert str(mentions(model, model.influences[0])) == "nobody says so"


def test_other_values_are_refused() -> None:
    with pytest.raises(
        cn.errors.QuestionError, match=r"Expected an Influence, .* or a Claim, got a str\."
    ):
        mentions(lawn(), "rain → wet")
