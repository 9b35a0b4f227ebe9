"""What a verdict rests on: influences that must be there, claims in their own words, rivals."""

import causalnet as cn
from causalnet import do
from causalnet.language.translate import speaking
from causalnet.questions.verdict.undoing_sentences import UndoingSentences

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
    """All that is told of influences, rivals and claims, as far as it is not left to the rows."""
    found = cn.verdict(model, FALLS, draws=20)
    own = UndoingSentences(found.told, found.rests)
    return " ".join([*own.rivals(), *own.influences(), *own.claims(), *own.no_rival()])


def rows(model: cn.CausalModel) -> str:
    return " ".join(str(cn.verdict(model, FALLS, draws=20)).split())


def test_a_claim_that_carries_it_alone_is_quoted():
    carried = (cn.Influence("toll", "jams", "-", 1.0, claims=["c1"]),)
    assert (
        "It rests on one influence, without which it does not stand: toll → jams. It does not stand if one claim is "
        "rejected: “A toll keeps cars out of the town”."
    ) in told(town(*carried))


def test_each_of_several_claims_is_quoted_whole():
    assert (
        "It rests on each of 2 influences, and does not stand without any one of them: toll → traffic and traffic → jams. "
        "It does not stand if any one of 2 claims is rejected: “A toll keeps cars out of the town” and “Where fewer cars "
        "come, the bus is on time and takes those who would otherwise have driven by themselves to work”."
    ) in told(town(*ONE_WAY))


def test_where_there_are_two_ways_influences_and_claims_must_go_together():
    found = cn.verdict(town(*ONE_WAY, *OTHER_WAY), FALLS, draws=20)
    assert min(map(len, found.rests.influences.sets)) == 2
    assert min(map(len, found.rests.claims.sets)) == 2
    first = found.rests.influences.sets[0]
    assert found.rests.influences.alone == ()
    text = rows(town(*ONE_WAY, *OTHER_WAY))
    assert (
        "At least 2 influences must be absent together to undo it at the central numbers: "
        f"{first[0]} and {first[1]}; or "
    ) in text
    assert (
        "At least 2 claims must be rejected together to undo it at the central numbers: “A toll keeps cars out of the "
        "town” (c1) and “A ‘toll’ pays for bus lanes” (c3); or "
    ) in text
    assert told(town(*ONE_WAY, *OTHER_WAY)) == (
        "No rival explanation is written down that could undo it."
    )


def test_a_question_asserts_nothing_and_is_answered_with_no():
    asks = cn.Claim("c1", "A toll keeps cars out of the town, or it does not.", "memo", tier="open")
    alone = town(cn.Influence("toll", "jams", "-", 1.0, claims=["c1"])).replacing(asks)
    assert (
        "It does not stand if the answer to an open question is no: “A toll keeps cars out of the town, or it does not”."
    ) in told(alone)
    assert "“A toll keeps cars out of the town, or it does not” (c1, if the answer is no)." in rows(
        alone
    )
    assert (
        "It does not stand if any one of 2 claims is rejected: “A toll keeps cars out of the town, or it does not” (if the "
        "answer is no) and “Where fewer cars"
    ) in told(town(*ONE_WAY).replacing(asks))
    with speaking("ja"):
        assert "未決の問いの答えが「否」であれば成り立たない：" in told(alone)


def test_of_what_no_claim_carries_none_is_quoted():
    added = (cn.Influence("toll", "jams", "-", 1.0, standing="added"),)
    assert "claim" not in told(town(*added))
