"""
Which lever matters most?
=========================

Every single intervention, ranked. The columns on the right are there to stop the ranking from being quoted
alone: how far the lever moves its own variable, what it yields for each state of that, and how few steps it
stands from the outcome.
"""

import causalnet as cn

japan = cn.load("japan_software")
print(cn.levers(japan, "software_competitiveness"))

# %%
# By default only what the model calls a lever is tried. Among everything, the variables next to the outcome come
# first, as they must: to say that world-class engineering would make for competitive software is nearly to repeat
# oneself.

print(cn.levers(japan, "software_competitiveness", among="all"))

# %%
# The same question for another outcome need not have the same answer.

print(cn.levers(japan, "ai_era_position"))

# %%
# As a frame, every state of one of them:

frame = cn.levers(japan, "ai_era_position").to_frame()
outsourcing = frame[frame["variable"] == "multi_layer_outsourcing"]
print(outsourcing[["state", "level", "reach", "per_reach", "path"]].round(3).to_string(index=False))

# %%
# How the first of them works, on the way to the outcome:

best = cn.levers(japan, "ai_era_position")[0]
cn.draw(japan, under=best.intervention, focus="software_engineering_capability")
