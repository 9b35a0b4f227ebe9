"""
What would each proposed path change?
=====================================

The article closes with paths forward. Each is an intervention with a name, alone and in the combinations that
the article draws.
"""

import causalnet as cn

japan = cn.load("japan_software")
for name, proposal in japan.proposals.items():
    print(f"{name}: {proposal.intervention} {' '.join(proposal.claims) or '(not proposed)'}")

# %%
# Side by side, on two outcomes. Where there is no number, the proposal has no path to the outcome
# within a period of five years, or acts only with a lag.

outcomes = ["software_competitiveness", "ai_era_position"]
side = cn.compare(japan, outcomes, japan.interventions)
print(side)

# %%
# One of them in full:

reform = cn.do(multi_layer_outsourcing="shallow", in_house_development=">55%")
print(cn.effect(japan, "software_competitiveness", under=reform))

# %%
# A proposal is seldom carried out whole. With an uptake of 60%, six chances in ten that the reform takes hold:

partly = cn.do(multi_layer_outsourcing=cn.partial("shallow", uptake=0.6))
print(cn.effect(japan, "software_competitiveness", under=partly))

# %%
# The long frame is what an analyst takes away.

print(side.to_frame().query("quantity == 'expected level'").round(3).to_string(index=False))

# %%
# Before (pale) and after (full), on the way to software competitiveness; the arrows that the intervention has
# made idle are crossed out.

cn.draw(japan, under=reform, focus="software_competitiveness")
