"""The accessibility of a page, judged by axe-core in the browser."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

# axe loads nothing: its script is in the test's package, and is run in the page, past its policy.
ASKED = "axe.run({ resultTypes: ['violations'] })"


@cache
def axe_script() -> str:
    """The source of axe-core."""
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def violations(page: Any) -> list[str]:
    """What axe-core finds wrong with a page of Playwright as it stands: a line for each element, best compared with [].

    Parameters
    ----------
    page : playwright.sync_api.Page
        With the page loaded. What is hidden is not judged, so open first what should be.
    """
    page.evaluate(f"() => {{ if (!globalThis.axe) {{ {axe_script()} }} }}")
    found = page.evaluate(ASKED)["violations"]
    return [
        f"{rule['id']} ({rule['impact']}): {rule['help']}: {node['html']}: {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]
