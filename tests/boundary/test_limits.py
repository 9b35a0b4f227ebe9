"""What is too large, out of reach or no path, and values that stay plain dataclasses behind the boundary."""

from __future__ import annotations

import copy
import pickle
from dataclasses import replace
from pathlib import Path

import pytest

import causalnet as cn
from causalnet.model.grammar.intervention import scheduled
from tests.fuzz.calls import CONCLUSION, model, network
from tests.fuzz.limits import in_folder, within

UNDER = cn.do(x="yes")
# Seconds that a wrong call may take.
PATIENCE = 20.0


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (
            lambda: cn.trajectory(model(), "y", under=UNDER, periods=10_000, draws=10**6),
            "The course of 10,001 periods in 1,000,000 draws would take 596.1 GiB; the limit is 2.0 GiB. "
            "Ask for fewer draws or fewer periods.",
        ),
        (
            lambda: cn.verdict(
                model(), cn.Conclusion("y", "rises", under=UNDER, at=10_000), draws=10**6
            ),
            "The course of 10,001 periods in 1,000,000 draws would take 596.1 GiB; the limit is 2.0 GiB. "
            "Ask for fewer draws or fewer periods.",
        ),
        (
            lambda: cn.unroll(model(), 10_000, draws=10**5),
            "Unrolling 'small' over 10,001 periods in 100,000 draws would take 141.6 GiB; the limit is 2.0 GiB. "
            "Ask for fewer draws or fewer periods.",
        ),
    ],
)
def test_draws_of_many_periods_are_refused_before_anything_is_allocated(ask, message):
    with within(PATIENCE), pytest.raises(cn.errors.MemoryLimitError) as caught:
        ask()
    assert str(caught.value) == message


@pytest.mark.parametrize("at", [0, 1])
def test_a_size_that_nothing_could_reach_is_refused(at):
    beyond = {
        "threshold": cn.Conclusion("y", "exceeds", threshold=5, at=at),
        "by": cn.Conclusion("y", "rises", under=UNDER, by=5, at=at),
    }
    for size, conclusion in beyond.items():
        for ask in (cn.verdict, cn.sensitivity):
            with pytest.raises(cn.errors.QuestionError) as caught:
                ask(model(), conclusion)
            assert str(caught.value) == (
                f"The {size!r} of the conclusion is 5, but its level is at most 1."
            )


def test_a_threshold_is_not_negative():
    with pytest.raises(cn.errors.ModelError) as caught:
        cn.Conclusion("y", "exceeds", threshold=-1)
    assert str(caught.value) == (
        "threshold must not be negative, since it is compared with an expected level; it is -1."
    )


PATHS = {
    "load": (cn.load, "toml"),
    "save": (lambda path: cn.save(model(), path), "toml"),
    "load a network": (cn.load, "bif"),
    "save a network": (lambda path: cn.save(network(), path), "bif"),
    "read_variables": (cn.read_variables, "csv"),
    "read_influences": (cn.read_influences, "csv"),
    "check_quotes": (lambda path: cn.check_quotes(model(), {"s": path}), "txt"),
    "review": (lambda path: cn.review(path, by="Anna"), "toml"),
    "check_text": (lambda path: cn.check_text(model(), path), "txt"),
    "report": (lambda path: cn.report(model(), path, draws=5), "html"),
    "explore": (lambda path: cn.explore(model(), path), "html"),
    "Diagram.save": (lambda path: cn.draw(network()).save(path), "svg"),
}


@pytest.mark.parametrize("name", PATHS)
def test_a_path_that_cannot_be_is_an_error_of_ours(name, tmp_path):
    ask, suffix = PATHS[name]
    folder = tmp_path
    (folder / "loop").symlink_to("loop")
    (folder / f"loop.{suffix}").symlink_to(f"loop.{suffix}")
    stems = ["n" * 300, "d/" * 3000 + "n", "loop", "loop/n", "a\0b", "\ud800"]
    with in_folder(folder):
        for path in [f"{stem}.{suffix}" for stem in stems]:
            for either in (path, Path(path)):
                with pytest.raises(cn.CausalnetError):
                    ask(either)
    assert {path.name for path in folder.iterdir()} == {"loop", f"loop.{suffix}"}


def test_values_are_copied_pickled_and_matched_as_dataclasses_are():
    for value in (
        model(),
        CONCLUSION,
        *model().influences,
        UNDER.since(1),
        cn.Table([], {(): [1.0]}),
    ):
        assert pickle.loads(pickle.dumps(value)) == copy.deepcopy(value) == value
    assert replace(CONCLUSION, by=0.5).by == 0.5
    match model().influences[0]:
        case cn.Influence(cause, effect, sign):
            assert (cause, effect, sign) == ("x", "y", "+")


@pytest.mark.parametrize(
    "ask",
    [
        lambda: scheduled("low"),
        lambda: cn.mutilate(network(), "low"),
    ],
)
def test_a_hint_is_one_space_behind_its_sentence(ask):
    with pytest.raises(
        cn.errors.QuestionError, match=r"(not|got) 'low'\. Write cn.do\(x='low'\), or model"
    ):
        ask()
