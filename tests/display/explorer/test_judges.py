"""A model that several people judged: the page goes by one of them at a time."""

import pytest

import causalnet as cn
from causalnet.display.explorer.judges import judgements_of, of_first_judge

STREET = cn.load("high_street")


def test_one_judge_needs_no_choice():
    lawn = cn.load("lawn")
    assert judgements_of(lawn) is None
    assert of_first_judge(lawn) is lawn


def test_the_page_answers_with_the_numbers_of_each(shown, tmp_path):
    page = shown(cn.explore(STREET, tmp_path / "street.html"))
    people = ("anna", "ben", "cleo")
    page.visit("do=toll%3Dfull")
    for place, name in enumerate(people):
        page.page.select_option("#judge", label=name)
        got = page.numbers()
        assert ("judge" in got["address"]) == bool(place)
        own = STREET.judged_by(name, *(other for other in people if other != name))
        for variable, answer in cn.marginals(own, under=cn.do(toll="full")).items():
            assert dict(got["now"])[variable] == pytest.approx(answer.p, abs=1e-9)
        assert page.visit(got["address"])["now"] == got["now"]
