"""
What do several experts say?
============================

A planner, a shopkeeper and a bus driver judge what a toll would do to trade in the high street. What do they say
together, and on what do they part?
"""

import matplotlib.pyplot as plt

import causalnet as cn

town = cn.load("high_street")
full = cn.do(toll="full")
falls = cn.Conclusion("trade", "falls", under=full)

# %%
# What was said
# -------------
# How far they part is read off their judgements, before any of it is propagated.
said = cn.dissent(town)
print(said)

# %%
cn.plot(said, plt.subplots(figsize=(7, 4), layout="constrained")[1])

# %%
# Each alone
# ----------
# The model of one person is a model like any other. Cleo has no view on whether jams hurt trade: Anna's stands there.
for name in ("anna", "ben"):
    print(name, cn.verdict(town.judged_by(name), falls, draws=200).grade)
print("cleo", cn.verdict(town.judged_by("cleo", "anna"), falls, draws=200).grade)

# %%
# All together
# ------------
# Each has a share of the draws by weights that we give, and no draw mixes two minds.
pooled = cn.pool(town, weights={"anna": 2, "ben": 1, "cleo": 1})
found = cn.effect(pooled, "trade", under=full)
print(found)

# %%
cn.plot(found, plt.subplots(figsize=(7, 4), layout="constrained")[1])

# %%
# What to talk about
# ------------------
# Of the variance between the three, most comes from one judgement: whether customers who come by car go elsewhere.
print(cn.dissent(town, falls, weights={"anna": 2, "ben": 1, "cleo": 1}))
