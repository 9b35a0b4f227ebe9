"""Small networks with known direct and indirect effects."""

from __future__ import annotations

import causalnet as cn

YES_NO = ("no", "yes")


def training(confounded=0.0) -> cn.Network:
    """Pearl's (2014) example: a course, homework and passing an exam."""
    return cn.Network(
        dict.fromkeys(["course", "homework", "passed"], YES_NO),
        {"homework": ["course"], "passed": ["course", "homework"]},
        {
            "course": [0.5, 0.5],
            "homework": [[0.6, 0.4], [0.25, 0.75]],
            "passed": [[[0.8, 0.2], [0.7, 0.3]], [[0.6, 0.4], [0.2, 0.8]]],
        },
        ordered=True,
    )


GIVEN, WITHHELD = cn.do(course="yes"), cn.do(course="no")


def witness() -> cn.Network:
    """x → w → m → y and w → y: w is needed in both versions."""
    return cn.Network(
        dict.fromkeys("xwmy", YES_NO),
        {"w": ["x"], "m": ["w"], "y": ["w", "m"]},
        {
            "x": [0.5, 0.5],
            "w": [[0.7, 0.3], [0.2, 0.8]],
            "m": [[0.9, 0.1], [0.3, 0.7]],
            "y": [[[0.9, 0.1], [0.6, 0.4]], [[0.8, 0.2], [0.1, 0.9]]],
        },
        ordered=True,
    )


def linear(direct=0.3, first=0.5, second=0.4) -> cn.Network:
    """x → m → y and x → y, in which every probability is linear: path effects are products of slopes."""
    return cn.Network(
        dict.fromkeys("xmy", YES_NO),
        {"m": ["x"], "y": ["x", "m"]},
        {
            "x": [0.6, 0.4],
            "m": [[0.8, 0.2], [0.8 - first, 0.2 + first]],
            "y": [
                [[1 - p, p] for p in (0.1 + direct * x + second * m for m in (0, 1))]
                for x in (0, 1)
            ],
        },
        ordered=True,
    )
