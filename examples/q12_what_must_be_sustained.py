"""
What must be sustained, and for how long?
=========================================

A directed acyclic graph describes effects within a period. A vicious cycle needs time: lagged influences
carry one period into the next. One period of this model is ten years. The article speaks of the next decade and the next technology
cycle, so this script looks at twenty or thirty years. Longer courses tell what the model settles to while nothing else moves.
"""

import matplotlib.pyplot as plt

import causalnet as cn
from causalnet import do

japan = cn.load("japan_software")
outcome = "software_competitiveness"
shallow = do(multi_layer_outsourcing="shallow")

# %%
# What does a reform do, period by period, if it is kept up? This takes 200 draws from the judgements, and compares
# with a world without the reform. The anchors keep that world still.

course = cn.trajectory(japan, (outcome, "ai_era_position"), under=shallow, draws=200, periods=2)
print(course[outcome])
cn.plot(course[outcome], plt.subplots(layout="constrained")[1])

# %%
# What does each path forward do within ten and twenty years? Median and middle 90% of the draws.

for name in (
    "treat software as a value centre",
    "break up outsourcing",
    "build in house",
    "lower the language barrier",
    "attract global talent",
    "all four key paths",
    "differentiate on manufacturing strengths",
    "SoftBank and government together",
    "Rapidus succeeds",
):
    path = cn.trajectory(japan, outcome, under=japan.interventions[name], draws=100, periods=1)
    print(f"{name:42}", *(f"{path.estimate(t)!s:26}" for t in (0, 1)))

# %%
# What if the reform is held for ten or twenty years and then dropped? How much is left of the gain from holding on forty years
# later? That is further than the article looks, and tells how far the model returns to where things stand.

lasting = cn.persistence(japan, outcome, under=shallow, sustained=(1, 2), after=4, draws=100)
print(lasting)
cn.plot(lasting, plt.subplots(layout="constrained")[1])

# %%
# Does the order of two reforms matter? In each arm one starts at once and the other follows ten years later.

status = do(software_strategic_status="value centre")
pyramid_first = shallow | status.since(1)
status_first = status | shallow.since(1)
order = cn.trajectory(
    japan, outcome, under=status_first, versus=pyramid_first, draws=100, periods=2
)
print(order)

# %%
# Interventions may come in pulses or phases, and findings on the way may be given.

pulses = do(global_talent_inflow=">15%").at(0, 2)
phased = do(language_barrier="moderate").until(0) | do(language_barrier="low").since(1)
seen = {1: {"entrepreneurial_activity": {"1/3–2/3", ">2/3"}}}
print(cn.trajectory(japan, outcome, under=pulses | phased, given=seen, periods=2))
