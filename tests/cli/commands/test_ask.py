"""Questions on the command line are those of the library."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import causalnet as cn
from causalnet import do
from causalnet.cli.verbs import VERBS
from tests.cli.calls import run

LAWN, HABIT = cn.load("lawn"), cn.load("habit")
assert isinstance(LAWN, cn.CausalModel)
assert isinstance(HABIT, cn.CausalModel)
RISES = cn.Conclusion("wet", "rises", under=do(rain="yes"))
ASKED = {
    "query lawn wet --given rain=yes": cn.query(LAWN, "wet", given={"rain": "yes"}),
    "marginals lawn --under rain=yes": cn.marginals(LAWN, under=do(rain="yes")),
    "effect lawn wet=yes --under rain=yes --versus rain=no": cn.effect(
        LAWN, ("wet", "yes"), under=do(rain="yes"), versus=do(rain="no")
    ),
    "effect lawn wet --under|water the lawn": cn.effect(LAWN, "wet", under=do(sprinkler="on")),
    "compare lawn wet|it rains: rain=yes|water the lawn": cn.compare(
        LAWN, "wet", {"it rains": do(rain="yes"), "water the lawn": do(sprinkler="on")}
    ),
    "levers lawn wet --among rain,sprinkler --better low": cn.levers(
        LAWN, "wet", among=["rain", "sprinkler"], better="low"
    ),
    "pairs lawn wet rain sprinkler": cn.pairs(LAWN, "wet", ["rain", "sprinkler"]),
    "by-signs lawn wet rises --under rain=yes": cn.by_signs(LAWN, RISES),
    "by_signs lawn wet rises --under rain=yes": cn.by_signs(LAWN, RISES),
    "counterfactual lawn wet --under rain=no --observed wet=yes --coupling fresh": (
        cn.counterfactual(
            LAWN, "wet", under=do(rain="no"), observed={"wet": "yes"}, coupling="fresh"
        )
    ),
    "routes lawn wet --under rain=yes --by paths": cn.routes(
        LAWN, "wet", under=do(rain="yes"), by="paths"
    ),
    "witnesses lawn wet rises --under rain=yes": cn.witnesses(LAWN, RISES),
    "agreement lawn lawn --outcome wet --direction rises --under rain=yes": cn.agreement(
        LAWN, LAWN, RISES
    ),
    "trajectory habit smoking --periods 3|--under|price=high since 1|--given|smoking=yes at 0": (
        cn.trajectory(
            HABIT, "smoking", periods=3, under=do(price="high").since(1), given={"smoking": "yes"}
        )
    ),
    "persistence habit smoking --under price=high --sustained 1,2 --after 3": cn.persistence(
        HABIT, "smoking", under=do(price="high"), sustained=[1, 2], after=3
    ),
    "loops habit --standing stated": cn.loops(HABIT, standing="stated"),
    "portfolio lawn wet --budget 2|--costs|water the lawn=1.5": cn.portfolio(
        LAWN, "wet", budget=2, costs={"water the lawn": 1.5}
    ),
    "decide lawn wet --choose sprinkler=rain --worth no=0 --worth yes=1": cn.decide(
        LAWN, "wet", choose={"sprinkler": ["rain"]}, worth={"no": 0, "yes": 1}
    ),
    "identify lawn wet --under rain --measured rain,wet": cn.identify(
        LAWN, "wet", under="rain", measured=["rain", "wet"]
    ),
    "separated lawn rain sprinkler --given wet": cn.separated(LAWN, "rain", "sprinkler", ["wet"]),
    "audit lawn --draws 20": cn.audit(LAWN, draws=20),
    "query lawn wet --reject c1 --given rain=yes": cn.query(
        LAWN.rejecting("c1"), "wet", given={"rain": "yes"}
    ),
}


@pytest.mark.parametrize("asked", ASKED)
def test_a_question_has_the_answer_that_it_has_in_python(asked: str) -> None:
    # Blanks part the words of a call, and | those with blanks in them.
    first, *rest = asked.split("|")
    result = run("ask", *first.split(), *rest)

    assert result.exit_code == 0, result.output
    assert result.stdout == f"{ASKED[asked]}\n"


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_without_marks(verb: str) -> None:
    result = run("ask", verb.replace("_", "-"), "--help")

    assert result.exit_code == 0
    assert "Usage: causalnet ask " in result.stdout
    assert "`" not in result.stdout
    assert "--json" in result.stdout


def test_an_answer_is_one_json_document() -> None:
    result = run("ask", "effect", "lawn", "wet", "--under", "rain=yes", "--json")

    held = json.loads(result.stdout)
    effect = cn.effect(LAWN, "wet", under=do(rain="yes"))
    assert [*held] == ["causalnet", "verb", "sentence", "sheets", "provenance", "table"]
    assert held["causalnet"] == cn.__version__
    assert held["verb"] == "effect"
    assert held["sentence"] == effect.sentence
    assert held["provenance"] == f"model 'lawn' ({LAWN.fingerprint}), causalnet {cn.__version__}"
    assert [s["title"] for s in held["sheets"]] == [s.title for s in effect.sheets()]
    frame = effect.to_frame()
    assert [row["change"] for row in held["table"]] == pytest.approx(frame.change.tolist())
    assert [[*row] for row in held["table"]] == [[*frame.columns]] * len(frame)


@pytest.mark.parametrize(
    ("call", "code", "message"),
    [
        ("effect lawn wet --under rain=yess", 3, "No state 'yess' of 'rain'; its states are no, yes. Did you mean 'yes'?"),
        ("effect lawn wet --under rainn=yes", 3, "No variable 'rainn'; the variables are rain, sprinkler, wet. Did you mean 'rain'?"),
        ("effect lawn wet --under rain", 3, "'rain' lacks a state. Write rain=yes."),
        ("effect lawn weet --under rain=yes", 3, "No variable 'weet'; the variables are rain, sprinkler, wet. Did you mean 'wet'?"),
        ("effect lawn wet --under rain=shift(x)", 3, "rain=shift(x): a shift is a number of states. Write shift(+1)."),
        ("effect lawn wet", 3, "Missing option '--under'."),
        ("effect lwn wet --under rain=yes", 2, "Did you mean 'lawn'?"),
        ("verdict lawn wet rise --under rain=yes", 3, "It is one of rises, falls, holds, exceeds, stays-below, not 'rise'. Did you mean 'rises'?"),
        ("verdct lawn", 3, "No verb 'verdct'. Did you mean 'verdict'?"),
        ("lawn effect wet", 3, "No verb 'lawn'. The verb comes first: causalnet ask verdict lawn …"),
        ("query lawn wet --given rain", 3, "'rain' lacks a state. Write rain=state for what is observed."),
        ("query asia dysp --reject c1", 3, "--reject is for a model of an argument, not for a Network."),
        ("portfolio lawn wet", 3, "Missing option '--budget'."),
    ],
)  # fmt: skip
def test_a_bad_question_is_answered_with_a_sentence(call: str, code: int, message: str) -> None:
    result = run("ask", *call.split())

    assert result.exit_code == code
    assert result.stderr.endswith(f"{message}\n")
    assert result.stdout == ""


def test_figures_are_read_from_a_csv_file(tmp_path: Path) -> None:
    rows = ["yes,on,yes", "no,off,no", "no,on,yes", "yes,off,", "no,off,no", "yes,on,yes"] * 5
    path = tmp_path / "days.csv"
    path.write_text("\n".join(["rain,sprinkler,wet", *rows]), encoding="utf-8")
    columns = zip(*(row.split(",") for row in rows), strict=True)
    frame: dict[str, list[str | None]] = {
        name: [cell or None for cell in column]
        for name, column in zip(("rain", "sprinkler", "wet"), columns, strict=True)
    }

    result = run("ask", "confront", "lawn", str(path), "--cases", "days", "--relabelled", "0")
    assert result.stdout == f"{cn.confront(LAWN, frame, cases='days', relabelled=0)}\n"
