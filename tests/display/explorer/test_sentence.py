"""The sentence on the page is the one that the library says, word for word."""

import random

import pytest

import causalnet as cn
from causalnet.language.translate import speaking, tr
from causalnet.model.effect_size import Scale
from causalnet.questions.sentences.change import MovedOutcome
from causalnet.questions.sentences.phrasing import Phrasing, capital
from tests.display.explorer.scenarios import named

OUTCOMES = ("software_competitiveness", "ai_era_position", "engineer_compensation")


def told(model: cn.CausalModel, outcome: str, under: cn.Intervention, given: dict) -> str:
    """What a verdict would lead with, where a path within the period leads to the outcome."""
    say, variable = Phrasing(model), model.variables[outcome]
    arms = [cn.query(model, outcome, under=done, given=given).p for done in (cn.do(), under)]
    survival = [[float(p[j:].sum()) for j in range(1, len(p))] for p in arms]
    change = sum(survival[1]) - sum(survival[0])
    moved = MovedOutcome(say, outcome, variable.states, Scale.of(variable.states, variable.sizes))
    clause = moved.moved(say.action(under), change, survival=survival)
    return capital(tr("{lead}{clause}.", lead=say.lead(given), clause=clause))


@pytest.mark.parametrize("language", ["en", "ja"])
def test_it_is_said_as_the_library_says_it(shown, japan, japan_page, tmp_path, language):
    pages = {
        "en": lambda: japan_page,
        "ja": lambda: cn.explore(japan, tmp_path / "ja.html", language="ja"),
    }
    page = shown(pages[language]())
    rng, compared = random.Random(4), 0
    for _ in range(30):
        done = {v: rng.choice(japan.variables[v].states) for v in rng.sample([*japan.variables], 2)}
        seen = {v: rng.choice(japan.variables[v].states) for v in rng.sample([*japan.variables], 1)}
        given = seen if rng.random() < 0.5 and not set(seen) & set(done) else {}
        outcome = rng.choice(OUTCOMES)
        found = cn.effect(japan, outcome, under=cn.do(done), given=given)
        if found.path != "within a period" or found.by_definition:
            continue
        parts = [f"do={named(v)}%3D{named(s)}" for v, s in done.items()]
        parts += [f"see={named(v)}%3D{named(s)}" for v, s in given.items()]
        page.visit("&".join([*parts, f"outcome={outcome}"]))
        with speaking(language):
            assert page.page.inner_text("#sentence").endswith(
                told(japan, outcome, cn.do(done), given)[1:]
            )
        compared += 1
    assert compared > 8
