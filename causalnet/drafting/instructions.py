"""What a drafter is told: the task, the form of a model file, and the sentences of the text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from causalnet.drafting.sentences import Sentence
from causalnet.errors import Mistake

__all__ = ["GUIDE", "SOURCE", "TASK", "empty_model", "first_prompt", "mending_prompt"]

SOURCE = "article"
"""The name of the text's source in a drafted model."""
# The mistakes and the letters of the last draft that go back to the drafter.
MOST_FED_BACK, LONGEST_FED_BACK, LONGEST_MISTAKE = 40, 60_000, 600

TASK = """\
TASK
Write down the causal argument of the text below as one model file in TOML. Record only what the text says.

1. Read the numbered sentences. Each statement that one thing raises, lowers or changes another is a claim.
2. Give every claim the words of the text: quote one stretch, letter for letter, in the language of the text. Leave
   nothing out of the middle and add nothing. In at, write the number of its sentence, such as "s12" or "s3-s5".
3. Make a variable of each thing that can be more or less of something. Its states go from low to high. Two names of
   one thing are one variable.
4. Each influence rests on at least one claim and has the sign of its claims: "+" if a higher state of the cause goes
   with a higher state of the effect, "-" if it goes with a lower one, "?" if the text leaves it open.
5. A claim about a cause and a far-off effect, whose steps the text names too, has the kind "total" and gets no influence.
   A denied link has the kind "null" and gets an absence. A plain fact has the kind "fact".
6. tier records the wording: "plain", "emphatic", "hedged" (may, can, partly), "open", "denied" or "reported" (the text
   names somebody else who says so).
7. Do not invent claims, quotes, numbers or influences. Leave out what the text does not say. Sentences without a causal
   statement stay without a claim.
"""

GUIDE = """\
FORM OF THE FILE
A file has these parts, in this order. Names consist of small letters, digits and underscores.

name = "library_hours"
title = "Longer library hours"

[sources.article]                  # the text itself; keep the name "article"
title = "The title of the text"
author = "Its author"

[strengths]                        # words for strengths: log-odds per step of the cause, as low, mode, high
weak = [0.1, 0.4, 0.8]
medium = [0.2, 0.8, 1.6]
strong = [0.6, 1.2, 2.0]

[variables.opening_hours]
label = "Opening hours"
states = ["short", "long"]         # at least two, from low to high
role = "lever"                     # "lever" (somebody can set it), "context", "mediator" or "outcome"
means = "Hours per week that the library is open."

[variables.reading]
label = "Reading among pupils"
states = ["rare", "common"]
role = "outcome"
better = "high"                    # the end that is wished for: "low" for a harm, such as crime

[claims.c1]
text = "Longer opening hours make pupils read more."   # in your own words
source = "article"
at = "s4"
quote = "when the library stays open, pupils read more"
kind = "edge"                      # "edge", "total", "modifier", "null", "fact", "lever" or "meta"
tier = "plain"
sign = "+"                         # the direction in its own words: "+", "-", "?" or "0"; leave out for a fact

[[graph.influences]]
cause = "opening_hours"
effect = "reading"
sign = "+"                         # "+", "-" or "?"
strength = "medium"                # a word from [strengths]
claims = ["c1"]                    # at least one
# lag = 1                          # only if it acts after a period; loops need a lag somewhere

# [[graph.absences]]               # a link that the text denies
# cause = "opening_hours"
# effect = "noise"
# claims = ["c7"]                  # its kind is "null"

# [proposals."open on Sundays"]    # what the text proposes to do
# set = { opening_hours = "long" }
# claims = ["c1"]

Without lag the influences must not form a circle. Do not write baselines unless the text gives figures for them.
"""

ANSWER = """\
ANSWER
Answer with the complete model file in one code block that begins with ```toml and ends with ```. Write nothing else.
"""


def first_prompt(sentences: Sequence[Sentence]) -> str:
    """The task, the form and the text: all that a drafter needs."""
    return "\n".join((TASK, GUIDE, numbered(sentences), ANSWER))


def mending_prompt(sentences: Sequence[Sentence], reply: str, mistakes: Sequence[Mistake]) -> str:
    """The same, with the last draft and its mistakes."""
    draft = reply if len(reply) <= LONGEST_FED_BACK else f"{reply[:LONGEST_FED_BACK]}\n(cut here)"
    mending = (
        "YOUR LAST ANSWER\n"
        f"{draft or '(nothing)'}\n\n"
        "ITS MISTAKES\n"
        f"{_listed(mistakes)}\n\n"
        "Correct every one of them, and keep what was right. A line number counts from the first line of the code block. "
        "If a quote is not in the text and you cannot find the words, drop the claim and what rests on it.\n"
    )
    return "\n".join((TASK, GUIDE, numbered(sentences), mending, ANSWER))


def numbered(sentences: Iterable[Sentence]) -> str:
    """The sentences of a text, each with its number; headings are marked."""
    lines = [f"{s} (heading)" if s.kind == "heading" else str(s) for s in sentences]
    return "THE TEXT, SENTENCE BY SENTENCE\n" + "\n".join(lines) + "\n"


def _listed(mistakes: Sequence[Mistake]) -> str:
    """Mistakes as a list, the first of many."""
    lines = [f"- {str(mistake)[:LONGEST_MISTAKE]}" for mistake in mistakes[:MOST_FED_BACK]]
    left = len(mistakes) - MOST_FED_BACK
    return "\n".join([*lines, *([f"- and {left} more"] if left > 0 else [])])


def empty_model(name: str, title: str, text_file: str, schema: str) -> str:
    """A model file with its source and its words for strengths, and an example of each part as a comment."""
    start = GUIDE.index("[variables.opening_hours]")
    end = GUIDE.index("Without lag")
    example = "\n".join(
        line if not line or line.startswith("#") else f"# {line}"
        for line in GUIDE[start:end].strip().splitlines()
    )
    return (
        f"#:schema ./{schema}\n\n"
        f"name = {_toml_string(name)}\n"
        f"title = {_toml_string(title)}\n\n"
        f"[sources.{SOURCE}]\n"
        f"title = {_toml_string(title)}\n"
        f"text = {_toml_string(text_file)}\n\n"
        "# Words for strengths: log-odds per step of the cause, as low, mode, high.\n"
        "[strengths]\n"
        "weak = [0.1, 0.4, 0.8]\n"
        "medium = [0.2, 0.8, 1.6]\n"
        "strong = [0.6, 1.2, 2.0]\n\n"
        "# Write your variables, claims and influences below. These are examples:\n\n"
        f"{example}\n"
    )


def _toml_string(text: str) -> str:
    """A text as a TOML string."""
    plain = "".join(c if c.isprintable() else " " for c in text)
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'
