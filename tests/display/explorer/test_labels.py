"""Labels of cards, at every distance: a line ends between words, not within one."""

from itertools import pairwise

import pytest

import causalnet as cn
from causalnet.display.explorer.contents import contents_of
from causalnet.display.explorer.places import places_of_cards

# Words of labels that stand in more than one line.
PARTED = """() => [...document.querySelectorAll("#world .label")].flatMap((label) => {
    const text = label.firstChild, parted = [];
    for (const { index, 0: word } of text.data.matchAll(/[^\\s-]+/g)) {
        const range = document.createRange();
        range.setStart(text, index); range.setEnd(text, index + word.length);
        const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
        if (lines.size > 1) parted.push(word);
    }
    return parted;
})"""
SIZES = """() => [...document.querySelectorAll("#world .head")].map((head) => parseFloat(getComputedStyle(head).fontSize))"""


@pytest.mark.parametrize(
    ("width", "height", "distance"), [(1024, 700, "tiny"), (1440, 900, "far"), (1700, 1000, "far")]
)
def test_no_word_of_a_label_is_parted(shown, width, height, distance):
    page = shown(viewport={"width": width, "height": height}).page
    assert page.evaluate(PARTED) == []
    assert page.evaluate("document.getElementById('world').classList.contains(\"far\")")
    tiny = page.evaluate("document.getElementById('world').classList.contains(\"tiny\")")
    assert tiny == (distance == "tiny")


def test_from_near_no_word_of_a_label_is_parted(shown):
    page = shown(viewport={"width": 1440, "height": 900}).page
    for _ in range(12):
        page.click("#closer")
    assert not page.evaluate("document.getElementById('world').classList.contains(\"far\")")
    assert page.evaluate(PARTED) == []


def test_a_card_with_a_long_word_is_wider_and_its_letters_are_hardly_smaller(shown, japan):
    contents = contents_of(japan)
    widths = dict(
        zip(contents.names, (c[2] for c in places_of_cards(contents)["cards"]), strict=True)
    )
    assert widths["software_competitiveness"] > widths["ai_capability"] == 180
    sizes = shown(viewport={"width": 1024, "height": 700}).page.evaluate(SIZES)
    assert max(sizes) == 26
    assert 24 < min(sizes) <= 26
    assert sum(size == 26 for size in sizes) > len(sizes) / 2


def test_a_word_that_has_no_room_is_parted_in_letters_that_can_be_read(shown, tmp_path):
    long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    names = [f"v{i}" for i in range(40)]
    variables = [cn.Variable(n, ["no", "yes"], label=f"{long} {n}") for n in names]
    influences = [cn.Influence(a, b, "+", 1.0) for a, b in pairwise(names)]
    file = cn.explore(cn.CausalModel("long", variables, influences), tmp_path / "long.html")
    page = shown(file, viewport={"width": 1440, "height": 900}).page
    assert set(page.evaluate(SIZES)) <= {12, 14}
    assert page.evaluate(PARTED) != []
