"""
What if a claim is wrong?
=========================

Doubting a claim means another model: without the claim, and calibrated anew to the same country. Cutting an
influence means an intervention in the same model. Rivals are the influences that somebody else would have drawn.
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
# Rejecting and cutting differ. The first is another view of today's world, the second is another
# world:

arrow = ("multi_layer_outsourcing", "in_house_development")
print(cn.query(japan.rejecting(arrow), "in_house_development"))
print(cn.query(japan, "in_house_development", under=cn.do(cn.cut(*arrow))))

# %%
# ``cn.diff`` lists the differences between two models:

print(cn.diff(japan, japan.rejecting("c18")))

# %%
# The picture shows a rival, dotted: users who want custom systems, a common cause of outsourcing
# and outcome.

admitted = japan.admitting("users' taste for custom systems")
cn.draw(admitted.only(standing=("stated", "rival")), under=reform, focus=outcome)
