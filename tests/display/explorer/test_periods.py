"""Periods, loops, routes and sources on the page, as a reader uses them."""

import re

import numpy as np
import pytest

import causalnet as cn
from tests.axe import violations

PRICE = cn.do(price="high").during(1, 3)


@pytest.fixture(scope="module")
def habit() -> cn.CausalModel:
    goes_on = cn.Influence("smoking", "smoking", "+", 3.0, lag=1, claims=["k"])
    return cn.CausalModel(
        "habit",
        [
            cn.Variable("price", ["low", "high"], cn.Baseline([0.5, 0.5])),
            cn.Variable("smoking", ["no", "yes"], cn.Baseline([0.8, 0.2]), roles=["outcome"]),
        ],
        [
            cn.Influence("price", "smoking", "-", 1.0),
            goes_on,
            cn.Influence("smoking", "price", "-", 0.5, lag=2),
        ],
        claims=[cn.Claim("k", "Who smokes goes on.", "memo", "p. 2")],
        sources=[cn.Source("memo", title="On habits", kind="memo", author="Ann", note="One page.")],
    )


def drag(page, period: int) -> None:
    """Move the slider to a period."""
    slider = page.page.locator("#period")
    slider.evaluate("(it, t) => { it.value = t; it.dispatchEvent(new Event('input')); }", period)


def test_a_page_opens_on_a_question_and_goes_through_its_periods(shown, habit, tmp_path):
    file = cn.explore(habit, tmp_path / "habit.html", outcome="smoking", under=PRICE)
    page = shown(file)
    found = cn.trajectory(habit, "smoking", under=PRICE, periods=8)
    for period in (0, 1, 4, 8):
        drag(page, period)
        got = page.numbers()
        np.testing.assert_allclose(dict(got["now"])["smoking"], found.p[period], atol=1e-9)
        assert f"period={period}" in got["address"] or not period
        assert "during=1-3" in got["address"]
    said = page.page.inner_text("#sentence")
    assert said.startswith(
        "By period 8, setting price to high in periods 1 to 3 hardly lowers smoking: by "
    )
    assert page.page.inner_text("#sampled") == "Exact in every period."
    assert page.page.inner_text("#period-told") == "Period 8 of 8"
    course = page.page.locator("#course svg").get_attribute("aria-label")
    assert course.startswith(
        f"Course of Smoking: expected level {found.level[0]:.3f} in period 0, "
    )

    page.page.select_option("#first", "5")
    page.page.select_option("#last", "")
    later = cn.trajectory(habit, "smoking", under=cn.do(price="high").since(5), periods=8)
    np.testing.assert_allclose(dict(page.numbers()["now"])["smoking"], later.p[8], atol=1e-9)
    assert page.page.locator("#last option:disabled").count() == 5


def test_what_is_observed_today_can_be_set_later(shown, habit, tmp_path):
    page = shown(cn.explore(habit, tmp_path / "habit.html", outcome="smoking"))
    tab, later = page.page, cn.do(price="high").since(2)

    def row(state):
        return page.card("Price").locator(".row", has_text=state)

    row("high").dispatch_event("click")
    tab.select_option("#first", "2")
    tab.get_by_text("Observe", exact=True).click()
    row("low").dispatch_event("click")
    tab.locator(".chip").nth(1).wait_for()
    assert [t.split("\n") for t in tab.locator(".chip").all_inner_texts()] == [
        ["set", "Price: high", "×"],
        ["seen", "Price: low", "×"],
    ]
    found = cn.trajectory(habit, "smoking", under=later, given={0: {"price": "low"}}, periods=8)
    for period, pressed, badge in (
        (0, "low", "seen"),
        (1, "low", "seen today"),
        (2, "high", "set"),
    ):
        drag(page, period)
        np.testing.assert_allclose(
            dict(page.numbers()["now"])["smoking"], found.p[period], atol=1e-9
        )
        assert (
            page.card("Price").locator(".row[aria-pressed=true]").inner_text().startswith(pressed)
        )
        assert page.card("Price").locator(".badge").inner_text() == badge
    assert "given that price is low in period 0" in tab.inner_text("#sentence")

    # What is set today is not observed today.
    tab.select_option("#first", "0")
    page.numbers()
    assert [t.split("\n") for t in tab.locator(".chip").all_inner_texts()] == [
        ["set", "Price: high", "×"]
    ]


def test_lagged_arrows_loops_and_sources_are_there(shown, habit, tmp_path):
    page = shown(cn.explore(habit, tmp_path / "habit.html"))
    tab = page.page
    assert tab.locator(".arrow.late:visible").count() == 2
    tab.get_by_role("button", name="Later influences").click()
    assert tab.locator(".arrow.late:visible").count() == 0

    tab.get_by_text("Loops", exact=True).click()
    tab.get_by_role("button", name="Next").click()
    page.numbers()
    assert tab.inner_text("#walk") == (
        "Suppose that price rises. Then smoking falls; 2 periods later price rises. What comes back strengthens the rise: "
        "the loop is reinforcing."
    )
    assert tab.locator(".arrow.on-path").count() == 2
    assert violations(tab) == []
    page.visit("do=price%3Dhigh")
    assert "Now it is broken" in tab.inner_text("#walk")
    tab.get_by_role("button", name="Light off").click()
    page.numbers()
    assert tab.locator(".arrow.on-path").count() == 0

    page.card("Smoking").locator(".head").click()
    page.numbers()
    inspector = tab.locator(".inspector")
    assert "next period" in inspector.inner_text()
    assert inspector.locator(".state ~ .small-line svg").count() == 2
    inspector.locator(".source summary").click()
    assert inspector.locator(".source").inner_text() == "On habits\n\nmemo, Ann\n\nOne page."


def test_on_the_japan_page_a_proposal_has_its_routes_and_its_simulated_course(shown, japan):
    page = shown()
    tab = page.page
    tab.get_by_role("button", name="break up outsourcing", exact=True).click()
    tab.get_by_text("Routes", exact=True).click()
    tab.locator("#routes .way").first.click()  # once they are worked out
    page.numbers()
    shallow = japan.interventions["break up outsourcing"]
    routes = cn.routes(japan, "software_competitiveness", under=shallow, by="paths").routes
    assert tab.locator("#routes .way").count() == len(routes) + 1
    drawn = {e for route in routes for e in route.influences}
    assert tab.locator(".arrow.on-path").count() == len(drawn)
    widths = tab.locator(".arrow.on-path .line").evaluate_all(
        "(all) => all.map((it) => Number(it.getAttribute('stroke-width')))"
    )
    assert max(widths) == 14 > min(widths)
    assert f"{routes[0].carried.value:+.3f} along it alone" in tab.inner_text("#routes")

    drag(page, 6)
    want = cn.trajectory(japan, "software_competitiveness", under=shallow, periods=6)
    got = dict(page.numbers()["now"])["software_competitiveness"]
    np.testing.assert_allclose(got, want.p[6], atol=1e-9)
    assert tab.inner_text("#sampled") == (
        f"Simulated: 16,384 particles, standard error {want.error[6]:.4f} of the change in expected level."
    )
    # Of any other outcome, and of several proposals together.
    tab.get_by_role("button", name="lower the language barrier").click()
    page.page.select_option("#outcome", label="AI capability")
    both = shallow | japan.interventions["lower the language barrier"]
    routes = cn.routes(japan, "ai_capability", under=both, by="paths", coupling="rank").routes
    tab.locator(
        "#routes .way", has_text=re.compile("Language barrier.* → AI capability")
    ).first.wait_for()
    assert tab.locator("#routes .way").count() == len(routes) + 1
    assert f"{routes[0].carried.value:+.3f} along it alone" in tab.inner_text("#routes")
    page.visit("see=talent_mobility%3D%3E10%25&do=multi_layer_outsourcing%3Dshallow")
    assert tab.locator("#routes .way").count() == 0
    assert "They are shown where nothing is observed." in tab.inner_text("#routes")


def test_on_a_phone_the_proposals_come_first_and_one_taps(shown):
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    page = shown(**phone, reduced_motion="reduce")
    tops = [
        page.page.locator(at).first.bounding_box()["y"]
        for at in ("#proposals", "#sentence", ".card")
    ]
    assert tops == sorted(tops)
    assert "Tap a proposal" in page.page.locator("#proposals p").first.text_content()
    assert "Tap a proposal" in page.page.locator("#gloss").text_content()
    page.page.locator(".proposal").first.tap()
    page.page.locator("#sentence", has_text="raises software competitiveness").wait_for()
    assert page.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert violations(page.page) == []
    assert page.page.locator("body.listed").count() == 1
    page.page.get_by_role("button", name="Map").tap()
    assert page.page.locator("body.listed").count() == 0
    assert page.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_in_japanese_nothing_of_the_page_is_english(shown, habit, tmp_path):
    file = cn.explore(habit, tmp_path / "habit.html", under=PRICE, language="ja")
    page = shown(file)
    page.numbers()
    assert page.page.locator("html").get_attribute("lang") == "ja"
    assert page.page.inner_text("#sampled") == "どの期も厳密な値である。"
    said = page.page.inner_text("#sentence")
    assert said == "同じ期のうちでは、第1〜3期に「Price」を「high」にすることはSmokingを変えない。"
    assert page.page.get_by_role("button", name="Reset").count() == 0
