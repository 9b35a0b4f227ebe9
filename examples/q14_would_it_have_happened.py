"""
Would it have happened?
=======================

Japan leads in no category of software. Would it, had outsourcing been shallow? Are the layers to blame? Such
questions ask of the very cases that went badly how they would have gone otherwise. A model of chances alone does not
answer them: it must say how the luck of a case carries over from one world to the other.
"""

import matplotlib.pyplot as plt
import numpy as np

import causalnet as cn

japan = cn.load("japan_software")
outcome = "software_competitiveness"
shallow = cn.do(multi_layer_outsourcing="shallow")
deep = cn.do(multi_layer_outsourcing="deep")
weak = {outcome: "no global category"}

answer = cn.counterfactual(japan, outcome, under=shallow, observed=weak)
print(answer)

# %%
# The first sentence gives the least and the most that any way of carrying luck over allows. The least follows from the
# signs alone. The two named ways lie in between.

cn.plot(answer, plt.subplots(figsize=(7, 3.2), layout="constrained")[1])

# %%
# What is such a way? Let a reform raise the chance of growth from 40% to 70%, and look at the cases that grew with the
# reform. Would they have grown without it? Each dot is a case, placed by its luck in either world. With *one rank* it is
# as lucky in both. With *fresh luck* it draws again. With *opposite luck* the reform helped as many cases as it can
# have. The dark ones grew because of the reform.


def luck(ax, title, here, there):
    """Cases by their luck in both worlds."""
    grew, without = here > 0.3, there > 0.6
    because = grew & ~without
    ax.scatter(here, there, s=9, c=np.where(because, "#0072B2", "#c8c8c8"))
    ax.axvline(0.3, color="#767676", lw=1)
    ax.axhline(0.6, color="#767676", lw=1)
    ax.set_title(f"{title}: {because.sum() / grew.sum():.0%} of them", fontsize=9)
    ax.set_xlabel("luck with the reform (growth from 0.3 on)", fontsize=8)
    ax.set_ylabel("luck without it (growth from 0.6 on)", fontsize=8)
    ax.tick_params(labelsize=7)
    ax.set_aspect("equal")


rank = (np.arange(400) + 0.5) / 400
axes = plt.subplots(1, 3, figsize=(9, 3.4), layout="constrained")[1]
luck(axes[0], "one rank", rank, rank)
luck(axes[1], "fresh luck", rank, np.random.default_rng(23).permutation(rank))
luck(axes[2], "opposite luck", rank, 1 - rank)

# %%
# Are the layers to blame? *Necessary* asks whether a category would have been led without them, *sufficient* whether
# they would bring it about where it is not.

blame = cn.causation(japan, (outcome, "no global category"), under=deep, versus=shallow)
print(blame)
cn.plot(blame, plt.subplots(figsize=(7, 2.6), layout="constrained")[1])

# %%
# What would shallow outsourcing have done for those who have it deep? Here nothing is needed in both worlds, so every
# coupling agrees. The effect on the treated differs from the average effect, because cases with deep outsourcing differ
# from others.

print(
    cn.counterfactual(japan, outcome, under=shallow, observed={"multi_layer_outsourcing": "deep"})
)
print(cn.effect(japan, outcome, under=shallow, versus=deep))

# %%
# The named couplings in 1,000 draws from the judgements:

print(
    cn.counterfactual(
        japan, outcome, under=shallow, observed=weak, coupling=("rank", "fresh"), draws=1000
    )
)
