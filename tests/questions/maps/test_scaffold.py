"""From a map to a model: what the map says, and what is declared."""

from __future__ import annotations

from pathlib import Path

import pytest

import causalnet as cn
from causalnet import CausalMap, Factor, Link, Source
from causalnet.model.mentions import mentions


def farms() -> CausalMap:
    return CausalMap(
        "farms",
        [
            Link("rain", "harvest", "+", source="Amina", at="p. 1", quote="We eat.", tags=["farm"]),
            Link("rain", "harvest", "+", source="Bento", note="hesitant"),
            Link("rain", "harvest", "-", source="Chika"),
            Link("rain", "harvest", source="Dora"),
            Link("harvest", "income", "-"),
        ],
        factors=[Factor("rain", "Rain in May", note="mm"), Factor("harvest"), Factor("income")],
        sources=[Source(n, groups={"role": "farmer"}) for n in ("Amina", "Bento", "Chika", "Dora")],
        title="Farms in the north",
    )


def test_variables_have_the_declared_states_and_no_baseline() -> None:
    model = cn.scaffold(farms(), states=["none", "some", "much"])

    assert {v.states for v in model.variables.values()} == {("none", "some", "much")}
    assert {v.baseline for v in model.variables.values()} == {None}
    assert (model.variables["rain"].label, model.variables["rain"].note) == ("Rain in May", "mm")
    assert (model.name, model.title) == ("farms", "Farms in the north")


def test_a_pair_is_one_influence_with_a_claim_for_each_sign_and_a_citation_for_each_link() -> None:
    model = cn.scaffold(farms())
    rain, harvest = model.influences
    plus, minus, open_ = (model.claims[name] for name in rain.claims)

    assert (rain.name, rain.standing, harvest.sign) == ("rain → harvest", "stated", "-")
    assert plus.text == "Rain in May raises harvest."
    assert [claim.sign for claim in (plus, minus, open_)] == ["+", "-", "?"]
    assert plus.citations == (
        cn.Citation("Amina", "p. 1", "We eat."),
        cn.Citation("Bento", note="hesitant"),
    )
    assert plus.note == "#farm"
    assert sum(len(claim.citations) for claim in model.claims.values()) == len(farms().links)
    assert dict(model.sources["Amina"].groups) == {"role": "farmer"}
    assert model.claims[harvest.claims[0]].source == "unnamed"


@pytest.mark.parametrize(
    ("signs", "mixed", "sign"),
    [
        ("++", "?", "+"),
        ("+-", "?", "?"),
        ("+?", "?", "+"),
        ("??", "?", "?"),
        ("++-", "?", "?"),
        ("++-", "majority", "+"),
        ("+--", "majority", "-"),
        ("+-", "majority", "?"),
        ("-??", "majority", "-"),
    ],
)
def test_the_sign_is_that_of_the_links_if_they_agree(signs: str, mixed: str, sign: str) -> None:
    links = [Link("a", "b", own, source=f"s{i}") for i, own in enumerate(signs)]  # type: ignore[arg-type]

    model = cn.scaffold(CausalMap("x", links), mixed=mixed)  # type: ignore[arg-type]

    assert model.influences[0].sign == sign


def test_a_majority_is_one_of_sources_and_not_of_mentions() -> None:
    links = [Link("a", "b", "+", source="loud")] * 5 + [Link("a", "b", "-", source=s) for s in "xy"]

    assert cn.scaffold(CausalMap("x", links), mixed="majority").influences[0].sign == "-"


def test_a_minority_is_evidence_against_the_claim_of_the_majority() -> None:
    links = [Link("a", "b", own, source=f"s{i}", quote=f"q{i}") for i, own in enumerate("+-+?-+")]

    model = cn.scaffold(CausalMap("x", links), mixed="majority")
    told = mentions(model, model.influences[0])

    assert [c.source for c in told.supporting.citations] == ["s0", "s2", "s5", "s3"]
    assert [(c.source, c.quote) for c in told.opposing.citations] == [("s1", "q1"), ("s4", "q4")]
    assert model.evidence[0].bears_on == (
        next(c.name for c in model.claims.values() if c.sign == "+"),
    )
    # Without a sign that was decided nobody speaks against.
    either = cn.scaffold(CausalMap("x", links))
    assert len(mentions(either, either.influences[0]).supporting.citations) == 6


def test_strengths_are_one_declared_word_and_another_for_what_may_act_either_way() -> None:
    model = cn.scaffold(farms(), strength=cn.interval(0.5, 2), word="a guess")

    assert [i.strength for i in model.influences] == ["a guess, either way", "a guess"]
    assert dict(model.strengths) == {
        "a guess": cn.interval(0.5, 2),
        "a guess, either way": cn.interval(-2, 2),
    }
    signed = cn.scaffold(farms().heard(["Amina", "Bento"]), strength=1.5)
    assert dict(signed.strengths) == {"assumed": cn.fixed(1.5)}


def loop() -> CausalMap:
    links = [("a", "b"), ("b", "c"), ("c", "a"), ("b", "a"), ("d", "d"), ("c", "d")]
    return CausalMap("ring", [Link(*ends, "+") for ends in links])


def test_loops_within_a_period_are_shown_and_refused() -> None:
    with pytest.raises(cn.errors.QuestionError) as caught:
        cn.scaffold(loop())

    assert str(caught.value) == (
        "The map 'ring' has loops within a period, such as d → d; a → b → a; a → b → c → a. In a model a loop acts from "
        "one period to the next. Say which links act a period later: "
        'causal_map.lagging("a → b", "d → d") for 2 pairs, the fewest that break every loop; or write feedback="lag", '
        "which takes these."
    )


def test_the_user_breaks_loops_by_name_or_all_at_once() -> None:
    named = cn.scaffold(loop().lagging("c → a", "b → a", "d → d"))
    least = cn.scaffold(loop(), feedback="lag")

    assert [i.name for i in named.influences if i.lag] == [
        "c → a [lag 1]",
        "b → a [lag 1]",
        "d → d [lag 1]",
    ]
    assert [i.name for i in least.influences if i.lag] == ["a → b [lag 1]", "d → d [lag 1]"]
    assert "these act a period later (the fewest that break every loop): a → b and d → d." in (
        least.description
    )
    assert all(i.note.startswith("It acts a period later") for i in least.influences if i.lag)
    assert len(cn.loops(least)) == len(cn.loops(named)) == 3


def test_a_link_that_is_lagged_already_and_one_that_becomes_so_are_one_influence() -> None:
    links = [Link("a", "a", "+"), Link("a", "a", "+", lag=1)]

    model = cn.scaffold(CausalMap("x", links), feedback="lag")

    assert [i.name for i in model.influences] == ["a → a [lag 1]"]
    assert len(model.claims["c1"].citations) == 2


def test_the_same_place_mentioned_twice_is_two_citations() -> None:
    links = [Link("a", "b", "+", source="s", at="p. 1")] * 3

    claim = cn.scaffold(CausalMap("x", links)).claims["c1"]

    assert [c.at for c in claim.citations] == ["p. 1", "p. 1, mention 2", "p. 1, mention 3"]


def test_signs_loops_and_an_audit_can_be_asked_at_once() -> None:
    model = cn.scaffold(farms(), mixed="majority")

    found = cn.by_signs(model, cn.Conclusion("income", "falls", under=cn.do(rain="high")))

    assert (found.status, found.standing) == ("follows", "stated")
    assert len(cn.loops(model)) == 0
    told = str(cn.audit(model, draws=None))
    assert "UNDECLARED BASELINES" in told
    assert "STRENGTHS NOT JUDGED APART\n  assumed  0.2/0.8/1.6 for 2 influences" in told


def test_a_source_that_is_called_unnamed_is_kept() -> None:
    links = [Link("a", "b", "+"), Link("b", "c", "+", source="unnamed")]

    assert [*cn.scaffold(CausalMap("x", links)).sources] == ["unnamed"]


def test_a_scaffold_is_saved_and_loaded_without_loss(tmp_path: Path) -> None:
    model = cn.scaffold(farms())
    cn.save(model, tmp_path / "farms.toml")

    assert cn.load(tmp_path / "farms.toml") == model


def test_one_link_that_waits_is_told_in_the_singular() -> None:
    loop = CausalMap(
        "loop", [cn.Link("a", "b"), cn.Link("b", "a", source="x"), cn.Link("b", "a", source="y")]
    )
    assert cn.scaffold(loop, feedback="lag").description == (
        "A scaffold of the causal map 'loop'. So that no loop closes within a period, a → b acts a period later."
    )
