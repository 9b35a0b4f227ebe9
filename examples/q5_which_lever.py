"""
Which lever matters most?
=========================

This script ranks every single intervention. Do not quote the ranking without the columns on the right. They say
how far the lever moves its own variable, how much it yields for each state of that, and how many steps it is
from the outcome.
"""

import causalnet as cn

japan = cn.load("japan_software")
print(cn.levers(japan, "software_competitiveness"))

# %%
# By default only the variables with the role of a lever are tried. Among all variables, the neighbours of the outcome
# naturally come first. That world-class engineering would make for competitive software is nearly a tautology.

print(cn.levers(japan, "software_competitiveness", among="all"))

# %%
# Another outcome may have another ranking.

print(cn.levers(japan, "ai_era_position"))

# %%
# As a frame, every state of one of them:

frame = cn.levers(japan, "ai_era_position").to_frame()
outsourcing = frame[frame["variable"] == "multi_layer_outsourcing"]
print(outsourcing[["state", "level", "reach", "per_reach", "path"]].round(3).to_string(index=False))

# %%
# The effect of the first one, on the way to the outcome:

best = cn.levers(japan, "ai_era_position")[0]
cn.draw(japan, under=best.intervention, focus="software_engineering_capability")
