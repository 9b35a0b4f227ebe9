"""What a verdict rests on: influences that must be there, claims in their own words, rivals."""

import pytest

import causalnet as cn
from causalnet import do
from causalnet.language.translate import speaking
from causalnet.questions.sentences.quotation import quotation

FALLS = cn.Conclusion("jams", "falls", under=do(toll="high"))
TEXTS = {
    "c1": "A toll keeps cars out of the town.",
    "c2": "Where fewer cars come, the bus is on time and takes those who would otherwise have driven by themselves to work.",
    "c3": "A “toll” pays for bus lanes.",
}


def town(*influences: cn.Influence) -> cn.CausalModel:
    states = ["low", "middle", "high"]
    names = ["toll", "traffic", "lanes", "jams"]
    return cn.CausalModel(
        "town",
        [cn.Variable(name, states, cn.Baseline([0.3, 0.4, 0.3])) for name in names],
        list(influences),
        sources=[cn.Source("memo")],
        claims=[cn.Claim(name, text, "memo") for name, text in TEXTS.items()],
    )


ONE_WAY = (
    cn.Influence("toll", "traffic", "-", cn.interval(1, 2), claims=["c1"]),
    cn.Influence("traffic", "jams", "+", cn.interval(1, 2), claims=["c2"]),
)
OTHER_WAY = (
    cn.Influence("toll", "lanes", "+", cn.interval(1, 2), claims=["c3"]),
    cn.Influence("lanes", "jams", "-", cn.interval(1, 2), claims=["c3"]),
)


def told(model: cn.CausalModel) -> str:
    return cn.verdict(model, FALLS, draws=20).sentence


def test_a_claim_that_carries_it_alone_is_quoted():
    carried = (cn.Influence("toll", "jams", "-", 1.0, claims=["c1"]),)
    assert (
        "It rests on one influence, without which it does not stand: toll → jams. It does not stand if one claim is "
        "rejected: “A toll keeps cars out of the town”."
    ) in told(town(*carried))


def test_each_of_several_claims_is_quoted_and_a_long_one_is_cut_short():
    assert (
        "It rests on each of 2 influences, and does not stand without any one of them: toll → traffic and traffic → jams. "
        "It does not stand if any one of 2 claims is rejected: “A toll keeps cars out of the town” and “Where fewer cars "
        "come, the bus is on time and takes those who would…”."
    ) in told(town(*ONE_WAY))


def test_where_there_are_two_ways_influences_and_claims_must_go_together():
    found = cn.verdict(town(*ONE_WAY, *OTHER_WAY), FALLS, draws=20)
    assert min(map(len, found.rests.influences.sets)) == 2
    assert min(map(len, found.rests.claims.sets)) == 2
    first = found.rests.influences.sets[0]
    assert (
        f"To undo it, at least 2 influences must be absent together, such as {first[0]} and {first[1]}."
        in found.sentence
    )
    assert (
        "It does not stand if 2 claims are rejected together, such as “A toll keeps cars out of the town” and “A ‘toll’ "
        "pays for bus lanes”."
    ) in found.sentence
    with speaking("ja"):
        assert "2件の主張（例えば「A toll keeps cars out of the town」、" in found.sentence


def test_of_what_no_claim_carries_none_is_quoted():
    added = (cn.Influence("toll", "jams", "-", 1.0, standing="added"),)
    assert "claim" not in told(town(*added))


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Cars go round.", "“Cars go round”"),
        ("  Two\n lines ", "“Two lines”"),
        ("word " * 30, f"“{('word ' * 14).strip()}…”"),
    ],
)
def test_a_quotation_is_short(text, short):
    assert quotation(text) == short


def test_a_quotation_in_japanese_is_cut_between_letters():
    with speaking("ja"):
        assert quotation("渋滞が減る。") == "「渋滞が減る」"
        assert quotation("あ" * 60) == f"「{'あ' * 35}…」"
