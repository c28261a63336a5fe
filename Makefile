# The house in one command each; `make` alone lists them. Needs make and Python 3.11 or newer, nothing else.
# A shell that leaves no half-made file behind, and a Python that sees nothing but the environment.
SHELL := /bin/sh
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
unexport PYTHONPATH PYTHONHOME
export PIP_USER := 0
export PIP_DISABLE_PIP_VERSION_CHECK := 1

PYTHON ?=
ARGS ?=
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --no-input --progress-bar off
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--only-binary :all: --no-header --no-annotate --no-emit-index-url --no-emit-find-links
TESTS := $(BIN)/python -m pytest --quiet --numprocesses 2 --dist loadfile --no-loadscope-reorder

.PHONY: help demo serve test test-all check bench format assets lock clean

help: ## this list of commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-9s %s\n", $$1, $$2}' Makefile

demo: .venv/run ## the story, the watchlists and the escalations, from nothing
	@$(BIN)/opplussen demo $(ARGS)

serve: .venv/run ## the pages, in the story's world, with invented people to try
	@$(BIN)/opplussen serve --demo $(ARGS)

test: .venv/ready ## the tests that take seconds (ARGS="-k word" for some of them)
	@$(TESTS) -m "not slow" $(ARGS)

test-all: .venv/ready ## every test: also real processes, large logs, many more examples
	@sh requirements/chromium.sh
	@$(TESTS) --hypothesis-profile=thorough $(ARGS)

check: .venv/ready ## style, types, import contracts, house and docs tests
	@failed=; \
	step() { echo "== $$*"; $(BIN)/"$$@" || failed="$$failed; $$*"; }; \
	step ruff check --quiet .; \
	step ruff format --quiet --check .; \
	step mypy; \
	step lint-imports --no-logo; \
	step python -m pytest --quiet tests/house; \
	if [ -n "$$failed" ]; then echo "Not in order: $${failed#; }" >&2; exit 1; fi

bench: .venv/ready ## measure speed and latency, beside plain inserts, on files and on a server
	@$(BIN)/python -m tests.bench.run $(ARGS)

format: .venv/ready ## format the code and mend what ruff can mend
	@$(BIN)/ruff check --quiet --fix-only .
	@$(BIN)/ruff format .

assets: .venv/ready ## build the pages' style sheet and script from npm again (wants the network)
	@cd web/assets && PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --silent && PATH="$(CURDIR)/$(BIN):$$PATH" npm run --silent build

lock: .venv/ready ## pin the dependencies with hashes (ARGS=--upgrade for the newest; wants the network)
	@echo "requirements/run.txt"
	@$(LOCK) $(ARGS) pyproject.toml --group build --output-file requirements/run.txt >/dev/null
	@echo "requirements/streams.txt"
	@$(LOCK) $(ARGS) pyproject.toml --extra streams --group build \
		--constraint requirements/run.txt --output-file requirements/streams.txt >/dev/null
	@echo "requirements/dev.txt"
	@$(LOCK) $(ARGS) pyproject.toml --extra streams --group build --group test --group check --group assets \
		--constraint requirements/streams.txt --output-file requirements/dev.txt >/dev/null

clean: ## remove the environment and all caches; a log in data/ stays
	@rm -rf .venv build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A stamp is as new as the last whole installation, so a broken one is tried again and a whole one is left alone.
.venv/run: requirements/run.txt pyproject.toml
	@PYTHON="$(PYTHON)" sh requirements/environment.sh
	@echo "Installing what the command needs (requirements/run.txt)"
	@$(PIP) --only-binary :all: --require-hashes -r requirements/run.txt
	@$(PIP) --no-build-isolation --no-deps --editable .
	@touch $@

.venv/ready: requirements/dev.txt pyproject.toml
	@PYTHON="$(PYTHON)" sh requirements/environment.sh
	@echo "Installing what tests and checks need (requirements/dev.txt)"
	@$(PIP) --only-binary :all: --require-hashes -r requirements/dev.txt
	@$(PIP) --no-build-isolation --no-deps --editable .
	@touch .venv/run $@
