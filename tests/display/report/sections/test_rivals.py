"""The chapter of rivals: what each contests, and what a common cause undoes in place of an influence."""

import causalnet as cn
from causalnet.display.report.section import Known
from causalnet.display.report.sections.in_short import Gist
from causalnet.display.report.sections.rivals import rivals
from tests.display.report.asking import asking

HALF = cn.Baseline([0.5, 0.5])


def farm() -> cn.CausalModel:
    """Seed acts on the yield through growth; water acts on it at once."""
    states = ["low", "high"]
    return cn.CausalModel(
        "farm",
        [cn.Variable(v, states, HALF) for v in ("seed", "growth", "water", "harvest")],
        [
            cn.Influence("seed", "growth", "+", 1.0),
            cn.Influence("growth", "harvest", "+", 1.0),
            cn.Influence("water", "harvest", "+", 1.0),
        ],
        rivals=[
            cn.Rival(
                "weather",
                [cn.Influence("u", "growth", "+", 2.0), cn.Influence("u", "harvest", "+", 2.0)],
                cn.Variable("u", states, HALF),
                label="Fine weather",
            )
        ],
    )


def test_a_common_cause_contests_nothing_and_undoes_in_place_of_an_influence():
    model = farm()
    asked = {
        name: cn.Conclusion("harvest", "rises", under=cn.do({name: "high"}))
        for name in ("seed", "water")
    }
    known = Known(cn.verdicts(model, asked, draws=5))
    (chapter,) = rivals(asking(model, asked), known)
    (block,) = chapter.blocks
    assert (
        "It contests none of the conclusions: what they set does not act through it." in block.texts
    )
    assert "If it is the reason, and not growth → harvest, it undoes: seed." in block.texts
    assert Gist(asking(model, asked), known).rivals() == (
        "No rival explanation contests any of them; they name other causes. If “Fine weather” is the reason for what the "
        "argument puts down to an influence, it undoes “seed”."
    )
