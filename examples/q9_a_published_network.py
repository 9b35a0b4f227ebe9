"""
A published network takes the same questions
============================================

ALARM monitors patients in intensive care (Beinlich and others, 1989). It was not elicited with
causalnet, but read from a file that pgmpy ships. Every verb that does not need judgements works on it.
"""

import causalnet as cn

alarm = cn.load("alarm")
print(alarm)
print(alarm.table("HR"))

# %%
# Seeing is not doing. Low oxygen saturation on the monitor is a sign of trouble in the lungs. Setting
# the monitor's number does not tell anything about them.

print(cn.query(alarm, "VENTLUNG", given={"SAO2": "LOW"}))
print(cn.query(alarm, "VENTLUNG", under=cn.do(SAO2="LOW")))

# %%
# Which lever raises the blood pressure most? A published network does not declare an order of its states, so
# the question names one of them.

print(cn.levers(alarm, ("BP", "HIGH"), among=["TPR", "HR", "STROKEVOLUME", "VENTALV", "CATECHOL"]))

# %%
# An intervention need not be hard. Here a treatment reaches six patients in ten, and one arrow is cut.
# LOW, NORMAL and HIGH run upwards. Once that is declared, there is an expected level too.

alarm = alarm.with_order("BP")
partly = cn.do(TPR=cn.partial("HIGH", uptake=0.6))
print(cn.effect(alarm, "BP", under=partly))
print(cn.effect(alarm, "BP", under=cn.do(cn.cut("CATECHOL", "HR"))))

# %%
# All variables that bear on blood pressure:

cn.draw(alarm, focus="BP")
