"""
What would each proposed path change?
=====================================

The article closes with paths forward. The model names each as an intervention, alone and in the combinations that
the article makes.
"""

import causalnet as cn

japan = cn.load("japan_software")
for name, proposal in japan.proposals.items():
    print(f"{name}: {proposal.intervention} {' '.join(proposal.claims) or '(not proposed)'}")

# %%
# The proposals side by side, on two outcomes. A missing number means that the proposal has no path to the outcome
# within a period of ten years, or acts only with a lag.

outcomes = ["software_competitiveness", "ai_era_position"]
side = cn.compare(japan, outcomes, japan.interventions)
print(side)

# %%
# One of them in full:

reform = cn.do(multi_layer_outsourcing="shallow", in_house_development=">55%")
print(cn.effect(japan, "software_competitiveness", under=reform))

# %%
# A proposal is seldom carried out completely. With an uptake of 60%, the reform takes hold in six
# cases of ten:

partly = cn.do(multi_layer_outsourcing=cn.partial("shallow", uptake=0.6))
print(cn.effect(japan, "software_competitiveness", under=partly))

# %%
# An analyst can continue with the long frame:

print(side.to_frame().query("quantity == 'expected level'").round(3).to_string(index=False))

# %%
# Pale bars show the world before and full bars after, on the way to software competitiveness. Arrows that no longer
# act under the intervention are crossed out.

cn.draw(japan, under=reform, focus="software_competitiveness")
