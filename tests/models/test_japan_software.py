"""The Japan model holds every row of its causal reading, as the project's own checklist has them."""

import calendar
import re
import tomllib
from pathlib import Path

import pytest

import causalnet as cn
from causalnet.model.grammar.setting import Hard

CHECKLIST = tomllib.loads(Path(__file__).with_name("checklist.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def japan() -> cn.CausalModel:
    return cn.load("japan_software")


def test_the_checklist_is_whole():
    assert len(CHECKLIST["variables"]) == 41
    assert sum(row["lag"] == 0 for row in CHECKLIST["influences"]) == 59
    assert sum(row["lag"] == 1 for row in CHECKLIST["influences"]) == 38
    assert len(CHECKLIST["rivals"]) == 8
    assert len(CHECKLIST["hidden"]) == 3
    assert [row["name"] for row in CHECKLIST["claims"]] == [f"c{i:02}" for i in range(1, 74)]


def test_every_variable_is_there_and_no_other(japan):
    assert list(japan.variables) == [row["name"] for row in CHECKLIST["variables"]]


@pytest.mark.parametrize("row", CHECKLIST["variables"], ids=lambda row: row["name"])
def test_variable(japan, row):
    variable = japan.variables[row["name"]]
    assert list(variable.states) == row["states"]
    assert list(variable.roles) == row["roles"]
    assert variable.latent == row["latent"]
    assert list(variable.baseline.p) == row["p"]
    assert variable.baseline.basis == row["basis"]
    assert variable.baseline.weight == {"evidenced": 60, "judged": 12}[row["basis"]]
    assert variable.means
    assert len(variable.meanings) == len(variable.states)
    assert len(set(variable.meanings)) == len(variable.states)


def test_every_influence_is_there_and_no_other(japan):
    expected = [(row["cause"], row["effect"], row["lag"]) for row in CHECKLIST["influences"]]
    assert [influence.key for influence in japan.influences] == expected


@pytest.mark.parametrize(
    "row", CHECKLIST["influences"], ids=lambda row: f"{row['cause']}-{row['effect']}-{row['lag']}"
)
def test_influence(japan, row):
    influence = japan.influence(row["cause"], row["effect"], row["lag"])
    assert influence.sign == row["sign"]
    assert influence.standing == row["standing"]
    assert influence.tier == row.get("tier")
    assert list(influence.claims) == row["claims"]
    assert influence.strength == row.get("strength")
    assert influence.note


# Where the way from a root of the lag to the outcome runs, and what the article calls needed.
LINKS = {
    ("software_strategic_status", "new_value_investment"),
    ("engineer_compensation", "software_talent_density"),
    ("software_talent_density", "software_engineering_capability"),
    ("software_engineering_capability", "software_competitiveness"),
    ("new_value_investment", "software_competitiveness"),
    ("language_barrier", "open_source_integration"),
    ("ai_capability", "ai_era_position"),
    ("language_barrier", "global_talent_inflow"),
    ("global_talent_inflow", "software_talent_density"),
}
OTHERWISE = {
    ("software_engineering_capability", "ai_capability"): "condition",
    ("startup_scaling_resources", "ai_capability"): "gated",
    ("ai_compute_capacity", "ai_capability"): "gated",
    ("chip_trade_pressure", "chip_industry_position"): "medium",
    ("advanced_chip_program", "ai_hardware_position"): "strong",
    ("private_ai_infrastructure", "ai_compute_capacity"): "medium",
    ("government_ai_strategy", "ai_compute_capacity"): "medium",
    ("ai_compute_capacity", "software_competitiveness"): "open",
}


# How long a thing lasts by itself: contracts for a working life, a language, a culture and plants the longest.
LASTING = {
    "monozukuri_orientation": "lasting inertia",
    "lifetime_employment": "lasting inertia",
    "language_barrier": "lasting inertia",
    "idm_lock_in": "lasting inertia",
    "chip_industry_position": "lasting inertia",
    "ai_hardware_position": "lasting inertia",
    "risk_aversion": "inertia",
    "multi_layer_outsourcing": "inertia",
    "legacy_maintenance_share": "inertia",
    "manufacturing_strength": "inertia",
    "in_house_development": "inertia",
    "software_talent_density": "inertia",
    "software_engineering_capability": "inertia",
    "software_competitiveness": "inertia",
    "engineer_compensation": "inertia",
    "ai_application_position": "inertia",
    "foreign_software_lead": "inertia",
    "software_strategic_status": "passing inertia",
    "startup_scaling_resources": "passing inertia",
}
# What acts whole within a period on what lasts: able people can do at once what they can do, and chips that are made in
# volume are a part in AI hardware.
AT_ONCE = {
    ("software_talent_density", "software_engineering_capability"),
    ("advanced_chip_program", "ai_hardware_position"),
    ("multi_layer_outsourcing", "software_engineering_capability"),
}


def taken_up(influence):
    """The word before a strength: what lasts takes up half of what acts on it within a period, a mere habit the whole."""
    pair = influence.cause, influence.effect
    lasts = LASTING.get(influence.effect, "passing inertia") != "passing inertia"
    slow = lasts and influence.lag == 0 and pair not in AT_ONCE
    return "slow " if slow else ""


def test_strengths_follow_tier_and_standing(japan):
    words = {"emphatic": "strong", "plain": "medium", "hedged": "weak", "open": "open"}
    for influence in japan.influences:
        pair = influence.cause, influence.effect
        if influence.cause == influence.effect:
            assert influence.strength == LASTING[influence.cause]
            continue
        if influence.sign == "?":
            assert influence.strength is None
            continue
        if pair in OTHERWISE:
            expected = {OTHERWISE[pair]}
        elif pair in LINKS:
            expected = {"link"}
        elif influence.standing == "implied":
            expected = {"implied", "medium", "weak"}
        elif influence.standing == "added":
            expected = {"added medium", "added weak"}
        else:
            expected = {words[influence.tier]}
        assert influence.strength in {taken_up(influence) + word for word in expected}, pair


def test_rivals_are_at_par_with_a_plain_influence(japan):
    for rival in japan.rivals.values():
        for influence in rival.influences:
            assert influence.strength == taken_up(influence) + "medium", influence.name


def test_what_lasts_takes_up_half(japan):
    unused = {"open": cn.pert(0, 0.4, 1.2, zero=0.5)}
    for word, slow in japan.strengths.items():
        if word.startswith("slow "):
            whole = {**japan.strengths, **unused}[word.removeprefix("slow ")]
            halves = cn.pert(
                whole.low / 2,
                whole.mode / 2,
                whole.high / 2,
                zero=whole.zero,
                inclusion=whole.inclusion,
            )
            assert slow == halves, word


def test_what_lasts_lasts_in_the_order_of_its_reasons(japan):
    order = ["passing inertia", "inertia", "lasting inertia"]
    modes = [japan.strengths[word].mode for word in order]
    assert modes == sorted(modes)
    lasting = {i.cause: i.strength for i in japan.influences if i.cause == i.effect}
    assert lasting == LASTING
    # What is bought or built anew within ten years has none.
    assert not lasting.keys() & {"customer_base_retention", "ai_compute_capacity", "ai_capability"}


@pytest.mark.parametrize("claim", ["c02", "c03", "c04", "c05"])
def test_what_is_worded_alike_is_of_one_size(japan, claim):
    """The four roots are each *part of* a lag of decades, in one list: in forty years each is worth 5 to 15% of the scale."""
    (check,) = japan.claims[claim].checks
    change = cn.effect(japan, check.outcome, under=check.under, versus=check.versus, at=3)
    assert 0.05 <= round(-change.level / 2, 2) <= 0.15


def test_the_era_amplifies_the_weakness(japan):
    """A difference of differences (c06, c64): what want of software costs, in each era."""
    for outcome, weak, strong in (
        ("ai_era_position", "software_engineering_capability", ("delivers to spec", "world-class")),
        ("ai_capability", "software_engineering_capability", ("delivers to spec", "world-class")),
        (
            "hardware_ai_experience",
            "software_engineering_capability",
            ("delivers to spec", "world-class"),
        ),
    ):
        before, now = (
            cn.effect(
                japan,
                outcome,
                under=cn.do({weak: strong[0], "ai_software_intensity": era}),
                versus=cn.do({weak: strong[1], "ai_software_intensity": era}),
            ).level
            for era in ("before", "foundation models")
        )
        assert now < 1.3 * before < 0


def test_the_four_roots_do_not_come_to_more_than_their_sum(japan):
    """A difference of differences (c30): all four at their worst, beside each alone with the others at their best."""
    best = {
        "lifetime_employment": "exception",
        "multi_layer_outsourcing": "shallow",
        "language_barrier": "low",
        "risk_aversion": "low",
    }
    worst = {
        "lifetime_employment": "norm",
        "multi_layer_outsourcing": "deep",
        "language_barrier": "high",
        "risk_aversion": "high",
    }

    def times_their_sum(model, outcome, at):
        def harm(bad):
            under, versus = cn.do(best | bad), cn.do(best)
            return cn.effect(model, outcome, under=under, versus=versus, at=at).level

        return harm(worst) / sum(harm({root: state}) for root, state in worst.items())

    found = {
        (outcome, at): times_their_sum(japan, outcome, at)
        for outcome in ("software_competitiveness", "ai_era_position")
        for at in (0, 3)
    }
    expected = {
        ("software_competitiveness", 0): 0.928,
        ("software_competitiveness", 3): 0.863,
        ("ai_era_position", 0): 0.970,
        ("ai_era_position", 3): 0.912,
    }
    assert found == pytest.approx(expected, abs=5e-4)
    # The synergies do make them worse together, by less than the ends of the scales take away.
    without = japan.rejecting("c30")
    for (outcome, at), times in found.items():
        assert times_their_sum(without, outcome, at) < times - 0.03, (outcome, at)


def test_lost_chips_cost_the_position_little(japan):
    """The first half of the double blow (c07, c31), beside the second (c01)."""
    (lost,), (missed,), (weak,) = (japan.claims[c].checks for c in ("c07", "c31", "c01"))
    assert lost == missed
    hardware, software = (
        cn.effect(japan, check.outcome, under=check.under, versus=check.versus).level
        for check in (missed, weak)
    )
    assert hardware == pytest.approx(-0.084, abs=5e-4)
    assert software == pytest.approx(-0.590, abs=5e-4)
    share = cn.effect(
        japan,
        missed.outcome,
        under=cn.do(chip_industry_position="<15%"),
        versus=cn.do(chip_industry_position=">30%"),
        at=1,
    )
    assert share.level == pytest.approx(-0.010, abs=5e-4)


def test_no_proposal_moves_customers_by_much(japan):
    """The core concern of the article, worded as a possibility (c47): under 2% of the scale."""
    changes = [
        cn.effect(japan, "customer_base_retention", under=under).level
        for under in japan.interventions.values()
    ]
    assert 0.02 < max(changes) < 0.04
    assert min(changes) > -1e-9


def test_no_single_rival_undoes_a_key_path(japan):
    """At its central strength, for either outcome. One undoes that less outsourcing makes better engineers."""
    shallow = cn.do(multi_layer_outsourcing="shallow")
    undone = [
        rival
        for rival in japan.rivals
        if cn.effect(japan.admitting(rival), "software_engineering_capability", under=shallow).level
        < 0
    ]
    assert undone == ["specialised vendors"]
    keys = [p for p in japan.proposals.values() if any("Key" in c for c in key_places(japan, p))]
    assert len(keys) == 11
    for outcome in ("software_competitiveness", "ai_era_position"):
        for proposal in keys:
            for rival in japan.rivals:
                admitted = japan.admitting(rival)
                change = cn.effect(admitted, outcome, under=proposal.intervention).level
                assert change >= 0, (proposal.name, rival, outcome)


def key_places(japan, proposal):
    return [japan.claims[name].at for name in proposal.claims]


def test_the_table_of_strengths(japan):
    ranges = {
        "strong": cn.pert(0.6, 1.2, 2.0),
        "medium": cn.pert(0.2, 0.8, 1.6),
        "weak": cn.pert(0, 0.3, 0.8),
        "implied": cn.pert(0.1, 0.8, 1.8),
        "condition": cn.pert(1.2, 2.2, 3.2),
        "link": cn.pert(0.6, 1.5, 2.4),
        "gated": cn.pert(0, 0.3, 0.6),
        "added medium": cn.pert(0.2, 0.8, 1.6, inclusion=0.5),
        "added weak": cn.pert(0, 0.3, 0.8, inclusion=0.5),
        "lasting inertia": cn.pert(2, 3.5, 5),
        "inertia": cn.pert(0.8, 2, 3.5),
        "passing inertia": cn.pert(0.3, 1, 2),
    }
    whole = {word: r for word, r in japan.strengths.items() if not word.startswith("slow ")}
    assert whole == ranges


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


def test_what_is_stated_rests_on_a_claim_about_an_influence(japan):
    """A total, a fact or a proposal is no arrow. In two places its ends are those of the arrow."""
    alone = {
        i.name
        for i in japan.influences
        if i.standing == "stated"
        and {japan.claims[c].kind for c in i.claims} <= {"total", "fact", "lever"}
    }
    assert alone == {
        "software_competitiveness → ai_era_position",
        "language_barrier → global_talent_inflow",
    }


def test_every_total_claim_is_a_check_and_nothing_else_is(japan):
    """The post's ranking (c10) cannot be checked here; what is needed for AI (c41, c45), and
    what lost hardware costs (c07, c31), are checked beside their arrows."""
    assert {c.name for c in japan.claims.values() if c.kind == "total"} ^ {
        c.name for c in japan.claims.values() if c.checks
    } == {"c07", "c10", "c31", "c41", "c45"}


def test_every_baseline_is_met_with_the_alternates_too(japan):
    for model in (japan, japan.alternating(), japan.only(standing=("stated",))):
        for name, answer in cn.marginals(model).items():
            assert answer.p == pytest.approx(model.variables[name].baseline.p, abs=1e-9)


def test_the_declared_non_edge_is_honoured_and_upstream_touches_nothing(japan):
    assert {a.claims for a in japan.absences} == {("c40",)}
    assert not [i for i in japan.influences if "upstream_supply_strength" in (i.cause, i.effect)]
    under = cn.do(upstream_supply_strength="lagging")
    assert cn.effect(japan, "ai_era_position", under=under).path == "no path"


@pytest.mark.parametrize(
    "row", CHECKLIST["modifiers"], ids=lambda row: f"{row['cause']}-{row['effect']}-{row['by']}"
)
def test_modifier(japan, row):
    triple = (row["cause"], row["effect"], row["by"])
    (modifier,) = [m for m in japan.modifiers if (m.cause, m.effect, m.by) == triple]
    assert modifier.standing == row["standing"]
    assert list(modifier.claims) == row["claims"]
    assert japan.influence(row["cause"], row["effect"]).reference == row["reference"]
    assert japan.amount(modifier).range[0] >= 0


def test_the_cycle_that_is_only_asserted_may_be_nil(japan):
    synergies = [m for m in japan.modifiers if m.claims == ("c30",)]
    assert len(synergies) == len(japan.modifiers) - len(CHECKLIST["modifiers"]) == 5
    assert {m.standing for m in synergies} == {"implied"}
    assert all(japan.amount(m).zero == 0.5 for m in synergies)
    left = japan.rejecting("c30").modifiers
    assert len(left) == len(CHECKLIST["modifiers"])


def test_the_roots_reinforce_each_other(japan):
    """Each synergy makes two bad states together worse than the sum of the two."""
    for m in (m for m in japan.modifiers if m.claims == ("c30",)):
        scaled, own = japan.influence(m.cause, m.effect), japan.influence(m.by, m.effect)
        states = japan.variables[m.cause].states
        assert scaled.reference == (states[0] if scaled.sign == "-" else states[-1]), m.name
        assert m.sign == ("+" if own.sign == "-" else "-"), m.name


def test_alternates(japan):
    alternates = {v.name: v.alternate for v in japan.variables.values() if v.alternate}
    assert alternates == {
        "ai_capability": cn.NoisyMin(),
        "ai_era_position": cn.NoisyMin(),
        "software_competitiveness": cn.NoisyMin(),
    }


def test_absences(japan):
    found = [(a.cause, a.effect) for a in japan.absences]
    assert found == [("upstream_supply_strength", effect) for effect in CHECKLIST["absences"]]


@pytest.mark.parametrize("row", CHECKLIST["interventions"], ids=lambda row: row["proposal"])
def test_proposal(japan, row):
    proposal = japan.proposals[row["proposal"]]
    assert proposal.intervention == cn.do({n: setting(s) for n, s in row["set"].items()})
    assert list(proposal.claims) == row["claims"]
    assert proposal.claims or "proposes nothing" in proposal.note


def setting(written):
    if isinstance(written, str):
        return written
    if "shift" in written:
        return cn.shift(written["shift"])
    return cn.partial(written["partial"], written["uptake"])


def test_no_other_proposal(japan):
    assert list(japan.proposals) == [row["proposal"] for row in CHECKLIST["interventions"]]


def test_what_is_asked_and_what_is_ranked_agree(japan):
    """A lever is what a proposal sets, and nothing else is: no proposal is left out of the ranking."""
    levers = {v.name for v in japan.variables.values() if "lever" in v.roles}
    assert levers == {name for under in japan.interventions.values() for name in under.settings}


def test_no_proposal_can_be_a_loss_for_want_of_room(japan):
    """A proposal that sets a state sets an end of the scale, so that today holds nothing beyond it."""
    for name, under in japan.interventions.items():
        for variable, set_to in under.settings.items():
            if isinstance(set_to, Hard):
                states = japan.variables[variable].states
                assert set_to.state in (states[0], states[-1]), name


def test_at_most_five_causes_act_on_one_effect_within_a_period(japan):
    """Tables stay small: four causes with a direction and the era, or five where the article names them."""
    within = [i.effect for i in japan.influences if i.lag == 0]
    many = {effect: within.count(effect) for effect in within if within.count(effect) > 4}
    assert many == {
        "new_value_investment": 5,
        "ai_capability": 5,
        "ai_application_position": 5,
        "ai_era_position": 5,
    }


def test_the_key_paths_together(japan):
    keys = (
        "treat software as a value centre",
        "break up outsourcing and build in house",
        "lower the barrier and attract talent",
        "differentiate on manufacturing strengths",
    )
    whole = cn.do()
    for name in keys:
        whole |= japan.interventions[name]
    assert japan.interventions["all four key paths"] == whole


def test_every_piece_of_evidence_is_there_and_no_other(japan):
    assert [list(e.bears_on) for e in japan.evidence] == [
        row["bears_on"] for row in CHECKLIST["evidence"]
    ]
    assert len(CHECKLIST["evidence"]) == 27


@pytest.mark.parametrize(("place", "row"), list(enumerate(CHECKLIST["evidence"])))
def test_evidence(japan, place, row):
    item = japan.evidence[place]
    assert item.stance == row["stance"]
    assert [figure for figure in row["figures"] if figure not in item.text] == []
    assert japan.sources[item.source].title


@pytest.mark.parametrize("row", CHECKLIST["figures"], ids=lambda row: row["claim"])
def test_figures_of_the_article(japan, row):
    claim = japan.claims[row["claim"]]
    assert [figure for figure in row["figures"] if figure not in claim.text] == []


def test_every_source_is_used(japan):
    used = {e.source for e in japan.evidence} | {c.source for c in japan.claims.values()}
    assert used == set(japan.sources)


def test_evidenced_baselines_say_what_they_lean_on(japan):
    for variable in japan.variables.values():
        assert bool(variable.baseline.note) == (variable.baseline.basis == "evidenced")


def test_a_baseline_is_evidenced_only_where_a_row_measures_it(japan):
    """What measures a variable in its own unit is *for* it: a row that is weak, dated or a warning is not enough."""
    measured = {n for e in japan.evidence if e.stance == "for" for n in e.bears_on}
    evidenced = [v for v in japan.variables.values() if v.baseline.basis == "evidenced"]
    assert [v.name for v in evidenced] == [
        "software_strategic_status",
        "legacy_maintenance_share",
        "in_house_development",
        "chip_industry_position",
    ]
    assert {v.name for v in evidenced} <= measured


def test_actors(japan):
    found = [{"name": a.name, "moves": list(a.moves)} for a in japan.actors.values()]
    assert found == CHECKLIST["actors"]
    assert all(a.note for a in japan.actors.values())


def test_a_model_file_survives_the_round_trip(japan, tmp_path):
    cn.save(japan, tmp_path / "japan.toml")
    assert cn.load(tmp_path / "japan.toml") == japan


def test_the_alternates_are_not_inert(japan):
    other = japan.alternating()
    under = cn.do(software_engineering_capability="world-class")
    for outcome in ("ai_capability", "software_competitiveness", "ai_era_position"):
        first = cn.effect(japan, outcome, under=under).level
        assert first / 10 < cn.effect(other, outcome, under=under).level


def test_what_is_told_of_a_source_stands_in_its_title_or_address() -> None:
    for source in cn.load("japan_software").sources.values():
        told = f"{source.title} {source.url} {source.note}"
        months = [
            f"{i:02d}" for i, month in enumerate(calendar.month_name) if month and month in told
        ]
        told = " ".join([told, *months])
        for number in re.findall(r"\d+", source.date):
            assert number in told or number[-2:] in told, source
        assert source.author in told or source.author.split()[0].casefold() in told.casefold(), (
            source
        )


def test_the_two_accounts_tell_the_same_of_their_common_sources() -> None:
    ours, theirs = (cn.load(f"japan_software{end}").sources for end in ("", "_critic"))
    common = [name for name in ours if name in theirs]

    assert len(common) == 13
    for name in common:
        assert (ours[name].kind, ours[name].date, ours[name].author) == (
            theirs[name].kind,
            theirs[name].date,
            theirs[name].author,
        )
