"""What a notebook shows of a model, a network or a causal map: its picture, and tables that fold."""

from __future__ import annotations

from html import escape
from typing import Any

from causalnet.answer_tables import NO_FORMULAS, Sheet
from causalnet.display.diagram.draw import draw
from causalnet.display.notebook.part_tables import influences_sheet, register_sheet
from causalnet.errors import CausalnetError
from causalnet.frozen_map import Register
from causalnet.model.causal_map import CausalMap
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.finding import findings_code
from causalnet.network.network import Network
from causalnet.notation import counted, enumerated
from causalnet.text_width import tame

__all__ = ["causal_map_form", "causal_model_form", "network_form"]

# A picture of more variables than this cannot be read in a notebook, and takes long to lay out.
DRAWN = 120
TITLE = "font-weight:600;margin:.8em 0 .3em"


def causal_model_form(model: CausalModel) -> str:
    """The title of a model, its picture, and its parts in tables that fold."""
    named: dict[str, Register[str, Any]] = {
        "variable": model.variables,
        "claim": model.claims,
        "source": model.sources,
        "proposal": model.proposals,
        "rival": model.rivals,
        "actor": model.actors,
    }
    parts = {kind: register_sheet(register) for kind, register in named.items() if register}
    counts = {kind: len(register) for kind, register in named.items()}
    parts["influence"] = influences_sheet(model)
    counts["influence"] = len(model.influences)
    order = ["variable", "influence", "claim", "source", "proposal", "rival", "actor"]
    sheets = [(counted(counts[kind], kind), parts[kind]) for kind in order if kind in parts]
    sheets.append((f"About {model.name}", _about(model)))
    return _form(model.title, model, len(model.variables), sheets)


def _about(model: CausalModel) -> Sheet:
    rows = [["model", model.name]]
    rows += [["today", model.today]] if model.today else []
    rows += [["known", enumerated(findings_code(model.known))]] if model.known else []
    return Sheet("", (), [*rows, ["fingerprint", model.fingerprint]], (), "<<")


def network_form(network: Network) -> str:
    """The name of a network, its picture, and its variables in a table that folds."""
    rows = [
        [name, ", ".join(states), ", ".join(network.parents[name])]
        for name, states in network.states.items()
    ]
    variables = Sheet("", ["variable", "states", "causes"], rows, (), "<<<")
    facts = [["fingerprint", network.fingerprint]]
    if network.draws is not None:
        facts.insert(0, ["draws", f"{network.draws:,}"])
    sheets = [
        (counted(len(rows), "variable"), variables),
        ("About the network", Sheet("", (), facts, (), "<<")),
    ]
    return _form(network.name or "Network", network, len(rows), sheets)


def causal_map_form(coded: CausalMap) -> str:
    """The title of a causal map, its picture, and its factors and links in tables that fold."""
    labels = {factor.name: factor.label for factor in coded.factors.values()}
    links = [
        [labels[link.cause], labels[link.effect], link.sign, link.source, link.quote]
        for link in coded.links
    ]
    head = ["cause", "effect", "sign", "source", "quote"]
    sheets = [
        (counted(len(coded.factors), "factor"), register_sheet(coded.factors)),
        (counted(len(links), "link"), Sheet("", head, links, (), "<<<<<")),
        (counted(len(coded.sources), "source"), register_sheet(coded.sources)),
    ]
    return _form(coded.title, coded, len(coded.factors), sheets)


def _form(
    title: str, value: CausalModel | Network | CausalMap, size: int, sheets: list[tuple[str, Sheet]]
) -> str:
    tables = "".join(_folded(head, sheet.html()) for head, sheet in sheets)
    heading = f'<p style="{TITLE}">{escape(tame(title))}</p>'
    return f'<div class="{NO_FORMULAS}">{heading}{_picture(value, size)}{tables}</div>'


def _picture(value: CausalModel | Network | CausalMap, size: int) -> str:
    """The picture of a value on paper of its own; of a large one how to draw a part of it."""
    if size > DRAWN:
        return f"<p>A picture of {size:,} variables is hard to read. Draw a part of it: cn.draw(…, focus=…, steps=1).</p>"
    try:
        return draw(value)._repr_html_()
    except CausalnetError as error:
        return f"<p>{escape(tame(str(error)))}</p>"


def _folded(head: str, html: str) -> str:
    """A part of a page that is folded until its heading is pointed at and pressed."""
    summary = f'<summary style="cursor:pointer">{escape(tame(head))}</summary>'
    return f'<details style="margin:.3em 0">{summary}<div style="overflow-x:auto">{html}</div></details>'
