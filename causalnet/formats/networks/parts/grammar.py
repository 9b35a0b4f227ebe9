"""Grammars of text formats on lark, whose errors name the line, what was expected and what was found."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedInput

from causalnet.cache import cached
from causalnet.errors import FileError

__all__ = ["TextGrammar", "first_word", "listed_terminals", "sound", "unlike_format"]

# Some blocks for each variable: they take most of the parser's time.
MOST_BRACES = 300_000


def sound(pattern: str) -> str:
    """An expression whose groups are possessive, on any Python.

    Before 3.11.5, re matches such groups wrongly (python/cpython issue 106052). Greedy ones match the same here, since
    no text can be read by them in two ways, but take memory for every repetition.
    """
    return pattern if sys.version_info >= (3, 11, 5) else pattern.replace(")*+", ")*")


@dataclass(frozen=True, slots=True)
class TextGrammar:
    """A grammar of a format.

    Attributes
    ----------
    form : str
        The name of the format.
    rules : str
        The grammar in lark's notation, with the rule ``start``.
    called : mapping of str to str
        The names of terminals in messages.
    comments : re.Pattern
        Comments, and the strings in which they are none.
    """

    form: str
    rules: str
    called: Mapping[str, str]
    comments: re.Pattern[str]

    def tree(self, text: str, file: str) -> Tree[Token]:
        """The syntax tree of a text.

        Raises
        ------
        FileError
            At the first place that is not in the format.
        """
        if text.count("{") > MOST_BRACES:
            raise FileError(f"{file!r} has more than {MOST_BRACES:,} blocks, and no more are read.")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        text = self.comments.sub(_blank, text)
        try:
            return _parser(self.rules).parse(text)
        except UnexpectedInput as error:
            raise self._unexpected(error, text, file) from None

    def _unexpected(self, error: UnexpectedInput, text: str, file: str) -> FileError:
        token = getattr(error, "token", None)
        at = len(text) if error.pos_in_stream is None else error.pos_in_stream
        at = len(text) if token is not None and token.type == "$END" else at
        possible = getattr(error, "expected", None) or getattr(error, "allowed", ()) or ()
        expected = listed_terminals(possible, self.called) or self.called["$END"]
        end = len(text.rstrip())
        line = 1 + text.count("\n", 0, min(at, end))
        return unlike_format(file, self.form, line, expected, first_word(text[at : at + 200]))


def _blank(found: re.Match[str]) -> str:
    """A comment replaced by blanks, so that every line keeps its number; a string stays."""
    held = found[0]
    return held if held[0] == '"' else " " + "\n" * held.count("\n")


@cached(4)
def _parser(rules: str) -> Lark:
    return Lark(rules, parser="lalr", lexer="contextual", maybe_placeholders=False)


def listed_terminals(terminals: Iterable[str], called: Mapping[str, str]) -> str:
    """Terminals as a message lists them."""
    order = list(called)
    known = sorted({t for t in terminals if t in called}, key=order.index)
    # The optional semicolon after a block is not worth mentioning.
    names = [called[t] for t in known if t != "SEMICOLON" or len(known) == 1]
    return " or ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def first_word(text: str) -> str:
    """The first word or sign of a text."""
    found = re.match(r'\s*("[^"\n]*"|[^\s{}();,]+|\S)', text)
    return found[1] if found else ""


def unlike_format(file: str, form: str, line: int, expected: str, found: str) -> FileError:
    """The error for a place that is not in the format."""
    what = f"found {found[:40]!r}" if found else "the file ends"
    return FileError(f"{file!r} is not {form}: line {line}: expected {expected}, {what}.")
