"""The interactive page: a model in one file that answers at every click."""

from __future__ import annotations

from pathlib import Path

from causalnet.boundary.checks import public
from causalnet.display.explorer.contents import contents_of
from causalnet.display.explorer.judges import judgements_of, of_first_judge
from causalnet.display.explorer.otherwise import otherwise_of
from causalnet.display.explorer.page import explorer_page
from causalnet.display.explorer.places import places_of_cards
from causalnet.display.explorer.start import opening_address
from causalnet.display.explorer.walked_loops import loops_of
from causalnet.display.notebook.page_file import PageFile
from causalnet.errors import QuestionError
from causalnet.formats.atomic import check_target, write_atomically
from causalnet.formats.detection import page_path
from causalnet.language.translate import Language, speaking
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.finding import TimedGiven
from causalnet.model.grammar.intervention import Intervention, Timed
from causalnet.network.labels import in_spoken_language
from causalnet.network.network import Network

__all__ = ["explore"]


@public
def explore(
    model: CausalModel | Network,
    path: str | Path,
    *,
    outcome: str | None = None,
    under: Intervention | Timed | None = None,
    observed: TimedGiven | None = None,
    language: Language = "en",
) -> Path:
    """Write an interactive page of a model: one HTML file that does not need a network connection.

    A click sets (do) or observes a state. Strengths can be dragged within their judged ranges, and standings,
    single influences and rivals switched on and off. Every bar moves at once, beside the world as it is, and idle
    influences turn pale. The page compiles and calibrates the mechanisms as this library does, and agrees with
    `causalnet.query` to 1e-9. The address of the page holds the scenario, so a link shares it.

    Switching a part off gives another view of the world, calibrated anew to the same baselines, as with
    ``model.only(…)``, ``model.rejecting(…)`` and ``model.admitting(…)``. A slider goes through the periods, in which
    lagged influences act; what is set may start and end. These answers agree with `causalnet.trajectory` to 1e-9: they
    are exact where that is small, and otherwise from the same particles. Loops are walked one at a time. Where several
    people judged the numbers, the page goes by one of them at a time, as ``model.judged_by(…)`` does.

    Parameters
    ----------
    model : CausalModel or Network
        The page of a network only sets and observes states.
    path : str or Path
        The file to write, ending in .html. An existing file is replaced, whole or not at all.
    outcome : str, optional
        The variable that the page opens on. Default: the first one with the role of an outcome.
    under : Intervention or Timed, optional
        What is done when the page opens, for good or in one span of periods up to period 8. Default: nothing.
    observed : mapping, optional
        What is observed of the case at hand: for each variable a state, a set of states or a `likelihood`. The page then
        shows what would have come of it under each proposal of the model, as `counterfactual` does; this is worked
        out when the page is written. Default: what the model says is known; ``{}``: nothing.

    language : {"en", "ja"}, default "en"
        The language of the page's own words, and of the model's labels where it has them.

    Returns
    -------
    Path
        The file. A notebook shows the page itself.

    Raises
    ------
    FileError
        If the path does not end in .html, or cannot be written.
    QuestionError
        If `model` is neither, has draws, or has a mechanism that imitates an ordinal; or if something is observed and
        there are no proposals, or what is done has several spans of periods.
    CalibrationError
        If a baseline cannot be met at the central numbers.
    UnknownNameError, InterventionError, ImpossibleEvidenceError
        If the outcome, or what is set or observed, cannot be.
    MemoryLimitError
        If its tables are too wide for a page.

    References
    ----------
    U. Kjærulff (1990), "Triangulation of graphs" (the plan on the page); A. Darwiche (2003), "A differential
    approach to inference in Bayesian networks", *JACM* 50(3) (all bars from one pass in each direction).

    Examples
    --------
    >>> import causalnet as cn
    >>> from tempfile import TemporaryDirectory
    >>> lawn = cn.Network(
    ...     {"rain": ["no", "yes"], "wet": ["no", "yes"]},
    ...     {"wet": ["rain"]},
    ...     {"rain": [0.8, 0.2], "wet": [[0.9, 0.1], [0.2, 0.8]]},
    ... )
    >>> with TemporaryDirectory() as folder:
    ...     cn.explore(lawn, f"{folder}/lawn.html").name
    'lawn.html'
    """
    kind: type = type(model)
    if not issubclass(kind, CausalModel | Network):
        raise QuestionError(f"explore takes a CausalModel or a Network, not a {kind.__name__}.")
    file = page_path(path)
    check_target(file, overwrite=True)
    start = opening_address(model, outcome, under)
    with speaking(language):
        told = in_spoken_language(model) or model
        write_atomically(
            file, _page(told, outcome, under, start, observed).encode(), overwrite=True
        )
    return PageFile(file)


def _page(
    model: CausalModel | Network,
    outcome: str | None,
    under: Intervention | Timed | None,
    start: str,
    observed: TimedGiven | None,
) -> str:
    judges = judgements_of(model)
    model = of_first_judge(model)
    contents = contents_of(model, outcome, under)
    values = {
        **contents.values,
        "judges": judges,
        "otherwise": otherwise_of(model, observed, under),
        "places": places_of_cards(contents),
        "start": start,
        "loops": loops_of(model, contents.numbered) if isinstance(model, CausalModel) else None,
    }
    return explorer_page(contents.title, values)
