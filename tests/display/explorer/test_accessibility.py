"""Axe-core finds nothing wrong with the page, whatever is open on it."""

from tests.axe import violations


def test_axe_finds_nothing_but_what_is_put_there(shown):
    page = shown(address="do=multi_layer_outsourcing%3Dshallow", color_scheme="dark").page
    page.locator("article.card .head").first.press("Enter")  # shows its details
    page.locator(".inspector").wait_for()
    page.evaluate("document.body.append(document.createElement('button'))")
    (found,) = violations(page)
    assert found.startswith("button-name (critical): Buttons must have discernible text: <button>")
