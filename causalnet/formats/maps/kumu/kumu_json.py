"""The JSON of Kumu: a blueprint with elements and connections, or the backup of a whole project."""

from __future__ import annotations

import json
from collections.abc import Iterator

from causalnet.formats.map_building.extra_fields import tags_text, weight_text
from causalnet.formats.map_building.json_part import JsonPart, as_text, has_keys, json_object
from causalnet.formats.map_building.losses import warn_of_losses
from causalnet.formats.map_building.map_builder import MapBuilder
from causalnet.formats.map_building.map_file import MapFile
from causalnet.formats.maps.kumu.kumu_fields import KumuReader
from causalnet.language.translate import lazy, template
from causalnet.model.causal_map import CausalMap
from causalnet.model.coding.identifiers import identifier
from causalnet.model.influence import Sign

__all__ = ["holds_kumu_json", "kumu_json_bytes", "read_kumu_json"]

# Keys of an item that are no fields: its identity, its place on a map and how it is drawn.
OWN_KEYS = frozenset(
    "_id id attributes from to created_at updated_at created_by updated_by".split()
)
LEFT_OUT = {
    "loops": template("A causal map finds its loops itself."),
    "maps": template("All elements are read as one map, those in the project's trash too."),
    "views": template("They paint, and a map has no drawing."),
}
OTHER = template("It belongs to the project, not to the map.")
OF_MAP = ("elements", "connections", "name", "title", "description")


def holds_kumu_json(file: MapFile) -> bool:
    """Whether a JSON file has elements and connections."""
    return has_keys(file, "elements") or has_keys(file, "connections")


def read_kumu_json(file: MapFile, unsigned: Sign = "?") -> CausalMap:
    """The causal map in a JSON file of Kumu.

    An element is a factor, and a connection is a link. The sign is in the connection's field ``polarity`` or ``sign``,
    or it is its type or label, if that is a word for a sign. A mutual connection is two links, and an undirected one
    is left out. Custom fields are kept in notes.

    Raises
    ------
    FileError
        If the file is not such JSON.
    ModelError
        With all mistakes in it, each with its path.

    References
    ----------
    Kumu (2026), documentation, "JSON / Blueprints".
    """
    top = json_object(file, ("elements", "connections"), "the JSON of Kumu")
    reader = KumuReader(MapBuilder(file.name, template("Kumu map"), unsigned), top.found)
    for part in top["elements"].objects():
        names = [part[key].text() for key in ("_id", "id")]
        reader.element(_fields(part), [name for name in names if name], part.path)
    reader.all_elements_known()
    for part in top["connections"].objects():
        ends = [reader.end(part[key].text(), part[key].path) for key in ("from", "to")]
        if all(ends):
            reader.connection(_fields(part), ends[0], ends[1], part.path)
    for key in top.names():
        if key not in OF_MAP:
            held = top[key].value
            count = len(held) if isinstance(held, list | dict) else 1
            reader.builder.leave_out(
                lazy("the key {name!r}", name=key), LEFT_OUT.get(key, OTHER), count
            )
    top.found.raise_any(file.name)
    reader.account()
    return reader.builder.map(file.stem, top["title"].text() or top["name"].text())


def _fields(part: JsonPart) -> dict[str, str]:
    """The fields of an item: its attributes in a backup, its own keys in a blueprint."""
    return {key: _text(held) for key, held in _own_and_attributes(part)}


def _own_and_attributes(part: JsonPart) -> Iterator[tuple[str, JsonPart]]:
    for key in part.names():
        if key not in OWN_KEYS:
            yield key, part[key]
    for key in part["attributes"].names():
        yield key, part["attributes"][key]


def _text(part: JsonPart) -> str:
    """A field as a text: a list of texts with bars between them, anything else nested as JSON."""
    held = part.value
    if isinstance(held, list) and all(isinstance(item, str) for item in held):
        return tags_text(held)
    return as_text(held)


# ── writing ──────────────────────────────────────────────────────────────────────────────────


def kumu_json_bytes(value: CausalMap, name: str) -> bytes:
    """A map as a blueprint of Kumu: the sign is the type of a connection, and ours are its custom fields.

    Warns
    -----
    LossWarning
        If reading it does not give back the whole map, e.g. the titles of its sources.
    """
    taken: set[str] = set()
    elements = []
    for factor in value.factors.values():
        own = (
            {}
            if identifier(factor.label, taken) == factor.name
            else {"causalnet_name": factor.name}
        )
        taken.add(factor.name)
        fields: dict[str, object] = {"tags": [*factor.tags], "description": factor.note, **own}
        elements.append({"id": factor.name, "label": factor.label} | _filled(fields))
    connections = []
    for link in value.links:
        ends = {"from": link.cause, "to": link.effect, "direction": "directed", "type": link.sign}
        held: dict[str, object] = {
            "source": link.source,
            "at": link.at,
            "quote": link.quote,
            "tags": [*link.tags],
            "weight": weight_text(link.weight),
            "lag": link.lag,
            "description": link.note,
        }
        connections.append(ends | _filled(held))
    blueprint = {"elements": elements, "connections": connections}
    data = json.dumps(blueprint, ensure_ascii=False, indent=1).encode()
    return warn_of_losses(value, data, name, read_kumu_json)


def _filled(fields: dict[str, object]) -> dict[str, object]:
    return {key: held for key, held in fields.items() if held}
