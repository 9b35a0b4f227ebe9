"""The JSON of Argdown: claims for and against."""

from __future__ import annotations

import json
from pathlib import Path

from tests.formats.maps.loading import left_out, links, loaded, refused


def relation(kind: str, start: str, end: str, to: str = "equivalence-class") -> dict[str, str]:
    types = {"fromType": "argument" if start.isupper() else "equivalence-class", "toType": to}
    return {"type": "relation", "relationType": kind, "from": start, "to": end, **types}


def claim(title: str, *relations: dict[str, str], text: str = "", **more: object) -> dict[str, object]:  # fmt: skip
    members = [{"type": "statement", "title": title, "isReference": True}, {"text": text}]
    return {"title": title, "members": members, "relations": [*relations], **more}


SUPPORT = relation("support", "A", "thesis")
AGAINST = relation("contradictory", "thesis", "rival")
UNDERCUT = relation("undercut", "rival", "A", "inference")
STEPS = [
    {"title": "Untitled 1", "text": "Tests were run.", "role": "premise"},
    {"title": "fact", "text": "Tests passed.", "role": "premise"},
    {
        "title": "thesis",
        "text": "It works.",
        "role": "main-conclusion",
        "inference": {"relations": [UNDERCUT]},
    },
]
DEBATE = {
    "statements": {
        "thesis": claim("thesis", SUPPORT, AGAINST, text="It works. ", tags=["core"]),
        "rival": claim("rival", AGAINST, text="It fails.", data={"scheme": "expert"}),
        "fact": claim("fact", text="Tests passed."),
        "Untitled 1": claim("Untitled 1", text="Tests were run."),
    },
    "arguments": {"A": claim("A", SUPPORT, text="The tests.", pcs=STEPS)},
    "map": {"nodes": [], "edges": []},
}


def test_relations_are_links_for_and_against(tmp_path: Path) -> None:
    held = loaded(tmp_path, json.dumps(DEBATE), "debate.json")

    assert [(str(link), link.tags[0]) for link in held.links] == [
        ("a → thesis (+)", "support"),
        ("thesis → rival (-)", "contradictory"),
        ("rival → thesis (-)", "contradictory"),
        ("rival → a (-)", "undercut"),
        ("fact → a (+)", "premise"),
        ("a → thesis (+)", "conclusion"),
    ]
    assert held.factors["thesis"].tags == ("statement", "core")
    assert held.factors["thesis"].note == "It works."
    assert held.factors["rival"].note == "It fails.\nscheme: expert"
    assert held.factors["a"].note == (
        "The tests.\n(1) Tests were run.\n(2) Tests passed.\n(3) It works."
    )
    assert left_out(held) == {"the key 'map'": 1}
    assert held.reading.understood[0].startswith("Links are relations between claims")


def test_mistakes_are_told_with_their_path(tmp_path: Path) -> None:
    wrong = [relation("atack", "A", "thesis"), relation("attack", "A", "thesys")]
    text = json.dumps({"statements": {"thesis": claim("thesis")}, "arguments": {"A": claim("A", *wrong)}})  # fmt: skip

    assert refused(tmp_path, text, "x.json") == (
        "2 mistakes in x.json:\n"
        "  arguments.A.relations[0].relationType must be 'support', 'entails', 'attack', 'undercut', 'contrary' or "
        "'contradictory', not 'atack'. Did you mean 'attack'?\n"
        "  arguments.A.relations[1].to: No statement 'thesys'; the statements are thesis. Did you mean 'thesis'?"
    )


def test_a_statement_and_an_argument_with_one_title_are_two_factors(tmp_path: Path) -> None:
    held = {
        "statements": {"X": claim("X", relation("support", "X", "X"))},
        "arguments": {"X": claim("X")},
    }

    assert links(loaded(tmp_path, json.dumps(held), "x.json")) == ["x_2 → x (+)"]
