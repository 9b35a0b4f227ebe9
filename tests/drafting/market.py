"""A short text of two languages, and a model that was drawn from it."""

from __future__ import annotations

import causalnet as cn

TEXT = """The ferry and the market

When the ferry is cheap, more visitors come to the island. “More visitors mean
a busier market”, says Ms. Aoki of the town hall. The market opened in 1952.

- Heavy storms keep visitors away.
- A busy market raises rents.

フェリーが安くなると観光客が増える。「市場が混むと、家賃が上がる。」と彼女は言う。
"""


def island(**changes: object) -> cn.CausalModel:
    """The model of the first half of the text."""
    parts: dict[str, object] = {
        "variables": [
            cn.Variable("ferry", ["dear", "cheap"]),
            cn.Variable("visitors", ["few", "many"]),
            cn.Variable("market", ["quiet", "busy"]),
        ],
        "influences": [
            cn.Influence("ferry", "visitors", "+", 1.0, claims=["c1"]),
            cn.Influence("visitors", "market", "+", 1.0, claims=["c2"]),
        ],
        "sources": [cn.Source("article", text=TEXT)],
        "claims": [
            cn.Claim(
                "c1",
                "A cheap ferry brings visitors.",
                "article",
                "s2",
                sign="+",
                quote="When the ferry is cheap, more visitors come to the island.",
            ),
            cn.Claim(
                "c2",
                "Visitors fill the market.",
                "article",
                sign="+",
                quote='"More visitors mean a busier market"',
            ),
        ],
    }
    return cn.CausalModel("island", **(parts | changes))  # type: ignore[arg-type]
