"""The columns of a list of links: the headers that people write, and what each of them means."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from causalnet.formats.grids.cell_grid import INVISIBLE
from causalnet.notation import enumerated

__all__ = ["ALL_HEADERS", "AmbiguousColumnsError", "bare_header", "link_columns"]

# Headers that name a cause and an effect only together.
PAIRS = (
    ("from", "to"),
    ("cause", "effect"),
    ("source", "target"),
    ("influence", "consequence"),
    ("driver", "outcome"),
    ("from_label", "to_label"),
    ("from_factor", "to_factor"),
    ("cause_label", "effect_label"),
    ("antecedent", "consequent"),
    ("influencer", "influenced"),
    ("influencing_factor", "influenced_factor"),
    ("start", "end"),
    ("tail", "head"),
    ("origin", "destination"),
    ("parent", "child"),
    ("independent_variable", "dependent_variable"),
    ("predictor", "outcome"),
    ("原因", "結果"),
    ("要因", "結果"),
    ("起点", "終点"),
    ("から", "へ"),
)
OTHER_CAUSES = ("causes", "factor_from", "from_node", "source_node", "source_label")
OTHER_EFFECTS = (
    "effects",
    "result",
    "impact",
    "factor_to",
    "to_node",
    "target_node",
    "target_label",
    "影響先",
)
ROLES: dict[str, tuple[str, ...]] = {
    "sign": tuple(
        "sign polarity signs effect_sign link_sign influence_sign sign_of_influence link_polarity "
        "direction_of_effect +/- ± 符号 極性 正負".split()
    ),
    "source": tuple(
        "respondent respondent_id interviewee informant speaker participant participant_id stakeholder expert "
        "voice who said_by interview interview_id 回答者 発言者 話者 source_id source sources document paper study "
        "author reference 情報源 出典".split()
    ),
    "at": tuple(
        "at place page pages section paragraph line time timestamp statement_id 頁 ページ 箇所".split()
    ),
    "quote": tuple(
        "quote quotes quotation statement text excerpt verbatim evidence 引用 発言 原文".split()
    ),
    "tags": tuple(
        "tags tag hashtags hashtag codes theme themes keywords keyword category タグ 分類".split()
    ),
    "weight": tuple(
        "weight weights strength link_strength value intensity score 重み 強さ".split()
    ),
    "lag": tuple("lag lags delay_in_periods 遅れ".split()),
    "note": tuple("note notes memo link_memo comment comments remark remarks 備考 メモ 注".split()),
}
ALL_HEADERS = (
    *dict.fromkeys(name for pair in PAIRS for name in pair),
    *OTHER_CAUSES,
    *OTHER_EFFECTS,
    *dict.fromkeys(name for names in ROLES.values() for name in names),
)
CAUSES = (*dict.fromkeys(cause for cause, _ in PAIRS), *OTHER_CAUSES)
# Headers under which some write the factor that is acted on, and others the sign.
ENDS_OR_SIGNS = ("effect", "effects", "impact", "result", "outcome")
EFFECTS = (*dict.fromkeys(effect for _, effect in PAIRS), *OTHER_EFFECTS)


class AmbiguousColumnsError(Exception):
    """Columns that can be read in two ways; its text says what to write."""


def bare_header(cell: object) -> str:
    """A header in lower case, with underscores for spaces.

    Examples
    --------
    >>> bare_header("  From label "), bare_header("ＣＡＵＳＥ")
    ('from_label', 'cause')
    """
    text = unicodedata.normalize("NFKC", str(cell or "")).strip(INVISIBLE).casefold()
    return re.sub(r"[\s-]+", "_", text) if text != "+/-" else text


def link_columns(
    header: Sequence[object], holds_signs: Callable[[int], bool]
) -> dict[str, int] | None:
    """The position of each column of a list of links by its meaning; None if the row is not a header of one.

    Parameters
    ----------
    header : sequence of cells
        The row that may be a header.
    holds_signs : callable
        Whether the column at a position holds only words for signs.

    Raises
    ------
    AmbiguousColumnsError
    """
    names = [bare_header(cell) for cell in header]
    ends = _ends(names, holds_signs)
    if ends is None:
        return None
    twice = [name for name, n in Counter(names).items() if n > 1 and name in ALL_HEADERS]
    if twice:
        raise AmbiguousColumnsError(
            f"There is more than one column {twice[0]!r}. Rename the others."
        )
    roles = dict(zip(("cause", "effect"), ends, strict=True))
    for role, words in ROLES.items():
        at = [i for w in words for i, n in enumerate(names) if n == w and i not in roles.values()]
        if at:
            roles[role] = at[0]
    if "sign" not in roles:
        left = [
            i
            for i, n in enumerate(names)
            if n in ("effect", "influence", "direction", "relation", "relationship", "type")
        ]
        signs = [i for i in left if i not in roles.values() and holds_signs(i)]
        roles |= {"sign": signs[0]} if signs else {}
    return roles


def _ends(names: Sequence[str], holds_signs: Callable[[int], bool]) -> tuple[int, int] | None:
    """The columns of cause and effect: a pair of headers that belong together, or one of each."""
    at = {name: i for i, name in reversed([*enumerate(names)])}
    causes, effects = [n for n in CAUSES if n in at], _effects(at, holds_signs)
    pairs = [(a, b) for a, b in PAIRS if a in at and b in effects]
    if len(pairs) > 1:
        raise AmbiguousColumnsError(_two_pairs(pairs))
    if pairs:
        return at[pairs[0][0]], at[pairs[0][1]]
    if len(causes) == len(effects) == 1:
        if causes == ["source"]:
            raise AmbiguousColumnsError(_either(effects[0]))
        return at[causes[0]], at[effects[0]]
    if causes and effects:
        raise AmbiguousColumnsError(_several(causes, effects))
    return None


def _effects(at: Mapping[str, int], holds_signs: Callable[[int], bool]) -> list[str]:
    """The headers that may be those of effects: ``cause, to, effect`` may hold the sign in the last."""
    there = [n for n in EFFECTS if n in at]
    ends = [n for n in there if n not in ENDS_OR_SIGNS or not holds_signs(at[n])]
    # Factors that go by numbers look like signs, in the column of causes too; or the signs have a column of their own.
    numbered = any(holds_signs(at[n]) for n in CAUSES if n in at)
    return ends or (there if numbered or any(n in at for n in ROLES["sign"]) else [])


def _two_pairs(pairs: Sequence[tuple[str, str]]) -> str:
    listing = enumerated([f"{a!r} and {b!r}" for a, b in pairs], "or")
    return (
        f"The causes and effects may be in the columns {listing}. Keep these names for one of the pairs, and rename "
        "the others: who says so goes into 'respondent'."
    )


def _either(effect: str) -> str:
    return (
        f"The column 'source' may be the cause or the voice, beside {effect!r}. Name the column of causes 'cause', and "
        "the one that says who speaks 'respondent'."
    )


def _several(causes: Sequence[str], effects: Sequence[str]) -> str:
    return (
        f"The cause may be in {enumerated([*map(repr, causes)], 'or')}, and the effect in "
        f"{enumerated([*map(repr, effects)], 'or')}. Name one column 'cause' and one 'effect'."
    )
