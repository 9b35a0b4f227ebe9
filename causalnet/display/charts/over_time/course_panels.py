"""Many courses of one outcome on one scale: a small chart each, drawn as one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from causalnet.display.charts.colours import inks
from causalnet.display.charts.lettering import letter
from causalnet.display.charts.over_time.trajectory import ALPHAS, FANS
from causalnet.display.charts.style import require_matplotlib
from causalnet.display.charts.text_lines import broken_evenly

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from causalnet.questions.time.course import Course
    from causalnet.questions.time.trajectory_answer import Trajectory

__all__ = ["course_panels"]

Array = NDArray[np.float64]

# Charts side by side; in inches, the sides of each, the room for its numbers, and between two rows.
ABREAST, WIDE, HIGH = 3, 2.6, 1.3
LEFT, BELOW, GAP = 0.45, 0.3, 0.25
# In points, the letters; in inches, a line of them.
LETTERS, LINE = 9.0, 0.155
# The numbers on an axis, at most, and the part of its length that is free above and below the courses.
TICKS, FREE = 5, 0.06


def course_panels(
    courses: Mapping[str, Trajectory], centres: Mapping[str, Trajectory] | None = None
) -> Figure:
    """The level of one outcome over draws, in a small chart for each course under its name.

    A line is the course at the central numbers, where that is given, and else the median of the draws; bands are the middle of
    the draws. Axes, layouts and legends of matplotlib take most of the time of small charts. So all of them are shapes on one
    sheet, whose unit is an inch, of as few artists as there are kinds of marks.

    Raises
    ------
    RenderError
        If matplotlib is not installed.
    """
    require_matplotlib()
    from causalnet.display.charts.figure import ChartFigure

    across = min(ABREAST, len(courses))
    names = [broken_evenly(name, WIDE, LETTERS) for name in courses]
    rows = [names[i : i + across] for i in range(0, len(names), across)]
    heads = [LINE * max(name.count("\n") + 1 for name in row) + 0.06 for row in rows]
    size = (across * (WIDE + GAP) + LEFT, sum(heads) + len(rows) * (HIGH + BELOW + GAP))
    figure = ChartFigure(figsize=size, facecolor=inks().paper)
    ax = figure.add_axes((0, 0, 1, 1))
    ax.set(xlim=(0, size[0]), ylim=(0, size[1]))
    ax.set_axis_off()
    panels = []
    top = size[1]
    for row, head in zip(rows, heads, strict=True):
        for place, name in enumerate(row):
            x, y = LEFT + place * (WIDE + GAP), top - head - HIGH
            _text(ax, x, top - head + 0.06, name, va="bottom", color=inks().ink)
            panels.append((x, y))
        top -= head + HIGH + BELOW + GAP
    lines = [(centres or {}).get(name) for name in courses]
    _Sheet([*courses.values()], lines, panels).draw(ax)
    letter(figure, None)
    return figure


class _Sheet:
    """The marks of all courses, on one scale, in the places of their charts."""

    def __init__(
        self,
        courses: Sequence[Trajectory],
        centres: Sequence[Trajectory | None],
        panels: Sequence[tuple[float, float]],
    ) -> None:
        self.panels = panels
        own = [course.courses[course.outcome] for course in courses]
        lines = [centre or course for centre, course in zip(centres, courses, strict=True)]
        self.levels = [_medians(line.courses[line.outcome]) for line in lines]
        self.others = [_medians(line.references[line.outcome]) for line in lines]
        self.bands = [
            [np.array([e.interval(share) for e in c.estimates]).T for share in FANS] for c in own
        ]
        every = np.concatenate([*self.levels, *self.others, *(b.ravel() for b, *_ in self.bands)])
        low, high = float(np.nanmin(every)), float(np.nanmax(every))
        free = FREE * (high - low) or 0.5
        self.low, self.high, self.last = low - free, high + free, len(self.levels[0]) - 1

    def draw(self, ax: Axes) -> None:
        """All marks, what lies behind first."""
        from matplotlib.collections import LineCollection, PolyCollection

        ticks = self._ticks()
        across: list[Any] = [
            self._at(i, np.array([0, self.last]), np.array([y, y]))
            for i in self._each
            for y in ticks
        ]
        ax.add_collection(
            LineCollection(across, colors=inks().faint, linewidths=0.7), autolim=False
        )
        for which, alpha in enumerate(ALPHAS):
            shapes: list[Any] = [self._band(i, *self.bands[i][which]) for i in self._each]
            fill = PolyCollection(shapes, facecolors=inks().arm, alpha=alpha, linewidths=0)
            ax.add_collection(fill, autolim=False)
        for levels, colour, width, dash in (
            (self.others, inks().grey, 1.6, "--"),
            (self.levels, inks().arm, 2.0, "-"),
        ):
            lines: list[Any] = [self._at(i, self._periods, levels[i]) for i in self._each]
            own = LineCollection(lines, colors=colour, linewidths=width, linestyles=dash)
            ax.add_collection(own, autolim=False)
        frames: list[Any] = [[(x, y + HIGH), (x, y), (x + WIDE, y)] for x, y in self.panels]
        ax.add_collection(LineCollection(frames, colors=inks().grey, linewidths=0.8), autolim=False)
        self._numbers(ax, ticks)

    def _numbers(self, ax: Axes, ticks: Sequence[float]) -> None:
        """Levels to the left of each row, periods below every chart."""
        places = max(0, ceil(-np.log10(ticks[1] - ticks[0]) - 1e-9)) if len(ticks) > 1 else 1
        for i, (x, y) in enumerate(self.panels):
            every = ceil(self.last / TICKS) or 1
            for period in range(0, self.last + 1, every):
                (at,) = self._at(i, np.array([period]), np.array([self.low]))
                _text(ax, at[0], y - 0.05, str(period), ha="center", va="top", color=inks().ink)
            if x > LEFT:
                continue
            for level in ticks:
                (at,) = self._at(i, np.array([0]), np.array([level]))
                shown = f"{level:.{places}f}"
                _text(ax, x - 0.06, at[1], shown, ha="right", va="center", color=inks().ink)

    def _ticks(self) -> list[float]:
        from matplotlib.ticker import MaxNLocator

        found = MaxNLocator(TICKS - 1).tick_values(self.low, self.high)
        return [float(x) for x in found if self.low <= x <= self.high]

    @property
    def _each(self) -> range:
        return range(len(self.panels))

    @property
    def _periods(self) -> Array:
        return np.arange(self.last + 1.0)

    def _at(self, which: int, periods: Array, levels: Array) -> Array:
        """Points of a chart on the sheet."""
        x, y = self.panels[which]
        right = x + WIDE * (0.03 + 0.94 * periods / max(self.last, 1))
        up = y + HIGH * (levels - self.low) / (self.high - self.low)
        return np.column_stack([right, up])

    def _band(self, which: int, low: Array, high: Array) -> Array:
        there, back = (self._at(which, self._periods, side) for side in (low, high))
        return np.concatenate([there, back[::-1]])


def _medians(course: Course) -> Array:
    """The median of the draws in every period; the level itself where there are none."""
    return np.array([e.median if e.drawn else e.value for e in course.estimates])


def _text(ax: Axes, x: float, y: float, text: str, **style: Any) -> None:
    ax.text(x, y, text, fontsize=LETTERS, **style)
