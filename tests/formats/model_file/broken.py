"""A model file that holds something of everything, and slips in it, each with the line in which it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

WHOLE = """\
name = "water"
title = "Water"
description = \"\"\"
[of.several]
lines = 2\"\"\"
period = "a day"
today = "the flood of May"

[strengths]
medium = [0.2, 0.8, 1.6] # [a] comment: "
weak = { low = 0.0, mode = 0.1, high = 0.3, zero = 0.2, inclusion = 0.5 }

[sources.memo]
title = "A memo"
url = "https://example.org"

[variables.rain]
label = "Rain"
states = ["none", "some", "much"]
means = "mm"
meanings = [
  "0",
  "1",
  "2",
]
role = "context"
better = "low"
latent = false
baseline = { p = [0.5, 0.3, 0.2], weight = 20, basis = "judged", note = "b" }

[variables.pump]
states = ["off", "on"]
role = ["lever", "mediator"]

[variables."the level"]
states = ["low", "high"]
mechanism = { kind = "ranked", variance = 0.5 }
alternate = "ordinal"

[variables.alarm]
states = ["quiet", "loud"]
mechanism.kind = "deterministic"
mechanism.causes = ["the level"]
mechanism.rows = [
  { when = ["low"], state = "quiet" },
  { when = ["high"], state = "loud" },
]

[claims.c1]
text = "Rain raises the level."
source = "memo"
tier = "plain"
kind = "edge"
sign = "+"
checks = [
  { outcome = "the level", direction = "rises", under = { set = { rain = "much" } }, given = { pump = "off" } },
]

[[graph.influences]]
cause = "rain"
effect = "the level"
sign = "+"
strength = "medium"
claims = ["c1"]
reference = "none"
standing = "stated"

[[graph.influences]]
cause = "pump"
effect = "the level"
sign = "?"
strength = [-1, 0]

[[graph.influences]]
cause = "the level"
effect = "alarm"
sign = "+"

[[graph.influences]]
cause = "alarm"
effect = "pump"
sign = "+"
strength = 1.2
lag = 1

[graph]
modifiers = [
  { cause = "rain", effect = "the level", by = "pump", amount = 0.5, sign = "+", note = "m" },
]
absences = [{ cause = "rain", effect = "alarm", claims = ["c1"], note = "a" }]

[rivals.melt]
reason = "Snow melts."
influences = [
  { cause = "snow", effect = "the level", sign = "+", strength = "medium" },
]
hidden = { name = "snow", states = ["none", "deep"] }

[proposals."pump more"]
set = { pump = { p = { off = 0.2, on = 0.8 } } }
cut = [["rain", "the level"]]
claims = ["c1"]

[actors.warden]
moves = ["pump"]

[[evidence]]
bears_on = ["c1"]
stance = "for"
text = "It did in 1953."
source = "memo"

[known]
rain = ["some", "much"]
"the level" = { likelihood = { low = 0.2, high = 0.8 } }
"""
KEY = re.compile(r"(?<![\w\".])(?:mechanism\.)?([a-z_]{3,})(?= = )")
VALUE = re.compile(
    r"(\"[^\"\n]+\"|(?<= = )\[[^\[\]{}\n]*\]|(?<= = )-?[\d.]+|false)(?=\s*(?:$|,|\]| \}| #))",
    re.MULTILINE,
)


def misspelt() -> Iterator[tuple[int, str, str]]:
    """For every key of the file: its line, the key, and the file with a letter of it left out."""
    for found in KEY.finditer(WHOLE):
        key, start = found[1], found.start(1)
        middle = start + len(key) // 2
        if not WHOLE[start:].startswith(("lines", "weak")):
            line = WHOLE.count("\n", 0, start) + 1
            yield line, key, WHOLE[:middle] + WHOLE[middle + 1 :]


def replaced(value: str) -> Iterator[tuple[int, str, str]]:
    """For every value of the file: its line, the value, and the file with another in its place."""
    for found in VALUE.finditer(WHOLE):
        row = WHOLE[: found.start()].rpartition("\n")[2]
        if found[1] != value and not row.startswith("["):
            line = WHOLE.count("\n", 0, found.start()) + 1
            yield line, found[1], WHOLE[: found.start(1)] + value + WHOLE[found.end(1) :]


def doubled() -> Iterator[tuple[int, str, str]]:
    """For every line with a key and a value: the file with that line twice."""
    rows = WHOLE.split("\n")
    for number, row in enumerate(rows, start=1):
        if re.match(r"[a-z.]+ = ", row) and row[-1] not in '["' + "2":
            yield number + 1, row, "\n".join([*rows[:number], row, *rows[number:]])
