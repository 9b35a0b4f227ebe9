"""A model drafted from a text by any language model: draft, check, mend."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from causalnet.boundary.checks import public
from causalnet.drafting.check_text import is_path, text_of
from causalnet.drafting.drafted import Drafted, DraftRound
from causalnet.drafting.instructions import SOURCE, first_prompt, mending_prompt
from causalnet.drafting.places import NumberedText
from causalnet.drafting.reply import LONGEST_REPLY, read_reply
from causalnet.drafting.text_check import TextCheck
from causalnet.errors import DraftError, Mistake, QuestionError
from causalnet.notation import counted

__all__ = ["draft"]

MOST_ROUNDS = 20


@public
def draft(
    text: str | Path,
    ask: Callable[[str], str],
    *,
    by: str = "a language model",
    rounds: int = 4,
) -> Drafted:
    """Draft a model from a text with any language model, and accept it only without mistakes.

    The drafter gets the task, the form of a model file and the numbered sentences of the text, and answers with a model
    file. Its answer is held against the text as by `check_text`. Mistakes go back to it with its last answer, until there
    are none or the rounds are used up. Every part of the model says who drafted it, so that every answer about the model says
    that it is a draft until a person has reviewed it.

    Nothing is sent anywhere by causalnet itself, and nothing in an answer is executed.

    Parameters
    ----------
    text : str or Path
        The text, or the path of a UTF-8 file. One line that ends in ``.txt`` or ``.md`` is a path.
    ask : callable
        Takes a prompt and returns the answer to it, both as str. Each prompt says all that is needed; `ask` need not
        remember the earlier ones.
    by : str, default "a language model"
        Who drafts: the name of the language model, with its version.
    rounds : int, default 4
        How often the drafter is asked at most, from 1 to 20.

    Returns
    -------
    Drafted

    Raises
    ------
    DraftError
        If the last answer still has mistakes, which it lists; or if `ask` raises an exception.
    QuestionError
        If the text is empty, `by` is empty, or `rounds` is not from 1 to 20.
    FileError
        If the text cannot be read.

    Examples
    --------
    >>> import causalnet as cn
    >>> answer = '''
    ... name = "lawn"
    ... [sources.article]
    ... [variables.rain]
    ... states = ["no", "yes"]
    ... [variables.wet]
    ... states = ["no", "yes"]
    ... [claims.c1]
    ... text = "Rain makes the grass wet."
    ... source = "article"
    ... at = "s1"
    ... quote = "Rain wets the grass."
    ... sign = "+"
    ... [[graph.influences]]
    ... cause = "rain"
    ... effect = "wet"
    ... sign = "+"
    ... strength = [0.2, 0.8, 1.6]
    ... claims = ["c1"]
    ... '''
    >>> print(cn.draft("Rain wets the grass.", lambda prompt: answer, by="a script").sentence)
    a script drafted “lawn” in one round. Variables: 2, influences: 1, claims: 1. Nobody has reviewed it.
    """
    if not by.strip():
        raise QuestionError("by= is empty. Write who drafts, such as by='a language model'.")
    if not 1 <= rounds <= MOST_ROUNDS:
        raise QuestionError(f"rounds= is a number from 1 to {MOST_ROUNDS}, not {rounds}.")
    read = text_of(text)
    every = NumberedText(read).sentences
    if not every:
        raise QuestionError(f"{read.called} has no sentences.")
    made, prompt = list[DraftRound](), first_prompt(every)
    for number in range(1, rounds + 1):
        reply = _answer(ask, prompt, made)
        found = read_reply(reply, read, by)
        mistakes = found.mistakes if isinstance(found, TextCheck) else found
        made.append(DraftRound(number, mistakes))
        if isinstance(found, TextCheck) and found.met:
            return _drafted(found, by, made, text)
        last = reply if isinstance(reply, str) and len(reply) <= LONGEST_REPLY else ""
        prompt = mending_prompt(every, last, mistakes)
    what = f"the last of {counted(rounds, 'draft')}"
    raise _failed(made[-1].mistakes, what, rounds, last)


def _answer(ask: Callable[[str], str], prompt: str, made: list[DraftRound]) -> object:
    """What the drafter answers; an exception of its own ends the drafting."""
    try:
        return ask(prompt)
    except Exception as error:
        number = len(made) + 1
        text = str(error).strip()
        what = (
            f"ask() raised {type(error).__name__} in round {number}{f': {text}' if text else ''}."
        )
        before = made[-1].mistakes if made else ()
        mistakes = [Mistake("", what, "Look at the service that it calls, and try again."), *before]
        raise _failed(mistakes, "", number, "") from error


def _failed(mistakes: Iterable[Mistake], subject: str, rounds: int, reply: str) -> DraftError:
    error = DraftError(mistakes, subject)
    error.rounds, error.reply = rounds, reply
    return error


def _drafted(found: TextCheck, by: str, made: list[DraftRound], text: str | Path) -> Drafted:
    """The answer; a text from a file stays in its file."""
    if not is_path(text):
        return Drafted(found.model, by, tuple(made), found)
    path = Path(text)
    if path.suffix.casefold() not in (".txt", ".md"):
        return Drafted(found.model, by, tuple(made), found)
    source = replace(found.model.sources[SOURCE], text=path.name)
    model = found.model.replacing(source).in_folder(path.parent.absolute())
    return Drafted(model, by, tuple(made), replace(found, model=model))
