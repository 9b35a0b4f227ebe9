"""The front page of a model: what an assistant reads before it asks."""

from __future__ import annotations

from collections.abc import Sequence

from causalnet.answer_tables import Sheet
from causalnet.cli.assistant.argument_schema import states_of
from causalnet.cli.parameters import proposals
from causalnet.model.causal_model import CausalModel

__all__ = ["front_page"]

COLUMNS = ("name", "states", "label", "roles", "meaning")


def front_page(model: object) -> str:
    """The name, the text and the variables of a model, as Markdown."""
    title = getattr(model, "title", "") or getattr(model, "name", "") or "model"
    described = getattr(model, "description", "")
    lines = [f"# {title}", "", repr(model).strip("<>"), "", described, ""]
    rows = [[v, ", ".join(own), *_said(model, v)] for v, own in states_of(model).items()]
    lines += ["## Variables", "", _table(COLUMNS, rows), ""]
    held = [[name, str(intervention)] for name, intervention in proposals(model).items()]
    if held:
        lines += ["## Proposals", "", _table(("name", "intervention"), held), ""]
    return "\n".join(lines)


def _said(model: object, name: str) -> list[str]:
    """Label, roles and meaning of a variable; a network has none."""
    if not isinstance(model, CausalModel):
        return ["", "", ""]
    own = model.variables[name]
    return [own.label, ", ".join(own.roles), own.means]


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return Sheet("", header, rows, (), "<" * len(header)).text()
