"""A model file that is read again each time it is saved, and what is to be seen of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from causalnet.display.diagram.draw import draw
from causalnet.display.explorer.explore import explore
from causalnet.errors import CausalnetError, ModelError
from causalnet.formats.load import load
from causalnet.model.causal_map import CausalMap
from causalnet.model.causal_model import CausalModel
from causalnet.notation import counted
from causalnet.questions.audit.audit import audit

__all__ = ["FileState", "WatchedFile"]

# Few draws, so that a check is there as soon as a file is saved.
DRAWS = 200
NOTHING = b"<!doctype html><title>causalnet</title><p>There is nothing to show yet.</p>"


@dataclass(frozen=True, slots=True)
class FileState:
    """A file as it was last read.

    Attributes
    ----------
    version : int
        How many times the file has been read.
    sound : bool
        Whether it is free of mistakes.
    text : str
        Its mistakes, or what an audit finds.
    page : bytes
        The page of the last version that was free of mistakes.
    """

    version: int = 0
    sound: bool = False
    text: str = ""
    page: bytes = NOTHING


class WatchedFile:
    """A file, and what was seen of it.

    Parameters
    ----------
    path : Path
    picture : Path or None
        A picture that is drawn anew with the page.
    """

    def __init__(self, path: Path, picture: Path | None = None) -> None:
        self.path, self.picture = path, picture
        self.seen = FileState()
        self._stamp: tuple[int, int] | None = (-1, -1)

    def look(self) -> bool:
        """Read the file if it has changed, and say whether it has."""
        stamp = self._stamp_now()
        if stamp == self._stamp:
            return False
        self._stamp = stamp
        self.seen = self._read(replace(self.seen, version=self.seen.version + 1))
        return True

    def _stamp_now(self) -> tuple[int, int] | None:
        """What changes when the file is saved; None where it is missing, as between two steps of an editor."""
        try:
            state = self.path.stat()
        except OSError:
            return None
        return state.st_mtime_ns, state.st_size

    def _read(self, seen: FileState) -> FileState:
        try:
            held = load(self.path)
            if isinstance(held, CausalModel):
                text = str(audit(held, draws=DRAWS, progress=False))
            else:
                text = f"No mistakes: {repr(held).strip('<>')}."
            return replace(seen, sound=True, text=text, page=self._page(held))
        except ModelError as error:
            lines = [
                f"{self.path.name}:{m.line or 1}: {replace(m, line=None)}" for m in error.mistakes
            ]
            lines.append(f"{counted(len(error.mistakes), 'mistake')} in {self.path.name}.")
            return replace(seen, sound=False, text="\n".join(lines))
        except CausalnetError as error:
            return replace(seen, sound=False, text=str(error))

    def _page(self, held: object) -> bytes:
        """The page to play with; a picture alone of what cannot be asked."""
        drawn = draw(held)  # type: ignore[arg-type]
        if self.picture is not None:
            drawn.save(self.picture)
        if isinstance(held, CausalMap):
            return drawn.svg.encode()
        with TemporaryDirectory() as folder:
            return explore(held, Path(folder, "page.html")).read_bytes()  # type: ignore[arg-type]
