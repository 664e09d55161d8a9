# The two commands of the README. Everything is installed into .venv, from the package index alone.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test clean

.venv/demo: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

.venv/dev: .venv/demo
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

demo: .venv/demo  ## read the sample articles into a fresh record and say what is in it
	@$(BIN)/onrecord demo
	@echo 'First, to have onrecord at hand in this shell: source .venv/bin/activate'

test: .venv/dev   ## lint, check types and layers, run every test
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

clean:
	rm -rf .venv demo.db
