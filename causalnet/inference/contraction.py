r"""Pairwise contraction of tensors, the operation that variable elimination repeats.

.. math::

   C_{k\,r\,c} = \sum_{s} A_{k\,r\,s}\, B_{k\,s\,c}

An axis is the number of a variable, or `DRAWS`. Both tensors have the *batch* axes :math:`k` and the *summed*
axes :math:`s`; the *rows* :math:`r` belong to A alone and the *columns* :math:`c` to B alone. Grouped like
this, any contraction is a (batch of) matrix products: transpose, multiply, reshape. The grouping needs the axes
only, so it is planned once, and each run is a few calls of numpy.

`numpy.einsum_path` and `opt_einsum` choose an order for a whole expression and parse it again in every call. Here
the order comes from the elimination order, and small networks are bound by the cost of calls. So each
contraction is planned by itself and kept as a closure. Its *form* says which axes the operands share, which the
result keeps, and how long each is. Contractions of one form share one closure, whichever variables the axes are.

References
----------
D. Koller and N. Friedman (2009), *Probabilistic Graphical Models*, section 9.3 (product and marginalization of
factors); P. Springer and P. Bientinesi (2018), "Design of a high-performance GEMM-like tensor-tensor
multiplication", *ACM TOMS* 44(3) (contractions as matrix products).
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from math import prod
from string import ascii_letters
from typing import NamedTuple

import numpy as np
from numpy._core import multiarray

from causalnet.cache import Cache
from causalnet.errors import MemoryLimitError
from causalnet.inference.matrix_layout import (
    Array,
    Axes,
    AxisMove,
    ProductOfTwo,
    as_columns,
    as_matrix,
    as_rows,
    moved,
    multiplied,
)
from causalnet.network.structure import DRAWS

__all__ = ["CONTRACTION_FORMS", "Array", "Axes", "Contraction", "contraction", "summed"]

# The compiled function behind `np.einsum` saves the two thirds of a microsecond that its options take, half of a small
# product. It is not public: where there is none, the public one does the same.
einsum = getattr(multiarray, "c_einsum", np.einsum)

# `einsum` names axes by the 52 letters of the alphabet, which end before numpy's own limit of 64 axes.
MOST_AXES = 51
# Below this number of multiply-adds the overhead of calls outweighs the arithmetic. A batch is then one `einsum`
# (within a microsecond of `matmul` with its reshapes), and a sum the method `sum`, which is the cheaper call.
WORTHWHILE = 128
# The number of forms that are kept, and the bytes of each, measured on published networks.
MOST_FORMS, FORM_BYTES = 4096, 1000
# No axis is that long: numbers from here on are places.
SHARED = 2**62


class Contraction(NamedTuple):
    """A planned contraction of two tensors.

    Attributes
    ----------
    axes : tuple of int
        The axes of the result, the axis of draws last.
    cost : int
        Multiply-adds (in each draw).
    kind : {"matmul", "einsum", "outer", …}
        The function that executes it.
    run : callable
        From the two tensors to the result.
    cells : int
        Cells of the result (in each draw).
    """

    axes: Axes
    cost: int
    kind: str
    run: ProductOfTwo
    cells: int


# Where the axes of the result are in the first operand and, behind it, the second; and the rest of the contraction.
CONTRACTION_FORMS: Cache[Axes, tuple[Axes, int, str, ProductOfTwo, int]] = Cache(MOST_FORMS)


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
    # Most contractions multiply a vector into a table, or sum over one axis alone: planning these takes about as long as
    # looking up a form.
    if len(a) == 1:
        x = a[0]
        if x in b and x >= 0 and b[-1] >= 0 and len(b) > 1:
            kept = tuple([y for y in b if y in keep])
            if x not in keep:
                if len(kept) == len(b) - 1:
                    return _vector_dot(x, b, kept, sizes)
            elif len(kept) == len(b):
                return _vector_multiply(x, b, sizes)
    both = a + b
    if len(both) > MOST_AXES and len({*both}) > MOST_AXES:
        raise _too_many_axes(a, b, sizes)
    if a and b and a[-1] >= 0 and b[-1] >= 0:
        kept = tuple([x for x in both if x in keep])
        if len(kept) == len(both) - 2:
            shared = [x for x in a if x in b]
            if len(shared) == 1 and shared[0] not in keep:
                return _one_summed(shared[0], a, b, kept, sizes)
        elif len(kept) == len(both):
            return _all_kept(a, b, sizes)
    # The form in numbers: for each axis its length, negative if it is summed, and 0 for that of the draws; for one
    # of the second operand that the first has too, its place there, out of the range of lengths.
    form = (
        len(a),
        *[(sizes[x] if x in keep else -sizes[x]) if x >= 0 else 0 for x in a],
        *[
            SHARED + a.index(x)
            if x in a
            else (sizes[x] if x in keep else -sizes[x])
            if x >= 0
            else 0
            for x in b
        ],
    )
    known = CONTRACTION_FORMS.get(form)
    if known is None:
        axes, cost, kind, run, cells = planned = _planned(a, b, keep, sizes)
        CONTRACTION_FORMS.put(
            form, (tuple([both.index(x) for x in axes]), cost, kind, run, cells), FORM_BYTES
        )
        return planned
    places, cost, kind, run, cells = known
    return Contraction(tuple([both[i] for i in places]), cost, kind, run, cells)


def _planned(a: Axes, b: Axes, keep: Container[int], sizes: Sequence[int]) -> Contraction:
    batch: list[int] = []
    summed: list[int] = []
    rows: list[int] = []
    columns: list[int] = []
    lone_a: list[int] = []
    lone_b: list[int] = []
    for x in a:
        if x in b:
            (batch if x in keep or x == DRAWS else summed).append(x)
        else:
            (rows if x in keep or x == DRAWS else lone_a).append(x)
    for x in b:
        if x not in a:
            (columns if x in keep or x == DRAWS else lone_b).append(x)
    # Draws must end up as the last axis, and the columns of the second operand come last.
    if DRAWS in rows:
        axes, cost, kind, run, cells = _planned(b, a, keep, sizes)
        return Contraction(axes, cost, kind, lambda x, y: run(y, x), cells)
    if not lone_a and not lone_b:
        return _contraction(a, b, batch, rows, summed, columns, sizes)
    if DRAWS in batch and not (lone_a or rows if lone_b else lone_b or columns):
        # One operand has all axes of the other: one pass along the draws takes no more products than the sum alone.
        axes = (*[x for x in batch if x != DRAWS], *rows, *columns, DRAWS)
        cells, cost = _size(axes[:-1], sizes), _size({*a, *b} - {DRAWS}, sizes)
        return Contraction(axes, cost, "einsum", _einsum(a, b, axes), cells)
    # Σ_x A(x, …) B(…) = B(…) Σ_x A(x, …): summed first, an axis of one operand alone enters no product.
    sum_a, sum_b = _summing(a, lone_a, sizes), _summing(b, lone_b, sizes)
    a = tuple([x for x in a if x not in lone_a])
    b = tuple([x for x in b if x not in lone_b])
    rest = _contraction(a, b, batch, rows, summed, columns, sizes)
    run = _after(rest.run, sum_a, sum_b)
    return Contraction(rest.axes, rest.cost, rest.kind, run, rest.cells)


def _vector_multiply(x: int, b: Axes, sizes: Sequence[int]) -> Contraction:
    """A tensor times a vector along one of its axes."""
    cells = _size(b, sizes)
    behind = len(b) - 1 - b.index(x)
    if not behind:
        return Contraction(b, cells, "multiply", np.multiply, cells)
    shape = (sizes[x], *[1] * behind)
    return Contraction(b, cells, "multiply", lambda v, t: v.reshape(shape) * t, cells)


def _vector_dot(x: int, b: Axes, kept: Axes, sizes: Sequence[int]) -> Contraction:
    """The sum of a tensor over one axis, weighted by a vector."""
    depth = sizes[x]
    if len(b) == 2:
        cells, run = sizes[kept[0]], _dot if b[0] == x else _dot_turned
        return Contraction(kept, depth * cells, "matmul", run, cells)
    shape = tuple([sizes[y] for y in kept])
    cells = prod(shape)
    cost = depth * cells
    # Written out for each place, since most products are of this kind: a function more would cost a tenth of planning it.
    if b[0] == x:
        return Contraction(
            kept, cost, "matmul", lambda v, t: v.dot(t.reshape(depth, cells)).reshape(shape), cells
        )
    if b[-1] == x:
        return Contraction(
            kept,
            cost,
            "matmul",
            lambda v, t: v.dot(t.reshape(cells, depth).T).reshape(shape),
            cells,
        )
    move = moved(b, (x, *kept), (depth, cells), sizes)
    return Contraction(kept, cost, "matmul", lambda v, t: v.dot(move(t)).reshape(shape), cells)


def _one_summed(x: int, a: Axes, b: Axes, kept: Axes, sizes: Sequence[int]) -> Contraction:
    """The sum over the only axis that two tensors share: a product of two matrices."""
    depth = sizes[x]
    shape = tuple([sizes[y] for y in kept])
    cells = prod(shape)
    left, right = as_columns(x, a, depth, sizes), as_rows(x, b, depth, sizes)
    done = len(a) < 3 and len(b) < 3 and shape
    run = _flat(left, right, None if done else shape)
    return Contraction(kept, cells * depth, "matmul", run, cells)


def _all_kept(a: Axes, b: Axes, sizes: Sequence[int]) -> Contraction:
    """The product of two tensors, laid out like the wider one if it has all axes, since that needs no transpose."""
    rows, columns = [x for x in a if x not in b], [x for x in b if x not in a]
    if len(a) >= len(b):
        axes = a if not columns else (*[x for x in a if x in b], *rows, *columns)
    else:
        axes = b if not rows else (*[x for x in b if x in a], *rows, *columns)
    cells = prod([sizes[x] for x in axes])
    if len(axes) == len(a) + len(b):
        return Contraction(axes, cells, "outer", np.multiply.outer, cells)
    return Contraction(axes, cells, "multiply", multiplied(a, b, axes, sizes), cells)


def _after(run: ProductOfTwo, first: AxisMove | None, second: AxisMove | None) -> ProductOfTwo:
    """A kernel after something has been done to its operands."""
    if first is None:
        return run if second is None else lambda x, y: run(x, second(y))
    if second is None:
        return lambda x, y: run(first(x), y)
    return lambda x, y: run(first(x), second(y))


def _too_many_axes(a: Axes, b: Axes, sizes: Sequence[int]) -> MemoryLimitError:
    axes = len({*a, *b} - {DRAWS})
    return MemoryLimitError(
        f"An exact answer would take a table over {axes} variables at once; numpy holds {MOST_AXES - 1}. "
        'Observe or set some of them, or say method="sample" for an estimate with its error.',
        needed=8 * _size(tuple({*a, *b} - {DRAWS}), sizes),
        limit=8 * 2 ** (MOST_AXES - 1),
    )


def _summing(axes: Axes, over: list[int], sizes: Sequence[int]) -> AxisMove | None:
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
    return lambda x: einsum(subscripts, x)


def summed(axes: Axes, keep: Container[int], sizes: Sequence[int]) -> Contraction:
    """Plan the sum of one tensor over every axis that is not kept.

    It has the form of a contraction, so that it can stand in a list of them; its first operand is ignored.
    """
    over = [x for x in axes if x not in keep and x != DRAWS]
    left = tuple([x for x in axes if x not in over])
    total = _summing(axes, over, sizes)
    if total is None:
        return Contraction(left, 0, "as it is", lambda _, y: y, _size(left, sizes))
    return Contraction(left, _size(axes, sizes), "sum", lambda _, y: total(y), _size(left, sizes))


def _contraction(
    a: Axes,
    b: Axes,
    batch: list[int],
    rows: list[int],
    summed: list[int],
    columns: list[int],
    sizes: Sequence[int],
) -> Contraction:
    """The contraction of two tensors of which every axis is kept or shared."""
    drawn = DRAWS in batch
    if drawn:
        batch = [x for x in batch if x != DRAWS]
    # In the order of the wider operand, which is the dearer one to transpose.
    wide = a
    if len(b) > len(a):
        wide = b
        batch = [x for x in b if x in batch]
        summed = [x for x in b if x in summed]
    height = prod([sizes[x] for x in rows])
    depth = prod([sizes[x] for x in summed])
    width = prod([sizes[x] for x in columns])
    cells = prod([sizes[x] for x in batch]) * height * width
    cost = cells * depth
    axes = (*batch, *rows, *columns, DRAWS) if drawn else (*batch, *rows, *columns)
    if not summed:
        if not batch and not drawn:
            return Contraction(axes, cost, "outer", np.multiply.outer, cells)
        # Laid out like the wider operand, the product needs no transpose of it.
        axes = wide if len(wide) == len(axes) and (DRAWS in wide) == (DRAWS in b) else axes
        return Contraction(axes, cost, "multiply", multiplied(a, b, axes, sizes), cells)
    # Where both have draws these are a batch as well, but stand last: `matmul` would need copies of both with
    # the draws in front, `einsum` runs along them in place.
    if drawn or (batch and cost < WORTHWHILE and DRAWS not in columns):
        return Contraction(axes, cost, "einsum", _einsum(a, b, axes), cells)
    shape = [sizes[x] for x in axes]
    # How many draws a chunk has is known only when the plan is run.
    if DRAWS in columns:
        shape[-1] = width = -1
    left = as_matrix(a, batch, (rows, height), (summed, depth), sizes)
    right = as_matrix(b, batch, (summed, depth), (columns, width), sizes)
    if batch:
        return Contraction(axes, cost, "matmul", _batched(left, right, tuple(shape)), cells)
    done = len(rows) < 2 and len(columns) < 2 and len(shape) > 0
    run = _flat(left, right, None if done else tuple(shape))
    return Contraction(axes, cost, "matmul", run, cells)


def _size(axes: Iterable[int], sizes: Sequence[int]) -> int:
    return prod([sizes[x] for x in axes])


def _einsum(a: Axes, b: Axes, axes: Axes) -> ProductOfTwo:
    letter = {x: ascii_letters[i] for i, x in enumerate(dict.fromkeys((*a, *b)))}
    written = ["".join([letter[x] for x in part]) for part in (a, b, axes)]
    subscripts = f"{written[0]},{written[1]}->{written[2]}"
    return lambda x, y: einsum(subscripts, x, y)


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


def _dot_turned(x: Array, y: Array) -> Array:
    product: Array = x.dot(y.T)
    return product


def _batched(a: AxisMove | None, b: AxisMove | None, shape: tuple[int, ...]) -> ProductOfTwo:
    """A product of matrices for each item of the batch."""

    def run(x: Array, y: Array) -> Array:
        z: Array = np.matmul(x if a is None else a(x), y if b is None else b(y))
        return z.reshape(shape)

    return run
