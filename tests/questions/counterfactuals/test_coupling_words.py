"""Words that answers about two worlds share."""

import causalnet as cn
from causalnet.language.translate import NameIn, lazy
from causalnet.questions.counterfactuals.coupling import COUPLINGS
from causalnet.questions.counterfactuals.coupling_words import (
    COUPLING_HEADS,
    COUPLING_MEANINGS,
    COUPLING_NAMES,
    left_out,
)
from causalnet.questions.sentences.phrasing import Phrasing
from causalnet.questions.skipped import Skipped


def test_every_coupling_has_a_name_and_a_meaning():
    assert COUPLINGS.keys() <= COUPLING_HEADS.keys()
    assert COUPLINGS.keys() <= COUPLING_MEANINGS.keys()
    assert COUPLING_HEADS.keys() == COUPLING_NAMES.keys()


def test_the_widest_table_fits_a_page():
    answer = cn.counterfactual(
        cn.load("japan_software"),
        "software_competitiveness",
        under=cn.do(multi_layer_outsourcing="shallow"),
        observed={"software_competitiveness": "no global category"},
        coupling=("rank", "fresh", "gumbel", "any"),
    )
    assert max(map(len, str(answer).split("\n")[1:])) <= 79


def test_a_reason_tells_variables_of_a_later_period_in_words():
    reason = Skipped(lazy("{first} and {last}", first=NameIn("x@1"), last=NameIn("xx@12")))
    told = left_out(Phrasing(), reason)
    assert told.endswith("left out: x in period 1 and xx in period 12.")
    # A variable may have such a name itself.
    named = cn.CausalModel("m", [cn.Variable("x@1", ["low", "high"], label="Wet")])
    assert left_out(Phrasing(named), reason).endswith("left out: wet and xx in period 12.")
