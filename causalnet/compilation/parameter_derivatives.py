r"""The derivative of an answer with respect to every elicited number, through mechanisms and calibration.

Write :math:`\bar\theta_v = \partial P(y \mid e) / \partial \theta_v` for the cotangent of the table of v, :math:`w_v` for the
numbers of its mechanism and :math:`P(s)` for the joint of its causes, with which it is calibrated. In reverse-mode
differentiation

.. math::

   \bar w_v = \bar\theta_v \, \frac{\partial \theta_v}{\partial w_v}, \qquad
   \overline{P(s)} = \bar\theta_v \, \frac{\partial \theta_v}{\partial P(s)}, \qquad
   \bar\theta_u \mathrel{+}= \overline{P(s)} \, \frac{\partial P(s)}{\partial \theta_u}

for every u above v. The last term is there since a change upstream moves the joint of the causes, and with it the
thresholds that meet the baseline of v. It follows the recipe of the joint (see `causalnet.compilation.recipes`): the
cotangent of what a family is the source of goes to the table of that family and to the joint of its own causes, and that
of what an interface is the source of goes to the joint of the interface.

References
----------
A. Griewank and A. Walther (2008), *Evaluating Derivatives*, 2nd ed., chapter 3 (reverse mode).
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_letters
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.blueprint import Family, blueprint_of
from causalnet.compilation.joints import Joints
from causalnet.compilation.mechanisms.calibration_target import CalibrationTarget
from causalnet.compilation.mechanisms.contributions import slopes_of
from causalnet.compilation.mechanisms.cpt_adjoint import cpt_adjoint
from causalnet.compilation.mechanisms.protocol import ParametricCPT
from causalnet.compilation.mechanisms.tabular import TabularCPT
from causalnet.compilation.parameters.ensemble import Ensemble
from causalnet.compilation.recipes import Interface, Origin, Recipe, RecipeSource
from causalnet.inference.table_derivatives import table_derivatives
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.finding import Finding
from causalnet.model.grammar.setting import Hard, Setting
from causalnet.network.kernel import Kernel, kernel_of
from causalnet.network.network import Network

__all__ = ["Answers", "ParameterDerivatives", "parameter_derivatives", "stacked_derivatives"]

Array = NDArray[np.float64]
StrengthKey = tuple[str, str, int]
AmountKey = tuple[str, str, str]
K = TypeVar("K", bound=Hashable)
# A factor, and the settings of some variables.
WeightedArm = tuple[float, Mapping[str, Setting]]

ALL_DRAWS = slice(None)
# Draws at a time: a derivative has the cells of every table for each answer, in each draw.
DRAWS_PER_PASS = 128
# The letter of the axis of answers in an Einstein sum, after those of any family.
ANSWERS = ascii_letters[-1]
# The name of the probe in the network of a recipe: with a control character, which the name of a variable cannot hold.
PROBE = "\0"


class Answers(NamedTuple):
    r"""Answers :math:`\sum_a f_a \sum_y w_y P(y \mid \mathrm{do}(x_a), e)`, and the draws in which they are wanted.

    Attributes
    ----------
    outcome : str
    weights : ndarray, shape (answers, states)
        w, for each answer.
    given : mapping from variable to finding, or None
    arms : tuple of (float, mapping from variable to setting)
        The factor f and the settings of each arm.
    draws : slice
        Default: all.
    """

    outcome: str
    weights: Array
    given: Mapping[str, Finding] | None = None
    arms: tuple[WeightedArm, ...] = ((1.0, {}),)
    draws: slice = ALL_DRAWS


@dataclass(frozen=True, slots=True, eq=False)
class ParameterDerivatives:
    """The derivatives of some answers by each elicited number, calibration included.

    Attributes
    ----------
    strengths : mapping from influence key (cause, effect, lag) to ndarray
        Per unit of log-odds; shape (answers,), with the axis of draws last for drawn numbers. Influences on
        which no answer depends are zero but for rounding, or left out.
    amounts : mapping from (cause, effect, by) to ndarray
        The same for the modifiers.
    baselines : mapping from variable to ndarray, shape (k, answers, draws)
        By the probabilities of a baseline, along changes that sum to zero. Those of mechanisms that imitate an
        ordinal are not worked out; baselines on which no answer depends are left out.
    """

    strengths: Mapping[StrengthKey, Array]
    amounts: Mapping[AmountKey, Array]
    baselines: Mapping[str, Array]


def parameter_derivatives(
    model: CausalModel,
    network: Network,
    ensemble: Ensemble,
    outcome: str,
    weights: Array,
    given: Mapping[str, Finding] | None = None,
    *,
    arms: Sequence[WeightedArm] = ((1.0, {}),),
) -> ParameterDerivatives:
    r"""The derivatives of answers :math:`\sum_a f_a \sum_y w_y P(y \mid \mathrm{do}(x_a), e)` by the elicited numbers.

    Variables are taken from the last to the first. `cpt_adjoint` takes the cotangent of a table back to the
    numbers of its mechanism, thresholds moving so that the baseline stays met, and to the joint of its causes.
    One sweep on the network of the causes takes that back to the tables upstream. All of this is linear in the
    cotangents, so that arms are added up before it.

    Parameters
    ----------
    model : CausalModel
    network : Network
        The model compiled with `ensemble`.
    ensemble : Ensemble
    outcome : str
    weights : ndarray, shape (answers, states)
        w, for each answer.
    given : mapping from variable to finding, optional
    arms : sequence of (float, mapping from variable to setting)
        The factor f and the settings of each arm. Default: nothing is set.

    Returns
    -------
    ParameterDerivatives

    Raises
    ------
    QuestionError
        If an answer depends on a `RankedNode` that imitates an ordinal and cannot match its effects.
    """
    answers = Answers(outcome, weights, given, tuple(arms))
    return stacked_derivatives(model, network, ensemble, [answers])


def stacked_derivatives(
    model: CausalModel, network: Network, ensemble: Ensemble, asked: Sequence[Answers]
) -> ParameterDerivatives:
    """As `parameter_derivatives`, in one pass for answers that differ from draw to draw.

    Parameters
    ----------
    model : CausalModel
    network : Network
        The model compiled with `ensemble`.
    ensemble : Ensemble
    asked : sequence of Answers
        Equally many each; together they cover the draws, in order.

    Raises
    ------
    QuestionError
        As `parameter_derivatives`.
    """
    if network.draws is None:
        return _Chain(model, network, ensemble, _by_tables(network, asked[0])).derivatives()
    starts = range(0, network.draws, DRAWS_PER_PASS)
    pieces = [range(i, min(i + DRAWS_PER_PASS, network.draws)) for i in starts]
    parts = []
    for piece in pieces:
        where = slice(piece.start, piece.stop)
        cotangents = _stacked(network, asked, piece)
        parts.append(_Chain(model, network.at(where), ensemble.at(where), cotangents).derivatives())
    if len(parts) == 1:
        return parts[0]
    return ParameterDerivatives(
        _joined([p.strengths for p in parts], pieces),
        _joined([p.amounts for p in parts], pieces),
        _joined([p.baselines for p in parts], pieces),
    )


def _joined(parts: Sequence[Mapping[K, Array]], pieces: Sequence[range]) -> dict[K, Array]:
    """Derivatives in all draws: zero in a piece of them in which no answer depends on a number."""
    draws = pieces[-1].stop
    found = {k: np.zeros((*x.shape[:-1], draws)) for part in parts for k, x in part.items()}
    for part, piece in zip(parts, pieces, strict=True):
        for k, own in part.items():
            found[k][..., piece.start : piece.stop] = own
    return found


def _stacked(network: Network, asked: Sequence[Answers], piece: range) -> dict[str, Array]:
    """The cotangents of the tables in a piece of the draws: in each draw those of its own answers."""
    parts = []
    for answers in asked:
        first, last, _ = answers.draws.indices(network.draws or 0)
        own = range(max(first, piece.start), min(last, piece.stop))
        if own:
            parts.append((own, _by_tables(network.at(slice(own.start, own.stop)), answers)))
    if len(parts) == 1:
        return parts[0][1]
    cotangents: dict[str, Array] = {}
    for own, found in parts:
        for v in found:
            cells = found[v]
            if v not in cotangents:
                cotangents[v] = np.zeros((*cells.shape[:-1], len(piece)))
            cotangents[v][..., own.start - piece.start : own.stop - piece.start] = cells
    return cotangents


def _by_tables(network: Network, answers: Answers) -> dict[str, Array]:
    """The cotangent of every table that an answer depends on, shape (states of causes…, k, answers, draws…)."""
    cotangents: dict[str, Array] = {}
    drawn = "" if network.draws is None else "n"
    for factor, settings in answers.arms:
        hard = {v: s.state for v, s in settings.items() if isinstance(s, Hard)}
        soft = {v: kernel_of(s, v, network.states) for v, s in settings.items() if v not in hard}
        target = _set_softly(network, soft)
        found = table_derivatives(target, [answers.outcome], answers.given, done=hard)
        weights = factor * answers.weights
        for v in found:
            if v in soft and soft[v].sources != (v,):
                continue
            # Without evidence the quotient rule adds the same to all of a row, which no change of probabilities feels.
            by_state = found[v] if answers.given else found.relative[v]
            own = np.einsum(f"...k{drawn},ak->...a{drawn}", by_state, weights)
            if v in soft:
                own = soft[v].transposed(own, len(network.parents[v]))
            cotangents[v] = cotangents[v] + own if v in cotangents else own
    return cotangents


def _set_softly(network: Network, kernels: Mapping[str, Kernel]) -> Network:
    """The network in which variables are set to other than a single state."""
    local = {
        v: kernel.applied(v, (network.parents[v], network.values(v)), network.states)
        for v, kernel in kernels.items()
    }
    if not local:
        return network
    return network.replacing(
        {v: table for v, (_, table) in local.items()},
        {v: parents for v, (parents, _) in local.items()},
    )


class _Chain(Joints):
    """The chain from cotangents of the tables to those of the numbers, effects before causes.

    Attributes
    ----------
    tables, joints : dict from variable or origin to ndarray
        The sums so far: the cotangents of a table, shape (states of each cause…, k, answers, draws…),
        and of the joint distribution of its causes, or of an interface, which others were put together from.
    """

    def __init__(
        self, model: CausalModel, network: Network, ensemble: Ensemble, tables: dict[str, Array]
    ) -> None:
        self.blueprint = blueprint_of(model, network.variables)
        super().__init__(self.blueprint.recipes, network.draws)
        self.model, self.network, self.ensemble = model, network, ensemble
        self.tables, self.joints = tables, dict[Origin, Array]()
        self.strengths: dict[StrengthKey, Array] = {}
        self.amounts: dict[AmountKey, Array] = {}
        self.baselines: dict[str, Array] = {}
        self._weights: dict[Origin, Array] = {}
        # By the variable after which they are known.
        self._interfaces: dict[str, list[Interface]] = {}

    def table(self, name: str) -> Array:
        """The table of a variable, with the axis of draws if the network has one."""
        table = self.network.values(name)
        return self._along(table, len(self.network.parents[name]) + 1)

    def weights(self, origin: Origin) -> Array:
        """The joint distribution of its causes or of an interface, likewise."""
        for each in self.missing(origin, self._weights):
            members = self.recipes.members(each)
            own = self.of(each) if members else np.ones(())
            self._weights[each] = self._along(own, len(members))
        return self._weights[origin]

    def baseline(self, name: str) -> Array | None:
        """Its declared distribution."""
        family = self.blueprint.families[name]
        return self.ensemble.baseline(family.variable) if family.marginal_is_declared else None

    def _along(self, array: Array, axes: int) -> Array:
        if self.draws is None or array.ndim > axes:
            return array
        return np.broadcast_to(array[..., None], (*array.shape, self.draws))

    def derivatives(self) -> ParameterDerivatives:
        """Those of the numbers. A cotangent is complete once every table below has added to it."""
        for name, family in reversed(self.blueprint.families.items()):
            for interface in self._interfaces.get(name, ()):
                self._through_recipe(interface)
            if name in self.tables and not isinstance(family.cpt, TabularCPT):
                self._through_table(name, family, family.cpt)
            if name in self.joints:
                self._through_recipe(name)
        return ParameterDerivatives(self.strengths, self.amounts, self.baselines)

    def _through_table(self, name: str, family: Family, cpt: ParametricCPT) -> None:
        cotangent = self.tables[name]
        if not family.causes:
            if family.variable.baseline is not None:
                _add(self.baselines, name, cotangent)
            return
        slopes = slopes_of(self.model, family.variable, self.ensemble)
        baseline, count = self.ensemble.baseline(family.variable), len(family.variable.states)
        target = CalibrationTarget(name, count, baseline, self.weights(name))
        own = cpt_adjoint(cpt, slopes, target, self.table(name), cotangent)
        # Strengths come first in `own.numbers`, then the amounts, cause by cause.
        self.strengths |= zip(family.strengths, own.numbers, strict=False)
        amounts = [key for cause in family.causes for key in family.amounts if key[0] == cause]
        self.amounts |= zip(amounts, own.numbers[len(family.causes) :], strict=True)
        if own.baseline is not None:
            _add(self.baselines, name, own.baseline)
        if own.causes is not None:
            sizes = [len(self.blueprint.states[c]) for c in family.causes]
            self._add_joint(name, own.causes.reshape((*sizes, *own.causes.shape[1:])))

    def _through_recipe(self, origin: Origin) -> None:
        """From the cotangent of a joint distribution to those of what it was put together from."""
        cotangent, recipe = self.joints[origin], self.recipes[origin]
        if recipe.origin is not None:
            whole = RecipeSource(recipe.origin, self.recipes.members(origin))
            self._through_source(whole, cotangent)
            return
        found = self._swept(origin, recipe, cotangent)
        for v in recipe.opened:
            _add(self.tables, v, found[v])
        for source in recipe.sources:
            self._through_source(source, found[source.names[-1]])

    def _swept(self, origin: Origin, recipe: Recipe, cotangent: Array) -> dict[str, Array]:
        """The cotangents of the tables of a recipe, from one sweep.

        A probe is the effect of all members, with `cotangent` for its table; what is differentiated is its
        expected value. That table need not be a distribution. It is raised above zero, since derivatives are taken
        relative to their total. A constant added to it adds the same to every row of a table, and no change that keeps the rows'
        sums at one is affected by that.
        """
        members = self.recipes.members(origin)
        axes = len(members)
        least = cotangent.min(axis=tuple(range(axes + 1)), keepdims=True)
        tables = self.parts(recipe)
        above = self.recipes.above(origin, self.varying(recipe, tables))
        parents = zip(above.names, above.parents, strict=True)
        probed = {v: tuple([above.names[i] for i in own]) for v, own in parents}
        answers = tuple(map(str, range(cotangent.shape[axes])))
        part = Network.trusted(
            {v: self.blueprint.states[v] for v in above.names} | {PROBE: answers},
            probed | {PROBE: members},
            tables | {PROBE: cotangent - least + 1.0},
            draws=self.draws,
        )
        found = table_derivatives(part, [PROBE])
        return {u: found.joint(u) for u in found if u != PROBE}

    def _through_source(self, source: RecipeSource, cotangent: Array) -> None:
        """From the cotangent of what is known from a family or interface to those of its table and of its members."""
        origin, names = source
        if source.is_marginal and self.blueprint.families[names[0]].marginal_is_declared:
            _add(self.baselines, names[0], cotangent)
            return
        above, whole, wanted = self.subscripts(source)
        # The axis of answers has a letter that no variable has; that of draws, if there is one, is the ellipsis.
        given = f"{wanted}{ANSWERS}..."
        if isinstance(origin, Interface) or origin not in names:
            ones = np.ones([self.recipes.sizes[v] for v in self.recipes.members(origin)])
            self._add_joint(
                origin, np.einsum(f"{given},{above}->{above}{ANSWERS}...", cotangent, ones)
            )
            return
        both = cotangent, self.weights(origin)
        _add(self.tables, origin, np.einsum(f"{given},{above}...->{whole}{ANSWERS}...", *both))
        if above:
            both = cotangent, self.table(origin)
            self._add_joint(origin, np.einsum(f"{given},{whole}...->{above}{ANSWERS}...", *both))

    def _add_joint(self, origin: Origin, value: Array) -> None:
        if isinstance(origin, Interface) and origin not in self.joints:
            self._interfaces.setdefault(origin.last, []).append(origin)
        _add(self.joints, origin, value)


def _add(found: dict[K, Array], name: K, value: Array) -> None:
    found[name] = found[name] + value if name in found else value
