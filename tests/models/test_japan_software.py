"""The Japan model holds every row of its causal reading, as the project's own checklist has them."""

import tomllib
from pathlib import Path

import pytest

import causalnet as cn

CHECKLIST = tomllib.loads(Path(__file__).with_name("checklist.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def japan() -> cn.CausalModel:
    return cn.load("japan_software")


def test_the_checklist_is_whole():
    assert len(CHECKLIST["variables"]) == 36
    assert sum(row["lag"] == 0 for row in CHECKLIST["influences"]) == 49
    assert sum(row["lag"] == 1 for row in CHECKLIST["influences"]) == 27
    assert len(CHECKLIST["rivals"]) == 8
    assert len(CHECKLIST["hidden"]) == 3
    assert [row["name"] for row in CHECKLIST["claims"]] == [f"c{i:02}" for i in range(1, 64)]


def test_every_variable_is_there_and_no_other(japan):
    assert set(japan.variables) == {row["name"] for row in CHECKLIST["variables"]}


@pytest.mark.parametrize("row", CHECKLIST["variables"], ids=lambda row: row["name"])
def test_variable(japan, row):
    variable = japan.variables[row["name"]]
    assert len(variable.states) == row["states"]
    assert set(variable.roles) == set(row["roles"])
    assert variable.latent == row["latent"]
    assert list(variable.baseline.p) == row["p"]
    assert variable.baseline.basis == row["basis"]
    assert variable.baseline.weight == {"evidenced": 60, "judged": 12}[row["basis"]]
    assert variable.means
    assert all(variable.meanings)
    assert len(variable.meanings) == len(variable.states)


def test_every_influence_is_there_and_no_other(japan):
    expected = {(row["cause"], row["effect"], row["lag"]) for row in CHECKLIST["influences"]}
    assert {influence.key for influence in japan.influences} == expected


@pytest.mark.parametrize(
    "row", CHECKLIST["influences"], ids=lambda row: f"{row['cause']}-{row['effect']}-{row['lag']}"
)
def test_influence(japan, row):
    influence = japan.influence(row["cause"], row["effect"], row["lag"])
    assert influence.sign == row["sign"]
    assert influence.standing == row["standing"]
    assert influence.tier == row.get("tier")
    assert list(influence.claims) == row["claims"]
    assert influence.claims or influence.note or row["lag"] or row["standing"] == "implied"


def test_strengths_follow_tier_and_standing(japan):
    words = {"emphatic": "strong", "plain": "medium", "hedged": "weak", "open": "open"}
    for influence in japan.influences:
        if influence.cause == influence.effect:
            expected = "inertia"
        elif influence.sign == "?":
            expected = None
        elif influence.standing == "implied":
            expected = "implied"
        elif influence.standing == "added":
            expected = f"added {words[influence.tier]}"
        else:
            expected = words[influence.tier]
        assert influence.strength == expected, influence.name


def test_the_table_of_strengths(japan):
    ranges = {
        "strong": cn.pert(0.6, 1.2, 2.0),
        "medium": cn.pert(0.2, 0.8, 1.6),
        "weak": cn.pert(0, 0.3, 0.8),
        "open": cn.pert(0, 0.4, 1.2, zero=0.5),
        "implied": cn.pert(0.1, 0.8, 1.8),
        "added medium": cn.pert(0.2, 0.8, 1.6, inclusion=0.5),
        "added weak": cn.pert(0, 0.3, 0.8, inclusion=0.5),
        "inertia": cn.pert(0.8, 2, 3.5),
    }
    assert {word: japan.strengths[word] for word in ranges} == ranges


def test_rivals_are_there_and_off(japan):
    single = [r for r in japan.rivals.values() if r.hidden is None]
    found = [(i.cause, i.effect, i.sign, i.lag) for r in single for i in r.influences]
    assert found == [(r["cause"], r["effect"], r["sign"], r["lag"]) for r in CHECKLIST["rivals"]]
    on = {influence.key for influence in japan.influences}
    assert not on & {i.key for r in japan.rivals.values() for i in r.influences}


def test_hidden_common_causes_are_there_and_off(japan):
    hidden = [r for r in japan.rivals.values() if r.hidden]
    found = [{i.effect: i.sign for i in r.influences} for r in hidden]
    assert found == [row["effects"] for row in CHECKLIST["hidden"]]
    for rival in hidden:
        assert rival.hidden.latent
        assert rival.hidden.name not in japan.variables
        assert {i.cause for i in rival.influences} == {rival.hidden.name}


@pytest.mark.parametrize("name", list(cn.load("japan_software").rivals))
def test_every_rival_can_be_admitted_and_asked(japan, name):
    admitted = japan.admitting(name)
    answer = cn.query(admitted, "ai_era_position")
    assert answer.p == pytest.approx(japan.variables["ai_era_position"].baseline.p, abs=1e-9)


@pytest.mark.parametrize("row", CHECKLIST["claims"], ids=lambda row: row["name"])
def test_claim(japan, row):
    claim = japan.claims[row["name"]]
    assert claim.at == row["at"]
    assert claim.tier == row["tier"]
    assert claim.kind == row["kind"]
    assert claim.sign == row["sign"]
    assert claim.text
    assert claim.source == "article"
    assert claim.quote == ""


def test_every_total_claim_is_a_check_and_nothing_else_is(japan):
    assert {c.name for c in japan.claims.values() if c.kind == "total"} == {
        c.name for c in japan.claims.values() if c.checks
    }


def test_every_baseline_is_met_with_the_alternates_too(japan):
    for model in (japan, japan.alternating(), japan.only(standing=("stated",))):
        for name, answer in cn.marginals(model).items():
            assert answer.p == pytest.approx(model.variables[name].baseline.p, abs=1e-9)


def test_the_declared_non_edge_is_honoured_and_upstream_touches_nothing(japan):
    assert {a.claims for a in japan.absences} == {("c40",)}
    assert not [i for i in japan.influences if "upstream_supply_strength" in (i.cause, i.effect)]
    under = cn.do(upstream_supply_strength="losing share")
    assert cn.effect(japan, "ai_era_position", under=under).path == "none"


def test_modifiers_and_alternates(japan):
    pairs = {(m.cause, m.effect, m.by) for m in japan.modifiers}
    assert pairs >= {
        ("software_engineering_capability", "ai_capability", "ai_software_intensity"),
        ("foundry_model_shift", "chip_industry_position", "idm_lock_in"),
        ("vertical_ai_focus", "ai_application_position", "manufacturing_strength"),
        ("ai_compute_capacity", "ai_capability", "software_engineering_capability"),
    }
    synergies = [m for m in japan.modifiers if m.claims == ("c30",)]
    assert synergies
    assert all(japan.amount(m).range[0] == 0 for m in synergies)
    alternates = {v.name: v.alternate for v in japan.variables.values() if v.alternate}
    assert alternates == {
        "ai_capability": cn.NoisyMin(),
        "ai_era_position": cn.NoisyMin(),
        "software_competitiveness": cn.NoisyMin(),
    }


def test_the_articles_proposals_set_what_it_proposes(japan):
    proposed = [p.intervention for p in japan.proposals.values() if p.claims]
    for single in (
        cn.do(software_strategic_status="value centre"),
        cn.do(multi_layer_outsourcing="shallow"),
        cn.do(in_house_development=">55%"),
        cn.do(multi_layer_outsourcing="shallow", in_house_development=">55%"),
        cn.do(language_barrier="low", global_talent_inflow=">15%"),
        cn.do(vertical_ai_focus="focused"),
        cn.do(private_ai_infrastructure="large"),
        cn.do(government_ai_strategy="delivered"),
        cn.do(advanced_chip_program="volume"),
    ):
        assert single in proposed


def test_evidence_and_actors(japan):
    assert len(japan.evidence) == 27
    stances = [item.stance for item in japan.evidence]
    assert {s: stances.count(s) for s in set(stances)} == {
        "for": 15,
        "weak": 1,
        "mixed": 2,
        "against": 5,
        "caution": 1,
        "open": 1,
        "dated": 2,
    }
    assert all(item.source in japan.sources for item in japan.evidence)
    for actor, variable in {
        "Sony": "manufacturing_strength",
        "Google": "software_competitiveness",
        "NTT Data": "multi_layer_outsourcing",
        "METI": "legacy_maintenance_share",
        "Hitachi": "chip_industry_position",
        "US government": "external_chip_pressure",
        "TSMC": "foundry_model_shift",
        "Rapidus": "advanced_chip_program",
        "Tokyo Electron": "upstream_supply_strength",
        "SoftBank": "private_ai_infrastructure",
        "PFN": "vertical_ai_focus",
        "OpenAI": "ai_capability",
    }.items():
        found = [a for a in japan.actors.values() if actor in a.name]
        assert any(variable in a.moves for a in found), actor


def test_a_model_file_survives_the_round_trip(japan, tmp_path):
    cn.save(japan, tmp_path / "japan.toml")
    assert cn.load(tmp_path / "japan.toml") == japan
