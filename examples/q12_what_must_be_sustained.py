"""
What must be sustained, and for how long?
=========================================

A directed acyclic graph describes effects within a period. A vicious cycle needs time: lagged influences
carry one period into the next. One period of this model is ten years.
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

course = cn.trajectory(japan, (outcome, "ai_era_position"), under=shallow, draws=200, periods=4)
print(course[outcome])
cn.plot(course[outcome], plt.subplots(layout="constrained")[1])

# %%
# What does each path forward do within twenty, thirty and fifty years? Median and middle 90% of the draws.

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
    path = cn.trajectory(japan, outcome, under=japan.interventions[name], draws=100, periods=4)
    print(f"{name:42}", *(f"{path.estimate(t)!s:26}" for t in (1, 2, 4)))

# %%
# What if the reform is held for one, two or four periods and then dropped? How much is left of the gain from
# holding on?

lasting = cn.persistence(japan, outcome, under=shallow, sustained=(1, 2, 4), after=4, draws=100)
print(lasting)
cn.plot(lasting, plt.subplots(layout="constrained")[1])

# %%
# Does the order of two reforms matter? In each arm one starts at once and the other follows thirty years later. The
# order matters a little until both are in place. Then the difference all but vanishes.

status = do(software_strategic_status="value centre")
pyramid_first = shallow | status.since(3)
status_first = status | shallow.since(3)
order = cn.trajectory(japan, outcome, under=status_first, versus=pyramid_first, draws=100)
print(order)

# %%
# Interventions may come in pulses or phases, and findings on the way may be given.

pulses = do(global_talent_inflow=">15%").at(0, 2, 4)
phased = do(language_barrier="moderate").until(2) | do(language_barrier="low").since(3)
seen = {2: {"entrepreneurial_activity": {"1/3–2/3", ">2/3"}}}
print(cn.trajectory(japan, outcome, under=pulses | phased, given=seen, periods=4))
