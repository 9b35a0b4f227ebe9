"""
Where do they part?
===================

The article would break up the layers of outsourcing. A critic would not. On what do the two really part?

Nobody published the critic's reply. This project constructed it from the rivals and the evidence against in its model of
the article.
"""

import matplotlib.pyplot as plt

import causalnet as cn

article, critic = cn.load("japan_software"), cn.load("japan_software_critic")
outcome = "software_competitiveness"

# %%
# Side by side
# ------------
# The reply grants most of what the article says about software. It leaves some arrows out, and adds more.
cn.draw(cn.diff(article, critic), focus=outcome, legend=True)

# %%
# What they agree on
# ------------------
# They draw four conclusions of eight together. The reply was made out of the model of the article, so that they share most
# influences says how it was made.
agreed = cn.agreement(article, critic)
print(agreed)

# %%
# The crux
# --------
# All disagreements together turn a rise into a fall. The greatest is whether engineers do more where vendors pool them. The
# article keeps its verdict unless it also gives way on new products, and the critic loses its own by giving way on either.
question = cn.Conclusion(outcome, "rises", under=cn.do(multi_layer_outsourcing="shallow"))
found = cn.crux(article, critic, question)
print(found)

# %%
cn.plot(found, plt.subplots(figsize=(7, 4.8), layout="constrained")[1])

# %%
# Another question, another crux
# ------------------------------
# On what the same proposal does to engineering skill they part on one thing, and it is enough for both: vendors may pool engineers.
skill = cn.Conclusion("software_engineering_capability", "rises", under=question.under)
print(cn.crux(article, critic, skill).sentence)

# %%
# The critic's causes as rivals
# -----------------------------
# The model of the article takes in what only the critic claims. With the greatest of them admitted, its own rise is about two fifths as large.
both = cn.merge(article, critic)
print(cn.effect(both.admitting("specialised vendors"), outcome, under=question.under).sentence)
