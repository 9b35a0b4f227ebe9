"""What a reader sees of a report: at a desk, on a phone, in the dark, and on paper."""

import re

import pytest

from tests.axe import violations

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 800}
# For every picture: the size of its smallest text, in pixels of the screen.
SMALLEST = """() => [...document.querySelectorAll("figure svg")].map((svg) => {
    const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
    const sizes = [...svg.querySelectorAll("text")].map((text) => parseFloat(getComputedStyle(text).fontSize));
    return Math.min(...sizes) * scale;
})"""
CUT_OFF = """() => [...document.querySelectorAll(".table, .claim, .points, nav")]
    .filter((box) => box.scrollWidth > box.clientWidth + 1).map((box) => box.outerHTML.slice(0, 200))"""
BRIGHTNESS = """(selector) => [...document.querySelectorAll(selector)].map((one) => {
    const style = getComputedStyle(one);
    const colour = one.tagName === "text" ? style.fill : style.backgroundColor;
    return colour.match(/\\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) / 765;
})"""


@pytest.fixture(scope="module")
def page(browser, japan_report):
    tab = browser.new_page()
    complaints = []
    tab.on("console", lambda message: complaints.append(message.text))
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.goto(japan_report.as_uri())
    yield tab
    tab.close()
    assert complaints == []


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_nothing_is_wider_than_the_screen_but_pictures_that_scroll(page, size):
    page.set_viewport_size(size)
    assert page.evaluate("document.documentElement.scrollWidth") == size["width"]
    assert page.evaluate(CUT_OFF) == []
    assert min(page.evaluate(SMALLEST)) >= 8.99


def test_on_a_phone_each_cell_stands_beside_the_head_of_its_column(page):
    page.set_viewport_size(PHONE)
    cell = page.locator("#summary td[data-head='found']").first
    assert cell.is_visible()
    assert cell.evaluate("one => getComputedStyle(one, '::before').content") == '"found"'
    assert not page.locator("#summary thead th").first.evaluate(
        "one => one.offsetWidth > 1 && one.offsetHeight > 1 && one.getBoundingClientRect().width > 400"
    )


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_contents_follow_and_mark_what_is_read(page, size):
    page.set_viewport_size(size)
    page.evaluate("document.getElementById('claims').scrollIntoView()")
    page.locator("nav a[aria-current][href='#claims']").wait_for(state="attached")
    box = page.locator("nav").bounding_box()
    assert 0 <= box["y"] < 100
    if size is PHONE:
        assert page.locator("nav summary").inner_text().endswith("Claims, sources and evidence")
        assert page.locator("nav ol").is_hidden()
    else:
        assert page.locator("nav ol").is_visible()


def test_axe_finds_nothing(browser, small_report):
    tab = browser.new_page(viewport=PHONE, color_scheme="dark")
    tab.goto(small_report.as_uri())
    assert violations(tab) == []
    tab.set_viewport_size(DESK)
    tab.emulate_media(color_scheme="light")
    assert violations(tab) == []
    tab.close()


def test_in_the_dark_pictures_are_dark_and_on_paper_everything_is_light(page):
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(BRIGHTNESS, "body")[0] < 0.2
    assert min(page.evaluate(BRIGHTNESS, "figure:not(.wide) text")) > 0.5
    page.emulate_media(color_scheme="dark", media="print")
    assert max(page.evaluate(BRIGHTNESS, "figure:not(.wide) text")) < 0.5
    page.emulate_media(color_scheme="light", media="null")


def test_on_paper_the_wide_pictures_have_a_page_sideways_each(page):
    page.set_viewport_size(DESK)
    printed = page.pdf(prefer_css_page_size=True)
    sizes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)
    assert len(sizes) > 10
    assert sum(float(width) > float(height) for width, height in sizes) == 2


def test_what_each_picture_and_table_is_can_be_read_out(page):
    pictures = page.locator("figure svg").all()
    assert all(
        svg.get_attribute("role") == "img" and svg.get_attribute("aria-label") for svg in pictures
    )
    assert page.locator("main, header, nav[aria-label]").count() == 3
    assert page.locator("section[aria-labelledby]").count() == page.locator("section").count()
