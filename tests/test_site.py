"""The documentation as a reader meets it: built pages in a browser. `make check` builds them first.

The pages are read from ``docs/_build/html``, over a server on this machine, since the search loads its index.
"""

from __future__ import annotations

import functools
import http.server
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.axe import violations
from tests.display.explorer.browser import launched

SITE = Path(__file__).parent.parent / "docs" / "_build" / "html"
READ = (
    "index",
    "tutorial/a_first_model",
    "howto/read_a_verdict",
    "reference/verbs",
    "gallery/q5_which_lever",
    "generated/reference/names/causalnet.verdict",
)
LINE = "x" * 79

pytestmark = pytest.mark.site


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A server that does not tell of requests."""

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The address of the built site."""
    handler = functools.partial(Quiet, directory=str(SITE))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A browser for the pages of this file."""
    with launched() as chromium:
        yield chromium


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_pages_that_are_read_most(
    site: str, browser: Any, scheme: str
) -> None:
    page = browser.new_page(color_scheme=scheme, viewport={"width": 1280, "height": 900})
    found = []
    for name in READ:
        page.goto(f"{site}/{name}.html")
        found += [f"{name}: {one}" for one in violations(page)]
    page.close()

    assert found == []


def test_a_printed_line_of_79_columns_needs_no_scrolling(site: str, browser: Any) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{site}/howto/read_a_verdict.html")
    wider = page.evaluate(
        """line => {
            const pre = document.querySelector('.highlight-python pre');
            pre.textContent = line;
            return pre.scrollWidth - pre.clientWidth;
        }""",
        LINE,
    )
    page.close()

    assert wider <= 0


def test_no_page_is_wider_than_a_phone(site: str, browser: Any) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    wide = []
    for name in READ:
        page.goto(f"{site}/{name}.html")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(name)
    page.close()

    assert wide == []


@pytest.mark.parametrize("verb", ["levers", "verdict", "query", "persistence", "crux"])
def test_the_search_finds_a_verb_first(site: str, browser: Any, verb: str) -> None:
    page = browser.new_page()
    page.goto(f"{site}/search.html?q={verb}")
    first = page.wait_for_selector("#search-results li a")
    title = first.text_content()
    page.close()

    assert title in (f"causalnet.{verb}", verb, "Glossary")


def test_nothing_is_less_than_nothing() -> None:
    minus = re.compile(r"[-−]0\.0+(?![\d,])")
    pages = [page for page in SITE.rglob("*.html") if "changelog" not in page.name]

    assert len(pages) > 250
    assert [page.name for page in pages if minus.search(page.read_text(encoding="utf-8"))] == []
