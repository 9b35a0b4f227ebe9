"""
Is seeing it the same as doing it?
==================================

No. A country in which outsourcing is *seen* to be shallow is likely to differ in the causes of
outsourcing: its jobs for life, its caution, its regard for software. Making it shallow does not change these.
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
# The difference is small if most of the association is causal, and total if none of it is. Outsourcing
# reaches entrepreneurial activity only through later periods. "Lagged only" says more than 0.00 would.

print(cn.effect(japan, "entrepreneurial_activity", under=cn.do(shallow)))

# %%
# Evidence is observed *after* the intervention. If it lies downstream, the answer says so.

print(
    cn.query(
        japan,
        "software_engineering_capability",
        under=cn.do(shallow),
        given={"software_competitiveness": "global vendors"},
    )
)

# %%
# The picture of seeing: variables upstream of outsourcing have moved with it, and start-ups with them. Pale bars show
# the world before.

cn.draw(japan, given=shallow, focus="entrepreneurial_activity")
