"""Tooltips of arrows."""

import causalnet as cn
from causalnet.display.diagram.tooltip import influence_lines
from tests.display.diagram.test_arrow import model
from tests.display.pictures import dot_edges


def test_an_arrow_says_what_it_rests_on_and_what_scales_it():
    scaled = cn.Influence("x", "y", "+", 1.0, claims=["k"], note="Seen twice.", reference="low")
    scaling = cn.Influence("z", "y", "?", claims=["k"])
    both = model(
        scaled, scaling, modifiers=[cn.Modifier("x", "y", "z", 0.5, claims=["k"], sign="+")]
    )
    assert list(influence_lines(both, scaled)) == [
        "X → Y (+) stated, strength 1",
        "k (p. 2): More x, more y.",
        "1 citation of 1 source",
        "Seen twice.",
        "steepened by Z, stated",
        "k (p. 2): More x, more y.",
        "1 citation of 1 source",
    ]
    assert list(influence_lines(both, scaling)) == [
        "Z → Y (?) stated",
        "k (p. 2): More x, more y.",
        "1 citation of 1 source",
        "X → Y is steepened by it, stated",
    ]
    assert "penwidth=0.80" in dot_edges(cn.draw(both))[1]
