"""The ranges of several verdicts are searched together, and are those of each alone."""

import pytest

import causalnet as cn
from causalnet.questions.contrast import batch


def test_ranges_of_many_verdicts_are_those_of_each(monkeypatch):
    compiled: list[int] = []
    model = cn.load("habit")
    outcome = [*model.variables][-1]
    causes = [v for v in model.variables if v != outcome]
    conclusions = [
        cn.Conclusion(outcome, "rises", under=cn.do({v: model.variables[v].states[-1]}))
        for v in causes
    ]
    true = batch.compile_model

    def counted(*given):
        compiled.append(given[1].points)
        return true(*given)

    alone = [cn.verdict(model, c, draws=20) for c in conclusions]
    monkeypatch.setattr(batch, "compile_model", counted)
    together = cn.verdicts(model, conclusions, draws=20).found.values()
    for one, own in zip(together, alone, strict=True):
        assert one.attained == pytest.approx(own.attained, abs=1e-12)
        assert one.ranges.free == pytest.approx(own.ranges.free, abs=1e-12)
        assert (one.draws.held.values == own.draws.held.values).all()
        assert (one.draws.moved.values == own.draws.moved.values).all()
    assert compiled


def test_ranges_do_not_depend_on_the_number_of_workers():
    model = cn.load("lawn")
    conclusions = [
        cn.Conclusion("wet", "rises", under=cn.do(rain=s), versus=cn.do(sprinkler=t))
        for s in ("yes", "no")
        for t in ("on", "off")
    ]
    one, two = (cn.verdicts(model, conclusions, draws=20, n_jobs=n).to_frame() for n in (1, 2))
    assert one.equals(two)


@pytest.mark.parametrize("cause", ["later", "apart"])
def test_where_no_path_leads_within_the_period_nothing_is_searched(cause, monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("It is proved by the graph.")

    for name in ("searching", "proved_range"):
        monkeypatch.setattr(f"causalnet.questions.verdict.ranges.{name}", refuse)
    model = cn.CausalModel(
        "two",
        [cn.Variable(name, ["no", "yes"]) for name in ("later", "apart", "now", "y")],
        [
            cn.Influence("now", "y", "+", cn.pert(0.5, 1, 2)),
            cn.Influence("later", "y", "+", cn.pert(0.5, 1, 2), lag=1),
        ],
    )

    found = cn.verdict(model, cn.Conclusion("y", "rises", under=cn.do({cause: "yes"})), draws=5)

    assert found.ranges.outer == (0.0, 0.0)
    assert found.ranges.inner == found.ranges.free == pytest.approx((0.0, 0.0), abs=1e-12)
    assert found.ranges.least.at == {"now → y": 1.0}
    with pytest.raises(AssertionError, match="proved by the graph"):
        cn.verdict(model, cn.Conclusion("y", "rises", under=cn.do(now="yes")), draws=5)
