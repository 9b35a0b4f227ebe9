"""Many verdicts side by side: what each proposal or lever has earned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from causalnet.answer_tables import Answer, AnswerTable, Column, Sheet, paragraph, whole_percent
from causalnet.boundary.advice import example
from causalnet.boundary.checks import public
from causalnet.errors import QuestionError, unknown
from causalnet.language.translate import template, tr
from causalnet.model.causal_model import CausalModel
from causalnet.model.effect_size import FLOOR
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.model.judgements.draws import Draws, as_draws
from causalnet.questions.phrases import shown_contrast
from causalnet.questions.query.paths import is_still
from causalnet.questions.sentences.phrasing import comma_list, prose
from causalnet.questions.signs.later_paths import later_notes
from causalnet.questions.signs.signs_answer import BY_DEFINITION, FALSE_BY_DEFINITION
from causalnet.questions.verdict.grounds import OverRanges, Reading
from causalnet.questions.verdict.verdict_answer import Verdict
from causalnet.questions.verdict.verdict_tasks import JudgingTogether
from causalnet.questions.verdict.wording import however_little, unmet_draws
from causalnet.workers import done_by

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Verdicts", "verdicts"]

EARNED = {
    "definition": "is so by definition",
    "observed": "is itself observed",
    "structure": "follows from structure ({path})",
    "by observing alone": "comes by observing alone",
    "signs": "follows from signs",
    "baselines": "met by the baselines alone",
    "ranges": "stands over its ranges",
    "most draws": "stands in most draws",
    "a guess": "hangs on a guess",
}
COUNTED = {
    "definition": template("{count} by definition"),
    "observed": template("{count} as observed"),
    "structure": template("{count} by structure"),
    "by observing alone": template("{count} by observing alone"),
    "signs": template("{count} by signs"),
    "baselines": template("{count} by the baselines alone"),
    "ranges": template("{count} over the ranges"),
    "most draws": template("{count} in most draws"),
    "a guess": template("{count} on a guess"),
    FALSE_BY_DEFINITION: template("{count} false by definition"),
    "not earned": template("{count} not earned"),
}
# A page has no room for more; browsers and frames have all columns.
PRINTED = ("name", "grade", "size", "by signs", "centre", "stands in", "undone by")
DIRECTION_ONLY = (
    "direction only: the signs prove the direction, and not the size that was concluded."
)

BY_CONSTRUCTION = (
    "–: the signs decide the direction, so that it stands in every draw by construction."
)


class Named(NamedTuple):
    """A verdict and what it goes by."""

    name: str
    verdict: Verdict


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Verdicts(Answer, Mapping[str, Verdict]):
    """Verdicts by name; a mapping.

    Attributes
    ----------
    found : mapping from str to Verdict
    """

    found: Mapping[str, Verdict]

    def __getitem__(self, name: str) -> Verdict:
        if not isinstance(name, str) or name not in self.found:
            raise unknown("verdict", name, self.found)
        return self.found[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)

    def to_frame(self) -> pd.DataFrame:
        """A long frame: name, part, what, value."""
        import pandas as pd

        frames = [v.to_frame().assign(name=name) for name, v in self.found.items()]
        return pd.concat(frames, ignore_index=True)[["name", "part", "what", "value"]]

    @property
    def table(self) -> AnswerTable[Named]:
        """A row for each: what it has earned, how large it is, and what undoes it."""
        return AnswerTable(
            [Named(*pair) for pair in self.found.items()],
            [
                Column("name", lambda x: x.name, "", _named, "<"),
                Column("conclusion", lambda x: str(x.verdict.conclusion)),
                Column("grade", lambda x: _counted(x.verdict), "earned", _earned, "<"),
                Column("size", lambda x: x.verdict.size, "size", _size, "<"),
                Column("by signs", lambda x: _by_signs(x.verdict), "by signs", align="<"),
                Column("needs", lambda x: _needs(x.verdict), "needs", align="<"),
                Column("centre", lambda x: x.verdict.central, "centre", _centre),
                Column("least", lambda x: _end(x.verdict, 0)),
                Column("greatest", lambda x: _end(x.verdict, 1)),
                Column("range", None, "range found", _range),
                Column(
                    "stands in",
                    lambda x: x.verdict.draws.share,
                    "stands in",
                    _stands_in,
                ),
                Column("median", lambda x: x.verdict.draws.held.median),
                Column("between", None, "median and 90% of draws", _between),
                Column("undone by", _undone, "undone by a rival", align="<"),
            ],
        )

    def sheets(self) -> tuple[Sheet, ...]:
        """A line for each: what it has earned, and what undoes it; below, what each concluded."""
        said = [f"{name}: {v.told.concluded.sentence}." for name, v in self._named()]
        notes = [*map(paragraph, [*said, *self._notes()])]
        return (self.table.sheet(self.sentence, notes, only=PRINTED, folds=True),)

    def web_sheets(self) -> tuple[Sheet, ...]:
        """The same, with what each concluded behind its name."""
        said = {name: f"{name}: {v.told.concluded.sentence}" for name, v in self._named()}
        own: Column[Named] = Column(
            "name", None, "conclusion", lambda x: said.get(x.name, _named(x)), align="<"
        )
        columns = [own, *self.table.columns[1:]]
        return (AnswerTable(self.table.rows, columns).sheet(self.sentence, self._notes()),)

    @property
    def sentence(self) -> str:
        """The number earned on each ground, and the number of those that are next to nothing."""
        count = Counter[str](_counted(v) for v in self.found.values())
        told = [tr(words, count=count[grade]) for grade, words in COUNTED.items() if count[grade]]
        drafted = next((v.drafted for v in self.found.values() if v.drafted), "")
        if (many := len(self.found)) == 1:
            first = tr("Of the one conclusion, {told}.", told=comma_list(told))
        else:
            first = tr("Of {count} conclusions, {told}.", count=many, told=comma_list(told))
        return prose([first, *self._weakened(), drafted])

    def _weakened(self) -> Iterator[str]:
        """How many of those earned are next to nothing, and how many a single rival would undo."""
        earned = [v for v in self.found.values() if v.grade != "not earned"]
        tiny = sum(v.size == "negligible" and v.conclusion.direction != "holds" for v in earned)
        undone = sum(bool(v.rests.undoing) for v in earned)
        if tiny == 1:
            yield tr("One of those earned is negligible in size.")
        elif tiny:
            yield tr("{count} of those earned are negligible in size.", count=tiny)
        if undone == 1:
            yield tr("One of those earned would be undone by a single rival.")
        elif undone:
            yield tr(
                "{count} of those earned would each be undone by a single rival.", count=undone
            )

    def _named(self) -> Iterator[tuple[str, Verdict]]:
        """Those whose name does not say what is concluded."""
        return ((name, v) for name, v in self.found.items() if name != str(v.conclusion))

    def _notes(self) -> list[str]:
        named = [(_named(row), row.verdict) for row in self.table.rows]
        every = list(self.found.values())
        how = every[0].draws.how
        little = any(however_little(v.conclusion, v.draws.held, v.draws.share) for v in every)
        least = f"stands in: in a draw, a change under {FLOOR:g} counts as none."
        return [
            *later_notes(
                (name, v.told.say.name(v.conclusion.outcome), v.later, v.conclusion.at)
                for name, v in named
            ),
            *(
                f"{name}: {v.told.say.words(note).removeprefix('Note: ')}"
                for name, v in named
                for note in v.signs.notes
            ),
            *(f"{name}: {text}" for name, v in named for text in unmet_draws(v.draws)),
            *([BY_CONSTRUCTION] if any(v.told.by_construction for _, v in named) else []),
            *([least] if little else []),
            *([DIRECTION_ONLY] if "direction only" in map(_by_signs, every) else []),
            "range found: by a search over the stated ranges, baselines held. Each verdict says whether it is proved.",
            f"Over {how.phrase}. Changes are in states, or in probability; of a threshold, the level is shown.",
            "size: of the change as a share of the outcome's scale, by the cut-points of that outcome.",
            "Each verdict alone says more. Consequences of this model, not a forecast.",
        ]


def _named(x: Named) -> str:
    """What it goes by; where nobody named it, what it concludes, in labels."""
    own = x.verdict
    return own.told.concluded.sentence if x.name == str(own.conclusion) else x.name


def _counted(v: Verdict) -> str:
    """The grade under which a verdict is counted; what is false by definition is counted apart."""
    false = v.conclusion.by_definition and not v.holds
    return FALSE_BY_DEFINITION if false else v.grade


def _by_signs(v: Verdict) -> str:
    """The status by signs; empty for a conclusion that is true or false by definition."""
    if not v.conclusion.by_definition:
        return v.signs.word
    return BY_DEFINITION if v.holds else FALSE_BY_DEFINITION


def _needs(v: Verdict) -> str:
    """The weakest standing of the influences that the signs need."""
    return v.signs.standing or "" if v.signs.status in ("follows", "direction only") else ""


def _undone(x: Named) -> str:
    labels = x.verdict.told.say.labels
    return ", ".join(labels.rival(world.name) for world in x.verdict.rests.undoing)


def _stands_in(x: Named) -> str:
    """The share of draws in which it stands; a dash for all of them by construction."""
    if x.verdict.told.by_construction:
        return "–"
    return whole_percent(x.verdict.draws.share)


def _end(v: Verdict, which: int) -> float:
    """An end of the range that was found; NaN where none was looked for."""
    return v.attained[which] if v.attained else float("nan")


def _earned(x: Named) -> str:
    return EARNED.get(x.verdict.grade, x.verdict.headline).format(path=x.verdict.signs.path)


def _size(x: Named) -> str:
    return "" if is_still(x.verdict.signs.path) else x.verdict.told.extent


def _centre(x: Named) -> str:
    return shown_contrast(x.verdict.conclusion, x.verdict.central)


def _range(x: Named) -> str:
    c, v = x.verdict.conclusion, x.verdict
    if is_still(v.signs.path):
        return ""
    if isinstance(v.ranges, OverRanges) and v.ranges.exact:
        return f"exactly {shown_contrast(c, v.central)}"
    return " to ".join(shown_contrast(c, end) for end in v.attained) if v.attained else "left out"


def _between(x: Named) -> str:
    c, held = x.verdict.conclusion, x.verdict.draws.held
    if is_still(x.verdict.signs.path):
        return ""
    return f"{shown_contrast(c, held.median)} [{', '.join(shown_contrast(c, end) for end in held.interval())}]"


@public
def verdicts(
    model: CausalModel,
    conclusions: Mapping[str, Conclusion] | Sequence[Conclusion],
    *,
    draws: int | Draws = 1000,
    reading: Reading = "central",
    n_jobs: int | None = None,
    progress: bool | None = None,
) -> Verdicts:
    """A verdict on each of several conclusions.

    Parameters
    ----------
    model : CausalModel
    conclusions : mapping from name to Conclusion, or sequence of Conclusion
        Each within the present period or by a later one.
    draws, reading, n_jobs, progress
        As for `verdict`.

    Returns
    -------
    Verdicts

    Examples
    --------
    >>> import causalnet as cn
    >>> lawn = cn.load("lawn")
    >>> rain, drought = (cn.Conclusion("wet", "rises", under=cn.do(rain=s)) for s in ("yes", "no"))
    >>> found = cn.verdicts(lawn, {"rain": rain, "drought": drought}, draws=100)
    >>> {name: verdict.grade for name, verdict in found.items()}
    {'rain': 'signs', 'drought': 'not earned'}
    """
    if not conclusions:
        written = example("verdicts", "conclusions")
        raise QuestionError(f"There are no conclusions to judge. Write conclusions={written}.")
    named = (
        dict(conclusions) if isinstance(conclusions, Mapping) else {str(c): c for c in conclusions}
    )
    judging = JudgingTogether.of(model, named, as_draws(draws), reading)
    found = done_by(
        judging.tasks(), shared=[model], n_jobs=n_jobs, progress=progress, what="verdicts"
    )
    return Verdicts(judging.verdicts(found))
