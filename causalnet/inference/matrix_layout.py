"""Layouts of tensors as matrices: which axes become one, and whether any must be copied into another order.

Each function plans a layout once, from the axes alone; what it returns is run again and again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import prod

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "Array",
    "Axes",
    "AxisMove",
    "ProductOfTwo",
    "as_columns",
    "as_matrix",
    "as_rows",
    "moved",
    "multiplied",
]

Array = NDArray[np.float64]
Axes = tuple[int, ...]
AxisMove = Callable[[Array], Array]
ProductOfTwo = Callable[[Array, Array], Array]

# Transposing pairs of numbers as complex ones halves the moves; below this size the two views cost more.
PAIRED = 256

# Axes that become one, and their cells; −1 where draws are among them.
Side = tuple[list[int], int]


def as_matrix(
    axes: Axes, batch: list[int], rows: Side, columns: Side, sizes: Sequence[int]
) -> AxisMove | None:
    """The function that lays a tensor out as (a batch of) matrices, rows × columns; None where it is one already.

    Without a batch, one that lacks rows or columns becomes a vector. Axes are copied into another order only
    where those of one group stand apart.
    """
    (high, height), (wide, width) = rows, columns
    wanted = (*batch, *high, *wide)
    # Columns before rows is a transposed matrix, which BLAS multiplies without a copy.
    turned = axes != wanted and bool(high and wide) and axes == (*batch, *wide, *high)
    if batch:
        shape = (*[sizes[x] for x in batch], *((width, height) if turned else (height, width)))
    elif high and wide:
        shape = (width, height) if turned else (height, width)
    else:
        shape = (height,) if high else (width,)
    if turned:
        return lambda x: x.reshape(shape).swapaxes(-1, -2)
    if axes == wanted:
        least = 1 if batch else 0
        natural = least <= len(high) <= 1 and least <= len(wide) <= 1
        return None if natural else lambda x: x.reshape(shape)
    return moved(axes, wanted, shape, sizes)


def as_columns(x: int, axes: Axes, depth: int, sizes: Sequence[int]) -> AxisMove | None:
    """The function that lays a tensor out as a matrix whose columns are one of its axes; None for a vector."""
    if axes[-1] == x:
        return None if len(axes) < 3 else lambda t: t.reshape(-1, depth)
    if axes[0] == x:
        return _turned if len(axes) == 2 else lambda t: t.reshape(depth, -1).T
    others = [y for y in axes if y != x]
    return moved(axes, (*others, x), (prod([sizes[y] for y in others]), depth), sizes)


def as_rows(x: int, axes: Axes, depth: int, sizes: Sequence[int]) -> AxisMove | None:
    """The function that lays a tensor out as a matrix whose rows are one of its axes; None for a vector."""
    if axes[0] == x:
        return None if len(axes) < 3 else lambda t: t.reshape(depth, -1)
    if axes[-1] == x:
        return _turned if len(axes) == 2 else lambda t: t.reshape(-1, depth).T
    others = [y for y in axes if y != x]
    return moved(axes, (x, *others), (depth, prod([sizes[y] for y in others])), sizes)


def _turned(x: Array) -> Array:
    return x.T


def _broadcast_along(
    axes: Axes, along: Axes, sizes: Sequence[int]
) -> tuple[Axes | None, Axes | None]:
    """The order and the shape in which a tensor broadcasts along other axes; None where it does already."""
    wanted = tuple([x for x in along if x in axes])
    order = None if wanted == axes else tuple([axes.index(x) for x in wanted])
    if wanted == along[len(along) - len(wanted) :]:
        return order, None
    return order, tuple([(-1 if x < 0 else sizes[x]) if x in axes else 1 for x in along])


def multiplied(a: Axes, b: Axes, axes: Axes, sizes: Sequence[int]) -> ProductOfTwo:
    """The elementwise product of two tensors that are broadcast along the same axes."""
    order_a, shape_a = _broadcast_along(a, axes, sizes)
    order_b, shape_b = _broadcast_along(b, axes, sizes)
    if order_a is shape_a is order_b is None:
        return np.multiply if shape_b is None else lambda x, y: x * y.reshape(shape_b)
    if order_b is shape_b is order_a is None:
        return lambda x, y: x.reshape(shape_a) * y

    def run(x: Array, y: Array) -> Array:
        x = x if order_a is None else x.transpose(order_a)
        x = x if shape_a is None else x.reshape(shape_a)
        y = y if order_b is None else y.transpose(order_b)
        y = y if shape_b is None else y.reshape(shape_b)
        return np.asarray(x * y)

    return run


def moved(axes: Axes, wanted: Axes, shape: tuple[int, ...], sizes: Sequence[int]) -> AxisMove:
    """The function that puts axes in another order and then gives the tensor a shape."""
    order = tuple([axes.index(x) for x in wanted])
    last = axes[-1]
    if last == wanted[-1] and sizes[last] == 2 and prod([sizes[x] for x in axes]) >= PAIRED:
        return _moved_in_pairs(order, shape)
    return lambda x: x.transpose(order).reshape(shape)


def _moved_in_pairs(order: Axes, shape: tuple[int, ...]) -> AxisMove:
    """Transpose the axes before the last, of length two, moving its pairs of floats as complex numbers."""
    front = order[:-1]

    def lay(x: Array) -> Array:
        if not x.flags.c_contiguous:
            return x.transpose(order).reshape(shape)
        pairs = x.view(np.complex128)[..., 0].transpose(front)
        return pairs.reshape(-1).view(np.float64).reshape(shape)

    return lay
