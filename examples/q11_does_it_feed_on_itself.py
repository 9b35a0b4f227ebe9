"""
Does it feed on itself?
=======================

The article calls the trouble a vicious cycle. Within a period influences cannot form a cycle, so every loop
passes through an influence on a later period. This script lists the loops of the model, with the direction and
the standing of each.
"""

import causalnet as cn

japan = cn.load("japan_software")
found = cn.loops(japan)
print(found)

# %%
# Every loop reinforces: a push comes back with the same sign. But the article does not state all influences of any
# loop of several variables. It only states that one thing persists, the lock-in of chip makers:

print(cn.loops(japan, standing="stated"))

# %%
# The article says *that* there is a cycle, but not *which*. Every loop of several variables needs an influence that
# we have added. The gain ranks loops by how strongly they pass a push on. It is a few hundredths at most:
# most of the memory is in the inertia. The article does say that the roots compound one another; it names no pair.

print(found.to_frame()[["loop", "standing", "delay", "gain"]].head(6).round(3).to_string())

# %%
# A causal-loop diagram has plus or minus at the arrowheads, and ‖ on a delayed influence. Beside it stand the
# loops that close there.

cn.draw(japan, loops=True, legend=True)

# %%
# One of them, from the status of software through outsourcing and what is left for new ideas, and back:

one = cn.draw(japan, loops="R-b80977")

# %%
# A variable that a reform holds does not respond to its causes, so every loop through it is broken for as long
# as it is held. This many loops are left under each of the paths forward:

for name, under in japan.interventions.items():
    print(f"{len(cn.loops(japan, under=under).feedback):3} of {len(found.feedback)}  {name}")

# %%
# All four key paths together:

together = cn.draw(japan, loops=True, under=japan.interventions["all four key paths"])
