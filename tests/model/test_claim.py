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
                "sign must be '+', '-', '0', '?' or '', not 'x'.",
            ],
        ),
        (
            lambda: cn.Source("memo", groups=["north"], rests_on="report", date=2023),
            [
                "date must be a string, not 2023.",
                "groups must be a mapping, not ['north'].",
                "rests_on must be a list, not 'report'. Write ['report'].",
            ],
        ),
        (
            lambda: cn.Source("memo", groups={"district": 3, "": "farmer", "role": "farmer"}),
            [
                "groups must map words to words, not 'district' to 3. "
                "Write a grouping and the group in it, such as {'district': 'north'}.",
                "groups must map words to words, not '' to 'farmer'. "
                "Write a grouping and the group in it, such as {'district': 'north'}.",
            ],
        ),
        (
            lambda: cn.Claim("c1", "It is so.", "memo", also=["report"]),
            ["also, item 1 must be a Citation, not 'report'."],
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
    with pytest.raises(cn.errors.ModelError) as caught:
        wrong()

    assert [str(mistake) for mistake in caught.value.mistakes] == messages


def test_the_first_mention_stands_beside_the_others() -> None:
    report = cn.Citation("report", "p. 9", "So it is.")
    claim = cn.Claim(
        "c1", "It is so.", "memo", "p. 2", quote="It is.", also=[report, cn.Citation("memo")]
    )
    item = cn.Evidence(
        ["c1"], "for", "It was.", "report", quote="It was.", also=[cn.Citation("memo")]
    )

    assert claim.citations == (cn.Citation("memo", "p. 2", "It is."), report, cn.Citation("memo"))
    assert claim.sources == ("memo", "report")
    assert item.citations == (cn.Citation("report", quote="It was."), cn.Citation("memo"))
    assert item.sources == ("report", "memo")


def test_groups_cannot_change_and_suggest_the_nearest() -> None:
    given = {"district": "north"}
    source = cn.Source("memo", groups=given)
    given["district"] = "south"

    assert source.groups == {"district": "north"}
    assert hash(source) == hash(cn.Source("memo", groups={"district": "north"}))
    with pytest.raises(cn.errors.UnknownNameError, match="Did you mean 'district'"):
        source.groups["distrikt"]


@pytest.mark.parametrize(
    ("size", "message"),
    [
        ({"by": 5}, "The 'by' of the check is 5, but its level is at most 2."),
        (
            {"by": 1.5, "at_least": "c"},
            "The 'by' of the check is 1.5, but a probability is at most 1.",
        ),
        (
            {"direction": "exceeds", "threshold": 7},
            "The 'threshold' of the check is 7, but its level is at most 2.",
        ),
    ],
)
def test_a_size_that_nothing_could_reach_is_refused(size, message):
    check = cn.Conclusion(
        "y",
        size.get("direction", "rises"),
        under=cn.do(x="hi"),
        **{k: v for k, v in size.items() if k != "direction"},
    )
    with pytest.raises(cn.errors.ModelError) as caught:
        cn.CausalModel(
            "m",
            [cn.Variable("x", ["lo", "hi"]), cn.Variable("y", ["a", "b", "c"])],
            [cn.Influence("x", "y", "+", 1.0)],
            sources=[cn.Source("memo")],
            claims=[cn.Claim("k", "So it is.", "memo", checks=[check])],
        )
    assert message in str(caught.value)
