"""The constructed reply to the article: what it is, and where the two part."""

import pytest

import causalnet as cn
from causalnet.model.accounts.matching import in_words_of

OUTSOURCING = cn.Conclusion(
    "software_competitiveness", "rises", under=cn.do(multi_layer_outsourcing="shallow")
)
LANGUAGE = cn.Conclusion("software_competitiveness", "rises", under=cn.do(language_barrier="low"))
SKILL = cn.Conclusion("software_engineering_capability", "rises", under=OUTSOURCING.under)


@pytest.fixture(scope="module")
def article() -> cn.CausalModel:
    return cn.load("japan_software")


@pytest.fixture(scope="module")
def critic() -> cn.CausalModel:
    return cn.load("japan_software_critic")


def test_it_says_that_it_is_constructed(critic: cn.CausalModel) -> None:
    assert "constructed by the causalnet project" in critic.description
    assert "constructed by the causalnet project" in critic.sources["reply"].title
    assert critic.sources["reply"].kind == "constructed text"
    assert {claim.source for claim in critic.claims.values()} == {"reply"}


def test_it_shares_the_scales_of_the_article(
    article: cn.CausalModel, critic: cn.CausalModel
) -> None:
    assert in_words_of(article, critic) is critic
    hidden = {r.hidden.name for r in article.rivals.values() if r.hidden}
    assert set(critic.variables) - set(article.variables) == hidden


def test_every_stated_influence_is_claimed_and_every_check_is_met(critic: cn.CausalModel) -> None:
    used = {c for p in (*critic.influences, *critic.absences) for c in p.claims}
    used |= {c for p in critic.proposals.values() for c in p.claims}
    checked = {c.name for c in critic.claims.values() if c.checks}
    told = {n for e in critic.evidence for n in e.bears_on}
    assert {c.name for c in critic.claims.values() if c.kind != "meta"} <= used | checked | told
    for claim in critic.claims.values():
        for check in claim.checks:
            assert check.holds(cn.effect(critic, check.outcome, under=check.under).level)


def test_they_part_on_skill_over_one_crux(article: cn.CausalModel, critic: cn.CausalModel) -> None:
    found = cn.crux(article, critic, SKILL)
    assert found.answers == pytest.approx((0.072, -0.316), abs=5e-4)
    assert found.crux is not None
    assert found.crux.name == "specialised vendors" == found.partings[0].name
    assert found.ways_out[0].sets == found.ways_out[1].sets == (("specialised vendors",),)
    assert sum(p.part for p in found.partings) == pytest.approx(found.difference)


def test_on_language_both_see_a_rise_and_the_critic_half_of_it(
    article: cn.CausalModel, critic: cn.CausalModel
) -> None:
    found = cn.crux(article, critic, LANGUAGE)
    assert found.answers == pytest.approx((0.036, 0.018), abs=5e-4)
    assert found.partings[0].name == "protected home market"
    assert found.orders == 292


def test_they_part_on_outsourcing_over_several_things(
    article: cn.CausalModel, critic: cn.CausalModel
) -> None:
    found = cn.crux(article, critic, OUTSOURCING)
    assert found.answers == pytest.approx((0.082, -0.046), abs=5e-4)
    assert found.crux is None
    assert [p.name for p in found.partings[:2]] == [
        "specialised vendors",
        "multi_layer_outsourcing → new_value_investment",
    ]
    assert sum(p.part for p in found.partings) == pytest.approx(found.difference)


def test_merged_its_causes_are_rivals_of_the_article(
    article: cn.CausalModel, critic: cn.CausalModel
) -> None:
    merged = cn.merge(article, critic)
    assert set(article.rivals) <= set(merged.rivals)
    assert merged.rivals["specialised vendors"].influences[0].claims == ("r01",)
    # Sources of both are the same ones, and what the critic has as a rival the article says itself.
    assert set(merged.sources) - set(article.sources) == {"reply"}
    assert "Left out" not in merged.description
    done = OUTSOURCING.under
    mine, both = (cn.effect(m, OUTSOURCING.outcome, under=done).level for m in (article, merged))
    assert mine == both
