"""Drawing: what a picture shows, that it is the same every time, and that no text can break out of it."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

import causalnet as cn
from tests.display.pictures import card_texts, dot_edges, groups, parsed, texts, titles
from tests.questions.effects.test_lever import town

GOLDEN = Path(__file__).parent / "golden"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("plain", {}),
        ("under", {"under": cn.do(toll="high"), "given": {"buses": "low"}, "legend": True}),
        ("within_a_period", {"lagged": False}),
    ],
)
def test_the_dot_text_is_the_golden_one(name, arguments):
    golden = GOLDEN / f"{name}.dot"
    assert cn.draw(town(), **arguments).dot == golden.read_text(encoding="utf-8")


def test_pointing_at_things_tells_what_they_are():
    picture = cn.draw(town().replacing(cn.Influence("toll", "traffic", "-", 1.0, claims=["k"])))
    said = "k (memo): Tolls should be raised.\n1 citation of 1 source"
    assert f"Toll → Traffic (-) stated, strength 1\n{said}" in titles(picture, "edge")
    (air,) = [t for t in titles(picture, "node") if t.startswith("air\n")]
    assert air.split("\n")[1:3] == ["Air (outcome)", "40% low"]
    assert "tooltip=" in picture.dot
    assert "<a " not in picture.svg


def test_what_is_observed_is_framed_and_moves_what_lies_upstream():
    picture = cn.draw(town(), given={"traffic": {"middle", "high"}})
    assert "observed" in card_texts(picture, "traffic")
    assert "×" not in texts(picture)
    assert len(card_texts(picture, "toll")) > len(card_texts(cn.draw(town()), "toll"))
    assert picture.title == "town, given that traffic is middle or high"


@pytest.mark.parametrize(
    ("under", "idle"),
    [
        (cn.do(traffic=cn.shift(-1)), 0),
        (cn.do(traffic=cn.partial("low", uptake=0.5)), 0),
        (cn.do(traffic={"low": 0.5, "high": 0.5}), 2),
        (cn.do(cn.cut("toll", "traffic")), 1),
        (cn.do(cn.cut("toll", "traffic"), air="high"), 3),
        (cn.do(cn.as_if("traffic", toll="high")), 1),
    ],
)
def test_only_arrows_that_are_idle_are_crossed_out(under, idle):
    assert texts(cn.draw(town(), under=under)).count("×") == idle


def test_an_arrow_says_in_which_state_its_effect_sees_the_cause():
    assert "as if high" in texts(cn.draw(town(), under=cn.do(cn.as_if("traffic", toll="high"))))
    assert "as if high" in cn.draw(town(), under=cn.do(cn.as_if("traffic", toll="high"))).mermaid
    held = cn.do(cn.as_if("traffic", toll="high"), traffic="low")
    assert "as if high" not in texts(cn.draw(town(), under=held))


def test_an_intervention_leaves_cards_where_they_were():
    def places(picture):
        lines = [re.sub(r"label=.*|,? ?tooltip=.*", "", line) for line in picture.dot.split("\n")]
        return [line.split("[")[0] for line in lines if line.startswith("n")]

    assert places(cn.draw(town(), under=cn.do(traffic="low"))) == places(cn.draw(town()))


def test_lagged_influences_are_dashed_and_those_on_oneself_a_mark_on_the_card():
    sticky = town().adding(cn.Influence("traffic", "traffic", "+", 2.0, lag=1))
    picture = cn.draw(sticky)
    assert card_texts(picture, "traffic")[1] == "lag +"
    assert "Traffic → Traffic [lag 1] (+) added, strength 2" in "\n".join(titles(picture, "node"))
    dashed = [line for line in dot_edges(picture) if "style=dashed" in line]
    assert len(dashed) == 1
    # Nothing else places the noise, so this arrow does; where something does, it leaves the cards alone.
    assert "constraint=false" not in dashed[0]
    placed = cn.draw(sticky.adding(cn.Influence("noise", "toll", "+", 1.0)))
    assert sum("constraint=false" in line for line in dot_edges(placed)) == 1
    within = cn.draw(sticky, lagged=False)
    assert not any("dashed" in line for line in dot_edges(within))
    assert "Its influences act in" in " ".join(card_texts(within, "noise"))


def test_what_only_later_periods_join_stands_before_its_effect_and_two_arrows_close_no_loop():
    names = ["top", "middle", "bottom", "early", "late"]
    chains = [("top", "middle"), ("middle", "bottom"), ("early", "late")]
    model = cn.CausalModel(
        "two chains",
        [cn.Variable(name, ["no", "yes"]) for name in names],
        [
            *(cn.Influence(a, b, "+", 1.0) for a, b in chains),
            # The first joins the two chains; the second runs back, and no card moves for it.
            cn.Influence("late", "bottom", "+", 1.0, lag=1),
            cn.Influence("bottom", "early", "+", 1.0, lag=1),
        ],
    )
    picture = cn.draw(model)
    joining, back = (line for line in dot_edges(picture) if "dashed" in line)
    assert ("constraint" in joining, "constraint" in back) == (False, True)

    # So small a picture runs from left to right.
    place = {name: middle_of(picture, name) for name in names}
    assert place["early"] == pytest.approx(place["top"], abs=1)
    assert place["late"] == pytest.approx(place["middle"], abs=1)
    assert place["top"] < place["middle"] < place["bottom"]


def middle_of(picture, name):
    """The middle of a card, from the left."""
    (card,) = (g for g in groups(picture, "node") if g.find(f"{SVG}title").text.startswith(name))
    drawn = " ".join(part.get("d", part.get("points", "")) for part in card.iter())
    across = [float(x) for x in re.findall(r"(-?[\d.]+),", drawn)]
    return (min(across) + max(across)) / 2


def test_all_rivals_admitted_leave_the_other_cards_in_their_ranks():
    japan = cn.load("japan_software")
    every = japan.admitting(*japan.rivals)
    pictures = [cn.draw(m) for m in (japan, every)]
    ranks = [ranks_of(picture, japan.variables) for picture in pictures]
    assert ranks[0] == ranks[1]
    assert max(ranks[0].values()) == 9
    # Three more cards and fifteen more arrows, four of them to a later period.
    shapes = [parsed(picture).get("viewBox").split()[2:] for picture in pictures]
    (broad, high), (broader, higher) = ([float(x) for x in shape] for shape in shapes)
    assert (broader < 1.2 * broad, higher < 1.05 * high) == (True, True)


def ranks_of(picture, names):
    """The place of each card's rank among those of the cards named, counted from the top."""
    heights = {}
    for card in groups(picture, "node"):
        name = card.find(f"{SVG}title").text.split("\n")[0]
        drawn = " ".join(part.get("d", part.get("points", "")) for part in card.iter())
        down = [float(y) for y in re.findall(r",(-?[\d.]+)", drawn)]
        if name in names:
            heights[name] = round((min(down) + max(down)) / 2)
    assert set(heights) == set(names)
    rank = {height: i for i, height in enumerate(sorted(set(heights.values())))}
    return {name: rank[height] for name, height in heights.items()}


def test_rivals_are_dotted_once_admitted():
    rival = cn.Rival("weather", [cn.Influence("noise", "traffic", "+", 1.0)])
    model = town().adding(rival)
    assert not any("dotted" in line for line in dot_edges(cn.draw(model)))
    assert sum("dotted" in line for line in dot_edges(cn.draw(model.admitting("weather")))) == 1


def test_a_large_network_is_drawn_by_its_labels_and_a_corner_of_it_with_bars():
    names = [f"v{i}" for i in range(120)]
    network = cn.Network(
        {v: ["a", "b"] for v in names},
        {b: [a] for a, b in pairwise(names)},
        {v: [0.5, 0.5] if v == "v0" else [[0.5, 0.5]] * 2 for v in names},
    )
    picture = cn.draw(network, under=cn.do(v3="a"))
    assert len(groups(picture, "node")) == 120
    assert "50%" not in texts(picture)
    assert "do" in card_texts(picture, "v3")
    corner = cn.draw(network, focus="v3", given={"v2": "a"})
    assert card_texts(corner, "v2") == ["v2", "observed", "b", "0%", "−50", "a", "100%", "+50"]


def test_a_thousand_variables_are_drawn_by_their_labels_and_read_a_neighbourhood_at_a_time():
    parents = {f"v{i}": [f"v{i // 2}"] if i else [] for i in range(1000)}
    network = cn.Network(
        {v: ["a", "b"] for v in parents},
        {v: above for v, above in parents.items() if above and above != [v]},
        {v: [[0.9, 0.1], [0.2, 0.8]] if int(v[1:]) else [0.5, 0.5] for v in parents},
    )
    picture = cn.draw(network)
    assert len(groups(picture, "node")) == 1000
    assert picture.mermaid.count(" --> ") == 999
    near = cn.draw(network, focus="v250", steps=2)
    assert {"v250", "v125", "v62", "v500", "v501"} <= set(texts(near))
    assert any("%" in text for text in texts(near))


def test_the_japan_model_fits_on_a_page():
    picture = cn.draw(cn.load("japan_software"), legend=True)
    box = [float(x) for x in parsed(picture).get("viewBox").split()]
    assert len(groups(picture, "node")) == 41
    assert len(groups(picture, "edge")) == 78
    # A page on its side has the ratio 1.41.
    assert 1.2 < box[2] / box[3] < 1.5
    sizes = {float(t.get("font-size")) for t in parsed(picture).iter(f"{SVG}text")}
    assert min(sizes) >= 10
    # On a page of 420 by 297 mm (A3 on its side) the smallest text of 41 cards is at least 6.5 points.
    assert min(sizes) * min(1191 / box[2], 842 / box[3]) >= 6.5


def test_a_picture_in_japanese_speaks_it_throughout():
    japan = cn.load("japan_software")
    under = japan.interventions["all four key paths"]
    picture = cn.draw(japan, language="ja", under=under, legend=True, rivals=True)
    root = parsed(picture)
    assert root.get("lang") == "ja"
    drawn = texts(picture)
    for words in (
        "背景",
        "高める",
        "細い破線：後の期に及ぶ",
        "介入",
        "言語の壁",
        "多重下請け構造",
        "遅れ +",
    ):
        assert words in drawn
    # Acronyms stay as they are; no word of the library's, and no identifier, is left in English.
    allowed = {"AI", "IT", "IDM", "TEA"}
    seen = " ".join([picture.title, *drawn])
    assert set(re.findall(r"[A-Za-z_]{2,}", seen)) <= allowed
    told = [t for t in titles(picture, "edge") if t.startswith("多重下請け構造 → ")]
    assert any("明記" in t for t in told)


def test_every_kind_of_picture_can_be_in_japanese():
    japan, critic = cn.load("japan_software"), cn.load("japan_software_critic")
    both = cn.draw([japan, critic], language="ja", focus="software_competitiveness", legend=True)
    assert "共通の影響" in both.title
    assert "緩やかに強い → 緩やかに弱い" in texts(both)
    assert "増幅113個" in cn.draw(japan, language="ja", loops=True).title
    assert (
        cn.draw(cn.Network({"x": ["a", "b"]}, {}, {"x": [0.5, 0.5]}), language="ja").title
        == "ネットワーク"
    )
    with pytest.raises(cn.CausalnetError, match="'language' must be 'en' or 'ja'"):
        cn.draw(japan, language="fr")
