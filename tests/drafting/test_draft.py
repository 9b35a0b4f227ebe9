"""Drafting with scripted drafters that err in every way."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

import causalnet as cn
from causalnet.drafting.reply import LONGEST_REPLY, code_block
from causalnet.model.drafted_parts import drafted_parts, reviewable_parts
from tests.drafting.market import TEXT

GOOD = """\
name = "island"

[sources.article]
title = "The ferry and the market"

[variables.ferry]
states = ["dear", "cheap"]
role = "lever"

[variables.visitors]
states = ["few", "many"]

[variables.rents]
states = ["low", "high"]
role = "outcome"

[claims.c1]
text = "A cheap ferry brings visitors."
source = "article"
at = "s2"
quote = "When the ferry is cheap, more visitors come to the island."
sign = "+"

[claims.c2]
text = "Visitors raise rents."
source = "article"
at = "s8"
quote = "市場が混むと、家賃が上がる。"
sign = "+"

[[graph.influences]]
cause = "ferry"
effect = "visitors"
sign = "+"
strength = [0.2, 0.8, 1.6]
claims = ["c1"]

[[graph.influences]]
cause = "visitors"
effect = "rents"
sign = "+"
strength = [0.2, 0.8, 1.6]
claims = ["c2"]
"""


class Script:
    """A drafter that gives one answer after the other, and keeps what it was asked."""

    def __init__(self, *answers: object) -> None:
        self.answers, self.prompts = [*answers], list[str]()

    def __call__(self, prompt: str) -> str:
        self.prompts.append(prompt)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, BaseException):
            raise answer
        return answer  # type: ignore[return-value]


def test_a_draft_without_mistakes_is_accepted_and_marked() -> None:
    found = cn.draft(TEXT, Script(GOOD), by="model 7")
    assert found.sentence == (
        "model 7 drafted “island” in one round. Variables: 3, influences: 2, claims: 2. Nobody has reviewed it."
    )
    assert all(
        part.is_draft and part.drafted_by == "model 7" for _, part in reviewable_parts(found.model)
    )
    assert found.check.met
    assert [s.label for s in found.check.uncoded] == ["s3", "s4", "s5", "s6", "s7"]
    assert "Drafted by model 7, not reviewed: 2 of 2 claims" in str(found)
    assert found.to_frame().mistakes.tolist() == [0]
    assert found.model.sources["article"].text == TEXT


def test_the_first_prompt_says_all_and_the_next_ones_add_the_mistakes() -> None:
    wrong = GOOD.replace("more visitors come", "fewer visitors come")
    script = Script(wrong, GOOD)
    found = cn.draft(TEXT, script)
    assert [len(r.mistakes) for r in found.rounds] == [1, 0]
    first, second = script.prompts
    for prompt in script.prompts:
        assert "[s8] 「市場が混むと、家賃が上がる。」と彼女は言う。" in prompt
        assert "[s1] The ferry and the market (heading)" in prompt
        assert "drop" not in prompt or prompt is second
    assert "ITS MISTAKES" not in first
    assert "claims.c1.quote is not in the text" in second
    assert "fewer visitors come" in second


@pytest.mark.parametrize(
    "wrapped",
    [
        f"Here is the model:\n```toml\n{GOOD}```\nShall I go on?",
        f"```\n{GOOD}\n```",
        f"Short:\n```python\nprint(1)\n```\nand long:\n~~~toml\n{GOOD}~~~",
        f"```toml\n{GOOD}",
        f"\ufeff{GOOD}".replace("\n", "\r\n"),
        f"  ````toml\n{GOOD}````\n",
    ],
)
def test_prose_around_the_code_block_does_not_matter(wrapped: str) -> None:
    assert cn.draft(TEXT, Script(wrapped)).model.name == "island"


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (None, "The answer must be a str, not None."),
        (b"name = 1", "The answer must be a str, not b'name = 1'."),
        ({"name": "island"}, "The answer must be a str, not {'name': 'island'}."),
        ("", "The answer is empty."),
        ("I cannot help with that.", "The answer does not contain a model file."),
        ("Here you are = it", "'the draft' is not TOML"),
        ("x" * (LONGEST_REPLY + 1), "The answer has 1,000,001 letters; at most 1,000,000 are read."),
        ("x=" + "[" * 5000, "is nested too deeply"),
        ("a = " + "[" * 5000, "the draft"),
        ("\ud800=", "is not UTF-8"),
        ("name = 'a'\0", "The answer holds a character that is not text, in line 1."),
        (GOOD.replace('effect = "rents"', 'effect = "rent"'), "rent"),
        (GOOD.replace("0.2, 0.8, 1.6", "1.6, 0.8, 0.2"), "in the order low, mode, high"),
        (GOOD.replace('sign = "+"', 'sign = "up"'), "sign"),
        (GOOD.replace('states = ["low", "high"]', "states = 3"), "variables.rents.states"),
        (GOOD.replace('claims = ["c2"]\n', ""), "influence visitors → rents has no claim."),
        (GOOD.replace('claims = ["c2"]', 'note = "Sure."'), "influence visitors → rents has no claim."),
        (GOOD.replace("article", "essay"), "sources lacks the source of the text: call it 'article'."),
        (GOOD.split("[[graph", maxsplit=1)[0], "graph has no influences."),
        (
            GOOD.replace('title = "The', 'text = "../secret.txt"\ntitle = "The'),
            "sources.article.text must be left out: the text of a source is not read from a draft.",
        ),
        (
            GOOD.replace("家賃が上がる。", "家賃が下がる。"),
            "claims.c2.quote is not in the text",
        ),
        (GOOD.replace('at = "s2"', 'at = "s200"'), "claims.c1.at names s200"),
        (
            GOOD.replace('[variables.rents]', '[variables.rents]\nbaseline = { p = [0.5, 0.2] }'),
            "variables.rents.baseline",
        ),
    ],
)  # fmt: skip
def test_nothing_is_accepted_that_fails(answer: object, message: str) -> None:
    script = Script(answer)
    with pytest.raises(cn.errors.DraftError) as caught:
        cn.draft(TEXT, script, rounds=2)
    error = caught.value
    assert message in str(error)
    assert error.mistakes
    assert error.rounds == len(script.prompts) == 2
    assert error.reply == (
        answer if isinstance(answer, str) and len(answer) <= LONGEST_REPLY else ""
    )
    assert max(map(len, script.prompts)) < 80_000
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_the_last_mistakes_are_told_and_the_number_of_rounds() -> None:
    script = Script("junk", GOOD.replace("ferry is cheap", "boat is cheap"))
    with pytest.raises(cn.errors.DraftError) as caught:
        cn.draft(TEXT, script, rounds=3)
    assert str(caught.value).startswith(
        "claims.c1.quote is not in the text: 'When the boat is cheap"
    )
    assert str(caught.value).endswith("(the last of 3 drafts)")


@pytest.mark.parametrize(
    "error",
    [TimeoutError("no answer in 60 s"), ValueError(), cn.CausalnetError("ours"), RuntimeError("é")],
)
def test_a_drafter_that_raises_ends_the_drafting(error: Exception) -> None:
    with pytest.raises(cn.errors.DraftError) as caught:
        cn.draft(TEXT, Script("junk", error))
    text = f": {error}" if str(error) else ""
    assert f"ask() raised {type(error).__name__} in round 2{text}." in str(caught.value)
    assert caught.value.__cause__ is error
    assert len(caught.value.mistakes) == 2


def test_an_interrupt_goes_through() -> None:
    with pytest.raises(KeyboardInterrupt):
        cn.draft(TEXT, Script(KeyboardInterrupt()))


def test_what_an_answer_says_of_its_own_review_does_not_count() -> None:
    sly = GOOD.replace("[claims.c1]", '[claims.c1]\ndrafted_by = "Anna"\nreviewed_by = "Anna"')
    model = cn.draft(TEXT, Script(sly), by="model 7").model
    assert (model.claims["c1"].drafted_by, model.claims["c1"].reviewed_by) == ("model 7", "")
    assert drafted_parts(model).drafters == ("model 7",)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: cn.draft(" \n", Script(GOOD)), "the text is empty"),
        (lambda: cn.draft("…!", Script(GOOD)), "has no sentences"),
        (lambda: cn.draft(TEXT, Script(GOOD), by=" "), "by= is empty"),
        (lambda: cn.draft(TEXT, Script(GOOD), rounds=0), "rounds= is a number from 1 to 20, not 0"),
        (lambda: cn.draft(TEXT, "model"), "'ask' must be"),
        (lambda: cn.draft("nowhere.txt", Script(GOOD)), "There is no file 'nowhere.txt'"),
    ],
)
def test_wrong_arguments(call: Callable[[], object], message: str) -> None:
    with pytest.raises(cn.CausalnetError, match=message.replace("(", r"\(")):
        call()


def test_a_text_from_a_file_stays_there(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(TEXT, encoding="utf-8")
    found = cn.draft(article, Script(GOOD))
    assert found.model.sources["article"].text == "article.txt"
    cn.check_quotes(found.model)
    cn.save(found.model, tmp_path / "island.toml")
    assert cn.load(tmp_path / "island.toml") == found.model


def test_the_longest_block_is_read() -> None:
    assert code_block("no block") == "no block"
    assert code_block("```\na\n```\n```toml\nlonger\n```") == "longer\n"
