"""Advice for errors: how to write a value, from the class that was expected and the value that was found.

Classes are named by strings here, so that this module can stay below the modules that use it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from causalnet.errors import shown
from causalnet.nearest import nearest
from causalnet.notation import quoted
from causalnet.numerals import numerals, plain_numeral

__all__ = [
    "LATER",
    "advice",
    "argument_hint",
    "example",
    "file_hint",
    "intervention_hint",
    "number_hint",
    "periods_hint",
    "size_hint",
]

# Interventions that an example lists.
INTERVENTIONS_SHOWN = 4
CONCLUSION_EXAMPLE = "cn.Conclusion('y', 'rises', under=cn.do(x='high'))"
EXAMPLES = {
    "Baseline": "cn.Baseline([0.4, 0.6])",
    "Claim": "cn.Claim('c1', 'Rain wets grass.', source='memo')",
    "Conclusion": CONCLUSION_EXAMPLE,
    "Influence": "cn.Influence('x', 'y', '+', 1.0)",
    "Intervention": "cn.do(x='high')",
    "Source": "cn.Source('memo')",
    "Variable": "cn.Variable('x', ['low', 'high'])",
    "choose": "{'low': 'yes', 'high': 'no'}",
    "decide.choose": "{'x': ['z']}",
    "conclusions": f"{{'a name': {CONCLUSION_EXAMPLE}}}",
    "direction": "'rises'",
    "discriminants": f"{{'a name': {CONCLUSION_EXAMPLE}}}",
    "explore.path": "'model.html'",
    "given": "{'x': 'low'}",
    "influences": "[cn.Influence('x', 'y', '+', 1.0)]",
    "likelihood.p": "{'low': 0.2, 'high': 0.9}",
    "name_or_path": "'model.toml'",
    "observed": "{'x': 'low'}",
    "outcome": "'y'",
    "outcomes": "'y'",
    "parents": "{'y': ['x']}",
    "report.path": "'report.html'",
    "save.path": "'model.toml'",
    "scenarios": "{'a name': cn.do(x='high')}",
    "sensitivity.among": "{'a name': cn.do(x='high')}",
    "states": "['low', 'high']",
    "tables": "{'x': [0.4, 0.6], 'y': [[0.9, 0.1], [0.2, 0.8]]}",
    "texts": "{'memo': 'memo.txt'}",
    "unroll.periods": "3",
    "uptake": "0.5",
    "variables": "[cn.Variable('x', ['low', 'high'])]",
    "Network.states": "{'x': ['low', 'high'], 'y': ['no', 'yes']}",
}
"""How a value of a class, or of an argument (of one function), is written."""

# Other names that people give to an argument.
ARGUMENT_ALIASES = {
    "under": "do intervention interventions set action doing treatment",
    "observed": "known case",
    "given": "evidence observed observations condition conditions",
    "outcome": "target variable y effect response",
    "outcomes": "target variable outcome y",
    "draws": "n n_draws simulations iterations",
    "samples": "n n_samples",
    "seed": "random_state rng random_seed",
    "versus": "against baseline control",
    "scenarios": "interventions under do",
    "path": "file filename filepath",
    "n_jobs": "jobs workers processes",
    "direction": "sign",
    "role": "roles",
    "p": "probabilities values probs",
}
# The verbs that take an argument which other verbs do not take.
TAKERS = {
    "after": "persistence",
    "among": "levers pairs sensitivity",
    "anchor": "trajectory persistence",
    "better": "levers pairs",
    "discriminants": "audit",
    "filtered": "trajectory",
    "keep": "persistence",
    "particles": "trajectory persistence",
    "ranges": "audit",
    "reading": "verdict verdicts",
    "samples": "query",
    "scenarios": "compare",
    "standing": "loops",
    "sustained": "persistence",
    "versus": "effect compare trajectory persistence",
}
# Fields of a conclusion that are not arguments of most verbs.
CONCLUDED = ("at", "at_least", "by", "direction", "threshold")
# Words for the last period: verbs take different ones.
LATER = ("at", "steps", "horizon", "by_period", "periods", "period", "until", "by_horizon")
# No greater number is repeated by a hint.
LARGEST_REPEATED = 1e15
SAVING = ("format", "path", "file", "filename", "save", "output")
DRAWINGS = (".svg", ".png", ".pdf", ".dot", ".mmd")


def advice(wanted: str, value: object) -> str:
    """A hint on how to write a value of the class `wanted` in place of `value`.

    Examples
    --------
    >>> advice("Conclusion", "jams")
    "Write cn.Conclusion('jams', 'rises', under=cn.do(…))."
    """
    return _ADVICE.get(wanted, _nothing)(value)


def example(verb: str, name: str, classes: Iterable[type] = ()) -> str:
    """An example of an argument; empty if it does not need one.

    Examples
    --------
    >>> example("report", "path"), example("compare", "outcomes")
    ("'report.html'", "'y'")
    """
    for key in (f"{verb}.{name}", name, *(cls.__name__ for cls in classes)):
        if key in EXAMPLES:
            return EXAMPLES[key]
    return ""


def argument_hint(name: str, value: object, known: Collection[str], first: object) -> str:
    """The `known` argument that may be meant by an unknown one; `first` is the function's first argument."""
    if name == "observed" and {"conclusion", "conclusions", "direction"} & {*known}:
        return (
            "A conclusion is about all cases, or about those with given= in both arms. Of the cases observed ask "
            f"cn.counterfactual(…, observed={shown(value)}): the answer says what the signs prove, the least and the most, and with "
            "draws= the middle 90% of draws."
        )
    if name == "observed":
        return "cn.counterfactual takes it: it is found before an intervention, given= after it."
    near = nearest(name, known)
    meant = next((a for a in known if name in ARGUMENT_ALIASES.get(a, "").split()), "")
    if near or meant:
        do = meant == "under" and isinstance(value, Mapping)
        return f"Write under=cn.do({shown(value)})." if do else near or f"Did you mean {meant!r}?"
    if elsewhere := _elsewhere(name, value, known):
        return elsewhere
    if name in SAVING and "legend" in known:
        return "Save what it returns: .save('model.svg')."
    variables = getattr(first, "variables", (name,))
    if isinstance(value, str) and name in variables and {"under", "given"} <= {*known}:
        pair = f"{name}={value!r}"
        return f"Write under=cn.do({pair}) to set a variable, given={{{name!r}: {value!r}}} to observe it."
    return f"Its arguments are {', '.join(known)}." if known else "It takes none."


def _elsewhere(name: str, value: object, known: Collection[str]) -> str:
    """A hint at the verb that takes an argument which was given to another."""
    own = shown(value)
    if name in CONCLUDED and "conclusion" in known:
        return f"Say it in the conclusion: cn.Conclusion(…, {name}={own})."
    if name in LATER and {"outcome", "outcomes"} & {*known}:
        return (
            f"cn.query, cn.effect, cn.counterfactual, cn.causation, cn.compare and cn.levers take at={own}, cn.trajectory takes periods={own}, and "
            f"cn.Conclusion(…, at={own}) is for cn.verdict."
        )
    if name in CONCLUDED and {"outcome", "outcomes"} & {*known}:
        return f"Write cn.Conclusion(…, {name}={own}), which cn.verdict takes."
    takers = [f"cn.{verb}" for verb in TAKERS.get(name, "").split()]
    if not takers:
        return ""
    *first, last = takers
    return f"{', '.join(first)} and {last} take it." if first else f"{last} takes it."


def file_hint(value: object) -> str:
    """Advice for a path that was given to a drawing function: save the drawing."""
    if isinstance(value, str) and value.lower().endswith(DRAWINGS):
        return f"Save what it returns: .save({value!r})."
    return ""


def number_hint(value: object) -> str:
    """The number in a text, as it should be written."""
    found = numerals(value) if isinstance(value, str) else ()
    return f"Write {plain_numeral(found[0])}." if len(found) == 1 else ""


def intervention_hint(value: object) -> str:
    """A hint for a value that was given in place of an intervention."""
    if isinstance(value, str):
        return f"Write cn.do(x='low'), or model.interventions[{value!r}] if that is a proposal."
    if _is(value, "Timed"):
        return "`trajectory` takes an intervention with times; elsewhere take one period of it, .when(period)."
    if _is(value, "Proposal"):
        return "A proposal holds it: .intervention."
    if isinstance(value, Mapping) and any(isinstance(key, int) for key in value):
        return periods_hint(value)
    if isinstance(value, list | tuple) and any(_is(part, "Intervention") for part in value):
        return "Join several with |, as in cn.do(x='low') | cn.do(z='high'). `compare` shows them side by side."
    if isinstance(value, Mapping) or _is(value, "Cut") or _is(value, "AsIf"):
        return f"Write cn.do({shown(value)})."
    return ""


def size_hint(value: object) -> str:
    """The argument for a size that was given in place of a state."""
    if (
        isinstance(value, bool)
        or not isinstance(value, int | float)
        or not abs(value) < LARGEST_REPEATED
    ):
        return ""
    return f"A size is by = {value:g} for a change, or threshold = {value:g} for a level."


def periods_hint(value: Mapping[object, object]) -> str:
    """Advice for a mapping from periods to interventions: how to write it.

    Each lasts until the next begins.

    Examples
    --------
    >>> periods_hint({0: {"x": "low"}, 2: {"x": "high"}})
    'Periods are written do(x="low").until(1) | do(x="high").since(2), for `trajectory`.'
    """
    starts = sorted(key for key in value if isinstance(key, int) and key >= 0)
    spans = []
    for start, end in zip(starts, [*starts[1:], None], strict=True):
        if end is None:
            when = f"since({start})"
        elif start:
            when = f"during({start}, {end - 1})"
        else:
            when = f"until({end - 1})"
        spans.append(f"{_done(value[start])}.{when}")
    written = " | ".join(spans[:INTERVENTIONS_SHOWN]) + (
        " | …" if len(spans) > INTERVENTIONS_SHOWN else ""
    )
    return f"Periods are written {written or 'do(…).since(2)'}, for `trajectory`."


def _done(value: object) -> str:
    """An intervention as code; a placeholder if it is not known."""
    if _is(value, "Intervention"):
        return repr(value)
    if isinstance(value, Mapping) and all(isinstance(k, str) and k.isidentifier() for k in value):
        settings = (
            f"{name}={quoted(s) if isinstance(s, str) else repr(s)}" for name, s in value.items()
        )
        return f"do({', '.join(settings)})"
    return "do(…)"


def _conclusion_hint(value: object) -> str:
    if isinstance(value, str):
        return f"Write cn.Conclusion({value!r}, 'rises', under=cn.do(…))."
    if _is(value, "Claim"):
        return "The conclusions of a claim are its .checks."
    return ""


def _model_hint(value: object) -> str:
    if isinstance(value, str) or _is(value, "Path"):
        return f"Load it: cn.load({str(value)!r})."
    if _is(value, "Network"):
        voices = getattr(getattr(value, "sampling", None), "weights", None)
        return (
            "A Network holds numbers without the judgements behind them. Verbs that take it: query, effect, "
            "marginals, levers, pairs, compare, plan, draw and save."
        ) + (" Of a pool, ask the model of each voice." if voices else "")
    if _is(value, "CausalMap"):
        return "Make a model of the map: cn.scaffold(causal_map)."
    if _is(value, "Agreement") or _is(value, "Crux"):
        return "To draw two accounts, write cn.draw([a, b])."
    if _is(value, "Comparison"):
        return "Its chart is cn.plot(answer). Two models in one picture are cn.draw([a, b])."
    if _is(value, "Graph"):
        return "An undirected graph does not say what is a cause. cn.draw takes a directed one, networkx.DiGraph."
    if isinstance(value, list | tuple | Mapping) and value:
        held = value.values() if isinstance(value, Mapping) else value
        if all(_is(one, "CausalModel") or _is(one, "Network") for one in held):
            return (
                "Ask about each model separately. cn.diff(a, b) compares two models, and cn.pool({'first': a, 'second': b}) "
                "answers for several."
            )
    return ""


def _network_hint(value: object) -> str:
    if _is(value, "CausalModel"):
        return "Compile it with cn.compile_model(model)."
    named = isinstance(value, str) or _is(value, "Path")
    return f"Load it: cn.load({str(value)!r})." if named else ""


def _answer_hint(value: object) -> str:
    if _is(value, "CausalMap"):
        return "A map is drawn by cn.draw(causal_map)."
    if _is(value, "ModelDiff"):
        return "What differs is drawn by cn.draw(cn.diff(a, b))."
    if _is(value, "Diagram"):
        return "It is a picture: a notebook shows it, and picture.save(path) writes it."
    if any(_is(value, part) for part in ("Estimate", "Lever", "Pair", "Route", "Loop", "Swing")):
        return "It is a part of an answer: draw the whole answer."
    drawn = _is(value, "CausalModel") or _is(value, "Network")
    return "A model is drawn by cn.draw(model)." if drawn else ""


def _frame_hint(value: object) -> str:
    rows = isinstance(value, list | tuple | Mapping)
    return "Write pandas.DataFrame(…) around it." if rows else ""


def _nothing(_: object) -> str:
    return ""


def _is(value: object, name: str) -> bool:
    return any(base.__name__ == name for base in type(value).__mro__)


_ADVICE: dict[str, Callable[[object], str]] = {
    "Answer": _answer_hint,
    "CausalModel": _model_hint,
    "Conclusion": _conclusion_hint,
    "Frame": _frame_hint,
    "Intervention": intervention_hint,
    "Network": _network_hint,
}
