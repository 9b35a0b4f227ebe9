"""The page to play with: a model in one file that answers as it is touched."""

from __future__ import annotations

from pathlib import Path

from causalnet.boundary.checks import public
from causalnet.display.explorer.contents import contents_of
from causalnet.display.explorer.page import page
from causalnet.display.explorer.places import placed
from causalnet.errors import FileError, QuestionError
from causalnet.formats.atomic import check_target, write_atomically
from causalnet.model.causal_model import CausalModel
from causalnet.network.network import Network

__all__ = ["explore"]

SUFFIXES = (".html", ".htm")


@public
def explore(model: CausalModel | Network, path: str | Path) -> Path:
    """Write a page on which the model can be played with: one HTML file that needs no network.

    On it states are set (do) or observed with a click, strengths are dragged within their judged ranges,
    standings, single influences and rivals are switched on and off; every bar moves at once, with the world as
    it is beside it, and influences that an intervention makes idle turn pale. The page computes by itself: it
    compiles and calibrates the mechanisms as this library does and agrees with `causalnet.query` to 1e-9. A
    scenario is kept in the page's address, so that a link shares it.

    What is switched off is another view of the world, calibrated anew to the same baselines, as with
    ``model.only(…)``, ``model.rejecting(…)`` and ``model.admitting(…)``. Influences on later periods play no part.

    Parameters
    ----------
    model : CausalModel or Network
        A network has no strengths, standings or rivals: its page sets and observes.
    path : str or Path
        Where to write it, ending in .html; a file that is there is replaced, whole or not at all.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    FileError
        Where the path does not end in .html, or cannot be written.
    QuestionError
        Where `model` is neither, has many draws, or has a mechanism that imitates an ordinal.
    MemoryLimitError
        Where its tables are too wide for a page.

    References
    ----------
    U. Kjærulff (1990), "Triangulation of graphs" (the plan that the page carries); A. Darwiche (2003), "A
    differential approach to inference in Bayesian networks", *JACM* 50(3) (every bar from one pass each way).

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
    file = Path(path)
    if file.suffix.lower() not in SUFFIXES:
        raise FileError(f"{file.name!r} must end in .html: it is a page for a browser.")
    check_target(file, overwrite=True)
    contents = contents_of(model)
    values = {**contents.values, "places": placed(contents)}
    write_atomically(file, page(contents.title, values).encode(), overwrite=True)
    return file
