# make demo: build the seed's XML and PDF.  make test: run the tests.  make docs: the site.  Each does its own set-up, once.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test check generate bench docs clean

demo: $(VENV)/ready
	@$(BIN)/form4gen build examples/sonus-abbott-2014.form4.yaml -o demo

test: $(VENV)/ready-dev
	$(BIN)/python -m pytest -n auto --cov --cov-report=term-missing -q -rs --ignore=tests/oracle $(PYTEST)
	@# Thousands of real filings and mutants take far longer while lines are counted.
	$(BIN)/python -m pytest -n auto -q -rs tests/oracle

check: $(VENV)/ready-dev
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/test_generated_files.py

generate: $(VENV)/ready-dev
	$(BIN)/python tests/generated.py

bench: $(VENV)-bench/ready
	@# Twelve minutes to half an hour on two cores that do nothing else. BENCH=--quick tries it; BENCH='--only reading' takes one subject.
	@$(VENV)-bench/bin/python benchmarks/run.py $(BENCH)

docs: $(VENV)/ready-docs
	@# mkdocs-material warns of MkDocs 2 at every build; pyproject.toml keeps to MkDocs 1.
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict --clean
	@echo "wrote site/index.html"

clean:
	rm -rf $(VENV) $(VENV)-bench demo build dist site .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage*

$(VENV)/ready: pyproject.toml
	@PYTHON=$(PYTHON) sh .ci/system-packages
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --editable .
	@touch $@

$(VENV)/ready-dev: $(VENV)/ready
	@PYTHON=$(PYTHON) sh .ci/system-packages tests
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --editable '.[dev]'
	@touch $@

$(VENV)-bench/ready: pyproject.toml
	@# The peers bring many libraries along, so they have an environment of their own.
	@PYTHON=$(PYTHON) sh .ci/system-packages
	@$(PYTHON) -m venv $(VENV)-bench
	@$(VENV)-bench/bin/python -m pip install -qq --disable-pip-version-check --editable '.[bench]'
	@touch $@

$(VENV)/ready-docs: $(VENV)/ready
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --editable '.[docs]'
	@touch $@
