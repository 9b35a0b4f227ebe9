"""What some voices say: whose voices they are, and what is left of a model."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, strategies as st

import causalnet as cn
from causalnet.model.mentions import mentions

DISTRICTS, ROLES = ("north", "south"), ("farmer", "trader")
VARIABLES = ("rain", "seed", "harvest", "price")
PAIRS = list(combinations(VARIABLES, 2))


def told(
    claims: dict[str, list[str]], influences: dict[tuple[str, str], list[str]], **more: object
) -> cn.CausalModel:
    """A model of claims with the voices that make them, and of influences with their claims."""
    return cn.CausalModel(
        "village",
        [cn.Variable(name, ["low", "high"]) for name in VARIABLES],
        [cn.Influence(*pair, "+", 1.0, claims=names) for pair, names in influences.items()],
        sources=[
            cn.Source("amina", groups={"district": "north", "role": "farmer"}),
            cn.Source("bekele", groups={"district": "north", "role": "trader"}),
            cn.Source(
                "chaltu", groups={"district": "south", "role": "farmer"}, rests_on=["report"]
            ),
            cn.Source("dawit", groups={"district": "south"}, rests_on=["report"]),
            cn.Source("report"),
        ],
        claims=[
            cn.Claim(
                name, "So it is.", first, "p. 1", quote="so", also=[cn.Citation(v) for v in rest]
            )
            for name, (first, *rest) in claims.items()
        ],
        **more,
    )


@st.composite
def villages(draw: st.DrawFn) -> cn.CausalModel:
    """Claims of random voices, and influences, an absence, evidence and a rival that rest on some of them."""
    voices = st.lists(
        st.sampled_from(["amina", "bekele", "chaltu", "dawit", "report"]), min_size=1, unique=True
    )
    claims = {f"c{i}": draw(voices) for i in range(draw(st.integers(0, 4)))}
    some = (
        st.lists(st.sampled_from(sorted(claims)), unique=True, max_size=2)
        if claims
        else st.just([])
    )
    pairs = draw(st.lists(st.sampled_from(PAIRS), unique=True, max_size=5))
    evidence = [
        cn.Evidence(
            [*draw(some), "rain"][: draw(st.integers(1, 2))], stance, "It is.", draw(voices)[0]
        )
        for stance in draw(st.lists(st.sampled_from(["for", "against", "open"]), max_size=2))
    ]
    rival = cn.Rival("other", [cn.Influence("price", "rain", "+", 1.0, lag=1, claims=draw(some))])
    return told(
        claims,
        {pair: draw(some) for pair in pairs},
        absences=[cn.Absence("rain", "price", draw(some))],
        rivals=[rival],
        evidence=evidence,
    )


@given(villages())
def test_all_voices_say_the_whole_model(model: cn.CausalModel) -> None:
    assert model.heard() == model
    assert model.heard(list(model.sources)) == model


@given(villages())
def test_the_unclaimed_go_before_or_after_the_voices(model: cn.CausalModel) -> None:
    claimed, amina = model.heard(unclaimed=False), model.heard("amina")

    assert (
        claimed.heard("amina")
        == amina.heard(unclaimed=False)
        == model.heard("amina", unclaimed=False)
    )


@given(
    villages(),
    st.sets(st.sampled_from(["amina", "bekele", "chaltu"])),
    st.sets(st.sampled_from(["bekele", "chaltu"])),
)
def test_the_order_of_hearing_does_not_matter(
    model: cn.CausalModel, first: set[str], second: set[str]
) -> None:
    def after(names: set[str]) -> cn.CausalModel:
        once = model.heard(names)
        return once.heard([name for name in first & second if name in once.sources])

    assert after(first) == after(second) == model.heard(first & second)


@given(
    villages(),
    st.sets(st.sampled_from(["amina", "bekele", "chaltu", "dawit", "report"])),
    st.integers(1, 3),
)
def test_an_influence_stays_exactly_if_enough_voices_say_so(
    model: cn.CausalModel, voices: set[str], least: int
) -> None:
    heard = model.heard(voices, at_least=least)
    kept = {i.key: i for i in heard.influences}

    for influence in model.influences:
        sayers = {
            c.source
            for name in influence.claims
            for c in model.claims[name].citations
            if c.source in voices
        }
        if not influence.claims:
            assert kept[influence.key] == influence
        elif not sayers:
            assert influence.key not in kept
        elif least == 1:
            assert {
                s for n in kept[influence.key].claims for s in heard.claims[n].sources
            } == sayers
        if influence.claims and influence.key in kept:
            assert len(mentions(heard, kept[influence.key]).supporting.independent) >= least
    assert {s for c in heard.claims.values() for s in c.sources} <= voices
    assert {s for e in heard.evidence for s in e.sources} <= voices


def test_only_the_mentions_of_those_who_are_heard_are_left() -> None:
    model = told(
        {"c": ["amina", "bekele", "chaltu"], "d": ["bekele"]},
        {("rain", "harvest"): ["c", "d"], ("seed", "harvest"): ["d"], ("harvest", "price"): []},
        evidence=[
            cn.Evidence(
                ["c", "d"], "for", "It is.", "bekele", also=[cn.Citation("chaltu", "p. 9")]
            ),
            cn.Evidence(["d"], "for", "It is.", "chaltu"),
        ],
        proposals=[cn.Proposal("sow", cn.do(seed="high"), claims=["d"])],
    )

    heard = model.heard("chaltu")

    assert heard.claims == {"c": cn.Claim("c", "So it is.", "chaltu")}
    assert [i.name for i in heard.influences] == ["rain → harvest", "harvest → price"]
    assert heard.influences[0].claims == ("c",)
    assert heard.evidence == (cn.Evidence(["c"], "for", "It is.", "chaltu", "p. 9"),)
    # What a voice rests on stays known, so that two voices on one report still count once.
    assert list(heard.sources) == ["chaltu", "report"]
    assert heard.proposals["sow"].claims == ()
    assert [i.name for i in model.heard("chaltu", unclaimed=False).influences] == ["rain → harvest"]


def test_who_judged_a_number_that_stays_is_still_a_source() -> None:
    def panel(*names: str) -> cn.Panel:
        return cn.Panel(dict.fromkeys(names, 1.0))

    model = told({"c": ["amina"], "d": ["bekele"]}, {("rain", "harvest"): ["c"]}).adding(
        cn.Influence("seed", "harvest", "+", panel("bekele"), claims=["d"]),
        cn.Influence("harvest", "price", "+", panel("amina", "dawit")),
    )

    heard = model.heard("amina")

    # Dawit rests on the report, and only his judgement keeps either.
    assert list(heard.sources) == ["amina", "dawit", "report"]
    assert heard.influences[-1].strength == panel("amina", "dawit")
    assert list(model.heard("amina", unclaimed=False).sources) == ["amina"]


def test_groups_choose_whom_to_hear() -> None:
    model = told(
        {"c": ["amina"], "d": ["bekele", "dawit"]},
        {("rain", "harvest"): ["c"], ("seed", "harvest"): ["d"]},
    )

    def left(**own: object) -> list[str]:
        return [i.cause for i in model.heard(**own).influences]

    assert left(groups={"district": "north"}) == ["rain", "seed"]
    assert left(groups={"district": "south"}) == ["seed"]
    assert left(groups={"district": ["north"], "role": "trader"}) == ["seed"]
    assert left(sources=["amina", "dawit"], groups={"district": DISTRICTS}) == ["rain", "seed"]
    assert left(sources=[]) == []


def test_sources_that_rest_on_one_report_are_one_voice() -> None:
    model = told(
        {"c": ["chaltu", "dawit"], "d": ["amina", "dawit"]},
        {("rain", "harvest"): ["c"], ("seed", "harvest"): ["d"], ("harvest", "price"): []},
    )

    assert [i.cause for i in model.heard(at_least=2).influences] == ["seed", "harvest"]
    assert [i.cause for i in model.heard(at_least=2, unclaimed=False).influences] == ["seed"]


def test_who_denies_an_influence_does_not_say_it() -> None:
    model = told(
        {"c": ["amina"]},
        {("rain", "harvest"): ["c"]},
    )
    model = model.adding(cn.Claim("no", "It does not.", "bekele", sign="0"))
    model = model.replacing(cn.Influence("rain", "harvest", "+", 1.0, claims=["c", "no"]))

    assert model.heard("bekele").influences == ()
    assert model.heard("amina").influences[0].claims == ("c",)
    assert model.heard() == model


@pytest.mark.parametrize(
    ("own", "message"),
    [
        (
            {"sources": "amena"},
            "No source 'amena'; the sources are amina, bekele, chaltu, dawit, report. Did you mean 'amina'?",
        ),
        (
            {"groups": {"distrikt": "north"}},
            "No grouping 'distrikt'; the groupings are district, role. Did you mean 'district'?",
        ),
        (
            {"groups": {"district": "nroth"}},
            "No group 'nroth' of 'district'; its groups are north, south. Did you mean 'north'?",
        ),
        (
            {"sources": "dawit", "groups": {"role": ROLES}},
            "None of these sources belongs to role 'farmer' or 'trader'.",
        ),
        (
            {"groups": {"district": "south", "role": "trader"}},
            "No source belongs to district 'south' and role 'trader'.",
        ),
        ({"at_least": 0}, "at_least"),
        ({"groups": "north"}, "groups"),
    ],
)
def test_an_unknown_voice_is_named(own: dict[str, object], message: str) -> None:
    model = told({}, {})

    with pytest.raises(cn.errors.CausalnetError) as caught:
        model.heard(**own)

    assert message in str(caught.value)


def test_a_table_needs_all_its_causes() -> None:
    rows = {("low",): "low", ("high",): "high"}
    model = told({"c": ["amina"]}, {("rain", "harvest"): ["c"]})
    ruled = cn.Variable("harvest", ["low", "high"], mechanism=cn.Deterministic(["rain"], rows))

    with pytest.raises(
        cn.errors.ModelError, match="To remove a cause, replace the mechanism as well"
    ):
        model.replacing(ruled).heard("bekele")
