"""Files with causal maps that are nearly right, of every kind: refused in our words, or read, told of and saved."""

from __future__ import annotations

import io
import json
import warnings
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import openpyxl

import causalnet as cn

KUMU = json.dumps(
    {
        "elements": [
            {"_id": "e1", "attributes": {"label": "Rain", "element type": "Driver", "tags": ["a", "b"]}},
            {"id": "e2", "label": "Harvest", "description": "What is reaped."},
        ],
        "connections": [
            {"from": "e1", "to": "Harvest", "direction": "mutual", "delayed": True, "type": "+", "weight": 0.5},
            {"from": "Harvest", "to": "e1", "attributes": {"polarity": "-", "quote": "We eat.", "lag": 1}},
        ],
        "loops": [],
    }
).encode()  # fmt: skip
SD_AI = json.dumps(
    {
        "variables": [{"name": "Rain", "type": "stock", "units": "mm"}, {"name": "Harvest"}],
        "relationships": [
            {"from": "rain", "to": "Harvest", "polarity": "+", "reasoning": "Wet.", "polarityReasoning": "More."},
            {"from": "Harvest", "to": "Rain", "polarity": ""},
        ],
    }
).encode()  # fmt: skip
RELATION = {"relationType": "attack", "from": "A", "fromType": "argument", "to": "T", "toType": "equivalence-class"}  # fmt: skip
ARGDOWN = json.dumps(
    {
        "statements": {"T": {"title": "T", "members": [{"text": "It is so."}], "relations": [RELATION]}},
        "arguments": {
            "A": {
                "title": "A",
                "relations": [RELATION],
                "members": [],
                "pcs": [{"title": "T", "text": "It is so.", "role": "premise", "inference": {"relations": []}}],
            }
        },
    }
).encode()  # fmt: skip
QPRESS = "V -* V\nV *-> H\nH *--> P\n雨 <>- H\n".encode()
FCM = b",Rain,Harvest,Debt\nRain,0,0.8,\nHarvest,,,-0.5\nDebt,1,,0\n"
LINKS = b"from,to,sign,source,quote,weight,tags\nRain,Harvest,+,Amina,We eat.,0.5,a|b\nDebt,Rain,-,,,,\n"  # fmt: skip
GRAPHML = b"""<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
<key id="d0" for="edge" attr.name="sign" attr.type="string"><default>+</default></key>
<key id="d1" for="node" attr.name="label" attr.type="string"/>
<graph edgedefault="directed"><node id="a"><data key="d1">Rain</data></node><node id="b"/>
<edge source="a" target="b"><data key="d0">-</data></edge><edge id="e" source="b" target="a" directed="false"/>
</graph></graphml>
"""
GEXF = b"""<gexf xmlns="http://gexf.net/1.3"><graph defaultedgetype="directed">
<attributes class="edge"><attribute id="0" title="sign" type="string"><default>+</default></attribute></attributes>
<nodes><node id="a" label="Rain"/><node id="b"/></nodes>
<edges><edge id="1" source="a" target="b" weight="0.5"/><edge source="b" target="a" type="mutual">
<attvalues><attvalue for="0" value="-"/></attvalues></edge></edges></graph></gexf>
"""
DOT = b"""strict digraph farm { node [tags="a|b"]; rain [label="Rain\\nfall"];
/* blunt */ rain -> harvest:n [sign="+", weight=2]; harvest -> {debt "c d"} [arrowhead=tee] // so
subgraph x { debt; e [label=<b<i>c</i>>] } }
"""
# The kinds of files: suffix and seeds.
KINDS: dict[str, tuple[str, tuple[bytes, ...]]] = {
    "json": (".json", (KUMU, SD_AI, ARGDOWN)),
    "qpress": (".txt", (QPRESS,)),
    "sheet": (".csv", (FCM, LINKS, FCM.replace(b",", b";"))),
    "graphml": (".graphml", (GRAPHML,)),
    "gexf": (".gexf", (GEXF,)),
    "dot": (".dot", (DOT,)),
}
SHEET = "xl/worksheets/sheet1.xml"


def book(*sheets: tuple[str, list[list[object]]]) -> bytes:
    """A workbook with these sheets."""
    held = openpyxl.Workbook()
    held.remove(held.active)
    for name, rows in sheets:
        sheet = held.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made = io.BytesIO()
    held.save(made)
    return made.getvalue()


MATRIX: list[list[object]] = [["", "Rain", "Harvest"], ["Rain", 0, 0.5], ["Harvest", -0.25, None]]
BOOKS = (
    book(
        ("Connections", [["From", "To", "Type"], ["Rain", "Harvest|Debt", "+"]]),
        ("Elements", [["Label", "Tags"], ["Rain", "a|b"], ["Harvest"]]),
    ),
    book(("lower", MATRIX), ("upper", MATRIX)),
    book(("links", [["from", "to", "sign"], ["Rain", "Harvest", "-"]]), ("factors", [["label"], ["Rain"]])),
)  # fmt: skip


def parts(held: bytes) -> bytes:
    """The XML of the first sheet of a workbook: what is mutated."""
    with zipfile.ZipFile(io.BytesIO(held)) as archive:
        return archive.read(SHEET)


def rebound(data: bytes, held: bytes) -> bytes:
    """A workbook with other XML for its first sheet."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(held)) as old, zipfile.ZipFile(made, "w", 8) as new:
        for name in old.namelist():
            new.writestr(name, data if name == SHEET else old.read(name))
    return made.getvalue()


def map_file(data: bytes, folder: Path, suffix: str) -> bool:
    """A file with a map: whether it was read."""
    path = folder / f"input{suffix}"
    path.write_bytes(data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        try:
            read = cn.load(path)
        except cn.CausalnetError as error:
            str(error)
            return False
        assert isinstance(read, cn.CausalMap)
        str(read.reading), repr(read)
        for form in ("graphml", "kumu", "sd-ai"):
            again = folder / f"again.{form}"
            cn.save(read, again, form, overwrite=True)
            found = cn.load(again, form)
            assert isinstance(found, cn.CausalMap)
            assert len(found.links) == len(read.links), f"saved as {form}, links are lost"
    return True


def workbook(data: bytes, folder: Path) -> bool:
    """Workbooks whose first sheet has this XML, each with the other parts of one seed."""
    kinds = [rebound(data, held) for held in BOOKS]
    return sum(map_file(held, folder, ".xlsx") for held in kinds) > 0


MAPS: dict[str, Callable[[bytes, Path], bool]] = {
    kind: partial(map_file, suffix=suffix) for kind, (suffix, _) in KINDS.items()
} | {"workbook": workbook}
SEEDS: dict[str, tuple[bytes, ...]] = {kind: seeds for kind, (_, seeds) in KINDS.items()} | {
    "workbook": tuple(map(parts, BOOKS))
}
