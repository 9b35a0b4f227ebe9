"""Phrases for what is asked, as a reader who never saw the code has them."""

import pytest

import causalnet as cn
from causalnet import do
from causalnet.language.translate import speaking
from causalnet.questions.sentences.phrasing import Phrasing, capital, prose, series


@pytest.fixture(scope="module")
def city() -> cn.CausalModel:
    return cn.CausalModel(
        "city",
        [
            cn.Variable("toll_level", ["none", "half", "full"], label="Toll in the centre"),
            cn.Variable("vat", ["low", "high"], label="VAT rate"),
            cn.Variable(
                "tokyo_jams",
                ["no", "yes"],
                label="Tokyo traffic jams",
                state_labels=["few", "many"],
            ),
            cn.Variable("GDP", ["low", "high"]),
        ],
        [
            cn.Influence("toll_level", "tokyo_jams", "-", 1.0),
            cn.Influence("toll_level", "tokyo_jams", "-", 1.0, lag=1),
            cn.Influence("tokyo_jams", "tokyo_jams", "+", 1.0, lag=2),
        ],
        description="How drivers in Tokyo answer to tolls.",
        proposals=[
            cn.Proposal("full toll", do(toll_level="full")),
            cn.Proposal("no vat", do(vat="low"), label="Cutting VAT"),
        ],
    )


@pytest.mark.parametrize(
    ("intervention", "said"),
    [
        (do(), "leaving everything as it is"),
        (do(toll_level="half"), "setting toll in the centre to half"),
        (
            do(toll_level="half", tokyo_jams="yes"),
            "setting toll in the centre to half and Tokyo traffic jams to many",
        ),
        (do(toll_level="full"), "the proposal “full toll”"),
        (do(vat="low"), "cutting VAT"),
        (do(GDP="high"), "setting GDP to high"),
        (do(toll_level=cn.shift(-1)), "moving toll in the centre down by one state"),
        (do(toll_level=cn.shift(2)), "moving toll in the centre up by 2 states"),
        (
            do(toll_level=cn.partial("full", 0.6)),
            "setting toll in the centre to full in 60% of cases",
        ),
        (do(vat={"low": 0.25, "high": 0.75}), "setting VAT rate by lot (low 25%, high 75%)"),
        (
            do(vat=cn.policy("GDP", {"low": "low", "high": "high"})),
            "letting VAT rate follow GDP",
        ),
        (
            do(cn.cut("toll_level", "tokyo_jams")),
            "cutting the influence of toll in the centre on Tokyo traffic jams",
        ),
        (
            do(cn.as_if("tokyo_jams", toll_level="full")),
            "letting Tokyo traffic jams behave as if toll in the centre were full",
        ),
        (do(vat="low").since(2), "cutting VAT from period 2 on"),
        (do(vat="high").during(1, 3), "setting VAT rate to high in periods 1 to 3"),
        (do(vat="high").at(4), "setting VAT rate to high in period 4"),
        (do(vat="high").until(2), "setting VAT rate to high until period 2"),
    ],
)
def test_every_kind_of_intervention_is_the_subject_of_a_sentence(city, intervention, said):
    assert Phrasing(city).action(intervention) == said


def test_a_label_that_only_looks_like_a_gerund_is_quoted(city):
    named = city.adding(cn.Proposal("t", do(GDP="high"), label="Bring in growth"))
    assert Phrasing(named).action(do(GDP="high")) == "the proposal “Bring in growth”"


def test_one_variable_in_two_arms_is_named_once(city):
    say = Phrasing(city)
    assert (
        say.action(do(vat="high"), do(vat="low")) == "setting VAT rate to high rather than to low"
    )
    assert (
        say.action(do(GDP="high"), do(vat="low")) == "setting GDP to high rather than cutting VAT"
    )


def test_influences_and_findings_are_named_by_labels(city):
    say = Phrasing(city)
    assert say.part("toll_level → tokyo_jams") == "toll in the centre → Tokyo traffic jams"
    assert say.part("toll_level → tokyo_jams [lag 1]") == (
        "toll in the centre → Tokyo traffic jams (a period later)"
    )
    assert say.part("tokyo_jams → tokyo_jams [lag 2]") == "the persistence of Tokyo traffic jams"
    assert say.findings({"tokyo_jams": "yes", "vat": frozenset({"high", "low"})}) == (
        "Tokyo traffic jams is many and VAT rate is low or high"
    )
    assert say.words("toll_level rises, GDP → tokyo_jams") == (
        "Toll in the centre rises, GDP → Tokyo traffic jams"
    )


def test_in_japanese_a_phrase_keeps_the_labels(city):
    with speaking("ja"):
        say = Phrasing(city)
        assert (
            say.action(do(GDP="high", tokyo_jams="yes"))
            == "「GDP」を「high」に、「Tokyo traffic jams」を「many」にすること"
        )
        assert say.action(do(vat="low")) == "提案「Cutting VAT」"
        assert prose(["一。", "", "二。"]) == "一。二。"
        assert series(["a", "b", "c"]) == "a、b、c"


def test_a_network_goes_by_its_names():
    asia = cn.load("asia")
    assert Phrasing(asia).action(do(smoke="yes")) == "setting smoke to yes"
    assert capital(Phrasing(asia).action(do(smoke="yes"))) == "Setting smoke to yes"
