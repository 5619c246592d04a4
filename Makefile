# One line a target; `make` alone lists them. Everything is installed into .venv, nothing into your Python.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
RUNTIME := $(VENV)/.stamp
DEVELOP := $(VENV)/.stamp-dev
# Extras stay in the pins: without `[toml]`, older pips take `coverage[toml]` for another package, which has no pin.
LOCK := UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile pyproject.toml --quiet --upgrade \
	--universal --python-version 3.11 --generate-hashes --no-strip-extras --extra serve --extra spelling
# `make pdf ARGS="letter.md --theme classic"` passes more to cvbuild.
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help setup pdf docx html txt build site watch serve check format test conformance accept judges picture bench lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

pdf docx html txt build site watch serve: $(RUNTIME)
	@$(BIN)/cvbuild $@ $(ARGS)

pdf: ## the sources as PDF, in out/
docx: ## … as Word documents
html: ## … as web pages
txt: ## … as plain text
build: ## … in every format
site: ## … as a website, in out/site/, with what is private taken out
watch: ## … in every format again, whenever a file changes
serve: ## … in a browser, beside your editor: each page as it will be sent

setup: $(DEVELOP) ## what developing needs, in .venv (documents need less, and get it by themselves)

check: $(DEVELOP) ## lint, format, types, and who may import whom
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

format: $(DEVELOP) ## put the code into its format and sort its imports
	$(BIN)/ruff check --fix --select I
	$(BIN)/ruff format

test: $(DEVELOP) ## all tests, with coverage
	$(BIN)/python -m pytest --cov $(ARGS)

conformance: $(DEVELOP) ## what veraPDF and qpdf say of all samples, themes, languages and variants of PDF
	@$(BIN)/python -m tests.conformance

# In one process, since several cases may live in one file.
accept: $(DEVELOP) ## rewrite what the tests expect; the diff is the review
	CVBUILD_ACCEPT=1 $(BIN)/python -m pytest --numprocesses=0 $(ARGS)

judges: .judges/.stamp ## the validators from npm and Maven that some tests ask (needs Node, Java and Maven)

picture: $(DEVELOP) ## the pictures in the README and in docs/themes.md (needs poppler-utils)
	$(BIN)/python scripts/picture.py

bench: $(DEVELOP) ## processor time and memory beside pandoc and WeasyPrint
	@$(BIN)/python -m tests.bench $(ARGS)

lock: $(DEVELOP) ## the newest versions that pyproject.toml allows, into the lock files
	$(LOCK) --group builder -o requirements.lock
	$(LOCK) --group builder --group dev --constraint requirements.lock -o requirements-dev.lock

clean: ## remove what was built, and caches; never sources or .venv
	find out -mindepth 1 ! -name .gitkeep -delete
	rm -rf dist build .coverage .coverage.* htmlcov .hypothesis
	rm -rf .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	find src tests scripts -name __pycache__ -type d -prune -exec rm -rf {} +

# A stamp is younger than what it was made from, so that the next run costs nothing.

$(RUNTIME): pyproject.toml requirements.lock scripts/setup-system.sh
	@sh scripts/setup-system.sh $(PYTHON)
	@echo "setup: installing packages into $(VENV)"
	@$(PIP) --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(DEVELOP): $(RUNTIME) requirements-dev.lock
	@echo "setup: installing what developing needs into $(VENV)"
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

.judges/.stamp: scripts/judges/package.json scripts/judges/package-lock.json scripts/judges/pom.xml
	@mkdir -p .judges
	@cp scripts/judges/package*.json .judges/
	@mvn --quiet --batch-mode --file scripts/judges/pom.xml dependency:copy-dependencies \
		-DoutputDirectory="$(CURDIR)/.judges/verapdf"
	@npm install --prefix .judges --no-save --ignore-scripts --no-audit --no-fund
	@touch $@
