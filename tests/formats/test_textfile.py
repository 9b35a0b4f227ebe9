"""Text files."""

from pathlib import Path

import pytest

from causalnet.formats.textfile import MOST_TEXT_BYTES
from tests.formats.lawns import refused


def test_an_absurdly_large_file_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "lawn.toml"
    with path.open("wb") as file:
        file.truncate(MOST_TEXT_BYTES + 1_500_000)
    monkeypatch.setattr(Path, "open", lambda *args: pytest.fail("it was opened"))

    assert refused(path) == "'lawn.toml' holds 11.5 MB; at most 10 MB are read."
