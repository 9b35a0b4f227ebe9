"""The model in a drafter's answer: the code block is found, read and marked as drafted, or refused."""

from __future__ import annotations

import re
from dataclasses import replace

from causalnet.compilation.compiler import compile_model
from causalnet.drafting.check_text import checked_text
from causalnet.drafting.instructions import SOURCE
from causalnet.drafting.text_check import TextCheck
from causalnet.errors import CausalnetError, MemoryLimitError, Mistake, ModelError, shown
from causalnet.formats.model_file.toml import read_toml
from causalnet.formats.quotes import SourceText
from causalnet.model.assembly.parts import named_place
from causalnet.model.causal_model import CausalModel
from causalnet.model.drafted_parts import marked_drafted

__all__ = ["LONGEST_REPLY", "code_block", "read_reply"]

LONGEST_REPLY = 1_000_000
"""The letters of the longest answer that is read."""
FENCE = re.compile(r"^[ \t]*(```+|~~~+)[ \t]*([\w.+-]*)[ \t]*$", re.MULTILINE)
ANSWER_HINT = "Answer with the model file in one code block."


def code_block(reply: str) -> str:
    r"""The text of the longest code block; the whole answer if it has none.

    Examples
    --------
    >>> code_block("Here it is:\n```toml\nname = 'lawn'\n```\nShall I go on?")
    "name = 'lawn'\n"
    """
    reply = reply.replace("\r\n", "\n")
    blocks: list[str] = []
    opened: re.Match[str] | None = None
    for fence in FENCE.finditer(reply):
        if opened is None:
            opened = fence
        elif fence[1].startswith(opened[1]) and not fence[2]:
            blocks.append(reply[opened.end() + 1 : fence.start()])
            opened = None
    if opened is not None:  # an answer that was cut off
        blocks.append(reply[opened.end() + 1 :])
    return max(blocks, key=len) if blocks else reply


def read_reply(reply: object, text: SourceText, by: str) -> TextCheck | tuple[Mistake, ...]:
    """The drafted model held against its text, or the mistakes for which it cannot be one.

    Every part is marked as drafted, whatever the answer says of who drafted and reviewed it.
    """
    if not isinstance(reply, str):
        return (Mistake("", f"The answer must be a str, not {shown(reply)}.", ANSWER_HINT),)
    if len(reply) > LONGEST_REPLY:
        many = f"{len(reply):,} letters; at most {LONGEST_REPLY:,} are read."
        return (Mistake("", f"The answer has {many}", ANSWER_HINT),)
    if not reply.strip():
        return (Mistake("", "The answer is empty.", ANSWER_HINT),)
    if "=" not in reply:
        return (Mistake("", "The answer does not contain a model file.", ANSWER_HINT),)
    if "\0" in reply:
        line = reply.count("\n", 0, reply.index("\0")) + 1
        what = f"The answer holds a character that is not text, in line {line}."
        return (Mistake("", what, ANSWER_HINT),)
    try:
        held = code_block(reply).encode("utf-8", "surrogatepass")
        model = marked_drafted(read_toml(held, "the draft"), by)
        mistakes = _not_a_draft(model)
        if mistakes:
            return mistakes
        model = model.replacing(replace(model.sources[SOURCE], text=text.text))
        found = checked_text(model, text, SOURCE)
    except ModelError as error:
        return error.mistakes
    except CausalnetError as error:
        return (Mistake("", str(error), ANSWER_HINT),)
    return found if found.mistakes else _compiled(found)


def _not_a_draft(model: CausalModel) -> tuple[Mistake, ...]:
    """Why a sound model is not the draft of a text."""
    mistakes = []
    if SOURCE not in model.sources:
        what = f"lacks the source of the text: call it {SOURCE!r}."
        mistakes.append(Mistake("sources", what, f"Write [sources.{SOURCE}]."))
    if not model.influences:
        mistakes.append(Mistake("graph", "has no influences.", "Add those that the text states."))
    for name, source in model.sources.items():
        if source.text:
            what = "must be left out: the text of a source is not read from a draft."
            mistakes.append(Mistake(f"{named_place('sources', name)}.text", what))
    return tuple(mistakes)


def _compiled(found: TextCheck) -> TextCheck | tuple[Mistake, ...]:
    """The draft, if questions can be asked of it."""
    try:
        compile_model(found.model)
    except MemoryLimitError:
        return found  # It is too large for exact answers, which is not a mistake of the draft.
    except CausalnetError as error:
        return (Mistake("", str(error)),)
    return found
