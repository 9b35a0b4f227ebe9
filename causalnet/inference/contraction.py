r"""Pairwise contraction of tensors, the operation that variable elimination repeats.

.. math::

   C_{k\,r\,c} = \sum_{s} A_{k\,r\,s}\, B_{k\,s\,c}

An axis is the number of a variable, or `DRAWS`. Both tensors have the *batch* axes :math:`k` and the *summed*
axes :math:`s`; the *rows* :math:`r` belong to A alone and the *columns* :math:`c` to B alone. Grouped like
this, any contraction is a (batch of) matrix products: transpose, multiply, reshape. The grouping needs the axes
only, so it is planned once, and each run is a few calls of numpy.

`numpy.einsum_path` and `opt_einsum` choose an order for a whole expression and parse it again in every call. Here
the order comes from the elimination order, and small networks are bound by the cost of calls. So each
contraction is planned by itself and kept as a closure.

References
----------
D. Koller and N. Friedman (2009), *Probabilistic Graphical Models*, section 9.3 (product and marginalization of
factors); P. Springer and P. Bientinesi (2018), "Design of a high-performance GEMM-like tensor-tensor
multiplication", *ACM TOMS* 44(3) (contractions as matrix products).
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
ProductOfTwo = Callable[[Array, Array], Array]

# `einsum` names axes by the 52 letters of the alphabet, which end before numpy's own limit of 64 axes.
MOST_AXES = 51
# Below this number of multiply-adds the overhead of calls outweighs the arithmetic. A batch is then one `einsum`
# (within a microsecond of `matmul` with its reshapes), and a sum the method `sum`, which is the cheaper call.
WORTHWHILE = 128
# Transposing pairs of numbers as complex ones halves the moves; below this size the two views cost more.
PAIRED = 256


class Contraction(NamedTuple):
    """A planned contraction of two tensors.

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
    run: ProductOfTwo


def contraction(a: Axes, b: Axes, keep: Container[int], sizes: Sequence[int]) -> Contraction:
    """Plan the product of two tensors, summed over every axis that is not kept.

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
    # Draws must end up as the last axis, and the columns of the second operand come last.
    if DRAWS in a and DRAWS not in b:
        swapped = contraction(b, a, keep, sizes)
        run = swapped.run
        return Contraction(swapped.axes, swapped.cost, swapped.kind, lambda x, y: run(y, x))
    # Σ_x A(x, …) B(…) = B(…) Σ_x A(x, …): summed first, an axis of one operand alone enters no product.
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
    """The sum over some axes of one tensor; None where there are none.

    On large tensors `einsum` sums over several axes in one pass and is quicker than `sum`.
    """
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
    """Plan the sum of one tensor over every axis that is not kept.

    It has the form of a contraction, so that it can stand in a list of them; its first operand is ignored.
    """
    over = [x for x in axes if x not in keep and x != DRAWS]
    left = tuple([x for x in axes if x not in over])
    total = _summing(axes, over, sizes)
    if total is None:
        return Contraction(left, 0, "as it is", lambda _, y: y)
    return Contraction(left, _size(axes, sizes), "sum", lambda _, y: total(y))


def _contraction(a: Axes, b: Axes, keep: Container[int], sizes: Sequence[int]) -> Contraction:
    """The contraction of two tensors of which every axis is kept or shared."""
    drawn = DRAWS in a
    batch: list[int] = []
    summed: list[int] = []
    # In the order of the wider operand, which is the dearer one to transpose.
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
        # Laid out like the wider operand, the product needs no transpose of it.
        axes = wide if len(wide) == len(axes) and (DRAWS in wide) == (DRAWS in b) else axes
        return Contraction(axes, cost, "multiply", _multiplied(a, b, axes, sizes))
    # Where both have draws these are a batch as well, but stand last: `matmul` would need copies of both with
    # the draws in front, `einsum` runs along them in place.
    if drawn or (batch and cost < WORTHWHILE and DRAWS not in columns):
        return Contraction(axes, cost, "einsum", _einsum(a, b, axes))
    shape = tuple([sizes[x] for x in (*batch, *rows, *columns)])
    # How many draws a chunk has is known only when the plan is run.
    if DRAWS in columns:
        shape = (*shape[:-1], -1)
    left = _as_matrix(a, batch, rows, summed, sizes)
    right = _as_matrix(b, batch, summed, columns, sizes)
    if batch:
        return Contraction(axes, cost, "matmul", _batched(left, right, shape))
    done = len(rows) < 2 and len(columns) < 2 and len(shape) > 0
    return Contraction(axes, cost, "matmul", _flat(left, right, None if done else shape))


def _multiplied(a: Axes, b: Axes, axes: Axes, sizes: Sequence[int]) -> ProductOfTwo:
    """The elementwise product of two tensors that are broadcast along the same axes."""
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
    """The order and the shape in which a tensor broadcasts along other axes; None where it does already."""
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


def _einsum(a: Axes, b: Axes, axes: Axes) -> ProductOfTwo:
    letter = {x: ascii_letters[i] for i, x in enumerate(dict.fromkeys((*a, *b)))}
    written = ["".join([letter[x] for x in part]) for part in (a, b, axes)]
    subscripts = f"{written[0]},{written[1]}->{written[2]}"
    einsum = np.einsum
    return lambda x, y: einsum(subscripts, x, y)


AxisMove = Callable[[Array], Array]


def _as_matrix(
    axes: Axes, batch: list[int], rows: list[int], columns: list[int], sizes: Sequence[int]
) -> AxisMove | None:
    """The function that lays a tensor out as (a batch of) matrices, rows × columns; None where it is one already.

    Without a batch, one that lacks rows or columns becomes a vector. Axes are copied into another order only
    where those of one group stand apart.
    """
    # Columns before rows is a transposed matrix, which BLAS multiplies without a copy.
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


def _moved_in_pairs(order: Axes, shape: tuple[int, ...]) -> AxisMove:
    """Transpose the axes before the last, of length two, moving its pairs of floats as complex numbers."""
    front = order[:-1]

    def lay(x: Array) -> Array:
        if not x.flags.c_contiguous:
            return x.transpose(order).reshape(shape)
        pairs = x.view(np.complex128)[..., 0].transpose(front)
        return pairs.reshape(-1).view(np.float64).reshape(shape)

    return lay


def _flat(a: AxisMove | None, b: AxisMove | None, shape: tuple[int, ...] | None) -> ProductOfTwo:
    """One product of two matrices or vectors: the method `dot` has less overhead in a call than `matmul`."""
    if a is None and b is None and shape is None:
        return _dot

    def run(x: Array, y: Array) -> Array:
        z: Array = (x if a is None else a(x)).dot(y if b is None else b(y))
        return z if shape is None else z.reshape(shape)

    return run


def _dot(x: Array, y: Array) -> Array:
    product: Array = x.dot(y)
    return product


def _batched(a: AxisMove | None, b: AxisMove | None, shape: tuple[int, ...]) -> ProductOfTwo:
    """A product of matrices for each item of the batch."""

    def run(x: Array, y: Array) -> Array:
        z: Array = np.matmul(x if a is None else a(x), y if b is None else b(y))
        return z.reshape(shape)

    return run
