"""Two tensors multiplied and summed: the one operation that every answer is made of.

Axes go by whole numbers. A contraction is settled once, from the axes alone; running it is then one
product of matrices, or one `einsum` where the matrices would be too small to be worth it.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from string import ascii_letters
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from causalnet.errors import MemoryLimitError
from causalnet.network.structure import DRAWS

__all__ = ["Array", "Axes", "Contraction", "contraction", "summed"]

Array = NDArray[np.float64]
Axes = tuple[int, ...]
Kernel = Callable[[Array, Array], Array]

# Letters that einsum has for axes; numpy itself ends at 64.
MOST_AXES = 51
# A batch of matrix products is worth it from so many multiply-adds.
WORTHWHILE = 128
# Numbers are moved in pairs from so many on.
PAIRED = 256


class Contraction(NamedTuple):
    """What is multiplied, what is kept, and how it is done.

    Attributes
    ----------
    axes : tuple of int
        The axes of the result, the axis of draws last.
    cost : int
        Multiply-adds (in each draw).
    kind : {"matmul", "einsum", "outer"}
        What executes it.
    run : callable
        From the two tensors to the result.
    """

    axes: Axes
    cost: int
    kind: str
    run: Kernel


def contraction(a: Axes, b: Axes, keep: Container[int], sizes: Sequence[int]) -> Contraction:
    """The product of two tensors, summed over every axis that is not kept.

    Axes split into those that both have and keep (a batch), those that one has (rows, columns) and
    those that are summed; an axis that only one has and nobody keeps is summed beforehand.

    Parameters
    ----------
    a, b : tuple of int
        Their axes.
    keep : container of int
        The axes that the result keeps, of those there are.
    sizes : sequence of int
        The length of every axis.

    Examples
    --------
    >>> import numpy as np
    >>> step = contraction((0, 1), (1, 2), {0, 2}, [2, 3, 4])
    >>> step.axes, step.cost, step.run(np.ones((2, 3)), np.ones((3, 4))).shape
    ((0, 2), 24, (2, 4))
    """
    if len({*a, *b}) > MOST_AXES:
        raise _too_many_axes(a, b, sizes)
    if DRAWS in a and DRAWS not in b:
        swapped = contraction(b, a, keep, sizes)
        run = swapped.run
        return Contraction(swapped.axes, swapped.cost, swapped.kind, lambda x, y: run(y, x))
    lone_a = [x for x in a if x not in b and x not in keep and x != DRAWS]
    lone_b = [x for x in b if x not in a and x not in keep and x != DRAWS]
    if lone_a or lone_b:
        return _after_sums(a, b, lone_a, lone_b, keep, sizes)
    return _contraction(a, b, keep, sizes)


def _too_many_axes(a: Axes, b: Axes, sizes: Sequence[int]) -> MemoryLimitError:
    axes = len({*a, *b} - {DRAWS})
    return MemoryLimitError(
        f"An exact answer would take a table over {axes} variables at once; numpy holds {MOST_AXES - 1}. "
        'Observe or set some of them, or say method="sample" for an estimate with its error.',
        needed=8 * _size(tuple({*a, *b} - {DRAWS}), sizes),
        limit=8 * 2 ** (MOST_AXES - 1),
    )


def _after_sums(
    a: Axes,
    b: Axes,
    lone_a: list[int],
    lone_b: list[int],
    keep: Container[int],
    sizes: Sequence[int],
) -> Contraction:
    sum_a, sum_b = _summing(a, lone_a, sizes), _summing(b, lone_b, sizes)
    rest = _contraction(
        tuple([x for x in a if x not in lone_a]),
        tuple([x for x in b if x not in lone_b]),
        keep,
        sizes,
    )
    inner = rest.run

    def run(x: Array, y: Array) -> Array:
        return inner(x if sum_a is None else sum_a(x), y if sum_b is None else sum_b(y))

    return Contraction(rest.axes, rest.cost, rest.kind, run)


def _summing(axes: Axes, over: list[int], sizes: Sequence[int]) -> Callable[[Array], Array] | None:
    """The sum over some axes of one tensor; `einsum` is the quicker one on large tensors."""
    if not over:
        return None
    if _size(axes, sizes) < WORTHWHILE:
        place = tuple([axes.index(x) for x in over])
        return lambda x: np.asarray(x.sum(axis=place))
    whole = ascii_letters[: len(axes)]
    subscripts = (
        f"{whole}->{''.join([c for c, x in zip(whole, axes, strict=True) if x not in over])}"
    )
    einsum = np.einsum
    return lambda x: einsum(subscripts, x)


def summed(axes: Axes, keep: Container[int], sizes: Sequence[int]) -> Contraction:
    """One tensor summed over what is not kept: a product with nothing, of which the second is used."""
    over = [x for x in axes if x not in keep and x != DRAWS]
    left = tuple([x for x in axes if x not in over])
    total = _summing(axes, over, sizes)
    if total is None:
        return Contraction(left, 0, "as it is", lambda _, y: y)
    return Contraction(left, _size(axes, sizes), "sum", lambda _, y: total(y))


def _contraction(a: Axes, b: Axes, keep: Container[int], sizes: Sequence[int]) -> Contraction:
    drawn = DRAWS in a
    batch: list[int] = []
    summed: list[int] = []
    wide = a if len(a) >= len(b) else b
    for x in wide:
        if x != DRAWS and x in a and x in b:
            (batch if x in keep else summed).append(x)
    rows = [x for x in a if x not in b]
    columns = [x for x in b if x not in a]
    items, height, depth, width = [_size(part, sizes) for part in (batch, rows, summed, columns)]
    axes = (*batch, *rows, *columns, *((DRAWS,) if drawn else ()))
    cost = items * height * depth * width
    if not summed:
        if not batch and not drawn:
            return Contraction(axes, cost, "outer", np.multiply.outer)
        axes = wide if len(wide) == len(axes) and (DRAWS in wide) == (DRAWS in b) else axes
        return Contraction(axes, cost, "multiply", _multiplied(a, b, axes, sizes))
    if drawn or (batch and cost < WORTHWHILE and DRAWS not in columns):
        return Contraction(axes, cost, "einsum", _einsum(a, b, axes))
    shape = tuple([sizes[x] for x in (*batch, *rows, *columns)])
    if DRAWS in columns:
        shape = (*shape[:-1], -1)
    left = _as_matrix(a, batch, rows, summed, sizes)
    right = _as_matrix(b, batch, summed, columns, sizes)
    if batch:
        return Contraction(axes, cost, "matmul", _batched(left, right, shape))
    done = len(rows) < 2 and len(columns) < 2 and len(shape) > 0
    return Contraction(axes, cost, "matmul", _flat(left, right, None if done else shape))


def _multiplied(a: Axes, b: Axes, axes: Axes, sizes: Sequence[int]) -> Kernel:
    """A product, entry by entry, of tensors laid along the same axes."""
    order_a, shape_a = _laid(a, axes, sizes)
    order_b, shape_b = _laid(b, axes, sizes)

    def run(x: Array, y: Array) -> Array:
        x = x if order_a is None else x.transpose(order_a)
        x = x if shape_a is None else x.reshape(shape_a)
        y = y if order_b is None else y.transpose(order_b)
        y = y if shape_b is None else y.reshape(shape_b)
        return np.asarray(x * y)

    return run


def _laid(axes: Axes, along: Axes, sizes: Sequence[int]) -> tuple[Axes | None, Axes | None]:
    """How a tensor is laid along other axes, with a length of one along those that it lacks."""
    wanted = tuple([x for x in along if x in axes])
    order = None if wanted == axes else tuple([axes.index(x) for x in wanted])
    if wanted == along[len(along) - len(wanted) :]:
        return order, None
    return order, tuple([(-1 if x == DRAWS else sizes[x]) if x in axes else 1 for x in along])


def _size(axes: Sequence[int], sizes: Sequence[int]) -> int:
    cells = 1
    for x in axes:
        cells *= sizes[x]
    return cells


def _einsum(a: Axes, b: Axes, axes: Axes) -> Kernel:
    letter = {x: ascii_letters[i] for i, x in enumerate(dict.fromkeys((*a, *b)))}
    written = ["".join([letter[x] for x in part]) for part in (a, b, axes)]
    subscripts = f"{written[0]},{written[1]}->{written[2]}"
    einsum = np.einsum
    return lambda x, y: einsum(subscripts, x, y)


Layout = Callable[[Array], Array]


def _as_matrix(
    axes: Axes, batch: list[int], rows: list[int], columns: list[int], sizes: Sequence[int]
) -> Layout | None:
    """How a tensor becomes a (batch of) rows × columns; None where it is that already.

    A flat one without rows or without columns becomes a vector. Axes are moved only where those that
    belong together stand apart.
    """
    turned = bool(rows and columns) and axes == (*batch, *columns, *rows)
    wanted = (*batch, *rows, *columns)
    sides = [columns, rows] if turned else [rows, columns]
    if not batch:
        sides = [side for side in sides if side]
    merged = [-1 if DRAWS in side else _size(side, sizes) for side in sides]
    shape = (*[sizes[x] for x in batch], *merged)
    if turned or axes == wanted:
        natural = all(len(side) == 1 for side in sides)
        if turned:
            return lambda x: x.reshape(shape).swapaxes(-1, -2)
        return None if natural else lambda x: x.reshape(shape)
    order = tuple([axes.index(x) for x in wanted])
    in_pairs = axes[-1] == wanted[-1] and sizes[axes[-1]] == 2 and _size(axes, sizes) >= PAIRED
    if in_pairs and axes[-1] != DRAWS:
        return _moved_in_pairs(order, shape)
    return lambda x: x.transpose(order).reshape(shape)


def _moved_in_pairs(order: Axes, shape: tuple[int, ...]) -> Layout:
    """Axes moved while the two numbers along the last one stay together: as if each pair were one."""
    front = order[:-1]

    def lay(x: Array) -> Array:
        if not x.flags.c_contiguous:
            return x.transpose(order).reshape(shape)
        pairs = x.view(np.complex128)[..., 0].transpose(front)
        return pairs.reshape(-1).view(np.float64).reshape(shape)

    return lay


def _flat(a: Layout | None, b: Layout | None, shape: tuple[int, ...] | None) -> Kernel:
    """One product of two matrices or vectors."""
    if a is None and b is None and shape is None:
        return _dot

    def run(x: Array, y: Array) -> Array:
        z: Array = (x if a is None else a(x)).dot(y if b is None else b(y))
        return z if shape is None else z.reshape(shape)

    return run


def _dot(x: Array, y: Array) -> Array:
    product: Array = x.dot(y)
    return product


def _batched(a: Layout | None, b: Layout | None, shape: tuple[int, ...]) -> Kernel:
    """A product of matrices for each item of the batch."""

    def run(x: Array, y: Array) -> Array:
        z: Array = np.matmul(x if a is None else a(x), y if b is None else b(y))
        return z.reshape(shape)

    return run
