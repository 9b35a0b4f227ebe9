"""Models that several tests ask for."""

import pytest

import causalnet as cn
from causalnet import Baseline, Claim, Influence, Modifier, NoisyMax, Rival, Variable, do


@pytest.fixture
def water() -> cn.CausalModel:
    """Rain and a pump move a level; claims c1 to c3; two rivals, one with a hidden cause."""
    return cn.CausalModel(
        "water",
        [
            Variable("rain", ["none", "much"], Baseline([0.7, 0.3])),
            Variable("pump", ["off", "on"]),
            Variable("level", ["low", "high"], alternate=NoisyMax()),
        ],
        [
            Influence("rain", "level", "+", 1, claims=["c1", "c2"], reference="none"),
            Influence("pump", "level", "?", 1, claims=["c3"], standing="implied"),
            Influence("level", "pump", "+", 1, lag=1, standing="added"),
        ],
        modifiers=[Modifier("rain", "level", by="pump", amount=0.5, claims=["c2"], sign="+")],
        absences=[cn.Absence("rain", "pump", claims=["c1"])],
        rivals=[
            Rival(
                "melt",
                [Influence("snow", "level", "+", 1, claims=["c3"])],
                Variable("snow", ["a", "b"]),
            ),
            Rival("habit", [Influence("rain", "pump", "+", 1)]),
        ],
        sources=[cn.Source("memo")],
        claims=[Claim(f"c{i}", "Something.", "memo") for i in (1, 2, 3)],
        evidence=[
            cn.Evidence(["c1", "level"], "for", "It did.", "memo"),
            cn.Evidence(["c1"], "against", "It did not.", "memo"),
        ],
        proposals=[cn.Proposal("pump more", do(pump="on"), claims=["c1", "c3"])],
    )
