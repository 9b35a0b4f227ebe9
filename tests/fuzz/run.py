"""One worker: inputs for every target, one after another, and what fell out."""

from __future__ import annotations

import random
import traceback
import warnings
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import causalnet as cn
from tests.fuzz import files
from tests.fuzz.calls import calls, parameters, wrong_values
from tests.fuzz.graphs import GRAPHS
from tests.fuzz.limits import TooSlowError, emptied, in_folder, within
from tests.fuzz.maps import MAPS
from tests.fuzz.networks import NETWORKS

SECONDS = 10.0
# How often each target is drawn: most inputs are files, which are cheap.
WEIGHTS = {"toml": 30, "bif": 25, "csv": 30, "calls": 14, "interrupted": 1, "model workbook": 2} | {
    kind: 2 if kind == "workbook" else 5 for kind in (*MAPS, *GRAPHS, *NETWORKS)
}


@dataclass
class Finding:
    """An input that was not met as it should be."""

    target: str
    what: str
    data: bytes
    trace: str

    @property
    def key(self) -> str:
        """What tells kinds of findings apart: the error and the last line of ours that it passed."""
        return f"{self.target}: {self.what}"


@dataclass
class Tally:
    """Inputs tried and accepted for each target, and what fell out, one of each kind."""

    tried: Counter[str] = field(default_factory=Counter)
    accepted: Counter[str] = field(default_factory=Counter)
    findings: dict[str, Finding] = field(default_factory=dict)
    found: Counter[str] = field(default_factory=Counter)

    def add(self, other: Tally) -> None:
        """Count another's in."""
        self.tried += other.tried
        self.accepted += other.accepted
        self.found += other.found
        self.findings = other.findings | self.findings


def one(target: str, rng: random.Random, folder: Path, tally: Tally) -> None:
    """Try one input, within its seconds, and leave the folder empty."""
    shown: list[bytes] = [b""]
    tally.tried[target] += 1
    try:
        with within(SECONDS):
            tally.accepted[target] += _tried(target, rng, folder, shown)
    except KeyboardInterrupt:
        raise
    except (Exception, TooSlowError) as error:  # noqa: BLE001 - any that is not ours is what is looked for
        finding = Finding(target, _described(error), shown[0], traceback.format_exc())
        tally.findings.setdefault(finding.key, finding)
        tally.found[finding.key] += 1
    emptied(folder)


def _tried(target: str, rng: random.Random, folder: Path, shown: list[bytes]) -> bool:
    if target == "interrupted":
        return files.interrupted(rng, folder)
    if target == "calls":
        return _call(rng, folder, shown)
    shown[0] = files.input_for(target, rng)
    return files.FORMATS[target](shown[0], folder)


def _call(rng: random.Random, folder: Path, shown: list[bytes]) -> bool:
    """One public call with one or two wrong arguments."""
    call = rng.choice(calls())
    names = parameters(call)
    chosen = rng.sample(names, min(len(names), rng.choice((1, 1, 2))))
    values = wrong_values()
    wrong = {name: rng.choice(values) for name in chosen}
    shown[0] = f"{call.name}({', '.join(f'{n}={v!r:.200}' for n, v in wrong.items())})".encode(
        "utf-8", "replace"
    )
    before = {path.name for path in folder.iterdir()}
    try:
        call.ask(**wrong)
    except cn.CausalnetError as error:
        str(error)
        left = {path.name for path in folder.iterdir()} - before
        assert not left, f"refused, and {left} left behind"
        return False
    return True


def worked(
    seed: int, folder: Path, enough: Callable[[int], bool], only: tuple[str, ...] = ()
) -> Tally:
    """Inputs until there are enough of them."""
    rng, tally = random.Random(seed), Tally()
    weights = {name: weight for name, weight in WEIGHTS.items() if not only or name in only}
    warnings.simplefilter("ignore")
    warnings.simplefilter("error", RuntimeWarning)
    with in_folder(folder):
        calls()
        files.model_files()
        emptied(folder)
        done = 0
        while not enough(done):
            one(*rng.choices(list(weights), list(weights.values())), rng, folder, tally)
            done += 1
    return tally


def _described(error: BaseException) -> str:
    """The error's class and the last two lines of the library that it passed."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "causalnet/" in f.filename]
    where = [f"{Path(f.filename).stem}.{f.name}:{f.lineno}" for f in frames[-2:]]
    text = "" if where and not isinstance(error, AssertionError) else f" {error}"
    return f"{type(error).__name__} in {' > '.join(where) or 'the harness'}{text}"
