"""QPress text: signed edges, one a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.formats.maps.loading import left_out, links, loaded, refused

# The snowshoe hare of Dambacher and Ramos-Jiliberto (2007), model A.
HARE = "# model A\nV-*V\nP-*P\n\nV*->H\nH *--> P\n"


def test_each_head_of_an_arrow_is_a_link(tmp_path: Path) -> None:
    held = loaded(tmp_path, HARE, "hare.txt")

    assert links(held) == [
        "v → v (-)",
        "p → p (-)",
        "v → h (+)",
        "h → v (-)",
        "h → p (+)",
        "p → h (-)",
    ]
    assert [link.tags for link in held.links[-2:]] == [("group 1",), ("group 1",)]
    assert held.factors["v"].label == "V"
    assert left_out(held) == {"lines that begin with '#'": 1}


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("a <> b", None),
        ("a -<> b", ["a → b (?)"]),
        ("a <>- b", ["b → a (?)"]),
        ("a <- b", ["b → a (+)"]),
        ("a *- b", ["b → a (-)"]),
        ("a <-* b", ["a → b (-)", "b → a (+)"]),
        ("sea ice --* 氷", ["sea_ice → 氷 (-)"]),
    ],
)
def test_the_ends_of_an_arrow(tmp_path: Path, line: str, found: list[str] | None) -> None:
    if found is None:
        assert "has no arrow" in refused(tmp_path, line, "x.txt")
    else:
        assert links(loaded(tmp_path, line, "x.txt")) == found


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a -> b\na - b\n", "line 2, the arrow of 'a - b' has no head."),
        ("a -> b -> c", "line 1, 'a -> b -> c' has 2 arrows. A hyphen in a name is read as an arrow"),
        ("sea-ice -> b", "line 1, 'sea-ice -> b' has 2 arrows."),
        ("-> b", "line 1, '-> b' lacks a name beside its arrow."),
        ("a* b -> c", "line 1, 'a* b -> c' has '*' outside of its arrow."),
        ("a, b", "line 1, 'a, b' has no arrow."),
    ],
)  # fmt: skip
def test_a_line_that_is_not_an_edge_is_told(tmp_path: Path, text: str, message: str) -> None:
    assert refused(tmp_path, text, "x.txt").startswith(f"'x.txt' is not QPress text: {message}")


def test_an_empty_text_and_other_encodings(tmp_path: Path) -> None:
    assert refused(tmp_path, "# nothing\n", "x.txt") == (
        "'x.txt' holds no links: there is nothing to make a map of."
    )
    assert links(loaded(tmp_path, "a -> b".encode("utf-8-sig"), "x.txt")) == ["a → b (+)"]
    assert links(loaded(tmp_path, "a -> b\r\n".encode("utf-16"), "x.txt")) == ["a → b (+)"]
