"""
Who says so?
============

The model says that shallow outsourcing would raise Japan's software competitiveness. It has 28 sources. How many of
them carry this conclusion, and what is left of it without the article?
"""

import matplotlib.pyplot as plt

import causalnet as cn

japan = cn.load("japan_software")
outcome = "software_competitiveness"
shallow = cn.do(multi_layer_outsourcing="shallow")
conclusion = cn.Conclusion(outcome, "rises", under=shallow)

# %%
# Whose word it is
# ----------------
# Every path passes an influence that the article alone states. The numbers of the model cannot show that.
found = cn.witnesses(japan, conclusion)
print(found)

# %%
# Each arrow is as wide as it has independent sources.
cn.draw(found, legend=True)

# %%
# For and against
# ---------------
# Two influences have a second source. On one of them a source says the opposite.
cn.plot(found, plt.subplots(figsize=(7, 5), layout="constrained")[1])

# %%
# Without the article
# -------------------
# Reject what the article alone says, and the signs find no path within a period.
alone = [carrier.name for carrier in found.carriers if carrier.sources == ("article",)]
print(cn.by_signs(japan.rejecting(*alone), conclusion).sentence)

# %%
# Every proposal
# --------------
# None of the proposals that reach the outcome within a period has other witnesses.
for name, intervention in japan.interventions.items():
    each = cn.witnesses(japan, outcome, under=intervention)
    if each.carriers:
        print(f"{name}: no path without {', '.join(map(', '.join, each.without_sources.sets))}")

# %%
# A verdict says so
# -----------------
verdict = cn.verdict(japan, conclusion)
print(verdict.sentence)
print(verdict.rests.witnesses.rests_on)
