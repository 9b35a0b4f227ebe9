"""Bounds over every coupling: against a scan of all of them, and around the named ones."""

import numpy as np
import pytest

import causalnet as cn
from causalnet.questions.routes.coupling_bounds import bounds_notes, twice_note
from causalnet.questions.routes.mediation_answer import MediatedPart
from causalnet.questions.sentences.phrasing import Phrasing
from causalnet.questions.skipped import Skipped
from tests.questions.routes.cases import witness
from tests.strategies.networks import little_network

X = {"under": cn.do(x="yes"), "versus": cn.do(x="no")}


def scanned(network):
    """Every coupling of a witness with two states is a number: P(w = yes as it was, no as it would be)."""
    w, m, y = network.values("w"), network.values("m"), network.values("y")[..., 1]
    old, new = w[0, 1], w[1, 1]
    found = []
    for both in np.linspace(max(0, old + new - 1), min(old, new), 2001):
        k = np.array([[1 - old - new + both, new - both], [old - both, both]])
        # y sees w as it was, and m as it would be.
        indirect = sum(k[a, b] * m[b] @ y[a] for a in (0, 1) for b in (0, 1))
        found.append(indirect - sum(w[0, a] * m[a] @ y[a] for a in (0, 1)))
    return min(found), max(found)


def test_they_are_the_ends_of_a_scan_of_all_couplings():
    found = cn.routes(witness(), "y", through="m", bounds=True, **X)
    parts = {part.quantity: part for part in found.parts}
    assert parts["pure indirect"].bounds == pytest.approx(scanned(witness()), abs=1e-9)
    low, high = parts["natural direct"].bounds
    total = found.effect.level
    assert parts["total"].bounds == pytest.approx((total, total), abs=1e-9)
    assert parts["total indirect"].bounds == pytest.approx((total - high, total - low), abs=1e-9)
    frame = found.to_frame()
    assert frame.least[1] == pytest.approx(low)
    assert frame.most[1] == pytest.approx(high)
    assert np.isnan(frame.least.iloc[-1])
    assert "any coupling" in found.sheets()[0].header


@pytest.mark.parametrize("seed", range(12))
def test_every_named_coupling_lies_within_them(seed):
    rng = np.random.default_rng(seed)
    network = little_network(rng).with_order(*[f"v{i}" for i in range(4)])
    named = ("rank", "fresh", "gumbel")
    asked = {"under": cn.do(v0="b"), "versus": cn.do(v0="a"), "coupling": named, "bounds": True}
    for by in ("first", "last", "paths"):
        for route in cn.routes(network, "v3", by=by, **asked).routes:
            low, high = route.bounds
            assert low - 1e-9 <= route.alone.value <= high + 1e-9
            if by == "paths":
                assert all(low - 1e-9 <= x.value <= high + 1e-9 for x in route.others.values())


def test_where_a_witness_hardly_matters_its_bounds_say_so():
    """Outsourcing through competitiveness to the AI era: 30% under each coupling, with seven witnesses."""
    japan = cn.load("japan_software")
    found = cn.routes(
        japan,
        "ai_era_position",
        under=cn.do(multi_layer_outsourcing="shallow"),
        through="software_competitiveness",
        coupling=("rank", "fresh", "gumbel"),
        bounds=True,
    )
    assert len(found.witnesses) == 7
    part = next(part for part in found.parts if part.quantity == "pure indirect")
    for estimate in (part.estimate, *part.others.values()):
        assert estimate.value / found.effect.level == pytest.approx(0.300, abs=0.002)
    low, high = part.bounds
    assert high - low < 0.001


def test_in_draws_there_are_no_bounds():
    with pytest.raises(cn.errors.QuestionError, match="Bounds are worked out without draws"):
        cn.routes(cn.load("lawn"), "wet", under=cn.do(rain="yes"), bounds=True, draws=5)


def test_notes_say_what_is_needed_twice_and_what_was_left_out():
    assert twice_note(Phrasing(), (), ("rank",)) == (
        "No variable is needed twice: the answer is the same under every coupling."
    )
    assert twice_note(Phrasing(), ("w", "v"), ("gumbel",)) == (
        "Needed twice, as it was and as it would be: w, v. Coupled by Gumbel luck."
    )
    parts = [
        MediatedPart("total", cn.answers.Estimate(0.1), bounds=bounds)
        for bounds in ((0.0, 0.1), Skipped("it takes too long"), None)
    ]
    assert bounds_notes(Phrasing(), parts) == [
        "any coupling: proved bounds on the change, whatever goes with what.",
        "Left out: it takes too long.",
    ]
