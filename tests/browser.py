"""A real browser where there is one, to see what a page really does."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FOUND = next((path for name in NAMES if (path := shutil.which(name))), "")
needs_browser = pytest.mark.skipif(not FOUND, reason="no Chromium on the PATH")


def dom(page: Path) -> str:
    """The document once the page has been loaded and everything in it has run."""
    with tempfile.TemporaryDirectory() as profile:
        done = subprocess.run(
            [
                FOUND,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                f"--user-data-dir={profile}",
                "--virtual-time-budget=3000",
                "--dump-dom",
                page.as_uri(),
            ],
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
    return done.stdout
