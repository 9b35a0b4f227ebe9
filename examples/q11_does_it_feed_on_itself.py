"""
Does it feed on itself?
=======================

The article calls the trouble a vicious cycle. Within a period influences form no cycle, so whatever comes back to
where it began must pass through an influence on a later period. These are the loops of the model, which way each
turns, and on whose word it stands.
"""

import causalnet as cn

japan = cn.load("japan_software")
found = cn.loops(japan)
print(found)

# %%
# Every loop reinforces: a push comes back with its own sign. But of the loops of several variables the article states
# none influence by influence. What it states is that some things persist:

print(cn.loops(japan, standing="stated"))

# %%
# It says in so many words *that* there is a cycle; *which* is left to the reader. Twelve loops can be read
# between its lines, and the rest need an influence that we have added. The gain says by how many states a variable on the
# loop moves, once round it, for each state that it is pushed: a few hundredths at the most. Inertia is where most of the memory is.

print(found.to_frame()[["loop", "standing", "delay", "gain"]].head(6).round(3).to_string())

# %%
# As a causal-loop diagram: plus and minus at the arrowheads, ‖ where an influence is delayed, and beside it the
# loops that close there.

cn.draw(japan, loops=True, legend=True)

# %%
# One of them, from the status of software through outsourcing and what is left for new ideas, and back:

one = cn.draw(japan, loops="R-b80977")

# %%
# A variable that is held by a reform hands nothing on from its causes, so every loop through it is broken for as long
# as it is held. How many of the loops are left under each of the paths forward:

for name, under in japan.interventions.items():
    print(f"{len(cn.loops(japan, under=under).feedback):3} of {len(found.feedback)}  {name}")

# %%
# All four key paths together:

together = cn.draw(japan, loops=True, under=japan.interventions["all four key paths"])
