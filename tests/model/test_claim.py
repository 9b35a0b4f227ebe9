"""Claims and evidence by themselves."""

from __future__ import annotations

import pytest

import causalnet as cn


@pytest.mark.parametrize(
    ("stance", "expected"),
    [("for", False), ("weak", False), ("mixed", True), ("against", True), ("dated", False)],
)
def test_evidence_contradicts_where_it_speaks_against_at_least_in_part(
    stance: str, expected: bool
) -> None:
    assert cn.Evidence(["c1"], stance, "It did.", "memo").contradicts is expected


@pytest.mark.parametrize(
    ("wrong", "messages"),
    [
        (
            lambda: cn.Claim("c1", " ", "memo", tier="plane", kind="egde", sign="x"),
            [
                "text is empty. State the claim in your own words.",
                "tier must be 'emphatic', 'plain', 'hedged', 'open', 'denied' or 'reported', "
                "not 'plane'. Did you mean 'plain'?",
                "kind must be 'edge', 'total', 'modifier', 'null', 'fact', 'lever' or 'meta', "
                "not 'egde'. Did you mean 'edge'?",
                "sign must be '', '+', '-', '0' or '?', not 'x'.",
            ],
        ),
        (
            lambda: cn.Evidence([], "pro", "It did.", "memo"),
            [
                "bears_on is empty. Name a claim or a variable.",
                "stance must be 'for', 'weak', 'mixed', 'against', 'caution', 'open' or 'dated', "
                "not 'pro'.",
            ],
        ),
    ],
)
def test_every_mistake_is_reported(wrong: object, messages: list[str]) -> None:
    with pytest.raises(cn.ModelError) as caught:
        wrong()

    assert [str(mistake) for mistake in caught.value.mistakes] == messages
