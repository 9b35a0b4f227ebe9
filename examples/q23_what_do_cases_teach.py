"""
What do cases teach?
====================

The article speaks of one country. Three hundred firms of another, or a few past cases, say something about how strongly
one thing moves another. They say nothing about how common things are in Japan.

**All cases on this page are made up.** The firms are simulated from the model itself, with strengths drawn from its
judgements, and the episodes were constructed by this project.
"""

import matplotlib.pyplot as plt
import numpy as np

import causalnet as cn

japan = cn.load("japan_software")
outcome = "software_competitiveness"
shallow = cn.do(multi_layer_outsourcing="shallow")

# %%
# Firms
# -----
# A row for each firm, with the state of every variable. A column may be missing, and so may cells.
truth = cn.compile_model(japan, draws=cn.Draws(1, seed=5))
rng = np.random.default_rng(1)
states: dict[str, np.ndarray] = {}
for v in truth.order:
    table = truth.values(v)
    table = table[..., 0] if table.ndim > len(truth.parents[v]) + 1 else table
    rows = np.broadcast_to(
        table[tuple(states[c] for c in truth.parents[v])], (300, table.shape[-1])
    )
    states[v] = (rng.random((300, 1)) > rows.cumsum(axis=1)[:, :-1]).sum(axis=1)
firms = {v: [truth.states[v][k] for k in own] for v, own in states.items()}

# %%
# The judgements are the prior. In the likelihood the baselines are those of the firms; in the answers they remain those
# of Japan: strengths travel, baselines do not.
learned = cn.update(japan, firms, cases="firms")
print(learned)

# %%
cn.plot(learned, plt.subplots(figsize=(7, 6), layout="constrained")[1])

# %%
# Every verb takes what was learned as its draws, and says so.
print(cn.effect(japan, outcome, under=shallow))

# %%
print(cn.effect(japan, outcome, under=shallow, draws=learned))

# %%
# Episodes
# --------
# Of most past cases only directions are told. An episode says what was done, which way outcomes moved, and how far the
# teller is to be trusted. Where outcomes moved against all signs of the article, a rival can gain. Here one does, and by
# too little to speak of.
episodes = [
    cn.Episode(
        "Country A, 1994 (constructed)",
        shallow,
        {outcome: "fell"},
        reliability=0.8,
        read_as="average",
    ),
    cn.Episode(
        "Country B, 2003 (constructed)",
        cn.do(multi_layer_outsourcing="deep"),
        {"innovation_incentive": "fell", outcome: "fell"},
        reliability=0.7,
    ),
]
told = cn.update(japan, episodes=episodes)
print(told.sentence)
for rival in sorted(told.rivals, key=lambda r: -r.factor)[:3]:
    print(f"{rival.name}: {rival.factor:.2f}, {rival.words}")
