# Everything happens in .venv; nothing but Python 3.11 or newer and make is needed beforehand.
PYTHON ?= python3
DAY ?= 1
PEERS ?= trafilatura,newspaper4k,readability-lxml,goose3,resiliparse,turbohtml

BIN := .venv/bin
UV := VIRTUAL_ENV=$(CURDIR)/.venv $(BIN)/uv pip install --quiet --compile-bytecode
# uv does not read pip's configuration; where that is needed to reach an index, pip does the same more slowly
INSTALL = $(UV) --require-hashes -r $(1) || $(BIN)/pip install --quiet --no-deps --require-hashes -r $(1)

.DEFAULT_GOAL := help
.PHONY: help install run test lint notebook docs bench bench-nightly bench-fetching bench-datasets lock clean

help:  ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: .venv/run.done  ## set up .venv with what copydesk needs to run

run: install  ## the nightly run over the embedded demo newsroom (DAY=2 for its second day)
	$(BIN)/copydesk demo --run --day $(DAY)

test: .venv/dev.done  ## set up, then run the tests
	$(BIN)/pytest

lint: .venv/dev.done  ## check style and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

notebook: .venv/dev.done  ## execute docs/analysis.ipynb anew, over two nights of the demo newsroom
	$(BIN)/python -m docs.notebook

docs: .venv/dev.done  ## make the pages that come from the code: docs/commands, docs/datasets.md, tables of docs/logs.md
	$(BIN)/python -m docs.generate
	$(BIN)/python -m pipeline.load.layout.dictionary > docs/datasets.md

bench: .venv/bench.done  ## measure extraction beside its peers over gold pages (GOLD=folder, PEERS=trafilatura,goose3)
	$(BIN)/python -m benchmarks.extraction $(GOLD) --peers=$(PEERS)

bench-nightly: .venv/dev.done  ## time a nightly run over the pages of a gold folder (GOLD=folder)
	$(BIN)/python -m benchmarks.nightly $(GOLD)

bench-fetching: .venv/bench.done  ## time fetching, archive and ledger beside Scrapy, over pages served on this machine
	$(BIN)/python -m benchmarks.fetching

bench-datasets: .venv/dev.done  ## time a night on top of a million articles, reading a day of them, and a year of nights
	$(BIN)/python -m benchmarks.datasets
	$(BIN)/python -m benchmarks.dataset_year

lock: .venv/dev.done  ## choose the newest versions anew and write requirements/*.lock
	$(BIN)/uv pip compile --upgrade $(LOCK) --extra build -o requirements/run.lock pyproject.toml
	$(BIN)/uv pip compile --upgrade $(LOCK) --extra build --extra dev -c requirements/run.lock -o requirements/dev.lock pyproject.toml
	$(BIN)/uv pip compile --upgrade $(LOCK) --extra bench -c requirements/run.lock -c requirements/dev.lock -o requirements/bench.lock pyproject.toml
	echo uv | $(BIN)/uv pip compile --upgrade $(LOCK) -o requirements/uv.lock -

LOCK := --quiet --universal --generate-hashes --no-header --python-version 3.11

clean:  ## remove .venv and caches; data stays
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist

.venv/bin/uv: requirements/uv.lock
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("copydesk needs Python 3.11 or newer, not " + sys.version.split()[0] + ": make PYTHON=python3.12 ...")'
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.lock
	@touch $@

.venv/run.done: .venv/bin/uv requirements/run.lock pyproject.toml
	@echo "Installing into .venv ..."
	@$(call INSTALL,requirements/run.lock)
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $@

.venv/dev.done: .venv/run.done requirements/dev.lock
	@$(call INSTALL,requirements/dev.lock)
	@touch $@

.venv/bench.done: .venv/run.done requirements/bench.lock
	@$(call INSTALL,requirements/bench.lock)
	@touch $@
