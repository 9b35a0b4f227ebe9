"""Every mistake in a part of a file, from the errors of cattrs.

Cattrs reads all keys of a table before it reports, but makes the part only if all of them could be read. So a value
that cannot be read is replaced by a stand-in and the table is read again: the class then finds further mistakes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from attrs import NOTHING
from cattrs.errors import (
    ClassValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
)

from causalnet.errors import (
    Mistake,
    Mistakes,
    ModelError,
    QuestionError,
    UnknownNameError,
    join_places,
)
from causalnet.formats.model_file.forms import At, Form, FormError, Note, RoundedError, read
from causalnet.formats.model_file.hints import key_meant
from causalnet.formats.model_file.schema import Key, Schema
from causalnet.formats.model_file.values import shown_in_toml
from causalnet.formats.toml_text.lines import Lines
from causalnet.nearest import nearest

__all__ = ["PartReader"]

STAND_IN = re.compile(r"<[a-z_]+>")
LOST = object()
"""What cannot be read."""

MOST_UNKNOWN_KEYS = 20
"""The number of unknown keys of one table that are named."""


class PartReader:
    """A reader of values that collects every mistake.

    Parameters
    ----------
    lines : Lines
        The line of each key in the file.

    Examples
    --------
    >>> from causalnet.formats.model_file.sections import NAMED_FORMS
    >>> reading = PartReader(Lines())
    >>> reading.read(NAMED_FORMS["sources"], {"titel": "A memo", "url": 1}, At("sources.memo"), name="memo")
    (Source(name='memo', title='', url='', ...), False)
    >>> for mistake in reading.found.all:
    ...     print(mistake)
    sources.memo.url must be a string, not 1. Write "1", with quotes.
    sources.memo: Unknown key 'titel'; the keys are title, url, note, kind, date, ... Did you mean 'title'?
    """

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.found = Mistakes()
        # The place in the file of an item that moved up where one before it could not be read.
        self.moved: dict[str, str] = {}

    def read(
        self, form: Form, value: Any, at: At, *, key: str = "", **own: Any
    ) -> tuple[Any, bool]:
        """The part that a value stands for, and whether it is free of mistakes.

        A part with a mistake may still be returned, so that further mistakes can be found. It is None if a key
        that it needs cannot be read.

        Parameters
        ----------
        form : Form
        value : object
        at : At
            Its place.
        key : str
            The key at which it stands, for hints.
        **own
            Fields that are known without the table: the name of a part.
        """
        before, part = len(self.found.all), None
        whole = {**own, **value} if own and isinstance(value, dict) else value
        try:
            if whole is not value and len(whole) < len(own) + len(value):
                # The name of a part is its key, and must not be given a second time.
                raise ClassValidationError(
                    "", [ForbiddenExtraKeysError("", object, {*own})], object
                )
            return read(form, whole), True
        except ClassValidationError as error:
            inner, held = form.chosen(value)
            _, part = self._read_table(inner, held, error, at, {}, own)
        except Exception as error:  # noqa: BLE001 - a fault of the library is raised again
            self._mended(form, value, error, at, key, {})
        return part, len(self.found.all) == before

    def register(self, form: Form, value: Any, at: At) -> None:
        """Register the places of all tables in a value, so that a mistake in one has its line."""
        form, value = form.chosen(value)
        if isinstance(value, dict):
            self.lines.register(at.place, at.path)
        for _, inner, held, place in form.inside(value, at):
            self.register(inner, held, place)

    def note(self, at: At, what: str, hint: str = "", item: tuple[int, ...] = ()) -> None:
        """Note a mistake at a place, with its line."""
        line = self.lines.of((*at.path, *item))
        self.found.all.append(Mistake(at.place, what, hint, line))

    def told(self, form: Form, value: Any, at: At, key: str, *notes: Note) -> None:
        """Note what is wrong with a value that does not have its form."""
        for what, hint in notes or form.told(value, key):
            self.note(at, what, hint, form.strange(value))

    # ── values ───────────────────────────────────────────────────────────────────────────────

    def _mended(
        self, form: Form, value: Any, error: Exception, at: At, key: str, around: Mapping[str, Any]
    ) -> Any:
        """The value to read instead of one that cannot be read; `LOST` if there is none."""
        form, value = form.chosen(value)
        match error:
            case RoundedError():
                self.found.rounded.append(at.place + self.lines.words(at.path))
                return error.instead
            case ClassValidationError():
                before = len(self.found.all)
                mended, _ = self._read_table(form, value, error, at, around, {})
                return mended if len(self.found.all) == before else LOST
            case IterableValidationError():
                return self._items(form, value, error, at)
            case FormError():
                self.told(form, value, at, key, *error.notes)
            case _:
                self.found.all += _own_mistakes(error, at.place)
        return LOST

    def _items(self, form: Form, value: Any, error: IterableValidationError, at: At) -> Any:
        """An array or a table by name without the items that cannot be read."""
        parts = {
            index: (inner, held, place) for index, inner, held, place in form.inside(value, at)
        }
        kept = {index: held for index, (_, held, _) in parts.items()}
        for wrong, note in error.group_exceptions()[0]:
            inner, held, place = parts[note.index]
            kept[note.index] = self._mended(inner, held, wrong, place, str(note.index), {})
        left = {index: held for index, held in kept.items() if held is not LOST}
        if isinstance(value, dict):
            lacking = form.whole and len(left) < len(value)
            return LOST if lacking else left
        for now, was in enumerate(left):
            if now != was:
                self.moved[parts[now][2].place] = parts[was][2].place
        return [*left.values()] or LOST

    def in_file(self, mistake: Mistake) -> Mistake:
        """A mistake of a part that was made, at its place in the file."""
        for now, was in self.moved.items():
            if re.match(rf"{re.escape(now)}(?!\w)", mistake.place):
                return replace(mistake, place=was + mistake.place[len(now) :])
        return mistake

    # ── tables ───────────────────────────────────────────────────────────────────────────────

    def _read_table(
        self,
        form: Form,
        held: Mapping[str, Any],
        error: ClassValidationError,
        at: At,
        around: Mapping[str, Any],
        own: Mapping[str, Any],
    ) -> tuple[dict[str, Any], Any]:
        """The table without what cannot be read, and the part that it stands for."""
        schema: Schema = form.schema
        keys = {key.name: key for key in schema.keys if key.name not in own}
        slip = schema.slip(held, around)
        told = slip.keys if slip else frozenset[str]()
        wrong, made = _by_key(error, schema)
        absent = [key for key, _ in wrong if key.name not in held and key.name not in told]
        missing = {key.name: key.absent(held) for key in absent}
        mended = {name: x for name, x in held.items() if name in keys and name not in told}
        for key, why in wrong:
            if key.name in mended:
                value, below = mended.pop(key.name), at.below(key.name)
                instead = self._mended(key.form, value, why, below, key.name, held)
                mended |= {} if instead is LOST else {key.name: instead}
        if slip:
            self.note(at.below(slip.key) if slip.key else at, slip.what, slip.hint)
        lost = [k for k in keys.values() if k.name not in mended and (k.required or k.name in held)]
        part = None
        if not made:
            part, made = _again(form, mended, lost, own)
        self._made(made, {key.name for key in lost}, held, schema, at, missing)
        self.strangers(held, [*keys], at, missing, known=told)
        for what, hint in missing.values():
            self.note(at, what, hint)
        return mended, None if any(key.essential for key in lost) else part

    def _made(
        self,
        errors: Iterable[Exception],
        lost: Collection[str],
        held: Mapping[str, Any],
        schema: Schema,
        at: At,
        missing: dict[str, tuple[str, str]],
    ) -> None:
        """Note what the class itself finds wrong, unless it is about a stand-in."""
        keys = {key.name: key for key in schema.keys}
        for mistake in (m for error in errors for m in _own_mistakes(error, "")):
            key = keys.get(mistake.place)
            if key and key.missing and key.name not in lost:
                missing[key.name] = key.absent(held)
            elif not lost or not (_first(mistake.place) in lost or STAND_IN.search(str(mistake))):
                place = join_places(at.place, mistake.place)
                self.found.all.append(replace(mistake, place=place))

    def strangers(
        self,
        held: Mapping[str, Any],
        keys: Sequence[str],
        at: At,
        missing: dict[str, tuple[str, str]],
        known: Collection[str] = (),
    ) -> None:
        """Note every unknown key of a table; one that stands for a missing key is the only mistake."""
        strange = [name for name in held if name not in keys and name not in known]
        for name in strange[:MOST_UNKNOWN_KEYS]:
            meant = key_meant(name, [key for key in keys if key not in held])
            missing.pop(meant, None)
            hint = f"Did you mean {meant!r}?" if meant else nearest(name, keys)
            what = f"Unknown key {shown_in_toml(name)}; the keys are {', '.join(keys)}."
            line = self.lines.of((*at.path, name))
            self.found.all.append(Mistake(at.place, what, hint, line))
        if len(strange) > MOST_UNKNOWN_KEYS:
            self.note(at, f"holds {len(strange) - MOST_UNKNOWN_KEYS} more unknown keys.")


def _again(
    form: Form, mended: Mapping[str, Any], lost: Iterable[Key], own: Mapping[str, Any]
) -> tuple[Any, list[Exception]]:
    """The part with stand-ins for what was lost, or what its class finds wrong; nothing if one is lacking."""
    if any(key.required and key.stand_in is NOTHING for key in lost):
        return None, []
    held = {k.name: k.stand_in for k in lost if k.stand_in is not NOTHING} | {**mended, **own}
    try:
        return read(form, held), []
    except ClassValidationError as error:
        return None, _by_key(error, form.schema)[1]


def _by_key(
    error: ClassValidationError, schema: Schema
) -> tuple[list[tuple[Key, Exception]], list[Exception]]:
    """The errors of single keys, and those of the class itself."""
    keys = {key.attribute: key for key in schema.keys}
    wrong, others = error.group_exceptions()
    made = [e for e in others if not isinstance(e, ForbiddenExtraKeysError)]
    return [(keys[note.name], e) for e, note in wrong], made


def _own_mistakes(error: Exception, place: str) -> list[Mistake]:
    """The mistakes in an error of a class of the model; any other error is a fault of the library and raised."""
    if isinstance(error, ModelError):
        return [replace(m, place=join_places(place, m.place)) for m in error.mistakes]
    if isinstance(error, UnknownNameError | QuestionError):
        return [Mistake(place, str(error))]
    raise error


def _first(place: str) -> str:
    """The first step of a place: the field of a class."""
    return re.split(r"[.,\[ :]", place, maxsplit=1)[0]
