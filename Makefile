# The commands of the project; `make help` lists them.
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= python3
SAMPLE := build/yibin

.PHONY: help setup run lint prove test check bench soak docs audit notes release lock clean

help:
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' $(MAKEFILE_LIST)

setup: $(VENV)/.ready ## the environment alone, from the lock file

$(VENV)/.ready: requirements.lock pyproject.toml
	$(PYTHON) tools/setup.py $(VENV)
	@touch $@

run: setup ## set-up, then the main job: build the bundled sample workspace Yibin
	$(BIN)/python tools/sample.py $(SAMPLE)
	$(BIN)/gigawatch build $(SAMPLE) $(if $(DAY),--date $(DAY))

lint: setup ## set-up, then the checks that run nothing: style, types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

prove: setup ## set-up, then the tests
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

test: lint prove ## set-up, then every check and test

check: test ## the same as test

bench: setup ## print the benchmark table, peers beside it, and keep its history; a ratio that fell is an error
	$(BIN)/python tools/bench
	OPENBLAS_NUM_THREADS=1 $(BIN)/python tools/bench/engine.py

soak: setup ## what is too long for every change; docs/soak.md keeps the last result
	$(BIN)/uv pip install --quiet --python $(BIN)/python "atheris>=3,<4" # the extra fuzz
	PYTHONPATH=tools $(BIN)/python -m soak

docs: setup ## the documentation site, into build/docs; a broken link is an error
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

audit: setup ## known vulnerabilities of what the lock file pins; without a network: make audit OSV=all.zip
	PYTHONPATH=tools $(BIN)/python -m release.audit $(if $(OSV),--osv $(OSV))

notes: setup ## the notes of a release from changes/ and the unreleased lines: make notes VERSION=0.2.0
	PYTHONPATH=tools $(BIN)/python -m release.notes $(VERSION)

release: setup ## wheel, source archive, bill of materials and hashes, into dist
	PYTHONPATH=tools $(BIN)/python -m release

lock: setup ## make the lock file anew from pyproject.toml
	$(BIN)/python tools/lock.py

clean: ## remove the environment and the built sample
	rm -rf $(VENV) build
