"""
A small argument, from scratch
==============================

A council officer's memo says why the buses of a town run empty: they come too seldom, parking is
cheap, and so people drive. This script writes the memo down as variables and signed influences, and asks
what it implies.
"""

import causalnet as cn

three = ["low", "middle", "high"]
bus = cn.CausalModel(
    "empty buses",
    variables=[
        cn.Variable("frequency", three, cn.Baseline([0.6, 0.3, 0.1]), roles=["lever"]),
        cn.Variable("parking_price", three, cn.Baseline([0.7, 0.2, 0.1]), roles=["lever"]),
        cn.Variable("driving", three, cn.Baseline([0.1, 0.3, 0.6])),
        cn.Variable("ridership", three, cn.Baseline([0.6, 0.3, 0.1]), roles=["outcome"]),
    ],
    influences=[
        cn.Influence("parking_price", "driving", "-", cn.pert(0.2, 0.8, 1.6), claims=["m1"]),
        cn.Influence("frequency", "driving", "-", cn.pert(0, 0.3, 0.8), claims=["m2"]),
        cn.Influence("frequency", "ridership", "+", cn.pert(0.6, 1.2, 2), claims=["m2"]),
        cn.Influence("driving", "ridership", "-", cn.pert(0.2, 0.8, 1.6), claims=["m1"]),
    ],
    sources=[cn.Source("memo", "Memo of the transport officer, 2024")],
    claims=[
        cn.Claim("m1", "Cheap parking keeps people in their cars.", "memo", at="p. 1"),
        cn.Claim("m2", "Nobody waits half an hour for a bus.", "memo", at="p. 2"),
    ],
)

print(cn.effect(bus, "ridership", under=cn.do(parking_price="high")))
print()
print(cn.levers(bus, "ridership"))

# %%
# The same argument as a picture: grey bars show today, full bars the world after the intervention.

cn.draw(bus, under=cn.do(parking_price="high"))
