"""Side by side with pyAgrum, in one run: ``python -m benchmarks [network …]``.

Writes the table of docs/benchmarks.rst when all networks are asked for.
"""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks import report, work
from benchmarks.networks import NAMES, network

PAGE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.rst"


def main(names: list[str]) -> None:
    kinds = {
        "every lever, warm": (lambda m: work.every_lever(m, cold=False), NAMES),
        "every lever, cold": (lambda m: work.every_lever(m, cold=True), NAMES),
        "every lever, warm, the peer's engines kept": (work.every_lever_kept, NAMES),
        "one do-query, asked again": (lambda m: work.again(m, kept=False), NAMES),
        "one do-query, asked again, the peer's engine kept": (
            lambda m: work.again(m, kept=True),
            NAMES,
        ),
        "one do-query, cold": (work.once, NAMES),
        "all marginals, three findings": (
            work.marginals,
            tuple(n for n in NAMES if n not in work.TOO_WIDE),
        ),
        "1,000 draws of every table": (work.draws, work.DRAWN),
    }
    found: dict[str, dict[str, work.Pair]] = {}
    for kind, (measure, among) in kinds.items():
        found[kind] = {}
        for one in among:
            if not names or one in names:
                found[kind][one] = measure(network(one))
                peer, ours, ratio = found[kind][one].row()
                print(f"{kind:<50} {one:<11} {peer:>18} {ours:>18} {ratio:>9}", flush=True)
    rates = {one: report.engine_rates(network(one)) for one in (names or NAMES)}
    text = report.page(found, rates, report.japan())
    print(text)
    if not names:
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(text)
        print(f"written to {PAGE.name}")


if __name__ == "__main__":
    main(sys.argv[1:])
