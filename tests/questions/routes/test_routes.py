"""Routes: shares by first and last step, and paths one at a time."""

import re

import numpy as np
import pytest

import causalnet as cn
from causalnet.questions.routes import shapley as shapley_module
from tests.questions.routes.cases import GIVEN, WITHHELD, linear, training, witness
from tests.strategies.networks import little_network

SHALLOW = cn.do(multi_layer_outsourcing="shallow")


@pytest.mark.parametrize("by", ["first", "last"])
@pytest.mark.parametrize("seed", range(10))
def test_parts_sum_to_the_whole(by, seed):
    rng = np.random.default_rng(seed)
    network = little_network(rng, count=5, rows=9).with_order(*[f"v{i}" for i in range(5)])
    under = cn.do(v0="b") if seed % 2 else cn.do(v0="b", v1=cn.shift(1))
    found = cn.routes(network, "v4", under=under, by=by)
    for coupling in (None, "fresh"):
        parts = [
            r.part.value if coupling is None else r.others[coupling].value for r in found.routes
        ]
        assert sum(parts) == pytest.approx(found.effect.level if parts else 0, abs=1e-12)


def test_a_first_step_alone_is_the_outcome_as_if_what_is_set_were_set_for_it_alone():
    japan = cn.load("japan_software")
    found = cn.routes(japan, "software_competitiveness", under=SHALLOW)
    for route in found.routes:
        ((cause, effect),) = route.influences
        alone = cn.do(cn.as_if(effect, {cause: "shallow"}))
        change = cn.effect(japan, "software_competitiveness", under=alone).level
        assert route.alone.value == pytest.approx(change, abs=1e-13)
    assert found.witnesses == ()


def test_which_first_step_carries_outsourcing_to_competitiveness():
    japan = cn.load("japan_software")
    found = cn.routes(japan, "software_competitiveness", under=SHALLOW, draws=1000)
    central = cn.routes(japan, "software_competitiveness", under=SHALLOW)
    shares = {r.name: round(100 * central.share(r.name).value) for r in central.routes}
    assert shares == {
        "new_value_investment": 62,
        "innovation_incentive": 23,
        "legacy_maintenance_share": 7,
        "engineer_compensation": 6,
        "in_house_development": 2,
    }
    # The article states each first step but one, and none of the last ones.
    assert {r.standing for r in central.routes} == {"implied"}
    ends = {r.name: found.share(r.name).interval() for r in found.routes}
    assert ends["new_value_investment"] == pytest.approx((0.422, 0.784), abs=0.005)
    assert ends["engineer_compensation"] == pytest.approx((0.021, 0.117), abs=0.005)
    assert sum(r.part.value for r in found.routes) == pytest.approx(found.effect.level, abs=1e-12)


def test_a_variable_with_one_way_sends_all_of_it_there():
    found = cn.routes(witness(), "y", under=cn.do(x="yes"))
    assert [route.name for route in found.routes] == ["w"]
    assert found.share("w").value == pytest.approx(1)
    assert "All of that goes first through w." in found.sentence


def test_last_steps_may_need_a_witness():
    found = cn.routes(witness(), "y", under=cn.do(x="yes"), by="last")
    assert found.witnesses == ("w",)
    assert {r.name for r in found.routes} == {"w", "m"}
    # Of a variable with two states what one order gains by a coupling, the other loses.
    assert found["w"].part.value == pytest.approx(found["w"].others["fresh"].value, abs=1e-12)
    path = cn.routes(witness(), "y", under=cn.do(x="yes"), by="paths")["w → m"]
    assert abs(path.alone.value - path.others["fresh"].value) > 0.005
    assert "Needed twice, as it was and as it would be: w. Coupled by one rank; beside" in str(
        found
    )
    assert "fresh luck" in found.sheets()[0].header


def test_paths_one_at_a_time_do_not_add_up():
    found = cn.routes(training(), "passed", under=GIVEN, versus=WITHHELD, by="paths")
    assert {r.name: round(r.alone.value, 6) for r in found.routes} == {
        "directly": 0.32,
        "homework": 0.035,
    }
    assert all(r.part is None and r.last is None for r in found.routes)
    flat = linear(0.3, 0.5, 0.4)
    paths = cn.routes(flat, "y", under=cn.do(x="yes"), versus=cn.do(x="no"), by="paths")
    assert [r.alone.value for r in paths.routes] == pytest.approx([0.3, 0.2])


def test_several_settings_name_where_a_path_begins():
    network = linear()
    found = cn.routes(network, "y", under=cn.do(x="yes", m="yes"), by="paths")
    assert {r.name for r in found.routes} == {"x", "m"}
    first = cn.routes(network, "y", under=cn.do(x="yes", m="yes"))
    assert {r.name for r in first.routes} == {"x → y", "m → y"}


@pytest.mark.parametrize("by", ["first", "last", "paths"])
def test_where_nothing_leads_there_the_answer_says_so(by):
    found = cn.routes(cn.load("lawn"), "rain", under=cn.do(wet="yes"), by=by)
    assert found.routes == ()
    assert str(found) == cn.effect(cn.load("lawn"), "rain", under=cn.do(wet="yes")).sentence
    assert len(found.to_frame()) == 0


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"under": cn.do(wet="yes")}, "wet is itself set, so no way leads to it."),
        ({"by": "middle"}, "'by' must be"),
        ({"by": "last", "through": "sprinkler"}, "leave by='last' out"),
        ({"randomised": True}, "randomised=True needs mediators"),
        ({"coupling": ("rank", "rank")}, "several different ones"),
        ({"coupling": "luck"}, "'coupling' must be"),
        ({"under": cn.do(rain="yess")}, "Did you mean 'yes'?"),
        ({"under": cn.do(cn.as_if("wet", rian="yes"))}, "Did you mean 'rain'?"),
    ],
)
def test_what_makes_no_sense_is_refused(asked, message):
    with pytest.raises(cn.CausalnetError) as caught:
        cn.routes(cn.load("lawn"), "wet", **{"under": cn.do(rain="yes"), **asked})
    assert message in str(caught.value)


def test_beyond_twelve_steps_orders_are_sampled(monkeypatch):
    japan = cn.load("japan_software")
    exact = cn.routes(japan, "software_competitiveness", under=SHALLOW)
    monkeypatch.setattr(shapley_module, "MOST_EXACT", 3)
    monkeypatch.setattr(shapley_module, "SUBSETS_SAMPLED", 200)
    found = cn.routes(japan, "software_competitiveness", under=SHALLOW)
    assert found.orders == 40
    assert 0 < found.error < 0.001
    assert "Parts are means over 40 sampled orders" in str(found)
    for route in exact.routes:
        assert found[route.name].part.value == pytest.approx(route.part.value, abs=5 * found.error)


def test_an_effect_that_sees_a_cause_as_set_is_where_its_ways_begin():
    found = cn.routes(training(), "passed", under=cn.do(cn.as_if("homework", course="yes")))
    assert [route.name for route in found.routes] == ["homework → passed"]
    whole = cn.effect(training(), "passed", under=cn.do(cn.as_if("homework", course="yes"))).level
    assert found.routes[0].part.value == pytest.approx(whole, abs=1e-14)


@pytest.mark.parametrize("asked", [{}, {"by": "last"}, {"by": "paths"}, {"through": "sprinkler"}])
@pytest.mark.parametrize(
    "changed",
    [
        cn.do(cn.cut("sprinkler", "wet"), rain="yes"),
        cn.do(cn.as_if("wet", sprinkler="on"), rain="yes"),
        cn.do(cn.as_if("wet", rain="yes")),
        cn.do(wet=cn.shift(1), rain="yes"),
    ],
)
def test_what_changes_the_outcome_itself_has_no_way(changed, asked):
    """Else the parts would not add up to the change."""
    message = f"wet is itself changed by {changed}, and no way carries that. Leave it out"
    for arms in ({"under": changed}, {"under": cn.do(rain="no"), "versus": changed}):
        with pytest.raises(cn.errors.QuestionError, match=re.escape(message)):
            cn.routes(cn.load("lawn"), "wet", **arms, **asked)
