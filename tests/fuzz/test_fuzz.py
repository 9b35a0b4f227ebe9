"""The fuzzer, briefly: what `make fuzz` does for long."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.fuzz.calls import Call, calls, parameters, wrong_values
from tests.fuzz.files import FORMATS, input_for
from tests.fuzz.interleavings import Interleaving, answers
from tests.fuzz.limits import TooSlowError, emptied, in_folder, within
from tests.fuzz.mutation import SLIPS
from tests.fuzz.networks import NETWORKS
from tests.fuzz.run import WEIGHTS, worked


@pytest.mark.parametrize("target", list(WEIGHTS))
def test_inputs_that_are_nearly_right_are_met_in_our_words(target: str, tmp_path: Path) -> None:
    few = {"calls": 60, "interrupted": 10, "workbook": 20, "model workbook": 4}
    few |= dict.fromkeys(NETWORKS, 40)
    seed = random.randrange(2**32)

    tally = worked(seed, tmp_path, lambda done: done >= few.get(target, 120), (target,))

    assert tally.tried[target] == few.get(target, 120)
    assert not tally.findings, f"seed {seed}: {[f.trace for f in tally.findings.values()]}"


def test_the_answer_to_a_question_does_not_depend_on_what_was_asked_before() -> None:
    assert answers()
    run_state_machine_as_test(
        Interleaving, settings=settings(max_examples=6, stateful_step_count=12, deadline=None)
    )


def test_slips_make_other_texts_and_some_of_them_still_read(tmp_path: Path) -> None:
    rng = random.Random(1)
    with in_folder(tmp_path):
        tried = [input_for("toml", rng) for _ in range(40)]
        read = 0
        for data in tried:
            read += FORMATS["toml"](data, tmp_path)
            emptied(tmp_path)

    assert len(set(tried)) > 30
    assert 0 < read < 40
    assert all(isinstance(slip(rng, b"", [b"x"]), bytes) for slip in SLIPS)


def test_what_takes_too_long_is_interrupted() -> None:
    with pytest.raises(TooSlowError):
        asleep()


def asleep() -> None:
    with within(0.01):
        time.sleep(5)


# `at` takes its periods by their place alone, which a call by names cannot give.
NAMED = [call for call in calls() if call.name != "Intervention.at"]


@pytest.fixture(scope="module", params=NAMED, ids=lambda call: call.name)
def call(request: pytest.FixtureRequest) -> Call:
    return request.param


def test_every_public_call_has_right_arguments(call: Call, tmp_path: Path) -> None:
    with in_folder(tmp_path):
        call.ask()


def test_wrong_values_are_of_every_kind() -> None:
    assert len({type(value) for value in wrong_values()}) > 30
    assert len(parameters(calls()[0])) > 0
