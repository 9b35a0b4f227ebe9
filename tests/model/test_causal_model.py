"""A model as a value, and its variants: new models, the old one staying as it is."""

from __future__ import annotations

import pickle
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

import causalnet as cn
from causalnet import Baseline, Influence, NoisyMax, Ordinal, Variable, do
from tests.strategies.models import models


def arrows(model: cn.CausalModel) -> list[str]:
    return [part.name for part in (*model.influences, *model.modifiers)]


ALL = ["rain → level", "pump → level", "level → pump [lag 1]", "rain → level × pump"]


# ── as a value ───────────────────────────────────────────────────────────────────────────────


def test_it_says_what_it_holds(water: cn.CausalModel) -> None:
    assert repr(water) == (
        "<CausalModel 'water': 3 variables, 2 influences and 1 lagged, 3 claims>"
    )
    assert water.title == "water"
    assert water.interventions["pump more"] == do(pump="on")
    assert [i.name for i in water.causes("level")] == ["rain → level", "pump → level"]


def test_it_is_frozen_compares_and_hashes(water: cn.CausalModel) -> None:
    same = water.replacing()

    assert same == water
    assert hash(same) == hash(water)
    assert same.fingerprint == water.fingerprint
    assert water.rejecting("c3").fingerprint != water.fingerprint
    with pytest.raises(AttributeError):
        water.name = "wine"


def test_an_influence_is_asked_for_by_its_ends(water: cn.CausalModel) -> None:
    assert water.influence("level", "pump", lag=1).standing == "added"
    with pytest.raises(cn.errors.UnknownNameError) as caught:
        water.influence("level", "pump")
    assert str(caught.value) == (
        "No influence 'level → pump'; the influences are rain → level, pump → level, "
        "level → pump [lag 1]. Did you mean 'level → pump [lag 1]'?"
    )


def test_a_name_that_is_none_and_a_mistake_elsewhere_are_reported_together() -> None:
    with pytest.raises(cn.errors.ModelError) as caught:
        cn.CausalModel(" water", [], [Influence("rain", "level", "+", 1)])

    assert [str(mistake).partition(";")[0] for mistake in caught.value.mistakes] == [
        "name: ' water' is empty or has white space around it.",
        "influence rain → level: No variable 'rain'",
        "influence rain → level: No variable 'level'",
    ]


# ── only ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("standing", "expected"),
    [
        (("stated",), ["rain → level"]),
        ("stated", ["rain → level"]),
        (("stated", "implied"), ["rain → level", "pump → level", "rain → level × pump"]),
        (("added",), ["level → pump [lag 1]"]),
        ((), []),
    ],
)
def test_only_keeps_what_stands_so_and_modifiers_that_have_both_influences(
    water: cn.CausalModel, standing: tuple[str, ...], expected: list[str]
) -> None:
    variant = water.only(standing=standing)

    assert arrows(variant) == expected
    assert variant.variables == water.variables
    assert arrows(water) == ALL


def test_only_knows_the_standings(water: cn.CausalModel) -> None:
    with pytest.raises(cn.errors.ArgumentError) as caught:
        water.only(standing=("statd",))
    assert str(caught.value) == (
        "'standing[0]' must be 'stated', 'implied', 'added' or 'rival', got 'statd'. "
        "Did you mean 'stated'?"
    )


# ── rejecting ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("first", "second"),
    [("c1", "c2"), ("c2", "c1"), ("c1", "c3"), ("rain → level", "c3"), ("c2", "level -> pump")],
)
def test_rejecting_one_after_another_is_rejecting_both(
    water: cn.CausalModel, first: str, second: str
) -> None:
    assert water.rejecting(first).rejecting(second) == water.rejecting(first, second)


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(model=models(tables=False), draw=st.data())
def test_the_order_of_rejecting_does_not_matter(model: cn.CausalModel, draw: st.DataObject) -> None:
    order = draw.draw(st.permutations([*model.claims]))
    variant = model
    for claim in order:
        variant = variant.rejecting(claim)

    assert variant == model.rejecting(*model.claims)


# ── admitting ────────────────────────────────────────────────────────────────────────────────


def test_admitting_a_rival_takes_in_its_influences_and_its_hidden_cause(
    water: cn.CausalModel,
) -> None:
    variant = water.admitting("melt")

    assert "snow" in variant.variables
    assert variant.influence("snow", "level").standing == "rival"
    assert [*variant.rivals] == ["habit"]
    assert "snow" not in water.variables


def test_rivals_may_be_admitted_one_after_another_or_together(water: cn.CausalModel) -> None:
    assert water.admitting("melt").admitting("habit") == water.admitting("melt", "habit")


def test_the_model_without_its_rivals_again(water: cn.CausalModel) -> None:
    variant = water.admitting("habit").only(standing=("stated", "implied", "added"))

    assert arrows(variant) == ALL


def test_a_rival_that_is_not_there(water: cn.CausalModel) -> None:
    with pytest.raises(
        cn.errors.UnknownNameError, match=r"^No rival 'mlet'; .* Did you mean 'melt'\?$"
    ):
        water.admitting("mlet")


# ── alternating ──────────────────────────────────────────────────────────────────────────────


def test_alternating_imitates_the_ordinal_that_it_stands_in_for(water: cn.CausalModel) -> None:
    level = water.alternating("level").variables["level"]

    assert level.mechanism == NoisyMax(like_ordinal=True)
    assert level.alternate == Ordinal()


def test_alternating_twice_comes_back_to_the_first_mechanism(water: cn.CausalModel) -> None:
    once, twice = water.alternating(), water.alternating().alternating()

    assert twice.variables["level"].mechanism == water.variables["level"].mechanism
    assert twice.alternating() == once


def test_alternating_what_has_no_alternate(water: cn.CausalModel) -> None:
    with pytest.raises(cn.errors.UnknownNameError) as caught:
        water.alternating("rain")
    assert str(caught.value).startswith("No variable with an alternate mechanism 'rain'; ")


# ── replacing and adding ─────────────────────────────────────────────────────────────────────


def test_replacing_puts_a_part_in_the_place_of_its_namesake(water: cn.CausalModel) -> None:
    rain = Variable("rain", ["none", "much"], Baseline([0.5, 0.5]))
    stronger = Influence("rain", "level", "+", 3, reference="none")
    variant = water.replacing(rain, stronger)

    assert [*variant.variables] == [*water.variables]
    assert variant.variables["rain"] == rain
    assert variant.influences[0] == stronger
    assert variant.replacing(water.variables["rain"], water.influences[0]) == water


def test_replacing_what_is_not_there(water: cn.CausalModel) -> None:
    with pytest.raises(
        cn.errors.UnknownNameError, match=r"^No variable 'rian'; .* Did you mean 'rain'\?$"
    ):
        water.replacing(Variable("rian", ["none", "much"]))


def test_adding_parts_of_several_kinds(water: cn.CausalModel) -> None:
    alarm, rings = Variable("alarm", ["quiet", "loud"]), Influence("level", "alarm", "+", 2)
    variant = water.adding(alarm, rings)

    assert variant.variables["alarm"] == alarm
    assert variant.influences == (*water.influences, rings)


def test_adding_what_is_there_already(water: cn.CausalModel) -> None:
    with pytest.raises(cn.errors.ModelError, match=r"variables\.rain is defined more than once\."):
        water.adding(water.variables["rain"])


def test_a_variant_is_validated_too(water: cn.CausalModel) -> None:
    with pytest.raises(
        cn.errors.ModelError,
        match="influence level → rain closes a loop within a period: level → rain → level",
    ):
        water.adding(Influence("level", "rain", "+", 1))


def test_what_is_no_part_of_a_model(water: cn.CausalModel) -> None:
    with pytest.raises(
        cn.errors.ArgumentError, match="must be a Source, .* a Choice or a Utility, got 'rain'"
    ):
        water.adding("rain")


def test_what_only_modified_falls_with_what_it_modified():
    two = ["low", "high"]
    model = cn.CausalModel(
        "m",
        [cn.Variable(v, two) for v in ("seed", "rain", "harvest")],
        [
            cn.Influence("seed", "harvest", "+", 1, claims=["c"], reference="low"),
            cn.Influence("rain", "harvest", "?"),
        ],
        modifiers=[cn.Modifier("seed", "harvest", by="rain", amount=1, sign="+")],
        sources=[cn.Source("s")],
        claims=[cn.Claim("c", "Seeds make harvests.", "s")],
    )
    assert model.rejecting("c").influences == ()
    assert model.rejecting("c").modifiers == ()
    assert [i.name for i in model.rejecting("rain → harvest").influences] == ["seed → harvest"]


def test_every_claim_of_the_japan_model_can_be_rejected():
    japan = cn.load("japan_software")
    for claim in japan.claims:
        assert claim not in japan.rejecting(claim).claims
    bare = japan.rejecting(*japan.claims)
    assert not bare.claims
    assert all(not i.claims for i in bare.influences)


def test_a_pickled_model_is_the_same_in_another_process(tmp_path):
    path = tmp_path / "model.pickle"
    write = f"import pickle, causalnet as cn; pickle.dump(cn.load('japan_software'), open({str(path)!r}, 'wb'))"
    subprocess.run([sys.executable, "-c", write], check=True)
    there, here = pickle.loads(path.read_bytes()), cn.load("japan_software")
    assert there == here
    assert hash(there) == hash(here)


# ── a past case ──────────────────────────────────────────────────────────────────────────────


def flooded(water: cn.CausalModel) -> cn.CausalModel:
    return water.for_case("the flood of May", {"level": "high", "rain": {"much"}})


def test_a_case_is_a_part_of_the_value(water: cn.CausalModel) -> None:
    case = flooded(water)

    assert repr(case) == (
        "<CausalModel 'water': 3 variables, 2 influences and 1 lagged, 3 claims; today: the flood of May; "
        "known: 2 findings>"
    )
    assert case.known == {"level": "high", "rain": frozenset({"much"})}
    assert case == flooded(water) != water
    assert len({case.fingerprint, water.fingerprint, flooded(water).fingerprint}) == 2
    assert hash(case) == hash(pickle.loads(pickle.dumps(case)))
    assert "the flood of May" in case._repr_html_()
    assert "level=" in case._repr_html_()
    assert "known" not in water._repr_html_()


def test_every_variant_keeps_its_case(water: cn.CausalModel) -> None:
    case = flooded(water)
    variants = [
        case.only("stated"),
        case.rejecting("rain -> level"),
        case.admitting(*case.rivals),
        case.adding(cn.Variable("lake", ["low", "high"])),
        case.replacing(case.variables["rain"]),
        case.alternating(),
    ]

    assert {v.today for v in variants} == {"the flood of May"}
    assert [v.known for v in variants] == [case.known] * len(variants)
    assert case.for_case("today", {}).known == {}


def test_what_is_known_of_a_state_that_is_gone_is_a_mistake(water: cn.CausalModel) -> None:
    with pytest.raises(cn.errors.ModelError, match="known.rain: No state 'much' of 'rain'"):
        flooded(water).replacing(cn.Variable("rain", ["none", "some"], cn.Baseline([0.7, 0.3])))


def test_what_is_known_does_not_move_a_baseline_or_an_effect(water: cn.CausalModel) -> None:
    case, more = flooded(water), do(pump="on")

    assert cn.query(case, "level")["high"] == cn.query(water, "level")["high"]
    effects = [cn.effect(model, "level", under=more) for model in (case, water)]
    assert effects[0].to_frame().equals(effects[1].to_frame())
    same = {"level": "high", "rain": "much"}
    seen, expected = (cn.query(water, "pump", given=found) for found in (case.known, same))
    assert seen["on"] == pytest.approx(expected["on"])


def test_mistakes_in_what_is_known_are_told_at_once(water: cn.CausalModel) -> None:
    with pytest.raises(cn.errors.ModelError) as caught:
        water.for_case("a\u0007b", {"levle": "high", "rain": "mch"})

    text = str(caught.value)
    assert "known.levle: No variable 'levle'" in text
    assert "Did you mean 'level'?" in text
    assert "known.rain: No state 'mch' of 'rain'" in text
    assert "today" in text


def test_one_of_a_kind_is_told_in_the_singular() -> None:
    states = ["l", "h"]
    model = cn.CausalModel(
        "m",
        [cn.Variable("x", states), cn.Variable("y", states)],
        [cn.Influence("x", "y", "+", 1.0)],
    )

    assert repr(model) == "<CausalModel 'm': 2 variables, 1 influence, 0 claims>"
