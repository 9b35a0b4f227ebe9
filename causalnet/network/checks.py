"""Checks that states, arrows and tables form a Bayesian network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

import numpy as np
from numpy.typing import ArrayLike, NDArray

from causalnet.errors import NetworkError, unknown, unknown_text
from causalnet.model.decision import Utility
from causalnet.names import is_iterable, is_real, name_mistakes, repeated, state_mistakes
from causalnet.network.graph import cycle
from causalnet.numerals import as_number, comma_pairs
from causalnet.rounding import is_rounded, rounding_hint, warn_normalised

__all__ = [
    "checked_decisions",
    "checked_order",
    "checked_table",
    "checked_utilities",
    "named_lists",
    "structure_problems",
]

ROW_TOLERANCE = 1e-5
EXACT = 1e-13


def named_lists(what: str, given: object) -> dict[str, tuple[str, ...]]:
    """Lists of names by variable; a text is not a list of its letters, and a set does not have an order.

    Raises
    ------
    NetworkError
    """
    if not isinstance(given, Mapping):
        raise NetworkError(f"{what}= maps variables to lists of names, not {given!r}.")
    for variable, names in given.items():
        if isinstance(names, str | bytes | Mapping | Set) or not is_iterable(names):
            hint = f" Write [{names!r}]." if isinstance(names, str) else ""
            raise NetworkError(f"{what} of {variable!r} must be a list, not {names!r}.{hint}")
    return {variable: tuple(names) for variable, names in given.items()}


def structure_problems(
    states: Mapping[str, tuple[str, ...]],
    above: Mapping[str, tuple[str, ...]],
    parents: Mapping[str, Sequence[str]],
    tables: Mapping[str, ArrayLike],
) -> Iterator[str]:
    """All mistakes in names and arrows."""
    if not states:
        yield "A network needs at least one variable."
    for v, own in states.items():
        yield from map(str, name_mistakes("variable", v) + state_mistakes(f"{v}.states", own))
    for kind, given in (("parents", parents), ("tables", tables)):
        for v in given:
            if v not in states:
                yield f"{kind}: {unknown_text('variable', v, states)}"
    for v, causes in above.items():
        if v not in tables:
            yield f"tables: there is none for {v!r}."
        for cause in causes:
            if cause not in states:
                yield f"parents of {v!r}: {unknown_text('variable', cause, states)}"
        if len(set(causes)) < len(causes):
            yield f"parents of {v!r}: {', '.join(causes)} repeats one of them."
    if all(c in states for causes in above.values() for c in causes):
        loop = cycle(above)
        if loop:
            yield f"The arrows make a cycle: {' → '.join(loop)}."


def checked_table(
    variable: str,
    states: Mapping[str, tuple[str, ...]],
    causes: Sequence[str],
    given: ArrayLike,
    draws: int | None,
) -> NDArray[np.float64]:
    """The table as a read-only array of the right shape, its rows summing to one."""
    axes = (*causes, variable)
    shape = tuple(len(states[a]) for a in axes)
    try:
        array = np.array(given, dtype=np.float64)
    except (ValueError, TypeError) as error:
        what = f"The table of {variable!r} is not an array of numbers: {error}."
        raise NetworkError(f"{what} {_numbers_hint(given)}".rstrip()) from None
    if array.shape != shape and (draws is None or array.shape != (*shape, draws)):
        wanted = " × ".join(f"{len(states[a])} ({a})" for a in axes)
        also = "" if draws is None else f", with or without {draws} draws"
        raise NetworkError(
            f"The table of {variable!r} has the shape {array.shape}, not {shape}: {wanted}{also}. "
            f"{_comma_hint(given)}".rstrip()
        )
    if not (np.isfinite(array).all() and (array >= 0).all()):
        raise NetworkError(f"The table of {variable!r} holds a number that is not a probability.")
    sums = array.sum(axis=len(causes), keepdims=True)
    off = abs(sums - 1)
    if off.max() > ROW_TOLERANCE:
        _check_rounded(variable, {a: states[a] for a in axes}, array)
    # Rows whose sum is one up to floating-point error stay unchanged: reading back a written network must not
    # change the last digit.
    if off.max() > EXACT:
        np.divide(array, sums, out=array, where=off > EXACT)
    array.flags.writeable = False
    return array


def _numbers_hint(given: object) -> str:
    """A hint for texts, or for numbers by the names of the states."""
    if isinstance(given, Mapping):
        return f"Write {[*given.values()]}, in the order of the states."
    read = [as_number(x) if isinstance(x, str) else x for x in given] if is_iterable(given) else []  # type: ignore[attr-defined]
    return f"Write {read}." if read and all(map(is_real, read)) else ""


def _comma_hint(given: object) -> str:
    """A hint for numbers that decimal commas have split in two."""
    pairs = comma_pairs(given) if isinstance(given, list | tuple) else []
    return f"Write {pairs}, with decimal points." if abs(sum(pairs) - 1) < ROW_TOLERANCE else ""


def _check_rounded(
    variable: str, axes: Mapping[str, tuple[str, ...]], array: NDArray[np.float64]
) -> None:
    """Check that rounding explains every row that does not sum to one, and note those rows."""
    *causes, _ = axes
    own = len(causes)
    sums = array.sum(axis=own)
    rows = []
    for at in np.argwhere(abs(sums - 1) > ROW_TOLERANCE):
        when = ", ".join(f"{c}={axes[c][i]!r}" for c, i in zip(causes, at, strict=False))
        # Draws are computed, not printed, so rounding does not explain them.
        if array.ndim > own + 1 or not is_rounded(array[tuple(at)].tolist()):
            total, where = float(sums[tuple(at)]), f" where {when}" if when else ""
            what = f"The table of {variable!r} sums to {total:.10g}{where}, not to 1."
            percent = (
                "Percentages are written as shares: 0.2, not 20." if abs(total - 100) <= 1 else ""
            )
            raise NetworkError(f"{what} {percent or rounding_hint(total)}".rstrip())
        rows.append(when or "its only row")
    warn_normalised(rows, f"The table of {variable!r}")


def checked_order(
    states: Mapping[str, Sequence[str]], given: bool | Iterable[str]
) -> frozenset[str]:
    """The variables that are declared ordered, checked to exist.

    Raises
    ------
    NetworkError, UnknownNameError
    """
    if isinstance(given, bool):
        return frozenset(states) if given else frozenset()
    if not isinstance(given, Iterable):
        raise NetworkError(f"'ordered' must be True, False or names of variables, not {given!r}.")
    names = [given] if isinstance(given, str) else list(given)
    for name in names:
        if name not in states:
            raise unknown("variable", name, states)
    return frozenset(names)


def checked_decisions(
    above: Mapping[str, tuple[str, ...]], given: Mapping[str, Sequence[str]]
) -> dict[str, tuple[str, ...]]:
    """What is seen before each decision, all of it variables that do not follow from it.

    Parameters
    ----------
    above : mapping from variable to tuple of str
        The causes of every variable.
    given : mapping from variable to sequence of str

    Raises
    ------
    NetworkError, UnknownNameError
    """
    named = named_lists("decisions", given)
    for name in (*named, *(z for seen in named.values() for z in seen)):
        if name not in above:
            raise unknown("variable", name, above)
    for name, seen in named.items():
        if twice := repeated(seen):
            raise NetworkError(f"The decision {name!r} sees {twice[0]!r} more than once.")
    if named and (around := cycle({**above, **named})):
        raise NetworkError(f"A decision cannot look at what comes after it: {' → '.join(around)}.")
    return named


def checked_utilities(
    states: Mapping[str, Sequence[str]], given: Iterable[Utility]
) -> tuple[Utility, ...]:
    """Utilities that fit the states.

    Raises
    ------
    NetworkError, UnknownNameError
    """
    found = tuple(given)
    for utility in found:
        if not isinstance(utility, Utility):
            raise NetworkError(f"utilities= holds values of cn.Utility, not {utility!r}.")
        for name in utility.of:
            if name not in states:
                raise unknown("variable", name, states)
        if wrong := [*utility.misfits(states)]:
            raise NetworkError("\n".join(f"Utility {utility.name!r}: {text}" for text in wrong))
    if twice := repeated(u.name for u in found):
        raise NetworkError(f"There is more than one utility {twice[0]!r}.")
    return found
