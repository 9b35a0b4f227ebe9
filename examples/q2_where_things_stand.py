"""
Where do things stand?
======================

Before asking what would change, look at what is assumed: today's distribution of every variable, how firm it
is, and what it leans on.
"""

import causalnet as cn

japan = cn.load("japan_software")
today = cn.marginals(japan)
print(today)

# %%
# A variable in full: what it measures, what its states concretely mean, where its number comes from.

outsourcing = japan.variables["multi_layer_outsourcing"]
print(f"{outsourcing.label}: {outsourcing.means}")
for state, meaning, p in zip(
    outsourcing.states, outsourcing.meanings, outsourcing.baseline.p, strict=True
):
    print(f"  {p:.2f}  {state}: {meaning}")
print(f"  {outsourcing.baseline.basis}, worth {outsourcing.baseline.weight} observations")

# %%
# And what has been found elsewhere, for and against:

for item in japan.evidence:
    if "multi_layer_outsourcing" in item.bears_on:
        print(f"  {item.stance}: {item.text} [{japan.sources[item.source].title}]")

# %%
# Everything at once, as the article has it. Influences that only follow from it are grey.

cn.draw(japan, legend=True)
