"""Side by side with pyAgrum, in one run: ``python -m benchmarks [--networks NAME …]``.

Writes docs/benchmarks.rst when all networks are asked for.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks import report, work
from benchmarks.networks import NAMES, network
from benchmarks.timing import Pair
from causalnet import Network

PAGE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.rst"

# What is measured for each kind of work, and on which networks.
KINDS: dict[str, tuple[Callable[[Network], Pair], tuple[str, ...]]] = {
    report.WARM: (work.every_lever_warm, NAMES),
    report.COLD: (work.every_lever_cold, NAMES),
    report.AGAIN: (work.query_again, NAMES),
    report.ONCE: (work.query_cold, NAMES),
    report.MARGINALS: (work.marginals, tuple(n for n in NAMES if n not in work.TOO_WIDE)),
    report.DRAWS: (work.draws, work.DRAWN),
}


def measured(names: list[str]) -> dict[str, dict[str, Pair]]:
    """Every kind of work on every network that is asked for; a line is printed for each."""
    found: dict[str, dict[str, Pair]] = {kind: {} for kind in KINDS}
    for name in names:
        for kind, (measure, among) in KINDS.items():
            if name in among:
                found[kind][name] = measure(network(name))
                peer, ours, ratio, way = found[kind][name].row()
                print(f"{name:<11} {kind:<30} {peer:>18} {ours:>18} {ratio:>9}  {way}", flush=True)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--networks", nargs="+", choices=NAMES, default=list(NAMES), metavar="NAME")
    parser.add_argument(
        "--page",
        type=Path,
        help="where the page goes; default: docs/benchmarks.rst if every network is asked, else the screen",
    )
    asked = parser.parse_args()
    start = time.perf_counter()
    found = measured(asked.networks)
    rates = {name: report.engine_rates(network(name)) for name in asked.networks}
    whole = set(asked.networks) == set(NAMES)
    text = report.page(found, rates, whole, time.perf_counter() - start)
    page = asked.page or (PAGE if whole else None)
    if page is None:
        print(text)
    else:
        page.write_text(text, encoding="utf-8")
        print(f"written to {page.name}")


if __name__ == "__main__":
    main()
