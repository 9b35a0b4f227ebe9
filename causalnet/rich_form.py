"""The rich form that a notebook shows of a value, where a room above the value's own draws it.

A model does not know of pictures, and a method never reaches up. So the root says, as it is imported, which function of which
module shows a kind of value; the module is loaded when a notebook first shows one.
"""

from __future__ import annotations

from importlib import import_module

__all__ = ["rich_html", "show_by"]

_places: dict[str, str] = {}


def show_by(**places: str) -> None:
    """Say where the functions are that show values of some kinds, each as ``"module:function"``."""
    _places.update(places)


def rich_html(kind: str, value: object) -> str:
    """The HTML that a notebook shows of a value of this kind."""
    module, _, name = _places[kind].partition(":")
    return str(getattr(import_module(module), name)(value))
