"""How direct and indirect effects print."""

import pytest

import causalnet as cn
from tests.questions.routes.cases import GIVEN, WITHHELD, training, witness

SHALLOW = cn.do(multi_layer_outsourcing="shallow")


def test_it_prints_as_a_table_with_a_sentence_that_can_be_quoted():
    found = cn.routes(training(), "passed", under=GIVEN, versus=WITHHELD, through="homework")
    assert found.sentence == (
        "Setting course to yes rather than to no raises passed a lot: by 46 percentage points (24% → "
        "70% yes). Of that, 8% to 30% goes through homework."
    )
    lines = str(found).split("\n")
    start = next(i for i, line in enumerate(lines) if line.startswith("effect"))
    rows = [line.split() for line in lines[start + 1 : start + 7]]
    assert rows[:4] == [
        ["total", "+0.460", "100%"],
        ["natural", "direct", "+0.320", "70%"],
        ["pure", "indirect", "+0.035", "8%"],
        ["total", "indirect", "+0.140", "30%"],
    ]
    assert rows[4:] == [
        ["controlled", "direct,", "homework", "=", "no", "+0.200"],
        ["controlled", "direct,", "homework", "=", "yes", "+0.500"],
    ]
    assert "No variable is needed twice" in str(found)
    assert found["pure indirect"].value == pytest.approx(0.035)
    assert found.to_frame().columns.tolist() == ["effect", "states", "change"]


def test_a_witness_is_named_and_other_couplings_stand_beside():
    found = cn.routes(witness(), "y", under=cn.do(x="yes"), through="m")
    assert found.witnesses == ("w",)
    assert found.sheets()[0].header[-1] == "fresh luck"
    assert "fresh" in found.to_frame()
    assert "Needed twice, as it was and as it would be: w." in str(found)
    assert "The reference is the mixture of states that there is today" in str(found).replace(
        "\n", " "
    )


def test_one_mediator_and_several_are_told_in_their_own_number():
    japan = cn.load("japan_software")
    one, two = (
        " ".join(
            str(
                cn.routes(
                    japan, "software_competitiveness", under=SHALLOW, through=names, randomised=True
                )
            ).split()
        )
        for names in ("innovation_incentive", ["innovation_incentive", "new_value_investment"])
    )
    assert "only incentive to innovate takes note of the change" in one
    assert "with the mediator held in that state in both arms" in one
    assert "randomised: the mediator is drawn from its distribution in either arm." in one
    assert "only incentive to innovate and investment in new value take note of the change" in two
    assert "with the mediators held in those states in both arms" in two
    assert "randomised: the mediators are drawn from their joint distribution in either arm." in two


def test_where_nothing_leads_there_the_answer_says_so():
    found = cn.routes(cn.load("lawn"), "rain", under=cn.do(wet="yes"), through="sprinkler")
    assert str(found) == cn.effect(cn.load("lawn"), "rain", under=cn.do(wet="yes")).sentence


def test_the_japan_sheet():
    japan = cn.load("japan_software")
    found = cn.routes(
        japan,
        "software_competitiveness",
        under=cn.do(multi_layer_outsourcing="shallow"),
        through="new_value_investment",
    )
    assert found.pure_indirect.value == pytest.approx(0.0750, abs=5e-4)
    assert found.total_indirect.value == pytest.approx(0.0757, abs=5e-4)
    assert found.sentence.endswith("Of that, 91% to 92% goes through investment in new value.")
