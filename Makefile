# Every command of a developer. CI calls these and nothing else.
# `make demo` and `make test` each do their own set-up on a machine that has only Python (3.11 or newer) and make.

PYTHON ?= python3
BIN := .venv/bin
ARGS ?=
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
DEMO := demo-output
# Two workers share two cores: a pool of threads in each would only wait, and waiting counts as processor time.
PYTEST := OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1 MKL_NUM_THREADS=1 $(BIN)/python -m pytest

.PHONY: help setup demo test laws test-full lint fix template bench statistics fuzz clean

help:
	@echo "make demo   grade the sample cohort and say where the pages are"
	@echo "make test   the fast suite in random order (ARGS='-k softmax' passes options on)"
	@echo "also: setup laws test-full lint fix template bench statistics fuzz clean"

.venv/.grade: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; name one: make PYTHON=python3.12")'
	@$(PYTHON) -c 'import ensurepip, venv' || { echo "This Python cannot make virtual environments. On Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@echo "Setting up .venv (once) ..."
	@$(PYTHON) -m venv .venv
	@$(PIP) install --editable '.[grade]'
	@touch $@

.venv/.dev: .venv/.grade
	@echo "Installing the developer's tools (once) ..."
	@$(PIP) install --upgrade 'pip>=25.1'
	@$(PIP) install --editable '.[author]' --group dev
	@touch $@

.venv/.full: .venv/.dev
	@echo "Installing what the slow tests need (once) ..."
	@$(PIP) install --group full
	@touch $@

setup: .venv/.dev
	@if [ -d .git ]; then $(BIN)/pre-commit install >/dev/null; fi

demo: .venv/.grade
	@rm -rf $(DEMO)
	@$(BIN)/grader grade a03_perceptron examples/a03_perceptron --out $(DEMO) --seed demo; status=$$?; [ $$status -le 1 ] || exit $$status
	@$(BIN)/grader publish $(DEMO)

test: .venv/.dev
	@$(PYTEST) -m "not full" -n 2 $(ARGS)

laws: .venv/.dev
	@$(PYTEST) -n 2 tests/test_every_assignment.py tests/grader/test_three_students.py tests/test_rewritten_solutions.py $(ARGS)

# Gradings of whole cohorts take minutes each: a worker that is done takes tests from the other's queue.
test-full: .venv/.full
	@$(PYTEST) -n 2 --dist worksteal $(ARGS)

lint: .venv/.dev
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/python -W "ignore:Unknown section Promises" -m numpydoc lint reference/*.py grader/assertions/*.py
	@$(BIN)/python -m grader.release --check student_template

fix: .venv/.dev
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

template: .venv/.dev
	@$(BIN)/python -m grader.release student_template
	@for notebook in student_template/*/*.ipynb; do cp $$notebook examples/$$(basename $$notebook .ipynb)/untouched.ipynb; done
	@$(BIN)/python -m tests.grader.documents.schema_files docs/schema
	@$(BIN)/python -m assignments.coverage docs/coverage.md

bench: .venv/.dev
	@$(BIN)/python -m benchmarks.run $(ARGS)

statistics: .venv/.dev
	@$(BIN)/python -m tests.statistics.gradient_checks
	@$(BIN)/python -m tests.statistics.gradient_diagnosis

fuzz: .venv/.dev
	@HYPOTHESIS_PROFILE=fuzz $(PYTEST) -n 2 tests/grader/worker tests/grader/submission $(ARGS)

clean:
	@rm -rf .venv $(DEMO) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
