"""
Does the model show what the article claims?
============================================

Some claims name an arrow: those are in the model. Others name a *total* effect, "lifetime employment contributes
to the lag". Those are not made true by drawing an arrow; they are checks that the model must face. A check may be met
by next to nothing: the audit then says *met, but small*. One that is not met says why: *contradicted*, *the other way*,
*too small*, or *in too few draws*.
"""

import causalnet as cn

japan = cn.load("japan_software")
print(cn.audit(japan))

# %%
# The same audit of what the article *states*, without what it merely implies and without what we added.

stated = japan.only(standing=("stated",))
report = cn.audit(stated)
for check in report.checks:
    print(f"{check.word:25} {check.claim}  {check.conclusion}  [{check.path}]")

# %%
# What the article itself says, as a picture:

cn.draw(japan, standing=("stated",))
