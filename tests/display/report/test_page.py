"""The page of a report."""

import pytest

from causalnet.display.report.page import spoken


@pytest.mark.parametrize(
    ("names", "text", "said"),
    [
        (["a_b"], "a_b, not xa_b nor a_b_c", "a b, not xa_b nor a_b_c"),
        (["a_b", "a_b_c"], "a_b_c → a_b", "a b c → a b"),
        (["a_b", "a b"], "a_b and a b", "a_b and a b"),
        (["_", "_x_", "a__b"], "_ _x_ a__b", "_ _x_ a__b"),
        (["a_b"], 'a_b: do(a_b="a_b (so)") + a_b', 'a b: do(a_b="a_b (so)") + a b'),
        (
            ["a_b"],
            'do(a_b=partial("x)", uptake=0.5)), a_b',
            'do(a_b=partial("x)", uptake=0.5)), a b',
        ),
        (["a_b"], 'do(a_b="never closed', 'do(a b="never closed'),
        (["a.*_b"], "a.*_b axx_b", "a.*_b axx_b"),
        ([], "a_b", "a_b"),
    ],
)
def test_only_names_that_stay_distinct_are_spoken(names, text, said):
    assert spoken(names)(text) == said


def test_names_of_another_kind_may_read_alike():
    assert spoken(["a_b"], ["a b"])("a_b and a b") == "a b and a b"
