"""The route by which the page answers."""

from causalnet.display.explorer.route import route_of


def test_a_tree_leads_to_the_joint_of_a_variable_s_causes():
    sizes = {"x": 2, "y": 3, "z": 2}
    route = route_of(sizes, {"x": (), "y": ("x",), "z": ("x", "y")}, ["y", "z"])
    assert set(route.joints) == {1, 2}
    assert set(route.joints[2].axes(route.joints[2].root)) == {0, 1}
    assert route.whole.axes(route.whole.root) == ()
