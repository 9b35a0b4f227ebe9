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
