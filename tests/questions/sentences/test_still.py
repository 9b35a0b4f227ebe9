"""Why nothing changes."""

import causalnet as cn
from causalnet.questions.sentences.phrasing import Phrasing
from causalnet.questions.sentences.still import why_still

SAY = Phrasing(cn.load("lawn"))


def test_each_reason_is_a_clause_of_its_own():
    assert why_still(SAY, "no path", "wet") == "nothing that is set leads to it"
    assert why_still(SAY, "no path", "wet", same=True) == "the two interventions are the same"
    assert why_still(SAY, "blocked by what is observed", "wet", ["wet"]) == "it is itself observed"
    assert why_still(SAY, "blocked by what is observed", "rain", ["wet"]) == (
        "every path to it passes what is observed (wet grass)"
    )
    assert (
        why_still(SAY, "lagged only", "wet", since=5, start=5) == "nothing differs until period 4"
    )
