# Everything runs in an environment of its own, .venv, made on first use.

PYTHON ?= python3
DEMO := examples/demo.py
EXTRA_PYTEST ?=

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
SITE := docs/_build/html

# one thread a process: the tests run side by side, and drawings need no window
export OMP_NUM_THREADS ?= 1
export OPENBLAS_NUM_THREADS ?= 1
export MPLBACKEND ?= Agg

.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help demo test check docs bench clean

help: ## what there is to make
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-7s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(VENV)/.has-run ## the Japan model: headline answers, and its diagrams in out/
	$(BIN)/python $(DEMO)

test: $(VENV)/.has-test ## every test, docstring, document and example
	$(BIN)/python -m pytest $(EXTRA_PYTEST)

check: $(VENV)/.has-check ## style, types, layers, docs without a warning, examples as scripts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/sphinx-build -W --keep-going -q -b html docs $(SITE)
	$(BIN)/python -m pytest -q tests/test_documents.py

docs: $(VENV)/.has-docs ## the documentation, as a folder of web pages
	$(BIN)/sphinx-build -W --keep-going -q -b html docs $(SITE)
	@echo "The documentation is in $(SITE)/index.html"

bench: $(VENV)/.has-bench ## answers held against peers, then times, into docs/benchmarks.rst
	$(BIN)/python -m benchmarks.correctness
	$(BIN)/python -m benchmarks

clean: ## remove what make has made
	rm -rf $(VENV) out build dist docs/_build docs/gallery docs/generated docs/sg_execution_times.rst
	rm -rf .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# ── the environment: a stamp for each set of extras, renewed when pyproject.toml changes ──────

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "causalnet needs Python 3.11 or later, not " + sys.version.split()[0] + ": make PYTHON=python3.12 …")'
	$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(VENV)/.has-run: $(VENV)/.made pyproject.toml
	$(PIP) install --editable '.[plot]'
	@touch $@

$(VENV)/.has-test: $(VENV)/.made pyproject.toml
	$(PIP) install --editable '.[test,plot]'
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
