"""Words that answers about two worlds share."""

from causalnet.questions.counterfactuals.coupling import COUPLINGS
from causalnet.questions.counterfactuals.coupling_words import COUPLING_HEADS, COUPLING_MEANINGS


def test_every_coupling_has_a_name_and_a_meaning():
    assert COUPLINGS.keys() <= COUPLING_HEADS.keys()
    assert COUPLINGS.keys() <= COUPLING_MEANINGS.keys()
