"""
What if a claim is wrong?
=========================

To doubt a claim is to look at another model: without it, calibrated anew to the same country. To cut an
influence is to intervene in this one. Rivals are what somebody else would have drawn.
"""

import causalnet as cn

japan = cn.load("japan_software")
outcome = "software_competitiveness"
reform = cn.do(multi_layer_outsourcing="shallow")


def report(name: str, model: cn.CausalModel, under: cn.Intervention = reform) -> None:
    """One line: what the reform does in this view of the world."""
    print(f"{name:42} {cn.effect(model, outcome, under=under).level:+.4f}")


report("as modelled", japan)
report("without c18 (pay)", japan.rejecting("c18"))
report("without c18, c19, c25, c26 (pay, incentive)", japan.rejecting("c18", "c19", "c25", "c26"))
report("only what is stated", japan.only(standing=("stated",)))

# %%
# Each rival, admitted alone:

for rival in japan.rivals:
    report(f"if there is: {rival}", japan.admitting(rival))

# %%
# The mechanism is an assumption too. Under the alternates, capability is *necessary* rather than helpful:

report("alternate mechanisms", japan.alternating())

# %%
# Rejecting and cutting are not the same. The first is another view of today's world, the second another world:

arrow = ("multi_layer_outsourcing", "in_house_development")
print(cn.query(japan.rejecting(arrow), "in_house_development"))
print(cn.query(japan, "in_house_development", under=cn.do(cn.cut(*arrow))))

# %%
# What changed between two models can be listed:

print(cn.diff(japan, japan.rejecting("c18")))

# %%
# A rival as a picture, dotted: users who want everything made to measure, behind outsourcing and outcome alike.

admitted = japan.admitting("users' taste for custom systems")
cn.draw(admitted.only(standing=("stated", "rival")), under=reform, focus=outcome)
