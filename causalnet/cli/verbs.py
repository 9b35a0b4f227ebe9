"""The verbs that ``causalnet ask`` knows, and the command of each, made from its signature and docstring."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from inspect import Parameter
from typing import TYPE_CHECKING, Any

import click

from causalnet.cli import completions, console
from causalnet.errors import QuestionError
from causalnet.language.translate import LANGUAGES, speaking

if TYPE_CHECKING:
    from causalnet.cli.parameters import Argument

__all__ = [
    "QUESTIONS",
    "VERBS",
    "Verb",
    "VerbArguments",
    "command_of",
    "signature_command",
    "verb_arguments",
]

QUESTIONS = "causalnet.questions."
GRAMMAR = """An INTERVENTION is x=state, x=shift(+1), x=partial(state, 0.5), cut(x, y), the name of a proposal, or
a table in braces as in a model file. Give the option several times to do several things at once."""


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of the library.

    Attributes
    ----------
    module : str
        Its module below ``causalnet.questions``.
    line : str
        The line of the list of verbs.
    skipped : tuple of str
        Parameters that a command line does not ask for.
    renamed : mapping from a parameter to its option
        Where a field of the conclusion has the name already.
    """

    module: str
    line: str
    skipped: tuple[str, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)


VERBS = {
    "query": Verb("effects.query", "The distribution of an outcome."),
    "marginals": Verb("effects.query", "The distribution of every variable."),
    "effect": Verb("effects.effect", "The change of an outcome under an intervention."),
    "compare": Verb("effects.compare", "Several interventions side by side."),
    "levers": Verb("effects.levers", "Every single intervention, the best first."),
    "pairs": Verb("effects.pairs", "Every pair of interventions among several variables."),
    "slopes": Verb("effects.slopes", "The change of an outcome with each number of the model."),
    "verdict": Verb("verdict.verdict", "How much of a conclusion the argument has earned."),
    "by_signs": Verb("signs.signs", "What follows from the signs alone."),
    "sensitivity": Verb("sensitivity.sensitivity", "What an answer hangs on."),
    "counterfactual": Verb(
        "counterfactuals.counterfactual", "What would have been in the cases observed."
    ),
    "causation": Verb("causation.causation", "How far a cause was necessary and sufficient."),
    "routes": Verb("routes.routes", "How much of a change goes each way."),
    "trajectory": Verb("time.trajectory", "The course of an outcome over the periods."),
    "persistence": Verb("time.persistence", "What is left after an intervention ends."),
    "loops": Verb("loops.loops", "The feedback loops."),
    "portfolio": Verb("decisions.portfolio", "The best interventions within a budget."),
    "decide": Verb("decisions.decide", "The best choice in each case after a look."),
    "witnesses": Verb("witnesses.witnesses", "Whose word a conclusion depends on."),
    "coverage": Verb("coverage.coverage", "How much of a list of links a model explains."),
    "agreement": Verb("voices.agreement", "What two models share."),
    "crux": Verb("voices.crux", "The disagreement on which two models' answers part."),
    "dissent": Verb("voices.dissent", "On what several experts part.", ("matching",)),
    "compare_voices": Verb(
        "voices.compare_voices",
        "The verdict of each voice.",
        renamed={"by": "voices_by", "at_least": "heard_at_least"},
    ),
    "audit": Verb("audit.audit", "Whether the stated checks are met, and what lacks a source."),
    "identify": Verb("identification.identify", "Whether figures could settle an effect."),
    "adjustment_sets": Verb("adjustment.adjustment_sets", "What to hold fixed to see an effect."),
    "front_door_sets": Verb("adjustment.front_door_sets", "Mediators that identify an effect."),
    "instruments": Verb("adjustment.instruments", "Variables that move a cause only."),
    "separated": Verb("separation.separated", "Whether two variables must be independent."),
    "independences": Verb("separation.independences", "Every independence that a model implies."),
    "confront": Verb("confronting.confront", "Whether the figures of cases contradict a model."),
    "survey": Verb("surveying.survey", "Which variables to measure, in how many cases."),
    "update": Verb("learning.update", "What figures teach about the numbers.", ("episodes",)),
    "plan": Verb("query.plan", "How a query would be computed, and what it needs."),
}
"""Each verb by its name in the library; the command has dashes in place of underscores."""


def command_of(name: str) -> click.Command:
    """The command that asks a verb: its parameters become arguments and options."""
    verb = VERBS[name]
    function = getattr(import_module(QUESTIONS + verb.module), name)

    def answer(model: Any, values: dict[str, Any], as_json: bool) -> None:
        from causalnet.network.labels import in_spoken_language

        with speaking(values.pop("language")):
            spoken = in_spoken_language(model)
            console.say(name, function(spoken, **values), as_json=as_json, model=spoken)

    return signature_command(
        name,
        function,
        answer,
        skipped=verb.skipped,
        renamed=verb.renamed,
        extra=[SPOKEN],
    )


def signature_command(
    name: str,
    function: Callable[..., object],
    run: Callable[[Any, dict[str, Any], bool], None],
    *,
    skipped: Sequence[str] = (),
    renamed: Mapping[str, str] | None = None,
    extra: Sequence[click.Parameter] = (),
) -> click.Command:
    """A command with the arguments of a function that takes a model first.

    Parameters
    ----------
    name : str
    function : callable
        Its signature gives the arguments and options, its docstring their meaning.
    run : callable of (model, values, as_json)
        Calls the function and prints; `values` has the arguments that were given, and those of `extra`.
    skipped, renamed
        As for a `Verb`.
    extra : sequence of click.Parameter
        Further options; their values are among `values`.
    """
    asked = verb_arguments(function, skipped, renamed)
    question = _Question(run, asked, extra)
    shown = [argument.shown for argument in asked.arguments]
    command = click.Command(
        name,
        params=[
            click.Argument(["model_"], metavar="MODEL", shell_complete=completions.complete_models),
            *sorted(shown, key=lambda p: isinstance(p, click.Option)),
            *extra,
            *VIEW,
        ],
        callback=question.ask,
        help=inspect.cleandoc(function.__doc__ or "").partition("\n\n")[0].replace("`", ""),
        epilog=_epilog(shown),
    )
    return console.as_json(command)


@dataclass(frozen=True, slots=True)
class VerbArguments:
    """The arguments of a function after its model, as texts give them.

    Attributes
    ----------
    conclusion : str
        The parameter that is a conclusion made of the `fields`; empty if there is none.
    fields, own : sequence of Argument
    place : int
        The number of own arguments before the fields.
    """

    conclusion: str
    fields: Sequence[Argument]
    own: Sequence[Argument]
    place: int

    @property
    def arguments(self) -> list[Argument]:
        """All arguments in the order of the function."""
        return [*self.own[: self.place], *self.fields, *self.own[self.place :]]

    def values(self, texts: Mapping[str, Any], model: object) -> dict[str, Any]:
        """The values of the arguments that were given."""
        values = {a.name: a.of(texts, model) for a in self.own}
        if self.fields and any(a.of(texts, model) is not None for a in self.fields):
            from causalnet.model.grammar.conclusion import Conclusion

            parts = {a.name: a.of(texts, model) for a in self.fields}
            values[self.conclusion] = Conclusion(**_given(parts))
        return _given(values)


def verb_arguments(
    function: Callable[..., object],
    skipped: Sequence[str] = (),
    renamed: Mapping[str, str] | None = None,
) -> VerbArguments:
    """The arguments of a function that takes a model first; `skipped` and `renamed` as for a `Verb`."""
    from causalnet.cli.parameters import arguments_of, conclusion_arguments

    parameters = inspect.signature(function).parameters
    of_conclusion = _conclusion_of({n: p for n, p in parameters.items() if n not in skipped})
    composed = of_conclusion.name if of_conclusion else ""
    fields = []
    if of_conclusion:
        fields = conclusion_arguments(needed=of_conclusion.default is Parameter.empty)
    own = arguments_of(function, {*skipped, composed})
    own = [argument.named((renamed or {}).get(argument.name)) for argument in own]
    place = [*parameters][1:].index(composed) if composed in parameters else len(own)
    return VerbArguments(composed, fields, own, place)


def _epilog(shown: Sequence[click.Parameter]) -> str:
    """How the parts of a question are written."""
    metavars = {parameter.metavar or "" for parameter in shown}
    parts = [
        f"{parameter.metavar} is one of {', '.join(map(str, parameter.type.choices))}."
        for parameter in shown
        if isinstance(parameter, click.Argument) and isinstance(parameter.type, click.Choice)
    ]
    if metavars & {"INTERVENTION", "SCENARIOS...", "AMONG"}:
        parts.append(GRAMMAR)
    return "\n\n".join(parts)


def _conclusion_of(parameters: Mapping[str, Parameter]) -> Parameter | None:
    """The parameter that is a conclusion, where its parts are not parameters themselves."""
    if "direction" in parameters:
        return None
    return parameters.get("conclusion") or parameters.get("conclusions")


@dataclass(frozen=True, slots=True)
class _Question:
    """A function with the arguments that its command takes."""

    run: Callable[[Any, dict[str, Any], bool], None]
    asked: VerbArguments
    extra: Sequence[click.Parameter]

    def ask(self, *, model_: str, as_json: bool, **texts: Any) -> None:
        """Read the model and the question, ask, and print the answer."""
        model = _viewed(console.loaded(model_), texts)
        from causalnet.cli.label_names import by_names

        further = {str(one.name): texts[str(one.name)] for one in self.extra}
        texts = {name: by_names(text, model) for name, text in texts.items()}
        self.run(model, self.asked.values(texts, model) | further, as_json)


def _given(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


SPOKEN = click.Option(
    ["--language"],
    type=click.Choice(LANGUAGES),
    default="en",
    help="The language of sentences, and of the model's labels where it has them. Default: en.",
)
"""The option of the language in which an answer is printed."""

VIEW = (
    click.Option(
        ["--only"],
        multiple=True,
        metavar="STANDING",
        help="Keep influences of a standing: stated, implied or added.",
    ),
    click.Option(
        ["--reject"],
        multiple=True,
        metavar="NAME",
        help="Leave out a claim or a source, and what rests on it.",
    ),
    click.Option(["--admit"], multiple=True, metavar="RIVAL", help="Admit a rival."),
)
"""Options that ask another view of the argument."""


def _viewed(model: Any, texts: Mapping[str, Any]) -> Any:
    """The model without what is rejected, and with the rivals that are admitted."""
    for option, method in (("only", "only"), ("reject", "rejecting"), ("admit", "admitting")):
        if texts[option]:
            if not hasattr(model, method):
                kind = type(model).__name__
                raise QuestionError(f"--{option} is for a model of an argument, not for a {kind}.")
            held = getattr(model, method)
            names = texts[option]
            model = held(names) if option == "only" else held(*names)
    return model
