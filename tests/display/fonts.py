"""Fonts for tests: those of the package that the extra installs, whatever else this machine has."""

from pathlib import Path

import weblate_fonts

KURINTO = Path(weblate_fonts.__file__).parent / "static" / "weblate_fonts" / "kurinto" / "ttf"
