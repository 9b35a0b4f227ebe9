"""
A published network takes the same questions
============================================

ALARM watches over patients in intensive care (Beinlich and others, 1989). It was never elicited with
causalnet: it is read from the file that pgmpy ships. The verbs that need no judgements work on it all the same.
"""

import causalnet as cn

alarm = cn.load("alarm")
print(alarm)
print(alarm.table("HR"))

# %%
# Seeing is not doing. Low oxygen saturation on the monitor speaks for trouble in the lungs; setting
# the monitor's number says nothing about them.

print(cn.query(alarm, "VENTLUNG", given={"SAO2": "LOW"}))
print(cn.query(alarm, "VENTLUNG", under=cn.do(SAO2="LOW")))

# %%
# What would bring a low blood pressure up, once it has been seen that the patient is in shock? The
# finding is made after the intervention: it is part of the world in which the lever is pulled. A published
# network does not say in which order its states run, so the question names one of them.

print(cn.levers(alarm, ("BP", "HIGH"), among=["TPR", "HR", "STROKEVOLUME", "VENTALV", "CATECHOL"]))

# %%
# An intervention need not be hard: here a treatment reaches six patients in ten, and one arrow is cut.
# LOW, NORMAL and HIGH do run upwards; once that is declared there is an expected level too.

alarm = alarm.with_order("BP")
partly = cn.do(TPR=cn.partial("HIGH", uptake=0.6))
print(cn.effect(alarm, "BP", under=partly))
print(cn.effect(alarm, "BP", under=cn.do(cn.cut("CATECHOL", "HR"))))

# %%
# What bears on blood pressure at all:

cn.draw(alarm, focus="BP")
