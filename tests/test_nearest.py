"""Which name is offered for one that is not there, and at what cost."""

from __future__ import annotations

import unicodedata
from time import perf_counter

import pytest

from causalnet.nearest import nearest

MANY = [f"variable_{i}" for i in range(4_000)]


@pytest.mark.parametrize(
    ("name", "among", "meant"),
    [
        ("HIHG", ["low", "high"], "high"),
        ("Rain", ["rain", "grain"], "rain"),
        ("verdit", ["Verdict", "verdict"], "verdict"),
        ("rain", ["rain", "sun"], "rain"),
        ("verdit", ["Verdict", "verdict", *MANY], "verdict"),
        ("japan", ["japan_software", "lawn"], "japan_software"),
        ("software", ["japan_software", "lawn"], "japan_software"),
        ("ｒａｉｎ", ["rain", "sun"], "rain"),
        ("varible_3999", MANY, "variable_3999"),
        ("Variable_17", MANY, "variable_17"),
        ("variabel_17", MANY, "variable_17"),
        ("x" * 100_000 + "Y", ["x" * 100_000 + "y"], "x" * 100_000 + "y"),
    ],
)
def test_a_name_that_is_near(name: str, among: list[str], meant: str) -> None:
    assert nearest(name, among) == f"Did you mean {meant!r}?"


@pytest.mark.parametrize(
    ("name", "among"),
    [
        ("driver", ["context", "lever"]),
        ("rain", []),
        ("toll", ["toll_north", "toll_south"]),
        ("x" * 100_000, ["y" * 100_000]),
        ("nothing_like_it", MANY),
    ],
)
def test_nothing_is_near(name: str, among: list[str]) -> None:
    assert nearest(name, among) == ""


def test_two_forms_of_one_text_look_the_same() -> None:
    one, other = (unicodedata.normalize(form, "Größe") for form in ("NFC", "NFD"))

    assert nearest(other, [one, "width"]) == (
        f"Did you mean {one!r}? They look the same, but their accents are written in two ways "
        "(Unicode NFC and NFD): use one."
    )


def test_a_thousand_names_among_thousands_take_no_time() -> None:
    start = perf_counter()

    for i in range(1_000):
        assert nearest(f"varible_{i}", MANY) == f"Did you mean 'variable_{i}'?"
    assert perf_counter() - start < 10


def test_of_options_that_begin_alike_the_one_that_begins_the_others_is_offered() -> None:
    assert nearest("japan", ["japan_software", "japan_software_critic"]) == (
        "Did you mean 'japan_software'?"
    )
    assert nearest("japan", ["japan_software", "japan_hardware"]) == ""
