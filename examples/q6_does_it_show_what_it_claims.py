"""
Does the model show what the article claims?
============================================

Some claims name an arrow, which is in the model. Others name a *total* effect, such as "lifetime employment
contributes to the lag". Drawing an arrow does not make those true. They are checks on the model. If the change is
next to nothing, the audit says *met, but small*. A check that is not met gives the reason: *contradicted*, *the
other way*, or *too small*. One that is met at the most likely strengths and not in nine draws of ten *hangs on the
numbers*.
"""

import causalnet as cn

japan = cn.load("japan_software")
print(cn.audit(japan))

# %%
# The same audit with only the influences that the article *states*, without the implied and the
# added ones:

stated = japan.only(standing=("stated",))
report = cn.audit(stated)
for check in report.checks:
    print(f"{check.word:25} {check.claim}  {check.conclusion}  [{check.path}]")

# %%
# The stated influences as a picture:

cn.draw(japan, standing=("stated",))
