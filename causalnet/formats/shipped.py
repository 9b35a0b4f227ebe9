"""Models and networks that load by name: those of this package and of pgmpy's wheel."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from causalnet.boundary.checks import public
from causalnet.cache import cached

__all__ = ["models", "shipped_files"]

MODEL, NETWORK = ".toml", ".bif.gz"


@public
def models() -> tuple[str, ...]:
    """Names of the models that ship with the library, for `load`.

    Examples
    --------
    >>> models()
    ('habit', 'high_street', 'japan_software', 'japan_software_critic', 'lawn', 'pedalgrove', 'treatment')
    """
    return tuple(_model_files())


def shipped_files() -> dict[str, Path]:
    """The file of each shipped model and network, by its name, found without importing pgmpy.

    Examples
    --------
    >>> shipped_files()["asia"].name
    'asia.bif.gz'
    """
    return _network_files() | _model_files()


def _model_files() -> dict[str, Path]:
    return _named(Path(__file__).parents[1] / "models", MODEL)


@cached(entries=1)
def _network_files() -> dict[str, Path]:
    spec = find_spec("pgmpy")
    if spec is None or spec.origin is None:
        return {}
    return _named(Path(spec.origin).parent / "utils" / "example_models", NETWORK)


def _named(folder: Path, suffix: str) -> dict[str, Path]:
    found = {file.name.removesuffix(suffix): file for file in sorted(folder.glob(f"*{suffix}"))}
    # A side file of translations has the code of its language after the name of its model.
    return {name: file for name, file in found.items() if "." not in name}
