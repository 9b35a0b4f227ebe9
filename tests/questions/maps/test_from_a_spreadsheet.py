"""Somebody with nothing but a list of links in Excel: a picture, loops, witnesses and a verdict by signs in five lines."""

from __future__ import annotations

from pathlib import Path

import pytest

import causalnet as cn
from tests.formats.grids.workbooks import workbook

ROWS = [
    ["Cause", "Effect", "+/-", "Interview", "What was said"],
    ["Training", "Harvest", "+", "Amina", "In rows it gives more."],
    ["Training", "Harvest", "+", "Bento", None],
    ["Harvest", "Income", "+", "Amina", "What we do not eat we sell."],
    ["Income", "Harvest", "+", "Dora", "With money I buy seed."],
]


def test_five_lines_lead_from_a_workbook_to_a_verdict(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("interviews.xlsx").write_bytes(workbook({"Sheet1": ROWS}))

    interviews = cn.load("interviews.xlsx")
    cn.draw(interviews).save("interviews.svg")
    model = cn.scaffold(interviews, feedback="lag")  # type: ignore[arg-type]
    question = cn.Conclusion("income", "rises", under=cn.do(training="high"))
    print(cn.loops(model), cn.witnesses(model, question), cn.by_signs(model, question), sep="\n\n")

    told = capsys.readouterr().out
    assert "harvest → income → harvest" in told
    assert (
        "Everything that leads from training to income rests on one source (Amina): without what it "
        "alone says, no path is left."
    ) in " ".join(told.split())
    assert (
        "It follows from the signs alone that setting training to high raises income."
    ) in " ".join(told.split())
    picture = Path("interviews.svg").read_text(encoding="utf-8")
    assert picture.count('class="edge"') == 3


def test_a_map_of_240_pairs_and_850_citations_is_asked_in_a_moment() -> None:
    links = [
        cn.Link(f"f{i % 120}", f"f{(i % 120) + 1 + i // 120 % 2}", "+", source=f"s{i % 19}")
        for i in range(850)
    ]
    model = cn.scaffold(cn.CausalMap("large", links))
    question = cn.Conclusion("f121", "rises", under=cn.do(f0="high"))

    assert len(model.influences) == 240
    assert sum(len(claim.citations) for claim in model.claims.values()) == 850
    assert cn.by_signs(model, question).status == "follows"
    assert cn.witnesses(model, question).carriers
