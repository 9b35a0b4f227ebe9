"""Fuzzy cognitive maps as matrices of weights: one sheet, or sheets with lower, likely and upper weights."""

from __future__ import annotations

from collections.abc import Mapping

from causalnet.errors import FileError, Mistakes, ModelError, shown
from causalnet.formats.grids.book import cell_text
from causalnet.formats.grids.cell_grid import Uncalculated
from causalnet.formats.map_building.extra_fields import sign_in
from causalnet.formats.map_building.map_builder import MapBuilder
from causalnet.formats.map_building.map_file import MapFile
from causalnet.formats.maps.matrices.matrix import (
    Matrix,
    MatrixCell,
    looks_like_matrix,
    weight_matrix,
)
from causalnet.language.translate import lazy, lazy_counted, lazy_list, template
from causalnet.model.causal_map import CausalMap
from causalnet.model.influence import Sign
from causalnet.model.judgements.judgement import Judgement

__all__ = ["holds_fcm", "read_fcm", "read_fcm_columns"]

# The sheets of a range, by the words that name them.
RANGE_SHEETS = {
    "lower": ("lower", "low", "min", "minimum", "lower bound"),
    "mode": ("mode", "central", "likely", "most likely", "best", "mean", "median", "middle"),
    "upper": ("upper", "high", "max", "maximum", "upper bound"),
}
SIGNED = "Its sign is not the same throughout its range."
RANGE_HINT = "Divide all weights by the largest, so that they lie between -1 and 1."
ZERO = 0.0
NamePair = tuple[str, str]
Weights = dict[NamePair, float]


def holds_fcm(file: MapFile) -> bool:
    """Whether a file has a sheet that looks like a matrix, or sheets with the parts of a range."""
    names = file.book.names
    if len(_range_sheets(names)) > 1:
        return True
    return bool(names) and looks_like_matrix(file.book.sheet(names[0]))


def read_fcm(file: MapFile, unsigned: Sign = "?") -> CausalMap:
    """The causal map in a matrix whose *rows* are causes and whose columns are effects.

    Names stand on both axes, or only on top if rows and columns have the same order. A cell is a weight from −1 to 1,
    or a sign; an empty cell and zero are no link. Of several sheets those named ``lower``, ``mode`` and ``upper`` give
    ranges; of others only the first is read.

    Raises
    ------
    FileError
        If there is no matrix, or its names do not fit, each with its cell.
    ModelError
        With all cells that are neither weights nor signs.

    References
    ----------
    B. Kosko (1986), "Fuzzy cognitive maps", *International Journal of Man-Machine Studies* 24(1).
    U. Özesmi and S. L. Özesmi (2004), "Ecological models based on people's knowledge", *Ecological Modelling* 176.
    """
    return _Fcm(file, unsigned, by_columns=False).map()


def read_fcm_columns(file: MapFile, unsigned: Sign = "?") -> CausalMap:
    """The causal map in a matrix whose *columns* are causes and whose rows are effects; else as `read_fcm`."""
    return _Fcm(file, unsigned, by_columns=True).map()


def _range_sheets(names: object) -> dict[str, str]:
    """The names of the sheets that hold the lower, likely and upper weights."""
    found: dict[str, str] = {}
    for name in names if isinstance(names, tuple) else ():
        plain = " ".join(name.casefold().replace("_", " ").split())
        for part, words in RANGE_SHEETS.items():
            if plain in words:
                found.setdefault(part, name)
    return found if {"lower", "upper"} & found.keys() and len(found) > 1 else {}


class _Fcm:
    def __init__(self, file: MapFile, unsigned: Sign, *, by_columns: bool) -> None:
        form = "fuzzy cognitive map" + (" whose columns are causes" if by_columns else "")
        self.file, self.by_columns = file, by_columns
        self.builder = MapBuilder(file.name, form, unsigned)
        self.found = Mistakes()
        self.signs: dict[NamePair, Sign] = {}

    def map(self) -> CausalMap:
        """The map of one matrix, or of the ranges of several."""
        book = self.file.book
        names = tuple(book.names)
        if not names:
            raise FileError(f"{self.file.name!r} has no sheet.")
        ranges = _range_sheets(names)
        for part, other in (("lower", "upper"), ("upper", "lower")):
            if ranges and part not in ranges:
                raise FileError(
                    f"{self.file.name!r} has the sheet {ranges[other]!r} and none named {part!r}. A range of weights needs "
                    f"both: name the other sheet {part!r}, or keep the sheet with the weights alone."
                )
        read = ranges or {"mode": names[0]}
        numbers: dict[str, Weights] = {}
        for part, name in read.items():
            matrix = weight_matrix(book.sheet(name), repr(self.file.name))
            for label in matrix.names:
                self.builder.factor(label)
            numbers[part] = self._numbers(matrix)
        self.found.raise_any(self.file.name)
        self._links(numbers)
        self.found.raise_any(self.file.name)
        self._account(read, names)
        return self.builder.map(self.file.stem)

    def _numbers(self, matrix: Matrix) -> Weights:
        """The weight of each pair of names; a pair with a sign instead of a weight stands with the signs."""
        held: Weights = {}
        for cell in matrix.cells:
            pair = (cell.column, cell.row) if self.by_columns else (cell.row, cell.column)
            weight = self._weight(cell)
            if isinstance(weight, str):
                self.signs[pair] = weight
            elif weight is not None:
                held[pair] = weight
        return held

    def _weight(self, cell: MatrixCell) -> float | Sign | None:
        text = cell_text(cell.held).replace(",", ".").replace("−", "-")
        if isinstance(cell.held, Uncalculated):
            what = f"holds the formula {cell.held.formula!r} without its value."
            self.found.add(cell.place, what, "Calculate it in a spreadsheet program and save.")
            return None
        try:
            number = float(text)
        except ValueError:
            sign = sign_in(text)
            if sign is None:
                what = (
                    f"must be a weight from -1 to 1 or a sign, not {shown(cell_text(cell.held))}."
                )
                self.found.add(cell.place, what)
            return sign
        if not -1 <= number <= 1:
            self.found.add(cell.place, f"must lie between -1 and 1, not be {text}.", RANGE_HINT)
            return None
        return number

    def _links(self, numbers: Mapping[str, Weights]) -> None:
        pairs = dict.fromkeys(pair for held in numbers.values() for pair in held)
        for pair in pairs:
            if len(numbers) == 1:
                weight = numbers["mode"][pair]
                if weight != ZERO:
                    self._link(pair, "+" if weight > 0 else "-", weight)
            else:
                self._range(pair, {part: held.get(pair, ZERO) for part, held in numbers.items()})
        for pair, sign in self.signs.items():
            if pair not in pairs:
                self._link(pair, sign, None)

    def _range(self, pair: NamePair, parts: Mapping[str, float]) -> None:
        low, high = parts["lower"], parts["upper"]
        if low == high == parts.get("mode", ZERO) == ZERO:
            return
        try:
            weight = Judgement(low, high, mode=parts.get("mode"))
        except ModelError as error:
            self.found.add(f"the weights of {pair[0]} → {pair[1]}", f"do not fit: {error}")
            return
        sign: Sign = "+" if low >= 0 else "-" if high <= 0 else "?"
        self._link(pair, sign, weight)

    def _link(self, pair: NamePair, sign: Sign, weight: float | Judgement | None) -> None:
        cause, effect = map(self.builder.factor, pair)
        note = SIGNED if sign == "?" and weight is not None else ""
        self.builder.join(cause, effect, sign, weight=weight, note=note)

    def _account(self, read: Mapping[str, str], names: tuple[str, ...]) -> None:
        axis = (
            lazy("The columns are causes, rows effects.")
            if self.by_columns
            else lazy("The rows are causes, columns effects.")
        )
        other = "fcm" if self.by_columns else "fcm-columns"
        hint = lazy("If it is the other way round, write format={other!r}.", other=other)
        self.builder.understand(lazy("{sentence} {next}", sentence=axis, next=hint))
        if len(read) > 1:
            sheets = lazy_list([lazy("{name!r}", name=name) for name in read.values()])
            ranges = lazy("The sheets {sheets} give the ranges of the weights.", sheets=sheets)
            self.builder.understand(ranges)
        others = [name for name in names if name not in read.values()]
        if others:
            what = lazy_counted(
                len(others),
                "{count} sheet: {names}",
                "{count:,} sheets: {names}",
                names=lazy_list(others[:5]),
            )
            why = template("A map is read from one matrix, or from a range of them.")
            self.builder.leave_out(what, why, len(others))
