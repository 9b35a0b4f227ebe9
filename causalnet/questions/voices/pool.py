"""Pools: several accounts of one matter as one network in draws, each voice with its share of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from causalnet.boundary.checks import public
from causalnet.compilation.compiler import compile_by_pieces
from causalnet.compilation.memory_footprint import require_compiling, require_drawing
from causalnet.compilation.parameters.ensemble import Ensemble
from causalnet.compilation.parameters.sampling import sampled
from causalnet.errors import QuestionError, unknown
from causalnet.frozen_map import Register
from causalnet.inference.memory_limits import MEMORY_LIMIT
from causalnet.language.translate import NameIn, lazy, lazy_counted, lazy_series
from causalnet.model.accounts.matching import MatchedNames, in_words_of
from causalnet.model.causal_model import CausalModel
from causalnet.model.judgements.draws import Draws, as_draws
from causalnet.names import is_finite, is_real
from causalnet.network.network import Network
from causalnet.network.pooled_draws import PooledDraws, turns
from causalnet.notation import enumerated
from causalnet.questions.voices.experts import Experts, experts_of
from causalnet.questions.voices.pooled_tables import (
    Places,
    UnionGraph,
    Voice,
    pooled_tables,
    speakers,
    union_of,
)

__all__ = ["by_voice", "pool", "shares_of"]

# The variables that a note on whose word stands for a silent voice names.
NAMED = 4


@public
def pool(
    voices: CausalModel | Mapping[str, CausalModel | Network],
    *,
    weights: Mapping[str, float] | None = None,
    draws: int | Draws = 1000,
    matching: Mapping[str, MatchedNames] | None = None,
    memory_limit: int = MEMORY_LIMIT,
) -> Network:
    r"""Several accounts as one network in draws, in which each voice has its share of the draws.

    It is the linear opinion pool of the voices' answers, :math:`P(y \mid \mathrm{do}(x)) = \sum_v w_v P_v(y \mid
    \mathrm{do}(x))`. Every draw is one voice's own: draw *i* of the pool is draw *i* of that voice alone, with all its arrows,
    strengths and baselines, so that no draw mixes what two people believe.

    Parameters
    ----------
    voices : CausalModel or mapping from voice to CausalModel or Network
        A model some of whose numbers several people judged (`Panel`): each person is a voice. Or several models, in
        which a variable must have the same states for all that have it. A network in draws gives its own draws; any
        other network is the same in each.
    weights : mapping from voice to float, optional
        The share of each voice, in any unit: they are divided by their sum. Zero leaves a voice out. Default: equal
        weights, which the answers say.
    draws : int or Draws, default 1000
        The draws of the whole pool.
    matching : mapping from voice to mapping, optional
        For a model with other names or states: from its variables to the names in the first model, to the states there,
        or to both, as in `agreement`.
    memory_limit : int, default 2 GiB
        Bytes that the tables of the pool may take, and compiling each voice.

    Returns
    -------
    Network
        On the union of the graphs. Every verb that takes a network takes it, and answers over draws print the weights.

    Raises
    ------
    QuestionError
        If the voices have other states for a variable, their arrows together make a cycle, or a weight is wrong.
    MemoryLimitError
        If the pool would exceed the memory limit.

    Notes
    -----
    An influence that a voice does not have, between variables that it has, does not act in its draws: its table is constant
    along that axis. A *variable* that a voice does not have is not denied by it: there the pool takes the table of those that have it,
    by their weights, and says so. So it is with a *number* that somebody did not judge.

    With ``given=``, each voice answers for the case that was observed, and keeps its weight. By Bayes' rule the voices that
    found the observation likelier would gain weight; that treats the weights as the probability that a voice is right,
    which a weight need not be. The draws of a single model keep theirs for the same reason.

    Only the present period is pooled. For later ones, pool the unrolled networks: ``cn.pool({"a": cn.unroll(a, 3,
    draws=1000), …})``.

    References
    ----------
    M. Stone (1961), "The opinion pool", *Annals of Mathematical Statistics* 32(4). C. Genest and J. V. Zidek (1986),
    "Combining probability distributions: a critique and an annotated bibliography", *Statistical Science* 1(1).

    Examples
    --------
    >>> import causalnet as cn
    >>> lawn = cn.load("lawn")
    >>> sceptic = lawn.rejecting("sprinkler → wet")
    >>> both = cn.pool({"owner": lawn, "sceptic": sceptic}, weights={"owner": 3, "sceptic": 1})
    >>> both
    <Network 'pool of owner and sceptic': 3 variables, 2 arrows, 1,000 draws>
    >>> both.sampling.sentence
    'The pool has 1,000 draws, shared out by weight: owner 75% (750), sceptic 25% (250).'
    >>> print(both.sampling)
    1,000 draws of a pool (seed 0), baselines held; weights (draws): owner 0.75 (750), sceptic 0.25 (250)
    """
    how = as_draws(draws)
    held = by_voice(voices, matching)
    shares = shares_of(held, weights)
    of_draw = _turns_of_all(shares, how.n)
    heard = {name: held[name] for name, share in shares.items() if share}
    notes = list[str]()
    if isinstance(voices, CausalModel):
        experts = Experts(voices, shares, of_draw, how)
        speaking = _people(experts, memory_limit)
        notes += experts.silences()
    else:
        speaking = {name: _voice(name, own, how, memory_limit) for name, own in heard.items()}
    union = union_of(speaking.values())
    tables = pooled_tables(
        union, speaking, shares, speakers(union, speaking, shares, of_draw), memory_limit
    )
    sampling = PooledDraws(
        Register(shares, "voice"),
        of_draw,
        how if any(isinstance(own, CausalModel) for own in heard.values()) else None,
        weights is not None,
        (*notes, *_silences(union, speaking)),
    )
    return Network.trusted(
        union.states,
        union.parents,
        tables,
        name=f"pool of {enumerated(list(speaking))}",
        draws=how.n,
        sampling=sampling,
        ordered=union.ordered,
    )


def by_voice(
    voices: CausalModel | Mapping[str, CausalModel | Network],
    matching: Mapping[str, MatchedNames] | None = None,
) -> dict[str, CausalModel | Network]:
    """The people who judged a model, or several models in the names and states of the first, where these are matched.

    Raises
    ------
    UnknownNameError, QuestionError
    """
    if isinstance(voices, CausalModel):
        if matching:
            raise QuestionError(
                "The people who judged one model use its names: leave out matching=."
            )
        return dict.fromkeys(experts_of(voices), voices)
    if not voices:
        raise QuestionError("A pool takes at least one voice: cn.pool({'anna': model, …}).")
    held, first = dict(voices), next(iter(voices))
    for name, names in (matching or {}).items():
        if name not in held:
            raise unknown("voice", name, held)
        a, b = held[first], held[name]
        if name == first or not (isinstance(a, CausalModel) and isinstance(b, CausalModel)):
            raise QuestionError(
                f"matching= says what the names of a model are in {first!r}, the first, which must be a model too; "
                f"{name!r} cannot be matched so."
            )
        held[name] = in_words_of(a, b, names)
    return held


def shares_of(voices: Iterable[str], weights: Mapping[str, float] | None) -> dict[str, float]:
    """The weight of each voice, summing to one; the voices by name, so that their order does not count.

    Raises
    ------
    UnknownNameError, QuestionError
    """
    names = sorted(voices)
    if weights is None:
        return {name: 1 / len(names) for name in names}
    for name, weight in weights.items():
        if name not in names:
            raise unknown("voice", name, names)
        if not (is_real(weight) and is_finite(weight) and weight >= 0):
            raise QuestionError(
                f"The weight of {name!r} must be a number from 0 on, not {weight!r}."
            )
    lacking = [name for name in names if name not in weights]
    if lacking:
        told = enumerated([repr(name) for name in lacking])
        raise QuestionError(f"No weight for {told}. Give one to each voice; 0 leaves a voice out.")
    total = float(sum(weights.values()))
    if not total:
        raise QuestionError("All weights are 0. Give at least one voice a weight above 0.")
    return {name: float(weights[name]) / total for name in names}


def _turns_of_all(shares: Mapping[str, float], n: int) -> Places:
    """The voice of each draw; every voice with a weight has one."""
    of_draw = turns(shares, n)
    counts = np.bincount(of_draw, minlength=len(shares))
    for (name, share), count in zip(shares.items(), counts, strict=True):
        if share and not count:
            raise QuestionError(
                f"With {n:,} draws and the weight {share:.3g}, {name!r} gets none. Ask for more draws, or give it the "
                "weight 0."
            )
    return of_draw


# ── the voices ───────────────────────────────────────────────────────────────────────────────


def _voice(name: str, source: CausalModel | Network, how: Draws, memory_limit: int) -> Voice:
    if isinstance(source, Network):
        return _network_voice(name, source, how.n)
    require_drawing(source, how.n, memory_limit)
    return _model_voice(name, source, sampled(source, how), memory_limit)


def _people(experts: Experts, memory_limit: int) -> dict[str, Voice]:
    """The voices of the people who judged one model."""
    require_drawing(experts.model, experts.how.n, memory_limit)
    return {
        name: _model_voice(name, model, ensemble, memory_limit)
        for name, (model, ensemble) in experts.ensembles().items()
    }


def _model_voice(name: str, model: CausalModel, ensemble: Ensemble, memory_limit: int) -> Voice:
    """A voice whose draws are points of a model."""

    def compiled(places: Places) -> Network:
        own = ensemble.at(places)
        require_compiling(model, own, model.variables, memory_limit)
        return compile_by_pieces(model, own)

    states = {v.name: tuple(v.states) for v in model.variables.values()}
    parents = {v: tuple(i.cause for i in model.causes(v)) for v in states}
    return Voice(name, states, parents, frozenset(states), compiled)


def _network_voice(name: str, network: Network, n: int) -> Voice:
    if network.draws is not None and network.draws < n:
        raise QuestionError(
            f"The network of {name!r} has {network.draws:,} draws, fewer than the {n:,} of the pool. "
            f"Pool at most {network.draws:,}: draws={network.draws}."
        )

    def compiled(places: Places) -> Network:
        tables = {
            v: table[..., places] if v in network.varying else table
            for v, table in network.tables.items()
        }
        return Network.trusted(
            network.states,
            network.parents,
            tables,
            draws=None if network.draws is None else len(places),
            ordered=network.ordered,
        )

    return Voice(name, network.states, network.parents, network.ordered, compiled)


def _silences(union: UnionGraph, voices: Mapping[str, Voice]) -> list[str]:
    """The variables that a voice does not have, and whose word stands for it."""
    notes = list[str]()
    for name, voice in voices.items():
        lacking = [v for v in union.states if v not in voice.states]
        if lacking:
            notes.append(
                lazy_counted(
                    len(lacking),
                    "{name} does not have {variables}: in its draws it is as the other voices have it, by their weights.",
                    "{name} does not have {variables}: in its draws they are as the other voices have it, by their weights.",
                    name=name,
                    variables=_few(lacking),
                )
            )
    return notes


def _few(names: Sequence[str]) -> str:
    shown = list(names[:NAMED])
    more = len(names) - len(shown)
    told = [NameIn(name) for name in shown]
    return lazy_series([*told, lazy("{count} more", count=more)] if more else told)
