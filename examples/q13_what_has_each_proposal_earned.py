"""
What has each proposal earned?
==============================

For every proposal of the article, and for every lever that it names: does "software competitiveness
rises" follow from the signs alone, stand over the whole of the stated ranges, stand in most draws, or
hang on a guess? How large is it? What must one believe for it: what the article states, or what we read into it? And
which single rival claim would undo it?
"""

import matplotlib.pyplot as plt

import causalnet as cn

japan = cn.load("japan_software")
outcome = "software_competitiveness"

# %%
# Every proposal
# --------------
# Proposals that cannot reach the outcome within a period have earned nothing, however sensible: they are
# lagged only, or have no path.
proposals = {
    name: cn.Conclusion(outcome, "rises", under=intervention)
    for name, intervention in japan.interventions.items()
}
for name, concluded in proposals.items():
    signs = cn.by_signs(japan, concluded)
    print(f"{name:50}{signs.status:13}{signs.standing or ''}")

# %%
# The paths forward
# -----------------
# The whole verdict on the main ones. The size beside the ground says that most of what follows from the
# signs is small: under 5% of the way from "deficit widens" to "global vendors".
paths = (
    "treat software as a value centre",
    "break up outsourcing",
    "build in house",
    "lower the language barrier",
    "attract global talent",
    "differentiate on manufacturing strengths",
    "SoftBank and government together",
    "Rapidus succeeds",
)
found = cn.verdicts(japan, {name: proposals[name] for name in paths}, n_jobs=2)
print(found)

# %%
# Every lever
# -----------
# The ranking is not settled: look at how often each lever is first.
levers = cn.levers(japan, outcome, draws=1000)
print(levers)
cn.plot(levers, plt.subplots(layout="constrained")[1])

# %%
# One verdict, whole
# ------------------
# Breaking up layered outsourcing by at least a twentieth of a state: how much of that hangs on a guess?
reform = cn.Conclusion(outcome, "rises", under=japan.interventions["break up outsourcing"], by=0.05)
verdict = cn.verdict(japan, reform, n_jobs=2)
print(verdict)
cn.plot(verdict, plt.subplots(layout="constrained")[1])

# %%
# The argument with what this rests on drawn heavy, and the rival that undoes it dotted.
cn.draw(japan, verdict=verdict, focus=outcome)

# %%
# What the article states, alone
# ------------------------------
# The four root causes that it lists, through the influences that it *states* and no others.
stated = japan.only(standing=("stated",))
roots = {
    "lifetime_employment": "<7 years",
    "multi_layer_outsourcing": "shallow",
    "language_barrier": "low",
    "risk_aversion": "low",
}
for root, state in roots.items():
    concluded = cn.Conclusion(outcome, "rises", under=cn.do({root: state}))
    print(f"{root}: {cn.by_signs(stated, concluded).reason}")
