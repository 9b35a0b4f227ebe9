"""Models unrolled over periods."""

import pytest

import causalnet as cn
from tests.toys import plain


@pytest.mark.parametrize("periods", [2.5, "2", -1])
def test_a_number_of_steps_is_a_whole_one(periods):
    with pytest.raises(cn.errors.QuestionError, match="must be a whole number"):
        cn.unroll(cn.CausalModel("m", [plain("x")]), periods)
