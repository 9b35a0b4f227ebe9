"""Many verdicts side by side: what each proposal or lever has earned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
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
from causalnet.questions.verdict.wording import unmet_draws
from causalnet.workers import done_by

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Verdicts", "verdicts"]

EARNED = {
    "definition": template("is so by definition"),
    "observed": template("is itself observed"),
    "structure": template("follows from structure ({path})"),
    "by observing alone": template("comes by observing alone"),
    "signs": template("follows from signs"),
    "baselines": template("met by the baselines alone"),
    "ranges": template("stands over its ranges"),
    "most draws": template("stands in most draws"),
    "a guess": template("hangs on a guess"),
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
                Column("grade", lambda x: _counted(x.verdict), tr("earned"), _earned, "<"),
                Column("size", lambda x: x.verdict.size, tr("size"), _size, "<"),
                Column(
                    "by signs", lambda x: _by_signs(x.verdict), tr("by signs"), _signs_told, "<"
                ),
                Column("needs", lambda x: _needs(x.verdict), tr("needs"), _needs_told, "<"),
                Column("centre", lambda x: x.verdict.central, tr("centre"), _centre),
                Column("least", lambda x: _end(x.verdict, 0)),
                Column("greatest", lambda x: _end(x.verdict, 1)),
                Column("range", None, tr("range found"), _range),
                Column(
                    "stands in",
                    lambda x: x.verdict.draws.share,
                    tr("stands in"),
                    _stands_in,
                ),
                Column("median", lambda x: x.verdict.draws.held.median),
                Column("between", None, tr("median and 90% of draws"), _between),
                Column("undone by", _undone, tr("undone by a rival"), align="<"),
            ],
        )

    def sheets(self) -> tuple[Sheet, ...]:
        """A line for each: what it has earned, and what undoes it; below, what each concluded."""
        notes = [*map(paragraph, [*self._concluded(), *self._notes()])]
        return (self.table.sheet(self.sentence, notes, only=PRINTED, folds=True),)

    def web_sheets(self) -> tuple[Sheet, ...]:
        """The same, with what each concluded behind its name, and the ranges."""
        own: Column[Named] = Column("name", None, tr("conclusion"), _told, align="<")
        columns = [own, *self.table.columns[1:]]
        searched = tr(
            "range found: by a search over the stated ranges, baselines held. Each verdict says whether it is proved."
        )
        notes = [*self._notes(), searched]
        return (AnswerTable(self.table.rows, columns).sheet(self.sentence, notes),)

    def _concluded(self) -> Iterator[str]:
        """What each concluded, as far as its name does not say it; of proposals that conclude the same, once."""
        named = [x for x in self.table.rows if x.name != str(x.verdict.conclusion)]
        alike = self._alike([x for x in named if _proposed(x)])
        if len(alike) > 1:
            c = alike[0].verdict.told.concluded
            yield tr(
                "Of each proposal it is concluded, of {outcome}, that {happens}.",
                outcome=c.measured,
                happens=c.happens,
            )
            named = [x for x in named if x not in alike]
        yield from (tr("{sentence}.", sentence=_told(x)) for x in named)

    def _alike(self, proposed: Sequence[Named]) -> list[Named]:
        """Of the verdicts on proposals those that conclude the same as the first."""
        every = [(x, x.verdict.conclusion) for x in proposed]
        return [x for x, c in every if replace(every[0][1], under=c.under) == c]

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

    def _notes(self) -> list[str]:
        named = [(_named(row), row.verdict) for row in self.table.rows]
        how = named[0][1].draws.how
        return [
            *later_notes(
                (name, v.told.say.name(v.conclusion.outcome), v.later, v.conclusion.at)
                for name, v in named
            ),
            *(
                tr("{name}: {text}", name=name, text=v.told.say.words(note).removeprefix("Note: "))
                for name, v in named
                for note in v.signs.notes
            ),
            *(
                tr("{name}: {text}", name=name, text=text)
                for name, v in named
                for text in unmet_draws(v.draws)
            ),
            self._footnote(),
            tr(
                "Over {draws}. Changes are in states, or in probability; of a threshold, the level is shown.",
                draws=how.phrase,
            ),
            tr(
                "size: of the change as a share of the outcome's scale, by the cut-points of that outcome."
            ),
            tr("Each verdict alone says more. Consequences of this model, not a forecast."),
        ]

    def _footnote(self) -> str:
        """What the columns of signs and of draws say, as far as it occurs."""
        every = list(self.found.values())
        counted = [v for v in every if not _by_construction(v)]
        texts = []
        if counted:
            texts.append(tr("stands in: the share of draws in which it stands."))
        if any(not v.conclusion.passes for v in counted):
            texts.append(tr("In a draw, a change under {floor:g} counts as none.", floor=FLOOR))
        if len(counted) < len(every):
            texts.append(
                tr(
                    "–: the same in every draw by construction, since the signs decide the direction or no path leads there."
                )
            )
        if "direction only" in map(_by_signs, every):
            texts.append(
                tr(
                    "direction only: the signs prove the direction, and not the size that was concluded."
                )
            )
        return prose(texts)


def _named(x: Named) -> str:
    """What it goes by, in labels where that is a proposal; where nobody named it, what it concludes."""
    own = x.verdict
    if x.name == str(own.conclusion):
        return own.told.concluded.sentence
    return own.told.say.labels.proposal(own.conclusion.under) if _proposed(x) else x.name


def _proposed(x: Named) -> bool:
    """Whether it goes by the proposal whose intervention it judges."""
    proposal = x.verdict.model.proposals.get(x.name)
    return proposal is not None and proposal.intervention == x.verdict.conclusion.under


def _told(x: Named) -> str:
    """What it goes by, with what it concludes where the name does not say it."""
    said = x.verdict.told.concluded.sentence
    own = x.name == str(x.verdict.conclusion)
    return said if own else tr("{name}: {text}", name=_named(x), text=said)


def _by_construction(v: Verdict) -> bool:
    """Whether every draw says the same, because the signs or the structure settle it."""
    return v.told.by_construction or is_still(v.signs.path)


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


def _signs_told(x: Named) -> str:
    return tr(_by_signs(x.verdict))


def _needs_told(x: Named) -> str:
    needs = _needs(x.verdict)
    return tr(needs) if needs else ""


def _undone(x: Named) -> str:
    labels = x.verdict.told.say.labels
    return ", ".join(labels.rival(world.name) for world in x.verdict.rests.undoing)


def _stands_in(x: Named) -> str:
    """The share of draws in which it stands; a dash where all of them are alike by construction."""
    if _by_construction(x.verdict):
        return "–"
    return whole_percent(x.verdict.draws.share)


def _end(v: Verdict, which: int) -> float:
    """An end of the range that was found; NaN where none was looked for."""
    return v.attained[which] if v.attained else float("nan")


def _earned(x: Named) -> str:
    words = EARNED.get(x.verdict.grade)
    return tr(words, path=tr(x.verdict.signs.path)) if words else x.verdict.headline


def _size(x: Named) -> str:
    return "–" if is_still(x.verdict.signs.path) else x.verdict.told.extent


def _centre(x: Named) -> str:
    return shown_contrast(x.verdict.conclusion, x.verdict.central)


def _range(x: Named) -> str:
    c, v = x.verdict.conclusion, x.verdict
    if is_still(v.signs.path):
        return ""
    if isinstance(v.ranges, OverRanges) and v.ranges.exact:
        return tr("exactly {value}", value=shown_contrast(c, v.central))
    if not v.attained:
        return tr("left out")
    low, high = (shown_contrast(c, end) for end in v.attained)
    return tr("{low} to {high}", low=low, high=high)


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
