"""
What to do, and what if it is wrong?
====================================

Two reforms, not ten. Which two, and what is lost if the argument is wrong? And does it pay to look at something before
deciding? The first is a *portfolio*, the second an *influence diagram*.
"""

import matplotlib.pyplot as plt

import causalnet as cn

japan = cn.load("japan_software")
outcome = "software_competitiveness"
wanted = ["build in house", "accept longer payback", "break up outsourcing", "renew legacy systems"]
choices = {name: japan.interventions[name] for name in wanted}

found = cn.portfolio(japan, outcome, among=choices, budget=2)
print(found)

# %%
# *Regret* is what a set loses against the best set of the same draw. The sizes are our judgements, so the order of the
# sets is too. That more of them is never worse follows from the signs alone.

cn.plot(found, plt.subplots(figsize=(7, 4.6), layout="constrained")[1], what="regret")

# %%
# Costs change the order. Here breaking up outsourcing costs what three of the others do, give or take, and the budget is
# in the unit of one of them.

costs = dict.fromkeys(wanted, 1) | {"break up outsourcing": cn.pert(2, 3, 5)}
priced = cn.portfolio(japan, outcome, among=choices, budget=4, costs=costs)
cn.plot(priced, plt.subplots(figsize=(7, 4), layout="constrained")[1])

# %%
# By a later period lagged influences act, too, and every set is held until then.

later = cn.portfolio(japan, outcome, among=choices, budget=2, draws=60, at=1)
print(later.sentence)

# %%
# Now one decision that may look at something first. Suppose that opening up to the world's open source costs as much as 0.0285
# of a state, and that one may first look at how deep outsourcing is layered.

open_source = japan.variables["open_source_integration"].states
decided = cn.decide(
    japan,
    outcome,
    choose={"open_source_integration": ["multi_layer_outsourcing"]},
    costs={"open_source_integration": {open_source[-1]: 0.0285}},
)
print(decided)

# %%
# The look changes the choice in one case, and yet it is worth next to nothing, because there the two choices are
# nearly as good as each other.

cn.plot(decided, plt.subplots(figsize=(7, 2.6), layout="constrained")[1])

# %%
# The policy is an intervention, which every other verb takes.

effect = cn.effect(japan, outcome, under=decided.under, draws=200)
print(f"{effect.level:+.3f}", [round(x, 3) for x in effect.estimate.interval()])
