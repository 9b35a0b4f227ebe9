"""A model's own page, made from the model as the documentation is built: it is never stale."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from page_nodes import (
    Cell,
    Piece,
    anchor,
    code,
    inline,
    joined,
    lines,
    link,
    paragraph,
    section,
    strong,
    table,
    web_link,
)
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import OptionSpec

import causalnet as cn
from causalnet import (
    CausalMap,
    CausalModel,
    Claim,
    Evidence,
    Influence,
    Network,
    Rival,
    Source,
    Variable,
)
from causalnet.display.case import told_case
from causalnet.display.sayers import counted_sayers, source_words

# The suffixes of models and maps that a page writes out.
WRITTEN = (".toml", ".csv")
ROLES = {
    "context": "Context",
    "lever": "Levers",
    "mediator": "Mediators",
    "outcome": "Outcomes",
}
SIGNS = {"+": "+", "-": "−", "?": "?", "0": "0", "": ""}
SIGN_CLASSES = {"+": "raises", "-": "lowers", "?": "unsigned", "0": "unsigned", "": ""}


class ModelPage(SphinxDirective):
    """``.. causal-model:: name`` writes out everything that a model holds."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """The sections of the page."""
        model = cn.load(self.arguments[0])
        if not isinstance(model, CausalModel):
            raise self.error(
                f"{self.arguments[0]!r} is a network, which has no claims to write out."
            )
        return model_sections(model)


class ModelDiagram(SphinxDirective):
    """``.. causal-diagram:: name`` draws a model, or the ancestors of one variable.

    A name that ends in ``.toml`` or ``.csv`` is the caption of a block further up on the page. With
    ``:set: variable = state`` it is drawn under that intervention.
    """

    required_arguments = 1
    option_spec: ClassVar[OptionSpec] = {
        "focus": directives.unchanged,
        "set": directives.unchanged,
        "alt": directives.unchanged,
        "width": directives.unchanged,
    }

    def run(self) -> list[nodes.Node]:
        """The drawing, linked to itself at full size."""
        name, focus = self.arguments[0], self.options.get("focus")
        stem = Path(name).stem if name.endswith(WRITTEN) else name
        file = f"{stem}_{focus}.svg" if focus else f"{stem}.svg"
        path = Path(self.env.srcdir) / "generated" / "pictures" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        variable, _, state = self.options.get("set", "").partition(" = ")
        under = cn.do({variable: state}) if variable else None
        path.write_text(cn.draw(self._model(name), focus=focus, under=under).svg, encoding="utf-8")
        width = self.options.get("width", "100%")
        image = nodes.image("", uri=f"/generated/pictures/{file}", width=width, classes=["diagram"])
        image["alt"] = self.options.get("alt", f"Diagram of {name}")
        return [image]

    def _model(self, name: str) -> CausalModel | Network | CausalMap:
        if not name.endswith(WRITTEN):
            return _drawn(cn.load(name))
        for block in self.state.document.findall(nodes.container):
            captions = [c.astext() for c in block.findall(nodes.caption)]
            if captions == [name]:
                with TemporaryDirectory() as folder:
                    written = Path(folder) / name
                    written.write_text(
                        next(block.findall(nodes.literal_block)).astext(), encoding="utf-8"
                    )
                    return _drawn(cn.load(written))
        raise self.error(f"No block above is called {name!r}.")


def _drawn(held: object) -> CausalModel | Network | CausalMap:
    """What can be drawn of what was loaded."""
    if not isinstance(held, CausalModel | Network | CausalMap):
        raise TypeError(f"A {type(held).__name__} is not drawn.")
    return held


def model_sections(model: CausalModel) -> list[nodes.Node]:
    """Every part of a model that is not empty, as sections."""
    within = [i for i in model.influences if not i.lag]
    lagged = [i for i in model.influences if i.lag]
    parts: list[tuple[str, object, list[nodes.Node]]] = [
        ("Variables", model.variables, variables(model)),
        ("Strengths", model.strengths, [strengths(model)]),
        ("Influences within a period", within, [influences(model, within)]),
        ("Lagged influences", lagged, [influences(model, lagged, lag=True)]),
        ("Modifiers", model.modifiers, [modifiers(model)]),
        ("Declared non-edges", model.absences, [absences(model)]),
        ("Rivals", model.rivals, rivals(model)),
        ("Mechanisms", mechanism_rows(model), [mechanisms(model)]),
        ("Proposals", model.proposals, [proposals(model)]),
        ("Claims", model.claims, [claims(model)]),
        ("Evidence", model.evidence, [evidence(model)]),
        ("Actors", model.actors, [actors(model)]),
        ("Sources", model.sources, [sources(model)]),
    ]
    return [*summary(model), *(section(title, *made) for title, held, made in parts if held)]


def summary(model: CausalModel) -> list[nodes.Node]:
    """What the model is, and how large."""
    lagged = sum(bool(i.lag) for i in model.influences)
    counts = (
        f"Variables: {len(model.variables)}. Influences: {len(model.influences) - lagged} within a "
        f"period and {lagged} lagged. Rivals: {len(model.rivals)}. Claims: {len(model.claims)}."
    )
    period = f" One period is {model.period}." if model.period else ""
    texts = [*model.description.split("\n\n"), told_case(model)]
    told = [paragraph(text) for text in texts if text.strip()]
    return [*told, paragraph(counts + period)]


# ── variables ────────────────────────────────────────────────────────────────────────────────


def variables(model: CausalModel) -> list[nodes.Node]:
    """One table for each role; a variable stands under its first."""
    made: list[nodes.Node] = []
    for role, title in ROLES.items():
        own = [v for v in model.variables.values() if v.roles[:1] == (role,)]
        if own:
            made.append(section(title, variable_table(own)))
    roleless = [v for v in model.variables.values() if not v.roles]
    return [*made, section("Without a role", variable_table(roleless))] if roleless else made


def variable_table(own: Sequence[Variable]) -> nodes.Node:
    """Names, what is measured, and today's distribution over the states."""
    return table(
        ["Variable", "Definition", "States, low to high, and their baseline", "Basis"],
        [[_variable_name(v), _measured(v), _states(v), _basis(v)] for v in own],
        widths=[23, 23, 36, 18],
        ids=[anchor("variable", v.name) for v in own],
    )


def _variable_name(variable: Variable) -> Cell:
    words = [*variable.roles[1:], *(["latent"] if variable.latent else [])]
    tags = [inline(word, "tag") for word in words]
    return [
        paragraph(strong(variable.label)),
        paragraph(code(variable.name), " ", *joined(tags, " ")),
    ]


def _measured(variable: Variable) -> Cell:
    return [paragraph(text) for text in (variable.means, variable.note) if text]


def _states(variable: Variable) -> Cell:
    rows: list[list[Piece]] = []
    for position, state in enumerate(variable.states):
        share = f"{variable.one_baseline.p[position]:.0%}" if variable.one_baseline else ""
        meaning = variable.meanings[position] if variable.meanings else ""
        tail = f": {meaning}" if meaning and meaning != state else ""
        rows.append([inline(share, "share"), " ", strong(state), tail])
    return lines(rows)


def _basis(variable: Variable) -> Cell:
    baseline = variable.one_baseline
    if baseline is None:
        return inline("undeclared", "basis-undeclared")
    head = paragraph(
        inline(baseline.basis, f"basis-{baseline.basis}"), f", weight {baseline.weight:g}"
    )
    return [head, paragraph(baseline.note)] if baseline.note else head


def mechanism_rows(model: CausalModel) -> list[list[Cell]]:
    """The variables whose mechanism, or alternate, is worth a word."""
    return [
        [
            link(v.label, "variable", v.name),
            v.mechanism.kind,
            v.alternate.kind if v.alternate else "",
        ]
        for v in model.variables.values()
        if v.alternate or (model.causes(v.name) and v.mechanism.kind != "ordinal")
    ]


def mechanisms(model: CausalModel) -> nodes.Node:
    """How these variables answer to their causes; all others are ordinal."""
    rows = mechanism_rows(model)
    return table(["Variable", "Mechanism", "Alternate"], rows, widths=[50, 25, 25])


# ── arrows ───────────────────────────────────────────────────────────────────────────────────


def strengths(model: CausalModel) -> nodes.Node:
    """The model's own words for strengths, in log-odds per step of the cause."""
    rows = [[word, str(judgement)] for word, judgement in model.strengths.items()]
    return table(["Word", "Log-odds per step (low/mode/high)"], rows, widths=[40, 60])


def influences(model: CausalModel, own: Iterable[Influence], *, lag: bool = False) -> nodes.Node:
    """Signed arrows, and what each rests on."""
    rows = [_influence(model, i) for i in own]
    headings = ["Cause", "Sign", "Effect", "Strength", "Standing, tier", "Claims", "Note"]
    widths = [20, 6, 20, 16, 12, 10, 16]
    if lag:
        headings.insert(3, "Lag")
        widths.insert(3, 6)
        for row, influence in zip(rows, own, strict=True):
            row.insert(3, str(influence.lag))
    return table(headings, rows, widths=widths)


def _influence(model: CausalModel, influence: Influence) -> list[Cell]:
    note = [f"Reference: {influence.reference}."] if influence.reference else []
    return [
        _variable_link(model, influence.cause),
        _sign(influence.sign),
        _variable_link(model, influence.effect),
        _strength(model, influence),
        _standing(influence),
        _said_by(model, influence),
        " ".join([*note, influence.note]).strip(),
    ]


def _said_by(model: CausalModel, influence: Influence) -> Cell:
    """The claims of an influence, and how many citations and sources speak for and against it."""
    cell: list[Piece] = []
    if influence.claims:
        cell.append(paragraph(*joined(link(name, "claim", name) for name in influence.claims)))
    told = counted_sayers(model, influence)
    if told:
        cell.append(paragraph(told, classes=["aside"]))
    return cell


def _standing(influence: Influence) -> Cell:
    head = paragraph(inline(influence.standing, f"standing-{influence.standing}"))
    return [head, paragraph(influence.tier, classes=["aside"])] if influence.tier else head


def _strength(model: CausalModel, influence: Influence) -> Cell:
    judgement = model.strength(influence)
    if isinstance(influence.strength, str):
        return [paragraph(influence.strength), paragraph(str(judgement), classes=["aside"])]
    return "" if judgement is None else str(judgement)


def modifiers(model: CausalModel) -> nodes.Node:
    """What scales the slope of which influence."""
    rows: list[list[Cell]] = [
        [
            _variable_link(model, m.by),
            _sign(m.sign),
            [_variable_link(model, m.cause), " → ", _variable_link(model, m.effect)],
            str(model.amount(m)),
            inline(m.standing, f"standing-{m.standing}"),
            _claim_links(m.claims),
            m.note,
        ]
        for m in model.modifiers
    ]
    headings = ["Modifier", "Sign", "Scales", "Amount", "Standing", "Claims", "Note"]
    return table(headings, rows, widths=[18, 6, 26, 12, 12, 10, 16])


def absences(model: CausalModel) -> nodes.Node:
    """Where the source says that there is no direct influence."""
    rows: list[list[Cell]] = [
        [
            [_variable_link(model, a.cause), " ↛ ", _variable_link(model, a.effect)],
            _claim_links(a.claims),
            a.note,
        ]
        for a in model.absences
    ]
    return table(["No direct influence", "Claims", "Note"], rows, widths=[45, 15, 40])


def rivals(model: CausalModel) -> list[nodes.Node]:
    """What would make the argument wrong; each is off until admitted."""
    return [section(rival.name, *_rival(model, rival)) for rival in model.rivals.values()]


def _rival(model: CausalModel, rival: Rival) -> list[nodes.Node]:
    made: list[nodes.Node] = [paragraph(rival.reason)] if rival.reason else []
    if rival.hidden:
        made += [
            paragraph("It has a hidden common cause of its own:"),
            variable_table([rival.hidden]),
        ]
    return [*made, influences(model, rival.influences, lag=any(i.lag for i in rival.influences))]


# ── claims ───────────────────────────────────────────────────────────────────────────────────


def claims(model: CausalModel) -> nodes.Node:
    """What the source says, in our own words, and how strongly."""
    own = model.claims.values()
    return table(
        ["Id", "Claim", "Sign", "Kind", "Tier", "Where"],
        [[c.name, _claim(c), _sign(c.sign), c.kind, c.tier, _place(c)] for c in own],
        widths=[7, 51, 6, 11, 11, 14],
        ids=[anchor("claim", c.name) for c in own],
    )


def _claim(claim: Claim) -> Cell:
    cell: list[Piece] = [paragraph(claim.text)]
    cell += [paragraph(claim.note, classes=["aside"])] if claim.note else []
    cell += [paragraph("Check: ", code(str(check)), classes=["aside"]) for check in claim.checks]
    return cell


def _place(part: Claim | Evidence) -> Cell:
    cell: list[Piece] = []
    for citation in part.citations:
        cell += ["; "] if cell else []
        cell += [link(citation.source, "source", citation.source)]
        cell += [f", {citation.at}"] if citation.at else []
    return cell


def evidence(model: CausalModel) -> nodes.Node:
    """What bears on the claims from elsewhere, for and against."""
    rows: list[list[Cell]] = [
        [
            joined(_part_link(model, name) for name in e.bears_on),
            inline(e.stance, "stance", f"stance-{e.stance}"),
            e.text,
            _place(e),
        ]
        for e in model.evidence
    ]
    return table(["Bears on", "Stance", "Evidence", "Source"], rows, widths=[20, 10, 50, 20])


def proposals(model: CausalModel) -> nodes.Node:
    """Named interventions, ready for ``under=``."""
    rows: list[list[Cell]] = [
        [p.name, code(repr(p.intervention)), _claim_links(p.claims), p.note]
        for p in model.proposals.values()
    ]
    return table(["Proposal", "Settings", "Claims", "Note"], rows, widths=[24, 40, 10, 26])


def actors(model: CausalModel) -> nodes.Node:
    """Who moves, or stands for, what."""
    rows: list[list[Cell]] = [
        [a.name, joined(_variable_link(model, name) for name in a.moves), a.note]
        for a in model.actors.values()
    ]
    return table(["Actor", "Variables", "Note"], rows, widths=[26, 37, 37])


def sources(model: CausalModel) -> nodes.Node:
    """The texts themselves."""
    own = model.sources.values()
    return table(
        ["Id", "Source", "About it", "Rests on", "Note"],
        [
            [s.name, web_link(s.title or s.name, s.url), source_words(s), _resting(s), s.note]
            for s in own
        ],
        widths=[13, 39, 16, 10, 22],
        ids=[anchor("source", s.name) for s in own],
    )


def _resting(source: Source) -> Cell:
    return joined(link(name, "source", name) for name in source.rests_on)


def _sign(sign: str) -> Cell:
    return inline(SIGNS[sign], "sign", SIGN_CLASSES[sign]) if sign else ""


def _part_link(model: CausalModel, name: str) -> nodes.Node:
    return link(name, "claim", name) if name in model.claims else _variable_link(model, name)


def _variable_link(model: CausalModel, name: str) -> nodes.Node:
    hidden = {r.hidden.name: r.hidden for r in model.rivals.values() if r.hidden}
    variable = hidden[name] if name in hidden else model.variables[name]
    return link(variable.label, "variable", name)


def _claim_links(names: Iterable[str]) -> Cell:
    return joined(link(name, "claim", name) for name in names)


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_directive("causal-model", ModelPage)
    app.add_directive("causal-diagram", ModelDiagram)
    # the page depends on the model and not on its own text: it is read anew at every build
    app.connect("env-get-outdated", _always_outdated)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _always_outdated(app: Sphinx, env: object, *_changes: object) -> list[str]:
    return [name for name in sorted(app.env.found_docs) if name.endswith("_model")]
