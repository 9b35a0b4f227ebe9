from pathlib import Path

import pytest

import causalnet as cn
from tests.display.explorer.browser import Core, Shown


@pytest.fixture(scope="session")
def core():
    held = Core()
    yield held
    held.close()


@pytest.fixture(scope="session")
def japan() -> cn.CausalModel:
    return cn.load("japan_software")


@pytest.fixture(scope="session")
def japan_page(japan, tmp_path_factory) -> Path:
    return cn.explore(japan, tmp_path_factory.mktemp("page") / "japan.html")


@pytest.fixture(scope="session")
def free_tabs() -> list[Shown]:
    """Tabs that a test has done with. A page loads in one in half the time that a new tab takes."""
    return []


@pytest.fixture
def shown(browser, japan_page, free_tabs):
    """The Japan page in a tab; it must not have complained by the end."""
    tabs, odd = [], []

    def show(file=japan_page, address="", **how) -> Shown:
        tab = free_tabs.pop() if free_tabs and not how else Shown(browser, **how)
        (odd if how else tabs).append(tab)
        return tab.opened(file, address)

    yield show
    free_tabs += tabs
    for tab in odd:
        tab.context.close()
    for tab in tabs + odd:
        assert tab.complaints == []
        assert {url.partition(":")[0] for url in tab.asked_for} <= {"file"}
