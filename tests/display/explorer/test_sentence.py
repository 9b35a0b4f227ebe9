"""The sentence on the page is the one that the library says, word for word."""

import random
from urllib.parse import urlencode

import causalnet as cn
from causalnet.language.translate import speaking, tr
from causalnet.model.effect_size import Scale
from causalnet.questions.sentences.change import MovedOutcome
from causalnet.questions.sentences.phrasing import Phrasing, capital
from tests.display.explorer.scenarios import intervention_parts, is_hard, named

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


def hold(page, model: cn.CausalModel, outcomes: tuple[str, ...], language: str) -> int:
    """Random questions of one outcome each; how many of them had an answer to compare."""
    rng, compared, names = random.Random(4), 0, [*model.variables]
    soft = [p.intervention for p in model.proposals.values() if not is_hard(p.intervention)]
    for _ in range(10):
        done = {
            v: rng.choice(model.variables[v].states) for v in rng.sample(names, rng.choice([1, 2]))
        }
        seen = {v: rng.choice(model.variables[v].states) for v in rng.sample(names, 1)}
        given = seen if rng.random() < 0.5 and not set(seen) & set(done) else {}
        under = cn.do(done)
        if soft and rng.random() < 0.6:
            other = rng.choice(soft)
            under = other if done.keys() & other.settings.keys() else under | other
            given = {v: s for v, s in given.items() if v not in under.settings}
        outcome = rng.choice(outcomes)
        found = cn.effect(model, outcome, under=under, given=given)
        if found.path != "within a period" or found.by_definition:
            continue
        parts = [urlencode(intervention_parts(under))]
        parts += [f"see={named(v)}%3D{named(s)}" for v, s in given.items()]
        page.visit("&".join([*parts, f"outcome={outcome}"]))
        with speaking(language):
            want = told(model, outcome, under, given)
        # The page may begin with the time of which it speaks.
        assert page.page.inner_text("#sentence").endswith(want[1:])
        compared += 1
    return compared


def test_it_is_said_as_the_library_says_it(shown, japan):
    assert hold(shown(), japan, OUTCOMES, "en") > 2


def test_in_japanese_too(shown, tmp_path):
    rule = cn.policy("rain", {"no": {"off": 0.3, "on": 0.7}, "yes": "off"})
    dry = cn.do(cn.cut("rain", "wet"), cn.as_if("wet", sprinkler="off"))
    lawn = cn.load("lawn").adding(
        cn.Proposal("as the sky is", cn.do(sprinkler=rule)),
        cn.Proposal("a roof", dry | cn.do(rain={"no": 0.5, "yes": 0.5})),
    )
    page = shown(cn.explore(lawn, tmp_path / "lawn.html", language="ja"))
    assert hold(page, lawn, ("wet",), "ja") > 2
