"""Independent voices, against every subset of the speakers; and mistakes in what rests on what."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, strategies as st

import causalnet as cn
from causalnet.model.assembly.foundations import foundations, independent


def sources(rests_on: dict[str, list[str]]) -> dict[str, cn.Source]:
    """Sources by name, with what each rests on."""
    return {name: cn.Source(name, rests_on=on) for name, on in rests_on.items()}


@st.composite
def grounded(draw: st.DrawFn) -> dict[str, cn.Source]:
    """Up to nine sources, each of which rests on some of the earlier ones."""
    count = draw(st.integers(1, 9))
    names = [f"s{i}" for i in range(count)]
    below = [
        draw(st.sets(st.sampled_from(names[:i]), max_size=2)) if i else set() for i in range(count)
    ]
    return sources({name: sorted(on) for name, on in zip(names, below, strict=True)})


def reaches(a: str, b: str, own: dict[str, cn.Source]) -> bool:
    """Whether `a` is `b` or rests on it, directly or not."""
    return a == b or any(reaches(c, b, own) for c in own[a].rests_on)


def apart(chosen: tuple[str, ...], own: dict[str, cn.Source]) -> bool:
    """Whether no source of the model carries two of the chosen ones."""
    return not any(
        reaches(a, ground, own) and reaches(b, ground, own)
        for a, b in combinations(chosen, 2)
        for ground in own
    )


@given(grounded(), st.data())
def test_no_larger_set_of_speakers_shares_nothing(
    own: dict[str, cn.Source], data: st.DataObject
) -> None:
    speakers = data.draw(st.lists(st.sampled_from(sorted(own)), unique=True))
    sizes = range(len(speakers) + 1)
    most = max(n for n in sizes if any(apart(c, own) for c in combinations(speakers, n)))

    chosen = independent(speakers, own)

    assert len(chosen) == most
    assert apart(chosen, own)
    assert {*chosen} <= {*speakers}


@given(grounded())
def test_foundations_are_what_is_reached(own: dict[str, cn.Source]) -> None:
    for name in own:
        expected = {other for other in own if other != name and reaches(name, other, own)}
        assert foundations(name, own) == expected


@pytest.mark.parametrize(
    ("speakers", "expected"),
    [
        (["memo", "diary"], ("memo", "diary")),
        (["memo", "letter"], ("memo",)),
        (["memo", "count"], ("count",)),
        (["memo", "letter", "both"], ("memo",)),
        # `left` and `right` share nothing, though `both` shares ground with either.
        (["both", "left", "right"], ("left", "right")),
        (["diary", "diary"], ("diary",)),
        ([], ()),
    ],
)
def test_voices_that_rest_on_one_report_count_once(
    speakers: list[str], expected: tuple[str, ...]
) -> None:
    own = sources(
        {
            "count": [],
            "poll": [],
            "diary": [],
            "memo": ["count"],
            "letter": ["memo"],
            "left": ["count"],
            "right": ["poll"],
            "both": ["count", "poll"],
        }
    )

    assert independent(speakers, own) == expected


def mistakes(**parts: object) -> list[str]:
    """The mistakes of a model with these parts."""
    with pytest.raises(cn.errors.ModelError) as caught:
        cn.CausalModel("m", [], **parts)
    return [str(mistake) for mistake in caught.value.mistakes]


@pytest.mark.parametrize(
    ("rests_on", "expected"),
    [
        (
            {"report": [], "memo": ["reprot"]},
            "sources.memo: No source 'reprot'; the sources are report, memo. Did you mean 'report'?",
        ),
        (
            {"report": [], "memo": ["report", "report"]},
            "sources.memo.rests_on names 'report' more than once.",
        ),
        (
            {"memo": ["memo"]},
            "sources.memo rests on itself. Of two sources, the later one rests on the earlier one.",
        ),
        (
            {"a": ["b"], "b": ["c"], "c": ["a"]},
            "sources.c closes a circle of sources: c rests on a rests on b rests on c. "
            "Of two sources, the later one rests on the earlier one.",
        ),
    ],
)
def test_what_a_source_rests_on_is_checked(rests_on: dict[str, list[str]], expected: str) -> None:
    assert mistakes(sources=sources(rests_on).values()) == [expected]


def test_further_mentions_are_checked() -> None:
    again = [
        cn.Citation("meno"),
        cn.Citation("memo", "p. 2"),
        cn.Citation("memo"),
        cn.Citation("memo"),
    ]
    claim = cn.Claim("c", "So it is.", "memo", "p. 2", also=again)
    item = cn.Evidence(["c"], "for", "It is.", "memo", "p. 3", also=[cn.Citation("memo", "p. 3")])

    assert mistakes(sources=[cn.Source("memo")], claims=[claim], evidence=[item]) == [
        "claims.c, also 1: No source 'meno'; the sources are memo. Did you mean 'memo'?",
        "claims.c, also 2 repeats the mention of 'memo' at 'p. 2'. Drop it, or say where else it stands.",
        "evidence 1, also 1 repeats the mention of 'memo' at 'p. 3'. Drop it, or say where else it stands.",
    ]
