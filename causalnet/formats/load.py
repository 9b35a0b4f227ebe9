"""From a name or a file to a model, a network or a causal map."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from causalnet.boundary.checks import public
from causalnet.errors import FileError
from causalnet.formats.detection import how_to_read
from causalnet.formats.map_building.map_file import MapFile
from causalnet.formats.map_formats import (
    BOOKS,
    MAP_FORMATS,
    MOST_MAP_BYTES,
    map_format_of,
    map_formats_of,
)
from causalnet.formats.model_graphs.graph_formats import GraphFormat, graph_format_of
from causalnet.formats.registry import format_in, format_named, format_of, suffixes
from causalnet.formats.sheets.workbook_reader import holds_model, read_workbook
from causalnet.formats.shipped import models, shipped_files
from causalnet.formats.side_files import with_side_files
from causalnet.formats.textfile import read_bytes
from causalnet.model.causal_map import CausalMap
from causalnet.model.causal_model import CausalModel
from causalnet.model.influence import Sign
from causalnet.nearest import nearest
from causalnet.network.mixed_graph import MixedGraph
from causalnet.network.network import Network

__all__ = ["load"]

Loaded = CausalModel | Network | CausalMap | MixedGraph
# A word for a map reads a graph as a map, even if it carries a model.
MAP_WORDS = frozenset(one.word for one in MAP_FORMATS)


@public
def load(
    name_or_path: str | Path,
    format: str | None = None,  # noqa: A002 - the word that everybody writes
    *,
    unsigned: Sign = "?",
    translations: str | Path | Sequence[str | Path] | None = None,
) -> CausalModel | Network | CausalMap | MixedGraph:
    r"""Read a model, a network or a causal map: a shipped one by its name, or a file by its path.

    The suffix gives the format: ``.toml`` is a model; ``.bif``, ``.bif.gz``, ``.xmlbif``, ``.bifxml``, ``.xml``,
    ``.xdsl``, ``.net``, ``.dne``, ``.cmpx`` and ``.uai`` are networks; and ``.csv``, ``.xlsx``, ``.json``, ``.txt``,
    ``.graphml``, ``.gexf`` and ``.dot`` are causal maps. A workbook ``.xlsx`` with sheets ``model`` and ``variables``
    is a model. Where several formats share a suffix, a look at what is inside tells them apart. A graph that `save`
    wrote of a model or a network gives that back, and ``.dagitty`` is a causal graph. A file contains only data; nothing in it is ever executed, nor is a formula evaluated. It is read
    completely or not at all, and what a map leaves out is listed in its `reading`.

    Parameters
    ----------
    name_or_path : str or Path
        A name from `models`; the name of a network that ships with pgmpy, e.g. ``"asia"``; or the path of a file:
        at most 10 MB for a model, 16 MB (unpacked) for a network, 20 MB (100 MB unpacked) for a map.
    format : str, optional
        The format of a causal map, whatever its suffix: ``"links"`` (a list of links), ``"causal-map"`` (a workbook
        of the Causal Map app), ``"kumu"`` (its JSON or its workbook), ``"sd-ai"`` (the JSON of sd-ai and Stella),
        ``"argdown"`` (its JSON), ``"fcm"`` (a matrix of weights whose rows are causes), ``"fcm-columns"`` (one whose
        columns are), ``"qpress"`` (text), ``"graphml"``, ``"gexf"`` or ``"dot"``; or ``"dagitty"``.
        That of a network: ``"bif"``, ``"xmlbif"``, ``"xdsl"``, ``"net"``, ``"dne"``, ``"cmpx"`` or ``"uai"``.
    unsigned : {"?", "+", "-"}, default "?"
        The sign of a map's links to which the file gives none.
    translations : str, Path or sequence of them, optional
        Side files with a model's texts in other languages. Default: those beside its file that are named after it and
        a language, such as ``lawn.ja.toml`` beside ``lawn.toml``.

    Returns
    -------
    CausalModel, Network, CausalMap or MixedGraph
        A network has the name in its file, or the name of the file if that is ``unknown``. A map has the name of its
        file.

    Raises
    ------
    FileError
        If the file does not exist, or does not have the format of its suffix.
    ModelError
        With all mistakes in the model, each with its line and its place.
    NetworkError
        With every contradiction and gap in the network.

    Warns
    -----
    LossWarning
        With the contents of a network's file that a `Network` does not hold, e.g. labels and notes.
    RoundingWarning
        If rounded probabilities were divided by their sum.

    Examples
    --------
    >>> import causalnet as cn
    >>> cn.load("asia")
    <Network 'asia': 8 variables, 8 arrows>
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder) / "dice.toml"
    ...     _ = path.write_text('name = "dice"\n[variables.die]\nstates = ["low", "high"]')
    ...     cn.load(path)
    <CausalModel 'dice': 1 variable, 0 influences, 0 claims>
    """
    if not isinstance(name_or_path, str | Path) or not str(name_or_path):
        raise FileError(
            f"Expected the name of a model or network, or a path, got {name_or_path!r}."
        )
    shipped = shipped_files() if isinstance(name_or_path, str) else {}
    path = shipped.get(str(name_or_path), Path(name_or_path))
    if not os.path.lexists(path):
        raise FileError(_absent(name_or_path, path))
    named = format_named(format) if format is not None else None
    graph = None if named else graph_format_of(path, None if format in MAP_WORDS else format)
    if named is None and (graph or format is not None or map_formats_of(path)):
        return _with_languages(_map_or_graph(path, format, graph, unsigned), path, translations)
    form = named or format_of(path)
    if form is None and path.is_file():
        raise FileError(_unreadable(path))
    # A path that is not a file, e.g. a folder, is refused on reading, whatever its suffix.
    held = read_bytes(path, form.limit if form else 0)
    if form is None:
        raise FileError(_unreadable(path))
    form = named or format_in(held, form)
    return _with_languages(_in_folder(form.decode(held, path.name), path), path, translations)


def _with_languages(
    held: Loaded, path: Path, translations: str | Path | Sequence[str | Path] | None
) -> Loaded:
    """A model has the languages of its side files too."""
    if isinstance(held, CausalModel):
        return with_side_files(held, path, translations)
    if translations:
        raise FileError(
            f"{path.name!r} is not a model, so that translations= does not apply to it."
        )
    return held


def _in_folder(held: Loaded, path: Path) -> Loaded:
    """A model knows the folder that it was read from."""
    return held.in_folder(path.parent.absolute()) if isinstance(held, CausalModel) else held


def _map_or_graph(
    path: Path, word: str | None, graph: GraphFormat | None, unsigned: Sign
) -> Loaded:
    """The model that a file of a graph or a workbook carries, or else its causal map."""
    file = MapFile(read_bytes(path, MOST_MAP_BYTES), path.name)
    if word is None and file.suffix in BOOKS and holds_model(file.book):
        return _in_folder(read_workbook(file.held, file.name), path)
    found = graph.read(file) if graph and word not in MAP_WORDS else None
    if found is None:
        return map_format_of(file, word).read(file, unsigned)
    return _in_folder(found, path)


def _unreadable(path: Path) -> str:
    """The error for a file with an unknown suffix."""
    ours = f"A model ends in {suffixes(CausalModel)}, a network in {suffixes(Network)}."
    return f"{path.name!r} is not a file that cn.load reads. {how_to_read(path.suffix) or ours}"


def _absent(asked: str | Path, path: Path) -> str:
    """The error for an unknown name: the shipped models, and the name that may be meant."""
    ours, shipped = models(), shipped_files()
    try:
        siblings = sorted(p.name for p in path.parent.iterdir() if format_of(p))
    except (OSError, ValueError):  # its folder does not exist or has an impossible name
        siblings = []
    bare = path.name == str(asked) and format_of(path) is None
    what = "model, network or file" if bare else "file"
    text = f"There is no {what} {str(asked)!r}; the models that ship are {', '.join(ours)}."
    stem = path.name.partition(".")[0]
    hint = nearest(path.name, [*ours, *siblings]) or nearest(stem, ours)
    if not hint and path.name == str(asked):
        # The networks have short names, so a near one may be chance; and a suffix means a file.
        near = "" if path.suffix and stem not in shipped else nearest(stem, shipped)
        hint = near if stem in shipped else f"{near} {_elsewhere(asked, path)}".strip()
    return f"{text} {hint or _elsewhere(asked, path)}".rstrip()


def _elsewhere(asked: str | Path, path: Path) -> str:
    """A hint on how to write the path of a file, or where it was looked for."""
    if how_to_read(path.suffix):
        return how_to_read(path.suffix)
    if path.suffix == "":
        return (
            f"A file is loaded by its path with its suffix, such as cn.load({f'{asked}.toml'!r}) for a model "
            f"or cn.load({f'{asked}.bif'!r}) for a network."
        )
    return "" if path.is_absolute() else f"It was looked for in {str(Path.cwd())!r}."
