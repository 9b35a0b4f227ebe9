"""Models against simulated cases: the level under the truth, what falls, and what would explain it."""

import numpy as np
import pandas as pd
import pytest

import causalnet as cn
from tests.questions.confronting.cases import simulated

THREE = ["low", "middle", "high"]


def town(sign: str = "+", *extra: cn.Influence) -> cn.CausalModel:
    """toll → traffic → jams → delay, and parking → traffic."""
    return cn.CausalModel(
        "town",
        [
            cn.Variable(v, THREE, label=v.upper())
            for v in ("toll", "parking", "traffic", "jams", "delay")
        ],
        [
            cn.Influence("toll", "traffic", "-", 1.5, standing="added"),
            cn.Influence("parking", "traffic", "+", 1.5, standing="added"),
            cn.Influence("traffic", "jams", sign, 2.0, standing="added"),
            cn.Influence("jams", "delay", "+", 2.0, standing="added"),
            *extra,
        ],
        rivals=[
            cn.Rival("by-pass", [cn.Influence("toll", "delay", "-", 2.0)]),
            cn.Rival("search", [cn.Influence("parking", "jams", "+", 1.0)]),
        ],
    )


def test_under_the_truth_nothing_falls_and_signs_are_borne_out() -> None:
    found = cn.confront(town(), simulated(town(), 400, 1), cases="towns", relabelled=119)
    assert found.fits
    assert [s.status for s in found.signs] == ["borne out"] * 4
    assert len(found.independences) == 6
    assert found.sentence == (
        "400 towns contradict none of 6 independences that the model implies. Of 4 signs they contradict none and bear "
        "out 4. All tests together have a level of 5%. A correlation below 0.19 would often not be found."
    )
    assert found.orientation is not None
    # Of the 119 exchanges of five names, the one of the two causes of traffic gives the same graph.
    assert (found.orientation.fitting, found.orientation.equivalent) == (1, 1)


def test_the_level_under_the_truth_is_kept() -> None:
    model = town()
    failed = [
        not cn.confront(model, simulated(model, 120, seed), cases="towns", relabelled=0).fits
        for seed in range(100)
    ]
    # At 5% more than 11 of 100 would be met once in 200 times.
    assert sum(failed) <= 11


def test_a_rival_in_the_figures_is_named() -> None:
    model = town()
    found = cn.confront(model, simulated(model.admitting("by-pass"), 600, 2), cases="towns")
    [failure] = [f for f in found.failures if f.given == ("jams",) and f.x == "toll"]
    assert (failure.x, failure.y, failure.status) == ("toll", "delay", "falls")
    assert failure.explanation.rivals == ("by-pass",)
    assert not failure.explanation.lagged
    told = " ".join(str(found).split())
    assert "Falls: TOLL and DELAY should be independent, given JAMS, but go opposite ways" in told
    assert "The rival “by-pass” would explain it, if it is admitted." in told


def test_a_wrong_sign_is_contradicted() -> None:
    found = cn.confront(town("-"), simulated(town(), 300, 3), cases="towns")
    [failure] = found.failures
    assert (failure.x, failure.y, failure.sign, failure.status) == (
        "traffic",
        "jams",
        "-",
        "contradicted",
    )
    # With the other rival the arrow need not be why the two go together.
    assert failure.explanation.rivals == ("search",)
    assert (
        "none of 6 independences that the model implies. Of 4 signs they contradict 1 and"
        in found.sentence
    )
    told = " ".join(str(found).split())
    assert "Contradicted: TRAFFIC should lower JAMS, but does the opposite, given" not in told
    assert "Contradicted: TRAFFIC should lower JAMS, but does the opposite (r = +0." in told


def test_what_is_not_known_stays_open() -> None:
    weak = town("+", cn.Influence("parking", "delay", "+", 0.01, standing="added"))
    found = cn.confront(weak, simulated(weak, 200, 5), cases="towns", relabelled=0)
    [sign] = [s for s in found.signs if (s.x, s.y) == ("parking", "delay")]
    assert sign.status == "open"
    assert sign.given == ("jams",)


def test_variables_without_a_column_are_latent() -> None:
    columns = simulated(town(), 300, 5)
    del columns["traffic"]
    found = cn.confront(town(), columns, cases="towns")
    assert found.absent == ("traffic",)
    assert {(i.x, i.y, i.given) for i in found.independences} == {
        ("toll", "parking", ()),
        ("toll", "delay", ("jams",)),
        ("parking", "delay", ("jams",)),
    }
    assert found.inseparable == 2
    assert [(s.x, s.y) for s in found.signs] == [("jams", "delay")]


def test_an_influence_that_other_paths_confound_is_not_tested() -> None:
    model = cn.CausalModel(
        "bow",
        [cn.Variable(v, THREE) for v in ("hidden", "x", "y")],
        [
            cn.Influence(a, b, "+", 1.0, standing="added")
            for a, b in (("hidden", "x"), ("hidden", "y"), ("x", "y"))
        ],
    )
    columns = simulated(model, 100)
    del columns["hidden"]
    found = cn.confront(model, columns, cases="cases")
    assert [s.status for s in found.signs] == ["not tested"]
    assert "1 sign cannot be tested" in " ".join(str(found).split())
    assert found.sentence.startswith("100 cases say nothing of the argument")


def test_lagged_influences_are_told_where_they_would_explain_a_failure() -> None:
    lagged = cn.Influence("delay", "toll", "+", 1.0, lag=1, standing="added")
    before = cn.Influence("delay", "parking", "+", 1.0, lag=1, standing="added")
    columns = simulated(town(), 200, 6)
    columns["parking"] = columns["toll"]
    found = cn.confront(town("+", lagged, before), columns, cases="towns", relabelled=0)
    [failure] = [f for f in found.failures if (f.x, f.y) == ("toll", "parking")]
    assert failure.explanation.lagged
    told = " ".join(str(found).split())
    assert "No rival of the model would explain it. Influences from earlier periods would." in told
    assert not cn.confront(town(), columns, cases="towns").failures[0].explanation.lagged


def test_neither_the_order_of_rows_nor_that_of_columns_matters() -> None:
    frame = pd.DataFrame(simulated(town(), 80, 7))
    other = frame.sample(frac=1, random_state=0)[["jams", "toll", "delay", "parking", "traffic"]]
    first, second = (cn.confront(town(), f, cases="towns").to_frame() for f in (frame, other))
    pd.testing.assert_frame_equal(first, second)
    assert first.permutations.any()


def test_a_pair_is_tested_on_the_rows_without_empty_cells_of_its_own() -> None:
    columns = simulated(town(), 300, 8)
    holed = dict(columns)
    holed["delay"] = [None if i < 100 else s for i, s in enumerate(columns["delay"])]
    found = cn.confront(town(), holed, cases="towns", relabelled=0)
    short = {v: column[100:] for v, column in columns.items()}
    part = cn.confront(town(), short, cases="towns", relabelled=0)
    whole = cn.confront(town(), columns, cases="towns", relabelled=0)
    for one, of_part, of_whole in zip(
        found.independences, part.independences, whole.independences, strict=True
    ):
        assert one.z == pytest.approx(of_part.z if "delay" in (one.x, one.y) else of_whole.z)
    assert "100 cells of 1,500 are empty." in found.notes


def test_mistakes_are_said() -> None:
    columns = simulated(town(), 10)
    with pytest.raises(cn.errors.QuestionError, match="Say what the rows are"):
        cn.confront(town(), columns, cases=" ")
    with pytest.raises(cn.errors.QuestionError, match="alpha"):
        cn.confront(town(), columns, cases="towns", alpha=1.0)
    with pytest.raises(cn.errors.ArgumentError, match="cases"):
        cn.confront(town(), columns)  # type: ignore[call-arg]
    with pytest.raises(cn.errors.UnknownNameError, match="Did you mean 'high'"):
        cn.confront(town(), {**columns, "toll": ["hihg"] * 10}, cases="towns")
    with pytest.raises(cn.errors.QuestionError, match="No column of the frame is a variable"):
        cn.confront(town(), {"tol": ["low"]}, cases="towns")


def test_the_frame_has_every_test() -> None:
    frame = cn.confront(town(), simulated(town(), 100, 9), cases="towns", relabelled=0).to_frame()
    assert frame.kind.value_counts().to_dict() == {"independence": 6, "sign": 4}
    assert (frame.adjusted >= frame.p).all()
    assert np.isfinite(frame.r).all()


def test_relabelled_graphs_are_held_against_a_part_of_very_many_rows() -> None:
    columns = simulated(town(), 2_500, 10)
    found = cn.confront(town(), columns, cases="towns", relabelled=3)
    assert found.orientation is not None
    assert (found.orientation.rows, found.rows) == (2_000, 2_500)
    assert "at 5% on 2,000 of the towns, no more fail" in " ".join(str(found).split())
