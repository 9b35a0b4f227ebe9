"""
By which way does it act?
=========================

Shallow outsourcing would raise Japan's software competitiveness. Does it act through engineers' pay, through
the incentive to innovate, through maintenance, or through new products directly? How much of it goes through
investment in new value?
"""

import causalnet as cn

japan = cn.load("japan_software")
outcome = "software_competitiveness"
shallow = cn.do(multi_layer_outsourcing="shallow")

# %%
# By first step
# -------------
# New products carry most, about three fifths at the most likely strengths. No way rests on stated influences alone: the article
# states each first step, and the reader supplies the rest.
found = cn.routes(japan, outcome, under=shallow, draws=1000)
print(found)

# %%
# Each arrow is as wide as the change that closing it takes away.
cn.draw(cn.routes(japan, outcome, under=shallow), legend=True)

# %%
# One way by itself
# -----------------
# Suppose that only pay behaved as if outsourcing were shallow. The change follows from the signs, and is small.
by_pay = cn.do(cn.as_if("engineer_compensation", multi_layer_outsourcing="shallow"))
print(cn.verdict(japan, cn.Conclusion(outcome, "rises", under=by_pay)).sentence)
cn.draw(japan, under=by_pay, focus=outcome)

# %%
# Through investment in new value
# -------------------------------
print(cn.routes(japan, outcome, under=shallow, through="new_value_investment", randomised=True))

# %%
# Path by path
# ------------
print(cn.routes(japan, outcome, under=shallow, by="paths"))
