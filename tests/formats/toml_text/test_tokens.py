from __future__ import annotations

import pytest

from causalnet.formats.toml_text.tokens import parts_of, tokens


def told(text):
    return [(token.kind, text[token.start : token.end]) for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a = 1 # b", ["key a", "mark =", "key 1", "comment # b"]),
        ('"a b".c = 1', ['key "a b".c', "mark =", "key 1"]),
        ('a . "b\\"c" . d', ['key a . "b\\"c" . d']),
        ("a.", ["key a"]),
        ('a."open', ["key a", 'broken "open']),
        ("'it''s'", ["key 'it'", "key 's'"]),
        ('""', ['key ""']),
        ('"\\', ['broken "\\']),
        ('"a\\\nb"', ['key "a\\\nb"']),
        ('"a\nb', ['broken "a', "end \n", "key b"]),
        ('"""a "quoted"" b"""', ['texts """a "quoted"" b"""']),
        ('"""ends with two"""""x', ['texts """ends with two"""""', "key x"]),
        ('"""\\""" still', ['unended """\\""" still']),
        ("'''a '' b''''' c", ["texts '''a '' b'''''", "key c"]),
        ("''' never", ["unended ''' never"]),
        ("[{x}]", ["open [", "open {", "key x", "close }", "close ]"]),
        ("é = §", ["mark ="]),
    ],
)
def test_a_text_falls_into_tokens(text, wanted):
    assert [f"{kind} {part}" for kind, part in told(text)] == wanted


def test_the_parts_of_a_key_lose_their_quotes():
    (token,) = tokens('a."b \\"c\\"".\'d.e\'')

    assert [*parts_of(token)] == ["a", 'b "c"', "d.e"]
