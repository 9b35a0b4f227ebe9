"""Printing on the consoles that there are: in the signs of their code page, and never an error."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

import causalnet as cn
from causalnet.answer_tables import Answer, Ranking
from causalnet.console import REPLACEMENTS, fitted
from tests.boundary.kinds_of_values import ERRORS, rises, town, values
from tests.test_pickling import classes

ROOT = Path(cn.__file__).parent.parent
CODE_PAGES = ("cp932", "cp1252", "latin-1", "ascii", "cp437", "gbk")
WAYS: tuple[Callable[[object], object], ...] = (
    lambda value: value,
    str,
    repr,
    "{}".format,
    lambda value: [value],
    lambda value: {"it": (value,)},
)


@contextmanager
def console(encoding: str) -> Iterator[io.BytesIO]:
    """Standard output with a code page, and what arrives there."""
    before, written = sys.stdout, io.BytesIO()
    sys.stdout = stream = io.TextIOWrapper(written, encoding=encoding, newline="\n")
    try:
        yield written
        stream.flush()
    finally:
        sys.stdout = before
        stream.detach()


def printed(value: object, encoding: str, way: Callable[[object], object] = WAYS[0]) -> str:
    """What printing a value in a way leaves on a console."""
    with console(encoding) as written:
        print(way(value))
    return written.getvalue().decode(encoding)


def test_every_kind_of_answer_is_printed() -> None:
    made = {type(value) for value in values().values()}

    assert {k for k in classes() if issubclass(k, Answer)} - {Answer, Ranking} - made == set()


@pytest.mark.parametrize("encoding", CODE_PAGES)
def test_every_kind_of_value_prints_on_every_code_page(encoding: str) -> None:
    for name, value in [*values().items(), *((repr(e), e) for e in ERRORS)]:
        for way, whole in zip(WAYS, printed_whole(name), strict=True):
            expected = fitted(whole, encoding).encode(encoding).decode(encoding)
            # Where signs are wider, words wrap otherwise; none is lost but those of columns that only a wide page holds.
            found, wanted = signs(printed(value, encoding, way)), signs(expected)
            assert found <= wanted if name in FEWER_COLUMNS else found == wanted, name


# Answers that leave columns out where a page is too narrow for them.
FEWER_COLUMNS = {"sensitivity", "sensitivity in time", "persistence", "pairs"}


@cache
def printed_whole(name: str) -> list[str]:
    """What printing a value or an error in each way leaves where every sign is to be had."""
    value = {**values(), **{repr(e): e for e in ERRORS}}[name]
    return [printed(value, "utf-8", way) for way in WAYS]


def signs(text: str) -> Counter[str]:
    """Every sign but spaces, with its number."""
    return Counter("".join(text.split()))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp65001"])
def test_where_every_sign_is_to_be_had_nothing_changes(encoding: str) -> None:
    effect = cn.effect(town(), "鉄道", under=cn.do(cn.cut("toll", "鉄道")))

    assert printed(effect, encoding) == "\n".join(sheet.text() for sheet in effect.sheets()) + "\n"


def test_output_that_goes_nowhere_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert str(town().influences[0]) == "toll → café (+)"


RISES = rises()


def lawn() -> cn.CausalModel:
    """A model with names that any console can print."""
    yes = ["no", "yes"]
    return cn.CausalModel(
        "lawn",
        [
            cn.Variable("rain", yes, cn.Baseline([0.75, 0.25])),
            cn.Variable("wet grass", yes),
            cn.Variable("slip", yes),
        ],
        [
            cn.Influence("rain", "wet grass", "+", 1.0),
            cn.Influence("wet grass", "slip", "+", 2.0),
        ],
    )


def test_columns_stay_aligned() -> None:
    printed_lines = printed(cn.slopes(lawn(), "slip"), "cp1252").splitlines()

    assert printed_lines[3:6] == [
        "influence            slope",
        "rain -> wet grass  -0.0271",
        "wet grass -> slip  -0.0120",
    ]


def test_a_table_stays_aligned() -> None:
    assert printed(cn.compile_model(town()).table("law"), "ascii") == (
        "P(law | cafe)\n"
        "cafe    no   yes\n"
        "low  0.900 0.100\n"
        "high 0.200 0.800\n"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [
        ("utf-8", "toll → café: −0.2 ± 0.1 … ≥ 5–10 % 鉄道"),
        ("cp932", "toll → cafe: −0.2 ± 0.1 … >= 5-10 % 鉄道"),
        ("cp1252", "toll -> café: -0.2 ± 0.1 … >= 5–10 % \\u9244\\u9053"),
        ("ascii", "toll -> cafe: -0.2 +/- 0.1 ... >= 5-10 % \\u9244\\u9053"),
    ],
)
def test_a_sign_is_kept_wherever_the_code_page_has_it(encoding: str, expected: str) -> None:
    assert fitted("toll → café: −0.2 ± 0.1 … ≥ 5–10 % 鉄道", encoding) == expected


@pytest.mark.parametrize("sign", sorted(REPLACEMENTS))
def test_every_replacement_is_ascii(sign: str) -> None:
    assert fitted(sign, "ascii") == REPLACEMENTS[sign]
    assert REPLACEMENTS[sign].isascii()
    assert REPLACEMENTS[sign]


@pytest.mark.parametrize(
    ("sign", "expected"),
    [("≮", "\\u226e"), ("ﬁ", "fi"), ("½", "1/2"), ("²", "2"), ("🚆", "\\U0001f686")],
)
def test_a_sign_without_a_replacement_does_not_change_its_meaning(sign: str, expected: str) -> None:
    assert fitted(sign, "ascii") == expected


def test_what_is_no_print_is_whole_wherever_output_goes() -> None:
    def told() -> list[object]:
        pages = [v._repr_html_() for v in values().values() if isinstance(v, Answer)]
        frame = cn.loops(town()).to_frame().to_dict()
        return [
            *pages,
            frame,
            cn.draw(town()).svg,
            town().fingerprint,
            cn.by_signs(town(), RISES).reason,
        ]

    with console("ascii"):
        narrow = told()
    assert narrow == told()


def test_a_report_is_the_same_page_wherever_output_goes(tmp_path: Path) -> None:
    with console("ascii"):
        narrow = cn.report(town(), tmp_path / "narrow.html", conclusions=[RISES], draws=10)
    whole = cn.report(town(), tmp_path / "whole.html", conclusions=[RISES], draws=10)

    assert narrow.read_bytes() == whole.read_bytes()
    assert "鉄道" in whole.read_text(encoding="utf-8")


FILES = """
import sys, warnings
import causalnet as cn

caught = warnings.catch_warnings(record=True).__enter__()
model = cn.load(sys.argv[1])
cn.save(model, "model.toml")
cn.explore(model, "page.html")
cn.report(model, "report.html", conclusions=list(model.claims["c1"].checks), draws=10)
picture = cn.draw(model)
picture.save("picture.svg")
network = cn.compile_model(cn.load("japan_software"))
cn.save(network, "network.bif")
cn.load("network.bif")
own = [str(w.message) for w in caught if "causalnet" in w.filename]
assert not own, own
print(model.variables)
cn.query(model, "鉄路")
"""


def test_files_are_utf_8_and_a_traceback_is_readable_in_any_locale(tmp_path: Path) -> None:
    source = tmp_path / "town.toml"
    cn.save(town(), source)
    script = tmp_path / "script.py"
    script.write_text(FILES, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-X", "utf8=0", "-X", "warn_default_encoding", str(script), str(source)],
        cwd=tmp_path,
        env=os.environ | {"LC_ALL": "C", "PYTHONIOENCODING": "cp1252", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    told = done.stderr.decode("cp1252")

    assert told.splitlines()[-1].startswith("causalnet.errors.UnknownNameError: No variable")
    assert done.stdout.decode("cp1252").startswith(
        "{'toll': Variable(name='toll', states=('none', '5–10 %', '>=10 %')"
    )
    for name in ("model.toml", "page.html", "report.html", "picture.svg"):
        assert "鉄道" in (tmp_path / name).read_text(encoding="utf-8"), name
