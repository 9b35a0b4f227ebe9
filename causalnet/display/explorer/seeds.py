"""The random numbers of the page's later periods: those with which `trajectory` simulates."""

from __future__ import annotations

import base64
from collections.abc import Container, Mapping

from causalnet.compilation.parameters.streams import stream
from causalnet.compilation.periods import in_period
from causalnet.display.explorer.plain import Plain
from causalnet.model.causal_model import CausalModel
from causalnet.questions.time.courses import PARTICLES, REPEATED
from causalnet.questions.time.particle_run import ParticleRun

__all__ = ["LAST_PERIOD", "time_of"]

LAST_PERIOD = 8
"""The last period of the page, as `trajectory` has it by default."""
MOST_EXACT_CELLS = 4_000_000
"""Cells that an exact answer may handle on the page: past that particles are simulated."""
SEED = 0
WORD_BYTES = 16


def time_of(
    model: CausalModel, numbered: Mapping[object, int], cut: Container[tuple[str, str]]
) -> Plain:
    """The number of periods and particles, and a seed for each variable in each period.

    Parameters
    ----------
    model : CausalModel
    numbered : mapping from the key of an influence to int
        Its number on the page.
    cut : container of (cause, effect)
        The influences that the page can cut: the copies that are read in place of their causes have seeds too.
    """
    run = ParticleRun(
        (), {}, False, LAST_PERIOD, PARTICLES // REPEATED, REPEATED, SEED, 0, REPEATED
    )
    return {
        "last": LAST_PERIOD,
        "most": MOST_EXACT_CELLS,
        "particles": PARTICLES,
        "times": REPEATED,
        "seeds": [_seeds(v) for v in model.variables],
        "cuts": {
            numbered[i.key]: _seeds(f"cut {i.name}")
            for i in model.influences
            if (i.cause, i.effect) in cut
        },
        "offsets": run.offsets(0).tolist(),
    }


def _seeds(purpose: str) -> list[str]:
    """The seed of a purpose in every period."""
    return [_seed(in_period(purpose, t)) for t in range(LAST_PERIOD + 1)]


def _seed(purpose: str) -> str:
    """The state and the increment of the generator of a stream."""
    state = stream(SEED, f"{purpose} of chunk 0").bit_generator.state["state"]
    return base64.b64encode(
        b"".join(state[part].to_bytes(WORD_BYTES, "big") for part in ("state", "inc"))
    ).decode()
