"""Layouts against a plain transpose and reshape."""

from math import prod

import numpy as np
from hypothesis import given, strategies as st

from causalnet.inference.matrix_layout import as_matrix, moved

SIZES = [2, 30, 4, 5, 2, 3]


@given(st.permutations(range(5)), st.permutations(range(5)), st.integers(0, 3), st.integers(0, 5))
def test_a_tensor_is_laid_out_as_matrices(axes, wanted, items, cut):
    batch, rows, columns = (
        wanted[:items],
        wanted[items : max(items, cut)],
        wanted[max(items, cut) :],
    )
    x = np.random.default_rng(0).random([SIZES[i] for i in axes])
    shape = [SIZES[i] for i in batch]
    shape += [prod(SIZES[i] for i in side) for side in (rows, columns) if side or batch]
    lay = as_matrix(
        tuple(axes),
        batch,
        (rows, prod(SIZES[i] for i in rows)),
        (columns, prod(SIZES[i] for i in columns)),
        SIZES,
    )

    expected = x.transpose([axes.index(i) for i in wanted]).reshape(shape)
    np.testing.assert_array_equal(x if lay is None else lay(x), expected)


def test_a_tensor_that_is_a_matrix_is_left_alone():
    assert as_matrix((0, 1), [], ([0], 2), ([1], 30), SIZES) is None
    assert as_matrix((2, 0, 1), [2], ([0], 2), ([1], 30), SIZES) is None


def test_pairs_of_numbers_move_together():
    x = np.random.default_rng(0).random((30, 5, 2))
    for strided in (x, np.asfortranarray(x)):
        found = moved((1, 3, 0), (3, 1, 0), (5, 60), SIZES)(strided)
        np.testing.assert_array_equal(found, x.transpose(1, 0, 2).reshape(5, 60))
