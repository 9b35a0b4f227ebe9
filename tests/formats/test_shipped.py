"""What loads by its name."""

from __future__ import annotations

from pathlib import Path

import pytest

import causalnet as cn
from causalnet.formats.shipped import shipped_files

# Models of a whole text; the others are toys.
ARGUMENTS = {"japan_software", "japan_software_critic", "pedalgrove"}
PANELS = {"high_street"}
REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "index.rst"


def test_models_and_networks_go_by_their_names() -> None:
    files = shipped_files()

    assert {*cn.models()} < {*files}
    assert {"asia", "alarm", "munin"} < {*files} - {*cn.models()}
    assert all(file.is_file() for file in files.values())


@pytest.mark.parametrize(
    ("name", "kind"), [("japan_software", cn.CausalModel), ("asia", cn.Network)]
)
def test_each_name_is_that_of_what_is_loaded(name: str, kind: type) -> None:
    loaded = cn.load(name)

    assert isinstance(loaded, kind)
    assert loaded.name == name


def test_without_pgmpy_the_models_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("causalnet.formats.shipped._network_files", dict)

    assert {*shipped_files()} == {*cn.models()}


@pytest.mark.parametrize("name", cn.models())
def test_every_model_that_ships_rests_on_claims_with_a_source_and_is_in_the_reference(
    name: str,
) -> None:
    model = cn.load(name)

    assert model.name == name
    assert model.title
    assert model.description
    assert all(influence.claims for influence in model.influences if influence.standing == "stated")
    assert {claim.source for claim in model.claims.values()} <= {*model.sources}
    assert f'``"{name}"``' in REFERENCE.read_text("utf-8")


@pytest.mark.parametrize("name", sorted({*cn.models()} - ARGUMENTS))
def test_a_toy_is_small_cites_a_claim_for_every_influence_and_does_what_it_proposes(
    name: str,
) -> None:
    toy = cn.load(name)

    assert len(toy.variables) <= 3
    assert {i.standing for i in toy.influences} == {"stated"}
    assert [v.roles for v in toy.variables.values()].count(("outcome",)) == 1
    outcome = next(v for v in toy.variables.values() if v.roles == ("outcome",))
    # Numbers of several people are asked of their pool.
    asked = cn.pool(toy) if name in PANELS else toy
    for under in toy.interventions.values():
        change = cn.effect(asked, outcome.name, under=under).level
        assert change > 0.02 if outcome.better == "high" else change < -0.02


def test_in_the_confounded_toy_what_is_seen_and_what_is_done_have_opposite_signs() -> None:
    ward = cn.load("treatment")
    seen, done = (
        [cn.query(ward, "recovery", **{how: value(s)})["yes"] for s in ("no", "yes")]
        for how, value in (
            ("given", lambda s: {"treatment": s}),
            ("under", lambda s: cn.do(treatment=s)),
        )
    )

    assert seen[0] - seen[1] > 0.1
    assert done[1] - done[0] > 0.1


def test_the_story_that_ended_knows_its_end_and_meets_its_check() -> None:
    story = cn.load("pedalgrove")
    haste, slow = cn.do(expansion="fast"), story.interventions["grow step by step"]

    assert story.today == "Pedalgrove in the autumn of 2023"
    assert {*story.variables} - {*story.known} == {"debt", "cash"}
    assert story.known["failure"] == "yes"
    assert [check.met for check in cn.audit(story, draws=50).checks] == [True]
    survived = cn.counterfactual(story, "failure", under=slow)
    blame = cn.causation(story, ("failure", "yes"), under=haste, versus=slow)
    # Without haste the company would have survived where haste was necessary for its failure.
    assert blame.estimates["PN"]["rank"].value == pytest.approx(survived.estimates["rank"].value)
    assert 0.3 < survived.least < 0.4
    assert blame.known_of == survived.known_of == story.today
