"""Axe-core finds nothing wrong with the page, whatever is open on it."""

from tests.axe import violations


def test_axe_finds_nothing_on_the_japan_page(shown):
    page = shown(address="do=multi_layer_outsourcing%3Dshallow").page
    assert violations(page) == []


def test_axe_would_find_something(shown):
    page = shown().page
    page.evaluate("document.body.append(document.createElement('button'))")
    (found,) = violations(page)
    assert found.startswith("button-name (critical): Buttons must have discernible text: <button>")
