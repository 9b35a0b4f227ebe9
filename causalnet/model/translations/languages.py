"""Codes of languages, as the web has them: ``"en"``, ``"ja"``, ``"zh-Hant"``."""

from __future__ import annotations

import re

from causalnet.errors import Mistake

__all__ = ["language_mistakes"]

# The languages with a code of two letters (ISO 639-1).
CODES = frozenset(
    """aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es
    et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj
    kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv
    ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti
    tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu""".split()
)
# Countries, other codes and names that people write for a language.
MEANT = {
    "ja": "jp jpn japanese nihongo 日本語",
    "en": "eng english uk us gb",
    "zh": "cn chn zho chinese 中文",
    "ko": "kor korean 한국어",
    "de": "deu ger german deutsch",
    "fr": "fra fre french français",
    "es": "spa spanish español",
    "ar": "ara arabic العربية",
    "el": "gr greek",
    "da": "dk danish",
    "cs": "cz czech",
}
FORM = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def language_mistakes(place: str, code: object) -> list[Mistake]:
    """The mistake of a text that is not the code of a language.

    Languages without a code of two letters have one of three, which are not checked further.

    Examples
    --------
    >>> print(*language_mistakes("label", "jp"))
    label: Unknown language 'jp'. Did you mean 'ja'?
    >>> language_mistakes("label", "zh-Hant"), language_mistakes("label", "ain")
    ([], [])
    """
    if not isinstance(code, str):
        return [Mistake(place, f"must be the code of a language, such as 'ja', not {code!r}.")]
    word = code.casefold()
    named = (own for own, others in MEANT.items() if word in others.split())
    meant = next(named, word if word in CODES and code != word else "")
    first, *rest = code.split("-")
    known = bool(FORM.fullmatch(code)) and (len(first) == 3 or first in CODES)
    if known and not (meant and not rest):
        return []
    advice = "Write a code of two letters, such as 'en' or 'ja'."
    hint = f"Did you mean {meant!r}?" if meant else advice
    return [Mistake(place, f"Unknown language {code!r}.", hint)]
