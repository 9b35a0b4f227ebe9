"""
What do the figures say?
========================

An essay argues about one country. Somebody has figures of 300 firms. Do they bear the essay out? And if there were no
figures yet: which should one collect? The firms are other cases, so they speak of the arrows and of their signs, and of
how strong they are; of how things stand in the country they say nothing.

**The figures on this page are an illustration.** They are drawn from the model itself, with one of its rivals in it, so
that it is known what there is to find.
"""

import matplotlib.pyplot as plt
import numpy as np

import causalnet as cn

japan = cn.load("japan_software")


def simulated(model, rows, seed=0):
    """Cases of a model, each variable drawn in turn from its table."""
    network, rng, codes = cn.compile_model(model), np.random.default_rng(seed), {}
    while len(codes) < len(network.parents):
        for v, causes in network.parents.items():
            if v not in codes and all(cause in codes for cause in causes):
                p = network.tables[v][tuple(codes[cause] for cause in causes)]
                p = np.broadcast_to(p, (rows, p.shape[-1]))
                codes[v] = (rng.random(rows)[:, None] > p.cumsum(axis=1)[:, :-1]).sum(axis=1)
    return {v: [network.states[v][i] for i in own] for v, own in codes.items()}


# The essay says that layers of subcontractors cost a firm its skills. The rival says that vendors who do nothing else
# gather skills instead: an arrow that the essay's model does not have.
truth = japan.admitting("specialised vendors")
frame = simulated(truth, 1000, seed=2)

found = cn.confront(japan, frame, cases="firms")
print(found)

# %%
# One implied independence falls, and the answer names the rivals that would explain it: the one that was put into the
# figures is among them. Most signs are borne out. Those that stay open are not refuted: with 1,000 firms weak
# influences do not show.

cn.plot(found, plt.subplots(figsize=(8, 8), layout="constrained")[1])

# %%
# With the rival admitted, nothing is contradicted any more.

print(cn.confront(truth, frame, cases="firms").sentence)

# %%
# Before there are any figures, `survey` asks which ones would teach most. Here is what 200 firms would teach about whether
# shallow outsourcing makes software more competitive.

conclusion = cn.Conclusion(
    "software_competitiveness", "rises", under=cn.do(multi_layer_outsourcing="shallow")
)
plan = cn.survey(japan, conclusion, cases=200, measuring=2)
print(plan)

# %%
# A survey of 200 firms would teach little, whichever two variables it asks for. More firms help, and a third
# variable helps more. Some of what is uncertain no number of firms settles, unless more is measured in each.

cn.plot(plan, plt.subplots(figsize=(8, 6), layout="constrained")[1])
