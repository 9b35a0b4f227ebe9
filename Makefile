# Everything runs in an environment of its own, .venv, made on first use.

# the first of these that is new enough; PYTHON=… picks another
PYTHONS := python3 python3.14 python3.13 python3.12 python3.11 /usr/bin/python3
FITS := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in $(PYTHONS); do $$p -c '$(FITS)' 2>/dev/null && echo $$p && break; done)
DEMO := examples/demo.py
EXTRA_PYTEST ?=
# Branches are counted without the tests that open a browser, begin processes or measure time and memory: counting
# sees nothing of the first two, and takes both of the others.
UNCOUNTED := tests/display/explorer tests/test_cache.py tests/test_documents.py tests/test_hostile.py tests/test_workers.py \
	tests/compilation/test_memory_footprint.py tests/formats/toml_text/test_syntax.py \
	tests/inference/planning/test_elimination_order.py
FUZZ ?= --inputs 100000

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
SITE := docs/_build/html

# one thread a process: the tests run side by side, and drawings need no window
export OMP_NUM_THREADS ?= 1
export OPENBLAS_NUM_THREADS ?= 1
export MPLBACKEND ?= Agg
# and a module is compiled once, not by each process that the tests begin
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help demo test test-quick matrix check docs bench fuzz clean

help: ## the targets of make
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(VENV)/.has-run ## the Japan model: headline answers, and its diagrams in out/
	$(BIN)/python $(DEMO)

test: $(VENV)/.has-test ## every test, docstring and document
	$(BIN)/python -m pytest $(EXTRA_PYTEST)

test-quick: $(VENV)/.has-test ## a short suite: loading, asking, judging, printing, drawing, saving
	HYPOTHESIS_PROFILE=quick $(BIN)/python -m pytest @tests/quick.txt $(EXTRA_PYTEST)

matrix: $(VENV)/.has-matrix ## the short suite on every Python here, on the lowest versions, from wheel and sdist
	$(BIN)/nox

check: $(VENV)/.has-check ## style, types, layers, docs without a warning, examples, branches that no test takes
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/sphinx-build -W --keep-going -q -b html docs $(SITE)
	$(BIN)/python -m pytest -q -m "example or site" tests/test_documents.py tests/test_notebooks.py tests/test_site.py
	HYPOTHESIS_PROFILE=quick $(BIN)/python -m pytest -q --cov --cov-report=term-missing:skip-covered $(UNCOUNTED:%=--ignore=%)

docs: $(VENV)/.has-docs ## the documentation, as a folder of web pages
	$(BIN)/sphinx-build -W --keep-going -q -b html docs $(SITE)
	@echo "The documentation is in $(SITE)/index.html"

bench: $(VENV)/.has-bench ## answers compared with peers, then timings, into docs/benchmarks.rst
	$(BIN)/python -m benchmarks.correctness
	$(BIN)/python -m benchmarks

fuzz: $(VENV)/.has-test ## nearly correct inputs, on every core; FUZZ="--inputs 1000000"
	$(BIN)/python -m tests.fuzz $(FUZZ)

clean: ## remove everything that make has made
	rm -rf $(VENV) .nox out build dist docs/_build docs/gallery docs/generated docs/sg_execution_times.rst
	rm -rf .coverage .coverage.* .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# ── the environment: a stamp for each set of extras, renewed when pyproject.toml changes ──────

$(VENV)/.made:
	@test -n "$(PYTHON)" || { echo "causalnet needs Python 3.11 or later; none of these is: $(PYTHONS). Name one: make PYTHON=/path/to/python3.12" >&2; exit 1; }
	@$(PYTHON) -c '$(FITS)' || { echo "causalnet needs Python 3.11 or later; $(PYTHON) is not. Name another: make PYTHON=/path/to/python3.12" >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(VENV)/.has-run: $(VENV)/.made pyproject.toml
	$(PIP) install --editable '.[plot]'
	@touch $@

$(VENV)/.has-test: $(VENV)/.made pyproject.toml
	$(PIP) install --editable '.[test,plot]'
	@touch $@

$(VENV)/.has-matrix: $(VENV)/.made pyproject.toml
	$(PIP) install --editable '.[matrix]'
	@touch $@

$(VENV)/.has-docs: $(VENV)/.made pyproject.toml
	$(PIP) install --editable '.[docs]'
	@touch $@

$(VENV)/.has-check: $(VENV)/.made pyproject.toml
	$(PIP) install --editable '.[check]'
	@touch $@

$(VENV)/.has-bench: $(VENV)/.made pyproject.toml
	$(PIP) install --editable '.[bench]'
	@touch $@
