"""
What has each proposal earned?
==============================

This script asks the same questions of every proposal of the article, and of every lever that it names. Does
"software competitiveness rises" follow from the signs alone, stand over the whole of the stated ranges, stand in
most draws, or hang on a guess? How large is the change? Are the stated influences enough, or does it need
influences that we read into the article? Which single rival would undo it?
"""

import matplotlib.pyplot as plt

import causalnet as cn

japan = cn.load("japan_software")
outcome = "software_competitiveness"

# %%
# Every proposal
# --------------
# Proposals that cannot reach the outcome within a period have not earned anything, even if they are sensible. They
# are lagged only, or have no path.
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
# These are the verdicts on the main paths. Of the changes that follow from the signs one is moderate, three are small (under 5%
# of the way from "no global category" to "global vendors"), and one is negligible. What the article leaves open is a guess.
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
# The ranking is uncertain: look at how often each lever is first.
levers = cn.levers(japan, outcome, draws=1000)
print(levers)
cn.plot(levers, plt.subplots(layout="constrained")[1])

# %%
# One verdict, whole
# ------------------
# Breaking up layered outsourcing should bring at least a twentieth of a state. Does that hang on a
# guess?
reform = cn.Conclusion(outcome, "rises", under=japan.interventions["break up outsourcing"], by=0.05)
verdict = cn.verdict(japan, reform, n_jobs=2)
print(verdict)
cn.plot(verdict, plt.subplots(layout="constrained")[1])

# %%
# In this picture the influences that the verdict rests on are heavy.
cn.draw(japan, verdict=verdict, focus=outcome)

# %%
# Stated influences alone
# -----------------------
# The four root causes of the article, through the influences that it *states* and no others.
stated = japan.only(standing=("stated",))
roots = {
    "lifetime_employment": "exception",
    "multi_layer_outsourcing": "shallow",
    "language_barrier": "low",
    "risk_aversion": "low",
}
for root, state in roots.items():
    concluded = cn.Conclusion(outcome, "rises", under=cn.do({root: state}))
    print(f"{root}: {cn.by_signs(stated, concluded).reason}")
