"""Many verdicts side by side: what each proposal or lever has earned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from causalnet.boundary.advice import example
from causalnet.boundary.checks import public
from causalnet.errors import QuestionError, unknown
from causalnet.model.causal_model import CausalModel
from causalnet.model.conclusion import Conclusion
from causalnet.model.draws import Draws
from causalnet.model.effect_size import FLOOR
from causalnet.questions.query.paths import is_still
from causalnet.questions.signs.later_paths import later_notes
from causalnet.questions.signs.signs_answer import BY_DEFINITION, FALSE_BY_DEFINITION
from causalnet.questions.verdict.grounds import OverRanges, Reading
from causalnet.questions.verdict.verdict import verdict
from causalnet.questions.verdict.verdict_answer import Verdict
from causalnet.questions.verdict.wording import however_little, shown
from causalnet.tables import Answer, Sheet, paragraph
from causalnet.workers import done_by

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Verdicts", "verdicts"]

EARNED = {
    "definition": "is so by definition",
    "structure": "follows from structure ({path})",
    "by observing alone": "comes by observing alone",
    "signs": "follows from signs",
    "baselines": "passed by the baselines alone",
    "ranges": "stands over its ranges",
    "most draws": "stands in most draws",
    "a guess": "hangs on a guess",
}
COUNTED = {
    "definition": "by definition",
    "structure": "by structure",
    "by observing alone": "by observing alone",
    "signs": "by signs",
    "baselines": "by the baselines alone",
    "ranges": "over the ranges",
    "most draws": "in most draws",
    "a guess": "on a guess",
    "false by definition": FALSE_BY_DEFINITION,
    "not earned": "not earned",
}
DIRECTION_ONLY = (
    "direction only: the signs prove the direction, and not the size that was concluded."
)
HEADER = (
    *("earned", "size", "by signs", "needs", "centre", "range found", "stands in"),
    *("median and 90% of draws", "undone by a rival"),
)
ALIGN = "<<<<>>>><"


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

    def sheets(self) -> tuple[Sheet, ...]:
        """A line for each: what it has earned, and what undoes it; below, what each concluded."""
        rows = [[name, *_line(v)] for name, v in self.found.items()]
        said = [f"{name}: {v.conclusion}." for name, v in self._named()]
        notes = [*map(paragraph, [*said, *self._notes()])]
        return (Sheet(self.sentence, ["", *HEADER], rows, notes, "<" + ALIGN),)

    def web_sheets(self) -> tuple[Sheet, ...]:
        """The same, with what each concluded behind its name."""
        said = {name: f"{name}: {v.conclusion}" for name, v in self._named()}
        rows = [[said.get(name, name), *_line(v)] for name, v in self.found.items()]
        return (Sheet(self.sentence, ["conclusion", *HEADER], rows, self._notes(), "<" + ALIGN),)

    @property
    def sentence(self) -> str:
        """How many are earned on which ground, and how many of those are next to nothing."""
        count = Counter[str](_counted(v) for v in self.found.values())
        told = [f"{count[grade]} {words}" for grade, words in COUNTED.items() if count[grade]]
        earned = [v for v in self.found.values() if v.grade != "not earned"]
        tiny = sum(v.size == "negligible" and v.conclusion.direction != "holds" for v in earned)
        but = f"; {tiny} of those earned {'is' if tiny == 1 else 'are'} negligible" if tiny else ""
        many = len(self.found)
        among = f"Of {many} conclusions" if many > 1 else "Of the one conclusion"
        return f"{among}, {', '.join(told)}{but}."

    def _named(self) -> Iterator[tuple[str, Verdict]]:
        """Those whose name does not say what is concluded."""
        return ((name, v) for name, v in self.found.items() if name != str(v.conclusion))

    def _notes(self) -> list[str]:
        every = list(self.found.values())
        how = every[0].draws.how
        little = any(however_little(v.conclusion, v.draws.held, v.draws.share) for v in every)
        least = f"stands in: in a draw, a change under {FLOOR:g} counts as none."
        return [
            *later_notes(
                (name, v.conclusion.outcome, v.later, v.conclusion.at)
                for name, v in self.found.items()
            ),
            *(
                f"{name}: {note.removeprefix('Note: ')}"
                for name, v in self.found.items()
                for note in v.signs.notes
            ),
            *([least] if little else []),
            *([DIRECTION_ONLY] if "direction only" in map(_by_signs, every) else []),
            "range found: by a search over the stated ranges, baselines held. Each verdict says whether it is proved.",
            f"Over {how}. Changes are in states, or in probability; of a threshold, the level is shown.",
            "size: of the change as a share of the outcome's scale, by the cut-points of that outcome.",
            "Each verdict alone says more. Consequences of this model, not a forecast.",
        ]


def _counted(v: Verdict) -> str:
    """What a verdict is counted as: its grade, but for what is false by definition."""
    false = v.conclusion.by_definition and not v.holds
    return FALSE_BY_DEFINITION if false else v.grade


def _by_signs(v: Verdict) -> str:
    """What the signs say; they have no part in what is so, or not so, by definition."""
    if not v.conclusion.by_definition:
        return v.signs.word
    return BY_DEFINITION if v.holds else FALSE_BY_DEFINITION


def _line(v: Verdict) -> list[str]:
    c = v.conclusion
    between = " to ".join(shown(c, x) for x in v.attained) if v.attained else "left out"
    if isinstance(v.ranges, OverRanges) and v.ranges.exact:
        between = f"exactly {shown(c, v.central)}"
    needs = v.signs.standing or "" if v.signs.status in ("follows", "direction only") else ""
    here = not is_still(v.signs.path)
    held = v.draws.held
    spread = f"{shown(c, held.median)} [{', '.join(shown(c, x) for x in held.interval())}]"
    return [
        EARNED.get(v.grade, v.headline).format(path=v.signs.path),
        v.told.extent if here else "",
        _by_signs(v),
        needs,
        shown(c, v.central),
        between if here else "",
        f"{v.draws.share:.0%}",
        spread if here else "",
        ", ".join(w.name for w in v.rests.undoing),
    ]


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
    tasks = [
        partial(verdict, model, conclusion, draws=draws, reading=reading, progress=False)
        for conclusion in named.values()
    ]
    found = done_by(tasks, n_jobs=n_jobs, progress=progress, what="verdicts")
    return Verdicts(dict(zip(named, found, strict=True)))
