"""Which variables of two models mean the same thing, and which of their states."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from causalnet.errors import QuestionError, few_names, unknown
from causalnet.language.translate import NameIn, lazy
from causalnet.model.accounts.renaming import NewNames
from causalnet.model.causal_model import CausalModel
from causalnet.nearest import nearest_name

__all__ = ["MatchedNames", "account_names", "in_words_of", "near_names", "shared_variables"]

MatchedNames = Mapping[str, str | Mapping[str, str] | tuple[str, Mapping[str, str]]]


def in_words_of(
    a: CausalModel, b: CausalModel, matching: MatchedNames | None = None
) -> CausalModel:
    """Model `b` with the names and states of model `a` for what both speak of.

    Parameters
    ----------
    a, b : CausalModel
    matching : mapping, optional
        From a variable of `b` to its name in `a` (``{"wages": "pay"}``), to the names of its states in `a`
        (``{"pay": {"poor": "low", "rich": "high"}}``), or to both (``{"wages": ("pay", {…})}``). Default: variables of one
        name are the same. They must then have the same states.

    Raises
    ------
    UnknownNameError
        If a name in `matching` does not exist.
    QuestionError
        If two variables would become one, no variable is shared, or states of one variable do not match.
    """
    names, states = dict[str, str](), dict[str, Mapping[str, str]]()
    for own, given in (matching or {}).items():
        if own not in b.variables:
            raise unknown("variable", own, b.variables, of=b.name)
        name, scale = _name_and_states(own, given)
        if name not in a.variables:
            raise unknown("variable", name, a.variables, of=a.name)
        names[own], states[own] = name, _known_states(a, b, own, name, scale)
    _distinct(a, b, names)
    renaming = NewNames(
        {o: n for o, n in names.items() if o != n}, {v: s for v, s in states.items() if s}
    )
    matched = renaming.of(b)
    _require_shared(a, matched)
    return matched


def account_names(a: CausalModel, b: CausalModel) -> tuple[str, str]:
    """What the two models are called side by side: by their names, or first and second if these are the same."""
    return (a.name, b.name) if a.name != b.name else ("the first", "the second")


def shared_variables(a: CausalModel, b: CausalModel) -> tuple[str, ...]:
    """The variables of both models, in the order of the first."""
    return tuple(name for name in a.variables if name in b.variables)


def near_names(a: CausalModel, b: CausalModel) -> Iterator[str]:
    """Variables of only one model that may be one variable of the other under another name, as sentences."""
    _, second = account_names(a, b)
    left = [name for name in a.variables if name not in b.variables]
    for name in b.variables:
        if name not in a.variables and (hint := nearest_name(name, left)):
            yield lazy(
                "{name!r} of {account} is not matched. Did you mean {other!r}?",
                name=NameIn(name),
                account=second,
                other=NameIn(hint),
            )


def _name_and_states(
    own: str, given: str | Mapping[str, str] | tuple[str, Mapping[str, str]]
) -> tuple[str, Mapping[str, str]]:
    if isinstance(given, str):
        return given, {}
    return (own, given) if isinstance(given, Mapping) else given


def _known_states(
    a: CausalModel, b: CausalModel, own: str, name: str, scale: Mapping[str, str]
) -> Mapping[str, str]:
    for mine, theirs in scale.items():
        b.variables[own].index(mine)
        a.variables[name].index(theirs)
    return scale


def _distinct(a: CausalModel, b: CausalModel, names: Mapping[str, str]) -> None:
    """Refuse names under which two variables of `b` would become one."""
    first, second = account_names(a, b)
    taken: dict[str, str] = {}
    for own in b.variables:
        name = names.get(own, own)
        if name in taken:
            raise QuestionError(
                f"{taken[name]!r} and {own!r} of {second} would both be {name!r} of {first}. "
                "Match one of them, and rename the other in its model."
            )
        taken[name] = own


def _require_shared(a: CausalModel, b: CausalModel) -> None:
    """Refuse models that do not share a variable, and scales that do not match."""
    shared = shared_variables(a, b)
    if not shared:
        first, second = account_names(a, b)
        hints = " ".join(near_names(a, b))
        raise QuestionError(
            f"{first} and {second} do not share a variable. {hints} Name those that mean the same: "
            "matching={'name in the second': 'name in the first'}.".replace("  ", " ")
        )
    apart = [name for name in shared if a.variables[name].states != b.variables[name].states]
    if apart:
        raise QuestionError(" ".join(_scales_apart(a, b, name) for name in apart[:3]))


def _scales_apart(a: CausalModel, b: CausalModel, name: str) -> str:
    first, second = account_names(a, b)
    one, other = a.variables[name].states, b.variables[name].states
    told = (
        f"{name!r} has the states {few_names(other)} in {second}, and {few_names(one)} in {first}."
    )
    if len(one) != len(other):
        return f"{told} Scales of different length do not match: change one of the models."
    if sorted(one) == sorted(other):
        return f"{told} The order differs: turn the scale of one of the models round."
    pairs = ", ".join(f"{s!r}: {t!r}" for s, t in zip(other, one, strict=True) if s != t)
    return f"{told} If they mean the same, say so: matching={{{name!r}: {{{pairs}}}}}."
