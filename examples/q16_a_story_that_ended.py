"""
A story that ended
==================

A company that rented out bicycles has failed, and a mechanic blames its haste. The model of his letter, which ships with the
library, keeps two things apart: how such companies usually fare (the baselines), and what is known of this one. Would it
have survived, had it grown step by step? Is haste to blame, and by which way did it do its harm?
"""

import matplotlib.pyplot as plt

import causalnet as cn

story = cn.load("pedalgrove")
print(story)
for variable, finding in story.known.items():
    print(f"  {story.variables[variable].label}: {finding}")

# %%
# The model with what is known: the bars show what this makes likely of the debt and the cash, of which nothing is known.

cn.draw(story, given=story.known)

# %%
# A question about the past observes what is known, and says so.

slow = story.interventions["grow step by step"]
answer = cn.counterfactual(story, "failure", under=slow)
print(answer)
cn.plot(answer, plt.subplots(figsize=(7, 2.6), layout="constrained")[1])

# %%
# What else would have saved it?

for name, under in {
    "grow step by step": slow,
    "workshops first": story.interventions["workshops first"],
    "both": slow | story.interventions["workshops first"],
    "low interest rates": cn.do(interest_rates="low"),
}.items():
    found = cn.counterfactual(story, ("failure", "no"), under=under)
    print(f"{name}: saved in {found.least:.1%} to {found.most:.1%} of such cases")

# %%
# Is haste to blame? Necessity asks of the company itself. Sufficiency asks of companies that grew slowly and survived,
# which share only what haste does not touch.

haste = cn.do(expansion="fast")
print(cn.causation(story, ("failure", "yes"), under=haste, versus=slow))

# %%
# The letter dwells on broken bicycles, but most of the harm came by the debt.

ways = cn.routes(story, "failure", under=haste, versus=slow)
print(ways)
cn.plot(ways, plt.subplots(figsize=(7, 2.2), layout="constrained")[1])
