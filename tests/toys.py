"""Small models that many tests ask, beside those that ship (`causalnet.load`)."""

import numpy as np

import causalnet as cn
from causalnet.compilation.mechanisms.contributions import Slope, SlopeScale

AB = ["a", "b"]
HALF = cn.Baseline([0.5, 0.5])


def xyz() -> cn.CausalModel:
    """x → y → z, with two states each."""
    p = ([0.5, 0.5], [0.6, 0.4], [0.3, 0.7])
    return cn.CausalModel(
        "xyz",
        [cn.Variable(v, AB, cn.Baseline(b)) for v, b in zip("xyz", p, strict=True)],
        [cn.Influence("x", "y", "+", 1.0), cn.Influence("y", "z", "+", 1.0)],
    )


def plain(name: str, **more: object) -> cn.Variable:
    """A variable with the states l and h; most often it is l."""
    return cn.Variable(name, ["l", "h"], more.pop("baseline", cn.Baseline([0.6, 0.4])), **more)


def slope(
    states: int, weight: float, reference: float | None = None, scales: tuple[SlopeScale, ...] = ()
) -> Slope:
    """What a cause with so many states adds, around its middle where no reference is given."""
    middle = (states - 1) / 2 if reference is None else reference
    return Slope(states, np.array(weight), middle, scales)


def noisy(strength: object = cn.pert(0.5, 1, 2), **more: object) -> cn.CausalModel:
    """x → y by a noisy-max, which cannot meet the baseline of y at the upper end of the strength's range."""
    y = cn.Variable("y", ["a", "b", "c"], cn.Baseline([0.5, 0.3, 0.2]), mechanism=cn.NoisyMax())
    return cn.CausalModel("noisy", [plain("x"), y], [cn.Influence("x", "y", "+", strength)], **more)


def layered(count: int) -> cn.CausalModel:
    """Layers of four; each variable has two causes in the layer above."""
    names = [f"v{i}" for i in range(count)]
    above = [[i // 4 * 4 - 4 + j for j in sorted({i % 4, (i + 1) % 4})] for i in range(count)]
    return cn.CausalModel(
        "layers",
        [cn.Variable(v, ["low", "high"], cn.Baseline([0.6, 0.4])) for v in names],
        [
            cn.Influence(names[j], v, "+", cn.pert(0.3, 0.8, 1.3))
            for i, v in enumerate(names)
            for j in above[i]
            if i > 3
        ],
    )


VILLAGE = {"rain": ["context"], "seed": ["lever"], "harvest": ["mediator"], "price": ["outcome"]}


def village() -> cn.CausalModel:
    """Rain, seed and harvest as four people and a report tell of them; nobody speaks of the price."""
    states = ["low", "high"]
    return cn.CausalModel(
        "village",
        [cn.Variable(name, states, roles=roles) for name, roles in VILLAGE.items()],
        [
            cn.Influence("rain", "harvest", "+", 2.0, claims=["rains"]),
            cn.Influence("seed", "harvest", "+", 0.5, claims=["seeds", "none"]),
            cn.Influence("harvest", "price", "-", 1.0),
        ],
        sources=[
            cn.Source("amina", kind="interview", groups={"district": "north", "role": "farmer"}),
            cn.Source("bekele", kind="interview", groups={"district": "north", "role": "trader"}),
            cn.Source(
                "chaltu", groups={"district": "south", "role": "farmer"}, rests_on=["report"]
            ),
            cn.Source("dawit", date="2024", author="D. D.", rests_on=["report"]),
            cn.Source("report", title="Harvests of the south", kind="report"),
        ],
        claims=[
            cn.Claim(
                "rains",
                "Rain makes the harvest.",
                "amina",
                "p. 1",
                also=[
                    cn.Citation("amina", "p. 4"),
                    cn.Citation("chaltu"),
                    cn.Citation("dawit", "p. 2"),
                ],
            ),
            cn.Claim("seeds", "Better seed yields more.", "bekele"),
            cn.Claim("none", "Seed makes no difference.", "dawit", sign="0"),
        ],
        evidence=[cn.Evidence(["seeds"], "for", "It did in a trial.", "report", "table 2")],
    )
