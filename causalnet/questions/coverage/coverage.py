"""The verb `coverage`: how much of what has been coded a model explains."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from causalnet.boundary.checks import public
from causalnet.errors import unknown
from causalnet.model.causal_map import CausalMap
from causalnet.model.causal_model import CausalModel
from causalnet.model.coding.parts import Link
from causalnet.model.influence import Influence, Sign
from causalnet.network.graph import cycle
from causalnet.questions.coverage.coded_links import CodedLinks, coded_links
from causalnet.questions.coverage.coverage_answer import Coverage, CoveredLink, How
from causalnet.questions.coverage.signed_paths import SignedPaths, signed_paths, winding_path

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["coverage"]


@public
def coverage(
    model: CausalModel,
    links: CausalMap | CausalModel | Iterable[Link | Mapping[str, object]] | pd.DataFrame,
    *,
    matching: Mapping[str, str] | None = None,
) -> Coverage:
    """How much of a corpus of coded links a model explains: by link, by citation and by source.

    A *link* is a cause, an effect and a sign, however often it is cited. The model explains it *directly* if it has that
    influence, at any lag, with that sign. It explains it *by a path* if a directed path leads there that passes that sign
    on; these are counted apart, since a path says more than the link does. A sign ``"?"``, of the link or of the
    model, fits any other. What is left over has the other sign in the model, or no path, or a factor that the model
    lacks.

    Parameters
    ----------
    model : CausalModel
        Rivals count once they are admitted.
    links : CausalMap, CausalModel, DataFrame or iterable of Link or of mappings
        What has been coded. Rows have the columns ``cause`` (or ``from``), ``effect`` (or ``to``), ``sign`` and
        ``source``. Of a model each influence is a link, and its citations are those in favour.
    matching : mapping from str to str, optional
        From the name of a factor in `links` to the name of a variable of the model. Default: factors are matched by
        name, and otherwise by label, whatever the case of the letters.

    Returns
    -------
    Coverage

    Raises
    ------
    QuestionError, UnknownNameError
        If a row cannot be read, there are no links, or a name in `matching` does not exist.

    Examples
    --------
    >>> import causalnet as cn
    >>> lawn = cn.load("lawn")
    >>> coded = [
    ...     cn.Link("rain", "wet", "+", source="Amina"),
    ...     cn.Link("rain", "wet", "+", source="Bento"),
    ...     cn.Link("wet", "snails", "+", source="Bento"),
    ... ]
    >>> print(cn.coverage(lawn, coded).sentence)
    “Wet grass” explains 1 of 2 links directly, with 67% of the citations. One link is left over.
    """
    corpus = coded_links(links)
    names = _matched(model, corpus, matching or {})
    paths = _Paths.of(model)
    found = []
    for (cause, effect, sign), voices in corpus.voices.items():
        ends = names.get(cause), names.get(effect)
        how, path = _explained(paths, ends, sign)
        named = tuple(dict.fromkeys(voice for voice in voices if voice))
        found.append(CoveredLink(cause, effect, sign, len(voices), named, how, path))
    ordered = sorted(found, key=lambda link: -link.citations)
    missing = tuple(name for name in corpus.factors if name not in names)
    return Coverage(model, corpus.name, tuple(ordered), missing)


def _matched(model: CausalModel, corpus: CodedLinks, matching: Mapping[str, str]) -> dict[str, str]:
    """The variable of each factor that the model has."""
    for own, name in matching.items():
        if own not in corpus.factors:
            raise unknown("factor", own, corpus.factors)
        if name not in model.variables:
            raise unknown("variable", name, model.variables)
    by_label = {v.label.casefold(): v.name for v in model.variables.values()}
    found = {}
    for factor in corpus.factors:
        label = corpus.labels.get(factor, factor).casefold()
        if factor in matching:
            found[factor] = matching[factor]
        elif factor in model.variables:
            found[factor] = factor
        elif label in by_label or factor.casefold() in by_label:
            found[factor] = by_label.get(label) or by_label[factor.casefold()]
    return found


@dataclass(frozen=True, slots=True)
class _Paths:
    """The influences of a model by their ends, whether any form a loop, and the paths from each variable asked about."""

    influences: tuple[Influence, ...]
    direct: Mapping[tuple[str, str], list[Influence]]
    looped: bool
    below: dict[str, SignedPaths] = field(default_factory=dict)

    @classmethod
    def of(cls, model: CausalModel) -> _Paths:
        direct: dict[tuple[str, str], list[Influence]] = {}
        for influence in model.influences:
            direct.setdefault((influence.cause, influence.effect), []).append(influence)
        return cls(model.influences, direct, _loops(model))

    def leading(self, cause: str, effect: str) -> list[tuple[Sign, tuple[Influence, ...]]]:
        """The shortest path from one variable to another for each sign that it can pass on."""
        if cause not in self.below:
            self.below[cause] = signed_paths(self.influences, cause)
        found = self.below[cause]
        return [(own, path) for (end, own), path in found.items() if end == effect]


def _explained(
    model: _Paths, ends: tuple[str | None, str | None], sign: Sign
) -> tuple[How, tuple[Influence, ...]]:
    """How the model explains a link, and along which influences."""
    cause, effect = ends
    if cause is None or effect is None:
        return "not in the model", ()
    direct = model.direct.get((cause, effect), [])
    for influence in direct:
        if _fits(influence.sign, sign):
            return "direct", (influence,)
    if direct:
        return "other sign", tuple(direct[:1])
    paths = model.leading(cause, effect)
    fitting = [path for own, path in paths if _fits(own, sign)]
    if fitting:
        return "by a path", min(fitting, key=len)
    if not paths:
        return "no path", ()
    fit: tuple[Sign, ...] = (sign, "?")
    if model.looped and (winding := winding_path(model.influences, cause, effect, fit)):
        return "by a path", winding
    return "other sign", min((path for _, path in paths), key=len)


def _loops(model: CausalModel) -> bool:
    """Whether influences of several variables form a loop, at whatever lag."""
    above: dict[str, tuple[str, ...]] = dict.fromkeys(model.variables, ())
    for i in model.influences:
        above[i.effect] += (i.cause,) if i.cause != i.effect else ()
    return bool(cycle(above))


def _fits(own: Sign, coded: Sign) -> bool:
    return own == coded or "?" in (own, coded)
