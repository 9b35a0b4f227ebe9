"""The JSON of sd-ai and Stella: variables, and relationships with their polarity and the reasoning for it."""

from __future__ import annotations

import json
import re

from causalnet.errors import few_names
from causalnet.formats.map_building.extra_fields import note_lines
from causalnet.formats.map_building.json_part import JsonPart, has_keys, json_object
from causalnet.formats.map_building.losses import warn_of_losses
from causalnet.formats.map_building.map_builder import MapBuilder
from causalnet.formats.map_building.map_file import MapFile
from causalnet.language.translate import lazy, template
from causalnet.model.causal_map import CausalMap
from causalnet.model.influence import Sign

__all__ = ["holds_sd_ai", "read_sd_ai", "sd_ai_bytes"]

# Keys of a relationship, of a variable and of the whole that become part of the map.
OF_LINK = ("from", "to", "polarity", "reasoning")
OF_VARIABLE = ("name", "type", "documentation")
OF_MODEL = ("variables", "relationships", "title")
PLAIN = "variable"
KINDS = ("stock", "flow")
MODEL_ONLY = template("A causal map has no equations, runs or pictures.")


def holds_sd_ai(file: MapFile) -> bool:
    """Whether a JSON file has relationships, at its top or in a model."""
    return has_keys(file, "relationships") or has_keys(file, "relationships", inside="model")


def read_sd_ai(file: MapFile, unsigned: Sign = "?") -> CausalMap:
    """The causal map in a file of sd-ai.

    A relationship is a link: its polarity is the sign, and the reasoning is the note. As in XMILE, capitals and
    underscores do not tell names apart. The type of a stock or a flow is a tag; its equation and units are kept in the
    note.

    Raises
    ------
    FileError
        If the file is not such JSON.
    ModelError
        With all mistakes in it, each with its path.

    References
    ----------
    sd-ai (2026), README, "SD-JSON".
    """
    top = json_object(file, ("relationships", "model"), "the JSON of sd-ai")
    model = top["model"] if "relationships" not in top else top
    builder = MapBuilder(file.name, template("model of sd-ai"), unsigned)
    names: dict[str, str] = {}
    for variable in model["variables"].objects():
        _variable(variable, names, builder)
    is_listed, unlisted = bool(names), list[str]()
    for relationship in model["relationships"].objects():
        unlisted += _relationship(relationship, names, builder)
    if is_listed and unlisted:
        told = few_names([repr(label) for label in unlisted])
        text = lazy("Named in relationships and not among the variables: {names}.", names=told)
        builder.understand(text)
    for part in (top, *([model] if model is not top else [])):
        for key in part.names():
            if key not in (*OF_MODEL, "model"):
                builder.leave_out(lazy("the key {name!r}", name=part[key].path), MODEL_ONLY)
    top.found.raise_any(file.name)
    return builder.map(file.stem, model["title"].text())


def xmile_name(label: str) -> str:
    """A name as XMILE compares it.

    Examples
    --------
    >>> xmile_name("Death_rate") == xmile_name("death  rate")
    True
    """
    return re.sub(r"[\s_\xa0]+", " ", label).strip().casefold()


def _variable(part: JsonPart, names: dict[str, str], builder: MapBuilder) -> None:
    label, kind = part["name"].text(), part["type"].text()
    key = xmile_name(label)
    if not label:
        part.add("lacks the key 'name'.")
    elif key in names:
        part["name"].add(f"repeats the variable {label!r}.")
    else:
        tags = (kind,) if kind and kind != PLAIN else ()
        note = note_lines(part["documentation"].text(), part.rest(OF_VARIABLE))
        names[key] = builder.factor(label, key=key, tags=tags, note=note)


def _relationship(part: JsonPart, names: dict[str, str], builder: MapBuilder) -> list[str]:
    """Add a link, and return the labels of its ends that were not known before."""
    new = []
    for end in ("from", "to"):
        label = part[end].text()
        if not label:
            part.add(f"lacks the key {end!r}.")
        elif xmile_name(label) not in names:
            # The variables of older files are those that the relationships name.
            names[xmile_name(label)] = builder.factor(label, key=xmile_name(label))
            new.append(label)
    ends = [names.get(xmile_name(part[end].text()), "") for end in ("from", "to")]
    polarity = part["polarity"].text()
    note = note_lines(part["reasoning"].text(), part.rest(OF_LINK))
    if all(ends) and not builder.denied(polarity):
        sign = builder.sign(polarity)
        builder.join(ends[0], ends[1], sign, note=note)
    return new


# ── writing ──────────────────────────────────────────────────────────────────────────────────


def sd_ai_bytes(value: CausalMap, name: str) -> bytes:
    """A map as the JSON of sd-ai: variables, and relationships with their polarity.

    Warns
    -----
    LossWarning
        Unless the map has neither sources nor quotes, tags, weights and lags, which the format does not hold.
    """
    variables = []
    labels = _distinct_labels(value)
    for factor in value.factors.values():
        kind = next((tag for tag in factor.tags if tag in KINDS), PLAIN)
        note = {"documentation": factor.note} if factor.note else {}
        variables.append({"name": labels[factor.name], "type": kind} | note)
    relationships = [
        {
            "from": labels[link.cause],
            "to": labels[link.effect],
            "polarity": "" if link.sign == "?" else link.sign,
            "reasoning": link.note,
        }
        for link in value.links
    ]
    title = {"title": value.title} if value.title != value.name else {}
    held = {**title, "variables": variables, "relationships": relationships}
    data = json.dumps(held, ensure_ascii=False, indent=1).encode()
    return warn_of_losses(value, data, name, read_sd_ai)


def _distinct_labels(value: CausalMap) -> dict[str, str]:
    """The label of each factor, with a number where the format would take it for that of another."""
    taken: set[str] = set()
    labels = {}
    for name, factor in value.factors.items():
        label, number = factor.label, 2
        while xmile_name(label) in taken:
            label, number = f"{factor.label} {number}", number + 1
        taken.add(xmile_name(label))
        labels[name] = label
    return labels
