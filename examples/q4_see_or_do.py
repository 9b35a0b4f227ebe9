"""
Is seeing it the same as doing it?
==================================

No. A country in which outsourcing is *seen* to be shallow is likely to differ in what stands behind
outsourcing: its tenures, its caution, its regard for software. Making it shallow changes none of these.
"""

import causalnet as cn

japan = cn.load("japan_software")
shallow = {"multi_layer_outsourcing": "shallow"}

for outcome in ("software_competitiveness", "new_value_investment", "entrepreneurial_activity"):
    today = cn.query(japan, outcome)
    seen = cn.query(japan, outcome, given=shallow)
    done = cn.effect(japan, outcome, under=cn.do(shallow))
    print(
        f"{outcome}: seeing {seen.level - today.level:+.4f}, doing {done.level:+.4f} ({done.path})"
    )

# %%
# The difference is small where most of the association is causal, and total where none of it is: outsourcing
# reaches entrepreneurial activity only through later periods. "Lagged only" says more than 0.00 would.

print(cn.effect(japan, "entrepreneurial_activity", under=cn.do(shallow)))

# %%
# What is given is observed *after* what is done. Where it lies downstream, the answer says so.

print(
    cn.query(
        japan,
        "software_engineering_capability",
        under=cn.do(shallow),
        given={"software_competitiveness": "global vendors"},
    )
)

# %%
# Seen, as a picture: what is upstream of outsourcing has moved with it (pale bars are before), and start-ups with that.

cn.draw(japan, given=shallow, focus="entrepreneurial_activity")
