from pathlib import Path

import pytest

import causalnet as cn
from tests.display.explorer.browser import Core, Shown, launched


@pytest.fixture(scope="session")
def browser():
    with launched() as found:
        yield found


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


@pytest.fixture
def shown(browser, japan_page):
    """The Japan page in a tab of its own; it must not have complained by the end."""
    tabs = []

    def show(file=japan_page, address="", **how) -> Shown:
        tabs.append(Shown(browser, file, address, **how))
        return tabs[-1]

    yield show
    for tab in tabs:
        tab.context.close()
        assert tab.complaints == []
        assert {url.partition(":")[0] for url in tab.asked_for} <= {"file"}
