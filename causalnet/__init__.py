"""Turn an argument into a causal model that can be questioned.

The public names load on first use, so that the import is fast. ``__init__.pyi`` lists each of them with its
module.
"""

from __future__ import annotations

from importlib import import_module

import lazy_loader

from causalnet.rich_form import show_by

_loaded, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

_FORMS = f"{__name__}.display.notebook"
show_by(
    CausalModel=f"{_FORMS}.model_form:causal_model_form",
    Network=f"{_FORMS}.model_form:network_form",
    CausalMap=f"{_FORMS}.model_form:causal_map_form",
    Register=f"{_FORMS}.part_tables:register_form",
)


def __getattr__(name: str) -> object:
    if name in __all__:
        value = globals()[name] = _loaded(name)
        return value
    from causalnet.nearest import missing

    if not name.startswith("_"):
        for home in ("errors", "answers"):
            if name in import_module(f"{__name__}.{home}").__all__:
                raise missing(__name__, name, (), f"It is in causalnet.{home}.")
    raise missing(__name__, name, __all__)
