"""Pictures of two accounts: the arrows of one beside those of the other."""

from dataclasses import replace

import pytest

import causalnet as cn
from causalnet.display.palette import THEMES
from tests.display.pictures import card_texts, dot_edges, groups, texts

X, Y, Z = (cn.Variable(n, ["low", "high"]) for n in "xyz")
U = cn.Variable("u", ["few", "many"])
PLUS, TURN = (cn.Influence(*ends, "+", strength=1.0) for ends in (("x", "y"), ("y", "z")))
LATER = cn.Influence("x", "z", "+", strength=1.0, lag=1)
A = cn.CausalModel("article", [X, Y, Z], [PLUS, TURN])
B = cn.CausalModel(
    "critic",
    [X, Y, Z, U],
    [
        replace(PLUS, sign="-"),
        replace(TURN, cause="z", effect="y"),
        cn.Influence("u", "z", "-", strength=1.0),
        LATER,
    ],
)


def arrows(picture: cn.answers.Diagram) -> list[tuple[str, bool, str]]:
    """The colour of each arrow, whether it is dashed, and its head."""
    return sorted(
        (line.split('color="')[1].split('"')[0], "dashed" in line, _head(line))
        for line in dot_edges(picture)
    )


def _head(line: str) -> str:
    return line.split("arrowhead=")[1].split(",", maxsplit=1)[0].split("]", maxsplit=1)[0]


@pytest.mark.parametrize("theme", THEMES)
def test_every_arrow_tells_whose_it_is(theme: str) -> None:
    picture = cn.draw(cn.diff(A, B), theme=theme, lagged=False)  # type: ignore[arg-type]
    sides = THEMES[theme].sides
    assert arrows(picture) == sorted(
        [
            (sides["contradicted"], False, "normal"),
            (sides["contradicted"], True, "tee"),
            (sides["first"], False, "normal"),
            (sides["second"], True, "normal"),
            (sides["second"], True, "tee"),
        ]
    )


def test_what_both_have_is_drawn_once() -> None:
    picture = cn.draw(cn.diff(A, A), legend=True)
    assert [x[:2] for x in arrows(picture)] == [(THEMES["light"].sides["shared"], False)] * 2
    assert "in both" in texts(picture)
    assert picture.title == (
        "the first beside the second, 2 influences shared, 0 only in the first, 0 only in the second"
    )


def test_the_legend_names_the_accounts() -> None:
    told = texts(cn.draw(cn.diff(A, B), legend=True, lagged=True))
    for words in (
        "only in article",
        "dashed: only in critic",
        "article, which critic contradicts",
        "dashed: critic, which article contradicts",
        "lag 1",
        "in a later period",
    ):
        assert words in told
    assert "in both" not in told


def test_variables_of_both_are_drawn_and_the_caption_counts() -> None:
    picture = cn.draw(cn.diff(A, B), lagged=False)
    assert len(groups(picture, "node")) == 4
    assert picture.title == (
        "article beside critic, 0 influences shared, 1 contradicted, 1 only in article, 2 only in critic"
    )
    assert picture.mermaid.count("-.-") == 3


def test_a_focus_draws_what_lies_upstream_in_either() -> None:
    japan, critic = cn.load("japan_software"), cn.load("japan_software_critic")
    picture = cn.draw(cn.diff(japan, critic), focus="software_engineering_capability")
    assert len(groups(picture, "node")) < len(critic.variables)
    assert "1 only in japan_software" not in picture.title
    assert "shared" in picture.title


def test_influences_that_run_against_each_other_are_drawn_both() -> None:
    turned = cn.draw(cn.diff(A, B), lagged=False).dot
    assert turned.count("constraint=false") == 1


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"under": cn.do(x="high")}, "takes focus=, lagged=, legend= and theme= alone"),
        ({"steps": 1}, "takes focus=, lagged=, legend= and theme= alone"),
        ({"focus": "w"}, "No variable 'w'"),
    ],
)
def test_what_it_does_not_show_is_refused(options: dict[str, object], message: str) -> None:
    with pytest.raises((cn.errors.QuestionError, cn.errors.UnknownNameError), match=message):
        cn.draw(cn.diff(A, B), **options)  # type: ignore[arg-type]


def test_accounts_without_influences_have_no_picture() -> None:
    bare = cn.CausalModel("bare", [X])
    with pytest.raises(cn.errors.QuestionError, match="There is no arrow to draw: neither"):
        cn.draw(cn.diff(bare, bare))


def test_two_models_are_drawn_as_their_difference_is() -> None:
    assert cn.draw([A, B], legend=True).svg == cn.draw(cn.diff(A, B), legend=True).svg
    for models, message in (([A], "Got 1 model"), ([A, B, A], "Got 3 models"), ([A, 1], "got int")):
        with pytest.raises(cn.CausalnetError, match=message):
            cn.draw(models)  # type: ignore[arg-type]
    compared = cn.compare(A, "z", {"x high": cn.do(x="high")})
    with pytest.raises(
        cn.errors.ArgumentError, match=r"Two models in one picture are cn.draw\(\[a, b\]\)"
    ):
        cn.draw(compared)  # type: ignore[arg-type]


def test_another_strength_is_told_by_its_colour_and_in_words() -> None:
    weaker = A.replacing(replace(PLUS, strength=0.25))
    picture = cn.draw([A, weaker], legend=True)
    assert [colour for colour, _, _ in arrows(picture)] == sorted(
        THEMES["light"].sides[side] for side in ("resized", "shared")
    )
    told = texts(picture)
    assert "1 → 0.25" in told
    assert "in both, with another strength: that in the first → that in the second" in told
    assert "1 influence shared, 1 with another strength" in picture.title
    ranged = A.replacing(replace(PLUS, strength=cn.Judgement(0.5, 1.5, 1.0)))
    assert "another range" in texts(cn.draw([A, ranged]))


def test_a_card_of_one_account_says_whose_it_is() -> None:
    picture = cn.draw([A, B])
    assert card_texts(picture, "u")[-1] == "only in critic"
    assert card_texts(picture, "x") == ["X"]
