"""`make fuzz`: many inputs on every core; what falls out is counted, told and kept in out/fuzz."""

from __future__ import annotations

import argparse
import multiprocessing
import os
import tempfile
import time
from contextlib import suppress
from functools import partial
from hashlib import sha256
from pathlib import Path
from queue import Empty

from joblib.externals.loky import get_reusable_executor

from tests.fuzz.limits import limit_memory
from tests.fuzz.run import WEIGHTS, Finding, Tally, worked

KEPT = Path("out/fuzz")
GIGABYTES = 4.0
# Inputs of a worker's life: a leak or a cache that grows without end shows, and memory is given back.
BATCH = 20_000


def main() -> int:
    """Fuzz as told on the command line; the exit code is 1 where anything fell out."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--inputs", type=int, default=10_000, help="how many inputs to try")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="or for how long")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes")
    parser.add_argument("--seed", type=int, default=None, help="the same seed, the same inputs")
    parser.add_argument("--only", action="append", choices=list(WEIGHTS), default=[])
    asked = parser.parse_args()
    seed = int(time.time()) if asked.seed is None else asked.seed
    print(f"seed {seed}, {asked.jobs} processes", flush=True)
    started = time.monotonic()
    tally = spread(asked.inputs, started + asked.seconds, asked.jobs, seed, tuple(asked.only))
    told(tally, time.monotonic() - started)
    return 1 if tally.findings else 0


def spread(inputs: int, until: float, jobs: int, seed: int, only: tuple[str, ...]) -> Tally:
    """The tallies of all workers, each of which lives for a batch."""
    context = multiprocessing.get_context("spawn")
    results: multiprocessing.Queue[Tally] = context.Queue()
    whole, left, running, number = Tally(), inputs, {}, 0
    while left > 0 or running:
        while left > 0 and len(running) < jobs and time.monotonic() < until:
            size = min(BATCH, left, max(1, -(-inputs // jobs)))
            work = partial(work_on, size, until - time.monotonic(), seed + number, only, results)
            process = context.Process(target=work)
            process.start()
            running[process.pid] = process
            left, number = left - size, number + 1
        if time.monotonic() >= until:
            left = 0
        with suppress(Empty):
            whole.add(results.get(timeout=0.5))
        for pid, process in list(running.items()):
            if not process.is_alive():
                process.join()
                del running[pid]
                if process.exitcode:
                    died = Finding("worker", f"died with exit code {process.exitcode}", b"", "")
                    whole.findings.setdefault(died.key, died)
                    whole.found[died.key] += 1
    while not results.empty():
        whole.add(results.get())
    return whole


def work_on(
    size: int, seconds: float, seed: int, only: tuple[str, ...], results: multiprocessing.Queue
) -> None:
    """A worker's life."""
    limit_memory(GIGABYTES)
    until = time.monotonic() + seconds
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        results.put(
            worked(
                seed,
                Path(folder).resolve(),
                lambda n: n >= size or (n % 16 == 0 and time.monotonic() > until),
                only,
            )
        )
    # a process waits for its children, and those of `n_jobs=2` stay for five minutes
    get_reusable_executor(max_workers=1).shutdown(wait=True, kill_workers=True)


def told(tally: Tally, seconds: float) -> None:
    """Print counts and findings, and keep the inputs that fell out."""
    total = tally.tried.total()
    print(f"{total:,} inputs in {seconds:,.0f} s ({total / max(seconds, 1e-9):,.0f} a second)")
    for target, tried in sorted(tally.tried.items()):
        print(f"  {target:12} {tried:>10,} tried, {tally.accepted[target]:>9,} accepted")
    print(f"{len(tally.findings)} kinds of findings")
    for key, finding in sorted(tally.findings.items()):
        print(f"  {tally.found[key]:>7,} × {key}")
        KEPT.mkdir(parents=True, exist_ok=True)
        stem = KEPT / f"{finding.target}-{sha256(key.encode()).hexdigest()[:10]}"
        stem.with_suffix(".input").write_bytes(finding.data)
        stem.with_suffix(".txt").write_text(f"{key}\n\n{finding.trace}", "utf-8", "replace")
        print(f"            {stem}.input")
