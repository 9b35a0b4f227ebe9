"""The verb `compare_voices`: verdicts by group, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from causalnet.boundary.checks import public
from causalnet.errors import ModelError, QuestionError
from causalnet.model.assembly.foundations import independent
from causalnet.model.causal_map import CausalMap
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.model.heard import group_members
from causalnet.model.mentions import Voices, mentions
from causalnet.questions.maps.scaffold import Feedback, scaffold, without_loops
from causalnet.questions.query.question import provenance
from causalnet.questions.signs.signs import by_signs
from causalnet.questions.signs.signs_answer import BySigns
from causalnet.questions.voices.compare_voices_answer import EVERYONE, VoiceVerdict, VoiceVerdicts

__all__ = ["compare_voices"]


@public
def compare_voices(
    model: CausalModel | CausalMap | Mapping[str, CausalModel],
    conclusion: Conclusion,
    *,
    by: str | None = None,
    at_least: int = 1,
    unclaimed: bool = True,
    feedback: Feedback = "refuse",
) -> VoiceVerdicts:
    """Set what each group of voices says of a conclusion side by side.

    The conclusion is read off the signs (`by_signs`) of the model of what each group says (`CausalModel.heard`): whether it
    follows, whether there is a path at all, and how many sources carry it. A model has one sign for an influence,
    whoever is heard. In a causal map each group gives its links signs of its own.

    Parameters
    ----------
    model : CausalModel, CausalMap or mapping from str to CausalModel
        One model or map, of which each group is heard; or models by name, each as it is. Of what a group says in a map
        `scaffold` makes a model, with the states low and high.
    conclusion : Conclusion
    by : str, optional
        A grouping of the sources, e.g. ``"district"``. Default: each source by itself.
    at_least : int, default 1
        As for `CausalModel.heard`: the number of independent sources of a group that must speak for an influence.
    unclaimed : bool, default True
        Whether influences that do not name a claim stay: nobody's word, and common ground. Links of a map without a source
        are heard with everyone alone.
    feedback : {"refuse", "lag"}, default "refuse"
        What to do with loops of a map, as for `scaffold`. The same links act later for every group.

    Returns
    -------
    VoiceVerdicts
        A mapping, with ``"everyone"`` first.

    Raises
    ------
    UnknownNameError, InterventionError, QuestionError
        If there is no such grouping, or the conclusion does not fit the model.

    Notes
    -----
    Strengths are not any group's word, so no sizes are compared. Where the groups are whole accounts, each with its own
    strengths, `crux` and `agreement` compare two of them.

    References
    ----------
    S. Powell, J. Copestake and F. Remnant (2024), "Causal mapping for evaluators", *Evaluation* 30(1) (maps by group).

    Examples
    --------
    >>> import causalnet as cn
    >>> farms = cn.CausalModel(
    ...     "farms",
    ...     [cn.Variable(name, ["low", "high"]) for name in ("rain", "harvest", "price")],
    ...     [cn.Influence("rain", "harvest", "+", 1.0, claims=["c1"]),
    ...      cn.Influence("harvest", "price", "-", 1.0, claims=["c2"])],
    ...     sources=[cn.Source("amina", groups={"role": "farmer"}), cn.Source("bekele", groups={"role": "trader"})],
    ...     claims=[cn.Claim("c1", "Rain makes the harvest.", "amina", also=[cn.Citation("bekele")]),
    ...             cn.Claim("c2", "A good harvest brings the price down.", "bekele")],
    ... )
    >>> found = cn.compare_voices(farms, cn.Conclusion("price", "falls", under=cn.do(rain="high")), by="role")
    >>> {group: verdict.status for group, verdict in found.items()}
    {'everyone': 'follows', 'farmer': 'no path', 'trader': 'follows'}
    """
    if feedback != "refuse" and not isinstance(model, CausalMap):
        raise QuestionError("Only a causal map has feedback to break. Leave feedback= out.")
    if isinstance(model, Mapping):
        if by is not None or at_least > 1 or not unclaimed:
            raise QuestionError(
                "Models that are given by name are taken as they are. Leave by=, at_least= and unclaimed= out."
            )
        accounts = {
            name: _verdict(name, [*own.sources], own, conclusion) for name, own in model.items()
        }
        return VoiceVerdicts(conclusion, "account", accounts, (), None)
    members = (
        {name: [name] for name in model.sources} if by is None else group_members(model.sources, by)
    )
    if EVERYONE in members:
        what = f"A {by or 'source'} goes by the name {EVERYONE!r}, which stands for all of them."
        raise QuestionError(f"{what} Rename it.")
    held = model if isinstance(model, CausalModel) else without_loops(model, feedback)
    whole = held if isinstance(held, CausalModel) else scaffold(held)
    found = {EVERYONE: _verdict(EVERYONE, [*model.sources], whole, conclusion)}
    for name, sources in members.items():
        try:
            heard = _heard(held, sources, at_least, unclaimed=unclaimed)
        except ModelError as error:
            why = f"What they say alone does not make a model. {error.mistakes[0]}"
            found[name] = VoiceVerdict(name, tuple(sources), None, 0, Voices((), ()), why)
        else:
            found[name] = _verdict(name, sources, heard, conclusion)
    spoken = {source for sources in members.values() for source in sources}
    ungrouped = tuple(name for name in model.sources if name not in spoken)
    disputed = () if held is not whole else tuple(_of_disputed_sign(whole, found[EVERYONE].signs))
    return VoiceVerdicts(
        conclusion, by or "source", found, ungrouped, provenance(whole), disputed_signs=disputed
    )


def _heard(
    model: CausalModel | CausalMap, sources: list[str], at_least: int, *, unclaimed: bool
) -> CausalModel:
    """The model of what some sources say, with the signs that they give."""
    if isinstance(model, CausalModel):
        return model.heard(sources, at_least=at_least, unclaimed=unclaimed)
    own = model.heard(sources, at_least=at_least)
    # The factors of all stay, so that a group which does not speak of the outcome has no path to it.
    every = [*model.factors.values()]
    return scaffold(
        CausalMap(model.name, own.links, factors=every, sources=[*own.sources.values()])
    )


def _of_disputed_sign(model: CausalModel, signs: BySigns | None) -> Iterator[str]:
    """The influences that carry a conclusion and that some claims say to raise, others to lower."""
    used = signs.used if signs else ()
    for influence in model.influences:
        said = {model.claims[name].sign for name in influence.claims}
        if influence.name in used and influence.sign == "?" and {"+", "-"} <= said:
            yield influence.name


def _verdict(
    name: str, sources: list[str], model: CausalModel, conclusion: Conclusion
) -> VoiceVerdict:
    """What the signs say of a conclusion in a model of what some sources say."""
    signs = by_signs(model, conclusion)
    own = {influence.name: influence for influence in model.influences}
    told = [mentions(model, own[used]).supporting for used in signs.used]
    citations = tuple(citation for voices in told for citation in voices.citations)
    carried = Voices(citations, independent((c.source for c in citations), model.sources))
    return VoiceVerdict(name, tuple(sources), signs, sum(map(bool, told)), carried, signs.reason)
