"""Annotations of a function, resolved without loading libraries that only type checkers need."""

from __future__ import annotations

import ast
import builtins
import typing
from collections.abc import Callable
from typing import Any

__all__ = ["hints_of"]


def hints_of(function: Callable[..., object]) -> dict[str, Any]:
    """The annotations of a function, resolved.

    A name from a heavy library, imported for type checkers only, becomes a class that recognises instances by the
    name of their class.
    """
    known = getattr(function, "__globals__", {})
    texts = [text for text in function.__annotations__.values() if isinstance(text, str)]
    nodes = [node for text in texts for node in ast.walk(ast.parse(text, mode="eval"))]
    names = {node.id for node in nodes if isinstance(node, ast.Name)}
    unknown = {n: _Named(n) for n in names if n not in known and not hasattr(builtins, n)}
    return typing.get_type_hints(function, known, unknown)


class _Named(type):
    """A class that is known only by its name, so that its library need not be loaded."""

    def __new__(cls, name: str) -> _Named:
        return super().__new__(cls, name, (), {})

    def __init__(cls, name: str) -> None:
        super().__init__(name, (), {})

    def __instancecheck__(cls, value: object) -> bool:
        return any(base.__name__ == cls.__name__ for base in type(value).__mro__)

    def __getattr__(cls, name: str) -> _Named:
        if name.startswith("_"):
            raise AttributeError(name)
        return _Named(name)

    def __getitem__(cls, _: object) -> _Named:
        return cls
