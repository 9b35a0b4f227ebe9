"""What a verdict rests on."""

import pytest

import causalnet as cn
from tests.toys import noisy, plain


def test_that_nothing_changes_follows_from_the_signs_where_no_path_leads():
    model = cn.CausalModel(
        "m", [plain("x"), plain("y"), plain("z")], [cn.Influence("x", "z", "+", cn.interval(0, 1))]
    )
    for period in (0, 2):
        holds = cn.Conclusion("y", "holds", under=cn.do(x="h"), at=period)
        found = cn.verdict(model, holds, draws=20)
        assert (found.grade, found.headline) == ("structure", "structure, no path")


def test_draws_that_cannot_meet_a_baseline_are_counted_apart():
    rises = cn.Conclusion("y", "rises", under=cn.do(x="h"))
    found = cn.verdict(noisy(), rises, draws=100)
    d = found.draws
    assert (d.share, d.share_moved) == (1.0, 1.0)
    assert (d.unmet, d.unmet_moved) == (1, 24)
    assert sum(d.shares) == pytest.approx(1)
    said = " ".join(str(found).split())
    assert (
        "A baseline cannot be met in 1 of the 100 draws (24 with baselines drawn too). These draws are left out."
    ) in said
    assert "Tips within" not in said
    assert "Within the stated range a baseline cannot be met with x → y from 1.76 up" in said
    frame = found.to_frame().set_index("what")["value"]
    assert frame["draws in which a baseline cannot be met"] == 1
    assert "1 of the 100 draws" in " ".join(str(cn.verdicts(noisy(), [rises], draws=100)).split())


@pytest.mark.parametrize("reading", ["central", "share"])
def test_a_rival_with_which_a_baseline_cannot_be_met_undoes_nothing(reading):
    rival = cn.Rival("loud", [cn.Influence("w", "y", "+", 5.0, standing="rival")])
    model = noisy(1.0).adding(plain("w"), rival)
    found = cn.verdict(
        model, cn.Conclusion("y", "rises", under=cn.do(x="h")), draws=20, reading=reading
    )
    (world,) = found.rests.rivals
    assert (world.met, world.holds, world.undoes) == (False, False, False)
    assert found.rests.undoing == ()
    said = " ".join(str(found).split())
    assert "A baseline cannot be met with a rival admitted: loud." in said
    assert "nan" not in said
