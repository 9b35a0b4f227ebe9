"""
Could anybody find out?
=======================

Somebody says: "Let the figures decide." Could they? That depends on what is measured and on what stays hidden, and the
graph of the argument tells: an effect can be had from figures of comparable cases, or it cannot, whatever their number.
"""

import matplotlib.pyplot as plt

import causalnet as cn

japan = cn.load("japan_software")
outcome = "software_competitiveness"

found = cn.identify(japan, outcome, under="legacy_maintenance_share")
print(found)

# %%
# An *estimand* is what to compute from the figures. Here one adjusts for a variable. The last line checks it against
# the model: computed from the joint distribution of what is measured, it gives what ``do`` gives.

figures = cn.estimate(found, cn.compile_model(japan))
cn.plot(figures, plt.subplots(figsize=(7, 3.8), layout="constrained")[1])

# %%
# Of the layers of outsourcing this cannot be said.

hidden = cn.identify(japan, outcome, under=cn.do(multi_layer_outsourcing="shallow"))
print(hidden)

# %%
# What figures leave open lies between the bounds. They say little, and the model says one value among them. To
# close the gap one more variable is enough, but it must be measured: how averse to risk firms are.

cn.plot(hidden, plt.subplots(figsize=(7, 2.4), layout="constrained")[1])

# %%
# Each row is a set that is enough to adjust for.

sets = cn.adjustment_sets(japan, "legacy_maintenance_share", outcome)
print(sets.sentence)
cn.plot(sets, plt.subplots(figsize=(7.4, 3.4), layout="constrained")[1], most=6)

# %%
# What else does the graph stick its neck out on? Each independence that it implies could be tested in figures, see
# ``confront``.

implied = cn.independences(japan)
print(implied.sentence)
cn.plot(implied, plt.subplots(figsize=(8.6, 8.6), layout="constrained")[1])

# %%
# Which effects on competitiveness could be had at all? Levers that nobody can measure are left out.

for cause, variable in japan.variables.items():
    if "lever" in variable.roles and not variable.latent:
        answer = cn.identify(japan, outcome, under=cause)
        how = (
            answer.way.method
            if answer
            else f"no; measure {' or '.join(map(', '.join, answer.to_measure))}"
        )
        print(f"{cause:32}{how}")
