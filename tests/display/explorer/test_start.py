"""The question that a page opens on."""

import pytest

import causalnet as cn
from causalnet.display.explorer.start import opening_address

HABIT, LAWN = cn.load("habit"), cn.load("lawn")
NETWORK = cn.Network({"rain": ["no", "yes"]}, {}, {"rain": [0.8, 0.2]})


@pytest.mark.parametrize(
    ("outcome", "under", "address"),
    [
        (None, None, ""),
        ("smoking", None, "outcome=smoking"),
        ("smoking", cn.do(), "outcome=smoking"),
        (None, cn.do(price="high"), "do=price%3Dhigh"),
        (None, cn.do(price="high").during(1, 3), "do=price%3Dhigh&during=1-3"),
        (None, cn.do(price="high").since(2), "do=price%3Dhigh&during=2-"),
        (None, cn.do(price=cn.shift(1)).since(2), "soft=price%3Dshift%281%29&during=2-"),
        (None, cn.do(cn.cut("price", "smoking")), "edge=cut%28%22price%22%2C+%22smoking%22%29"),
    ],
)
def test_it_is_an_address_of_the_page(outcome, under, address):
    assert opening_address(HABIT, outcome, under) == address


@pytest.mark.parametrize(
    ("model", "asked", "message"),
    [
        (HABIT, {"outcome": "smokin"}, "No variable 'smokin'"),
        (HABIT, {"under": cn.do(prize="high")}, "No variable 'prize'"),
        (HABIT, {"under": cn.do(price="higher")}, "'higher'"),
        (
            HABIT,
            {"under": cn.do(cn.cut("smoking", "price"))},
            "no influence smoking → price to cut",
        ),
        (NETWORK, {"under": cn.do(rain=cn.shift(1))}, "needs the order of the states of 'rain'"),
        (HABIT, {"under": cn.do(price="high").during(1, 9)}, "The page has periods 0 to 8"),
        (HABIT, {"under": cn.do(price="high").at(1, 3)}, "in one span of periods"),
        (LAWN, {"under": cn.do(rain="no").since(1)}, "the page has no later periods"),
    ],
)
def test_what_the_page_cannot_show_is_refused(model, asked, message, tmp_path):
    with pytest.raises(cn.CausalnetError, match=message):
        cn.explore(model, tmp_path / "page.html", **asked)
    assert not (tmp_path / "page.html").exists()
