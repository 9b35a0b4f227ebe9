"""TOML text: what a person reads, and what a parser gets back."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given, strategies as st

import causalnet as cn
from causalnet.formats.model_file.encode import encode
from causalnet.formats.toml_text.layout import lay_out

texts = st.text(st.characters(exclude_categories=("Cs",)))
scalars = texts | st.integers(-(2**60), 2**60) | st.floats(allow_nan=False) | st.booleans()
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)


@given(part=st.dictionaries(texts, values, max_size=4), name=texts)
def test_whatever_is_laid_out_is_read_back(part: dict[str, object], name: str) -> None:
    data = {"name": name, "strengths": part, "claims": {name: part}, "evidence": [part]}

    assert tomllib.loads(lay_out(data)) == data


def test_a_number_keeps_its_kind_and_every_digit() -> None:
    numbers = [1, 1.0, -0.0, 0.1 + 0.2, 1e-7, 1e22, float("inf")]
    read = tomllib.loads(lay_out({"strengths": {"all": numbers}}))["strengths"]["all"]

    assert list(map(repr, read)) == list(map(repr, numbers))


def test_a_model_is_laid_out_to_be_read() -> None:
    model = cn.CausalModel(
        "lawn",
        [
            cn.Variable("rain", ["no", "yes"], cn.Baseline([0.8, 0.2])),
            cn.Variable("wet grass", ["no", "yes"], meanings=["It is dry. " * 9, "It is wet."]),
        ],
        [cn.Influence("rain", "wet grass", "+", "much", claims=["c1"])],
        strengths={"much": cn.pert(1, 2, 3)},
        sources=[cn.Source("memo", note='One "line"\nand another.')],
        claims=[cn.Claim("c1", "Rain wets grass.", "memo", at="p. 2")],
        evidence=[cn.Evidence(["c1"], "for", "It did.", "memo")],
        description="Two lines:\nthis is the second.",
    )

    assert lay_out(encode(model)) == (
        'name = "lawn"\n'
        'description = """\nTwo lines:\nthis is the second."""\n'
        "\n[strengths]\n"
        "much = [1, 2, 3]\n"
        "\n[sources.memo]\n"
        'note = """\nOne "line"\nand another."""\n'
        "\n[variables.rain]\n"
        'states = ["no", "yes"]\n'
        "baseline = { p = [0.8, 0.2] }\n"
        '\n[variables."wet grass"]\n'
        'states = ["no", "yes"]\n'
        "meanings = [\n"
        f'  "{"It is dry. " * 9}",\n'
        '  "It is wet.",\n'
        "]\n"
        "\n[claims.c1]\n"
        'text = "Rain wets grass."\n'
        'source = "memo"\n'
        'at = "p. 2"\n'
        "\n[graph]\n"
        "influences = [\n"
        '  { cause = "rain", effect = "wet grass", sign = "+", strength = "much", claims = ["c1"] },\n'
        "]\n"
        "\n[[evidence]]\n"
        'bears_on = ["c1"]\n'
        'stance = "for"\n'
        'text = "It did."\n'
        'source = "memo"\n'
    )


def test_what_cannot_be_seen_is_escaped() -> None:
    assert lay_out({"name": "a\u200bb\x00\u2028"}) == 'name = "a\\u200Bb\\u0000\\u2028"\n'


def test_what_is_no_data_is_refused() -> None:
    with pytest.raises(
        cn.errors.ModelError, match="None is not a text, a number, a list or a table"
    ):
        lay_out({"strengths": {"much": None}})
