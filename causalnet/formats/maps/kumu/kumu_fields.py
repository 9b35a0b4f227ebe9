"""The elements and connections of Kumu, whether from JSON or from a workbook: what their fields mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from causalnet.errors import Mistakes
from causalnet.formats.map_building.extra_fields import (
    FACTOR_FIELDS,
    LINK_FIELDS,
    extra_fields,
    field_name,
    sign_in,
)
from causalnet.formats.map_building.map_builder import MapBuilder
from causalnet.formats.map_building.unknown_names import add_unknown
from causalnet.language.translate import lazy, lazy_counted, template
from causalnet.model.coding.identifiers import same_words
from causalnet.model.influence import Sign
from causalnet.names import choice_mistakes
from causalnet.nearest import nearest

__all__ = ["KumuReader"]

SIGNS = ("polarity", "sign")
# Fields in which people write a sign among other things.
PERHAPS_SIGNS = ("connection_type", "type", "label")
TYPES = ("element_type", "connection_type", "type")
DELAYS = ("delayed", "delay")
REVERSED = "reversed"
SIGNED = "the field "
UNLISTED = "unlisted"
# The elements that are not listed among which misspelt ones are looked for.
MOST_SEARCHED = 200
SAID = {
    "delayed": template(
        "A delay is the tag 'delayed' ({count:,}): Kumu does not give a number of periods."
    ),
    REVERSED: template(
        "A reversed connection has the tag 'reversed' ({count:,}): no sign is read from it."
    ),
    "mutual": template("A mutual connection is two links ({count:,})."),
    UNLISTED: template("Connections name elements that are not listed ({count:,})."),
}
DIRECTIONS = ("directed", "undirected", "mutual")
YES = ("true", "yes", "1", "x")
NO = ("false", "no", "0", "")


class KumuReader:
    """Adds elements and connections to a map.

    Parameters
    ----------
    builder : MapBuilder
    found : Mistakes
        Collects what cannot be read.
    """

    def __init__(self, builder: MapBuilder, found: Mistakes) -> None:
        self.builder, self.found = builder, found
        self.labels: list[str] = []
        self._names: dict[str, str] = {}
        self._by_label: dict[str, list[str]] = {}
        self._counts: Counter[str] = Counter()

    def element(self, fields: Mapping[str, str], keys: Sequence[str], place: str) -> None:
        """Add an element by its fields; `keys` are other names for it in the file."""
        held = {field_name(key): (key, text) for key, text in fields.items()}
        label = held.pop("label", ("", ""))[1].strip()
        key = keys[0] if keys else label
        if not label and not keys:
            self.found.add(place, "has no label.")
            return
        label = label or key
        tags = [held.pop(name)[1] for name in TYPES if name in held]
        rest = extra_fields(dict(held.values()), FACTOR_FIELDS)
        name = self.builder.factor(
            label,
            key=f"id {key}" if keys else None,
            name=rest.causalnet_name,
            tags=(*(t.strip() for t in tags if t.strip()), *rest.tags),
            note=rest.note,
        )
        self.labels.append(label)
        self._by_label.setdefault(same_words(label), []).append(name)
        for one in keys:
            if self._names.setdefault(one, name) != name:
                self.found.add(place, f"repeats the id {one!r}.")

    def all_elements_known(self) -> None:
        """From here on a label names the element that has it, if only one does."""
        for label, names in self._by_label.items():
            if len({*names}) == 1:
                self._names.setdefault(label, names[0])

    def name_of(self, key: str) -> str | None:
        """The factor that an id or a label in the file names; None if there is none."""
        return self._names.get(key) or self._names.get(same_words(key))

    def end(self, key: str, place: str) -> str:
        """The factor at an end of a connection; empty if it is misspelt or not named.

        As in Kumu, a connection may name an element that no list of elements has.
        """
        known = self.name_of(key)
        if known or not key:
            if not key:
                self.found.add(place, "is empty: it must be the label or the id of an element.")
            return known or ""
        alike = len(self._by_label.get(same_words(key), ()))
        searched = self._counts[UNLISTED] < MOST_SEARCHED and len(self.found.all) < MOST_SEARCHED
        if alike > 1 or (searched and nearest(key, self.labels)):
            hint = f"{alike} elements have this label: name one by its id." if alike > 1 else ""
            add_unknown(self.found, place, "element", key, self.labels, hint)
            return ""
        self._counts[UNLISTED] += 1
        self._names[same_words(key)] = self.builder.factor(key)
        return self._names[same_words(key)]

    def connection(self, fields: Mapping[str, str], cause: str, effect: str, place: str) -> None:
        """Add a connection between two factors by its fields."""
        held = {field_name(key): (key, text) for key, text in fields.items()}
        direction = held.pop("direction", ("", ""))[1].strip().casefold() or DIRECTIONS[0]
        if direction not in DIRECTIONS:
            self.found.all += choice_mistakes(f"{place}, direction", direction, DIRECTIONS)
            return
        if any(name in held and self.builder.denied(held[name][1]) for name in SIGNS):
            return
        sign = self._sign(held)
        tags = self._types(held) + self._flags(held)
        rest = extra_fields(dict(held.values()), LINK_FIELDS)
        self._counts[direction] += 1
        ends = {"directed": [(cause, effect)], "mutual": [(cause, effect), (effect, cause)]}
        for ends_of_one in ends.get(direction, []):
            values = rest.of_link() | {"tags": (*tags, *rest.tags)}
            self.builder.join(*ends_of_one, sign, **values)

    def _sign(self, held: dict[str, tuple[str, str]]) -> Sign | None:
        for name in SIGNS:
            if name in held:
                sign = self.builder.sign(held.pop(name)[1])
                if sign:
                    return sign
        for name in PERHAPS_SIGNS:
            sign = sign_in(held[name][1]) if name in held else None
            if sign:
                key, _ = held.pop(name)
                self._counts[f"{SIGNED}{key!r}"] += 1
                return sign
        return None

    def _types(self, held: dict[str, tuple[str, str]]) -> tuple[str, ...]:
        """Types that are no signs, as tags."""
        texts = [held.pop(name)[1].strip() for name in TYPES if name in held]
        return tuple(text for text in texts if text)

    def _flags(self, held: dict[str, tuple[str, str]]) -> tuple[str, ...]:
        """Whether a connection is marked as delayed or reversed, as tags."""
        tags = []
        for name in (*DELAYS, REVERSED):
            text = held[name][1].strip().casefold() if name in held else None
            if text in YES or text in NO:
                del held[name]
                if text in YES:
                    tags.append("delayed" if name in DELAYS else REVERSED)
                    self._counts[tags[-1]] += 1
        return tuple(dict.fromkeys(tags))

    def account(self) -> None:
        """Tell the builder what was understood of the connections."""
        for key, count in self._counts.items():
            if key.startswith(SIGNED):
                self.builder.understand(
                    lazy_counted(
                        count,
                        "The sign of {count} connection is the field {name}.",
                        "The sign of {count:,} connections is the field {name}.",
                        name=key.removeprefix(SIGNED),
                    )
                )
            elif key in SAID:
                self.builder.understand(lazy(SAID[key], count=count))
        why = template("Cause and effect are not told apart.")
        what = template("undirected connections")
        self.builder.leave_out(what, why, self._counts["undirected"])
