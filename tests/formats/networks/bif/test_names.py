"""Names in BIF files."""

from hypothesis import given, strategies as st

from causalnet.formats.networks.bif.names import safe_words
from causalnet.formats.networks.parts.names import decoded_name, encoded_name
from tests.formats.networks.named import NAMES


@given(st.text())
def test_an_encoded_name_comes_back(name):
    text = encoded_name(name)
    assert decoded_name(text) == name
    assert not set(text) & set(' ,;{}()|"=/*\n')
    assert "variable" not in text
    assert "probability" not in text


@given(st.lists(NAMES, unique=True), st.booleans())
def test_safe_words_differ_by_more_than_capitals(names, state):
    words = safe_words(names, "v", state=state)
    assert len({word.lower() for word in words}) == len(names)
