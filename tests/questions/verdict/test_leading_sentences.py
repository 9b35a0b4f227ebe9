"""The sentences that a verdict leads with: its ground, what it rests on, and what would undo it."""

import pytest
from hypothesis import given, settings, strategies as st

import causalnet as cn
from causalnet.language.translate import speaking
from causalnet.questions.verdict.leading_sentences import LeadingSentences
from tests.strategies.arguments import arguments, conclusions


def town(standing: str, *rivals: cn.Rival) -> cn.CausalModel:
    """Tolls, traffic and jams, where the second influence has a standing."""
    claims = ["c"] if standing in ("stated", "implied") else []
    return cn.CausalModel(
        "town",
        [
            cn.Variable(name, ["low", "high"], cn.Baseline([0.5, 0.5]))
            for name in ("toll", "traffic", "jams")
        ],
        [
            cn.Influence("toll", "traffic", "-", 1.0, claims=["c"]),
            cn.Influence("traffic", "jams", "+", 1.0, claims=claims, standing=standing),
        ],
        sources=[cn.Source("memo", kind="memo")],
        claims=[cn.Claim("c", "A toll thins traffic.", "memo")],
        rivals=rivals,
    )


FALLS = cn.Conclusion("jams", "falls", under=cn.do(toll="high"))


@pytest.mark.parametrize(
    ("standing", "ground"),
    [
        (
            "stated",
            "The direction follows from what the memo states; the size rests on our judgements.",
        ),
        (
            "implied",
            "The direction follows from what the memo states and what that implies; the size rests on our judgements.",
        ),
        (
            "added",
            "The direction needs what we added to what the memo states; the size rests on our judgements.",
        ),
    ],
)
def test_the_ground_says_who_states_it_and_whose_the_size_is(standing, ground):
    assert ground in cn.verdict(town(standing), FALLS, draws=5).sentence


def test_a_rival_that_would_undo_it_is_told_with_its_reason():
    detours = cn.Rival("detours", [cn.Influence("toll", "jams", "+", 3.0)], reason="Cars go round.")
    sentence = cn.verdict(town("stated", detours), FALLS, draws=5).sentence
    assert sentence.endswith(
        "One rival would undo it: detours (“Cars go round”). "
        "It rests on each of 2 influences, and does not stand without any one of them: toll → traffic and traffic → jams."
    )
    with speaking("ja"):
        japanese = cn.verdict(town("stated", detours), FALLS, draws=5).sentence
    assert "一つの対抗仮説がこれを覆す：detours（「Cars go round」）。" in japanese


def test_a_rival_that_undoes_nothing_is_counted():
    weak = cn.Rival("detours", [cn.Influence("toll", "jams", "+", 0.01)])
    assert cn.verdict(town("stated", weak), FALLS, draws=5).sentence.endswith(
        "The one rival explanation does not undo it at its central strength."
    )


def test_only_rivals_that_bear_on_the_question_are_said_not_to_undo_it():
    weak = cn.Rival("weak", [cn.Influence("toll", "jams", "+", 0.1)])
    later = cn.Rival("later", [cn.Influence("jams", "toll", "+", 3.0, lag=1)])
    sentence = cn.verdict(town("stated", weak, later), FALLS, draws=5).sentence
    assert sentence.endswith(
        "Of 2 rival explanations one contests it (weak), and does not undo it at its central strength."
    )
    sentence = cn.verdict(town("stated", later), FALLS, draws=5).sentence
    assert sentence.endswith("The model's rival explanations do not bear on it.")


@settings(max_examples=8)
@given(st.data())
def test_what_is_quoted_has_four_sentences_at_most_and_the_rows_say_the_rest(data):
    model = data.draw(arguments())
    asked = data.draw(conclusions(model))
    found = cn.verdict(model, asked, draws=5)
    told = [*LeadingSentences(found.told, found.rests, found.survival, found.error, found.ranges)]
    assert 1 <= len(told) <= 4
    assert found.sentence == " ".join(told)
    rows = " ".join(str(found).split())
    for name in found.rests.influences.alone[:3]:
        assert name in rows.partition("It rests on")[2]


def test_what_acts_later_is_told_even_where_there_is_room_for_one_sentence_more():
    """Two sentences of ground are left out of no quotation, and a warning comes before what would undo it."""
    back = cn.Influence("toll", "jams", "+", 2.0, lag=1, standing="added")
    sized = cn.Conclusion("jams", "falls", under=cn.do(toll="high"), by=0.01)
    found = cn.verdict(town("stated").adding(back), sized, draws=5)
    told = [*LeadingSentences(found.told, found.rests, found.survival, found.error, found.ranges)]
    assert told[-1] == "From period 1 on another path raises jams."
    assert "The signs alone prove the direction, but not the size." in told
    assert len(told) == 4
