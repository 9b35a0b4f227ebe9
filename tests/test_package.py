"""The package as a whole: light to import, nothing forgotten, rooms that keep to themselves."""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
import sys
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from types import ModuleType

import pytest

import causalnet

ROOT = Path(causalnet.__file__).parent
MODULES = sorted(ROOT.rglob("*.py"))

# what a bare import may load besides what the interpreter has loaded by itself
BARE_IMPORT = {
    "__future__",
    "causalnet",
    "causalnet.rich_form",
    "importlib",
    "importlib._bootstrap",
    "importlib._bootstrap_external",
    "lazy_loader",
    "warnings",
}
# what lazy_loader imports to read the stub, which differs between versions of it and of Python
STANDARD = {
    "_ast", "_thread", "_weakref", "_weakrefset", "ast", "importlib._abc", "importlib.machinery", "importlib.util",
    "threading", "_typing", "weakref",
    "_collections", "_functools", "_operator", "collections", "collections.abc", "contextlib",
    "copyreg", "enum", "functools", "itertools", "keyword", "operator", "re", "re._casefix",
    "re._compiler", "re._constants", "re._parser", "_sre", "reprlib", "types", "typing", "_types",
    "abc", "_abc", "typing.io", "typing.re",
}  # fmt: skip
HEAVY = {"joblib", "matplotlib", "openpyxl", "pandas", "pgmpy", "scipy", "sklearn", "torch"}

QUERY = """
import causalnet as cn
from causalnet import do
japan = cn.load("japan_software")
cn.query(japan, "software_competitiveness", under=do(multi_layer_outsourcing="shallow"))
"""


def modules_after(code: str) -> set[str]:
    """The modules that a fresh interpreter has loaded once it has run `code`."""
    script = f"{code}\nimport sys\nprint('loaded:', *sys.modules)"
    command = [
        sys.executable,
        "-I",
        "-c",
        f"import sys; sys.path.insert(0, {str(ROOT.parent)!r})\n{script}",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert not done.returncode, done.stderr
    return set(done.stdout.rpartition("loaded:")[2].split())


def top_level(modules: set[str]) -> set[str]:
    """The packages that modules belong to."""
    return {name.partition(".")[0] for name in modules}


def test_a_bare_import_loads_next_to_nothing() -> None:
    added = modules_after("import causalnet") - modules_after("")

    assert added - BARE_IMPORT - STANDARD == set()


def test_a_query_on_a_loaded_model_loads_no_heavy_library() -> None:
    assert HEAVY & top_level(modules_after(QUERY)) == set()


@pytest.mark.parametrize(
    "module", [causalnet, causalnet.answers, causalnet.errors], ids=lambda m: m.__name__
)
def test_every_public_name_is_there_and_says_what_it_is(module: ModuleType) -> None:
    documented = {name for name in module.__all__ if (getattr(module, name).__doc__ or "").strip()}

    assert {*module.__all__} == documented
    assert {*module.__all__} <= {*dir(module)}


def test_the_root_names_what_a_user_types() -> None:
    root, answers, errors = (
        {*module.__all__} for module in (causalnet, causalnet.answers, causalnet.errors)
    )

    assert len(root) <= 115
    assert root & (answers | errors) == {"CausalnetError"}
    assert {"answers", "errors", "__version__"} < root


def test_the_stub_is_what_editors_and_type_checkers_see() -> None:
    stub = ast.parse((ROOT / "__init__.pyi").read_bytes().decode("ascii"))
    named = [
        alias for node in ast.walk(stub) if isinstance(node, ast.ImportFrom) for alias in node.names
    ]

    assert sorted(alias.name for alias in named) == sorted(causalnet.__all__)
    assert [alias for alias in named if alias.asname != alias.name] == []


def test_errors_are_every_error_and_warning_of_ours() -> None:
    ours = [
        name
        for name, value in vars(causalnet.errors).items()
        if isinstance(value, type) and issubclass(value, Exception)
    ]

    assert {*causalnet.errors.__all__} == {*ours, "Mistake"}


def test_answers_load_no_heavy_library() -> None:
    assert (
        HEAVY & top_level(modules_after("import causalnet as cn; cn.answers, cn.errors")) == set()
    )


def test_the_function_models_outlives_a_load() -> None:
    code = "import causalnet as cn; cn.load('japan_software'); cn.models()"

    assert "causalnet" in modules_after(code)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'quary'"):
        causalnet.quary  # noqa: B018


def test_the_version_is_the_one_that_is_built() -> None:
    assert importlib.import_module("causalnet.version").__version__ == causalnet.__version__


def test_types_and_models_ship() -> None:
    assert files("causalnet").joinpath("py.typed").is_file()
    assert files("causalnet").joinpath("models", "japan_software.toml").is_file()


def tree_of(path: Path) -> ast.Module:
    """The syntax tree of a module. They are not kept: all together slow down every collection of garbage."""
    return ast.parse(path.read_text(encoding="utf-8"))


def lines_of(path: Path) -> list[str]:
    """The lines of a module."""
    return path.read_text(encoding="utf-8").splitlines()


def imported(path: Path) -> set[str]:
    """Every module that a file imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add("." * node.level + (node.module or ""))
    return names


def modules_where(wrong: Callable[[Path], bool]) -> list[str]:
    """The modules of which something is true that should be true of none."""
    return [str(path.relative_to(ROOT)) for path in MODULES if wrong(path)]


def test_a_module_imports_neither_the_root_nor_by_relative_path() -> None:
    def wrong(path: Path) -> bool:
        return any(name == "causalnet" or name.startswith(".") for name in imported(path))

    assert len(MODULES) > 500
    assert modules_where(wrong) == []


def test_files_stay_small_and_rooms_have_no_lumber() -> None:
    # The root alone has something in its __init__.
    rooms = {path: path.parent != ROOT for path in MODULES if path.name == "__init__.py"}

    assert modules_where(lambda path: len(lines_of(path)) > 400) == []
    assert (
        modules_where(lambda path: bool(re.search(r"utils|helpers|common|misc", path.stem))) == []
    )
    assert modules_where(lambda path: rooms.get(path, False) and bool(lines_of(path))) == []


@pytest.mark.parametrize(
    ("written", "meant"),
    [("verdit", "verdict"), ("Conclution", "Conclusion"), ("quary", "query")],
)
def test_a_misspelt_name_is_answered_with_the_nearest(written: str, meant: str) -> None:
    with pytest.raises(AttributeError) as caught:
        getattr(causalnet, written)

    assert str(caught.value) == (
        f"module 'causalnet' has no attribute {written!r}. Did you mean {meant!r}?"
    )


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda: causalnet.QuestionError, "module 'causalnet' has no attribute 'QuestionError'. It is in causalnet.errors."),
        (lambda: causalnet.Effect, "module 'causalnet' has no attribute 'Effect'. It is in causalnet.answers."),
        (
            lambda: causalnet.errors.QuestonError,
            "module 'causalnet.errors' has no attribute 'QuestonError'. Did you mean 'QuestionError'?",
        ),
        (
            lambda: causalnet.answers.Efect,
            "module 'causalnet.answers' has no attribute 'Efect'. Did you mean 'Effect'?",
        ),
    ],
)  # fmt: skip
def test_a_name_of_another_module_is_answered_with_that(
    ask: Callable[[], object], message: str
) -> None:
    with pytest.raises(AttributeError) as caught:
        ask()

    assert str(caught.value) == message


@pytest.mark.parametrize("name", ["zebra", "__wrapped__", "_verdict"])
def test_a_name_like_no_other_is_answered_with_none(name: str) -> None:
    with pytest.raises(AttributeError, match=f"has no attribute '{name}'$"):
        getattr(causalnet, name)


def test_a_misspelt_name_is_put_right_once() -> None:
    told = subprocess.run(
        [sys.executable, "-c", "import causalnet as cn; cn.verdit"],
        capture_output=True,
        text=True,
        check=False,
    ).stderr

    assert told.strip().endswith("has no attribute 'verdit'. Did you mean 'verdict'?")


def test_a_possessive_group_is_met_with_care() -> None:
    # re matches them wrongly before Python 3.11.5 (python/cpython issue 106052)
    possessive = re.compile(r"\)(?:[*+?]|\{\d*,?\d*\})\+")
    texts = {path: path.read_text(encoding="utf-8") for path in MODULES}
    ours = [path for path, text in texts.items() if possessive.search(text)]

    assert possessive.search("(ab)*+")
    assert [path for path in ours if "106052" not in texts[path]] == []


# Aliases of types that every module with arrays or generics declares for itself.
SHARED_NAMES = {"Array", "K", "P", "R", "T"}


def public_names(tree: ast.Module) -> set[str]:
    """The public functions, classes and aliases of types that a module defines; its constants are in capitals."""
    defined = [n.name for n in tree.body if isinstance(n, ast.FunctionDef | ast.ClassDef)]
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else ()
        defined += [t.id for t in targets if isinstance(t, ast.Name) and not t.id.isupper()]
    return {name for name in defined if not name.startswith("_")} - SHARED_NAMES


def test_no_two_modules_give_one_public_name_to_different_things() -> None:
    places: dict[str, list[str]] = {}
    for path in MODULES:
        for name in public_names(tree_of(path)):
            places.setdefault(name, []).append(str(path.relative_to(ROOT)))
    # Each module of the command line holds one command, found by this name.
    assert len(places.pop("command")) > 1
    assert len(places) > 800
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def test_the_short_suite_names_files_that_are_there() -> None:
    listed = (ROOT.parent / "tests" / "quick.txt").read_text(encoding="utf-8").split()
    paths = [line.partition("::")[0] for line in listed if line.startswith("tests/")]
    assert len(paths) > 5
    assert [path for path in paths if not (ROOT.parent / path).exists()] == []
