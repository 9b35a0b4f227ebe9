"""Rich forms in a notebook, drawn by rooms above the values' own."""

import causalnet as cn


def test_values_of_low_rooms_have_forms_that_a_room_above_draws() -> None:
    lawn = cn.load("lawn")
    for value in (lawn, lawn.variables, cn.compile_model(lawn), cn.CausalMap("m", [])):
        assert value._repr_html_().startswith('<div class="tex2jax_ignore mathjax_ignore"')


def test_an_empty_list_of_parts_says_so() -> None:
    assert "Empty." in cn.load("lawn").rivals._repr_html_()
