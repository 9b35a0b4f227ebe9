"""Every public call there is, with right arguments, and wrong ones to put in their place."""

from __future__ import annotations

import inspect
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np

import causalnet as cn

YES = ["no", "yes"]
UNDER = cn.do(x="yes")
CONCLUSION = cn.Conclusion("y", "rises", under=UNDER)
TEXT = "Tolls cut traffic."
# An answer to the question for a model of that text.
DRAFT = """
name = "tolls"
sources = { article = {} }
variables = { toll = { states = ["no", "yes"] }, traffic = { states = ["low", "high"] } }
claims = { c = { text = "Tolls cut traffic.", source = "article", at = "s1" } }
graph.influences = [{ cause = "toll", effect = "traffic", sign = "-", strength = 1, claims = ["c"] }]
"""

# These make or hold errors, or take what has been checked already.
# Those who judged are named by their places, and in the small model nobody did.
EXEMPT = {"Network.trusted", "CausalModel.judged_by"}


def model() -> cn.CausalModel:
    """Two causes, a lag, a word for a strength, a claim with a quote, a proposal and a rival."""
    return cn.CausalModel(
        "small",
        [
            cn.Variable("x", YES, cn.Baseline([0.7, 0.3]), roles=["lever"]),
            cn.Variable("z", ["low", "middle", "high"], roles=["lever"]),
            cn.Variable("y", YES, cn.Baseline([0.6, 0.4]), roles=["outcome"]),
        ],
        [
            cn.Influence("x", "y", "+", cn.pert(0.5, 1.0, 2.0), claims=["c"], standing="stated"),
            cn.Influence("z", "y", "-", "weak", standing="added"),
            cn.Influence("y", "x", "+", 0.5, lag=1, standing="added"),
        ],
        strengths={"weak": cn.interval(0.1, 0.4)},
        sources=[cn.Source("s", "A source")],
        claims=[cn.Claim("c", "x raises y", "s", quote=TEXT, checks=[CONCLUSION])],
        rivals=[cn.Rival("r", [cn.Influence("x", "z", "+", 1.0, standing="added")])],
        proposals=[cn.Proposal("p", UNDER, claims=["c"])],
    )


def network() -> cn.Network:
    """x → y, in numbers."""
    return cn.Network(
        {"x": YES, "y": YES},
        {"y": ["x"]},
        {"x": [0.5, 0.5], "y": [[0.9, 0.1], [0.2, 0.8]]},
        name="small",
    )


def dowhy_graph() -> object:
    """A graph as DoWhy holds it."""
    held = {"__module__": "dowhy.causal_graph", "_graph": cn.to_dowhy(network())}
    return type("CausalGraph", (), held)()


def coded_map() -> cn.CausalMap:
    """Two voices, one of whom is in a group, and a hierarchical label."""
    return cn.CausalMap(
        "coded",
        [cn.Link("x", "y", "+", source="s", tags=["t"]), cn.Link("y", "z", "-", source="r")],
        factors=[cn.Factor("x", "A; B"), cn.Factor("y"), cn.Factor("z")],
        sources=[cn.Source("s", groups={"role": "farmer"}), cn.Source("r")],
    )


def other_model() -> cn.CausalModel:
    """The same argument with another strength."""
    return model().replacing(cn.Influence("x", "y", "+", 0.2, claims=["c"]))


def accounts() -> dict[str, cn.CausalModel]:
    """Two accounts that differ."""
    return {"one": model(), "two": other_model()}


def cases() -> dict[str, list[str]]:
    """A few cases of the small model."""
    return {
        "x": YES * 4,
        "z": ["low", "middle", "high", "low"] * 2,
        "y": ["no", "yes", "yes", "no"] * 2,
    }


def chain() -> cn.CausalModel:
    """x → z → y: x and y are independent given z, and x is an instrument."""
    arrows = [cn.Influence("x", "z", "+", 1.0), cn.Influence("z", "y", "+", 1.0)]
    return cn.CausalModel("chain", [cn.Variable(name, YES) for name in "xzy"], arrows)


@dataclass(frozen=True)
class Call:
    """A public callable and arguments that are right for it, both made when they are first asked for."""

    name: str
    find: Callable[[], Callable[..., object]]
    default: object = None

    @cached_property
    def function(self) -> Callable[..., object]:
        """What is called."""
        return _by_name(self.find())

    @cached_property
    def right(self) -> Mapping[str, object]:
        """Arguments that are right for it."""
        return _right(self.name, self.find(), self.default)

    def ask(self, **wrong: object) -> object:
        """The answer where some arguments are others; what is an answer is printed too."""
        answer = self.function(**{**self.right, **wrong})
        str(answer)
        return answer


# Arguments that are right wherever they go by these names; those left out have a default.
RIGHT: dict[str, Callable[[], object]] = {
    "outcome": lambda: "y",
    "outcomes": lambda: "y",
    "under": lambda: UNDER,
    "conclusion": lambda: CONCLUSION,
    "conclusions": lambda: {"one": CONCLUSION},
    "scenarios": lambda: {"mine": UNDER},
    "a": model,
    "causal_map": coded_map,
    "links": coded_map,
    "b": model,
    "periods": lambda: 2,
    "steps": lambda: 2,
    "name_or_path": lambda: "japan_software",
    "intervention": lambda: UNDER,
    "state": lambda: "yes",
    "variable": lambda: "y",
    "period": lambda: 1,
    "uptake": lambda: 0.5,
    "cause": lambda: "x",
    "effect": lambda: "y",
    "value": lambda: 1.0,
    "low": lambda: 1.0,
    "mode": lambda: 2.0,
    "high": lambda: 3.0,
    "first": lambda: 1,
    "last": lambda: 2,
    "standing": lambda: ["stated"],
    "influence": lambda: model().influences[0],
    "tables": lambda: {"x": [0.4, 0.6]},
    "measure": lambda: "swing",
    "change": lambda: 0.1,
    "text": lambda: "text",
    "source": lambda: "s",
    "sign": lambda: "+",
    "name": lambda: "n",
    "influences": list,
    "bears_on": lambda: ["c"],
    "stance": lambda: "for",
    "by": lambda: "z",
    "amount": lambda: 0.5,
    "direction": lambda: "rises",
    "rows": lambda: {("no",): "no", ("yes",): "yes"},
    "causes": lambda: ["x"],
    "p": lambda: [0.5, 0.5],
    "states": lambda: YES,
    "variables": lambda: list(model().variables.values()),
}
# Right arguments where the name alone does not say them, and what is quick.
RANKINGS = (
    "Dissent",
    "Independences",
    "Instruments",
    "Levers",
    "Pairs",
    "Portfolios",
    "Sensitivity",
    "Survey",
)
OWN: dict[str, dict[str, Callable[[], object]]] = {
    "verdict": {"draws": lambda: 10},
    "verdicts": {"draws": lambda: 10},
    "audit": {"draws": lambda: 10},
    "sensitivity": {"draws": lambda: 10},
    "report": {
        "draws": lambda: 10,
        "path": lambda: Path("report.html"),
        # Verdicts are asked by themselves; each would take ten times as long as the rest of the report.
        "conclusions": dict,
    },
    "explore": {"path": lambda: Path("explore.html")},
    "save": {"path": lambda: Path("model.toml")},
    "write": {"path": lambda: Path("network.bif"), "network": network},
    "read": {"path": lambda: _written("network.bif")},
    "Diagram.save": {"path": lambda: Path("drawing.svg")},
    "policy": {
        "given": lambda: "z",
        "choose": lambda: {"low": "no", "middle": "no", "high": "yes"},
    },
    "likelihood": {"p": lambda: {"no": 0.1, "yes": 0.9}},
    # A cause that goes by the name of the argument.
    "as_if": {"causes": lambda: "low"},
    "Routes.__getitem__": {"name": lambda: "x → y"},
    "Routes.share": {"name": lambda: "x → y"},
    "Mediation.__getitem__": {"name": lambda: "total"},
    "levers": {"among": lambda: ["x"]},
    "decide": {"choose": lambda: {"x": ["z"]}, "outcome": lambda: "y"},
    "causation": {
        "outcome": lambda: ("y", "yes"),
        "under": lambda: cn.do(x="yes"),
        "versus": lambda: cn.do(x="no"),
    },
    "pairs": {"among": lambda: ["x", "z"]},
    "persistence": {"after": lambda: 2, "sustained": lambda: [1]},
    "mutilate": {"network": network},
    "to_pgmpy": {"network": network},
    "to_dowhy": {"model": network},
    "from_pgmpy": {"model": lambda: cn.to_pgmpy(network())},
    "from_dowhy": {"model": dowhy_graph},
    "from_networkx": {"graph": lambda: cn.to_networkx(network())},
    "plot": {"answer": lambda: cn.query(model(), "y", draws=5)},
    "read_influences": {"path_or_frame": lambda: _written("influences.csv")},
    "read_variables": {"path_or_frame": lambda: _written("variables.csv")},
    "Likelihood": {"p": lambda: {"no": 0.1, "yes": 0.9}},
    "Conclusion": {"under": lambda: UNDER},
    "Estimate": {"values": lambda: np.array([0.1, 0.2])},
    "Influence": {"sign": lambda: "+"},
    "Modifier": {"sign": lambda: "+"},
    "Network.at": {"draws": lambda: 0},
    "Timed": {"phases": lambda: UNDER.since(1).phases},
    "Table": {"rows": lambda: {("no",): [0.5, 0.5], ("yes",): [0.5, 0.5]}},
    "Network": {
        "states": lambda: {"x": YES},
        "parents": dict,
        "tables": lambda: {"x": [0.5, 0.5]},
    },
    "Levers.signs": {"lever": lambda: cn.levers(model(), "y", among=["x"])[0]},
    "Conclusion.scale": {"level": lambda: cn.Variable("y", YES).scale()},
    "CausalModel.in_language": {"language": lambda: "en"},
    "CausalModel.translating": {"language": lambda: "ja", "translation": lambda: {"title": "小"}},
    "CausalModel.untranslated": {"language": lambda: "ja"},
    "CausalModel.amount": {"modifier": lambda: cn.Modifier("x", "y", "z", 0.5, "+")},
    "Proposal": {"intervention": lambda: UNDER},
    "Rival": {"influences": lambda: [cn.Influence("x", "z", "+", 1.0, standing="added")]},
    "Comparison.__getitem__": {"key": lambda: ("mine", "y")},
    "ConditionalTable.__getitem__": {"when": lambda: {"y": "yes"}},
    "Distribution.__getitem__": {"state": lambda: "yes"},
    "Effect.__getitem__": {"state": lambda: "yes"},
    "CausalMap.merging": {"matching": lambda: {"x": "z"}},
    "MapReading.noting": {"sentence": lambda: "Merged."},
    "Loops.__getitem__": {"which": lambda: 0},
    "Verdicts.__getitem__": {"name": lambda: "one"},
    "Panel.__getitem__": {"name": lambda: "s"},
    "Agreement.count": {"relation": lambda: "agreed"},
    "Agreement.of": {"relation": lambda: "agreed"},
    "Crux.told": {"answer": lambda: 0.1},
    "Crux.__getitem__": {"name": lambda: "x → y"},
    "PooledDraws.draws_of": {"voice": lambda: next(iter(accounts()))},
    "PooledDraws.at": {"which": lambda: slice(2)},
    "Crux.matters": {"parting": lambda: cn.crux(model(), other_model(), CONCLUSION)["x → y"]},
    "Witnesses.__getitem__": {"name": lambda: "x → y"},
    "dissent": {"voices": accounts},
    "pool": {"voices": accounts, "draws": lambda: 10},
    "portfolio": {"budget": lambda: 1.0},
    "survey": {"surveys": lambda: 2},
    "confront": {"frame": cases, "cases": lambda: "towns", "relabelled": lambda: 2},
    "separated": {"x": lambda: "x", "y": lambda: "y"},
    "Episode": {"moved": lambda: {"y": "rose"}, "reliability": lambda: 0.8},
    "update": {
        "frame": lambda: {"x": ["no", "yes", "no"], "y": ["no", "yes", "yes"]},
        "cases": lambda: "days",
        "draws": lambda: 10,
    },
    "estimate": {
        "found": lambda: cn.identify(chain(), "y", under="z"),
        "figures": lambda: cn.compile_model(chain()),
    },
    "VoiceVerdicts.__getitem__": {"name": lambda: "everyone"},
    "Persistence.interval": {"periods": lambda: 1},
    "draft": {"text": lambda: TEXT, "ask": lambda: lambda _: DRAFT, "by": lambda: "a script"},
    "draft_kit": {
        "text": lambda: _written("text.txt"),
        "folder": lambda: Path(tempfile.mkdtemp(dir=_folder().name)) / "kit",
    },
    "review": {"path": lambda: _written("draft.toml")},
    "check_text": {"text": lambda: TEXT},
    "check_quotes": {"texts": lambda: {"s": _written("text.txt")}},
    **{f"{name}.__getitem__": {"index": lambda: 0} for name in RANKINGS},
}
FILES = {
    "network.bif": lambda path: cn.save(network(), path, overwrite=True),
    "influences.csv": lambda path: path.write_text("cause,effect,sign\nx,y,+\n", "utf-8"),
    "text.txt": lambda path: path.write_text(TEXT, "utf-8"),
    "draft.toml": lambda path: path.write_text(DRAFT, "utf-8"),
    "variables.csv": lambda path: path.write_text("name,states\nx,no|yes\n", "utf-8"),
}
# The answers whose methods are called.
ANSWERS: dict[str, Callable[[], object]] = {
    "CausalModel": model,
    "CausalMap": coded_map,
    "Network": network,
    "Distribution": lambda: cn.query(model(), "y", draws=5),
    "Effect": lambda: cn.effect(model(), "y", under=UNDER, draws=5),
    "Estimate": lambda: cn.effect(model(), "y", under=UNDER, draws=5).estimate,
    "Causation": lambda: cn.causation(
        model(), ("y", "yes"), under=cn.do(x="yes"), versus=cn.do(x="no")
    ),
    "Counterfactual": lambda: cn.counterfactual(
        model(), "y", under=UNDER, observed={"y": "yes"}, draws=5
    ),
    "Levers": lambda: cn.levers(model(), "y", draws=5),
    "Loops": lambda: cn.loops(model()),
    "Routes": lambda: cn.routes(model(), "y", under=UNDER, draws=5),
    "Mediation": lambda: cn.routes(model().admitting("r"), "y", under=UNDER, through="z", draws=5),
    "Persistence": lambda: cn.persistence(
        model(), "y", under=UNDER, sustained=[1], after=2, draws=5
    ),
    "Trajectory": lambda: cn.trajectory(model(), "y", under=UNDER, periods=2, draws=5),
    "Verdict": lambda: cn.verdict(model(), CONCLUSION, draws=10),
    "Verdict by a period": lambda: cn.verdict(
        model(), cn.Conclusion("y", "rises", under=UNDER, at=1), draws=10
    ),
    "Sensitivity": lambda: cn.sensitivity(model(), CONCLUSION, draws=10),
    "Sensitivity by a period": lambda: cn.sensitivity(
        model(), cn.Conclusion("y", "rises", under=UNDER, at=1)
    ),
    "Diagram": lambda: cn.draw(network()),
    "Intervention": lambda: UNDER,
    "Timed": lambda: UNDER.since(1),
    "Conclusion": lambda: CONCLUSION,
    "Variable": lambda: model().variables["x"],
    "Coverage": lambda: cn.coverage(model(), model()),
    "Drafted": lambda: cn.draft(TEXT, lambda _: DRAFT),
    "Reviewed": lambda: cn.review(_written("draft.toml"), by="Anna"),
    "TextCheck": lambda: cn.check_text(model(), TEXT),
    "Witnesses": lambda: cn.witnesses(model(), CONCLUSION),
    "VoiceVerdicts": lambda: cn.compare_voices(model(), CONCLUSION),
    "Panel": lambda: cn.Panel({"s": 1.0}),
    "Agreement": lambda: cn.agreement(model(), other_model(), CONCLUSION),
    "PooledDraws": lambda: cn.pool(accounts(), draws=5).sampling,
    "VoiceSplit": lambda: cn.effect(cn.pool(accounts(), draws=5), "y", under=UNDER).estimate.voices,
    "Crux": lambda: cn.crux(model(), other_model(), CONCLUSION),
    "Dissent": lambda: cn.dissent(accounts(), CONCLUSION),
    "Independences": lambda: cn.independences(chain()),
    "Instruments": lambda: cn.instruments(chain(), "z", "y"),
    "Confrontation": lambda: cn.confront(model(), cases(), cases="towns", relabelled=2),
    "Survey": lambda: cn.survey(model(), CONCLUSION, surveys=2),
    "Portfolios": lambda: cn.portfolio(model(), "y", budget=1, among=[UNDER]),
    "Verdicts": lambda: cn.verdicts(model(), {"one": CONCLUSION}, draws=10),
    "Marginals": lambda: cn.marginals(model()),
    "Comparison": lambda: cn.compare(model(), "y", {"mine": UNDER}),
    "Pairs": lambda: cn.pairs(model(), "y", ["x", "z"]),
    "ConditionalTable": lambda: network().table("y"),
    "Slopes": lambda: cn.slopes(model(), "y"),
    "Derivatives": lambda: cn.derivatives(model(), "y"),
    "Plan": lambda: cn.plan(model(), "y"),
}
# Values that a user writes: their constructors are calls like any other.
VALUES = (
    "Absence Actor Baseline CausalMap CausalModel Citation Claim Conclusion Deterministic Draws Episode Estimate Evidence Factor Influence "
    "Intervention Judgement Likelihood Link Modifier Network NoisyMax NoisyMin Ordinal Proposal RankedNode Rival Source Table Timed Variable"
).split()


def wrong_values() -> list[object]:
    """What no argument, or only some, can be: of every type, and too little or too much."""
    endless: list[object] = []
    endless.append(endless)
    return [
        None, 5, -1, 0, 1.5, float("nan"), float("inf"), 10**12, 10**400, True, "", "a", "y", "\0", b"x", [], {},
        (), set(), object(), lambda: None, int, nx.Graph(), nx.DiGraph(), np.array([1.0, 2.0]), np.array(["y"]),
        np.int64(3), np.float32(0.5), np.bool_(True), np.array(3), "x" * 100_000, "\ud800", endless, [None], [5],
        ["y", "y"], ["x", 5], {"x": 5}, {5: "x"}, {"x": "a"}, {"y": None}, {"x": {"yes": 0.5}}, {"x": {"yes"}},
        range(3), iter("xy"), 1j, Ellipsis, slice(None), Exception("x"), cn, Path("a/b"), Path(), "n" * 300,
        cn.do(), cn.do(x="yes"), cn.do(q="yes"), cn.do(x="no").since(1), cn.cut("x", "y"), cn.shift(2), cn.fixed(1),
        CONCLUSION, cn.Draws(5), model(), network(), cn.likelihood({"no": 1, "yes": 2}), cn.Variable("q", YES),
        cn.CausalModel, cn.query,
    ]  # fmt: skip


@cache
def calls() -> tuple[Call, ...]:
    """Every public function, constructor of a value, and method that takes an argument."""
    found = []
    public = [(cn, name) for name in cn.__all__] + [(cn.answers, n) for n in cn.answers.__all__]
    for room, name in public:
        thing = getattr(room, name)
        if inspect.isfunction(thing):
            found.append(Call(name, partial(getattr, room, name)))
        elif inspect.isclass(thing) and not issubclass(thing, BaseException):
            if name in VALUES:
                found.append(Call(name, partial(getattr, room, name)))
            found += _methods(name, thing)
    return tuple(found)


def _methods(owner: str, cls: type) -> Iterator[Call]:
    names = [n for n in vars(cls) if not n.startswith("_")]
    names = [n for n in names if inspect.isfunction(inspect.getattr_static(cls, n))]
    names = [n for n in names if owner in ANSWERS]
    for name in (*names, "__getitem__"):
        method = getattr(cls, name, None)
        if method is None or f"{owner}.{name}" in EXEMPT:
            continue
        if len(inspect.signature(method).parameters) > 1:
            yield Call(f"{owner}.{name}", partial(_method, owner, name), default="y")


@cache
def _answer(owner: str) -> object:
    return ANSWERS[owner]()


def _method(owner: str, name: str) -> Callable[..., object]:
    """A method of an answer."""
    bound: Callable[..., object] = getattr(_answer(owner), name)
    return bound


def _by_name(bound: Callable[..., object]) -> Callable[..., object]:
    """What takes an argument by its place only, such as an index, by any name."""
    if bound.__name__ != "__getitem__":
        return bound
    return lambda **named: bound(*named.values())


def _right(name: str, function: Callable[..., Any], default: object = None) -> dict[str, object]:
    own = OWN.get(name, {})
    right: dict[str, object] = {}
    for key, parameter in inspect.signature(function).parameters.items():
        if key in own:
            right[key] = own[key]()
        elif parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
            continue
        elif parameter.default is parameter.empty:
            if key in ("model", "network"):
                right[key] = model()
            elif key in RIGHT:
                right[key] = RIGHT[key]()
            else:
                right[key] = default
    return right


def parameters(call: Call) -> list[str]:
    """The arguments of a call by name."""
    kinds = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    if not isinstance(call.function, type) and call.name.endswith("__getitem__"):
        return list(call.right)
    signature = inspect.signature(call.function).parameters
    return [name for name, p in signature.items() if p.kind not in kinds]


def _written(name: str) -> Path:
    """A file that is there to be read."""
    path = Path(_folder().name) / name
    FILES[name](path)
    return path


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="to-be-read-")
