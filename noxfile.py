"""The short suite on every Python that this machine has, on the lowest versions, and from the shipped files.

``nox`` runs it all, ``nox --list`` says what there is. `make test` is the whole suite on one Python.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import nox
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
OLDEST = Version(PROJECT["requires-python"].removeprefix(">="))
# One session, one core: sessions may run beside something else.
QUICK = ("python", "-m", "pytest", "-q", "-n", "0", "@tests/quick.txt")
BRIEFLY = {"HYPOTHESIS_PROFILE": "quick"}
SAYS = "import sys; print(sys.implementation.name, *sys.version_info[:4])"
NAMED = re.compile(r"python3(\.\d+)?(\.exe)?")
SMOKE = """
import causalnet as cn
japan = cn.load("japan_software")
print(cn.effect(japan, "software_competitiveness", under=cn.do(multi_layer_outsourcing="shallow")))
assert "site-packages" in cn.__file__, cn.__file__
"""


def interpreters() -> dict[str, str]:
    """The path of each released CPython that is new enough, by its version; the first found of each."""
    found: dict[str, str] = {}
    for path in candidates():
        try:
            said = subprocess.run(
                [path, "-c", SAYS], capture_output=True, text=True, timeout=60, check=False
            )
        except (OSError, subprocess.TimeoutExpired):
            continue
        # A shim of pyenv's is there for every version, and fails where its version is not chosen.
        if not (match := re.fullmatch(r"cpython (\d+) (\d+) (\d+) final\n", said.stdout)):
            continue
        version = ".".join(match.groups())
        if Version(version) >= OLDEST:
            found.setdefault(version, str(path))
    return dict(sorted(found.items(), key=lambda item: Version(item[0])))


def candidates() -> Iterator[Path]:
    """Where Pythons may be: the system's, those on the PATH, pyenv's."""
    yield Path("/usr/bin/python3")
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        yield from sorted(p for p in Path(folder).glob("python3*") if NAMED.fullmatch(p.name))
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    yield from sorted(pyenv.glob("versions/*/bin/python3"))


PYTHONS = interpreters()


def quick(session: nox.Session) -> None:
    """The short suite on one Python, with the newest dependencies."""
    session.install("--editable", ".[test,plot]")
    session.run(*QUICK, env=BRIEFLY)


for version, path in PYTHONS.items():
    nox.session(python=path, name=f"quick-{version}")(quick)


@nox.session(python=next(iter(PYTHONS.values())))
def lowest(session: nox.Session) -> None:
    """The short suite with the lowest versions that pyproject.toml declares, on the oldest Python here.

    Later Pythons have no wheels of some of them.
    """
    pins = Path(session.create_tmp()) / "lowest.txt"
    pins.write_text("\n".join(lowest_versions("test", "plot")) + "\n", encoding="utf-8")
    session.install("--constraint", str(pins), "--editable", ".[test,plot]")
    # Old releases use what their own dependencies have deprecated since.
    session.run(*QUICK, "-W", "default::DeprecationWarning", env=BRIEFLY)


def lowest_versions(*extras: str) -> Iterator[str]:
    """``name==version`` for the lower bound of every dependency; an extra may take in others of this project."""
    optional = PROJECT["optional-dependencies"]
    for line in [*PROJECT["dependencies"], *(line for extra in extras for line in optional[extra])]:
        required = Requirement(line)
        if required.name == PROJECT["name"]:
            yield from lowest_versions(*required.extras)
            continue
        bound = next(s.version for s in required.specifier if s.operator == ">=")
        yield f"{required.name}=={bound}"


@nox.session
def package(session: nox.Session) -> None:
    """The shipped files: the wheel answers a question, and the sdist passes the short suite."""
    folder = Path(session.create_tmp()).absolute()
    for old in folder.iterdir():
        shutil.rmtree(old) if old.is_dir() else old.unlink()
    session.install("build")
    session.run("python", "-m", "build", "--outdir", str(folder))
    (wheel,) = folder.glob("*.whl")
    (sdist,) = folder.glob("*.tar.gz")
    session.install(f"causalnet[test,plot] @ {wheel.as_uri()}")
    with session.chdir(folder):
        session.run("python", "-I", "-c", SMOKE)
    shutil.unpack_archive(sdist, folder)
    with session.chdir(folder / sdist.name.removesuffix(".tar.gz")):
        session.run(*QUICK, env=BRIEFLY)


running = platform.python_version()
nox.options.sessions = [*(f"quick-{v}" for v in PYTHONS if v != running), "lowest", "package"]
nox.options.reuse_existing_virtualenvs = True
