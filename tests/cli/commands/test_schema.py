"""``causalnet schema``."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from causalnet.cli.main import main
from causalnet.formats.json_schema import model_schema


def test_the_schema_is_printed() -> None:
    result = CliRunner().invoke(main, ["schema"])

    assert result.exit_code == 0
    assert json.loads(result.stdout) == model_schema()


def test_the_schema_is_written_to_a_file_that_is_new(tmp_path: Path) -> None:
    file = tmp_path / "causalnet.schema.json"
    first = CliRunner().invoke(main, ["schema", "-o", str(file)])
    again = CliRunner().invoke(main, ["schema", "-o", str(file)])

    assert json.loads(file.read_text()) == model_schema()
    assert first.stdout.endswith("write as the first line: #:schema ./causalnet.schema.json\n")
    assert again.exit_code == 3
    assert "is there already" in again.stderr
