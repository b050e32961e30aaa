# Everything a newcomer needs: `make run` serves the sample portal, `make test` runs every test.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
NODE_TOOLS := tests/node_modules/.package-lock.json

# Where it is set, every portal and every worker compiles its whole program again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run build dev test lint bench clean

run: $(VENV)/runtime
	@$(BIN)/python -m portal_ui build
	@exec $(BIN)/python -m portal_ui serve

build: $(VENV)/runtime
	@$(BIN)/python -m portal_ui build

# Builds again and serves anew whenever a file of ours changes.
dev: $(VENV)/runtime
	@exec $(BIN)/watchfiles 'sh -c "$(BIN)/python -m portal_ui build && exec $(BIN)/python -m portal_ui serve"' \
	  portal_ui assets rxconfig.py

# The linters work beside the tests and have their say below them; whichever fails, the run fails.
test: $(VENV)/tests $(NODE_TOOLS) build
	@$(BIN)/python -m tests.browser.chromium
	@said=$$(mktemp); trap 'rm -f "$$said"' EXIT; \
	$(MAKE) --no-print-directory lint >"$$said" 2>&1 & lint=$$!; \
	$(BIN)/python -m pytest --numprocesses=2 --durations=15; tests=$$?; \
	wait $$lint; lint=$$?; cat "$$said"; exit $$((tests | lint))

lint: $(VENV)/tests $(NODE_TOOLS)
	@$(BIN)/ruff check --quiet . && $(BIN)/ruff format --quiet --check . && echo "ruff: clean"
	@$(BIN)/basedpyright --level error
	@$(BIN)/node tests/node_modules/.bin/tsc -p tests && echo "tsc: clean"
	@$(BIN)/node tests/node_modules/.bin/eslint --config tests/eslint.config.js portal_ui && echo "eslint: clean"

bench: $(VENV)/tests $(NODE_TOOLS) build
	@$(BIN)/python -m tests.bench

$(VENV)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo "Python 3.11 or newer is needed; name one with: make PYTHON=/path/to/python3.11"; exit 1; }
	@touch Makefile.writable 2>/dev/null && rm -f Makefile.writable \
	  || { echo "There is no permission to write in $(CURDIR)."; exit 1; }
	@echo "Making the virtual environment ..."
	@$(PYTHON) -m venv $(VENV) \
	  || { echo "Python's venv module is missing; on Debian: apt install python3-venv"; exit 1; }
	@touch $@

$(VENV)/runtime: $(VENV)/python requirements.txt
	@echo "Installing what requirements.txt pins (a minute the first time) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/tests: $(VENV)/runtime tests/requirements.txt
	@echo "Installing what the tests need ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r tests/requirements.txt
	@touch $@

$(NODE_TOOLS): $(VENV)/runtime tests/package-lock.json
	@echo "Installing the tests' JavaScript tools ..."
	@$(BIN)/npm ci --no-fund --no-audit --loglevel=error --prefix tests
	@touch $@

clean:
	rm -rf $(VENV) .web .cache assets/external tests/node_modules
