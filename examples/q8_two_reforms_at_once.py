"""
What do two reforms do together?
================================

Interventions are values. They can be combined, unless they contradict one another. They can shift a variable,
follow a policy, or reach only a part of the country.
"""

import causalnet as cn
from causalnet import do

japan = cn.load("japan_software")
outcome = "software_competitiveness"
shallow = do(multi_layer_outsourcing="shallow")
valued = do(software_strategic_status="value centre")

alone = [cn.effect(japan, outcome, under=one).level for one in (shallow, valued)]
both = cn.effect(japan, outcome, under=shallow | valued).level
print(f"shallow {alone[0]:+.4f}, valued {alone[1]:+.4f}, together {both:+.4f}")
print(f"the sum of the two would be {sum(alone):+.4f}")

# %%
# Firms that value software outsource less of it, so the two reforms share part of their effect. They also make room for each
# other, and together they do about as much as the sum. Two settings that contradict each other are refused.

try:
    shallow | do(multi_layer_outsourcing="deep")
except cn.errors.InterventionError as error:
    print(error)

# %%
# Softer interventions are possible too: one state down from where the variable would have been, a policy that
# depends on the language barrier, or sixty per cent uptake.

inflow = cn.policy(
    given="language_barrier",
    choose={"low": ">15%", "moderate": "5–15%", "high": {"<5%": 0.7, "5–15%": 0.3}},
)
for under in (
    do(multi_layer_outsourcing=cn.shift(-1)),
    do(global_talent_inflow=inflow),
    do(multi_layer_outsourcing=cn.partial("shallow", uptake=0.6)) | valued,
):
    print(f"{cn.effect(japan, outcome, under=under).level:+.4f}  {under}")

# %%
# A policy adds an arrow to the graph:

cn.draw(japan, under=do(global_talent_inflow=inflow), focus="software_talent_density")
