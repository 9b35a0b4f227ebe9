"""Texts that are nearly right: token swaps, truncation, flipped bytes, misspelt keys, odd encodings."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

TOKENS = re.compile(rb"\w+|\s+|[^\w\s]")
ODD = [
    b"", b"\0", b"\r\n", b"\t", b'"', b"'", b'"""', b"\\", b"\\u0000", b"#", b"=", b"[", b"]", b"[[", b"{", b"}",
    b"(", b")", b"|", b",", b";", b".", b"-", b"-1", b"0", b"1e999", b"nan", b"inf", b"-inf", b"1e-320", b"0.3333",
    b"90%", b"999999999999999999999", b"true", b"\xff", b"\xc3\xa9", b"e\xcc\x81", b"\xe2\x88\x92", b"\xef\xbc\x8b",
    b"\xe3\x80\x80", b"\xef\xbb\xbf", b"\xe2\x80\xae", b"\x1b[2J", "トヨタ".encode(), b"table", b"default", b"a.b",
    b"sep=;", b" ", b"\n\n", b"1979-05-27", b"x" * 300, b"[" * 200, b"a." * 200,
]  # fmt: skip
ENCODINGS = ["utf-16", "utf-16-le", "cp932", "latin-1", "utf-8-sig", "utf-7"]


def mutated(rng: random.Random, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> bytes:
    """One of the seeds after one to four slips."""
    data = rng.choice(seeds)
    for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 4))):
        data = rng.choice(SLIPS)(rng, data, tokens)
    return data


def _span(rng: random.Random, data: bytes) -> tuple[int, int]:
    found = [match.span() for match in TOKENS.finditer(data)]
    return rng.choice(found) if found else (0, len(data))


def flipped(rng: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """One byte is another."""
    if not data:
        return b"\xff"
    at = rng.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << rng.randrange(8))]) + data[at + 1 :]


def replaced(rng: random.Random, data: bytes, tokens: Sequence[bytes]) -> bytes:
    """One token is another word of the language, or an odd one."""
    a, b = _span(rng, data)
    return data[:a] + rng.choice(tokens if rng.random() < 0.5 else ODD) + data[b:]


def inserted(rng: random.Random, data: bytes, tokens: Sequence[bytes]) -> bytes:
    """A token too many."""
    a, _ = _span(rng, data)
    return data[:a] + rng.choice(tokens if rng.random() < 0.5 else ODD) + data[a:]


def dropped(rng: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """A token too few."""
    a, b = _span(rng, data)
    return data[:a] + data[b:]


def swapped(rng: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """Two tokens in each other's place."""
    (a, b), (c, d) = sorted((_span(rng, data), _span(rng, data)))
    return data if b > c else data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:]


def misspelt(rng: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """A letter of a word is doubled, lost or exchanged with the next."""
    a, b = _span(rng, data)
    if b - a < 2:
        return data
    at = rng.randrange(a, b - 1)
    pair = data[at : at + 2]
    return data[:at] + rng.choice((pair[:1] * 2, pair[1:], pair[::-1])) + data[at + 2 :]


def truncated(rng: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """The file ends early."""
    return data[: rng.randrange(len(data) + 1)]


def lines_moved(rng: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """A line twice, lost, or elsewhere."""
    lines = data.splitlines(keepends=True)
    if not lines:
        return data
    line = lines.pop(rng.randrange(len(lines)))
    for _ in range(rng.choice((0, 1, 1, 2))):
        lines.insert(rng.randint(0, len(lines)), line)
    return b"".join(lines)


def recoded(rng: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """Another encoding, as another program would have saved it."""
    text = data.decode("utf-8", "replace")
    return text.encode(rng.choice(ENCODINGS), "replace")


SLIPS = (
    flipped, replaced, replaced, replaced, inserted, inserted, dropped, swapped, misspelt, truncated,
    lines_moved, recoded,
)  # fmt: skip
