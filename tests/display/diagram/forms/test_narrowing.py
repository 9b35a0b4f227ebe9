"""A picture that is too broad for its page is laid out anew."""

from itertools import pairwise

import pytest

import causalnet as cn
from causalnet.display.diagram.forms.crossings import crossings
from causalnet.display.diagram.forms.narrowing import MOST_CARDS, fits, placement_of
from causalnet.display.diagram.forms.placement import placements
from causalnet.display.diagram.forms.routing import drawing_of
from causalnet.display.diagram.forms.skeleton import skeleton_of
from tests.display.pictures import groups, parsed


def model(arrows, *, later=()):
    names = list(dict.fromkeys(v for arrow in (*arrows, *later) for v in arrow))
    return cn.CausalModel(
        "m",
        [
            cn.Variable(name, ["low", "middle", "high"], label=f"The factor {name}")
            for name in names
        ],
        [
            *(cn.Influence(a, b, "+", 1.0) for a, b in arrows),
            *(cn.Influence(a, b, "+", 1.0, lag=1) for a, b in later),
        ],
    )


def broom():
    """A chain, and near its end a card with many causes of its own: more than are to stand side by side."""
    chain = [f"c{i}" for i in range(9)]
    return [*pairwise(chain), *((f"r{i}", "c8") for i in range(11))]


def size(picture):
    return [float(x) for x in parsed(picture).get("viewBox").split()[2:]]


def both(arrows, **options):
    """The places that the layout program finds by itself, and those that are taken."""
    skeleton = skeleton_of(cn.draw(model(arrows, **options)).graph)
    (own,) = placements([skeleton.dot()], downwards=skeleton.downwards)
    return own, placement_of(skeleton)


def test_causes_of_one_card_stand_in_several_layers():
    own, taken = both(broom())
    assert own.downwards
    assert own.across > 1.4 * own.along
    assert fits(skeleton_of(cn.draw(model(broom())).graph), *taken.size)
    assert taken.across < 0.8 * own.across
    # All causes are still above what they act on, and the chain is in order.
    assert all(taken.ranks[tail] < taken.ranks[head] for tail, head in placing(broom()))
    assert crossings(taken) <= crossings(own) + 2


def placing(arrows):
    """The arrows by the ids of their cards."""
    names = list(dict.fromkeys(v for arrow in arrows for v in arrow))
    return [(f"n{names.index(a)}", f"n{names.index(b)}") for a, b in arrows]


def test_the_picture_has_these_places_and_all_of_its_words():
    picture = cn.draw(model(broom()), legend=True)
    assert drawing_of(picture.graph).placed
    width, height = size(picture)
    assert width < 1.4 * height
    assert len(groups(picture, "node")) == 20
    assert len(groups(picture, "edge")) == 19
    assert picture.svg == cn.draw(model(broom()), legend=True).svg


@pytest.mark.parametrize("later", [[], [("c8", "r3"), ("c4", "c1")]])
def test_no_card_lies_on_another_and_no_arrow_runs_over_one(later):
    own, taken = both(broom(), later=later)
    boxes = list(taken.boxes.values())
    assert len(boxes) == len(own.boxes)
    for i, one in enumerate(boxes):
        for other in boxes[:i]:
            apart = (
                abs(one.x - other.x) - one.across - other.across,
                abs(one.y - other.y) - one.along - other.along,
            )
            assert max(apart) > 5


def test_a_card_that_nothing_joins_stays_in_its_layer():
    alone = model(broom()).adding(cn.Variable("lone", ["low", "high"]))
    skeleton = skeleton_of(cn.draw(alone).graph)
    placement = placement_of(skeleton)
    assert placement.ranks["n20"] in range(max(placement.ranks.values()) + 1)
    assert fits(skeleton, *placement.size)


def test_what_fits_stays_as_the_layout_program_draws_it():
    chain = [*pairwise("abcdefghijkl")]
    assert not drawing_of(cn.draw(model(chain)).graph).placed
    own, taken = both(chain)
    assert own == taken


def test_labels_of_arrows_go_with_them():
    own = model(broom())
    under = cn.do(cn.as_if("c8", r3="high"))
    picture = cn.draw(own, under=under)
    texts = [t.text for t in parsed(picture).iter("{http://www.w3.org/2000/svg}text")]
    assert texts.count("as if high") == 1


@pytest.mark.parametrize(
    ("shape", "arrows", "fitting"),
    [
        # Up to a tenth broader than a page.
        ((1539.0, 1000.0), broom(), True),
        ((1541.0, 1000.0), broom(), False),
        ((960.0, 10.0), broom(), True),
        ((1000.0, 1099.0), [("a", "b")], True),
        ((1000.0, 1101.0), [("a", "b")], False),
        ((10.0, 480.0), [("a", "b")], True),
    ],
)
def test_a_page_lies_on_its_side_and_what_is_small_always_fits(shape, arrows, fitting):
    assert fits(skeleton_of(cn.draw(model(arrows)).graph), *shape) == fitting


def test_a_picture_of_very_many_cards_is_drawn_once_and_as_it_is():
    wide = [("y", f"x{i}") for i in range(MOST_CARDS)]
    skeleton = skeleton_of(cn.draw(model(wide)).graph)
    assert fits(skeleton, 100.0, 1e5)
    assert not drawing_of(cn.draw(model(wide)).graph).placed
    assert not fits(skeleton_of(cn.draw(model(wide[:-1])).graph), 100.0, 1e5)
