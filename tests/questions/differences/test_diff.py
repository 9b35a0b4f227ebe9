"""What tells one model from another."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

import causalnet as cn
from causalnet import Baseline, Influence, Variable, diff
from tests.strategies.models import models

LAWN = cn.CausalModel(
    "lawn",
    [
        Variable("rain", ["no", "yes"], Baseline([0.8, 0.2])),
        Variable("grass", ["dry", "wet"], note="<b>green</b>"),
    ],
    [
        Influence("rain", "grass", "+", "much"),
        Influence("grass", "rain", "?", 1, lag=1),
    ],
    strengths={"much": cn.pert(1, 2, 3)},
    rivals=[cn.Rival("dew", [Influence("night", "grass", "+", 1)], Variable("night", ["a", "b"]))],
    sources=[cn.Source("memo")],
    claims=[cn.Claim("c1", "Rain wets grass.", "memo")],
    evidence=[cn.Evidence(["c1"], "for", "It did.", "memo", "p. 1")],
)


def lines(after: cn.CausalModel) -> list[str]:
    return str(diff(LAWN, after)).splitlines()


def test_equal_models_do_not_differ() -> None:
    nothing = diff(LAWN, LAWN.replacing())

    assert not nothing
    assert len(nothing) == 0
    assert str(nothing) == "The two versions of “lawn” do not differ."


def test_what_was_added_and_removed() -> None:
    after = LAWN.admitting("dew").rejecting("c1", "rain → grass")

    assert lines(after) == [
        "From one version of “lawn” to the next: 2 added, 4 removed.",
        "Variables",
        "  + night",
        "Claims",
        "  - c1",
        "Influences",
        "  - rain → grass",
        "  + night → grass",
        "Rivals",
        "  - dew",
        "Evidence",
        "  - on c1 (memo, p. 1)",
    ]


def test_what_changed_field_by_field() -> None:
    rain = Variable("rain", ["no", "yes"], Baseline([0.5, 0.5], basis="evidenced"), latent=True)
    after = LAWN.replacing(
        rain,
        Influence("rain", "grass", "+", cn.pert(1, 2, 4), standing="implied"),
        cn.Rival("dew", [Influence("night", "grass", "+", 2)], Variable("night", ["a", "b", "c"])),
        cn.Claim("c1", "Rain wets grass.", "memo", tier="hedged"),
        cn.Evidence(["c1"], "for", "It did.", "memo", "p. 1"),
    )

    assert lines(after) == [
        "From one version of “lawn” to the next: 8 changed.",
        "Variables",
        "  ~ rain: probabilities of the baseline: (0.8, 0.2) → (0.5, 0.5)",
        "  ~ rain: basis of the baseline: judged → evidenced",
        "  ~ rain: not measured: no → yes",
        "Claims",
        "  ~ c1: firmness: plain → hedged",
        "Influences",
        "  ~ rain → grass: strength: much → 1/2/4",
        "  ~ rain → grass: standing: added → implied",
        "Rivals",
        "  ~ dew: strength of the influence night → grass: 1 → 2",
        "  ~ dew: states of the hidden variable: 'a', 'b' → 'a', 'b', 'c'",
    ]


def test_texts_strengths_and_the_order_of_rows() -> None:
    after = cn.CausalModel(
        "lawn",
        LAWN.variables.values(),
        LAWN.influences[::-1],
        strengths={"much": cn.pert(1, 2, 3.5), "little": cn.fixed(0.1)},
        title="The lawn",
    )

    changes = {(c.kind, c.name, c.what, c.field): c.values for c in diff(LAWN, after)}
    assert changes["model", "", "changed", "title"] == ("'lawn'", "'The lawn'")
    assert changes["strengths", "much", "changed", ""] == ("1/2/3", "1/2/3.5")
    assert changes["strengths", "little", "added", ""] == ("none", "0.1")
    assert changes["influences", "", "changed", "order"] == (
        "('rain → grass', 'grass → rain [lag 1]')",
        "('grass → rain [lag 1]', 'rain → grass')",
    )


def test_values_that_look_alike_when_shortened_are_shown_in_full() -> None:
    before, after = (
        LAWN.replacing(replace(LAWN.variables["rain"], note="x" * 100 + end)) for end in "ab"
    )

    [change] = diff(before, after)
    assert change.values == (repr("x" * 100 + "a"), repr("x" * 100 + "b"))


def test_a_frame_has_a_row_for_each_change() -> None:
    frame = diff(LAWN, LAWN.rejecting("c1")).to_frame()

    assert list(frame.columns) == ["kind", "name", "change", "field", "old", "new"]
    assert list(frame["name"]) == ["c1", "on c1 (memo, p. 1)"]
    assert list(frame["change"]) == ["removed", "removed"]
    assert diff(LAWN, LAWN).to_frame().empty


def test_html_is_escaped() -> None:
    plain = LAWN.replacing(replace(LAWN.variables["grass"], note="green"))
    html = diff(LAWN, plain)._repr_html_()

    assert "&lt;b&gt;green&lt;/b&gt;" in html
    assert "<b>" not in html


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=15)
@given(models(), models())
def test_it_is_empty_exactly_for_equal_models_and_mirrored_the_other_way(
    a: cn.CausalModel, b: cn.CausalModel
) -> None:
    there, back = diff(a, b), diff(b, a)
    mirrored = {"added": "removed", "removed": "added", "changed": "changed"}

    assert bool(there) == (a != b)
    assert not diff(a, a.replacing())
    assert sorted((c.kind, c.name, c.field, c.what) for c in there) == sorted(
        (c.kind, c.name, c.field, mirrored[c.what]) for c in back
    )


def test_a_change_cannot_be_changed() -> None:
    [change] = diff(LAWN, LAWN.replacing(replace(LAWN.variables["rain"], note="x")))

    with pytest.raises(AttributeError):
        change.kind = "claims"


def test_a_case_that_differs_is_told() -> None:
    lawn = cn.load("lawn")
    monday = lawn.for_case("Monday", {"wet": "yes", "rain": {"no"}})
    tuesday = lawn.for_case("Tuesday", {"wet": "no", "rain": {"yes", "no"}, "sprinkler": "on"})

    assert str(cn.diff(monday, tuesday)).splitlines()[1:] == [
        "Model",
        "  ~ today: 'Monday' → 'Tuesday'",
        "Known",
        "  ~ Wet grass: yes → no",
        "  ~ rain: no → no or yes",
        "  + sprinkler",
    ]


def test_mentions_come_and_go_one_by_one() -> None:
    def told(*also: cn.Citation, **about: object) -> cn.CausalModel:
        sources = [cn.Source("memo", **about), cn.Source("report")]
        claim = cn.Claim("c", "So it is.", "memo", also=also)
        return cn.CausalModel("m", [], sources=sources, claims=[claim])

    first, second = cn.Citation("report", "p. 2", "So it is."), cn.Citation("report", "p. 3")
    before = told(first, cn.Citation("memo", "p. 1"), groups={"role": "farmer"})
    after = told(second, cn.Citation("memo", "p. 1"), rests_on=["report"])

    assert str(cn.diff(before, after)).splitlines() == [
        "From one version of “m” to the next: 1 added, 1 removed, 2 changed.",
        "Sources",
        "  ~ memo: groups: {'role': 'farmer'} → {}",
        "  ~ memo: rests on: nothing → report",
        "Claims",
        "  - c: further mentions: report, p. 2: “So it is.”",
        "  + c: further mentions: report, p. 3",
    ]
    assert [c.field for c in cn.diff(told(first, second), told(second, first))] == ["also.order"]
