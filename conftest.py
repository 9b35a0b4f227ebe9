"""How Hypothesis searches, in which order the tests are run, and how often garbage is looked for.

Hypothesis searches freely at a desk, the same way every time where builds are checked, and briefly in the short suite.
"""

import gc
import os

import pytest
from hypothesis import settings

# A search for garbage looks through all modules and tests, which stay to the end: rarer ones save a tenth of all time.
gc.set_threshold(50_000, 20, 50)

settings.register_profile("desk", deadline=None, max_examples=50)
settings.register_profile(
    "ci", parent=settings.get_profile("desk"), derandomize=True, print_blob=True
)
settings.register_profile("quick", deadline=None, derandomize=True, max_examples=10)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "desk"))

# Where single tests take seconds. They begin first, so that no worker is left alone with one at the end.
LONG = (
    "tests/test_documents.py",
    "tests/display/explorer/test_agreement.py",
    "tests/boundary/test_checks.py",
    "tests/test_workers.py",
    "tests/test_hostile.py",
    "tests/test_console.py",
    "tests/questions/verdict/test_verdict.py",
    "tests/questions/bounds/test_branch_and_bound.py",
    "tests/questions/bounds/test_search.py",
    "tests/questions/signs/test_signs.py",
    "tests/compilation/test_memory_footprint.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest, in that order; the others keep theirs."""
    rank = {file: i for i, file in enumerate(LONG)}
    items.sort(key=lambda item: rank.get(item.nodeid.partition("::")[0], len(LONG)))
