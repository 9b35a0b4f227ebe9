"""
Where do things stand?
======================

Before asking about changes, look at the assumptions: today's distribution of every variable, its weight and its
basis.
"""

import causalnet as cn

japan = cn.load("japan_software")
today = cn.marginals(japan)
print(today)

# %%
# A variable in full, with its definition, the meaning of each state, and the basis of its baseline:

outsourcing = japan.variables["multi_layer_outsourcing"]
print(f"{outsourcing.label}: {outsourcing.means}")
for state, meaning, p in zip(
    outsourcing.states, outsourcing.meanings, outsourcing.baseline.p, strict=True
):
    print(f"  {p:.2f}  {state}: {meaning}")
print(f"  {outsourcing.baseline.basis}, worth {outsourcing.baseline.weight} observations")

# %%
# The evidence from elsewhere, for and against:

for item in japan.evidence:
    if "multi_layer_outsourcing" in item.bears_on:
        print(f"  {item.stance}: {item.text} [{japan.sources[item.source].title}]")

# %%
# The whole argument of the article. Implied influences are grey.

cn.draw(japan, legend=True)
