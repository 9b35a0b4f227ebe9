"""The shape of a network: shared by all networks of the shape."""

import pickle

from causalnet.network.structure import DRAWS, structure

SIZES, PARENTS = {"rain": 2, "wet": 3, "sure": 1}, {"rain": (), "wet": ("rain", "sure"), "sure": ()}


def test_variables_go_by_their_positions():
    lawn = structure(SIZES, PARENTS, ["wet"])
    assert lawn.parents == ((), (0, 2), ())
    assert (lawn.varying, lawn.lone) == (frozenset({1}), (2,))
    assert lawn.numbers(["wet", "rain"]) == (1, 0)
    assert (lawn.size([0, 1]), lawn.size([0, DRAWS])) == (6, 2)


def test_networks_of_one_shape_share_it_and_others_do_not():
    lawn = structure(SIZES, PARENTS)
    assert structure(dict(SIZES), dict(PARENTS)) is lawn
    assert structure(SIZES, PARENTS, ["wet"]) is not lawn
    assert structure({**SIZES, "wet": 2}, PARENTS) is not lawn
    assert pickle.loads(pickle.dumps(lawn)) is lawn


def test_a_plan_is_kept_for_every_network_of_the_shape():
    assert structure(SIZES, PARENTS).keep("key", "plan", 10) == "plan"
    assert structure(SIZES, PARENTS).plans.get("key") == "plan"
