"""Who says so, in causal maps as large as whole evaluations: ``python -m benchmarks.voices [--sources N …]``.

Maps of 26 factors, 240 pairs and 850 citations, every pair on a path between the two factors that are asked about: the
hardest that a map of this size can be. Seconds of process time once a first map has loaded the libraries.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from random import Random

import causalnet as cn
from benchmarks.timing import without_collection

SOURCES = (10, 20, 30, 40, 100)
FACTORS, PAIRS, CITATIONS = 26, 240, 850


def coded_map(sources: int, seed: int = 0) -> cn.CausalMap:
    """A random map whose links all lead from lower to higher factors."""
    draw = Random(seed)
    every = [(a, b) for a in range(FACTORS) for b in range(a + 1, FACTORS)]
    pairs = draw.sample(every, PAIRS)
    coded = [*pairs, *(draw.choice(pairs) for _ in range(CITATIONS - PAIRS))]
    return cn.CausalMap(
        "large",
        [
            cn.Link(f"f{a}", f"f{b}", draw.choice("+-"), source=f"s{draw.randrange(sources)}")
            for a, b in coded
        ],
    )


def rows(sources: Sequence[int] = SOURCES) -> Iterator[list[str]]:
    """A row for each number of sources: seconds for the map and for its model, the fewest sources, and how they were found."""
    outcome, cause = f"f{FACTORS - 1}", "f0"
    cn.witnesses(coded_map(30, seed=1), outcome, cause=cause)
    for count in sources:
        own = coded_map(count)
        cells = []
        for asked in (own, cn.scaffold(own)):
            with without_collection():
                start = time.process_time()
                found = cn.witnesses(asked, outcome, cause=cause)
                cells.append(f"{time.process_time() - start:.2f}")
        cut = found.without_sources
        yield [str(count), *cells, f"{cut.least}", cut.method]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.voices", description=__doc__)
    parser.add_argument("--sources", type=int, nargs="+", default=list(SOURCES), metavar="N")
    heads = ("sources", "map, s", "model, s", "fewest", "found by")
    for row in (heads, *rows(parser.parse_args().sources)):
        print("".join(f"{cell:>10}" for cell in row[:4]) + f"  {row[4]}", flush=True)


if __name__ == "__main__":
    main()
