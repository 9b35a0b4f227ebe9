"""The memory that compiling a model takes, from its graph alone, before anything is allocated.

A table of a variable with k states and causes of k₁, k₂, … states has k · k₁ · k₂ · … cells in each draw. Making it
takes a number of copies that depends on its mechanism; its calibration takes the joint of its causes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from causalnet.cache import CachePerOwner
from causalnet.compilation.blueprint import blueprint_of
from causalnet.compilation.mechanisms.registry import cpt_of
from causalnet.compilation.parameters.ensemble import Ensemble
from causalnet.compilation.recipes import Interface
from causalnet.errors import MemoryLimitError
from causalnet.inference.memory_limits import BYTES_PER_NUMBER, in_draws, require_memory, too_large
from causalnet.inference.planning.plan import plan_of
from causalnet.inference.planning.prune import Shape
from causalnet.model.causal_model import CausalModel

__all__ = ["draws_at_a_time", "require_compiling", "require_drawing", "table_cells"]

# The draws compiled at a time, and the bytes that their intermediate tables may take (256 MiB).
AT_A_TIME, ROOM = 4096, 2**28
# From this many variables on, compiling up to the widest joint takes so long that it is planned for beforehand.
MANY_VARIABLES = 100
# The tensors that a plan may hold at once, each no wider than a table over all variables.
FEW = 4


def require_compiling(
    model: CausalModel,
    ensemble: Ensemble,
    names: Iterable[str],
    limit: int,
    draws: int | None = None,
) -> None:
    """Refuse to compile a model that would take more than `limit` bytes.

    Parameters
    ----------
    draws : int, optional
        The number of draws, where `ensemble` holds a single one that shows which numbers are drawn. Default:
        that of `ensemble`.

    Raises
    ------
    MemoryLimitError
    """
    count = ensemble.axis if draws is None else draws
    draws = count or 1
    every = table_cells(model)
    cells = {v: every[v] for v in names}
    if not cells or _surely_fits(model, cells, draws, limit):
        return
    drawn = _drawn(model, ensemble)
    kept = BYTES_PER_NUMBER * sum(size * (draws if v in drawn else 1) for v, size in cells.items())
    wide = max(cells, key=lambda v: _making(model, v, cells[v], draws if v in drawn else 1))
    making = _making(model, wide, cells[wide], draws if wide in drawn else 1)
    _require(model, kept + making, limit, wide, cells[wide], count)
    varies = draws if drawn else None
    _require_joints(model, cells, varies, limit)
    if len(cells) > MANY_VARIABLES:
        joints = BYTES_PER_NUMBER * sum(_interface_cells(model, cells).values()) * (varies or 1)
        needed = kept + making + min(joints, max(ROOM, joints // draws))
        _require(model, needed, limit, wide, cells[wide], count)


def _surely_fits(model: CausalModel, cells: Mapping[str, int], draws: int, limit: int) -> bool:
    """Whether all tables fit even if all were made at once, in every draw, and the joints of causes are known to fit."""
    if len(cells) > MANY_VARIABLES:
        return False
    copies = 1 + max([cpt_of(model.variables[v].mechanism).copies for v in cells])
    fits = BYTES_PER_NUMBER * copies * sum(cells.values()) * draws <= limit
    return fits and draws / limit <= blueprint_of(model, cells).recipes.fits


def _require_joints(
    model: CausalModel, names: Iterable[str], draws: int | None, limit: int
) -> None:
    """Refuse a model before its first table is made if one of them could not be calibrated within the limit.

    Of many variables only the last that is calibrated is looked at, with the interfaces that it rests on. As a rule it
    has the most ancestors and the widest joint of causes, and planning every joint would take longer than it saves.
    """
    blueprint = blueprint_of(model, names)
    families, recipes = blueprint.families, blueprint.recipes
    load = (draws or 1) / limit
    if load <= recipes.fits:
        return
    calibrated = [v for v, own in families.items() if own.variable.baseline and own.causes]
    looked_at = calibrated[-1:] if len(families) > MANY_VARIABLES else calibrated
    for origin in recipes.resting_on(looked_at):
        above = recipes.above(origin)
        # If a few tables over all of its variables fit, so does any plan.
        if BYTES_PER_NUMBER * FEW * above.size(range(len(above.names))) * (draws or 1) <= limit:
            continue
        what = f"Compiling {model.name!r}{in_draws(draws)}"
        last = origin.last if isinstance(origin, Interface) else origin
        advice = (
            f"That is for the joint distribution of the causes of {last!r}, with which its baseline is met. Group "
            f"some causes under a variable between them, leave {last!r} without a baseline, or raise memory_limit."
        )
        try:
            plan = plan_of(above, Shape(above.numbers(recipes.members(origin))))
        except MemoryLimitError as error:
            raise too_large(what, error.needed, limit, advice) from None
        require_memory(plan, limit, draws, what=what, advice=advice)
    recipes.fits = load


def _interface_cells(model: CausalModel, names: Iterable[str]) -> dict[Interface, int]:
    """The cells of every interface that is tabulated."""
    recipes = blueprint_of(model, names).recipes
    every = recipes.resting_on(recipes.parents)
    return {i: recipes.cells(i) for i in every if isinstance(i, Interface)}


def require_drawing(model: CausalModel, draws: int, limit: int) -> None:
    """Refuse a number of draws whose numbers alone would take more than `limit` bytes.

    Raises
    ------
    MemoryLimitError
    """
    needed = (
        BYTES_PER_NUMBER
        * draws
        * (len(model.influences) + len(model.modifiers) + len(model.variables))
    )
    if needed > limit:
        what = f"{draws:,} draws of the numbers of {model.name!r}"
        raise too_large(what, needed, limit, "Ask for fewer draws.")


def draws_at_a_time(model: CausalModel, draws: int) -> int:
    """The number of draws compiled at a time, so that intermediate tables stay within bounds."""
    each = max(_making(model, v, cells, 1) for v, cells in table_cells(model).items())
    # Interfaces are kept until the last table is made.
    each = max(each, BYTES_PER_NUMBER * sum(_interface_cells(model, model.variables).values()))
    return max(1, min(draws, AT_A_TIME, ROOM // each))


def _making(model: CausalModel, name: str, cells: int, draws: int) -> int:
    """The bytes of the intermediate arrays from which one table is made."""
    copies = cpt_of(model.variables[name].mechanism).copies
    at_once = max(1, min(draws, AT_A_TIME, ROOM // (BYTES_PER_NUMBER * cells * copies)))
    return BYTES_PER_NUMBER * cells * copies * at_once


_cells: CachePerOwner[CausalModel, str, Mapping[str, int]] = CachePerOwner(1)


def table_cells(model: CausalModel) -> Mapping[str, int]:
    """Cells of every table (in each draw)."""
    kept = _cells.of(model)
    return kept.get("tables") or kept.put("tables", _counted(model))


def _counted(model: CausalModel) -> dict[str, int]:
    cells = {v: len(variable.states) for v, variable in model.variables.items()}
    for i in model.influences:
        if not i.lag:
            cells[i.effect] *= len(model.variables[i.cause].states)
    return cells


def _drawn(model: CausalModel, ensemble: Ensemble) -> set[str]:
    """The variables whose tables differ between draws, through their own numbers or the joint of their causes."""
    if ensemble.axis is None:
        return set()
    own = {key[1] for key, x in ensemble.strengths.items() if x.ndim}
    own |= {key[1] for key, x in ensemble.amounts.items() if x.ndim}
    own |= {v for v, p in ensemble.baselines.items() if p.ndim > 1}
    reached = set(own)
    waiting = list(own)
    below: dict[str, list[str]] = {}
    for i in model.influences:
        if not i.lag:
            below.setdefault(i.cause, []).append(i.effect)
    while waiting:
        for effect in below.get(waiting.pop(), ()):
            if effect not in reached:
                reached.add(effect)
                waiting.append(effect)
    # Without a baseline nothing is calibrated, and the joint of the causes does not enter the table.
    return {v for v in reached if v in own or model.variables[v].baseline is not None}


def _require(
    model: CausalModel, needed: int, limit: int, wide: str, cells: int, draws: int | None
) -> None:
    """Raise where `needed` exceeds the limit, with the widest table named."""
    if needed <= limit:
        return
    count = len(model.causes(wide))
    what = f"Compiling {model.name!r}{in_draws(draws)}"
    fewer = "" if draws is None else "Ask for fewer draws, "
    advice = (
        f"Its widest table is that of {wide!r}, with {count} {'cause' if count == 1 else 'causes'} and "
        f"{cells:,} cells. {fewer}{'g' if fewer else 'G'}roup some of the causes under a variable between them and "
        f"{wide!r}{'' if draws is not None else ', or raise memory_limit'}."
    )
    raise too_large(what, needed, limit, advice)
