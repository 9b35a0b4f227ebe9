"""
A page to play with
===================

Some readers will not run Python. This script writes a page for them: one file that any browser opens without a
network connection. Click a state to set or observe it, drag a strength, or switch rivals on. Every bar follows.
"""

from pathlib import Path

import causalnet as cn

japan = cn.load("japan_software")
out = Path("out")
out.mkdir(exist_ok=True)
page = cn.explore(japan, out / "japan_software.html")
print(f"{page.as_posix()}: open it in a browser")

# %%
# The part of its address behind ``#`` is a scenario. This one breaks up outsourcing, and admits a
# rival:

print(f"{page.name}#do=multi_layer_outsourcing%3Dshallow&rival=long+stagnation")

# %%
# It is the same question as:

rival = japan.admitting("long stagnation")
shallow = cn.do(multi_layer_outsourcing="shallow")
print(cn.query(rival, "software_competitiveness", under=shallow))
cn.draw(rival, under=shallow, focus="software_competitiveness")

# %%
# A published network does not have strengths to drag. Its page sets and observes states.

rain = cn.Network(
    {"rain": ["no", "yes"], "wet": ["no", "yes"]},
    {"wet": ["rain"]},
    {"rain": [0.8, 0.2], "wet": [[0.9, 0.1], [0.2, 0.8]]},
    name="lawn",
)
print(cn.explore(rain, out / "lawn.html").name)
