"""Estimands: expressions in the distribution of measured variables, printed as the field writes them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

__all__ = [
    "Estimand",
    "PolicyTerm",
    "ProbabilityTerm",
    "Product",
    "Ratio",
    "Sum",
    "free",
    "notation_of",
    "probabilities",
    "product",
    "ratio",
    "summed_over",
]


@dataclass(frozen=True, slots=True)
class ProbabilityTerm:
    """P(outcome | given), of measured variables; or P°(outcome | do(done), given), of an experiment elsewhere."""

    outcome: tuple[str, ...]
    given: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Product:
    """A product of estimands; one of none is 1."""

    factors: tuple[Estimand, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """The sum of an estimand over all states of some variables."""

    over: tuple[str, ...]
    of: Estimand


@dataclass(frozen=True, slots=True)
class Ratio:
    """One estimand divided by another."""

    numerator: Estimand
    denominator: Estimand


@dataclass(frozen=True, slots=True)
class PolicyTerm:
    """π(cause | given): what a policy does; or, where it moves the cause from where it is, Σ_x' π(x | x') P(x', …).

    Attributes
    ----------
    cause : str
    given : tuple of str
    rows : tuple of tuple of float
        The probability of each state of the cause, for every combination of states of what it reads.
    of : ProbabilityTerm or None
        The distribution whose cause it moves.
    """

    cause: str
    given: tuple[str, ...]
    rows: tuple[tuple[float, ...], ...]
    of: ProbabilityTerm | None = None


Estimand = ProbabilityTerm | PolicyTerm | Product | Sum | Ratio


def summed_over(over: Collection[str], of: Estimand) -> Estimand:
    """A sum, simplified: what stands in one probability alone, as its outcome, is summed out of that one.

    Examples
    --------
    >>> notation_of(summed_over(["z"], ProbabilityTerm(("y", "z"), ("x",))))
    'P(y | x)'
    >>> notation_of(summed_over(["z"], product(ProbabilityTerm(("x",)), ProbabilityTerm(("z",), ("x",)))))
    'P(x)'
    """
    if isinstance(of, Sum):
        return summed_over(tuple(dict.fromkeys((*of.over, *over))), of.of)
    factors, left = [*(of.factors if isinstance(of, Product) else (of,))], [*over]
    while name := next((v for v in reversed(left) if _place(factors, v) is not None), None):
        left.remove(name)
        place = _place(factors, name)
        if place is not None:
            factors[place : place + 1] = _without(factors[place], name)
    return Sum(tuple(left), product(*factors)) if left else product(*factors)


def _place(factors: Sequence[Estimand], name: str) -> int | None:
    """The place of the one probability in which a variable stands, if it stands there as an outcome."""
    places = [i for i, factor in enumerate(factors) if name in free(factor)]
    if len(places) != 1:
        return None
    factor = factors[places[0]]
    return places[0] if isinstance(factor, ProbabilityTerm) and name in factor.outcome else None


def _without(factor: Estimand, name: str) -> list[Estimand]:
    if not isinstance(factor, ProbabilityTerm):
        raise TypeError(type(factor).__name__)
    outcome = tuple(v for v in factor.outcome if v != name)
    return [replace(factor, outcome=outcome)] if outcome else []


def ratio(numerator: Estimand, denominator: Estimand) -> Estimand:
    """A ratio, with factors that stand in both taken out.

    Examples
    --------
    >>> a, b = ProbabilityTerm(("a",)), ProbabilityTerm(("b",), ("a",))
    >>> notation_of(ratio(product(a, b), a))
    'P(b | a)'
    """
    above = [*(numerator.factors if isinstance(numerator, Product) else (numerator,))]
    below = [*(denominator.factors if isinstance(denominator, Product) else (denominator,))]
    for factor in [*above]:
        if factor in below:
            above.remove(factor)
            below.remove(factor)
    return Ratio(product(*above), product(*below)) if below else product(*above)


def product(*factors: Estimand) -> Estimand:
    """A product, with products among its factors taken apart."""
    flat: list[Estimand] = []
    for factor in factors:
        flat += factor.factors if isinstance(factor, Product) else [factor]
    return flat[0] if len(flat) == 1 else Product(tuple(flat))


def probabilities(estimand: Estimand) -> Iterator[ProbabilityTerm]:
    """Every probability in an estimand, in the order of reading."""
    if isinstance(estimand, ProbabilityTerm):
        yield estimand
        return
    for part in _parts(estimand):
        yield from probabilities(part)


def free(estimand: Estimand) -> frozenset[str]:
    """The variables that an estimand depends on."""
    if isinstance(estimand, ProbabilityTerm):
        return frozenset((*estimand.outcome, *estimand.given, *estimand.done))
    if isinstance(estimand, PolicyTerm):
        return frozenset((estimand.cause, *estimand.given)).union(
            free(estimand.of) if estimand.of else ()
        )
    inside = frozenset(v for part in _parts(estimand) for v in free(part))
    return inside - frozenset(estimand.over) if isinstance(estimand, Sum) else inside


def _parts(estimand: Estimand) -> tuple[Estimand, ...]:
    match estimand:
        case Product(factors):
            return factors
        case Sum(_, of):
            return (of,)
        case Ratio(numerator, denominator):
            return (numerator, denominator)
        case PolicyTerm(of=moved) if moved is not None:
            return (moved,)
    return ()


def notation_of(
    estimand: Estimand, taken: Collection[str] = (), label: Callable[[str], str] = str
) -> str:
    """An estimand as the field writes it; a variable that is summed over and taken outside gets a prime.

    Parameters
    ----------
    estimand : Estimand
    taken : collection of str
        The variables outside it.
    label : callable
        What stands for the name of a variable. Default: the name.

    Examples
    --------
    >>> inner = Sum(("x",), Product((ProbabilityTerm(("y",), ("x", "m")), ProbabilityTerm(("x",)))))
    >>> notation_of(Sum(("m",), Product((ProbabilityTerm(("m",), ("x",)), inner))), taken=["x", "y"])
    "Σ_m P(m | x) Σ_x' P(y | x', m) P(x')"
    """
    return _text(estimand, {v: label(v) for v in (*taken, *free(estimand))}, label)


def _text(estimand: Estimand, names: Mapping[str, str], label: Callable[[str], str]) -> str:
    match estimand:
        case ProbabilityTerm(outcome, given, done, elsewhere):
            left, seen, set_to = (
                ", ".join(names.get(v) or label(v) for v in part) for part in (outcome, given, done)
            )
            right = ", ".join(part for part in (f"do({set_to})" if done else "", seen) if part)
            sign = "P°" if elsewhere else "P"
            return f"{sign}({left} | {right})" if right else f"{sign}({left})"
        case PolicyTerm():
            return _policy_text(estimand, names, label)
        case Product(factors):
            # A sum reaches to the end of its product, so it stands last, or in brackets.
            ordered = sorted(factors, key=lambda f: isinstance(f, Sum))
            texts = [_text(f, names, label) for f in ordered]
            sums = sum(isinstance(f, Sum) for f in ordered)
            bracketed = [
                f"[{t}]" if isinstance(f, Sum) and sums > 1 else t
                for f, t in zip(ordered, texts, strict=True)
            ]
            return " ".join(bracketed) or "1"
        case Sum(over, of):
            inner = {**names}
            for v in over:
                inner[v] = _fresh(label(v), {*names.values()})
            bound = ",".join(inner[v] for v in over)
            index = f"{{{bound}}}" if len(over) > 1 else bound
            return f"Σ_{index} {_text(of, inner, label)}"
        case Ratio(numerator, denominator):
            return f"[{_text(numerator, names, label)}] / [{_text(denominator, names, label)}]"


def _policy_text(term: PolicyTerm, names: Mapping[str, str], label: Callable[[str], str]) -> str:
    cause = names.get(term.cause) or label(term.cause)
    if term.of is None:
        seen = ", ".join(names.get(v) or label(v) for v in term.given)
        return f"π({cause} | {seen})" if seen else f"π({cause})"
    moved = _fresh(label(term.cause), {*names.values()})
    return f"Σ_{moved} π({cause} | {moved}) {_text(term.of, {**names, term.cause: moved}, label)}"


def _fresh(name: str, taken: set[str]) -> str:
    while name in taken:
        name += "'"
    return name
