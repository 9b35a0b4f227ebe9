"""From a model, a network or a causal map to a file."""

from __future__ import annotations

from pathlib import Path

from causalnet.boundary.checks import either, expected, public
from causalnet.errors import FileError
from causalnet.formats.atomic import check_target, write_atomically
from causalnet.formats.detection import how_to_write
from causalnet.formats.map_formats import written_format
from causalnet.formats.model_graphs.graph_formats import GRAPH_FORMATS, graph_format_of
from causalnet.formats.registry import FORMATS, Format, format_of
from causalnet.model.causal_map import CausalMap
from causalnet.model.causal_model import CausalModel
from causalnet.nearest import nearest
from causalnet.network.graph_losses import warn_of_table_losses
from causalnet.network.mixed_graph import MixedGraph
from causalnet.network.network import Network

__all__ = ["save"]


@public
def save(
    model: CausalModel | Network | CausalMap | MixedGraph,
    path: str | Path,
    format: str | None = None,  # noqa: A002 - the word that everybody writes
    *,
    overwrite: bool = False,
) -> None:
    """Write a model, a network or a causal map to a file.

    `load` gives a model or a network back without loss; only Mermaid and dagitty text hold no more than a graph. What
    a format does not hold, a warning lists. The file is written whole or not at all. A replaced file stays unchanged
    until then.

    Parameters
    ----------
    model : CausalModel, Network, CausalMap or MixedGraph
        In a format of networks, a model is its compiled tables at the central numbers.
    path : str or Path
        The suffix gives the format: ``.toml`` or ``.xlsx`` for a model; ``.bif``, or ``.bif.gz`` with gzip, ``.xmlbif``,
        ``.xdsl``, ``.net``, ``.dne``, ``.cmpx`` (AgenaRisk) or ``.uai`` for a network;
        ``.graphml``, ``.gexf``, ``.dot``, ``.mmd`` (Mermaid) or ``.dagitty`` for the graph of either; ``.csv``, ``.xlsx``,
        ``.graphml`` or ``.json`` for a causal map. A symbolic link is followed.
    format : str, optional
        The format of a causal map: ``"links"`` (a list of links with counts), ``"graphml"``, ``"kumu"`` or ``"sd-ai"``.
        The last two share a suffix. Of a graph, whatever the suffix: ``"graphml"``, ``"gexf"``, ``"dot"``,
        ``"mermaid"`` or ``"dagitty"``; of a network ``"bif"``, ``"xmlbif"``, ``"xdsl"``, ``"net"``, ``"dne"``,
        ``"cmpx"`` or ``"uai"``.
    overwrite : bool, default False
        Whether to replace an existing file. Comments in it are lost, except a line ``#:schema`` that names the schema
        of a model file.

    Raises
    ------
    FileError
        If the suffix is unknown, or a file already exists or cannot be written.
    ModelError
        If the model contains text that a file cannot hold, e.g. half of a character.
    NetworkError
        If the network has draws: these formats hold one number in each cell.

    Warns
    -----
    LossWarning
        With the parts that the format does not hold.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> import causalnet as cn
    >>> lawn = cn.Network({"wet grass": ["no", "yes"]}, {}, {"wet grass": [0.8, 0.2]}, name="lawn")
    >>> with TemporaryDirectory() as folder:
    ...     cn.save(lawn, Path(folder, "lawn.bif"))
    ...     cn.load(Path(folder, "lawn.bif")) == lawn
    True
    """
    if not isinstance(path, str | Path) or not str(path):
        raise FileError(f"Expected the path of a file, got {path!r}.")
    given: object = model
    if not isinstance(given, CausalModel | Network | CausalMap | MixedGraph):
        raise expected(["a CausalModel", "a Network", "a CausalMap"], given)
    file = Path(path)
    check_target(file, overwrite=True)
    if isinstance(given, CausalMap):
        _save_map(given, file, format, overwrite=overwrite)
        return
    graph = graph_format_of(file, format)
    if graph is not None:
        check_target(file, overwrite=overwrite)
        write_atomically(file, graph.write(given, file.name), overwrite=overwrite)
        return
    form = format_of(file) if format is None else _named(format, given)
    if form is not None and form.content is Network and isinstance(given, CausalModel):
        check_target(file, overwrite=overwrite)
        given = _compiled(given, file.name)
    if form is None or not isinstance(given, form.content):
        raise FileError(_other_suffix(given, file))
    check_target(file, overwrite=overwrite, loss=form.loss)
    data = form.heading(file) + form.encode(given, file.name)
    write_atomically(file, data, overwrite=overwrite, loss=form.loss)


def _holds(form: Format, value: object) -> bool:
    """Whether a format holds a value: a format of networks holds the tables of a model too."""
    return isinstance(value, form.content) or (
        isinstance(value, CausalModel) and form.content is Network
    )


def _compiled(model: CausalModel, file: str) -> Network:
    """The tables of a model at its central numbers, after a warning of what they leave out."""
    # The compiler loads more than reading a model needs.
    from causalnet.compilation.compiler import compile_model

    warn_of_table_losses(model, file)
    return compile_model(model)


def _named(word: str, value: CausalModel | Network | MixedGraph) -> Format:
    """The format with a word, among those that hold the value."""
    fit = {one.word: one for one in FORMATS if _holds(one, value)}
    if word not in fit:
        words = [*fit, *(one.word for one in GRAPH_FORMATS)]
        of = "models" if isinstance(value, CausalModel) else "networks"
        text = f"There is no format {word!r} of {of}; the formats are {', '.join(words)}."
        raise FileError(f"{text} {nearest(word, words)}".rstrip())
    return fit[word]


def _save_map(value: CausalMap, file: Path, word: str | None, *, overwrite: bool) -> None:
    form = written_format(file, word)
    check_target(file, overwrite=overwrite)
    if form.write is not None:
        write_atomically(file, form.write(value, file.name), overwrite=overwrite)


def _other_suffix(value: CausalModel | Network | MixedGraph, file: Path) -> str:
    """The error for an unknown suffix: the formats of the value, and other ways that may be meant."""
    if isinstance(value, MixedGraph):
        stem = Path(file.name).stem
        return f"A MixedGraph is saved as dagitty text. Name the file {stem + '.dagitty'!r}."
    subject = "model" if isinstance(value, CausalModel) else "network"
    fit = [one for one in FORMATS if isinstance(value, one.content)]
    suffix = fit[0].suffixes[0]
    other = how_to_write(file, subject)
    names = either(one.name for one in fit)
    stem = Path(file.name.removesuffix(".gz")).stem
    text = f"A {subject} is saved as {names}, not as {file.name!r}. Name the file {stem + suffix!r}"
    return f"{text}{', ' if other else ''}{other}."
