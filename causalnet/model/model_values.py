"""A model as the values of its fields: how it is set, rebuilt, pickled and varied."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar

from causalnet.model.assembly.fingerprint import digest
from causalnet.model.assembly.parts import KIND_OF, NAMED_PARTS, Parts
from causalnet.model.translations.spoken import spoken_fields
from causalnet.rich_form import rich_html

if TYPE_CHECKING:
    from causalnet.frozen_map import Register
    from causalnet.model.assembly.parts import Strength
    from causalnet.model.influence import Influence
    from causalnet.model.translations.texts import Text, TextPath

__all__ = ["ModelValues"]

M = TypeVar("M", bound="ModelValues")
# What a model says does not depend on the language in which it is read.
LANGUAGES = ("language", "written_in", "translations")


class ModelValues:
    """The values of a model by field. They are set once, when the model is made."""

    __slots__ = ()

    if TYPE_CHECKING:
        influences: tuple[Influence, ...]
        strengths: Register[str, Strength]
        folder: Path | None
        written_in: str
        translations: Register[str, Register[TextPath, Text]]

    def _set(self, values: Mapping[str, object]) -> None:
        for name, value in values.items():
            object.__setattr__(self, name, value)
        # Hashes of texts differ between processes, so a pickled model computes its hash anew on arrival.
        object.__setattr__(self, "_hash", hash(tuple(self._values().values())))
        causes: dict[str, tuple[Influence, ...]] = {}
        for i in self.influences:
            if not i.lag:
                causes[i.effect] = (*causes.get(i.effect, ()), i)
        object.__setattr__(self, "_causes", causes)

    def _values(self) -> dict[str, Any]:
        return {f.name: getattr(self, f.name) for f in fields(self) if f.compare}  # type: ignore[arg-type]

    def _as_written(self) -> Self:
        """The model in the language in which it was written, as far as it has it."""
        if self.written_in not in self.translations:
            return self
        return self._with(**spoken_fields(self._values(), self.written_in))

    def _repr_html_(self) -> str:
        return rich_html("CausalModel", self)

    def _digest(self) -> str:
        return digest({k: held for k, held in self._values().items() if k not in LANGUAGES})

    # Not __getstate__: until Python 3.11.3 a frozen dataclass with slots replaces the one it defines.
    def __reduce__(self) -> tuple[object, ...]:
        return _rebuilt, (type(self), self._values() | {"folder": self.folder})

    def _in_folder(self, folder: Path) -> Self:
        return _rebuilt(type(self), self._values() | {"folder": folder})

    def _parts(self) -> Parts:
        held: dict[str, Any] = {kind: getattr(self, kind) for kind in KIND_OF.values()}
        held |= {kind: held[kind].values() for kind in NAMED_PARTS}
        lists: dict[str, Iterable[Any]] = {kind: [*parts] for kind, parts in held.items()}
        return Parts(**lists, strengths={**self.strengths})  # type: ignore[arg-type]

    def _with(self, **changes: Any) -> Self:
        held = self._values().items()
        values = {name: value.values() if name in NAMED_PARTS else value for name, value in held}
        made = type(self)(**(values | changes))
        object.__setattr__(made, "folder", self.folder)
        return made


def _rebuilt(kind: type[M], values: Mapping[str, object]) -> M:
    model = kind.__new__(kind)
    model._set(values)
    return model
