"""One browser for all tests of pages: Playwright allows one at a time."""

import pytest

from tests.display.explorer.browser import launched


@pytest.fixture(scope="session")
def browser():
    with launched() as found:
        yield found
