"""What holds for the chart of every kind of answer: nothing is cut, all is legible, in both languages and on dark paper."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator

import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

import causalnet as cn
from causalnet.display.charts.plot import CHARTS
from causalnet.errors import FontWarning, QuestionError
from tests.boundary.kinds_of_values import values

# Letters of 7 pixels at 100 pixels an inch where a chart is shown at half its width.
LEAST = 2 * 7 * 72 / 100
# What only one of the models here has nothing of: no common cause is hidden, no source differs.
EMPTY = {"front-door sets", "instruments", "identification", "adjustment sets"}


def drawn(**style: str) -> Iterator[tuple[str, Figure]]:
    """The chart of every answer that there is."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FontWarning)
        drawn_kinds: set[tuple[type, bool]] = set()
        for kind, value in values().items():
            # One with draws and one without of each kind.
            this = type(value), "draws" in kind
            if type(value) in CHARTS and this not in drawn_kinds:
                drawn_kinds.add(this)
                try:
                    yield kind, cn.plot(value, **style)  # type: ignore[arg-type]
                except QuestionError:
                    assert kind in EMPTY, kind


def texts(figure: Figure) -> list[Text]:
    """The texts that are seen: those of ticks beyond the ends of an axis are not."""
    found = {id(text): text for text in figure.findobj(Text)}
    for ax in figure.axes:
        for axis in (ax.xaxis, ax.yaxis):
            low, high = sorted(axis.get_view_interval())
            for tick in (*axis.get_major_ticks(), *axis.get_minor_ticks()):
                if not low <= tick.get_loc() <= high:
                    found.pop(id(tick.label1), None)
    return [text for text in found.values() if text.get_text() and text.get_visible()]


LATIN = re.compile(r"[A-Za-zÀ-ÿ]{3,}")
# Terms that Japanese takes as they are.
TAKEN_OVER = {"PNS"}


def words_of_models() -> set[str]:
    """The words in names, labels and states of the models and networks that the answers are about."""
    found = set()
    for value in values().values():
        source = getattr(getattr(value, "provenance", value), "source", None)
        if isinstance(source, cn.CausalModel):
            for v in source.variables.values():
                found |= {v.name, v.label, *v.states, *v.shown_states}
        elif isinstance(source, cn.Network):
            found |= {*source, *(s for states in source.states.values() for s in states)}
    return {word for text in found for word in LATIN.findall(text)} | TAKEN_OVER


def test_no_text_of_any_chart_is_cut_or_too_small_or_english_in_japanese() -> None:
    seen, known = set(), words_of_models()
    for kind, figure in drawn(language="ja", theme="dark"):
        seen.add(type(values()[kind]))
        figure.draw_without_rendering()
        width, height = figure.bbox.width, figure.bbox.height
        assert figure.get_facecolor()[:3] != (1.0, 1.0, 1.0), kind
        for text in texts(figure):
            box = text.get_window_extent()
            where = (kind, text.get_text())
            assert set(LATIN.findall(text.get_text())) <= known, where
            assert text.get_fontsize() >= LEAST, where
            assert "…" not in text.get_text().replace("3 × as many…", ""), where
            assert -2 <= box.x0 <= box.x1 <= width + 2, where
            assert -2 <= box.y0 <= box.y1 <= height + 2, where
    assert seen >= CHARTS.keys() - {type(values()[kind]) for kind in EMPTY}


def test_on_given_axes_titles_and_notes_are_whole_too() -> None:
    from matplotlib.pyplot import close, subplots

    for kind in ("levers in draws", "counterfactual", "query in draws"):
        figure, ax = subplots(figsize=(7, 4.5), layout="constrained")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FontWarning)
            cn.plot(values()[kind], ax)  # type: ignore[arg-type]
        figure.draw_without_rendering()
        for text in texts(figure):
            box = text.get_window_extent()
            assert -2 <= box.x0 <= box.x1 <= figure.bbox.width + 2, (kind, text.get_text())
        close(figure)


def test_where_no_font_has_the_letters_one_warning_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("causalnet.display.fonts.font_files", lambda: ())
    monkeypatch.setattr("causalnet.display.fonts.plain_files", list)
    with pytest.warns(FontWarning, match=r"the chart, so it shows boxes") as told:
        cn.plot(values()["levers"])  # type: ignore[arg-type]
    assert len(told) == 1
    assert "causalnet[fonts]" in str(told[0].message)
