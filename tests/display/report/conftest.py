"""A report with everything in it, which several tests look at."""

from pathlib import Path

import pytest

import causalnet as cn
from tests.questions.verdict.test_verdict import RISES, argument


@pytest.fixture(scope="session")
def japan_report(tmp_path_factory) -> Path:
    """The report on the Japan model, with two conclusions and few draws."""
    japan = cn.load("japan_software")
    names = ("break up outsourcing", "attract global talent")
    rises = {
        name: cn.Conclusion(
            "software_competitiveness", "rises", under=japan.proposals[name].intervention
        )
        for name in names
    }
    path = tmp_path_factory.mktemp("report") / "japan.html"
    return cn.report(japan, path, conclusions=rises, draws=5)


@pytest.fixture(scope="session")
def small_report(tmp_path_factory) -> Path:
    """A report on a small model with a loop and rivals."""
    model = argument()
    lagged = model.adding(cn.Influence("ideas", "caution", "-", cn.pert(0.1, 0.5, 1), lag=1))
    path = tmp_path_factory.mktemp("report") / "ideas.html"
    return cn.report(lagged, path, outcome="ideas", conclusions={"fewer rules": RISES}, draws=60)
