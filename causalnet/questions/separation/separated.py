"""Separation: whether a graph implies that variables are independent, and if not by which path."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from causalnet.answer_tables import Answer, AnswerTable, Column, Sheet, paragraph
from causalnet.boundary.checks import public
from causalnet.errors import QuestionError
from causalnet.language.translate import template, tr
from causalnet.model.causal_model import CausalModel
from causalnet.network.graph import Parents
from causalnet.network.labels import ModelLabels
from causalnet.network.mixed_graph import MixedGraph
from causalnet.network.network import Network
from causalnet.questions.sentences.effect_sought import names_of
from causalnet.questions.sentences.phrasing import Phrasing
from causalnet.questions.separation.graph_of import (
    Graph,
    among,
    chosen,
    graph_of,
    labelled,
    lag_notes,
)
from causalnet.questions.separation.open_path import open_path

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Separation", "separated"]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Separation(Answer):
    """Whether two sets of variables are d-separated; as a truth value, `separated`.

    Attributes
    ----------
    x, y, given : tuple of str
        The two sets, and what is given.
    separated : bool
        Whether the graph implies that they are independent given the third set.
    path : tuple of str
        A shortest open path; empty if they are separated.
    arrows : tuple of str
        The arrow between each variable on the path and the next.
    roles : tuple of str
        The part that each variable plays on the path.
    notes : tuple of str
        On what the graph leaves out.
    source : CausalModel, Network or None
        What was asked, where it has labels.
    """

    x: tuple[str, ...]
    y: tuple[str, ...]
    given: tuple[str, ...]
    path: tuple[str, ...] = ()
    arrows: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    source: CausalModel | Network | None = field(default=None, compare=False)

    @property
    def separated(self) -> bool:
        """Whether no path between them is open."""
        return not self.path

    def __bool__(self) -> bool:
        return self.separated

    @property
    def route(self) -> str:
        """The open path as it is drawn, e.g. ``"x ← u → y"``."""
        return self._route(self.path)

    def _route(self, names: Sequence[str]) -> str:
        """The open path, with its variables as they are named here."""
        steps = zip((*self.arrows, ""), names, strict=True) if names else ()
        return " ".join(f"{name} {arrow}" for arrow, name in steps).strip()

    @property
    def sentence(self) -> str:
        """Whether they are independent by the graph alone."""
        say = Phrasing(self.source)
        said = {"x": names_of(say, self.x), "y": names_of(say, self.y)}
        independent = tr("{x} and {y} are independent", **said)
        if self.given:
            given = names_of(say, self.given)
            independent = tr("{x} and {y} are independent given {given}", given=given, **said)
        if self.separated:
            return tr("The graph implies that {independent}.", independent=independent)
        return tr(
            "The graph does not imply that {independent}: {route} is open.",
            independent=independent,
            route=self._route([say.name(v) for v in self.path]),
        )

    @property
    def table(self) -> AnswerTable[int]:
        """A row for every variable on the open path."""
        words = ModelLabels(self.source)
        return AnswerTable(
            range(len(self.path)),
            [
                Column(
                    "variable",
                    lambda i: self.path[i],
                    tr("on the path"),
                    lambda i: words.shown(self.path[i]),
                    "<",
                ),
                Column(
                    "role", lambda i: self.roles[i], tr("role"), lambda i: tr(self.roles[i]), "<"
                ),
            ],
        )

    def to_frame(self) -> pd.DataFrame:
        """A frame with a row for every variable on the open path."""
        return self.table.frame()

    def sheets(self) -> tuple[Sheet, ...]:
        """The table that it prints as."""
        notes = [paragraph(note) for note in self.notes]
        title = paragraph(self.sentence)
        return (Sheet(title, (), (), notes) if self.separated else self.table.sheet(title, notes),)


@public
def separated(
    model: Graph,
    x: str | Sequence[str],
    y: str | Sequence[str],
    given: str | Sequence[str] = (),
) -> Separation:
    """Whether the graph implies that variables are independent given others (d-separation).

    Parameters
    ----------
    model : CausalModel, Network, MixedGraph, networkx.DiGraph or str
        A model is read within a period. In a networkx graph the attribute ``latent`` of a node and ``bidirected`` of
        an edge are read; a text is in dagitty's notation.
    x, y : str or sequence of str
        Two disjoint sets of variables.
    given : str or sequence of str, optional
        Variables that are observed. Default: none.

    Returns
    -------
    Separation
        True in a condition if they are separated; with an open path if not.

    Raises
    ------
    QuestionError
        If the sets overlap or are empty, or `model` is not a causal graph.
    UnknownNameError
        If a variable does not exist.

    References
    ----------
    J. Pearl (1988), *Probabilistic Reasoning in Intelligent Systems*, section 3.3.1.

    Examples
    --------
    >>> import causalnet as cn
    >>> cn.separated("dag { rain -> wet <- sprinkler }", "rain", "sprinkler")
    The graph implies that rain and sprinkler are independent.
    >>> cn.separated("dag { rain -> wet <- sprinkler }", "rain", "sprinkler", given="wet")
    The graph does not imply that rain and sprinkler are independent given wet:
    rain → wet ← sprinkler is open.
    on the path  role
    rain         end
    wet          collider, given
    sprinkler    end
    """
    graph = graph_of(model)
    left, right = chosen(graph, x, "x"), chosen(graph, y, "y")
    fixed = among(graph, (given,) if isinstance(given, str) else given)
    for name in left:
        if name in right:
            raise QuestionError(f"{name!r} is on both sides. The two sets must be disjoint.")
    for name in (*left, *right):
        if name in fixed:
            raise QuestionError(f"{name!r} is also given. Leave it out of one of the two.")
    parents = graph.with_hidden_causes
    path = open_path(parents, left, right, fixed)
    named, arrows = _shown(path, parents, graph)
    roles = _roles(named, arrows, fixed)
    notes, source = lag_notes(model), labelled(model)
    return Separation(left, right, fixed, named, arrows, roles, notes, source)


def _shown(
    path: Sequence[str], parents: Parents, graph: MixedGraph
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The variables of a path and its arrows, with a double arrow for a hidden cause outside the graph."""
    names: list[str] = []
    arrows: list[str] = []
    for i, name in enumerate(path):
        if name not in graph.parents:
            arrows[-1] = "↔"
            continue
        names.append(name)
        if i + 1 < len(path):
            arrows.append("→" if name in parents[path[i + 1]] else "←")
    return tuple(names), tuple(arrows)


def _roles(names: Sequence[str], arrows: Sequence[str], given: Sequence[str]) -> tuple[str, ...]:
    """The part of each variable on an open path."""
    roles = []
    for i, name in enumerate(names):
        if i in (0, len(names) - 1):
            roles.append(template("end"))
        elif arrows[i - 1] in ("→", "↔") and arrows[i] in ("←", "↔"):
            roles.append(
                template("collider, given")
                if name in given
                else template("collider, an effect of it is given")
            )
        else:
            fork = (arrows[i - 1], arrows[i]) == ("←", "→")
            roles.append(template("common cause") if fork else template("mediator"))
    return tuple(roles)
